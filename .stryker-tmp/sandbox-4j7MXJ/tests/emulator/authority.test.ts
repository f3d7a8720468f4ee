// @ts-nocheck
import { ClientSecretCredential } from "@azure/identity";
import { expect } from "chai";
import { decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { defaultApplication } from "intune-graph-emulator";
import { pick } from "./callGraph.ts";
import { askGraph, readRefusal, withSignIn, type SignInBench } from "./signInBench.ts";
import { withEmulator } from "./withEmulator.ts";

describe("The authority", () => {
  for (const version of ["", "/v2.0"]) {
    it(`describes its endpoints ${version}, with the keys of its tokens`, () =>
      withEmulator({}, async ({ emulator }) => {
        const base = `${emulator.httpsUrl}/${emulator.tenantId}`;
        const path = `${emulator.tenantId}${version}/.well-known/openid-configuration`;
        const described = await read(`${emulator.url}/${path}`);
        expect(pick(described, "token_endpoint")).to.equal(
          `${base.replace(emulator.httpsUrl, emulator.url)}/oauth2${version}/token`,
        );
        expect(pick(described, "token_endpoint_auth_methods_supported")).to.include(
          "private_key_jwt",
        );
        const keys = await read(String(pick(described, "jwks_uri")));
        const token = await emulator.issueToken();
        const jwk = pick(keys, "keys", 0) as Record<string, string>;
        expect(jwk["kid"]).to.equal(decodeProtectedHeader(token).kid);
        expect(jwk).not.to.have.property("d");
        const { payload } = await jwtVerify(token, await importJWK(jwk));
        expect(payload["tid"]).to.equal(emulator.tenantId);
      }));
  }

  it("names itself as an instance", () =>
    withEmulator({}, async ({ emulator }) => {
      const { host } = new URL(emulator.url);
      const query = `api-version=1.1&authorization_endpoint=${emulator.url}/common/oauth2/authorize`;
      const described = await read(`${emulator.url}/common/discovery/instance?${query}`);
      expect(pick(described, "metadata", 0, "aliases")).to.deep.equal([host]);
    }));
});

describe("ClientSecretCredential", () => {
  it("gets a token for the Graph of each cloud, which says so", () =>
    withSignIn({}, async (bench) => {
      for (const root of [
        "https://graph.microsoft.com",
        "https://graph.microsoft.us",
        "https://dod-graph.microsoft.us",
        "https://microsoftgraph.chinacloudapi.cn",
      ]) {
        const { token } = await createCredential(bench).getToken(`${root}/.default`);
        const payload: unknown = JSON.parse(
          Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
        );
        expect(pick(payload, "aud")).to.equal(root);
        expect(await askGraph(bench, token)).to.equal(200);
      }
    }));

  it("is told of an application that is not there", () =>
    withSignIn({}, async (bench) => {
      const credential = createCredential(bench, "99999999-9999-4999-8999-999999999999");
      expect(await readRefusal(credential)).to.include("AADSTS700016");
    }));

  it("is told when the authority is down", () =>
    withSignIn({}, async (bench) => {
      await bench.emulator.close();
      expect(await readRefusal(createCredential(bench))).to.include("endpoints_resolution_error");
    }));

  it("is told when the token endpoint goes down after the rest was read", () =>
    withSignIn({}, async (bench) => {
      const fault = bench.emulator.script({ path: "/oauth2/v2.0/token", cut: "socket" });
      expect(await readRefusal(createCredential(bench))).to.include("network_error");
      expect(fault.hits).to.equal(1);
    }));
});

function createCredential({ names, options }: SignInBench, clientId = names[1]) {
  const [tenantId] = names;
  return new ClientSecretCredential(tenantId, clientId, defaultApplication.clientSecret, options);
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url);
  expect(response.status, url).to.equal(200);
  return response.json();
}
