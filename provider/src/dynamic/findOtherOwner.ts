import { normalizeGuid } from "../domain/guid.js";
import { isUnknown } from "../domain/unknown.js";
import { nameResource, type Declaration } from "../handlers/declaration.js";

/** Another resource of the program that owns the same. */
export interface OtherOwner {
  owner: Declaration;
  /** Both may be, but one of them owns the whole set: it shows the entries of the other as unmanaged. */
  isShared: boolean;
}

/**
 * Every configuration has one owner, and so has its set, unless all who declare entries of it do so in additive mode.
 *
 * @param sharing have the same owned object.
 */
export function findOtherOwner(
  declaration: Declaration,
  sharing: readonly Declaration[],
): OtherOwner | undefined {
  const others = sharing.filter((other) => other !== declaration);
  const owners = others.filter(isAuthoritative);
  const owner = isAuthoritative(declaration) ? (owners[0] ?? others[0]) : owners[0];
  if (owner === undefined) return undefined;
  return { owner, isShared: !isAuthoritative(declaration) || !isAuthoritative(owner) };
}

export function describeOtherOwner({ claim }: Declaration, owner: Declaration): string {
  const name = nameResource(owner);
  if (claim.kind === "configuration")
    return `belongs to ${name} already: a configuration has one owner. Declare it once; if the resource was renamed or moved, give it an alias`;
  if (isAuthoritative(owner) && claim.set.mode !== "additive")
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

/** The configuration that it owns, or whose set; undefined while that is not known, or nobody can say who owns it. */
export function findOwnedObject({ name, claim, heldId }: Declaration): string | undefined {
  const id = claim.kind === "set" ? claim.set.configurationId : (heldId ?? claim.inputs.adoptId);
  if (name === undefined || id === undefined || isUnknown(id)) return undefined;
  return `${claim.kind} ${normalizeGuid(id)}`;
}
