import { normalizeTags, type ComparedContent } from "./configurationInputs.js";
import { normalizeInstant } from "./instant.js";
import { isUnknown } from "./unknown.js";

type ContentName = keyof ComparedContent;

const meets: Record<ContentName, (found: ComparedContent, goal: ComparedContent) => boolean> = {
  displayName: (found, goal) => found.displayName === goal.displayName,
  description: (found, goal) => (found.description ?? "") === (goal.description ?? ""),
  payloadFileName: (found, goal) => found.payloadFileName === goal.payloadFileName,
  // Graph returned no payload.
  payloadSha256: (found, goal) =>
    found.payloadSha256 === null || found.payloadSha256 === goal.payloadSha256,
  expirationDateTime: (found, goal) =>
    normalizeInstant(found.expirationDateTime ?? "") ===
    normalizeInstant(goal.expirationDateTime ?? ""),
  // Undeclared tags are not managed.
  roleScopeTagIds: (found, goal) =>
    goal.roleScopeTagIds === null ||
    JSON.stringify(found.roleScopeTagIds && normalizeTags(found.roleScopeTagIds)) ===
      JSON.stringify(normalizeTags(goal.roleScopeTagIds)),
};

/** Unknown values differ. */
export function findContentDifferences(
  found: ComparedContent,
  goal: ComparedContent,
): ContentName[] {
  const names = Object.keys(meets) as ContentName[];
  return names.filter((name) => [goal[name]].flat().some(isUnknown) || !meets[name](found, goal));
}
