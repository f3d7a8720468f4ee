import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import type { ConfigurationState } from "../../provider/dist/domain/configuration.js";
import type { Behaviour, Fault } from "intune-graph-emulator";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import {
  createListedSets,
  type ListedSets,
} from "../../provider/dist/handlers/assignments/listedSets.js";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { groupId } from "../engine/liveTargets.ts";
import type { Word } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { checkedInputs, recordedWords, toGroupAssignment, type Program } from "./stackedSet.ts";

/** Asked for one by one before anybody lists. */
const before16 = 16;
const listRequest = "GET iosLobAppProvisioningConfigurations";
const missing = "deadbeef-0000-4000-8000-000000000000";
const one: Program = { assignments: ["group 1"] };

describe("a refresh of many sets", () => {
  let bench: HandlerBench;
  let context: HandlerContext & { listedSets: ListedSets };
  let ids: string[];

  async function open(behaviour: Partial<Behaviour> = {}, pageSize = 100): Promise<void> {
    bench = await openBench({ behaviour, pageSize });
    context = {
      ...bench.context,
      listedSets: createListedSets(bench.context.configurations, bench.context.clock),
    };
    ids = Array.from({ length: 20 }, () => bench.addConfiguration({ assignments: ["group 1"] }));
  }
  afterEach(() => bench.close());

  const idAt = (index: number): string => ids[index] ?? "";
  const refresh = (id: string, program = one) =>
    assignmentsHandlers.refresh(context, id, checkedInputs(id, program));

  /** Asks as many refreshes do, until a page of the list has the set. */
  async function untilListed(id = idAt(0)): Promise<void> {
    while (context.listedSets.find(id) === undefined) await turn();
  }

  it("asks for each on its own while they are few", async () => {
    await open();
    for (const id of ids.slice(0, before16)) await refresh(id);
    expect(bench.takeRequests()).to.deep.equal(Array(before16).fill("GET assignments"));
  });

  it("then asks for one list, and no longer for a set that it confirms", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    const found = await refresh(idAt(18));
    expect(bench.takeRequests()).to.be.empty;
    expect(found?.inputs).to.deep.equal(checkedInputs(idAt(18), one));
    expect(found && recordedWords(found.state).assignments).to.deep.equal(["group 1"]);
  });

  it("asks for a set on its own that the list shows otherwise, and believes the set", async () => {
    await open();
    bench.setLive(idAt(18), { assignments: ["group 1", "group 2"] });
    await untilListed();
    bench.takeRequests();
    const drifted = await refresh(idAt(18));
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
    expect(drifted && recordedWords(drifted.state)).to.deep.include({
      assignments: ["group 1", "group 2"],
      unmanaged: ["group 2"],
    });
    bench.setLive(idAt(18), { assignments: ["group 1"] });
    const repaired = await refresh(idAt(18));
    expect(repaired && recordedWords(repaired.state).assignments).to.deep.equal(["group 1"]);
  });

  it("confirms an additive set by its own entries", async () => {
    await open();
    bench.setLive(idAt(18), { assignments: ["group 1", "group 2"] });
    bench.setLive(idAt(19), { assignments: ["group 2"] });
    await untilListed();
    bench.takeRequests();
    const additive: Program = { ...one, mode: "additive" };
    await refresh(idAt(18), additive);
    expect(bench.takeRequests()).to.be.empty;
    const drifted = await refresh(idAt(19), additive);
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
    expect(drifted && recordedWords(drifted.state).assignments).to.be.empty;
  });

  it("confirms a set in whichever spelling the list has it", async () => {
    await open({ guidCase: "upper", noFilter: "zeroGuid", assignmentIds: "groupId_0_0" });
    const assignments = ["group 1", "not 2", "users"];
    bench.setLive(idAt(18), { assignments });
    await untilListed();
    bench.takeRequests();
    await refresh(idAt(18), { assignments: assignments.toReversed() });
    expect(bench.takeRequests()).to.be.empty;
  });

  it("asks on its own where a state has entries of others, in either mode", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    const id = idAt(18);
    for (const mode of ["authoritative", "additive"] as const) {
      const state = {
        ...checkedInputs(id, { ...one, mode }),
        unmanagedAssignments: { [`groupAssignmentTarget ${groupId(2)}`]: {} },
      };
      await assignmentsHandlers.refresh(context, id, state);
      expect(bench.takeRequests(), mode).to.deep.equal(["GET assignments"]);
    }
  });

  it("asks on its own where the older collection is declared, which no list has", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    await refresh(idAt(18), { ...one, older: [7] });
    expect(bench.takeRequests()).to.deep.equal(["GET assignments", "GET groupAssignments"]);
    const state = {
      ...checkedInputs(idAt(18), one),
      unmanagedGroupAssignments: { [groupId(7)]: toGroupAssignment(7) },
    };
    await assignmentsHandlers.refresh(context, idAt(18), state);
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
  });

  it("says that a set is gone whose configuration is in no list", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    expect(await refresh(missing)).to.equal(undefined);
  });

  it("reads further pages as they are needed, and none beyond the last", async () => {
    await open({}, 7);
    await untilListed(idAt(0));
    // Time enough for a second page, if it were asked for.
    for (const id of ids.slice(0, 3)) await context.configurations.readAssignments(id);
    expect(bench.takeRequests().filter((line) => line === listRequest)).to.have.length(1);
    await untilListed(idAt(19));
    expect(bench.takeRequests()).to.deep.equal([listRequest, listRequest]);
    await refresh(missing);
    const expanded = bench.emulator.requests.filter(({ path }) => path.includes("$expand"));
    expect(expanded).to.be.empty;
    expect(bench.takeRequests()).to.include("GET assignments");
  });

  it("asks for each on its own where an expansion is empty", async () => {
    await open({ expandAssignments: "empty" });
    for (const id of ids) await refresh(id);
    expect(bench.takeRequests().filter((line) => line === listRequest)).to.have.length(1);
    const found = await refresh(idAt(18), { assignments: [] });
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
    expect(found && recordedWords(found.state).unmanaged).to.deep.equal(["group 1"]);
  });

  it("confirms nothing by a list that is over five seconds old", async () => {
    await open();
    await untilListed(idAt(18));
    bench.setLive(idAt(18), { assignments: ["group 1", "group 2"] });
    await context.clock.sleep(5_001);
    const found = await refresh(idAt(18));
    expect(found && recordedWords(found.state).unmanaged).to.deep.equal(["group 2"]);
  });

  it("sees that a configuration is gone which the same run has deleted", async () => {
    await open();
    bench.setLive(idAt(18), { assignments: ["group 1"] });
    await untilListed(idAt(18));
    const recorded = { deleteAssigned: true } as ConfigurationState;
    await configurationHandlers.delete(context, idAt(18), recorded);
    expect(await refresh(idAt(18))).to.equal(undefined);
  });

  for (const expandAssignments of ["cutOff", "linked"] as const) {
    it(`sees an entry that an expansion does not show, being ${expandAssignments}`, async () => {
      await open({ expandAssignments });
      const many = Array.from({ length: 20 }, (_, index) => `group ${index + 1}`);
      bench.setLive(idAt(18), { assignments: [...many, "group 21"] });
      await untilListed();
      bench.takeRequests();
      const found = await refresh(idAt(18), { assignments: many });
      expect(found && recordedWords(found.state).unmanaged).to.deep.equal(["group 21"]);
    });
  }

  const failing: Record<string, Omit<Fault, "run">> = {
    "is refused": { respond: { status: 403 } },
    "has no form that can be read": { respond: { status: 200, body: { value: 7 } } },
    "breaks off again and again": { cut: "socket", times: 1000 },
  };
  for (const [what, fault] of Object.entries(failing)) {
    it(`asks for each on its own where the list ${what}`, async () => {
      await open();
      const handle = bench.emulator.script({ path: "$expand", ...fault });
      do {
        for (const id of ids) {
          const found = await refresh(id);
          expect(found && recordedWords(found.state).assignments).to.deep.equal(["group 1"]);
        }
      } while (handle.hits === 0);
    });
  }

  it("believes no list from before a write of ours", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    const id = idAt(18);
    const inputs = checkedInputs(id, { assignments: ["group 2"] });
    await assignmentsHandlers.update(context, id, checkedInputs(id, one), inputs);
    bench.takeRequests();
    await refresh(id);
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
  });

  it("believes no list that was on its way during a write of ours", async () => {
    await open();
    const id = idAt(18);
    const inputs = checkedInputs(id, { assignments: ["group 2"] });
    bench.emulator.script({
      path: "$expand",
      after: "afterEffect",
      run: async () => {
        await assignmentsHandlers.update(context, id, checkedInputs(id, one), inputs);
      },
    });
    await untilListed();
    bench.takeRequests();
    await refresh(id);
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
  });

  const wrongLists: Record<string, Partial<Behaviour>> = {
    "is out of date": {},
    "cuts expansions off": { expandAssignments: "cutOff" },
    "has empty expansions": { expandAssignments: "empty" },
  };
  for (const [what, behaviour] of Object.entries(wrongLists)) {
    it(`removes no entry that no preview has shown where the list ${what}`, async () => {
      // What a body leaves out is gone, in both collections.
      await open({ ...behaviour, absentCollection: "clears" });
      const id = idAt(18);
      const many = Array.from({ length: 20 }, (_, index): Word => `group ${index + 1}`);
      bench.setLive(id, { assignments: many });
      for (const each of ids) context.listedSets.find(each);
      await context.configurations.readAssignments(id);
      bench.setLive(id, { assignments: [...many, "users"], older: [99] });
      const recorded = checkedInputs(id, { assignments: many });
      const update = assignmentsHandlers.update(context, id, recorded, checkedInputs(id, one));
      expect((await failureOf(update)).message)
        .to.include("Nothing was changed")
        .and.include("allLicensedUsersAssignmentTarget")
        .and.include(groupId(99));
      await assignmentsHandlers.delete(context, id, recorded);
      expect(bench.liveOf(id)).to.deep.equal({ assignments: ["users"], older: [99] });
    });
  }

  it("believes no list for longer than half a minute", async () => {
    await open();
    await untilListed();
    bench.takeRequests();
    await context.clock.sleep(30_001);
    await refresh(idAt(18));
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
  });
});
