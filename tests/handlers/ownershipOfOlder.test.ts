import { useBench } from "./handlerBench.ts";
import { groupId } from "../engine/liveTargets.ts";
import { describeScenarios, writeBoth } from "./runSteps.ts";

const older = (number: number): string => `  - groupAssignments entry ${groupId(number)}`;

describe("the older collection of others", () => {
  const bench = useBench({ behaviour: { absentCollection: "clears" } });

  describeScenarios(bench, [
    [
      "stays when ours is deleted, by being sent along",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { older: [7] } },
      { destroy: true, requests: writeBoth, assignments: [], older: [7] },
    ],
    [
      "stays when ours is deleted, also where an entry only looks like a view of ours",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { older: [1, 7] } },
      { destroy: true, assignments: [], older: [1, 7] },
    ],
    [
      "stays when ours is deleted, where a refresh has seen it and no program has declared it",
      {},
      { up: { assignments: ["group 1"], older: [6] } },
      { portal: { older: [6, 7] } },
      { refresh: true },
      { destroy: true, assignments: [], older: [7] },
    ],
    [
      "stays where a program in additive mode takes over after a refresh",
      {},
      { up: { assignments: ["group 1"], older: [6] } },
      { portal: { older: [6, 7] } },
      { refresh: true },
      { up: { assignments: ["group 1"], older: [6], mode: "additive" }, older: [6, 7] },
    ],
    [
      "is said to be gone where it looked like a view, and was none",
      { assignments: ["group 1"], older: [1] },
      {
        up: { assignments: ["group 1", "group 2"] },
        fails: [`gone, though it is not ours: groupAssignments entry ${groupId(1)}`],
      },
    ],
  ]);
});

describe("an older collection that is a view of the assignments", () => {
  const bench = useBench({ behaviour: { groupAssignments: "mirrored" } });

  describeScenarios(bench, [
    [
      "loses what the assignments lose, and nobody misses it",
      {},
      { up: { assignments: ["group 1", "group 2"] }, older: [1, 2] },
      { up: { assignments: ["group 2"] }, requests: writeBoth, older: [2] },
    ],
  ]);
});

describe("our part of the older collection", () => {
  const bench = useBench();

  describeScenarios(bench, [
    [
      "stays ours when a program that no longer declares it is refused in a new mode",
      { older: [7] },
      { up: { assignments: ["group 1"], older: [6], mode: "additive" }, older: [6, 7] },
      { up: { assignments: ["group 1"] }, fails: [older(7)], records: { older: [6] } },
      { destroy: true, older: [7] },
    ],
  ]);
});
