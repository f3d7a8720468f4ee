import { normalizeGuid } from "../domain/guid.js";
import { isUnknown } from "../domain/unknown.js";
import { nameResource, type Claim, type Declaration } from "../handlers/declaration.js";

interface Conflict {
  reason: string;
  /** One of the two owns only some entries, so both may exist. */
  isWarning: boolean;
}

/** A configuration has one owner, and so has its set unless all its resources are additive. */
export function findConflict(
  declaration: Declaration,
  sharing: readonly Declaration[],
): Conflict | undefined {
  const { claim } = declaration;
  const others = sharing.filter((other) => other !== declaration);
  const isOwner = isAuthoritative(declaration);
  const owner = others.find(isAuthoritative) ?? (isOwner ? others[0] : undefined);
  if (owner === undefined) return undefined;
  const isWarning = claim.kind === "set" && !(isOwner && isAuthoritative(owner));
  return { reason: describeConflict(claim, nameResource(owner), isWarning), isWarning };
}

function describeConflict(claim: Claim, name: string, isWarning: boolean): string {
  if (claim.kind === "configuration")
    return `belongs to ${name} already: a configuration has one owner. Declare it once; if the resource was renamed or moved, give it an alias`;
  if (!isWarning)
    return (
      `has its assignments in ${name} already, and both would own the whole set and undo each other. Declare all ` +
      'entries in one of them, or set `mode: "additive"` in both'
    );
  return (
    `the assignments of ${claim.set.configurationId} are declared in additive mode beside ${name}, and one of the two ` +
    'owns the whole set: a refresh shows the entries of the other as unmanaged. Set `mode: "additive"` in both'
  );
}

function isAuthoritative({ claim }: Declaration): boolean {
  return claim.kind === "configuration" || claim.set.mode === "authoritative";
}

/** Undefined if not known yet, or without a name. */
export function findOwnedObject({ name, claim, heldId }: Declaration): string | undefined {
  const id = claim.kind === "set" ? claim.set.configurationId : (heldId ?? claim.inputs.adoptId);
  if (name === undefined || id === undefined || isUnknown(id)) return undefined;
  return `${claim.kind} ${normalizeGuid(id)}`;
}
