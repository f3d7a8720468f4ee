import type { DeclaredSet } from "../domain/assignmentsInputs.js";
import { entryKey, type Entry } from "../domain/entry.js";
import { subtractEntries } from "../domain/entrySet.js";
import { planSet } from "../domain/planSet.js";
import { containsUnknown } from "../domain/unknown.js";
import {
  goalOf,
  goalOfDelete,
  ownedEntries,
  type SetState,
} from "../handlers/assignments/setState.js";
import { assignmentsType } from "../handlers/resourceTypes.js";
import { idleOps, writingOps, type EngineRun, type Step } from "./engineRun.js";
import { readDeclared, readState, type Side } from "./readSide.js";

/** An assignment set's step, and what it takes from and gives to whom. */
export interface ComparedSet {
  step: Step;
  /** The configuration from which entries go, and the one to which they come. */
  from: string | undefined;
  to: string | undefined;
  lost: readonly Entry[];
  gained: readonly Entry[];
  /** Entries that are declared of the same configuration afterwards, for changes of filters. */
  remaining: readonly Entry[];
  /** Why an entry of `lost` may stay after all. */
  doubtOf: (entry: Entry) => string | undefined;
  /** Why `lost` or `gained` cannot be said. */
  hiddenLoss?: "secret" | "unknown" | "unread" | "unseen";
  hiddenGain?: "secret" | "unknown";
}

interface SetStep {
  step: Step;
  before: Side<SetState> | "unread" | undefined;
  after: Side<DeclaredSet> | undefined;
}

/** Every set that changes. What a set drops and another of the same configuration declares is not lost. */
export function compareSets({ kind, steps }: EngineRun): ComparedSet[] {
  const all = steps.filter(({ type }) => type === assignmentsType).map(readSetStep);
  const changed = all.filter(({ step: { op } }) => !idleOps.has(op));
  if (kind === "refresh") return changed.map(compareLive);
  const byId = Map.groupBy(
    all.flatMap((one) => idsOf(one).map((id) => ({ id, one }))),
    ({ id }) => id,
  );
  return changed.map((one) =>
    compareDeclared(one, (id) => (byId.get(id ?? "") ?? []).map((beside) => beside.one)),
  );
}

function readSetStep(step: Step): SetStep {
  const { before, after } = step;
  return {
    step,
    before: before === "unread" ? before : before && readState(before),
    after: isGone(step) ? undefined : after && readDeclared(after),
  };
}

/** The configurations that a set is or was of. */
function idsOf({ before, after }: SetStep): string[] {
  const former = before === "unread" ? undefined : before;
  const ids = [former, after].flatMap((side) => side?.configurationId ?? []);
  return [...new Set(ids)];
}

export function isGone({ op }: Step): boolean {
  return op === "delete" || op === "delete-replaced";
}

function declares({ after }: SetStep, id: string): Entry[] {
  if (after?.configurationId !== id || typeof after.set === "string") return [];
  return after.set.entries.filter((entry) => !containsUnknown(entry));
}

function had({ before }: SetStep, id: string): Entry[] {
  if (before === undefined || before === "unread") return [];
  return before.configurationId !== id || typeof before.set === "string" ? [] : before.set.entries;
}

/** @param setsOf all sets of a configuration, this one too. */
function compareDeclared(
  one: SetStep,
  setsOf: (configurationId: string | undefined) => readonly SetStep[],
): ComparedSet {
  const { step, before, after } = one;
  const from = before === "unread" || before === undefined ? undefined : before.configurationId;
  const to = after?.configurationId;
  const own = after === undefined || typeof after.set === "string" ? [] : after.set.entries;
  const others = setsOf(from).filter((other) => other !== one);
  const declaredBy = (isMeant: (op: string) => boolean): Entry[] =>
    others.flatMap((other) => (isMeant(other.step.op) ? declares(other, from ?? "") : []));
  const kept = declaredBy((op) => writingOps.has(op));
  const alsoDeclared = new Set(declaredBy((op) => op === "same").map(entryKey));
  const isOneObject = after !== undefined && from !== undefined && from === to;
  const isUnsure = isOneObject && (typeof after.set === "string" || own.some(containsUnknown));
  const shared: ComparedSet = {
    step,
    from,
    to,
    lost: [],
    gained: subtractEntries(
      own,
      setsOf(to).flatMap((other) => had(other, to ?? "")),
    ),
    remaining: [...(isOneObject ? own : []), ...kept],
    // A resource that --target leaves out is called the same too, and keeps nothing.
    doubtOf: (entry) =>
      alsoDeclared.has(entryKey(entry))
        ? "perhaps: another resource declares it too"
        : isUnsure
          ? "perhaps: not known before the update"
          : undefined,
    ...(typeof after?.set === "string" && { hiddenGain: after.set }),
  };
  if (before === undefined) return { ...shared, ...findUnseen(after) };
  if (before === "unread") return { ...shared, hiddenLoss: "unread" };
  if (isRetained(step)) return shared;
  if (before.set === "secret" || (isOneObject && after.set === "secret"))
    return { ...shared, hiddenLoss: "secret" };
  if (before.set === "unknown") return { ...shared, hiddenLoss: "unknown" };
  const lost = findLost(before.set, isOneObject ? after.set : "nothing", kept);
  return { ...shared, ...findUnseen(after), lost };
}

function isRetained({ op, before }: Step): boolean {
  return op.startsWith("delete") && before !== "unread" && before?.isRetained === true;
}

/** What the write removes, as the write itself decides it. */
function findLost(
  before: SetState,
  declared: DeclaredSet | "secret" | "unknown" | "nothing",
  kept: readonly Entry[],
): Entry[] {
  if (declared === "nothing")
    return planSet({ ...goalOfDelete(before), kept }, before.entries).surplus;
  if (typeof declared === "string") return subtractEntries(before.entries, kept);
  const known = declared.mode === "additive" ? ownedEntries(before) : before.entries;
  return planSet({ ...goalOf(declared, known), kept }, before.entries).surplus;
}

/** A write may remove what no run has seen, where the program says so. */
function findUnseen(after: Side<DeclaredSet> | undefined): Pick<ComparedSet, "hiddenLoss"> {
  if (after?.configurationId === undefined || typeof after.set === "string") return {};
  const { mode, unmanaged } = after.set;
  return mode === "authoritative" && unmanaged === "remove" ? { hiddenLoss: "unseen" } : {};
}

/** Of a refresh: what has become of the set outside Pulumi. */
function compareLive({ step, before }: SetStep): ComparedSet {
  const known = before === "unread" ? undefined : before;
  const was = known?.set ?? "unknown";
  const now = isGone(step) || step.after === undefined ? undefined : readState(step.after).set;
  const from = known?.configurationId;
  const shared = { step, from, to: from, lost: [], gained: [], remaining: [] };
  const hidden = [was, now].find((set) => typeof set === "string");
  if (typeof was === "string" || typeof now === "string") {
    const reason = hidden === "secret" ? "secret" : "unknown";
    return { ...shared, hiddenLoss: reason, hiddenGain: reason, doubtOf: () => undefined };
  }
  const found = now?.entries ?? [];
  return {
    ...shared,
    lost: subtractEntries(was.entries, found),
    gained: subtractEntries(found, was.entries),
    remaining: found,
    doubtOf: () => undefined,
  };
}
