import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { checkedInputs, StackedSet, type Program } from "./stackedSet.ts";

const missingId = "deadbeef-0000-4000-8000-000000000000";
const declaring = (id: string) => checkedInputs(id, { assignments: ["group 1"] });

/** More often than anyone tries again. */
const always = 1000;
const page = { status: 404, headers: { "Content-Type": "text/html" }, body: "<html>lost</html>" };

describe("where a request fails,", () => {
  const bench = useBench();

  const faults = new ScriptedFaults(() => bench().emulator);

  describe("and the configuration is missing,", () => {
    const failing = {
      create: () => assignmentsHandlers.create(bench().context, declaring(missingId)),
      update: () =>
        assignmentsHandlers.update(
          bench().context,
          missingId,
          declaring(missingId),
          declaring(missingId),
        ),
      get: () => assignmentsHandlers.get(bench().context, missingId),
    };
    for (const [verb, run] of Object.entries(failing)) {
      it(`${verb} fails and says so`, async () => {
        const error = await failureOf(run());
        expect(error).to.be.instanceOf(GraphError);
        expect(error.message).to.match(/Cannot read the (group)?[aA]ssignments of .*deadbeef/);
        expect(error.message).to.contain("404 ResourceNotFound");
        expect(error.message).to.contain("Check the id");
      });
    }

    it("refresh says that it is gone, and delete has nothing to do", async () => {
      expect(
        await assignmentsHandlers.refresh(bench().context, missingId, declaring(missingId)),
      ).to.equal(undefined);
      await assignmentsHandlers.delete(bench().context, missingId, declaring(missingId));
    });

    it("delete has nothing to do where it went between the read and the write", async () => {
      const id = bench().addConfiguration({ assignments: ["group 1"] });
      const remove = (): void => {
        bench().emulator.tenant.removeConfiguration(id);
      };
      faults.script({ method: "POST", path: id, run: remove });
      await assignmentsHandlers.delete(bench().context, id, declaring(id));
    });
  });

  describe("and something else than Graph answers 404,", () => {
    for (const verb of ["refresh", "delete"] as const) {
      it(`${verb} fails, since that says nothing of the configuration`, async () => {
        const id = bench().addConfiguration({ assignments: ["group 1"] });
        faults.script({ method: "GET", path: id, times: always, respond: page });
        const run = assignmentsHandlers[verb](bench().context, id, declaring(id));
        expect((await failureOf(run)).message).to.contain("not in Graph's form");
      });
    }

    it("refresh fails for an error of Graph's that speaks of a route", async () => {
      const id = bench().addConfiguration();
      const body = { error: { code: "BadRequest", message: "No method match route template" } };
      faults.script({ method: "GET", path: id, times: always, respond: { status: 404, body } });
      const run = assignmentsHandlers.refresh(bench().context, id, declaring(id));
      expect((await failureOf(run)).message).to.contain("404 BadRequest");
    });
  });

  const beforeWrite: readonly (readonly [what: string, fault: Fault, program: Program])[] = [
    ["a read", { method: "GET", respond: { status: 403 }, times: always }, { assignments: [] }],
    [
      "a write that Graph refuses",
      { method: "POST", respond: { status: 400 }, times: always },
      { assignments: ["group 1"] },
    ],
  ];
  for (const [what, fault, program] of beforeWrite) {
    it(`a create that fails at ${what} records nothing`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration());
      faults.script({ ...fault, path: set.id });
      const error = await failureOf(set.up(program));
      expect(error).to.be.instanceOf(GraphError);
      expect(error).not.to.be.instanceOf(IncompleteError);
      expect(set.state).to.equal(undefined);
    });

    it(`an update that fails at ${what} leaves the former state`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration());
      await set.up({ assignments: ["group 2"] });
      const former = set.state;
      faults.script({ ...fault, path: set.id });
      expect(await failureOf(set.up(program))).to.be.instanceOf(GraphError);
      expect(set.state).to.equal(former);
    });
  }
});
