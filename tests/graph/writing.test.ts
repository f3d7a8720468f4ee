import { expect } from "chai";
import type { Change, Changed } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { failureOf } from "../handlers/failureOf.ts";
import { json, path, text } from "./scriptedList.ts";
import { scriptWrite, type ScriptedWrite } from "./scriptedWrite.ts";
import { parseAny } from "./sendWrite.ts";

const refusal = (status: number, code: string, message = "No.", headers = {}): HttpResponse =>
  json({ error: { code, message } }, status, headers);
const done = json({ id: 1 });
const locked = refusal(423, "Locked");
const busy = refusal(409, "Conflict", "Another operation is already in progress.");
const throttled = refusal(429, "TooManyRequests");
const cut: HttpResponse = { fault: { code: "ECONNRESET", message: "socket hang up" } };

function write(
  { client, look, run }: ScriptedWrite,
  change: Partial<Change<boolean, unknown>> = {},
): Promise<Changed<boolean, unknown>> {
  return run(
    client.write({
      ...look,
      requestFor: (isLeft) => (isLeft ? { action: "write", method: "POST", path } : undefined),
      parse: parseAny,
      ...change,
    }),
  );
}

describe("A write", () => {
  it("sends nothing where nothing is left to do", async () => {
    const bench = scriptWrite([], [false]);
    expect(await write(bench)).to.deep.equal({ live: false });
    expect(bench.events).to.deep.equal(["read: done"]);
  });

  it("is made of what is live, and ends with the response", async () => {
    const bench = scriptWrite([done]);
    const requestFor = (live: boolean) =>
      ({ action: "write", method: "PATCH", path, body: { live } }) as const;
    expect(await write(bench, { requestFor })).to.deep.equal({ answer: { id: 1 } });
    expect(bench.events).to.deep.equal(["read", 'PATCH {"live":true} 200']);
  });

  const certain: [what: string, failure: HttpResponse, waitMs: number][] = [
    ["429", throttled, 1_000],
    ["503 with a time", refusal(503, "Busy", "Wait.", { "retry-after": "4" }), 4_000],
    ["an unsent request", { fault: { ...faultOf("ECONNREFUSED"), isUnsent: true } }, 1_000],
  ];
  for (const [what, failure, waitMs] of certain) {
    it(`had no effect at ${what}: it waits, reads again, and is sent again`, async () => {
      const bench = scriptWrite([failure, done]);
      expect(await write(bench)).to.deep.equal({ answer: { id: 1 } });
      expect(bench.events.slice(2)).to.deep.equal([`wait ${waitMs}`, "read", "POST 200"]);
      expect(bench.toldOf).to.deep.equal([undefined, undefined]);
    });
  }

  it("is not sent again where another has done it during the wait", async () => {
    const bench = scriptWrite([throttled], [true, false]);
    expect(await write(bench)).to.deep.equal({ live: false });
    expect(bench.events).to.deep.equal(["read", "POST 429", "wait 1000", "read: done"]);
  });

  const conflicts: [what: string, failure: HttpResponse][] = [
    ["423", locked],
    ["409 while another operation is in progress", busy],
    ["409 that lasts", refusal(409, "Conflict")],
  ];
  for (const [what, failure] of conflicts) {
    it(`reads again at once after ${what}, and is done if nothing is left to do`, async () => {
      const bench = scriptWrite([failure], [true, false]);
      expect(await write(bench)).to.deep.equal({ live: false });
      expect(bench.events.slice(1)).to.deep.equal([expectedPost(failure), "read: done"]);
    });
  }
  for (const [what, failure] of conflicts.slice(0, 2)) {
    it(`waits after ${what} if something is left to do, reads once more, and is sent again`, async () => {
      const bench = scriptWrite([failure, done]);
      await write(bench);
      const post = expectedPost(failure);
      expect(bench.events).to.deep.equal(["read", post, "read", "wait 1000", "read", "POST 200"]);
    });
  }

  it("fails with a 409 that lasts if something is left to do", async () => {
    const bench = scriptWrite([refusal(409, "Conflict", "It exists already.")]);
    const error = await failureOf(write(bench));
    expect(error).to.be.instanceOf(GraphError).and.include({ status: 409, isAmbiguous: false });
    expect(error.message).to.include("It exists already.").and.not.include("Gave up");
    expect(bench.events).to.deep.equal(["read", "POST 409", "read"]);
  });

  const passing: [what: string, failure: HttpResponse][] = [
    ["502", text("", 502)],
    ["503 without a time", text("", 503)],
    ["504", text("", 504)],
    ["a lost connection", cut],
  ];
  const lasting: [what: string, failure: HttpResponse][] = [
    ["500", text("", 500)],
    ["200 with HTML", text("<html>Sign in</html>")],
    ["200 with half of a JSON", text('{"id":')],
  ];
  for (const [what, failure] of [...passing, ...lasting]) {
    it(`reads again at once after ${what}, and is done if nothing is left to do`, async () => {
      const bench = scriptWrite([failure], [true, false]);
      expect(await write(bench)).to.deep.equal({ live: false });
      expect(bench.events.slice(2)).to.deep.equal(["read: done"]);
      expect(bench.toldOf[1]).to.be.instanceOf(GraphError).with.property("isAmbiguous", true);
    });
  }
  for (const [what, failure] of passing) {
    it(`waits after ${what} if something is left to do, reads once more, and is sent again`, async () => {
      const bench = scriptWrite([failure, done]);
      await write(bench);
      expect(bench.events.slice(2)).to.deep.equal(["read", "wait 1000", "read", "POST 200"]);
    });
  }
  for (const [what, failure] of lasting) {
    it(`fails after ${what} if something is left to do`, async () => {
      const bench = scriptWrite([failure]);
      expect(await failureOf(write(bench))).to.include({ isAmbiguous: true, isTransient: false });
      expect(bench.events.slice(2)).to.deep.equal(["read"]);
    });
  }

  it("is decided anew with the lost response at hand, also after later failures", async () => {
    const bench = scriptWrite([throttled, cut, throttled, done]);
    const decidedBy: unknown[] = [];
    await write(bench, {
      requestFor(_, lost) {
        decidedBy.push(lost?.code);
        return { action: "write", method: "POST", path };
      },
    });
    const codes = bench.toldOf.map((lost) => lost?.code);
    expect(codes).to.deep.equal([undefined, undefined, ...Array<string>(3).fill("ECONNRESET")]);
    expect(decidedBy.slice(0, 3)).to.deep.equal([undefined, undefined, undefined]);
    expect(new Set(decidedBy.slice(3))).to.deep.equal(new Set(["ECONNRESET"]));
  });

  it("ends with what the decision throws, and sends nothing more", async () => {
    const bench = scriptWrite([cut]);
    const reason = new Error("It has changed.");
    const requestFor: Change<boolean, unknown>["requestFor"] = (_, lost) => {
      if (lost !== undefined) throw reason;
      return { action: "write", method: "POST", path };
    };
    expect(await failureOf(write(bench, { requestFor }))).to.equal(reason);
    expect(bench.events).to.deep.equal(["read", "POST ECONNRESET", "read"]);
  });

  it("says so each time that it took effect or may have, before anything is read", async () => {
    const bench = scriptWrite([throttled, locked, busy, cut, done]);
    await write(bench, { onSent: () => bench.events.push("sent") });
    const before = bench.events.map((event, at) => (event === "sent" ? bench.events[at - 1] : ""));
    expect(before.filter(Boolean)).to.deep.equal(["POST ECONNRESET", "POST 200"]);
  });
});

function faultOf(code: string): { code: string; message: string } {
  return { code, message: "It says so" };
}

function expectedPost(response: HttpResponse): string {
  return `POST ${"status" in response ? response.status : response.fault.code}`;
}
