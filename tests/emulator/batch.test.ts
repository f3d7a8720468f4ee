import { expect } from "chai";
import { configurationsPath, pick, pickMessage, type Answer } from "./callGraph.ts";
import { assignBody, groupA, includeGroup } from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

const json = { "Content-Type": "application/json" };
const list = (id: string) => ({ id, method: "GET", url: configurationsPath.replace("/beta", "") });
const below = (path: string) => path.replace("/beta", "");

describe("A batch", () => {
  it("answers every part under its id, though not in order", () =>
    withEmulator({}, async ({ call }) => {
      const ids = Array.from({ length: 20 }, (_, index) => String(index));
      const answer = await call("POST /beta/$batch", { requests: ids.map(list) });
      expect(answer.status).to.equal(200);
      const answered = readResponses(answer).map((response) => pick(response, "id"));
      expect(answered).to.have.members(ids);
      expect(answered).not.to.deep.equal(ids);
    }));

  it("says nothing of its parts by its own status", () =>
    withEmulator({}, async ({ call, emulator, addConfiguration }) => {
      const { id, path } = addConfiguration();
      const body = assignBody(includeGroup(groupA));
      const answer = await call("POST /beta/$batch", {
        requests: [
          { id: "good", method: "POST", url: `${below(path)}/assign`, headers: json, body },
          {
            id: "bad",
            method: "POST",
            url: `${below(path)}/assign`,
            headers: json,
            body: { x: 1 },
          },
        ],
      });
      expect(answer.status).to.equal(200);
      expect(readStatus(answer, "good")).to.equal(204);
      expect(readStatus(answer, "bad")).to.equal(400);
      expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
    }));

  it("fails what depends on a part that failed, and only that", () =>
    withEmulator({}, async ({ call }) => {
      const answer = await call("POST /beta/$batch", {
        requests: [
          { ...list("first"), url: `${list("first").url}/nowhere` },
          { ...list("second"), dependsOn: ["first"] },
          { ...list("last"), dependsOn: ["second"] },
          list("other"),
        ],
      });
      const statuses = ["first", "second", "last", "other"].map((id) => readStatus(answer, id));
      expect(statuses).to.deep.equal([404, 424, 424, 200]);
    }));

  it("puts each part under faults, quota and permissions of its own", () => {
    const behaviour = { quota: { requestsPerWindow: 3 } };
    return withEmulator({ behaviour }, async ({ call, emulator }) => {
      emulator.script({ method: "GET", path: "Configurations", respond: { status: 503 } });
      emulator.script({ path: "Configurations", skip: 1, cut: "socket" });
      const requests = ["1", "2", "3", "4", "5", "6"].map(list);
      const answer = await call("POST /beta/$batch", { requests });
      const statuses = requests.map(({ id }) => readStatus(answer, id));
      expect(statuses).to.deep.equal([503, 200, 504, 200, 200, 429]);
      const throttled = readResponses(answer).find((response) => pick(response, "status") === 429);
      expect(pick(throttled, "headers", "Retry-After")).to.equal("20");
    });
  });

  it("enters its parts into the log", () =>
    withEmulator({}, async ({ call, emulator }) => {
      await call("POST /beta/$batch", { requests: [list("1")] }, { "user-agent": "suite" });
      const entries = emulator.requests.map(({ path, batch, userAgent }) => [
        path,
        batch,
        userAgent,
      ]);
      expect(entries).to.deep.equal([
        ["/beta/$batch", false, "suite"],
        [configurationsPath, true, "suite"],
      ]);
    }));

  const refusals: Readonly<Record<string, readonly object[]>> = {
    maximum: Array.from({ length: 21 }, (_, index) => list(String(index))),
    unique: [list("1"), list("1")],
    relative: [{ ...list("1"), url: "https://graph.microsoft.com/beta/groups" }],
    "'id'": [{ method: "GET", url: "/groups" }],
    "'method'": [{ id: "1", url: "/groups" }],
    "dependsOn' of request 1": [{ ...list("1"), dependsOn: ["2"] }, list("2")],
    "dependsOn' of request 2": [list("1"), { ...list("2"), dependsOn: ["3"] }],
    "Content-Type": [{ ...list("1"), method: "POST", body: {} }],
    requests: [],
  };
  for (const [names, requests] of Object.entries(refusals)) {
    it(`is refused as a whole: ${names}`, () =>
      withEmulator({}, async ({ call }) => {
        const answer = await call("POST /beta/$batch", { requests });
        expect(answer.status).to.equal(400);
        expect(pickMessage(answer.body)).to.include(names);
      }));
  }
});

function readResponses({ body }: Answer): readonly unknown[] {
  const responses = pick(body, "responses");
  return Array.isArray(responses) ? responses : [];
}

function readStatus(answer: Answer, id: string): unknown {
  return pick(
    readResponses(answer).find((response) => pick(response, "id") === id),
    "status",
  );
}
