import { normalizeGuid, sortKeys, isUnknown } from "../domain/values.js";
import type { Problem } from "../domain/problem.js";
import {
  nameResource,
  type Claim,
  type ConfigurationClaim,
  type Declaration,
  type Drift,
  type Left,
  type ResourceName,
  type SetClaim,
} from "../handlers/declaration.js";

/** The engine checks every resource before it deletes any: a delete knows all declarations. */
export function createRunRegistry(warn: (line: string) => void) {
  const declarations = new Map<string, Declaration>();
  const alikeOf = new Map<string, Set<Declaration>>();
  const sharingOf = new Map<string, Set<Declaration>>();
  const setsOf = new Map<string, Set<Declaration>>();
  const warned = new Set<string>();
  const found = new Map<string, Drift>();
  const find = (inputs: object): Declaration | undefined => {
    const alike = [...(alikeOf.get(textOf(inputs)) ?? [])];
    return alike.find(({ outcome }) => outcome === "open") ?? alike[0];
  };
  const register = (inputs: object, claim: Claim, name?: ResourceName): Declaration => {
    const text = textOf(inputs);
    const key = name ? keyOf(claim, name) : `${text} ${declarations.size}`;
    // A replacement is checked again after its diff.
    const declaration = declarations.get(key) ?? { name, claim, outcome: "open" };
    declarations.set(key, Object.assign(declaration, { claim, outcome: "open" }));
    enter(alikeOf, text, declaration);
    if (claim.kind === "set") enter(setsOf, claim.set.configurationId, declaration);
    return declaration;
  };
  /** One owner per configuration, and per set unless all are additive. Additive beside an owner: only a warning. */
  const findRefusal = (declaration: Declaration): string | undefined => {
    const object = findOwnedObject(declaration);
    if (object === undefined) return undefined;
    // Replaced ones own another object by now.
    const others = [...enter(sharingOf, object, declaration)].filter(
      (other) => other !== declaration && findOwnedObject(other) === object,
    );
    const isOwned = isOwner(declaration);
    const other = others.find(isOwner) ?? (isOwned ? others[0] : undefined);
    if (other === undefined) return undefined;
    const { claim } = declaration;
    const name = nameResource(other);
    if (claim.kind === "configuration")
      return `belongs to ${name} already: a configuration has one owner. Declare it once; if the resource was renamed or moved, give it an alias`;
    if (isOwned && isOwner(other))
      return (
        `has its assignments in ${name} already, and both would own the whole set and undo each other. Declare all ` +
        'entries in one of them, or set `mode: "additive"` in both'
      );
    const warning =
      `Warning: the assignments of ${claim.set.configurationId} are declared in additive mode beside ${name}, and one of the two ` +
      'owns the whole set: a refresh shows the entries of the other as unmanaged. Set `mode: "additive"` in both';
    if (!warned.has(warning)) warn(warning);
    warned.add(warning);
    return undefined;
  };
  return {
    declare(inputs: object, claim: Claim, name?: ResourceName): Problem[] {
      const path = claim.kind === "set" ? "configurationId" : "adoptId";
      const reason = findRefusal(register(inputs, claim, name));
      return reason === undefined ? [] : [{ path, reason }];
    },
    /** The engine may check it later, or never. */
    expect(inputs: object, claim: Claim, name: ResourceName): void {
      if (!declarations.has(keyOf(claim, name))) register(inputs, claim, name);
    },
    /** @throws Error if another resource owns the configuration. */
    compare(inputs: object, former: Left, outcome: "same" | "changed" | "replaced"): void {
      const declaration = find(inputs);
      if (declaration === undefined) return;
      declaration.former = former;
      declaration.left = outcome === "replaced" ? former : undefined;
      if (outcome !== "replaced") declaration.heldId = normalizeGuid(former.id);
      if (outcome === "same") declaration.outcome = "done";
      if (declaration.claim.kind === "set") enter(setsOf, former.id, declaration);
      const reason = findRefusal(declaration);
      if (reason !== undefined) throw new Error(`The configuration ${former.id} ${reason}`);
    },
    async settle<T extends { id: string }>(inputs: object, write: () => Promise<T>): Promise<T> {
      const declaration: Partial<Declaration> = find(inputs) ?? {};
      declaration.outcome = "writing";
      try {
        const written = await write();
        Object.assign(declaration, { outcome: "done", heldId: normalizeGuid(written.id) });
        return written;
      } catch (error) {
        declaration.outcome = "failed";
        throw error;
      }
    },
    record(configurationId: string, drift: Drift): void {
      const former = found.get(configurationId);
      // One configuration may have several sets.
      const entries = [...(former?.entries ?? []), ...(drift.entries ?? [])];
      found.set(configurationId, { ...former, ...drift, entries });
    },
    found: (configurationId: string) => found.get(configurationId),
    configurations: () =>
      [...declarations.values()].filter(
        (each): each is Declaration<ConfigurationClaim> => each.claim.kind === "configuration",
      ),
    sets: (configurationId: string) =>
      [...(setsOf.get(configurationId) ?? [])] as Declaration<SetClaim>[],
  };
}

function enter(index: Map<string, Set<Declaration>>, key: string, declaration: Declaration) {
  const entered = index.get(key) ?? new Set();
  index.set(key, entered.add(declaration));
  return entered;
}

function isOwner({ claim }: Declaration): boolean {
  return claim.kind === "configuration" || claim.set.mode === "authoritative";
}

function findOwnedObject({ name, claim, heldId }: Declaration): string | undefined {
  const id = claim.kind === "set" ? claim.set.configurationId : (heldId ?? claim.inputs.adoptId);
  if (name === undefined || id === undefined || isUnknown(id)) return undefined;
  return `${claim.kind} ${normalizeGuid(id)}`;
}

function keyOf({ kind }: Claim, name: ResourceName): string {
  return `${kind} ${textOf(name)}`;
}

/** Inputs identify a resource: create and update get no name. */
function textOf(inputs: object): string {
  return JSON.stringify(sortKeys(inputs));
}
