import { useBench } from "./handlerBench.ts";
import { described } from "./entries.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";

const refusal = (...words: string[]): string[] => [
  "it has entries that the program does not declare",
  ...words.map((word) => `  - ${described(word)}`),
  "Nothing was changed.",
  "declare them in `assignments`, to keep them",
  "run `pulumi refresh` first",
  'set `unmanaged: "remove"`',
];

describe("create", () => {
  const bench = useBench();

  describeScenarios(bench, [
    [
      "reads, writes, and reads back what it wrote",
      {},
      {
        up: { assignments: ["group 1", "not 2", "users filtered", "devices", "collection 3"] },
        requests: writeNewer,
        assignments: ["group 1", "not 2", "users filtered", "devices", "collection 3"],
        records: { unmanaged: [] },
      },
    ],
    [
      "writes nothing where the live set is the declared one",
      { assignments: ["group 2", "group 1 filtered"] },
      {
        up: { assignments: ["group 1 filtered", "group 2"] },
        requests: readBoth,
        records: { assignments: ["group 1 filtered", "group 2"] },
      },
    ],
    [
      "writes nothing to keep an empty set empty",
      {},
      { up: { assignments: [] }, requests: readBoth },
    ],
    [
      "adds what is missing",
      { assignments: ["group 1"] },
      {
        up: { assignments: ["group 1", "group 2"] },
        requests: writeNewer,
        assignments: ["group 1", "group 2"],
      },
    ],
    [
      "refuses to erase what nobody has declared, names each and the ways out, and writes nothing",
      { assignments: ["group 1", "group 8", "not 9", "users filtered"] },
      {
        up: { assignments: ["group 1"] },
        fails: refusal("group 8", "not 9", "users filtered"),
        requests: readBoth,
        assignments: ["group 1", "group 8", "not 9", "users filtered"],
        records: { assignments: [], unmanaged: [] },
      },
      {
        refresh: true,
        records: { assignments: ["group 1", "group 8", "not 9", "users filtered"] },
      },
      { up: { assignments: ["group 1"] }, requests: writeNewer, assignments: ["group 1"] },
    ],
    [
      "refuses to change the filter of an entry of others",
      { assignments: ["group 1"] },
      {
        up: { assignments: ["group 1 filtered"] },
        fails: refusal("group 1"),
        assignments: ["group 1"],
      },
    ],
    [
      "refuses to clear a set of others",
      { assignments: ["devices"] },
      { up: { assignments: [] }, fails: refusal("devices"), assignments: ["devices"] },
    ],
    [
      "removes what nobody has declared where the program says so",
      { assignments: ["group 1", "group 8"] },
      {
        up: { assignments: ["group 1", "group 2"], unmanaged: "remove" },
        requests: writeNewer,
        assignments: ["group 1", "group 2"],
      },
    ],
    [
      "clears the set where the program says so",
      { assignments: ["group 8"] },
      { up: { assignments: [], unmanaged: "remove" }, requests: writeNewer, assignments: [] },
    ],
    [
      "in additive mode adds ours beside those of others and records only ours",
      { assignments: ["group 8", "group 9 filtered"] },
      {
        up: { assignments: ["group 1"], mode: "additive" },
        requests: writeNewer,
        assignments: ["group 1", "group 8", "group 9 filtered"],
        records: { assignments: ["group 1"] },
      },
    ],
    [
      "in additive mode writes nothing where ours are live",
      { assignments: ["group 8", "group 1"] },
      { up: { assignments: ["group 1"], mode: "additive" }, requests: readBoth },
    ],
  ]);
});
