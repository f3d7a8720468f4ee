import { stripVTControlCharacters } from "node:util";
import { isRecord, listOf, toRecord, type Values } from "../domain/values.js";
import { isConfiguration, isSet } from "../handlers/declaration.js";
import { readStep, splitUrn, type EngineRun, type Step } from "./engineRun.js";

/** By URN, before the run. */
type State = ReadonlyMap<unknown, Values>;

/** With all steps that the engine lists. */
type WholeRun = Omit<EngineRun, "stack">;

/**
 * @param state a plan needs it.
 * @throws Error when the text has none of the engine's forms. What cannot be read whole never counts as "nothing changes".
 */
export function readEngineRun(text: string, state?: State): EngineRun {
  const run = readForm(text, state);
  // The engine says an error of each step that fails.
  const hasFailed = run.messages.some(({ severity }) => severity === "error");
  return {
    ...run,
    // As in `urn:pulumi:stack::…`.
    stack: run.steps[0]?.urn.split(":")[2] ?? null,
    steps: dropRepeatedSteps(run),
    doubts: [...(hasFailed ? ["the run failed"] : []), ...run.doubts],
  };
}

/** Of `pulumi stack export`. @throws Error for other texts. */
export function readState(text: string): State {
  const { deployment } = toRecord(parse(text, true));
  if (!isRecord(deployment)) throw new Error("The state is not what `pulumi stack export` writes.");
  const resources = listOf(deployment["resources"]).map(toRecord);
  const lasting = resources.filter((resource) => resource["delete"] !== true);
  return new Map(lasting.map((resource) => [resource["urn"], resource]));
}

function readForm(text: string, state: State | undefined): WholeRun {
  const lines = text.split("\n");
  // Without --skip-preview, an update prints its preview before the events.
  const first = lines.findIndex((line) => line.startsWith('{"sequence":'));
  const events = lines.slice(first).filter((line) => line.trim() !== "");
  // A killed run, or a full disk, cuts the last line.
  const read = (line: string, index: number) =>
    toRecord(parse(line, index > 0 && index === events.length - 1));
  if (first >= 0) return readEvents(events.map(read));
  const json = toRecord(parse(text));
  if ("resourcePlans" in json) return readPlan(toRecord(json["resourcePlans"]), state);
  if (Array.isArray(json["steps"]) || "changeSummary" in json) return readPreview(json);
  throw new Error(`${unreadable}: it has neither steps nor events nor a plan.`);
}

const unreadable =
  "This is not what `pulumi preview --json`, `up --json` or `preview --save-plan` writes";

function parse(text: string, mayBeCut = false): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (mayBeCut) return undefined;
    const reason = text.trim() === "" ? "it is empty" : (error as Error).message;
    throw new Error(`${unreadable}: ${reason}.`, { cause: error });
  }
}

/** The engine counts these and lists each. */
const countedOps = ["create", "update", "delete", "replace"] as const;

/** `pulumi preview --json`; `refresh` and `destroy` with `--preview-only --json`. */
function readPreview({ steps: listed, changeSummary, diagnostics }: Values): WholeRun {
  const steps = listOf(listed).map((json) => {
    const { op, urn, oldState, newState } = toRecord(json);
    return readStep(op, urn, oldState, newState);
  });
  const counts = toRecord(changeSummary);
  const doubts = countedOps.flatMap((op) => {
    const counted = Number(counts[op] ?? 0);
    const missing = counted - steps.filter((step) => step.op === op).length;
    return missing > 0 ? [`${missing} of ${counted} steps ${op} are not listed`] : [];
  });
  // A refresh alone runs no program, which would register the stack.
  const roots = steps.filter(({ type }) => type === "pulumi:pulumi:Stack");
  const isRefresh = roots.length > 0 && roots.every(({ op }) => op === "refresh");
  const kind = isRefresh ? "refresh" : "preview";
  return { kind, steps, messages: readMessages(listOf(diagnostics)), doubts };
}

/** `up`, `refresh` and `destroy` with `--json`: one event a line. The update supersedes the preview before it. */
function readEvents(events: readonly Values[]): WholeRun {
  const listOfKind = (kind: string): Values[] =>
    events.flatMap((event) => (kind in event ? [toRecord(event[kind])] : []));
  const isPlanned = ({ planning }: Values): boolean => planning === true;
  const isPreview = listOfKind("resourcePreEvent").every(isPlanned);
  const listSteps = (kind: string): Values[] =>
    listOfKind(kind).flatMap((event) =>
      isPlanned(event) === isPreview ? [toRecord(event["metadata"])] : [],
    );
  const ended = listSteps("resOutputsEvent");
  // A step's first event lacks the id of what is made.
  const ids = new Map(ended.map(({ urn, new: next }) => [urn, toRecord(next)["id"]]));
  const begun = listSteps("resourcePreEvent").map(({ op, urn, old, new: next }) => {
    const after = isRecord(next) ? { ...next, id: ids.get(urn) ?? next["id"] } : next;
    return readStep(op, urn, old, after);
  });
  const hasEnd = listOfKind("summaryEvent").length > 0 && "sequence" in (events.at(-1) ?? {});
  const own = begun.filter((step) => isConfiguration(step) || isSet(step));
  const isRefresh = own.length > 0 && own.every(({ op }) => op === "refresh");
  return {
    kind: isRefresh ? "refresh" : isPreview ? "preview" : "update",
    // Only the last event of a refresh has what it found.
    steps: isRefresh
      ? ended.map(({ op, urn, old, new: next }) => readStep(op, urn, old, next))
      : begun,
    messages: readMessages(listOfKind("diagnosticEvent")),
    doubts: hasEnd ? [] : ["the file ends before the run does"],
  };
}

/** `pulumi preview --save-plan` does not record what was before. */
function readPlan(plans: Values, state: State | undefined): WholeRun {
  const steps = Object.entries(plans).flatMap(([urn, json]) => {
    const { goal: given, steps: ops, state: planned } = toRecord(json);
    const goal = toRecord(given);
    const { adds, updates } = toRecord(goal["inputDiff"]);
    const inputs = { ...toRecord(planned), ...toRecord(adds), ...toRecord(updates) };
    // The state has a renamed resource under its former name.
    const former = listOf(goal["structuredAliases"]).map((alias) => {
      const { URN = "", Name = "" } = toRecord(alias);
      return URN === "" ? urn.replace(/::[^:]*$/, `::${String(Name)}`) : URN;
    });
    const before = [urn, ...former].map((one) => state?.get(one)).find(Boolean);
    // Without an op, nobody knows what becomes of it.
    const known = listOf(ops).length === 0 ? [undefined] : listOf(ops);
    return known.map((op) => readStep(op, urn, before, { ...goal, inputs }));
  });
  return { kind: "preview", steps, messages: [], doubts: [] };
}

const replacing = ["create-replacement", "delete-replaced"];

/**
 * The engine lists a replacement as three steps; `replace` has both sides. A refresh before the program runs says nothing of
 * what the program declares.
 */
function dropRepeatedSteps({ kind, steps }: WholeRun): Step[] {
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  return steps
    .filter(({ op, urn }) => !replacing.includes(op) || !replaced.has(urn))
    .filter(({ op }) => op !== "refresh" || kind === "refresh");
}

function readMessages(diagnostics: readonly unknown[]): EngineRun["messages"] {
  return diagnostics.flatMap((json) => {
    const { severity, message, urn } = toRecord(json);
    if ((severity !== "error" && severity !== "warning") || typeof message !== "string") return [];
    const text = stripVTControlCharacters(message)
      .replace(/^(?:error|warning): /, "")
      // The engine's heading of a refused create.
      .replace(/^1 error occurred:\s*\* /, "")
      .trim();
    const { type, name } = splitUrn(typeof urn === "string" ? urn : "");
    const isOfResource = name !== "" && type !== "pulumi:pulumi:Stack";
    return { severity, text: isOfResource ? `${name}: ${text}` : text };
  });
}
