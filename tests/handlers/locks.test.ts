import { expect } from "chai";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { useBench } from "./handlerBench.ts";
import { writeNewer } from "./runSteps.ts";
import { checkedInputs } from "./stackedSet.ts";

const numbers = [1, 2, 3, 4, 5, 6];

describe("several writes at once", () => {
  const bench = useBench();

  const createAdditive = (id: string, word: string) =>
    assignmentsHandlers.create(
      bench().context,
      checkedInputs(id, { assignments: [word], mode: "additive" }),
    );

  it("on one configuration go one after another, and none undoes another", async () => {
    const id = bench().addConfiguration();
    bench().takeRequests();
    await Promise.all(numbers.map((number) => createAdditive(id, `group ${number}`)));
    expect(bench().liveOf(id).assignments).to.deep.equal(
      numbers.map((number) => `group ${number}`),
    );
    const lines = bench()
      .emulator.requests.map(({ method }) => method)
      .join(" ");
    const one = writeNewer.map((line) => line.split(" ")[0]).join(" ");
    expect(lines).to.equal(numbers.map(() => one).join(" "));
  });

  it("on one configuration go on after one has failed", async () => {
    const id = bench().addConfiguration();
    const fault = bench().emulator.script({ method: "POST", path: id, respond: { status: 400 } });
    const outcomes = await Promise.allSettled(
      numbers.map((number) => createAdditive(id, `group ${number}`)),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      "rejected",
      ...numbers.slice(1).map(() => "fulfilled"),
    ]);
    expect(fault.hits).to.equal(1);
    expect(bench().liveOf(id).assignments).to.have.length(numbers.length - 1);
  });

  it("on one configuration wait for each other in create, update and delete alike", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1", "group 2"] });
    const owning = (word: string) => checkedInputs(id, { assignments: [word], mode: "additive" });
    await Promise.all([
      createAdditive(id, "group 3"),
      assignmentsHandlers.update(bench().context, id, owning("group 1"), owning("group 4")),
      assignmentsHandlers.delete(bench().context, id, owning("group 2")),
    ]);
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 3", "group 4"]);
  });

  it("on two configurations run side by side: one ends while the other waits for an answer", async () => {
    const [slow, fast] = [bench().addConfiguration(), bench().addConfiguration()];
    const ended: string[] = [];
    let release: () => void = () => undefined;
    const fastEnded = new Promise<void>((resolve) => (release = resolve));
    bench().emulator.script({ method: "POST", path: slow, run: () => fastEnded });
    await Promise.all([
      createAdditive(slow, "group 1").then(() => ended.push("slow")),
      createAdditive(fast, "group 1")
        .then(() => ended.push("fast"))
        .finally(release),
    ]);
    expect(ended).to.deep.equal(["fast", "slow"]);
  });
});
