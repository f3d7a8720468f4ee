import {
  dropRepeatedSteps,
  readUrn,
  type EngineRun,
  type Properties,
  type Step,
} from "./engineRun.js";
import { findStack, readMessage } from "./readPreview.js";
import { readRecorded, toRecord } from "./readRecorded.js";

/** What `pulumi up --json` prints: an event a line. An update shows its preview first, which it then outdoes. */
export function readEvents(events: readonly Properties[]): EngineRun {
  const begun = events
    .filter((event) => "resourcePreEvent" in event)
    .map((event) => toRecord(event["resourcePreEvent"]));
  const done = begun.filter(({ planning }) => planning !== true);
  const steps = (done.length > 0 ? done : begun).map(({ metadata }) => readStep(metadata));
  const messages = events.flatMap((event) => readMessage(event["diagnosticEvent"]));
  const failed = events.some((event) => "resOpFailedEvent" in event);
  const summary = events.map((event) => event["summaryEvent"]).findLast((one) => one !== undefined);
  const kind = done.length > 0 ? "update" : "preview";
  const isBroken = failed || messages.some(({ severity }) => severity === "error");
  return {
    kind,
    stack: findStack(steps),
    steps: dropRepeatedSteps(kind, steps),
    messages,
    doubts: [
      ...(isBroken ? ["the run failed"] : []),
      ...(summary === undefined ? ["the file ends before the run does"] : []),
    ],
  };
}

function readStep(metadata: unknown): Step {
  const { op, urn, old, new: next } = toRecord(metadata);
  if (typeof op !== "string") throw new Error("Cannot read the events: a step has no op.");
  const { stack: _, ...named } = readUrn(urn);
  return { ...named, op, before: readRecorded(old), after: readRecorded(next) };
}
