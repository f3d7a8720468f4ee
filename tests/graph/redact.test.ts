import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { redact } from "../../provider/dist/graph/redact.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { parseAny } from "./sendWrite.ts";
import { withVariables } from "./withVariables.ts";

const token = "canary/opaque+token~0123456789==";

/** What a request says that carried the token, and got this answer. */
async function failWith(response: HttpResponse): Promise<string> {
  const client = createGraphClient({
    graphEndpoint: "https://graph.microsoft.com",
    getToken: () => Promise.resolve(token),
    sendHttp: () => Promise.resolve(response),
    now: Date.now,
  });
  return client.request({ action: "read it", path: "/beta/me", parse: parseAny }).then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );
}

const spellings: Record<string, string> = {
  "as it is": token,
  "in a URL": encodeURIComponent(token),
  "in a form": new URLSearchParams({ "": token }).toString().slice(1),
  "in base64": Buffer.from(token).toString("base64"),
};

describe("an answer that repeats the token of the request, which is no JWT", () => {
  for (const [form, spelled] of Object.entries(spellings)) {
    const answers: Record<string, { status: number; text: string }> = {
      "Graph's message": {
        status: 400,
        text: JSON.stringify({ error: { code: spelled, message: `not with ${spelled}!` } }),
      },
      "a page": { status: 502, text: `<p>token: ${spelled}</p>` },
      "a page that starts late": { status: 502, text: `${" ".repeat(11_990)}${spelled}` },
      "a page with 200": { status: 200, text: `token: ${spelled}` },
    };
    for (const [kind, answer] of Object.entries(answers)) {
      it(`shows it nowhere, ${form} in ${kind}`, async () => {
        const shown = await failWith({ ...answer, headers: {} });
        expect(shown).to.include("Cannot read it").and.not.include(spelled.slice(0, 8));
      });
    }
  }
});

describe("redact", () => {
  it("leaves text alone that is short, or looks like a token by its start only", () => {
    for (const text of ["", "the key", "eyJust a word. And more", "Basic idea", "a.b.c"]) {
      expect(redact(text, ["", "key"])).to.equal(text);
    }
  });

  it("hides a token whole, be it signed or encrypted, wherever it stands", () => {
    for (const jwt of ["eyJh.eyJi.c2ln", "eyJh.a2V5.aXY.dGV4dA.dGFn", "eyJh..aXY.dGV4dA.dGFn"]) {
      expect(redact(`not eyJ- <${jwt}>`)).to.equal("not eyJ- <[token]>");
    }
  });

  const basic = Buffer.from("user:pass@word").toString("base64");
  const said = `407 for pass@word, pass%40word, ${basic} at proxy.example.com`;
  for (const variables of [
    { https_proxy: "http://user:pass%40word@proxy.example.com:8080" },
    { HTTPS_PROXY: "user:pass%40word@proxy.example.com:8080" },
    { ALL_PROXY: "socks5://user:pass%40word@proxy.example.com:8080" },
    { HTTP_PROXY: "http://user:pass%40word@proxy.example.com:8080" },
  ])
    it(`knows the password of a proxy by ${Object.keys(variables).join()}, as its header has it too`, () =>
      withVariables(variables, () => {
        expect(redact(said)).to.equal("407 for [secret], [secret], [secret] at proxy.example.com");
      }));

  for (const HTTPS_PROXY of ["", "proxy:8080", "http://user@proxy:8080", "http://a:%@proxy:1"])
    it(`takes ${JSON.stringify(HTTPS_PROXY)} for a proxy without a password to hide`, () =>
      withVariables({ HTTPS_PROXY }, () => {
        expect(redact(said)).to.equal(said);
      }));
});
