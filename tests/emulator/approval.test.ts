import { expect } from "chai";
import type { Behaviour } from "intune-graph-emulator";
import { callGraph, configurationsPath, pick, pickMessage } from "./callGraph.ts";
import { assignBody, groupA, groupB, groupsOf, includeGroup } from "./targets.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

const why = { "x-msft-approval-justification": Buffer.from("Renewal of März").toString("base64") };
const withCode = (code: string) => ({ ...why, "x-msft-approval-code": code });
const body = assignBody(includeGroup(groupA));

/** Runs a test in a tenant whose policy gates apps; `now` moves its clock. */
function withPolicy(
  test: (bench: Bench, clock: { now: number }) => Promise<void>,
  multiAdminApproval: Behaviour["multiAdminApproval"] = "badRequest",
) {
  const clock = { now: 1_800_000_000_000 };
  return withEmulator({ now: () => clock.now, behaviour: { multiAdminApproval } }, (bench) =>
    test(bench, clock),
  );
}

/** Asks for an assignment; answers the line of the request and its code. */
async function ask(bench: Bench) {
  const { id, path } = bench.addConfiguration();
  const line = `POST ${path}/assign`;
  const answer = await bench.call(line, body, why);
  return { id, line, answer, code: String(answer.headers.get("x-msft-approval-code")) };
}

describe("Under Multi Admin Approval", () => {
  for (const [policy, status, code] of [
    ["badRequest", 400, "BadRequest"],
    ["approvalRequired", 403, "ApprovalRequired"],
  ] as const) {
    it(`every write without a justification is answered ${status}, and no read`, () =>
      withPolicy(async ({ call, addConfiguration, emulator }) => {
        const { id, path } = addConfiguration();
        const item = emulator.tenant.addAssignment(id, includeGroup(groupB));
        const profile = { displayName: "A", payload: "YQ==", payloadFileName: "a.mobileprovision" };
        for (const [line, sent] of [
          [`POST ${configurationsPath}`, profile],
          [`PATCH ${path}`, { description: "new" }],
          [`DELETE ${path}`],
          [`POST ${path}/assign`, body],
          [`DELETE ${path}/assignments/${item}`],
        ] as const) {
          const refused = await call(line, sent);
          expect(refused.status, line).to.equal(status);
          expect(pick(refused.body, "error", "code")).to.equal(code);
          expect(pickMessage(refused.body)).to.include(
            "Header 'x-msft-approval-justification' is required to request approval",
          );
        }
        expect((await call(`GET ${path}`)).status).to.equal(200);
        const links = await call(`POST ${configurationsPath}/hasPayloadLinks`, { payloadIds: [] });
        expect(links.status).to.equal(200);
        expect(groupsOf(emulator.tenant.assignmentsOf(id))).to.deep.equal([groupB]);
        expect(emulator.tenant.configurations).to.have.length(1);
        expect(emulator.approvals.list).to.deep.equal([]);
      }, policy));
  }

  it("a write with one waits, and its code is in the header and in the document", () =>
    withPolicy(async (bench) => {
      const { id, answer, code } = await ask(bench);
      expect(answer.status).to.equal(412);
      expect(pick(answer.body, "error", "code")).to.equal("BadRequest");
      const document: unknown = JSON.parse(String(pick(answer.body, "error", "message")));
      const headers: unknown = JSON.parse(String(pick(document, "HttpHeaders")));
      expect(pick(headers, "x-msft-approval-code")).to.equal(code);
      const [waiting] = bench.emulator.approvals.list;
      expect(waiting).to.include({ code, state: "pending", justification: "Renewal of März" });
      expect(bench.emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
    }));

  it("the same request with the code of an approval is carried out, once", () =>
    withPolicy(async (bench) => {
      const { id, line, code } = await ask(bench);
      const early = await bench.call(line, body, withCode(code));
      expect(early.status).to.equal(412);
      expect(early.headers.get("x-msft-approval-code")).to.equal(code);
      bench.emulator.approvals.approve(code);
      expect((await bench.call(line, body, withCode(code))).status).to.equal(204);
      expect(groupsOf(bench.emulator.tenant.assignmentsOf(id))).to.deep.equal([groupA]);
      expect(bench.emulator.approvals.list[0]?.state).to.equal("completed");
      const again = await bench.call(line, body, withCode(code));
      expect(again.status).to.equal(400);
      expect(pickMessage(again.body)).to.include("completed");
    }));

  it("another request than the approved one is refused", () =>
    withPolicy(async (bench) => {
      const { id, line, code } = await ask(bench);
      bench.emulator.approvals.approve(code);
      const other = assignBody(includeGroup(groupB));
      const token = () => bench.emulator.issueToken({ clientId: "another" });
      const stranger = { baseUrl: bench.emulator.url, token };
      const refused = [
        await bench.call(line, other, withCode(code)),
        await bench.call(`${line}?x=1`, body, withCode(code)),
        await bench.call(line, body, withCode("unknown")),
        await callGraph(stranger, line, body, withCode(code)),
      ];
      expect(refused.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400]);
      expect(bench.emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
      expect((await bench.call(line, body, withCode(code))).status).to.equal(204);
    }));

  for (const decide of ["reject", "expire"] as const) {
    it(`the code is of no use after ${decide}`, () =>
      withPolicy(async (bench) => {
        const { id, line, code } = await ask(bench);
        bench.emulator.approvals[decide](code);
        const refused = await bench.call(line, body, withCode(code));
        expect(refused.status).to.equal(400);
        expect(pickMessage(refused.body)).to.include(decide);
        expect(bench.emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
      }));
  }

  it("a request stands for three days", () =>
    withPolicy(async (bench, clock) => {
      const { line, code } = await ask(bench);
      bench.emulator.approvals.approve(code);
      clock.now += 3 * 24 * 3600 * 1000;
      expect(bench.emulator.approvals.list[0]?.state).to.equal("expired");
      const late = await bench.call(line, body, withCode(code));
      expect(pickMessage(late.body)).to.include("expired");
    }));

  for (const justification of ["", Buffer.from("x".repeat(1025)).toString("base64")]) {
    it(`a justification in a header of ${justification.length} characters is refused`, () =>
      withPolicy(async ({ call, addConfiguration, emulator }) => {
        const headers = { "x-msft-approval-justification": justification };
        const refused = await call(`DELETE ${addConfiguration().path}`, undefined, headers);
        expect(refused.status).to.equal(400);
        expect(pickMessage(refused.body)).to.include("1024 characters");
        expect(emulator.approvals.list).to.deep.equal([]);
      }));
  }

  it("nobody can decide on a code that is none", () =>
    withPolicy(({ emulator }) => {
      expect(() => {
        emulator.approvals.approve("unknown");
      }).to.throw("unknown");
      return Promise.resolve();
    }));
});
