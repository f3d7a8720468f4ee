import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";
import { StackedSet } from "./stackedSet.ts";

describe("delete", () => {
  const bench = useBench();

  describeScenarios(bench, [
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
  ]);

  it("that fails after its write says that the state is no longer right", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"] });
    const path = set.id;
    const unread = { method: "GET", path, skip: 2, times: Infinity, respond: { status: 403 } };
    const fault = bench().emulator.script(unread);
    const { message } = await failureOf(set.destroy());
    fault.remove();
    expect(bench().liveOf(set.id).assignments).to.deep.equal([]);
    expect(message)
      .to.contain("answered 403")
      .and.to.contain("`pulumi refresh` before `pulumi up`");
  });

  it("that fails before its write says nothing of the kind", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"] });
    bench().emulator.script({ method: "POST", path: set.id, respond: { status: 403 } });
    expect((await failureOf(set.destroy())).message).not.to.contain("`pulumi refresh`");
  });
});
