import type { EngineRun, Properties, Recorded } from "./engineRun.js";
import { readEvents } from "./readEvents.js";
import { readPlan } from "./readPlan.js";
import { readPreview } from "./readPreview.js";
import { toRecord } from "./readRecorded.js";

/**
 * Reads what the engine wrote, whichever of its forms it is.
 *
 * @param state of the stack, by URN: a plan needs it.
 * @throws Error when it is none of them. Nothing that cannot be read whole counts as "nothing changes".
 */
export function readEngineRun(text: string, state?: ReadonlyMap<string, Recorded>): EngineRun {
  const { events, rest } = splitEvents(text);
  if (events.length > 0) return readEvents(events);
  const json = toRecord(parse(rest));
  if ("resourcePlans" in json) return readPlan(json, state);
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
    throw new Error(`${unreadable}: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}

/** An update without --skip-preview prints a preview of many lines before its events. */
function splitEvents(text: string): { events: Properties[]; rest: string } {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith('{"sequence":'));
  if (first < 0) return { events: [], rest: text };
  const events = lines
    .slice(first)
    .filter((line) => line.trim() !== "")
    .map((line) => toRecord(parse(line)));
  return { events, rest: lines.slice(0, first).join("\n") };
}
