import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as sendHttp, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { callGraph, configurationsPath, pick } from "./callGraph.ts";
import { withProgram } from "./startProgram.ts";
import { groupA, includeGroup } from "./targets.ts";

type Started = Parameters<Parameters<typeof withProgram>[1]>[0];

const control = (args: readonly string[], test: (started: Started) => Promise<void>) =>
  withProgram(["--control-port", "0", ...args], test);

async function ask({ controlUrl }: Started, line: string, body?: unknown) {
  const [method = "GET", path = ""] = line.split(" ");
  const response = await fetch(`${controlUrl}${path}`, {
    method,
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    body: answer === "" ? undefined : (JSON.parse(answer) as unknown),
  };
}

const call = (
  { emulator }: Started,
  line: string,
  headers: Readonly<Record<string, string>> = {},
) =>
  callGraph(
    { baseUrl: emulator.url, token: () => emulator.issueToken() },
    line,
    undefined,
    headers,
  );

describe("The control surface", () => {
  it("is off unless it is asked for", () =>
    withProgram([], ({ controlUrl }) => {
      expect(controlUrl).to.equal(undefined);
      return Promise.resolve();
    }));

  it("listens on 127.0.0.1 though the emulator listens elsewhere", () =>
    control(["--host", "0.0.0.0"], async (started) => {
      expect(started.controlUrl).to.match(/^http:\/\/127\.0\.0\.1:/u);
      // Linux answers for the whole of 127.0.0.0/8 on an address that stands for all.
      const other = started.controlUrl?.replace("127.0.0.1", "127.0.0.2") ?? "";
      const reason: unknown = await fetch(`${other}/requests`).catch((error: unknown) => error);
      expect(pick(reason, "cause", "code")).to.equal("ECONNREFUSED");
    }));

  it("is described by a valid OpenAPI document, which the package has too", () =>
    control([], async (started) => {
      const { body } = await ask(started, "GET /openapi.json");
      const { valid, errors } = await new Validator().validate(body as Record<string, unknown>);
      expect(valid, JSON.stringify(errors)).to.equal(true);
      const file = join(import.meta.dirname, "../../emulator/openapi.json");
      expect(JSON.parse(readFileSync(file, "utf8")), "npm run emulator-openapi").to.deep.equal(
        body,
      );
    }));

  it("gives what its description says", () =>
    control(["--behaviour", "multiAdminApproval=badRequest"], async (started) => {
      const { body: document } = await ask(started, "GET /openapi.json");
      const ajv = new Ajv2020({ strict: false });
      ajv.addSchema(document as object, "openapi.json");
      await ask(started, "POST /faults", { path: "/nowhere", respond: { status: 503 } });
      await changeWithApproval(started);
      const paths = ["/tenant", "/behaviour", "/faults", "/requests", "/approvals"];
      for (const path of paths) {
        const { status, body } = await ask(started, `GET ${path}`);
        expect(status).to.equal(200);
        const pointer = `openapi.json#/paths/~1${path.slice(1)}/get/responses/200/content/application~1json/schema`;
        expect(ajv.validate(pointer, body), JSON.stringify(ajv.errors)).to.equal(true);
        expect(Object.keys(body as object), path).not.to.be.empty;
      }
    }));

  it("changes switches from the next request on, and shows them", () =>
    control([], async (started) => {
      const changed = await ask(started, "PATCH /behaviour", {
        entityEnvelope: "wrapped",
        quota: { requestsPerWindow: 1 },
      });
      expect(changed.status).to.equal(200);
      expect(pick(changed.body, "quota", "requestsPerWindow")).to.equal(1);
      expect(pick(changed.body, "readLag")).to.equal(null);
      const [configuration] = started.emulator.tenant.configurations;
      const path = `GET ${configurationsPath}/${configuration?.id ?? ""}`;
      const { body } = await call(started, path);
      expect(pick(body, "value", "displayName")).to.equal(configuration?.displayName);
      expect((await call(started, path)).status).to.equal(429);
      await ask(started, "PATCH /behaviour", { quota: null });
      expect((await call(started, path)).status).to.equal(200);
    }));

  it("scripts faults, counts their hits, and clears them", () =>
    control([], async (started) => {
      const respond = { status: 429, headers: { "Retry-After": "1" } };
      const scripted = await ask(started, "POST /faults", { path: "/groups", respond });
      expect(scripted).to.deep.equal({ status: 204, body: undefined });
      expect((await call(started, "GET /beta/groups")).status).to.equal(429);
      expect((await ask(started, "GET /faults")).body).to.deep.equal([
        { path: "/groups", respond, hits: 1 },
      ]);
      await ask(started, "POST /faults", { path: "/groups", respond });
      await ask(started, "DELETE /faults");
      expect((await ask(started, "GET /faults")).body).to.deep.equal([]);
      expect((await call(started, "GET /beta/groups")).status).to.equal(200);
    }));

  it("shows requests and empties their log", () =>
    control([], async (started) => {
      await call(started, "GET /beta/groups?$top=1");
      const { body } = await ask(started, "GET /requests");
      expect(pick(body, 0, "path")).to.equal("/beta/groups?$top=1");
      expect(pick(body, 0, "status")).to.equal(200);
      await ask(started, "DELETE /requests");
      expect((await ask(started, "GET /requests")).body).to.deep.equal([]);
    }));

  it("seeds the tenant, and shows it in the same form", () =>
    control(["--empty"], async (started) => {
      const seed = {
        groups: [{ id: groupA, displayName: "Night shift" }],
        configurations: [
          { displayName: "Scanner", assignments: [{ target: includeGroup(groupA) }] },
        ],
      };
      const { status, body } = await ask(started, "POST /seed", seed);
      expect(status).to.equal(200);
      expect(pick(body, "configurations", 0, "assignments", 0, "target", "groupId")).to.equal(
        groupA,
      );
      expect((await ask(started, "GET /tenant")).body).to.deep.equal(body);
      expect(pick((await call(started, "GET /beta/groups")).body, "value", 0, "id")).to.equal(
        groupA,
      );
    }));

  for (const [decision, state, status] of [
    ["approve", "approved", 204],
    ["reject", "rejected", 400],
    ["expire", "expired", 400],
  ] as const) {
    it(`decides a change that waits: ${decision}`, () =>
      control(["--behaviour", "multiAdminApproval=badRequest"], async (started) => {
        const { line, code } = await changeWithApproval(started);
        const { body } = await ask(started, "GET /approvals");
        expect(pick(body, 0, "code")).to.equal(code);
        expect(pick(body, 0, "justification")).to.equal("leaving");
        const decided = await ask(started, `POST /approvals/${code}/${decision}`);
        expect(decided.status).to.equal(200);
        expect(pick(decided.body, "state")).to.equal(state);
        const repeated = await call(started, line, { "x-msft-approval-code": code });
        expect(repeated.status).to.equal(status);
        const again = await ask(started, `POST /approvals/${code}/approve`);
        expect(again.status).to.equal(409);
        expect(pick(again.body, "error")).to.include("Nothing was changed");
      }));
  }

  it("puts everything back to how the program started", () =>
    control(["--behaviour", "guidCase=upper"], async (started) => {
      const { emulator } = started;
      const before = emulator.exportState();
      const [configuration] = emulator.tenant.configurations;
      await call(started, `DELETE ${configurationsPath}/${configuration?.id ?? ""}`);
      await ask(started, "PATCH /behaviour", { assign: "merge", guidCase: "asSent" });
      await ask(started, "POST /faults", { delayMs: 1 });
      expect((await ask(started, "POST /reset")).status).to.equal(204);
      expect(emulator.exportState()).to.deep.equal(before);
      expect(emulator.behaviour).to.include({ assign: "replace", guidCase: "upper" });
      expect(emulator.faults.list).to.be.empty;
      expect(emulator.requests).to.be.empty;
    }));

  const mistakes: readonly (readonly [string, unknown, number, string])[] = [
    ["GET /nothing", undefined, 404, "/openapi.json"],
    ["PUT /seed", {}, 404, "/openapi.json"],
    ["POST /seed", "{", 400, "JSON"],
    ["POST /seed", { group: [] }, 400, "group"],
    ["POST /faults", {}, 400, "properties"],
    ["POST /faults", { run: "rm" }, 400, "run"],
    ["PATCH /behaviour", { assign: "both" }, 400, "replace, merge"],
    ["PATCH /behaviour", { colour: "red" }, 400, "colour"],
    ["POST /approvals/unknown/approve", undefined, 404, "unknown"],
  ];
  for (const [line, body, status, named] of mistakes) {
    it(`refuses ${line} ${JSON.stringify(body ?? "")} and changes nothing`, () =>
      control([], async (started) => {
        const { emulator } = started;
        const before = { ...emulator.behaviour, ...emulator.exportState() };
        const answer = await ask(started, line, body);
        expect(answer.status).to.equal(status);
        expect(pick(answer.body, "error")).to.include(named);
        expect({ ...emulator.behaviour, ...emulator.exportState() }).to.deep.equal(before);
        expect(emulator.faults.list).to.be.empty;
      }));
  }

  it("refuses web pages, and other names of this machine", () =>
    control([], async (started) => {
      const url = new URL(`${started.controlUrl}/requests`);
      for (const headers of [{ origin: "https://example.com" }, { host: "rebound.example.com" }]) {
        const sent = sendHttp(url, { headers }).end();
        const [response] = (await once(sent, "response")) as [IncomingMessage];
        expect(response.statusCode).to.equal(403);
        expect(await text(response)).to.include("127.0.0.1");
      }
      const plain = await fetch(`${started.controlUrl}/seed`, { method: "POST", body: "{}" });
      expect(plain.status).to.equal(415);
    }));
});

async function changeWithApproval(started: Started) {
  const [configuration] = started.emulator.tenant.configurations;
  const line = `DELETE ${configurationsPath}/${configuration?.id ?? ""}`;
  const justification = Buffer.from("leaving").toString("base64");
  const { status, headers } = await call(started, line, {
    "x-msft-approval-justification": justification,
  });
  expect(status).to.equal(412);
  return { line, code: headers.get("x-msft-approval-code") ?? "" };
}
