import { openBench, type HandlerBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";

describe("delete", () => {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  describeScenarios(
    () => bench,
    [
      [
        "takes ours away",
        {},
        { up: { assignments: ["group 1", "devices"] } },
        { destroy: true, requests: writeNewer, assignments: [] },
      ],
      [
        "writes nothing where nothing of ours is live",
        {},
        { up: { assignments: ["group 1"] } },
        { portal: { assignments: ["group 8"] } },
        { destroy: true, requests: readBoth, assignments: ["group 8"] },
      ],
      [
        "keeps what came after us, seen by a refresh or not",
        {},
        { up: { assignments: ["group 1"] } },
        { portal: { assignments: ["group 1", "group 8"] } },
        { refresh: true },
        { portal: { assignments: ["group 1", "group 8", "users filtered"] } },
        { destroy: true, requests: writeNewer, assignments: ["group 8", "users filtered"] },
      ],
      [
        "in additive mode keeps those of others",
        { assignments: ["group 8"] },
        { up: { assignments: ["group 1"], mode: "additive" } },
        { destroy: true, requests: writeNewer, assignments: ["group 8"] },
      ],
      [
        "after a refused create takes nothing away",
        { assignments: ["group 1", "group 8"] },
        { up: { assignments: ["group 1"] }, fails: ["Nothing was changed"] },
        { destroy: true, requests: readBoth, assignments: ["group 1", "group 8"] },
      ],
      [
        "takes ours away although the program said to remove the unseen, and keeps the unseen",
        { assignments: ["group 8"] },
        { up: { assignments: ["group 1"], unmanaged: "remove" } },
        { portal: { assignments: ["group 1", "group 9"] } },
        { destroy: true, assignments: ["group 9"] },
      ],
    ],
  );
});
