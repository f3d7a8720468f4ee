import type { Problem } from "../domain/problem.js";
import { normalizeGuid } from "../domain/guid.js";
import { sortKeys } from "../domain/sortKeys.js";
import type {
  Claim,
  ConfigurationClaim,
  Declaration,
  Drift,
  Left,
  ResourceName,
  Run,
  SetClaim,
} from "../handlers/declaration.js";
import { describeOtherOwner, findOwnedObject, findOtherOwner } from "./findOtherOwner.js";

/** What diff found out about a resource. */
export interface Compared {
  /** Its id in the state. */
  id: string;
  isSame: boolean;
  left?: Left | undefined;
}

/**
 * What the program of one engine operation declares, and what a refresh of the same operation found. The engine checks every
 * resource before the program ends, and deletes what the program lacks after that: so a delete knows all that the run
 * declares, whatever the order of writes.
 */
export interface RunRegistry extends Run {
  /** Registers what a check has passed. The answer says who else owns the same. */
  declare: (inputs: object, claim: Claim, name?: ResourceName) => Problem[];
  /** Registers a resource that is not checked yet, and may never be: the check of another resource named it. */
  expect: (inputs: object, claim: Claim, name: ResourceName) => void;
  /**
   * Registers what diff has found.
   *
   * @throws Error when another resource owns the configuration that the state has for this one.
   */
  compare: (inputs: object, compared: Compared) => void;
  /** Runs a create or update, and registers how it ended. `idOf` reads the id of what was written. */
  settle: <T>(inputs: object, write: () => Promise<T>, idOf: (written: T) => string) => Promise<T>;
}

export function createRunRegistry(warn: (line: string) => void = () => undefined): RunRegistry {
  const declarations = new Map<string, Declaration>();
  const keysOf = new Map<string, string[]>();
  const sharingOf = new Map<string, Set<Declaration>>();
  const warned = new Set<string>();
  /** Those that are being written: of several alike each write has its own. */
  const writing = new Set<Declaration>();
  const found = new Map<string, Drift>();
  /** The declaration of these inputs; of several alike the first that is still open. */
  const find = (inputs: object): Declaration | undefined => {
    const alike = (keysOf.get(textOf(inputs)) ?? []).flatMap((key) => declarations.get(key) ?? []);
    return alike.find((each) => each.outcome === "open" && !writing.has(each)) ?? alike[0];
  };
  const findConflicts = (declaration: Declaration): string[] => {
    const object = findOwnedObject(declaration);
    if (object === undefined) return [];
    const sharing = sharingOf.get(object) ?? new Set();
    sharingOf.set(object, sharing.add(declaration));
    // One that is replaced, or has found out what it holds, owns another object by now.
    const sharers = [...sharing].filter((other) => findOwnedObject(other) === object);
    const { owner, isShared } = findOtherOwner(declaration, sharers) ?? {};
    if (owner === undefined) return [];
    const line = describeOtherOwner(declaration, owner);
    if (isShared !== true) return [line];
    if (!warned.has(line)) warn(`Warning: ${line}`);
    warned.add(line);
    return [];
  };
  const register = (inputs: object, claim: Claim, name?: ResourceName): Declaration => {
    const text = textOf(inputs);
    const key = keyOf(claim, name) ?? `${text} ${declarations.size}`;
    // A replacement is checked once more, after its diff.
    const declaration = declarations.get(key) ?? { name, claim, outcome: "open" };
    declarations.set(key, Object.assign(declaration, { claim, outcome: "open" }));
    keysOf.set(text, [...new Set([...(keysOf.get(text) ?? []), key])]);
    return declaration;
  };
  return {
    declare(inputs, claim, name) {
      const path = claim.kind === "set" ? "configurationId" : "adoptId";
      return findConflicts(register(inputs, claim, name)).map((reason) => ({ path, reason }));
    },
    expect(inputs, claim, name) {
      const key = keyOf(claim, name);
      if (key !== undefined && !declarations.has(key)) register(inputs, claim, name);
    },
    compare(inputs, { id, isSame, left }) {
      const declaration = find(inputs);
      if (declaration === undefined) return;
      declaration.left = left;
      if (left === undefined) declaration.heldId = normalizeGuid(id);
      if (left === undefined && isSame) declaration.outcome = "done";
      const [conflict] = findConflicts(declaration);
      if (conflict !== undefined) throw new Error(`The configuration ${id} ${conflict}`);
    },
    async settle(inputs, write, idOf) {
      const declaration = find(inputs);
      if (declaration) writing.add(declaration);
      try {
        const written = await write();
        if (declaration)
          Object.assign(declaration, { outcome: "done", heldId: normalizeGuid(idOf(written)) });
        return written;
      } catch (error) {
        if (declaration) declaration.outcome = "failed";
        throw error;
      } finally {
        if (declaration) writing.delete(declaration);
      }
    },
    record(configurationId, drift) {
      const former = found.get(configurationId);
      // Several sets of one configuration may be refreshed: none takes back what another has found.
      const entries = [...(former?.entries ?? []), ...(drift.entries ?? [])];
      found.set(configurationId, { ...former, ...drift, entries });
    },
    found: (configurationId) => found.get(configurationId),
    configurations: () =>
      [...declarations.values()].filter(
        (each): each is Declaration<ConfigurationClaim> => each.claim.kind === "configuration",
      ),
    sets: () =>
      [...declarations.values()].filter(
        (each): each is Declaration<SetClaim> => each.claim.kind === "set",
      ),
  };
}

function keyOf({ kind }: Claim, name: ResourceName | undefined): string | undefined {
  return name && `${kind} ${textOf(name)}`;
}

/** The content of inputs identifies them: the engine passes no resource's name to a create or update. */
function textOf(inputs: object): string {
  return JSON.stringify(sortKeys(inputs));
}
