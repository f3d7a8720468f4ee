import { useBench } from "./handlerBench.ts";
import { groupId } from "../engine/liveTargets.ts";
import { describeScenarios, readBoth, writeBoth } from "./runSteps.ts";

const older = (number: number): string => `  - groupAssignments entry ${groupId(number)}`;

describe("the older collection", () => {
  const bench = useBench();

  describeScenarios(bench, [
    [
      "refuses a create that does not declare it, and names the ways out that help",
      { older: [6, 7] },
      {
        up: { assignments: ["group 1"] },
        fails: [
          older(6),
          older(7),
          "declare them in `groupAssignments`, to keep them;\n  * set `unmanaged",
        ],
        requests: readBoth,
        assignments: [],
        older: [6, 7],
      },
    ],
    [
      "refuses together with the assignments",
      { assignments: ["group 8"], older: [7] },
      {
        up: { assignments: [] },
        fails: [older(7), "declare them in `assignments` and `groupAssignments`"],
      },
    ],
    [
      "refuses an additive create that does not declare it, and names the ways out of that mode",
      { older: [7] },
      {
        up: { assignments: ["group 1"], mode: "additive" },
        fails: [
          older(7),
          "declare them in `groupAssignments`, to keep them;\n  * have their owner remove them.",
        ],
        requests: readBoth,
      },
    ],
    [
      "does not stand in the way where nothing is to be written",
      { assignments: ["group 1"], older: [7] },
      { up: { assignments: ["group 1"] }, requests: readBoth },
    ],
    [
      "does not stand in the way where the assignments include the same groups",
      { assignments: ["group 7 filtered"], older: [7] },
      { up: { assignments: ["group 7 filtered", "group 1"] }, requests: writeBoth, older: [7] },
    ],
    [
      "is not covered by an exclusion of the same group",
      { assignments: ["not 7"], older: [7] },
      { up: { assignments: ["not 7", "group 1"] }, fails: [older(7)], requests: readBoth },
    ],
    [
      "is left out where the program says to remove the unseen",
      { older: [7] },
      {
        up: { assignments: ["group 1"], unmanaged: "remove" },
        requests: writeBoth,
        assignments: ["group 1"],
      },
    ],
    [
      "is managed once declared, and writes nothing where both sets are live",
      { assignments: ["group 1"], older: [6] },
      {
        up: { assignments: ["group 1"], older: [6] },
        requests: readBoth,
        records: { older: [6] },
      },
      { up: { assignments: ["group 1"], older: [6, 7] }, requests: writeBoth, older: [6, 7] },
      {
        up: { assignments: ["group 2"], older: [7] },
        requests: writeBoth,
        older: [7],
        assignments: ["group 2"],
      },
      { destroy: true, requests: writeBoth, older: [], assignments: [] },
    ],
    [
      "declared, refuses to erase the unseen",
      { older: [6, 7] },
      { up: { assignments: [], older: [6] }, fails: [older(7)], requests: readBoth },
    ],
    [
      "declared, removes the unseen where the program says so",
      { older: [6, 7] },
      {
        up: { assignments: [], older: [6], unmanaged: "remove" },
        requests: writeBoth,
        older: [6],
      },
    ],
    [
      "declared in additive mode, keeps those of others",
      { older: [7] },
      {
        up: { assignments: [], older: [6], mode: "additive" },
        requests: writeBoth,
        older: [6, 7],
      },
      { up: { assignments: [], older: [5], mode: "additive" }, older: [5, 7] },
      { destroy: true, older: [7] },
    ],
    [
      "goes when no longer declared",
      {},
      { up: { assignments: ["group 1"], older: [6] } },
      {
        up: { assignments: ["group 1"] },
        requests: writeBoth,
        older: [],
        records: { older: [] },
      },
    ],
    [
      "declared empty is cleared of what a refresh has seen",
      {},
      { up: { assignments: [], older: [] } },
      { portal: { older: [7] } },
      { refresh: true, records: { older: [7] } },
      { up: { assignments: [], older: [] }, requests: writeBoth, older: [] },
    ],
  ]);
});
