import { createHash } from "node:crypto";
import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { redact } from "../../provider/dist/graph/redact.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { failureOf } from "../handlers/failureOf.ts";

/** An access token as Microsoft issues some: nothing about its form says what it is. */
const token = 'EwBgA8l6BAAU/k0Lw~x-_+4Y.b"c&d==';

interface Exchange {
  error: GraphError;
  logged: Readonly<Record<string, unknown>>[];
}

/** What comes of a read that carried the token and got this response. */
async function exchange(response: HttpResponse): Promise<Exchange> {
  const logged: Readonly<Record<string, unknown>>[] = [];
  const client = createGraphClient({
    graphEndpoint: "https://graph.microsoft.com",
    getToken: () => Promise.resolve(token),
    sendHttp: () => Promise.resolve(response),
    now: Date.now,
    logAttempt: (attempt) => logged.push(attempt),
  });
  const read = { action: "read it", path: "/beta/me", parse: (json: unknown) => json };
  const error = await failureOf(client.request(read));
  if (!(error instanceof GraphError)) throw error;
  return { error, logged };
}

const answer = (status: number, text: string, headers = {}): HttpResponse => ({
  status,
  text,
  headers,
});
const graphError = (message: string, code = "BadRequest"): string =>
  JSON.stringify({ error: { code, message } });

describe("what an error repeats of a response", () => {
  it("stands on one line, with nothing in it that a terminal or a pipeline obeys", async () => {
    const message = "No.\r\n##vso[task.complete]x\n\u001b[2J ::error::y\u202e";
    const { error } = await exchange(answer(400, graphError(message, "Bad\n::error::z")));
    expect(error.message).to.include(
      "Graph answered 400 Bad : :error::z: No. # #vso[task.complete]x \\u001b[2J : :error::y\\u202e.",
    );
    expect(error.code).to.equal("Bad : :error::z");
    const requestId = "id\u009b31m##[error]x";
    const other = await exchange(answer(400, graphError("No."), { "request-id": requestId }));
    expect(other.error.message).to.include("No.").and.not.include("request-id");
  });

  it("is cut, and does not carry 20 MB along", async () => {
    const huge = "x ".repeat(10 * 1024 * 1024);
    const nested = JSON.stringify({ ErrorCode: huge, Message: huge });
    const texts = [
      graphError(huge),
      graphError(nested),
      graphError("No.", huge),
      `<html><title>${huge}</title>`,
      huge,
    ];
    for (const text of texts) {
      const { error } = await exchange(answer(400, text, { "request-id": huge }));
      expect(error.message).to.match(/ … \(\d+ more characters\)/);
      expect(error.message.length).to.be.below(2_500);
      expect(error.code.length).to.be.at.most(200);
    }
  }).timeout(60_000);

  it("names the address that a redirect leads to, without a secret", async () => {
    const location = `https://portal.example/login?from=${token}`;
    const { error } = await exchange(answer(302, "<title>Found</title>", { location }));
    expect(error.message)
      .to.include("302 InvalidAnswer")
      .and.include('("a redirect to https://portal.example/login?from=[secret]")');
  });

  it("names a web page by its title, and the proxy as who may have sent it", async () => {
    const page =
      "<!DOCTYPE html>\n<html><head><TITLE lang=en>\n Access\n denied </TITLE></head><body>…</body></html>";
    for (const status of [403, 407, 404, 200]) {
      const { error } = await exchange(answer(status, page, { "content-type": "text/html" }));
      expect(error.message)
        .to.include('(a web page titled "Access denied"): something else may have answered')
        .and.include("such as a proxy")
        .and.not.include("<");
    }
    const { error } = await exchange(answer(403, page));
    expect(error.message).to.include("check the proxy").and.not.include("Grant the identity");
  });
});

/** A secret in the forms in which those who repeat a request write it. */
const forms: Record<string, (secret: string) => string> = {
  "as it is": (secret) => secret,
  "in a header": (secret) => `Authorization: Bearer ${secret}`,
  "in a URL": encodeURIComponent,
  "in a URL in lower case": (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (byte) => byte.toLowerCase()),
  "in a form": (secret) => new URLSearchParams({ "": secret }).toString().slice(1),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64url": (secret) => Buffer.from(secret).toString("base64url"),
  "in JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "in JSON with slashes escaped": (secret) =>
    JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
  "in JSON with signs as numbers": (secret) =>
    secret.replaceAll(/\W/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in HTML": (secret) => secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
  "in HTML with signs as numbers": (secret) =>
    secret.replaceAll(/\W/g, (sign) => `&#${sign.charCodeAt(0)};`),
  "in HTML with signs as hexadecimal numbers": (secret) =>
    secret.replaceAll(/\W/g, (sign) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`),
};

/** The token whole, and its beginning in each form that changes it. */
const traces = (spelled: string): string[] => [
  spelled,
  "EwBgA8l6BAAU",
  Buffer.from(token).toString("base64").slice(0, 12),
];

describe("an opaque token that something on the way repeats", () => {
  for (const [form, spell] of Object.entries(forms)) {
    const spelled = spell(token);
    const responses: Record<string, HttpResponse> = {
      "a proxy's page": answer(403, `<html><title>${spelled}</title><p>${spelled}</p></html>`),
      "a page without a title": answer(502, `<p>${spelled}</p>`),
      "another service's JSON": answer(400, `{"headers": {"authorization": "Bearer ${spelled}"}}`),
      "Graph's error": answer(400, graphError(`not with ${spelled}`, spelled)),
      "an error in an error": answer(400, graphError(JSON.stringify({ Message: spelled }))),
      "the header request-id": answer(400, graphError("No."), { "request-id": spelled }),
      "a fault of the connection": { fault: { code: "EPROTO", message: `got ${spelled}` } },
    };
    it(`is shown nowhere, ${form}`, async () => {
      for (const [place, response] of Object.entries(responses)) {
        const { error, logged } = await exchange(response);
        expect(logged).to.have.length(1);
        for (const trace of traces(spelled)) {
          expect(error.message, place).not.to.include(trace);
          expect(JSON.stringify([error, logged]), place).not.to.include(trace);
        }
      }
    });
  }

  it("is not shown by a response that succeeds, in the request log", async () => {
    const logged: Readonly<Record<string, unknown>>[] = [];
    const client = createGraphClient({
      graphEndpoint: "https://graph.microsoft.com",
      getToken: () => Promise.resolve(token),
      sendHttp: () => Promise.resolve(answer(200, "{}", { "request-id": token })),
      now: Date.now,
      logAttempt: (attempt) => logged.push(attempt),
    });
    await client.request({ action: "read it", path: "/beta/me", parse: () => 1 });
    expect(logged.map(({ requestId }) => requestId)).to.deep.equal([undefined]);
  });

  it("is looked for in no more time than a text is long, also where it is cut short", () => {
    const letters = createHash("sha512").update("secret").digest("hex").repeat(4);
    const secrets = ["+/=", "&%;", '\\"', " -_"].map((signs) =>
      Array.from(letters, (letter, index) => letter + (signs[index % 5] ?? "")).join(""),
    );
    const before = process.cpuUsage();
    for (const secret of secrets)
      for (const spell of Object.values(forms))
        redact(`${spell(secret).slice(0, -3)}! `.repeat(50), [secret]);
    expect(process.cpuUsage(before).user / 1e6).to.be.below(10);
  }).timeout(60_000);

  it("leaves other words of the same letters alone", () => {
    expect(redact("PASS the pass", ["pass"])).to.equal("PASS the [secret]");
  });
});

describe("what an error of signing in repeats", () => {
  const secret = 'opaque/secret+of"a~setting&==';
  const config: Record<string, string> = {
    tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
    clientId: "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1e90",
    clientSecret: secret,
  };
  const settings = resolveSettings({ config, environment: {} });
  const tell = (text: string): string =>
    new SignInError(chooseCredential(settings), settings, new Error(text)).message;

  for (const [form, spell] of Object.entries(forms)) {
    it(`holds no secret of the settings, ${form}`, () => {
      for (const text of [`<p>${spell(secret)}</p>`, `AADSTS90001: no ${spell(secret)} here.`])
        expect(tell(text)).not.to.include(spell(secret)).and.not.to.include("opaque");
    });
  }

  it("stands on one line and obeys nobody", () => {
    for (const text of ["x\r##vso[a]b\u001b[2J", "AADSTS90001: x\r##vso[a]b\u001b[2J"])
      expect(tell(text)).to.match(/x( |\\r)# #vso\[a\]b\\u001b\[2J/);
    expect(tell("y".repeat(5_000)).length).to.be.below(2_000);
  });
});
