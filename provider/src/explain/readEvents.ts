import {
  dropRepeatedSteps,
  findStack,
  readUrn,
  type EngineRun,
  type Properties,
  type Step,
} from "./engineRun.js";
import { readMessage } from "./readPreview.js";
import { readRecorded, toRecord } from "./readRecorded.js";

/** What `pulumi up --json` prints: an event a line. An update shows its preview first, which it then outdoes. */
export function readEvents(events: readonly Properties[]): EngineRun {
  const begun = events
    .filter((event) => "resourcePreEvent" in event)
    .map((event) => toRecord(event["resourcePreEvent"]));
  const done = begun.filter(({ planning }) => planning !== true);
  const ids = readIds(events);
  const steps = (done.length > 0 ? done : begun).map(({ metadata }) => readStep(metadata, ids));
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

/** The ids of what was made, by URN: the event at the beginning of a step does not have it. */
function readIds(events: readonly Properties[]): Map<string, string> {
  const made = events.map((event) => toRecord(toRecord(event["resOutputsEvent"])["metadata"]));
  return new Map(
    made.flatMap(({ urn, new: next }): [string, string][] => {
      const id = readRecorded(next)?.id;
      return typeof urn === "string" && id !== undefined ? [[urn, id]] : [];
    }),
  );
}

function readStep(metadata: unknown, ids: ReadonlyMap<string, string>): Step {
  const { op, urn, old, new: next } = toRecord(metadata);
  if (typeof op !== "string") throw new Error("Cannot read the events: a step has no op.");
  const named = readUrn(urn);
  const after = readRecorded(next);
  return {
    ...named,
    op,
    before: readRecorded(old),
    after: after && { ...after, id: after.id ?? ids.get(named.urn) },
  };
}
