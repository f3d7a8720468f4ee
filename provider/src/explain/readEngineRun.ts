import { stripVTControlCharacters } from "node:util";
import {
  readRecorded,
  readUrn,
  toList,
  toRecord,
  type EngineRun,
  type Message,
  type Properties,
  type Recorded,
  type Step,
} from "./engineRun.js";
import { readPlan } from "./readPlan.js";

type Reading = Pick<EngineRun, "kind" | "steps" | "doubts"> & { messages?: Message[] };

/**
 * @param state by URN: a plan needs it.
 * @throws Error when the text has none of the engine's forms. What cannot be read whole never counts as "nothing changes".
 */
export function readEngineRun(text: string, state?: ReadonlyMap<string, Recorded>): EngineRun {
  const { kind, steps, messages = [], doubts } = readForm(text, state);
  const hasFailed = messages.some(({ severity }) => severity === "error");
  return {
    kind,
    // As in `urn:pulumi:stack::…`.
    stack: steps[0]?.urn.split(":")[2],
    steps: dropRepeatedSteps(kind, steps),
    messages,
    doubts: [...new Set([...(hasFailed ? [failed] : []), ...doubts])],
  };
}

const failed = "the run failed";

function readForm(text: string, state: ReadonlyMap<string, Recorded> | undefined): Reading {
  const lines = text.split("\n");
  // Without --skip-preview, an update prints its preview before the events.
  const first = lines.findIndex((line) => line.startsWith('{"sequence":'));
  if (first >= 0)
    return readEvents(
      lines
        .slice(first)
        .filter((line) => line.trim() !== "")
        .map((line) => toRecord(parse(line))),
    );
  const json = toRecord(parse(text));
  if ("resourcePlans" in json) return { kind: "preview", steps: readPlan(json, state), doubts: [] };
  if (Array.isArray(json["steps"]) || "changeSummary" in json) return readPreview(json);
  throw new Error(`${unreadable}: it has neither steps nor events nor a plan.`);
}

const unreadable =
  "This is not what `pulumi preview --json`, `up --json` or `preview --save-plan` writes";

function parse(text: string): unknown {
  if (text.trim() === "") throw new Error(`${unreadable}: it is empty.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${unreadable}: ${(error as Error).message}.`, { cause: error });
  }
}

const replacing = new Set(["create-replacement", "delete-replaced"]);

/**
 * The engine lists a replacement as three steps; `replace` has both sides. A refresh before the program runs says nothing of
 * what the program declares.
 */
function dropRepeatedSteps(kind: EngineRun["kind"], steps: readonly Step[]): Step[] {
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  return steps.filter(
    ({ op, urn }) =>
      !(replacing.has(op) && replaced.has(urn)) && (op !== "refresh" || kind === "refresh"),
  );
}

/** The engine counts these and lists each. */
const countedOps = ["create", "update", "delete", "replace"] as const;

/** `pulumi preview --json`; `refresh` and `destroy` with `--preview-only --json`. */
function readPreview(digest: Properties): Reading {
  const steps = toList(digest["steps"]).map((json) => {
    const { op, urn, oldState, newState } = toRecord(json);
    return readStep(op, urn, { before: readRecorded(oldState), after: readRecorded(newState) });
  });
  const counts = toRecord(digest["changeSummary"]);
  const doubts = countedOps.flatMap((op) => {
    const counted = Number(counts[op] ?? 0);
    const missing = counted - steps.filter((step) => step.op === op).length;
    return missing > 0 ? [`${missing} of ${counted} steps ${op} are not listed`] : [];
  });
  // A refresh alone runs no program, which would register the stack.
  const roots = steps.filter(({ type }) => type === "pulumi:pulumi:Stack");
  const isRefresh = roots.length > 0 && roots.every(({ op }) => op === "refresh");
  const messages = toList(digest["diagnostics"]).flatMap(readMessage);
  return { kind: isRefresh ? "refresh" : "preview", steps, messages, doubts };
}

/** `pulumi up --json`: one event a line. The update supersedes the preview before it. */
function readEvents(events: readonly Properties[]): Reading {
  const listOf = (name: string): Properties[] =>
    events.flatMap((event) => (name in event ? [toRecord(event[name])] : []));
  const begun = listOf("resourcePreEvent");
  const done = begun.filter(({ planning }) => planning !== true);
  // A step's first event lacks the id of what is made.
  const ids = new Map(
    listOf("resOutputsEvent").map(({ metadata }) => {
      const { urn, new: next } = toRecord(metadata);
      return [urn, readRecorded(next)?.id];
    }),
  );
  const steps = (done.length > 0 ? done : begun).map(({ metadata }) => {
    const { op, urn, old, new: next } = toRecord(metadata);
    const after = readRecorded(next);
    return readStep(op, urn, {
      before: readRecorded(old),
      after: after && { ...after, id: after.id ?? ids.get(urn) },
    });
  });
  return {
    kind: done.length > 0 ? "update" : "preview",
    steps,
    messages: listOf("diagnosticEvent").flatMap(readMessage),
    doubts: [
      ...(listOf("resOpFailedEvent").length > 0 ? [failed] : []),
      ...(listOf("summaryEvent").length > 0 ? [] : ["the file ends before the run does"]),
    ],
  };
}

function readStep(op: unknown, urn: unknown, sides: Pick<Step, "before" | "after">): Step {
  if (typeof op !== "string") throw new Error("Cannot read the steps: one has no op.");
  return { op, ...readUrn(urn), ...sides, isUnread: false };
}

function readMessage(json: unknown): Message[] {
  const { severity, message } = toRecord(json);
  if ((severity !== "error" && severity !== "warning") || typeof message !== "string") return [];
  const text = stripVTControlCharacters(message).replace(/^(?:error|warning): /, "");
  return [{ severity, text: text.trim() }];
}
