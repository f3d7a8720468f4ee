// @ts-nocheck
import { expect } from "chai";
import { pick, pickItems } from "./callGraph.ts";
import { assignBody, groupA, groupB, includeGroup } from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

const body = assignBody(includeGroup(groupA));

describe("A scripted fault", () => {
  it("answers before the write takes effect", () =>
    withEmulator({}, async ({ emulator, call, addConfiguration }) => {
      const { id, path } = addConfiguration();
      const fault = emulator.script({
        method: "POST",
        path: /\/assign$/u,
        respond: { status: 503, headers: { "Retry-After": "7" } },
      });
      const refused = await call(`POST ${path}/assign`, body);
      expect(refused.status).to.equal(503);
      expect(refused.headers.get("retry-after")).to.equal("7");
      expect(pick(refused.body, "error", "code")).to.equal("ServiceUnavailable");
      expect(emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
      expect((await call(`POST ${path}/assign`, body)).status).to.equal(204);
      expect(fault.hits).to.equal(1);
    }));

  it("loses the answer of a write that took effect", () =>
    withEmulator({}, async ({ emulator, call, addConfiguration }) => {
      const { id, path } = addConfiguration();
      emulator.script({ path: "/assign", after: "afterEffect", respond: { status: 504 } });
      expect((await call(`POST ${path}/assign`, body)).status).to.equal(504);
      expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
    }));

  for (const after of ["beforeEffect", "afterEffect"] as const) {
    it(`cuts the connection (${after})`, () =>
      withEmulator({}, async ({ emulator, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        emulator.script({ path: "/assign", after, cut: "socket" });
        expect(await fails(call(`POST ${path}/assign`, body))).to.equal(true);
        const count = after === "afterEffect" ? 1 : 0;
        expect(emulator.tenant.assignmentsOf(id)).to.have.length(count);
        expect(emulator.requests.map(({ status }) => status)).to.deep.equal([undefined]);
      }));
  }

  it("breaks off in the middle of the body, headers sent", () =>
    withEmulator({}, async ({ emulator, target, addConfiguration }) => {
      const { path } = addConfiguration();
      emulator.script({ path, after: "afterEffect", cut: "midBody" });
      const headers = { authorization: `Bearer ${await target.token()}` };
      const response = await fetch(target.baseUrl + path, { headers });
      expect(response.status).to.equal(200);
      expect(await fails(response.text())).to.equal(true);
    }));

  it("lets another writer in between effect and answer, and between two requests", () =>
    withEmulator({}, async ({ emulator: { tenant, script }, call, addConfiguration }) => {
      const { id, path } = addConfiguration();
      script({
        path: "/assign",
        after: "afterEffect",
        run: () => {
          tenant.setAssignments(id, [includeGroup(groupB)]);
        },
      });
      expect((await call(`POST ${path}/assign`, body)).status).to.equal(204);
      script({
        method: "GET",
        path: "/assignments",
        run: () => void tenant.addAssignment(id, includeGroup(groupA)),
      });
      const read = await call(`GET ${path}/assignments`);
      const groups = pickItems(read.body).map((item) => pick(item, "target", "groupId"));
      expect(groups).to.deep.equal([groupB, groupA]);
    }));

  it("skips, repeats, and is taken in the order of the script", () =>
    withEmulator({}, async ({ emulator, call, addConfiguration }) => {
      const { path } = addConfiguration();
      const first = emulator.script({
        path,
        skip: 1,
        times: 2,
        respond: { status: 502, body: "<html>" },
      });
      emulator.script({ path, skip: 1, respond: { status: 429 } });
      const statuses = [];
      for (let request = 0; request < 5; request += 1) {
        const response = await fetch(emulator.url + path);
        statuses.push(response.status);
        await response.text();
      }
      // The last two have no token: the faults are spent.
      expect(statuses).to.deep.equal([401, 502, 502, 429, 401]);
      expect(first.hits).to.equal(2);
      expect((await call(`GET ${path}`)).status).to.equal(200);
    }));

  it("can be taken back", () =>
    withEmulator({}, async ({ emulator, call, addConfiguration }) => {
      const { path } = addConfiguration();
      const fault = emulator.script({ respond: { status: 500 } });
      fault.remove();
      expect((await call(`GET ${path}`)).status).to.equal(200);
      expect(fault.hits).to.equal(0);
    }));

  it("waits by the emulator's own sleep, as latency does", () => {
    const waits: number[] = [];
    const sleep = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    return withEmulator({ sleep, latencyMs: 40 }, async ({ emulator, call, addConfiguration }) => {
      const { path } = addConfiguration();
      emulator.script({ delayMs: 5000 });
      await call(`GET ${path}`);
      expect(waits).to.deep.equal([40, 5000]);
    });
  });
});

describe("Closing an emulator", () => {
  it("ends requests that wait", () =>
    withEmulator({ latencyMs: 600_000 }, async ({ emulator, call, addConfiguration }) => {
      const pending = fails(call(`GET ${addConfiguration().path}`));
      while (emulator.requests.length === 0) await new Promise(setImmediate);
      await emulator.close();
      expect(await pending).to.equal(true);
    }));
});

async function fails(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    () => true,
  );
}
