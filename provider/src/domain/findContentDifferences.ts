import { contentNames, normalizeTags, type ComparedContent } from "./configurationInputs.js";
import { normalizeInstant } from "./instant.js";
import { isUnknown } from "./unknown.js";

/** Unknown values differ. A payload that Graph did not return says nothing, and undeclared tags are not managed. */
export function findContentDifferences(found: ComparedContent, goal: ComparedContent) {
  return contentNames.filter((name) => {
    if ([goal[name]].flat().some(isUnknown)) return true;
    if (name === "payloadSha256" && found[name] === null) return false;
    if (name === "roleScopeTagIds" && goal[name] === null) return false;
    return canonicalText(found, name) !== canonicalText(goal, name);
  });
}

function canonicalText(content: ComparedContent, name: keyof ComparedContent): string {
  const value = content[name] ?? "";
  if (Array.isArray(value)) return JSON.stringify(normalizeTags(value));
  return name === "expirationDateTime" ? normalizeInstant(value) : value;
}
