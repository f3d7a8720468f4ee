// @ts-nocheck
import { described } from "./entries.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";

describe("update in additive mode", () => {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  describeScenarios(
    () => bench,
    [
      [
        "removes ours and leaves those of others",
        { assignments: ["group 8", "not 9"] },
        { up: { assignments: ["group 1", "group 2"], mode: "additive" } },
        {
          up: { assignments: ["group 2", "group 3"], mode: "additive" },
          requests: writeNewer,
          assignments: ["group 2", "group 3", "group 8", "not 9"],
        },
      ],
      [
        "exchanges the filter of ours",
        { assignments: ["group 8"] },
        { up: { assignments: ["group 1"], mode: "additive" } },
        {
          up: { assignments: ["group 1 filtered"], mode: "additive" },
          assignments: ["group 1 filtered", "group 8"],
        },
      ],
      [
        "sees in a refresh only ours",
        { assignments: ["group 8"] },
        { up: { assignments: ["group 1", "group 2"], mode: "additive" } },
        { portal: { assignments: ["group 8", "group 9", "group 2"] } },
        { refresh: true, records: { assignments: ["group 2"], unmanaged: [] } },
        {
          up: { assignments: ["group 1", "group 2"], mode: "additive" },
          assignments: ["group 1", "group 2", "group 8", "group 9"],
        },
      ],
      [
        "keeps what a refresh has seen in authoritative mode, since it was never ours",
        {},
        { up: { assignments: ["group 1"] } },
        { portal: { assignments: ["group 1", "group 8"] } },
        { refresh: true },
        {
          up: { assignments: ["group 2"], mode: "additive" },
          assignments: ["group 2", "group 8"],
          records: { assignments: ["group 2"] },
        },
      ],
      [
        "refuses to turn authoritative over the unseen, and a refresh then shows them",
        { assignments: ["group 8"] },
        { up: { assignments: ["group 1"], mode: "additive" } },
        {
          up: { assignments: ["group 1"] },
          fails: [described("group 8")],
          requests: readBoth,
          records: { assignments: ["group 1"] },
        },
        { refresh: true, records: { assignments: ["group 1", "group 8"], unmanaged: ["group 8"] } },
        { up: { assignments: ["group 1"] }, assignments: ["group 1"] },
      ],
    ],
  );
});
