import { normalizeGuid } from "../domain/guid.js";
import { isUnknown } from "../domain/unknown.js";
import { nameResource, type Declaration } from "../handlers/declaration.js";

/** Another resource of the program owns the same. */
export interface Conflict {
  reason: string;
  /** One of the two owns only entries of the set: both may be. */
  isWarning: boolean;
}

/**
 * Every configuration has one owner, and so has its set, unless all who declare entries of it do so in additive mode.
 *
 * @param sharing declare the same owned object.
 */
export function findConflict(
  declaration: Declaration,
  sharing: readonly Declaration[],
): Conflict | undefined {
  const { claim } = declaration;
  const others = sharing.filter((other) => other !== declaration);
  const isOwner = isAuthoritative(declaration);
  const owner = others.find(isAuthoritative) ?? (isOwner ? others[0] : undefined);
  if (owner === undefined) return undefined;
  const name = nameResource(owner);
  if (claim.kind === "configuration") {
    const reason = `belongs to ${name} already: a configuration has one owner. Declare it once; if the resource was renamed or moved, give it an alias`;
    return { reason, isWarning: false };
  }
  if (isOwner && isAuthoritative(owner)) {
    const reason =
      `has its assignments in ${name} already, and both would own the whole set and undo each other. Declare all ` +
      'entries in one of them, or set `mode: "additive"` in both';
    return { reason, isWarning: false };
  }
  const reason =
    `the assignments of ${claim.set.configurationId} are declared in additive mode beside ${name}, and one of the two ` +
    'owns the whole set: a refresh shows the entries of the other as unmanaged. Set `mode: "additive"` in both';
  return { reason, isWarning: true };
}

function isAuthoritative({ claim }: Declaration): boolean {
  return claim.kind === "configuration" || claim.set.mode === "authoritative";
}

/** The configuration that it owns, or whose set; undefined while that is not known, or nobody can say who owns it. */
export function findOwnedObject({ name, claim, heldId }: Declaration): string | undefined {
  const id = claim.kind === "set" ? claim.set.configurationId : (heldId ?? claim.inputs.adoptId);
  if (name === undefined || id === undefined || isUnknown(id)) return undefined;
  return `${claim.kind} ${normalizeGuid(id)}`;
}
