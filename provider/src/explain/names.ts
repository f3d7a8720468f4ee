import { configurationType } from "../handlers/resourceTypes.js";
import { secretText, type EngineRun, type Recorded, type Step } from "./engineRun.js";
import { normalizeGuid } from "../domain/guid.js";

/** Display names by id, in lower case. */
export interface KnownNames {
  groups: ReadonlyMap<string, string>;
  profiles: ReadonlyMap<string, string>;
}

export const noNames: KnownNames = { groups: new Map(), profiles: new Map() };

/** What the run itself says of profiles. */
export interface ProfileNames {
  byId: ReadonlyMap<string, string>;
  byUrn: ReadonlyMap<string, string>;
  /** Ids and URNs of those that this run makes. */
  made: ReadonlySet<string>;
  /** Names that several of them have. */
  shared: ReadonlySet<string>;
}

/** @param state further resources, of which the run says nothing. */
export function findProfileNames(
  { steps }: EngineRun,
  state: ReadonlyMap<string, Recorded> | undefined,
  known: KnownNames,
): ProfileNames {
  const byId = new Map(known.profiles);
  const byUrn = new Map<string, string>();
  const made = new Set<string>();
  for (const [urn, recorded] of state ?? []) {
    if (urn.includes(`${configurationType}::`)) name(urn, recorded, { byId, byUrn });
  }
  for (const { op, type, urn, before, after } of steps) {
    if (type !== configurationType) continue;
    if (op === "create" && after?.inputs["adoptId"] === undefined)
      for (const key of [urn, normalizeGuid(after?.id ?? "")]) made.add(key);
    if (before !== "unread") name(urn, before, { byId, byUrn });
    const id = (before !== "unread" ? before?.id : undefined) ?? after?.id;
    name(urn, after && { ...after, id }, { byId, byUrn });
  }
  made.delete("");
  return { byId, byUrn, made, shared: findShared(byId) };
}

/** Names that several profiles have, which Intune lets them. */
function findShared(byId: ReadonlyMap<string, string>): Set<string> {
  const ids = Map.groupBy(byId.keys(), (id) => byId.get(id) ?? "");
  return new Set(
    [...ids].flatMap(([displayName, { length }]) => (length > 1 ? [displayName] : [])),
  );
}

/** A profile's name, with a part of the id where others have the same name. */
export function tellApart({ shared }: ProfileNames, displayName: string, id?: string): string {
  return shared.has(displayName) && id !== undefined
    ? `${displayName} (${id.slice(0, 8)})`
    : displayName;
}

function name(
  urn: string,
  recorded: Recorded | undefined,
  names: { byId: Map<string, string>; byUrn: Map<string, string> },
): void {
  const displayName = displayNameOf(recorded);
  if (displayName === undefined) return;
  names.byUrn.set(urn, displayName);
  const adopted = recorded?.inputs["adoptId"];
  const id = typeof adopted === "string" ? adopted : recorded?.id;
  if (id !== undefined) names.byId.set(normalizeGuid(id), displayName);
}

function displayNameOf(recorded: Recorded | undefined): string | undefined {
  const { displayName } = { ...recorded?.outputs, ...recorded?.inputs };
  return typeof displayName === "string" && displayName !== "" && displayName !== secretText
    ? displayName
    : undefined;
}

/** The URN of the configuration that a set belongs to, where the engine says it. */
export function configurationUrnOf({ before, after }: Step): string | undefined {
  const sides = [after, before === "unread" ? undefined : before];
  return sides.flatMap((side) => side?.configurationUrns ?? []).at(0);
}
