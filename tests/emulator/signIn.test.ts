import { ClientSecretCredential } from "@azure/identity";
import { expect } from "chai";
import { defaultApplication } from "intune-graph-emulator";
import { callGraph, configurationsPath, pick, pickMessage } from "./callGraph.ts";
import { trustAuthority, trustNoEmulator } from "./trust.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

const { clientId, clientSecret } = defaultApplication;
const goodForm = {
  grant_type: "client_credentials",
  client_id: clientId,
  client_secret: clientSecret,
  scope: "https://graph.microsoft.com/.default",
};

describe("The token endpoint", () => {
  it("takes the secret in the form or as Basic", () =>
    withEmulator({}, async (bench) => {
      const { client_id, client_secret, ...rest } = goodForm;
      const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
      const answers = [
        await askToken(bench, goodForm),
        await askToken(bench, rest, { authorization: `Basic ${basic}` }),
      ];
      for (const { status, body } of answers) {
        expect(status).to.equal(200);
        expect(pick(body, "expires_in")).to.equal(3599);
        expect(await tryToken(bench, String(pick(body, "access_token")))).to.have.property(
          "status",
          200,
        );
      }
    }));

  it("issues for any cloud and for itself", () =>
    withEmulator({}, async (bench) => {
      const { url, httpsUrl } = bench.emulator;
      for (const root of ["https://graph.microsoft.us", url, httpsUrl]) {
        const { body } = await askToken(bench, { ...goodForm, scope: `${root}/.default` });
        const token = String(pick(body, "access_token"));
        const claims: unknown = JSON.parse(
          Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
        );
        expect(pick(claims, "aud")).to.equal(root);
        expect(pick(claims, "tid")).to.equal(bench.emulator.tenantId);
        expect(pick(claims, "roles")).to.deep.equal(defaultApplication.roles);
      }
    }));

  for (const scope of [
    "openid profile offline_access https://graph.microsoft.com/.default",
    "https://graph.microsoft.com/.default  email openid https://graph.microsoft.com//.default",
  ]) {
    it(`takes the scopes as a set: ${scope}`, () =>
      withEmulator({}, async (bench) => {
        const { body } = await askToken(bench, { ...goodForm, scope });
        expect((await tryToken(bench, String(pick(body, "access_token")))).status).to.equal(200);
      }));
  }

  const refusals = [
    { form: { client_secret: "wrong" }, code: 7000215, status: 401, error: "invalid_client" },
    { form: { client_id: "nobody" }, code: 700016, status: 400, error: "unauthorized_client" },
    {
      form: { scope: "https://example.com/.default" },
      code: 70011,
      status: 400,
      error: "invalid_scope",
    },
    {
      form: { scope: "https://graph.microsoft.com/User.Read" },
      code: 70011,
      status: 400,
      error: "invalid_scope",
    },
    ...["openid profile", "https://graph.microsoft.com/.default https://example.com/.default"].map(
      (scope) => ({ form: { scope }, code: 70011, status: 400, error: "invalid_scope" }),
    ),
    { form: { grant_type: "password" }, code: 70003, status: 400, error: "unsupported_grant_type" },
    { form: {}, tenant: "contoso.com", code: 90002, status: 400, error: "invalid_request" },
  ];
  for (const { form, tenant, code, status, error } of refusals) {
    it(`refuses ${JSON.stringify(tenant ?? form)} with AADSTS${code}`, () =>
      withEmulator({}, async (bench) => {
        const answer = await askToken(bench, { ...goodForm, ...form }, {}, tenant);
        expect(answer.status).to.equal(status);
        expect(pick(answer.body, "error")).to.equal(error);
        expect(pick(answer.body, "error_codes")).to.deep.equal([code]);
        expect(pick(answer.body, "error_description")).to.match(
          new RegExp(`^AADSTS${code}: `, "u"),
        );
      }));
  }
});

describe("A bearer token", () => {
  const withAlien = async (use: (token: string) => Promise<void>) =>
    withEmulator({}, async ({ emulator }) => use(await emulator.issueToken()));

  it("is refused when there is none, when it is none, and when another tenant signed it", () =>
    withEmulator({}, async (bench) => {
      const expectRefusal = async (token: string, words: string) => {
        const answer = await tryToken(bench, token);
        expect(answer.status).to.equal(401);
        expect(pick(answer.body, "error", "code")).to.equal("InvalidAuthenticationToken");
        expect(pick(answer.body, "error", "message")).to.include(words);
        expect(answer.headers.get("www-authenticate")).to.match(/^Bearer /u);
      };
      await expectRefusal("", "empty");
      await expectRefusal("abc", "not well formed");
      await withAlien((token) => expectRefusal(token, "Signing key is invalid"));
      const audience = "https://management.azure.com";
      await expectRefusal(await bench.emulator.issueToken({ audience }), "Invalid audience");
    }));

  it("expires by the emulator's clock", () => {
    let now = 1_800_000_000_000;
    return withEmulator({ now: () => now }, async (bench) => {
      const token = await bench.emulator.issueToken({ expiresInSeconds: 60 });
      now += 59_000;
      expect((await tryToken(bench, token)).status).to.equal(200);
      now += 2_000;
      const expired = await tryToken(bench, token);
      expect(expired.status).to.equal(401);
      expect(pick(expired.body, "error", "message")).to.include("expired");
    });
  });

  it("must carry a permission, which the nested 403 names", () =>
    withEmulator({}, async (bench) => {
      const roles = ["DeviceManagementApps.Read.All"];
      const token = () => bench.emulator.issueToken({ roles });
      const target = { baseUrl: bench.emulator.url, token };
      const { path } = bench.addConfiguration();
      expect((await callGraph(target, `GET ${path}`)).status).to.equal(200);
      const refused = await callGraph(target, `PATCH ${path}`, {});
      expect(refused.status).to.equal(403);
      expect(pick(refused.body, "error", "code")).to.equal("Forbidden");
      expect(pick(refused.body, "error", "message")).to.match(/^\{\r\n {2}"_version": 3,/u);
      expect(pickMessage(refused.body)).to.include("DeviceManagementApps.ReadWrite.All");
      const group = await callGraph(target, "GET /v1.0/groups");
      expect(pick(group.body, "error", "code")).to.equal("Authorization_RequestDenied");
    }));
});

describe("The permissions of Intune's configuration", () => {
  const role = (access: string) => `DeviceManagementConfiguration.${access}.All`;
  for (const [permissions, access, statuses] of [
    ["apps", "ReadWrite", [403, 403, 403]],
    ["appsOrConfiguration", "Read", [200, 403, 403]],
    ["appsOrConfiguration", "ReadWrite", [200, 200, 403]],
  ] as const) {
    it(`to ${access} open GET, PATCH, DELETE with ${statuses.join(", ")} under ${permissions}`, () =>
      withEmulator({ behaviour: { permissions } }, async ({ emulator, addConfiguration }) => {
        const { path } = addConfiguration();
        const token = () => emulator.issueToken({ roles: [role(access)] });
        const answers = [];
        for (const [method, body] of [["GET"], ["PATCH", {}], ["DELETE"]] as const)
          answers.push(
            await callGraph({ baseUrl: emulator.url, token }, `${method} ${path}`, body),
          );
        expect(answers.map(({ status }) => status)).to.deep.equal(statuses);
        expect(pickMessage(answers[2]?.body)).to.include("DeviceManagementApps.ReadWrite.All");
      }));
  }
});

describe("Every answer", () => {
  it("carries ids, echoes the client's, and the log has them", () =>
    withEmulator({}, async ({ emulator, call }) => {
      const sent = "99999999-9999-4999-8999-999999999999";
      const answer = await call("GET /beta/groups", undefined, { "client-request-id": sent });
      expect(answer.headers.get("client-request-id")).to.equal(sent);
      expect(answer.headers.get("date")).to.match(/ GMT$/u);
      const [entry] = emulator.requests;
      expect(entry?.clientRequestId).to.equal(sent);
      expect(entry?.requestId).to.equal(answer.headers.get("request-id"));
      expect(entry?.applicationId).to.equal(clientId);
      emulator.clearRequests();
      expect(emulator.requests).to.deep.equal([]);
    }));
});

describe("The real @azure/identity", () => {
  afterEach(trustNoEmulator);

  it("signs in with a secret and is admitted with its token", () =>
    withEmulator({}, async (bench) => {
      trustAuthority(bench.emulator.caCertificatePem);
      const credential = createCredential(bench, clientSecret);
      const token = await credential.getToken(`${bench.emulator.httpsUrl}/.default`);
      expect((await tryToken(bench, token.token)).status).to.equal(200);
    }));

  it("tells of a wrong secret by the code of Entra", () =>
    withEmulator({}, async (bench) => {
      trustAuthority(bench.emulator.caCertificatePem);
      const error: unknown = await createCredential(bench, "wrong")
        .getToken("https://graph.microsoft.com/.default")
        .catch((reason: unknown) => reason);
      expect(String(error)).to.include("AADSTS7000215");
    }));
});

function createCredential({ emulator }: Bench, secret: string): ClientSecretCredential {
  return new ClientSecretCredential(emulator.tenantId, clientId, secret, {
    authorityHost: emulator.httpsUrl,
    disableInstanceDiscovery: true,
  });
}

async function askToken(
  { emulator }: Bench,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  tenant = emulator.tenantId,
) {
  const url = `${emulator.url}/${tenant}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), headers });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

function tryToken({ emulator }: Bench, token: string) {
  const target = { baseUrl: emulator.url, token: () => Promise.resolve(token) };
  return callGraph(target, `GET ${configurationsPath}`);
}
