import { expect } from "chai";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import { createRunRegistry } from "../../provider/dist/hosting/runRegistry.js";
import type { SharedContext } from "../../provider/dist/hosting/sharedContext.js";
import { useBenchEach } from "./handlerBench.ts";
import { openRun, rawSet, type Held } from "./hostedRun.ts";
import type { Program } from "./stackedSet.ts";

describe("sets of one run that share a configuration", () => {
  // What a write leaves out is gone.
  const bench = useBenchEach({ behaviour: { absentCollection: "clears" } });
  const make = async (name: string, id: string, content: Program): Promise<Held> =>
    (await openRun(bench()).declareSet(name, rawSet(id, content))).write();

  /** The provider of sets, with all verbs. */
  const openSets = () => {
    const run = createRunRegistry(() => undefined);
    const shared: SharedContext = {
      run,
      sources: { config: {}, environment: {} },
      addresses: {},
      open: () => Promise.resolve({ ...bench().context, run }),
      reportOnce: (failure) => failure,
    };
    return createDynamicProvider(assignmentsHandlers, setCodec, shared) as unknown as Record<
      "check" | "diff" | "update" | "read",
      (...args: unknown[]) => Promise<Record<string, never>>
    >;
  };

  for (const order of ["additive last", "additive first"])
    it(`up --refresh: what the refresh was the first to see stays, with an additive set beside (${order})`, async () => {
      const id = bench().addConfiguration();
      const owner = await make("owner", id, { assignments: ["group 1"] });
      const beside = await make("beside", id, { assignments: ["group 1"], mode: "additive" });
      bench().setLive(id, { assignments: ["group 1", "group 5"] });
      const sets = openSets();
      const reads: Record<string, never>[] = [];
      for (const held of order === "additive last" ? [owner, beside] : [beside, owner])
        reads.push(await sets.read(id, held.state));
      const read = reads[order === "additive last" ? 0 : 1] as unknown as {
        props: object;
        inputs: object;
      };
      const { inputs } = (await sets.check(read.inputs, {
        ...rawSet(id, { assignments: ["group 1"] }),
        hidden: { resourceName: { name: "owner" } },
      })) as unknown as { inputs: object };
      await sets.diff(id, read.props, inputs);
      await sets.update(id, read.props, inputs).catch(() => undefined);
      expect(bench().liveOf(id).assignments).to.include("group 5");
    });

  const ones: Record<string, Program> = {
    "an authoritative set with unmanaged: remove": {
      assignments: ["group 1"],
      unmanaged: "remove",
    },
    "an additive set without older entries": { assignments: ["group 1"], mode: "additive" },
  };
  for (const [what, one] of Object.entries(ones))
    it(`${what} leaves the older entries that another set of the run declares`, async () => {
      const id = bench().addConfiguration();
      const two: Program = { assignments: ["group 2"], older: [6], mode: "additive" };
      const [heldOne, heldTwo] = [await make("one", id, one), await make("two", id, two)];
      const run = openRun(bench());
      await (await run.declareSet("two", rawSet(id, two), heldTwo)).write();
      const changed = rawSet(id, { ...one, assignments: ["group 3"] });
      await (await run.declareSet("one", changed, heldOne)).write();
      expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 2", "group 3"], older: [6] });
    });

  it("an update that starts just before the other set is checked keeps the entry that moves there", async () => {
    const id = bench().addConfiguration();
    const heldOne = await make("one", id, {
      assignments: ["group 1", "group 2"],
      mode: "additive",
    });
    bench().takeRequests();
    const run = openRun(bench());
    const first = await run.declareSet(
      "one",
      rawSet(id, { assignments: ["group 1"], mode: "additive" }),
      heldOne,
    );
    const writing = first.write();
    await new Promise(setImmediate);
    await run.declareSet("two", rawSet(id, { assignments: ["group 2"], mode: "additive" }));
    await writing;
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
    expect(bench().sentBodies()).to.deep.equal([]);
  });

  it("two additive sets with the same inputs, written at once, are both done", async () => {
    const id = bench().addConfiguration();
    const same: Program = { assignments: ["group 1"], mode: "additive" };
    const old = await make("old", id, same);
    const run = openRun(bench());
    const one = await run.declareSet("one", rawSet(id, same));
    const two = await run.declareSet("two", rawSet(id, same));
    await Promise.all([one.write(), two.write()]);
    await run.deleteSet(old);
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1"]);
  });
});
