import { countEach, isGuid } from "../domain/values.js";
import {
  isConfiguration,
  readRecorded,
  secretText,
  type EngineRun,
  type Recorded,
  type Step,
} from "./engineRun.js";

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

/** @param known by id. */
export function findProfileNames(
  { steps, state }: EngineRun,
  known: ReadonlyMap<string, string>,
): ProfileNames {
  /** By ids and URNs, as the next. */
  const found = new Map(known);
  const made = new Set<string>();
  const record = (urn: string, recorded: Recorded | undefined, id = recorded?.id): void => {
    const { displayName } = { ...recorded?.outputs, ...recorded?.inputs };
    if (typeof displayName !== "string" || displayName === "" || displayName === secretText) return;
    found.set(urn, displayName);
    if (id !== undefined) found.set(id, displayName);
  };
  for (const [urn, resource] of state ?? [])
    if (isConfiguration({ type: String(resource["type"]) })) record(urn, readRecorded(resource));
  for (const { op, urn, before, after } of steps.filter(isConfiguration)) {
    if (op === "create" && after?.adoptId === undefined) made.add(urn).add(after?.id ?? urn);
    record(urn, before);
    record(urn, after, after?.adoptId ?? before?.id ?? after?.id);
  }
  const counts = countEach([...found].filter(([key]) => isGuid(key)).map(([, name]) => name));
  const nameBy = (
    keys: readonly (string | undefined)[],
    fallback: string,
    configurationId: string | undefined,
  ): NamedProfile => {
    const [name = fallback] = keys.flatMap((key) => found.get(key ?? "") ?? []);
    // Several profiles may have one name.
    const isAlike = configurationId !== undefined && (counts.get(name) ?? 0) > 1;
    return {
      name: isAlike ? `${name} (${configurationId.slice(0, 8)})` : name,
      configurationId,
      isNew: keys.some((key) => key !== undefined && made.has(key)),
    };
  };
  return {
    ofStep: ({ urn, name, before, after }) => nameBy([urn], name, before?.id ?? after?.adoptId),
    ofSet: ({ name, before, after }, configurationId) => {
      const urn = after?.configurationUrn ?? before?.configurationUrn;
      return nameBy([configurationId, urn], name, configurationId);
    },
  };
}
