import { stripVTControlCharacters } from "node:util";
import {
  dropRepeatedSteps,
  findStack,
  readUrn,
  type EngineRun,
  type Message,
  type Properties,
  type Step,
} from "./engineRun.js";
import { readRecorded, toList, toRecord } from "./readRecorded.js";

/** The engine counts these, and lists each. */
const countedOps = ["create", "update", "delete", "replace"] as const;

const rootType = "pulumi:pulumi:Stack";

/** What `pulumi preview --json` prints, and `refresh` and `destroy` with `--preview-only --json`. */
export function readPreview(digest: Properties): EngineRun {
  const steps = toList(digest["steps"]).map(readStep);
  const messages = toList(digest["diagnostics"]).flatMap(readMessage);
  const counts = toRecord(digest["changeSummary"]);
  const missing = countedOps.flatMap((op) => {
    const listed = steps.filter((step) => step.op === op).length;
    const counted = Number(counts[op] ?? 0);
    return counted > listed ? [`${counted - listed} of ${counted} steps ${op} are not listed`] : [];
  });
  // A refresh alone runs no program, which would register the stack.
  const roots = steps.filter(({ type }) => type === rootType).map(({ op }) => op);
  const kind = roots.length > 0 && roots.every((op) => op === "refresh") ? "refresh" : "preview";
  return {
    kind,
    stack: findStack(steps),
    steps: dropRepeatedSteps(kind, steps),
    messages,
    doubts: [
      ...(messages.some(({ severity }) => severity === "error") ? ["the run failed"] : []),
      ...missing,
    ],
  };
}

function readStep(json: unknown): Step {
  const { op, urn, oldState, newState } = toRecord(json);
  if (typeof op !== "string") throw new Error("Cannot read the steps: one has no op.");
  return { ...readUrn(urn), op, before: readRecorded(oldState), after: readRecorded(newState) };
}

/** Only errors and warnings: what is informative or for debugging helps nobody. */
export function readMessage(json: unknown): Message[] {
  const { severity, message } = toRecord(json);
  if ((severity !== "error" && severity !== "warning") || typeof message !== "string") return [];
  const text = stripVTControlCharacters(message).replace(/^(?:error|warning): /, "");
  return [{ severity, text: text.trim() }];
}
