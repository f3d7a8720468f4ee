import { useBench } from "./handlerBench.ts";
import { described } from "./entries.ts";
import { describeScenarios } from "./runSteps.ts";

const five = [1, 2, 3, 4, 5].map((number) => `group ${number}`);
/** Five entries in pages of two. */
const threePages = ["GET assignments", "GET assignments", "GET assignments"];

describe("a set of several pages", () => {
  const bench = useBench({ pageSize: 2 });

  describeScenarios(bench, [
    [
      "is read to its end before it is compared",
      { assignments: five },
      { up: { assignments: five }, requests: [...threePages, "GET groupAssignments"] },
      { refresh: true, requests: threePages, records: { assignments: five } },
    ],
    [
      "is refused for an entry on the last page",
      { assignments: five },
      { up: { assignments: five.slice(0, 4) }, fails: [described("group 5")] },
    ],
    [
      "is written as a whole",
      { assignments: five, older: [1, 2, 3] },
      { up: { assignments: [...five, "group 6"] }, assignments: [...five, "group 6"] },
      { up: { assignments: ["group 6"] }, assignments: ["group 6"], older: [1, 2, 3] },
    ],
    [
      "is kept as a whole in additive mode, and on delete",
      { assignments: five },
      { up: { assignments: ["not 6"], mode: "additive" }, assignments: [...five, "not 6"] },
      { destroy: true, assignments: five },
    ],
    [
      "is managed in the older collection too",
      { older: [1, 2, 3, 4, 5] },
      { up: { assignments: [], older: [1, 2, 3, 4] }, fails: [] },
      { refresh: true, records: { older: [1, 2, 3, 4, 5] } },
      { up: { assignments: [], older: [1, 2, 3] }, older: [1, 2, 3] },
    ],
  ]);
});
