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
  writingOps,
  type EngineRun,
  type Recorded,
  type Step,
} from "./engineRun.js";
import {
  audienceOf,
  hiddenReasons,
  type Audience,
  type Finding,
  type SectionKey,
} from "./explanation.js";
import type { NameProfile } from "./nameProfiles.js";

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
      const heirs = find(after, set.before?.configurationId);
      // A refresh has read what is live, whatever others declare.
      const declaring = isLive ? heirs.filter((one) => one === set) : heirs;
      return explainSet(set, compareSides(set, { former, declaring, isLive }), nameOf);
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
    return { configurationId, hidden: hiddenReasons.secret };
  if (!sets.every((set) => isRecord(set) || Array.isArray(set)))
    return { configurationId, hidden: hiddenReasons.unknown };
  return { configurationId, set: setCodec.readState(id ?? "", found) };
}

/**
 * @param former sets that had the configuration which this set has afterwards.
 * @param declaring sets that have its former configuration afterwards, itself included: what they declare is not lost.
 */
function compareSides(
  set: SetStep,
  { former, declaring, isLive }: { former: SetStep[]; declaring: SetStep[]; isLive: boolean },
) {
  const { step, before, after } = set;
  const successor = declaring.includes(set) ? after : undefined;
  const writing = declaring.filter((one) => one === set || writingOps.has(one.step.op));
  const staying = declaredBy(writing);
  const had = former.flatMap((other) => other.before?.set?.entries ?? []);

  const isRetained = !isLive && isGone(step) && step.before?.isRetained === true;
  const isSecret = [before, successor].some((side) => side?.hidden === hiddenReasons.secret);
  const isUnread = !step.before && !["create", "import"].includes(step.op);
  const hidden = isUnread ? hiddenReasons.unread : isSecret ? hiddenReasons.secret : before?.hidden;
  const { mode, unmanaged } = after?.set ?? {};
  const isCleared = !isLive && mode === "authoritative" && unmanaged === "remove";
  const removed =
    isCleared && after?.configurationId !== undefined ? hiddenReasons.removed : undefined;
  const was = hidden || isRetained ? undefined : before?.set;
  // As the write itself decides (goalOf, goalOfDelete).
  const sparesUnmanaged = !isLive && !successor?.hidden && successor?.set?.mode !== "authoritative";
  const known = was && sparesUnmanaged ? ownedEntries(was) : (was?.entries ?? []);
  return {
    lost: subtractEntries(known, staying),
    gained: subtractEntries(after?.set?.entries ?? [], had),
    hidden: isRetained ? undefined : (hidden ?? removed),
    noteOf: describeDoubts(declaring, staying, successor),
  };
}

function declaredBy(sets: readonly SetStep[]): Entry[] {
  const entries = sets.flatMap(({ after }) => after?.set?.entries ?? []);
  return entries.filter((entry) => !containsUnknown(entry));
}

function describeDoubts(
  declaring: readonly SetStep[],
  staying: readonly Entry[],
  successor: Side | undefined,
) {
  const heirs = new Set(staying.map(targetKey));
  // `same` includes what --target leaves out, which keeps nothing.
  const same = declaredBy(declaring.filter(({ step }) => step.op === "same"));
  const alsoDeclared = new Set(same.map(entryKey));
  const isUnsure = successor?.hidden ?? successor?.set?.entries.some(containsUnknown);
  return (entry: Entry): string | undefined => {
    // The other filter, among who gains, reaches some of the same people: nobody knows which.
    if (heirs.has(targetKey(entry))) return "its filter changes";
    if (alsoDeclared.has(entryKey(entry))) return "perhaps: another resource declares it too";
    return isUnsure ? `perhaps: ${hiddenReasons.unknown.note}` : undefined;
  };
}

function explainSet(
  { step, before, after }: SetStep,
  { lost, gained, hidden, noteOf }: ReturnType<typeof compareSides>,
  nameOf: NameProfile,
): Finding[] {
  const from = nameOf(step, before?.configurationId);
  const to = nameOf(step, after?.configurationId);
  const find = (section: SectionKey, { name, configurationId }: typeof to, who: Audience) => ({
    ...{ section, key: configurationId ?? step.urn, name, configurationId, who: [who] },
  });
  const findings = [
    ...(hidden ? [find("loses", step.op === "create" ? to : from, hidden)] : []),
    ...lost.map((entry) => {
      const section = isExclusion(entry) ? "noLongerExcluded" : "loses";
      return find(section, from, audienceOf(entry, noteOf(entry)));
    }),
    ...(after?.hidden ? [find("gains", to, after.hidden)] : []),
    ...gained.map((entry) => {
      if (!isExclusion(entry)) return find("gains", to, audienceOf(entry));
      if (to.isNew) return find("gains", to, audienceOf(entry, "excluded"));
      return find("loses", to, audienceOf(entry, "excluded from now on"));
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
