import type { DeclaredSet } from "../domain/assignmentsInputs.js";
import { entryKey, subtractEntries, type Entry } from "../domain/entry.js";
import { planSet } from "../domain/planSet.js";
import { containsUnknown } from "../domain/values.js";
import {
  goalOf,
  goalOfDelete,
  ownedEntries,
  type SetState,
} from "../handlers/assignments/setState.js";
import { assignmentsType } from "../handlers/resourceTypes.js";
import { idleOps, isGone, writingOps, type EngineRun, type Step } from "./engineRun.js";
import { readDeclared, readState, type Side } from "./readSide.js";

interface SetStep {
  step: Step;
  before: Side<SetState> | undefined;
  after: Side<DeclaredSet> | undefined;
}

/** `unread`: a plan does not say it. `unseen`: no run has seen what `unmanaged: "remove"` removes. */
export type HiddenReason = "secret" | "unknown" | "unread" | "unseen";

export interface SetChange {
  step: Step;
  /** The configuration that loses entries, and the one that gains them. */
  from: string | undefined;
  to: string | undefined;
  lost: readonly Entry[];
  gained: readonly Entry[];
  /** Declared of `from` afterwards: shows changes of filters. */
  remaining: readonly Entry[];
  /** Why an entry of `lost` may stay. */
  doubtOf?: (entry: Entry) => string | undefined;
  /** Why `lost` or `gained` is not known. */
  hiddenLoss?: HiddenReason | undefined;
  hiddenGain?: HiddenReason | undefined;
}

/** An entry that another set of the same configuration declares is not lost. */
export function compareSets({ kind, steps }: EngineRun): SetChange[] {
  const all = steps.filter(({ type }) => type === assignmentsType).map(readSetStep);
  const byId = Map.groupBy(
    all.flatMap((one) => idsOf(one).map((id) => ({ id, one }))),
    ({ id }) => id,
  );
  const setsOf = (id = ""): SetStep[] => (byId.get(id) ?? []).map(({ one }) => one);
  return all
    .filter(({ step }) => !idleOps.has(step.op))
    .map((one) => (kind === "refresh" ? compareLive(one) : compareDeclared(one, setsOf)));
}

function readSetStep(step: Step): SetStep {
  const { before, after } = step;
  return {
    step,
    before: before && readState(before),
    after: isGone(step) ? undefined : after && readDeclared(after),
  };
}

function idsOf({ before, after }: SetStep): string[] {
  return [...new Set([before, after].flatMap((side) => side?.configurationId ?? []))];
}

/** @param setsOf all sets of a configuration, this one too. */
function compareDeclared(
  one: SetStep,
  setsOf: (configurationId: string | undefined) => readonly SetStep[],
): SetChange {
  const { step, before, after } = one;
  const from = before?.configurationId;
  const to = after?.configurationId;
  const own = after?.set?.entries ?? [];
  const declaredBy = (isMeant: (op: string) => boolean): Entry[] =>
    setsOf(from)
      .filter((other) => other !== one && isMeant(other.step.op))
      .filter((other) => other.after?.configurationId === from)
      .flatMap((other) => other.after?.set?.entries ?? [])
      .filter((entry) => !containsUnknown(entry));
  const kept = declaredBy((op) => writingOps.has(op));
  const alsoDeclared = new Set(declaredBy((op) => op === "same").map(entryKey));
  const had = setsOf(to).flatMap((other) =>
    other.before?.configurationId === to ? (other.before?.set?.entries ?? []) : [],
  );
  const successor = from !== undefined && from === to ? after : undefined;
  const isUnsure = successor?.hidden !== undefined || (successor && own.some(containsUnknown));
  const isRetained = step.op.startsWith("delete") && step.before?.isRetained === true;
  const isSecret = before?.hidden === "secret" || successor?.hidden === "secret";
  const hidden = step.isUnread ? "unread" : isSecret ? "secret" : before?.hidden;
  const shown = hidden || isRetained ? undefined : before?.set;
  return {
    step,
    from,
    to,
    lost: shown ? findLost(shown, successor, kept) : [],
    gained: subtractEntries(own, had),
    remaining: [...(successor ? own : []), ...kept],
    // `same` includes what --target leaves out, which keeps nothing.
    doubtOf: (entry) =>
      alsoDeclared.has(entryKey(entry))
        ? "perhaps: another resource declares it too"
        : isUnsure
          ? "perhaps: not known before the update"
          : undefined,
    hiddenLoss: isRetained ? undefined : (hidden ?? findUnseen(after)),
    hiddenGain: after?.hidden,
  };
}

/** Decides as the write itself does. */
function findLost(
  before: SetState,
  after: Side<DeclaredSet> | undefined,
  kept: readonly Entry[],
): Entry[] {
  if (after?.hidden) return subtractEntries(before.entries, kept);
  const known = after?.set?.mode === "additive" ? ownedEntries(before) : before.entries;
  const goal = after?.set ? goalOf(after.set, known) : goalOfDelete(before);
  return planSet({ ...goal, kept }, before.entries).surplus;
}

function findUnseen(after: Side<DeclaredSet> | undefined): "unseen" | undefined {
  if (after?.configurationId === undefined || after.set === undefined) return undefined;
  const { mode, unmanaged } = after.set;
  return mode === "authoritative" && unmanaged === "remove" ? "unseen" : undefined;
}

/** What a refresh found changed outside Pulumi. */
function compareLive({ step, before }: SetStep): SetChange {
  const now = isGone(step) ? undefined : step.after && readState(step.after);
  const hidden = before ? (before.hidden ?? now?.hidden) : "unknown";
  const was = hidden ? [] : (before?.set?.entries ?? []);
  const found = hidden ? [] : (now?.set?.entries ?? []);
  return {
    step,
    from: before?.configurationId,
    to: before?.configurationId,
    lost: subtractEntries(was, found),
    gained: subtractEntries(found, was),
    remaining: found,
    hiddenLoss: hidden,
    hiddenGain: hidden,
  };
}
