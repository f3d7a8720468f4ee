import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { SignJWT, type JWTPayload } from "jose";
import { defaultApplication, type ClientCertificate, type Emulator } from "intune-graph-emulator";
import { pick } from "./callGraph.ts";
import { withEmulator } from "./withEmulator.ts";

const { clientId } = defaultApplication;
const stranger = "11111111-2222-4333-8444-555555555555";
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

describe("A client assertion made by hand", () => {
  it("is taken with either thumbprint, algorithm and version of the endpoint", () =>
    withEmulator({}, async ({ emulator }) => {
      const certificate = await emulator.registerCertificate();
      for (const [path, x5t, alg] of [
        ["oauth2/token", "x5t", "RS256"],
        ["oauth2/v2.0/token", "x5t#S256", "PS256"],
      ] as const) {
        const aud = `${emulator.url}/${emulator.tenantId}/${path}`;
        const client_assertion = await sign(certificate, { aud }, { x5t, alg });
        const { status, body } = await ask(emulator, { client_assertion }, path);
        expect(status, JSON.stringify(body)).to.equal(200);
      }
    }));

  for (const x5t of ["x5t", "x5t#S256"] as const) {
    it(`is taken however its ${x5t} is spelled`, () =>
      withEmulator({}, async ({ emulator }) => {
        const certificate = await emulator.registerCertificate();
        const aud = endpointOf(emulator);
        const spellings: readonly ((hash: Buffer) => string)[] = [
          (hash) => hash.toString("base64"),
          (hash) => hash.toString("base64").replace(/=+$/u, ""),
          (hash) => hash.toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
        ];
        for (const spell of spellings) {
          const client_assertion = await sign(certificate, { aud }, { x5t, spell });
          const { status, body } = await ask(emulator, { client_assertion });
          expect(status, JSON.stringify(body)).to.equal(200);
        }
      }));
  }

  it("names the application by itself", () =>
    withEmulator({}, async ({ emulator }) => {
      const certificate = await emulator.registerCertificate();
      const client_assertion = await sign(certificate, { aud: endpointOf(emulator) });
      const { status } = await ask(emulator, { client_assertion, client_id: undefined });
      expect(status).to.equal(200);
    }));

  const refusals: Readonly<Record<string, readonly [number, number, JWTPayload]>> = {
    "of another issuer": [700021, 401, { iss: stranger }],
    "about another client": [700021, 401, { sub: stranger }],
    "of another client altogether": [700021, 401, { iss: stranger, sub: stranger }],
    "for another endpoint": [700023, 401, { aud: "https://login.microsoftonline.com/x/oauth2" }],
    "for nobody": [700023, 401, { aud: [] }],
  };
  for (const [what, [code, status, claims]] of Object.entries(refusals)) {
    it(`is refused ${what} with AADSTS${code}`, () =>
      withEmulator({}, async ({ emulator }) => {
        const certificate = await emulator.registerCertificate();
        const aud = endpointOf(emulator);
        const answer = await ask(emulator, {
          client_assertion: await sign(certificate, { aud, ...claims }),
        });
        expectRefusal(answer, code, status);
      }));
  }

  it("is refused with an algorithm that Entra does not take", () =>
    withEmulator({}, async ({ emulator }) => {
      const certificate = await emulator.registerCertificate();
      const client_assertion = await sign(
        certificate,
        { aud: endpointOf(emulator) },
        { alg: "RS512" },
      );
      expectRefusal(await ask(emulator, { client_assertion }), 700027, 401);
    }));

  it("is refused when it has no end", () =>
    withEmulator({}, async ({ emulator }) => {
      const certificate = await emulator.registerCertificate();
      const aud = endpointOf(emulator);
      const client_assertion = await sign(certificate, { aud }, { isEndless: true });
      expectRefusal(await ask(emulator, { client_assertion }), 700024, 401);
    }));

  it("is refused when it names no certificate", () =>
    withEmulator({}, async ({ emulator }) => {
      const certificate = await emulator.registerCertificate();
      const aud = endpointOf(emulator);
      const client_assertion = await sign(certificate, { aud }, { x5t: "kid" });
      expectRefusal(await ask(emulator, { client_assertion }), 700027, 401);
    }));
});

describe("A token request", () => {
  for (const [what, form, code, status] of [
    ["an assertion that is no token", { client_assertion: "abc" }, 50027, 400],
    [
      "an assertion of no type",
      { client_assertion: "abc", client_assertion_type: undefined },
      900144,
      400,
    ],
    ["neither a secret nor an assertion", {}, 7000216, 401],
    ["claims that are no object", { client_secret: "emulated-secret", claims: "[]" }, 9002313, 400],
  ] as const) {
    it(`is refused with ${what}, as AADSTS${code}`, () =>
      withEmulator({}, async ({ emulator }) => {
        expectRefusal(await ask(emulator, form), code, status);
      }));
  }

  it("is logged without what proves who asks", () =>
    withEmulator({}, async ({ emulator }) => {
      await ask(emulator, { client_secret: defaultApplication.clientSecret });
      await ask(emulator, { client_assertion: "abc" });
      const [bySecret, byAssertion] = emulator.requests;
      expect(bySecret?.form).to.include({ client_id: clientId, client_secret: "***" });
      expect(byAssertion?.form).to.include({ client_assertion: "***" });
    }));
});

interface Making {
  readonly isEndless?: true;
  readonly x5t?: "x5t" | "x5t#S256" | "kid";
  readonly alg?: string;
  readonly spell?: (hash: Buffer) => string;
}

function sign(
  { pem, certificatePem }: ClientCertificate,
  claims: JWTPayload,
  making: Making = {},
): Promise<string> {
  const { x5t = "x5t#S256", alg = "PS256", isEndless } = making;
  const { spell = (bytes: Buffer) => bytes.toString("base64url") } = making;
  const { raw } = new X509Certificate(certificatePem);
  const hash = createHash(x5t === "x5t" ? "sha1" : "sha256").update(raw);
  const now = Math.floor(Date.now() / 1000);
  const end = isEndless ? {} : { exp: now + 600 };
  return new SignJWT({ iss: clientId, sub: clientId, nbf: now, ...end, ...claims })
    .setProtectedHeader({ alg, [x5t]: spell(hash.digest()) })
    .sign(createPrivateKey(pem));
}

function endpointOf({ url, tenantId }: Emulator): string {
  return `${url}/${tenantId}/oauth2/v2.0/token`;
}

async function ask(
  { url, tenantId }: Emulator,
  form: Readonly<Record<string, string | undefined>>,
  path = "oauth2/v2.0/token",
) {
  const fields: Readonly<Record<string, string | undefined>> = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_assertion_type: assertionType,
    scope: "https://graph.microsoft.com/.default",
    resource: "https://graph.microsoft.com/",
    ...form,
  };
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : ([[name, value]] as const),
  );
  const response = await fetch(`${url}/${tenantId}/${path}`, {
    method: "POST",
    body: new URLSearchParams(Object.fromEntries(given)),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

/** The form that Entra documents. */
function expectRefusal(answer: Awaited<ReturnType<typeof ask>>, code: number, status: number) {
  const { body } = answer;
  expect(answer.status, JSON.stringify(body)).to.equal(status);
  expect(pick(body, "error_codes")).to.deep.equal([code]);
  expect(pick(body, "error_uri")).to.equal(`https://login.microsoftonline.com/error?code=${code}`);
  const trace = String(pick(body, "trace_id"));
  const correlation = String(pick(body, "correlation_id"));
  const timestamp = String(pick(body, "timestamp"));
  expect(pick(body, "error_description")).to.match(new RegExp(`^AADSTS${code}: `, "u"));
  expect(pick(body, "error_description")).to.include(
    ` Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
  );
  expect(timestamp).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/u);
}
