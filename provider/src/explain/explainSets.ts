import { ownedEntries, type SetState } from "../domain/assignmentsInputs.js";
import { entryKey, isOlder, subtractEntries, type Entry } from "../domain/entry.js";
import { isGiven } from "../domain/problem.js";
import { containsUnknown, isGuid, isRecord, isUnknown, normalizeGuid } from "../domain/values.js";
import { isSet } from "../handlers/declaration.js";
import { isSecretSet, setCodec, setNames } from "../hosting/recordedSet.js";
import { containsSecret, type EngineRun, type Recorded, type Step } from "./engineRun.js";
import { audienceOf, hiddenReasons, type Audience, type Finding } from "./explanation.js";
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

/** Who loses or gains a profile, and the section that says so. */
type Change = Required<Pick<Finding, "section" | "who">>;

export function explainSets({ kind, steps }: EngineRun, nameOf: NameProfile): Finding[] {
  const isLive = kind === "refresh";
  const sets = steps.filter(isSet).map((step): SetStep => {
    const after = step.effect === "removal" ? undefined : step.after;
    return { step, before: readSide(step.before, true), after: readSide(after, isLive) };
  });
  const before = Map.groupBy(sets, (set) => set.before?.configurationId);
  const after = Map.groupBy(sets, (set) => set.after?.configurationId);
  for (const byId of [before, after]) byId.delete(undefined);
  return sets
    .filter(({ step }) => step.effect !== "none")
    .flatMap((set) => {
      const { step } = set;
      const from = nameOf(step, set.before?.configurationId);
      const to = nameOf(step, set.after?.configurationId);
      const heirs = after.get(set.before?.configurationId) ?? [];
      // A refresh has read what is live, whatever others declare.
      const isKnown = (one: SetStep) => !isLive && one.step.after?.provider === step.remover;
      const declaring = heirs.filter((one) => one === set || isKnown(one));
      const former = before.get(set.after?.configurationId) ?? [];
      const toFindings = ({ name, configurationId }: typeof to, changes: readonly Change[]) => {
        const key = configurationId ?? step.urn;
        return changes.map((change): Finding => ({ ...change, key, name, configurationId }));
      };
      const findings = [
        ...toFindings(step.op === "create" ? to : from, listLosses(set, declaring, isLive)),
        ...toFindings(to, listGains(set, former, to.isNew)),
      ];
      if (findings.length > 0) return findings;
      const { name, configurationId } = step.op === "delete" ? from : to;
      const note = `its assignments: ${step.op}, and nobody gains or loses it`;
      return [{ section: "rest", name, configurationId, note }];
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

/** @param declaring sets that have its former configuration afterwards, itself included: what they declare is not lost. */
function listLosses(set: SetStep, declaring: readonly SetStep[], isLive: boolean): Change[] {
  const { step, before, after } = set;
  if (!isLive && step.effect === "removal" && step.before?.isRetained) return [];
  const successor = declaring.includes(set) ? after : undefined;
  const isUnread = !step.before && !["create", "import"].includes(step.op);
  const isSecret = successor?.hidden === hiddenReasons.secret;
  const hidden = isUnread ? hiddenReasons.unread : isSecret ? hiddenReasons.secret : before?.hidden;
  if (hidden) return [{ section: "loses", who: hidden }];
  const { configurationId, set: next } = after ?? {};
  const isCleared = next?.mode === "authoritative" && next.unmanaged === "remove";
  const mayClear = !isLive && isCleared && configurationId !== undefined;
  // As the write itself decides (goalOf, goalOfDelete).
  const sparesUnmanaged = !isLive && !successor?.hidden && successor?.set?.mode !== "authoritative";
  const had = before?.set;
  const known = had && sparesUnmanaged ? ownedEntries(had) : (had?.entries ?? []);
  const writing = declaring.filter((one) => one === set || one.step.effect === "write");
  const staying = declaredBy(writing);
  const noteOf = describeDoubts(declaring, staying, successor);
  return [
    ...(mayClear ? [{ section: "loses", who: hiddenReasons.removed } as const] : []),
    ...subtractEntries(known, staying).map((entry): Change => {
      const section = isExclusion(entry) ? "noLongerExcluded" : "loses";
      return { section, who: audienceOf(entry, noteOf(entry)) };
    }),
  ];
}

/** @param former sets that had the configuration which this set has afterwards. */
function listGains({ after }: SetStep, former: readonly SetStep[], isNew: boolean): Change[] {
  if (after?.hidden) return [{ section: "gains", who: after.hidden }];
  const had = former.flatMap(({ before }) => before?.set?.entries ?? []);
  return subtractEntries(after?.set?.entries ?? [], had).map((entry) => {
    if (!isExclusion(entry)) return { section: "gains", who: audienceOf(entry) };
    if (isNew) return { section: "gains", who: audienceOf(entry, "excluded") };
    return { section: "loses", who: audienceOf(entry, "excluded from now on") };
  });
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

function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The same for entries that differ only in the filter. */
function targetKey(entry: Entry): string {
  return JSON.stringify(Object.entries(entry).filter(([key]) => !key.startsWith("filter")));
}
