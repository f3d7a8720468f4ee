import { expect } from "chai";
import { createEmulator, type Emulator, type Fault } from "intune-graph-emulator";
import { createConfigurationsApi } from "../../provider/dist/graph/configurationsApi.js";
import { createGroupsApi } from "../../provider/dist/graph/groupsApi.js";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import {
  UnfinishedWriteError,
  converge,
} from "../../provider/dist/handlers/assignments/converge.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { goalOf } from "../../provider/dist/domain/planSet.js";
import { toDeclaredSet } from "../../provider/dist/domain/assignmentsInputs.js";
import { createSharedList } from "../../provider/dist/handlers/configuration/sharedList.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { guid } from "../domain/arbitraries.ts";
import { httpOptions } from "../graph/httpOptions.ts";
import { idleHost } from "./handlerBench.ts";

const devices = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
const users = { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" };
const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };

describe("An assign whose answer gets lost", () => {
  let emulator: Emulator;
  let id: string;
  let nowMs: number;
  let waits: number[];

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1);
    waits = [];
    emulator = await createEmulator({ now: () => nowMs });
    ({ id } = emulator.tenant.addConfiguration({ displayName: "Field Service" }));
  });
  afterEach(() => emulator.close());

  /** Brings the live set to all devices; in additive mode what others have stays. */
  const run = (mode: "authoritative" | "additive" = "authoritative"): Promise<void> => {
    const clock: HandlerContext["clock"] = {
      now: () => nowMs,
      sleep: (waitMs) => {
        waits.push(waitMs);
        nowMs += waitMs;
        return Promise.resolve();
      },
    };
    const client = createGraphClient({
      graphEndpoint: emulator.url,
      getToken: () => emulator.issueToken(),
      sendHttp: createSendHttp(httpOptions),
      now: clock.now,
      retry: { budgetMs: 30_000, sleep: clock.sleep, random: () => 0 },
    });
    const configurations = createConfigurationsApi(client);
    const context: HandlerContext = {
      ...idleHost,
      madeAtMs: new Map(),
      adoptIds: new Set<string>(),
      configurations,
      groups: createGroupsApi(client),
      write: client.write,
      clock,
      readBackMs: 60_000,
      retryBudgetMs: 30_000,
      sharedList: createSharedList(configurations, clock),
    };
    const inputs = {
      configurationId: id,
      mode,
      assignments: [{ type: "allDevicesAssignmentTarget" as const }],
    };
    return converge(context, goalOf(toDeclaredSet(inputs), []));
  };
  /** What failed; after a write that may have taken effect it comes as one that is unfinished. */
  const failureOf = async (work: Promise<void>): Promise<unknown> =>
    work.then(
      () => undefined,
      (reason: unknown) => (reason instanceof UnfinishedWriteError ? reason.cause : reason),
    );
  const script = (fault: Fault): void => {
    emulator.script({ method: "POST", path: "/assign", ...fault });
  };
  const assigns = (): number => emulator.requests.filter(({ method }) => method === "POST").length;
  const live = (): object[] => [...emulator.tenant.assignmentsOf(id)];

  for (const [what, fault] of [
    ["cut", { cut: "socket" }],
    ["502", { respond: { status: 502 } }],
    ["504", { respond: { status: 504 } }],
    ["500", { respond: { status: 500 } }],
  ] as const) {
    it(`is not sent again when it took effect (${what})`, async () => {
      script({ ...fault, after: "afterEffect" });
      await run();
      expect(assigns()).to.equal(1);
      expect(live()).to.deep.equal([devices]);
      expect(waits).to.deep.equal([]);
    });
  }

  it("is sent again when it took no effect, ever later", async () => {
    script({ cut: "socket", times: 2 });
    script({ respond: { status: 504 } });
    await run();
    expect(assigns()).to.equal(4);
    expect(waits).to.deep.equal([1_000, 2_000, 4_000]);
    expect(live()).to.deep.equal([devices]);
  });

  it("is not sent again when it takes effect while we wait", async () => {
    script({ respond: { status: 504 } });
    let reads = 0;
    emulator.script({
      method: "GET",
      path: /\/assignments$/,
      times: 9,
      run: () => {
        reads += 1;
        if (reads === 3) emulator.tenant.setAssignments(id, [devices]);
      },
    });
    await run();
    expect(assigns()).to.equal(1);
    expect(waits).to.deep.equal([1_000]);
  });

  it("fails with its own failure when the time for sending again is used up", async () => {
    script({ cut: "socket", times: 99 });
    const error = await failureOf(run());
    expect(error).to.be.instanceOf(GraphError).and.include({ code: "ECONNRESET" });
    expect(error).to.have.property("message").that.includes("(POST ");
    expect(waits).to.deep.equal([1_000, 2_000, 4_000, 8_000]);
    expect(assigns()).to.equal(5);
  });

  it("is not sent again after a failure that does not pass", async () => {
    script({ respond: { status: 500 }, times: 9 });
    expect(await failureOf(run())).to.include({ status: 500 });
    expect(assigns()).to.equal(1);
  });

  it("is planned anew from what another writer has put there, so that additive mode keeps it", async () => {
    script({
      cut: "socket",
      run: () => {
        emulator.tenant.setAssignments(id, [users, group]);
      },
    });
    await run("additive");
    expect(assigns()).to.equal(2);
    expect(live()).to.have.deep.members([users, group, devices]);
  });

  it("never erases what nobody has seen: it fails with its own failure", async () => {
    script({
      cut: "socket",
      run: () => {
        emulator.tenant.setAssignments(id, [users]);
      },
    });
    const error = await failureOf(run());
    expect(error).to.be.instanceOf(GraphError).and.include({ code: "ECONNRESET" });
    expect(assigns()).to.equal(1);
    expect(live()).to.deep.equal([users]);
  });

  it("never erases what comes while it waits", async () => {
    script({ cut: "socket" });
    emulator.script({
      method: "GET",
      path: /\/assignments$/,
      skip: 1,
      after: "afterEffect",
      run: () => {
        emulator.tenant.setAssignments(id, [users]);
      },
    });
    expect(await failureOf(run())).to.include({ code: "ECONNRESET" });
    expect(assigns()).to.equal(1);
    expect(live()).to.deep.equal([users]);
  });

  it("never sends again past entries of the older collection that came meanwhile", async () => {
    script({
      cut: "socket",
      run: () => {
        emulator.tenant.setGroupAssignments(id, [guid(7)]);
      },
    });
    expect(await failureOf(run())).to.include({ code: "ECONNRESET" });
    expect(assigns()).to.equal(1);
    expect(emulator.tenant.groupAssignmentsOf(id)).to.deep.equal([guid(7)]);
  });

  it("is looked after also when the looking fails at first", async () => {
    script({ cut: "socket", after: "afterEffect" });
    emulator.script({ method: "GET", skip: 2, times: 2, cut: "socket" });
    await run();
    expect(assigns()).to.equal(1);
    expect(live()).to.deep.equal([devices]);
  });

  const later: [what: string, fault: Fault][] = [
    ["is refused when sent again", { method: "POST", respond: { status: 403 } }],
    ["cannot be looked after", { method: "GET", skip: 2, times: 9, respond: { status: 403 } }],
  ];
  for (const [what, fault] of later) {
    it(`leaves an unfinished write where it ${what}: there may be something to take away`, async () => {
      script({ cut: "socket" });
      emulator.script(fault);
      const reason = await run().catch((error: unknown) => error);
      expect(reason).to.be.instanceOf(UnfinishedWriteError);
      expect((reason as UnfinishedWriteError).cause).to.include({ status: 403 });
    });
  }

  it("leaves nothing where the configuration turns out to be gone", async () => {
    script({
      cut: "socket",
      run: () => {
        emulator.tenant.removeConfiguration(id);
      },
    });
    const reason: unknown = await run().catch((error: unknown) => error);
    expect(reason).to.be.instanceOf(GraphError).and.include({ status: 404, isNotFound: true });
  });
});
