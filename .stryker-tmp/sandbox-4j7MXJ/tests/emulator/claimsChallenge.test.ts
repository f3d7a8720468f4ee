// @ts-nocheck
import { ClientSecretCredential } from "@azure/identity";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { defaultApplication } from "intune-graph-emulator";
import { callGraph, configurationsPath, pick } from "./callGraph.ts";
import { askGraph, expectEntry, scope, withSignIn, type SignInBench } from "./signInBench.ts";

describe("A revoked token", () => {
  it("is answered with a challenge that says what to ask for", () =>
    withSignIn({ now: () => 1_800_000_000_000 }, async ({ emulator }) => {
      const token = await emulator.issueToken();
      const claims = emulator.revokeTokens();
      const target = { baseUrl: emulator.url, token: () => Promise.resolve(token) };
      const answer = await callGraph(target, `GET ${configurationsPath}`);
      expect(answer.status).to.equal(401);
      expect(pick(answer.body, "error", "code")).to.equal("InvalidAuthenticationToken");
      const header = answer.headers.get("www-authenticate") ?? "";
      expect(header).to.match(/^Bearer .*, error="insufficient_claims", claims="[\w+/=]+"$/u);
      const encoded = /claims="(?<claims>[^"]+)"/u.exec(header)?.groups?.["claims"] ?? "";
      const decoded: unknown = JSON.parse(Buffer.from(encoded, "base64url").toString());
      expect(decoded).to.deep.equal({
        access_token: { nbf: { essential: true, value: "1800000000" } },
      });
      expect(JSON.parse(claims)).to.deep.equal(decoded);
    }));

  it("is followed by one that is good, as is any newer one", () =>
    withSignIn({}, async (bench) => {
      const { emulator } = bench;
      const before = await emulator.issueToken();
      emulator.revokeTokens();
      expect(await askGraph(bench, before)).to.equal(401);
      expect(await askGraph(bench, await emulator.issueToken())).to.equal(200);
      await expectEntry(bench, createCredential(bench));
      emulator.revokeTokens();
      expect(await askGraph(bench, before)).to.equal(401);
    }));

  it("stays in the cache of MSAL until it is asked with the claims", () =>
    withSignIn({}, async (bench) => {
      const credential = createCredential(bench);
      const first = await credential.getToken(scope);
      const claims = bench.emulator.revokeTokens();
      const cached = await credential.getToken(scope);
      expect(cached.token).to.equal(first.token);
      expect(await askGraph(bench, cached.token)).to.equal(401);
      const renewed = await credential.getToken(scope, { claims });
      expect(await askGraph(bench, renewed.token)).to.equal(200);
      const form = bench.emulator.requests.findLast((request) => request.form)?.form;
      // MSAL adds wishes for an id token, which there is none of here.
      const asked = pick(JSON.parse(form?.["claims"] ?? ""), "access_token");
      expect(asked).to.deep.equal(pick(JSON.parse(claims), "access_token"));
    }));

  it("can demand that the claims are sent, and those of this challenge", () =>
    withSignIn({}, async (bench) => {
      const claims = bench.emulator.revokeTokens({ demandClaims: true });
      const without = await createCredential(bench).getToken(scope);
      expect(await askGraph(bench, without.token)).to.equal(401);
      // Nobody can send claims where a token is had without the token endpoint.
      expect(await askGraph(bench, await bench.emulator.issueToken())).to.equal(200);
      for (const [value, status] of [
        ["1", 401],
        ["soon", 401],
        [String(pick(JSON.parse(claims), "access_token", "nbf", "value")), 200],
      ] as const) {
        const other = JSON.stringify({ access_token: { nbf: { essential: true, value } } });
        const { token } = await createCredential(bench).getToken(scope, { claims: other });
        expect(await askGraph(bench, token), value).to.equal(status);
      }
    }));

  it("is renewed by Microsoft's own pipeline without the program noticing", () =>
    withSignIn({}, async (bench) => {
      const { emulator } = bench;
      const pipeline = createEmptyPipeline();
      const credential = createCredential(bench);
      pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
      const send = async () => {
        const url = emulator.httpsUrl + configurationsPath;
        const request = createPipelineRequest({ url });
        return (await pipeline.sendRequest(createDefaultHttpClient(), request)).status;
      };
      expect(await send()).to.equal(200);
      emulator.revokeTokens({ demandClaims: true });
      emulator.clearRequests();
      expect(await send()).to.equal(200);
      const statuses = emulator.requests
        .filter(({ path }) => path === configurationsPath)
        .map(({ status }) => status);
      expect(statuses).to.deep.equal([401, 200]);
    }));

  it("was asked for with what the client can do, which the token says", () =>
    withSignIn({}, async (bench) => {
      const { token } = await createCredential(bench).getToken(scope, { enableCae: true });
      const payload: unknown = JSON.parse(
        Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
      );
      expect(pick(payload, "xms_cc")).to.deep.equal(["cp1"]);
    }));
});

function createCredential({ names, options }: SignInBench): ClientSecretCredential {
  return new ClientSecretCredential(...names, defaultApplication.clientSecret, options);
}
