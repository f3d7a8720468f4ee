import { groupId } from "../engine/liveTargets.ts";
import { described } from "./entries.ts";
import { useBench } from "./handlerBench.ts";
import { describeScenarios } from "./runSteps.ts";

const merged = "Graph may have merged the set instead of replacing it";

describe("where assign adds to the set in place of replacing it", () => {
  const bench = useBench({ behaviour: { assign: "merge" } });

  describeScenarios(bench, [
    [
      "what only adds succeeds",
      { assignments: ["group 1"] },
      { up: { assignments: ["group 1", "group 2"] }, assignments: ["group 1", "group 2"] },
      { up: { assignments: ["group 1 filtered", "group 2"] } },
      { up: { assignments: ["group 1 filtered", "group 2", "users"] } },
    ],
    [
      "an entry that should have gone is named, and the likely cause",
      {},
      { up: { assignments: ["group 1"] } },
      {
        up: { assignments: ["group 2"] },
        fails: [`still there: ${described("group 1")}`, merged],
        records: { assignments: ["group 1", "group 2"] },
      },
      { portal: { assignments: ["group 2"] } },
      { up: { assignments: ["group 2"] }, assignments: ["group 2"] },
    ],
    [
      "an entry of the older collection that should have gone is named, and the likely cause",
      {},
      { up: { assignments: ["group 1"], older: [5] } },
      {
        up: { assignments: ["group 1"], older: [6] },
        fails: [`still there: groupAssignments entry ${groupId(5)}`, merged],
        records: { older: [5, 6] },
      },
    ],
    [
      "a delete names what is still there",
      { assignments: ["group 8"] },
      { up: { assignments: ["group 1"], mode: "additive" } },
      { destroy: true, fails: [`still there: ${described("group 1")}`, merged] },
    ],
  ]);
});
