import { createPrivateKey } from "node:crypto";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { createClientCertificate, type EmulatorOptions } from "intune-graph-emulator";
import { createTokenSource, type GetToken } from "../../provider/dist/graph/signIn/tokenSource.js";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { withSignIn, type SignInBench } from "./signInBench.ts";

type Values = Readonly<Record<string, string | undefined>>;

const openSource = (config: Values, now: () => number = Date.now): GetToken =>
  createTokenSource(resolveSettings({ config, environment: {} }), now);

const failureOf = (config: Values): Promise<unknown> =>
  openSource(config)().then(
    () => "there was a token",
    (error: unknown) => error,
  );

/** Requests for a token that the authority has seen. */
const listSignIns = ({ emulator }: SignInBench) =>
  emulator.requests.filter(({ path }) => path.includes("/oauth2/v2.0/token"));

describe("createTokenSource", () => {
  it("asks once for a hundred at once, and for those after them", () =>
    withSignIn({}, async (bench) => {
      const getToken = openSource(bench.config);
      const tokens = await Promise.all(Array.from({ length: 100 }, () => getToken()));
      tokens.push(await getToken());
      expect(new Set(tokens).size).to.equal(1);
      expect(listSignIns(bench)).to.have.lengthOf(1);
      expect(await bench.askGraph(tokens[0] ?? "")).to.equal(200);
    }));

  it("asks anew five minutes before a token ends, and then also after a failure that may pass", () =>
    withSignIn({}, async (bench) => {
      let now = Date.now();
      const getToken = openSource(bench.config, () => now);
      const first = await getToken();
      now += 54 * 60_000;
      expect(await getToken()).to.equal(first);
      now += 2 * 60_000;
      bench.emulator.script({ path: "/token", respond: { status: 400, body: { error: "ill" } } });
      expect(await getToken().catch((error: unknown) => error)).to.be.instanceOf(SignInError);
      expect(await getToken()).not.to.equal(first);
      expect(listSignIns(bench)).to.have.lengthOf(3);
    }));

  it("asks no more once Entra has said that the credential is wrong", () =>
    withSignIn({}, async (bench) => {
      let now = Date.now();
      const getToken = openSource(bench.config, () => now);
      await getToken();
      now += 56 * 60_000;
      const body = { error: "invalid_client", error_description: "AADSTS7000222: It has expired." };
      bench.emulator.script({ path: "/token", respond: { status: 401, body } });
      const failures = await Promise.allSettled([getToken(), getToken()]);
      failures.push(...(await Promise.allSettled([getToken()])));
      const reasons = failures.map((each) => each.status === "rejected" && (each.reason as Error));
      expect(reasons[0]).to.be.instanceOf(SignInError).and.include({ code: "AADSTS7000222" });
      expect(new Set(reasons).size).to.equal(1);
      expect(listSignIns(bench)).to.have.lengthOf(2);
    }));

  it("asks once where not even the first request succeeds, for whichever reason", () =>
    withSignIn({}, async (bench) => {
      const getToken = openSource(bench.config);
      bench.emulator.script({ path: "/token", respond: { status: 400, body: { error: "ill" } } });
      const first: unknown = await getToken().catch((error: unknown) => error);
      expect(first).to.be.instanceOf(SignInError);
      expect(await getToken().catch((error: unknown) => error)).to.equal(first);
      expect(listSignIns(bench)).to.have.lengthOf(1);
    }));

  it("takes a token of the tenant that is expected", () =>
    withSignIn({}, async ({ config, emulator, askGraph }) => {
      const expectedTenantId = emulator.tenantId.toUpperCase();
      const token = await openSource({ ...config, expectedTenantId })();
      expect(await askGraph(token)).to.equal(200);
    }));

  it("refuses the token of another one, by the token and not by what was asked for", () =>
    withSignIn({}, async ({ config, emulator }) => {
      const expectedTenantId = "11111111-2222-4333-8444-555555555555";
      const settings = resolveSettings({
        config: { ...config, tenantId: "contoso.com", expectedTenantId },
        environment: {},
      });
      const tokens = [await emulator.issueToken(), "opaque"];
      for (const token of tokens) {
        const answer = { token, expiresOnTimestamp: Date.now() + 3_600_000 };
        const credential = { getToken: () => Promise.resolve(answer) };
        const getToken = createTokenSource(settings, Date.now, () => Promise.resolve(credential));
        const error: unknown = await getToken().catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(SignInError);
        expect(String(error)).to.include(
          `${token === "opaque" ? "shows no tenant" : `is of the tenant ${emulator.tenantId}`}, but intune:expectedTenantId is ${expectedTenantId}`,
        );
        expect(inspect(error, { depth: Infinity, showHidden: true })).not.to.include(
          token === "opaque" ? "opaque" : token.slice(0, 20),
        );
      }
    }));
});

const secret = "canary~secret";

/** What is set wrong, the code that Entra answers, and what the message says of it. */
const mistakes: [
  what: string,
  config: (bench: SignInBench) => Promise<Values> | Values,
  code: string | undefined,
  says: RegExp,
  options?: EmulatorOptions,
][] = [
  [
    "a secret",
    () => ({ clientSecret: secret }),
    "AADSTS7000215",
    /with a client secret \(.*intune:clientSecret from the stack's configuration.*\), Entra answered AADSTS7000215: Invalid client secret provided\. Ensure .*\. \(trace id [\da-f-]+\) Check intune:clientSecret: it is the secret's value, not its id\.$/,
  ],
  [
    "an application",
    () => ({ clientSecret: secret, clientId: "11111111-2222-4333-8444-555555555555" }),
    "AADSTS700016",
    /Check intune:clientId/,
  ],
  [
    "a tenant",
    () => ({ clientSecret: secret, tenantId: "contoso.com" }),
    undefined,
    /endpoints_resolution_error.*Check that the tenant exists in this cloud/,
  ],
  [
    "a certificate",
    async () => {
      const { pem } = await createClientCertificate();
      return { clientSecret: undefined, clientCertificate: pem };
    },
    "AADSTS700027",
    /very certificate is registered/,
  ],
  [
    "a token's time",
    async ({ emulator }) => {
      emulator.registerFederatedCredential({ issuer: "https://ci.example.com", subject: "job" });
      const token = { issuer: "https://ci.example.com", subject: "job", expiresInSeconds: -600 };
      return { clientSecret: undefined, oidcToken: await emulator.issueFederatedToken(token) };
    },
    "AADSTS700024",
    /this machine's clock/,
  ],
  [
    "a token's issuer",
    async ({ emulator }) => {
      const issuer = "https://canary-issuer.example.com";
      return {
        clientSecret: undefined,
        oidcToken: await emulator.issueFederatedToken({ issuer }),
      };
    },
    "AADSTS700211",
    /'?https:\/\/canary-issuer\.example\.com'?.*issuer of the application's federated credential/,
  ],
  [
    "a token's subject",
    async ({ emulator }) => {
      const issuer = "https://ci.example.com";
      emulator.registerFederatedCredential({ issuer, subject: "job" });
      const token = await emulator.issueFederatedToken({ issuer, subject: "repo:octo/other" });
      return { clientSecret: undefined, oidcToken: token };
    },
    "AADSTS700213",
    /'repo:octo\/other'.*subject of the application's federated credential/,
  ],
];

describe("a sign-in that fails", () => {
  for (const [what, configure, code, says, options = {}] of mistakes) {
    it(`says what to do where ${what} is wrong, and shows no secret at any depth`, () =>
      withSignIn(options, async (bench) => {
        const config = { ...bench.config, ...(await configure(bench)) };
        const error = await failureOf(config);
        expect(error).to.be.instanceOf(SignInError).and.include({ code });
        expect(String(error)).to.match(/^SignInError: Cannot sign in to Microsoft Entra: with /);
        expect(String(error)).to.match(says);
        const shown = inspect(error, { depth: Infinity, showHidden: true });
        const { clientSecret = secret, clientCertificate, oidcToken } = config as Values;
        expect(shown).not.to.include(clientSecret);
        expect(shown).not.to.match(/eyJ|PRIVATE KEY|client_assertion|cause/);
        const pieces = [clientCertificate?.split("\n")[2], oidcToken?.split(".")[2]];
        for (const piece of pieces) if (piece !== undefined) expect(shown).not.to.include(piece);
      }));
  }

  it("says that the password of a certificate's key is wrong, and takes the right one", () =>
    withSignIn({}, async (bench) => {
      const { pem, certificatePem } = await bench.emulator.registerCertificate();
      const passphrase = "canary~password";
      const key = createPrivateKey(pem).export({
        type: "pkcs8",
        format: "pem",
        cipher: "aes-256-cbc",
        passphrase,
      });
      // As openssl writes it: the certificate first, with remarks.
      const clientCertificate = `Bag Attributes\n${certificatePem}\nBag Attributes\n${key.toString()}`;
      const config = { ...bench.config, clientSecret: undefined, clientCertificate };
      const token = await openSource({ ...config, clientCertificatePassword: passphrase })();
      expect(await bench.askGraph(token)).to.equal(200);
      for (const clientCertificatePassword of ["canary~wrong", undefined]) {
        const error = await failureOf({ ...config, clientCertificatePassword });
        expect(error).to.be.instanceOf(SignInError);
        expect(inspect(error, { depth: Infinity, showHidden: true })).not.to.include("canary");
      }
    }));

  const ways = ["clientCertificatePath", "oidcTokenFilePath"] as const;
  for (const name of ways)
    it(`waits for no pipe that ${name} names`, () =>
      withSignIn({}, async (bench) => {
        const pipe = join(bench.folder, "pipe");
        execFileSync("mkfifo", [pipe]);
        for (const path of [pipe, bench.folder])
          expect(
            String(await failureOf({ ...bench.config, clientSecret: undefined, [name]: path })),
          ).to.equal(
            `SettingsError: intune:${name} from the stack's configuration names a folder, a pipe or a device: name a file.`,
          );
        expect(bench.emulator.requests).to.deep.equal([]);
      })).timeout(20_000);

  it("says of a certificate's file what it is not, before anything is sent", () =>
    withSignIn({}, async (bench) => {
      const clientCertificatePath = join(bench.folder, "certificate");
      const config = { ...bench.config, clientSecret: undefined, clientCertificatePath };
      expect(String(await failureOf(config))).to.include(
        "SettingsError: intune:clientCertificatePath from the stack's configuration names a file that does not exist.",
      );
      await writeFile(clientCertificatePath, Buffer.from("3082010a0282", "hex"));
      expect(String(await failureOf(config))).to.include("or a PFX (PKCS #12): it is neither");
      await writeFile(clientCertificatePath, "canary");
      expect(String(await failureOf(config)))
        .to.include("must hold a certificate and its private key")
        .and.not.include("canary");
      expect(bench.emulator.requests).to.deep.equal([]);
    }));
});
