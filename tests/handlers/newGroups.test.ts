import { expect } from "chai";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "./failureOf.ts";
import { useBenchEach } from "./handlerBench.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { checkedInputs } from "./stackedSet.ts";

describe("a group that Intune does not know", () => {
  const bench = useBenchEach({ behaviour: { unknownGroups: "refuse" } });
  const faults = new ScriptedFaults(() => bench().emulator);
  const unknown = groupId(70);
  const create = (id: string, numbers: number[]): Promise<unknown> =>
    assignmentsHandlers.create(
      bench().context,
      checkedInputs(id, { assignments: numbers.map((number) => `group ${number}` as const) }),
    );
  const countAssigns = (): number =>
    bench().emulator.requests.filter(({ path }) => path.endsWith("/assign")).length;

  it("since it was just made is waited for", async () => {
    const id = bench().addConfiguration();
    let attempts = 0;
    faults.script({
      method: "POST",
      path: id,
      times: 3,
      run() {
        attempts += 1;
        if (attempts === 3)
          bench().emulator.tenant.addGroup({ id: unknown, displayName: "Just made" });
      },
    });
    await create(id, [1, 70]);
    expect(countAssigns()).to.equal(3);
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1", "group 70"]);
  });

  it("after two minutes at most is refused, with what may be wrong", async () => {
    const id = bench().addConfiguration();
    const startMs = bench().context.clock.now();
    const { message } = await failureOf(create(id, [1, 70]));
    expect(message)
      .to.include(`Invalid GroupId : ${unknown} provided`)
      .and.include("Gave up after 8 attempts.")
      .and.include("A group that was just made takes a while to reach Intune")
      .and.include("every id in the program");
    expect(bench().context.clock.now() - startMs).to.be.within(60_000, 120_000);
  });

  it("and that the program has had before is not waited for", async () => {
    const id = bench().addConfiguration({ assignments: ["group 70"] });
    const { message } = await failureOf(create(id, [1, 70]));
    expect(message).to.include(`Invalid GroupId : ${unknown}`).and.not.include("Gave up");
    expect(countAssigns()).to.equal(1);
  });
});
