import { normalizeGuid } from "../domain/values.js";
import { configurationType } from "../handlers/resourceTypes.js";
import { secretText, type EngineRun, type Recorded, type Step } from "./engineRun.js";

/** Display names by id, in lower case. */
export interface KnownNames {
  groups: ReadonlyMap<string, string>;
  profiles: ReadonlyMap<string, string>;
}

export interface Context {
  names?: KnownNames;
  /** By URN. */
  state?: ReadonlyMap<string, Recorded> | undefined;
}

export interface NamedProfile {
  name: string;
  configurationId: string | undefined;
  /** Made by this run: nobody has it yet. */
  isNew: boolean;
}

export interface ProfileNames {
  ofStep: (step: Step) => NamedProfile;
  /** Before or after the set's step. */
  ofSet: (step: Step, configurationId: string | undefined) => NamedProfile;
}

export function findProfileNames({ steps }: EngineRun, { names, state }: Context): ProfileNames {
  const byId = new Map(names?.profiles);
  const byUrn = new Map<string, string>();
  /** Ids and URNs. */
  const made = new Set<string | undefined>();
  const record = (urn: string, recorded: Recorded | undefined, id = idOf(recorded)): void => {
    const { displayName } = { ...recorded?.outputs, ...recorded?.inputs };
    if (typeof displayName !== "string" || displayName === "" || displayName === secretText) return;
    byUrn.set(urn, displayName);
    if (id !== undefined) byId.set(id, displayName);
  };
  for (const [urn, recorded] of state ?? [])
    if (urn.includes(`${configurationType}::`)) record(urn, recorded);
  for (const { op, type, urn, before, after } of steps) {
    if (type !== configurationType) continue;
    if (op === "create" && adoptedId(after) === undefined) made.add(urn).add(idOf(after));
    record(urn, before);
    record(urn, after, adoptedId(after) ?? idOf(before) ?? idOf(after));
  }
  made.delete(undefined);
  const ids = Map.groupBy(byId.keys(), (id) => byId.get(id) ?? "");
  /** Several profiles may have one name. */
  const tellApart = (name: string, id: string | undefined): string =>
    id !== undefined && (ids.get(name)?.length ?? 0) > 1 ? `${name} (${id.slice(0, 8)})` : name;
  return {
    ofStep: ({ urn, name, before, after }) => {
      const configurationId = idOf(before) ?? adoptedId(after);
      const isNew = made.has(urn);
      return { name: tellApart(byUrn.get(urn) ?? name, configurationId), configurationId, isNew };
    },
    ofSet: ({ name, before, after }, configurationId) => {
      const urn = after?.configurationUrn ?? before?.configurationUrn;
      const known = byId.get(configurationId ?? "") ?? byUrn.get(urn ?? "") ?? name;
      const isNew = made.has(configurationId) || made.has(urn);
      return { name: tellApart(known, configurationId), configurationId, isNew };
    },
  };
}

export function adoptedId(recorded: Recorded | undefined): string | undefined {
  const id = recorded?.inputs["adoptId"];
  return typeof id === "string" ? normalizeGuid(id) : undefined;
}

export function idOf(recorded: Recorded | undefined): string | undefined {
  return recorded?.id === undefined ? undefined : normalizeGuid(recorded.id);
}
