import type { Life, Step } from "./life.ts";
import type { Start } from "./world.ts";

/** One configuration taken over, one made, and a set on another's. */
const start: Start = {
  apps: [
    { shape: "apart", isAdopted: true, mode: "authoritative" },
    { shape: "component", isAdopted: false, mode: "authoritative" },
  ],
  setMode: "authoritative",
};

function liveOf(step: Partial<Step>, others: Partial<Life> = {}): Life {
  const quiet: Step = { edit: "none", portal: "none", command: "up", a: 0, b: 0 };
  return { start, steps: [{ ...quiet, ...step }], wrong: undefined, ...others };
}

const bothAdopted: Start = {
  ...start,
  apps: start.apps.map((app) => ({ ...app, isAdopted: true })),
};

/** Lives in which something was lost once, each by one edit. */
export const foundBefore: readonly Life[] = [
  liveOf({ edit: "rename" }),
  liveOf({ edit: "rename", a: 1, command: "upContinuing" }),
  liveOf({ edit: "chainNames" }, { start: bothAdopted }),
  liveOf({ edit: "swapNames" }, { start: bothAdopted }),
  liveOf({ edit: "swapNames", command: "upContinuing" }),
  liveOf({ edit: "moveInOrOut" }),
  liveOf({ edit: "moveInOrOut", a: 1, command: "upContinuing" }),
  liveOf({ edit: "mistype" }),
  liveOf({ edit: "shareId" }),
  liveOf({ edit: "handOverId" }),
  liveOf({ edit: "removeApp", command: "upRefreshing" }),
  liveOf(
    { edit: "moveSet" },
    { wrong: { step: 0, request: "assign", answer: "forbidden", skip: 1 } },
  ),
  liveOf({ portal: "addEntry", b: 8, command: "upRefreshing" }),
];
