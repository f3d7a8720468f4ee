import { ownedEntries, type SetState } from "../domain/assignmentsInputs.js";
import { entryKey, isOlder, subtractEntries, type Entry } from "../domain/entry.js";
import { isGiven } from "../domain/problem.js";
import { containsUnknown, isGuid, isRecord, isUnknown, normalizeGuid } from "../domain/values.js";
import { isSecretSet, setCodec, setNames } from "../hosting/recordedSet.js";
import {
  containsSecret,
  idleOps,
  isGone,
  isSet,
  isUnread,
  writingOps,
  type EngineRun,
  type Recorded,
  type Step,
} from "./engineRun.js";
import {
  audienceOf,
  describeFilter,
  unseen,
  type Audience,
  type Finding,
  type SectionKey,
} from "./explanation.js";
import type { NamedProfile, NameProfile } from "./nameProfiles.js";

interface SetStep {
  step: Step;
  before: Side | undefined;
  after: Side | undefined;
}

/** A set before or after a step, or why it is hidden. */
interface Side {
  /** Undefined: not known yet, or secret. */
  configurationId: string | undefined;
  set?: SetState;
  hidden?: Audience;
}

export function explainSets({ kind, steps }: EngineRun, nameOf: NameProfile): Finding[] {
  const isLive = kind === "refresh";
  const sets = steps.filter(isSet).map((step): SetStep => {
    const after = isGone(step) ? undefined : step.after;
    return { step, before: readSide(step.before, true), after: readSide(after, isLive) };
  });
  const [before, after] = (["before", "after"] as const).map((side) =>
    Map.groupBy(sets, (set) => set[side]?.configurationId),
  );
  const find = (from: typeof before, id: string | undefined): SetStep[] =>
    (id === undefined ? undefined : from?.get(id)) ?? [];
  return sets
    .filter(({ step }) => !idleOps.has(step.op))
    .flatMap((set) => {
      const former = find(before, set.after?.configurationId);
      // A refresh has read what is live, whatever others declare.
      const alike = isLive ? [] : find(after, set.before?.configurationId);
      const others = alike.filter((other) => other !== set);
      return explainSet(set, compareSides(set, { former, others, isLive }), nameOf);
    });
}

/** @param isState what was, or a refresh found; otherwise what the program declares. */
function readSide(recorded: Recorded | undefined, isState: boolean): Side | undefined {
  if (recorded === undefined) return undefined;
  const { id, inputs, outputs } = recorded;
  const found = isState && Object.keys(outputs).length > 0 ? outputs : inputs;
  const known = found["configurationId"] ?? (isState ? id : undefined);
  const isKnown = typeof known === "string" && isGuid(known) && !isUnknown(known);
  const configurationId = isKnown ? normalizeGuid(known) : undefined;
  const sets = setNames.map((name) => found[name]).filter(isGiven);
  // The engine hides the parts of a partly secret set.
  if (sets.some((set) => isSecretSet(set) || containsSecret(set)))
    return { configurationId, hidden: unseen.secret };
  if (!sets.every((set) => isRecord(set) || Array.isArray(set)))
    return { configurationId, hidden: unseen.unknown };
  return { configurationId, set: setCodec.readState(id ?? "", found) };
}

/**
 * @param former sets that had the configuration which this set has afterwards.
 * @param others other sets that have its former configuration afterwards: what they declare is not lost.
 */
function compareSides(
  { step, before, after }: SetStep,
  { former, others, isLive }: { former: SetStep[]; others: SetStep[]; isLive: boolean },
) {
  const isKept = before?.configurationId === after?.configurationId;
  const successor = isKept && before?.configurationId !== undefined ? after : undefined;
  const own = after?.set?.entries ?? [];
  const writing = others.filter((other) => writingOps.has(other.step.op));
  const staying = [...(successor ? own : []), ...declaredBy(writing)];
  const had = former.flatMap((other) => other.before?.set?.entries ?? []);

  const isRetained = !isLive && isGone(step) && step.before?.isRetained === true;
  const isSecret = [before, successor].some((side) => side?.hidden === unseen.secret);
  const hidden = isUnread(step) ? unseen.unread : isSecret ? unseen.secret : before?.hidden;
  const { mode, unmanaged } = after?.set ?? {};
  const isCleared = !isLive && mode === "authoritative" && unmanaged === "remove";
  const removed = isCleared && after?.configurationId !== undefined ? unseen.removed : undefined;
  const was = hidden || isRetained ? undefined : before?.set;
  // As the write itself decides (goalOf, goalOfDelete).
  const sparesUnmanaged = !isLive && !successor?.hidden && successor?.set?.mode !== "authoritative";
  const known = was && sparesUnmanaged ? ownedEntries(was) : (was?.entries ?? []);
  return {
    lost: subtractEntries(known, staying),
    gained: subtractEntries(own, had),
    hidden: isRetained ? undefined : (hidden ?? removed),
    noteOf: describeDoubts(others, staying, successor),
  };
}

function declaredBy(sets: readonly SetStep[]): Entry[] {
  const entries = sets.flatMap(({ after }) => after?.set?.entries ?? []);
  return entries.filter((entry) => !containsUnknown(entry));
}

function describeDoubts(
  others: readonly SetStep[],
  staying: readonly Entry[],
  successor: Side | undefined,
) {
  const heirs = new Map(staying.map((entry) => [targetKey(entry), entry]));
  // `same` includes what --target leaves out, which keeps nothing.
  const same = declaredBy(others.filter(({ step }) => step.op === "same"));
  const alsoDeclared = new Set(same.map(entryKey));
  const isUnsure = successor?.hidden ?? successor?.set?.entries.some(containsUnknown);
  return (entry: Entry): string | undefined => {
    const heir = heirs.get(targetKey(entry));
    // Another filter reaches some of the same people: nobody knows which.
    if (heir) return `its filter changes to ${describeFilter(heir)}`;
    if (alsoDeclared.has(entryKey(entry))) return "perhaps: another resource declares it too";
    return isUnsure ? `perhaps: ${unseen.unknown.note}` : undefined;
  };
}

function explainSet(
  { step, before, after }: SetStep,
  { lost, gained, hidden, noteOf }: ReturnType<typeof compareSides>,
  nameOf: NameProfile,
): Finding[] {
  const from = nameOf(step, before?.configurationId);
  const to = nameOf(step, after?.configurationId);
  const find = (section: SectionKey, { name, configurationId }: NamedProfile, who: Audience) => ({
    ...{ section, key: configurationId ?? step.urn, name, configurationId, who: [who] },
  });
  const isSame = from.configurationId === to.configurationId;
  const refiltered = new Set(isSame ? lost.map(targetKey) : []);
  const findings = [
    ...(hidden ? [find("loses", step.op === "create" ? to : from, hidden)] : []),
    ...lost.map((entry) => {
      const section = isExclusion(entry) ? "noLongerExcluded" : "loses";
      return find(section, from, audienceOf(entry, noteOf(entry)));
    }),
    ...(after?.hidden ? [find("gains", to, after.hidden)] : []),
    ...gained.flatMap((entry) => {
      if (isExclusion(entry) && to.isNew) return find("gains", to, audienceOf(entry, "excluded"));
      if (isExclusion(entry)) return find("loses", to, audienceOf(entry, "excluded from now on"));
      return refiltered.has(targetKey(entry)) ? [] : find("gains", to, audienceOf(entry));
    }),
  ];
  if (findings.length > 0) return findings;
  const { name, configurationId } = step.op === "delete" ? from : to;
  const note = `its assignments: ${step.op}, and nobody gains or loses it`;
  return [{ section: "rest", name, configurationId, who: [], note }];
}

function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The same for entries that differ only in the filter. */
function targetKey(entry: Entry): string {
  return JSON.stringify(Object.entries(entry).filter(([key]) => !key.startsWith("filter")));
}
