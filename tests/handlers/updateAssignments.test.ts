import { described } from "./entries.ts";
import { useBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";

describe("update", () => {
  const bench = useBench();

  describeScenarios(bench, [
    [
      "exchanges an entry with one write",
      {},
      { up: { assignments: ["group 1", "group 2"] } },
      {
        up: { assignments: ["group 1", "group 3"] },
        requests: writeNewer,
        assignments: ["group 1", "group 3"],
      },
    ],
    [
      "exchanges the filter of an entry",
      {},
      { up: { assignments: ["group 1"] } },
      {
        up: { assignments: ["group 1 filtered"] },
        requests: writeNewer,
        assignments: ["group 1 filtered"],
      },
      { up: { assignments: ["group 1"] }, requests: writeNewer, assignments: ["group 1"] },
    ],
    [
      "is not even asked for where nothing differs",
      {},
      { up: { assignments: ["group 1", "not 2"] } },
      { up: { assignments: ["not 2", "group 1"] }, requests: [] },
    ],
    [
      "writes nothing where someone has done it already",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 2"] } },
      {
        up: { assignments: ["group 2"] },
        requests: readBoth,
        records: { assignments: ["group 2"] },
      },
    ],
    [
      "removes what a refresh has seen",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8"] } },
      { refresh: true, records: { assignments: ["group 1", "group 8"], unmanaged: ["group 8"] } },
      {
        up: { assignments: ["group 1"] },
        requests: writeNewer,
        assignments: ["group 1"],
        records: { unmanaged: [] },
      },
    ],
    [
      "refuses to erase what no refresh has seen, and leaves the former state",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8", "group 9"] } },
      {
        up: { assignments: ["group 2"] },
        fails: [described("group 8"), described("group 9"), "Nothing was changed."],
        requests: readBoth,
        assignments: ["group 1", "group 8", "group 9"],
        records: { assignments: ["group 1"] },
      },
    ],
    [
      "refuses just what came after the refresh",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8"] } },
      { refresh: true },
      { portal: { assignments: ["group 1", "group 8", "group 9"] } },
      {
        up: { assignments: ["group 1"] },
        fails: [`erase them:\n  - ${described("group 9")}\nNothing`],
        requests: readBoth,
      },
    ],
    [
      "removes the unseen where the program says so",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8"] } },
      {
        up: { assignments: ["group 2"], unmanaged: "remove" },
        requests: writeNewer,
        assignments: ["group 2"],
      },
    ],
    [
      "makes what a refresh has seen ours once it is declared, without a write",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8"] } },
      { refresh: true },
      {
        up: { assignments: ["group 1", "group 8"] },
        requests: readBoth,
        records: { unmanaged: [] },
      },
      { destroy: true, assignments: [] },
    ],
    [
      "restores what a refresh has missed",
      {},
      { up: { assignments: ["group 1", "group 2"] } },
      { portal: { assignments: ["group 2"] } },
      { refresh: true, records: { assignments: ["group 2"] } },
      {
        up: { assignments: ["group 1", "group 2"] },
        requests: writeNewer,
        assignments: ["group 1", "group 2"],
      },
    ],
    [
      "sends an entry once that Graph holds several times, in both collections",
      {},
      { up: { assignments: ["group 1"], older: [5] } },
      { portal: { assignments: ["group 1", "group 1"], older: [5, 5] } },
      {
        up: { assignments: ["group 1", "group 2"], older: [5, 6] },
        assignments: ["group 1", "group 2"],
        older: [5, 6],
      },
    ],
  ]);
});
