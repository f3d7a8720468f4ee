import { writeFile } from "node:fs/promises";
import { ClientAssertionCredential, WorkloadIdentityCredential } from "@azure/identity";
import { expect } from "chai";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import { defaultApplication, defaultWorkloads, type FederatedToken } from "intune-graph-emulator";
import {
  createAssertionCredential,
  expectEntry,
  readRefusal,
  withSignIn,
  withVariables,
} from "./signInBench.ts";

const { kubernetes } = defaultWorkloads;

describe("WorkloadIdentityCredential", () => {
  it("signs in with the token in the file", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("workloadIdentity", bench.folder);
      const credential = await withVariables(
        variables,
        () => new WorkloadIdentityCredential(bench.options),
      );
      await expectEntry(bench, credential);
      expect(bench.emulator.requests.at(-2)?.form?.["client_assertion_type"]).to.match(
        /jwt-bearer$/u,
      );
    }));

  it("reads the file anew when another process wrote it", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("workloadIdentity", bench.folder);
      const file = variables["AZURE_FEDERATED_TOKEN_FILE"] ?? "";
      await writeFile(file, await bench.emulator.issueFederatedToken({ expiresInSeconds: -1 }));
      const create = () =>
        withVariables(variables, () => new WorkloadIdentityCredential(bench.options));
      expect(await readRefusal(await create())).to.include("AADSTS700024");
      await writeFile(file, await bench.emulator.issueFederatedToken());
      await expectEntry(bench, await create());
    }));
});

describe("A federated token", () => {
  const refusals: Readonly<Record<string, readonly [string, Partial<FederatedToken>]>> = {
    "of an issuer that is not trusted": ["AADSTS700211", { issuer: "https://example.com" }],
    "of the issuer without its last slash": [
      "AADSTS700211",
      { issuer: kubernetes.issuer.slice(0, -1) },
    ],
    "for another audience": ["AADSTS700212", { audience: "https://kubernetes.default.svc" }],
    "about another subject": ["AADSTS700213", { subject: "system:serviceaccount:default:other" }],
    "about the subject in another case": [
      "AADSTS7002138",
      { subject: kubernetes.subject.toUpperCase() },
    ],
    "whose time is over": ["AADSTS700024", { expiresInSeconds: 0 }],
  };
  for (const [what, [code, token]] of Object.entries(refusals)) {
    it(`${what} is refused with ${code}`, () =>
      withSignIn({}, async (bench) => {
        bench.emulator.registerFederatedCredential(kubernetes);
        const credential = createAssertionCredential(bench, () =>
          bench.emulator.issueFederatedToken(token),
        );
        expect(await readRefusal(credential)).to.include(`${code}: `);
      }));
  }

  it("ends by the emulator's clock", () => {
    let now = Math.floor(Date.now() / 1000) * 1000;
    return withSignIn({ now: () => now }, async (bench) => {
      bench.emulator.registerFederatedCredential(kubernetes);
      const token = await bench.emulator.issueFederatedToken({ expiresInSeconds: 60 });
      const create = () => createAssertionCredential(bench, () => Promise.resolve(token));
      now += 59_000;
      await expectEntry(bench, create());
      now += 1_000;
      expect(await readRefusal(create())).to.include("AADSTS700024");
    });
  });

  it("was issued now, or an hour before its end when it is over", () =>
    withSignIn({ now: () => 1_800_000_000_000 }, async ({ emulator }) => {
      for (const [expiresInSeconds, iat] of [
        [300, 1_800_000_000],
        [0, 1_800_000_000 - 3600],
      ] as const) {
        const payload = decodeJwt(await emulator.issueFederatedToken({ expiresInSeconds }));
        const exp = 1_800_000_000 + expiresInSeconds;
        expect(payload).to.include({ iat, nbf: iat, exp, sub: kubernetes.subject });
      }
    }));

  it("is refused as long as the application trusts nobody", () =>
    withSignIn({}, async (bench) => {
      const credential = createAssertionCredential(bench, () =>
        bench.emulator.issueFederatedToken(),
      );
      expect(await readRefusal(credential)).to.include("AADSTS700211");
    }));

  it("is refused from an application that is not there", () =>
    withSignIn({}, async (bench) => {
      const credential = new ClientAssertionCredential(
        bench.emulator.tenantId,
        "99999999-9999-4999-8999-999999999999",
        () => bench.emulator.issueFederatedToken(),
        bench.options,
      );
      expect(await readRefusal(credential)).to.include("AADSTS700016");
    }));

  it("may have an audience of one's own", () => {
    const audience = "api://octo";
    const federatedCredentials = [{ ...kubernetes, audience }];
    return withSignIn(
      { applications: [{ ...defaultApplication, federatedCredentials }] },
      async (bench) => {
        const issue = bench.emulator.issueFederatedToken;
        await expectEntry(
          bench,
          createAssertionCredential(bench, () => issue({ audience })),
        );
        expect(await readRefusal(createAssertionCredential(bench, () => issue()))).to.include(
          "AADSTS700212",
        );
      },
    );
  });
});

describe("An issuer with keys of its own", () => {
  const issuer = "https://ci.example.com";
  const subject = "job";

  it("signs tokens that are taken, and nobody else does", async () => {
    const own = await createKey("own");
    const federatedCredentials = [{ issuer, subject, keys: { keys: [own.publicKey] } }];
    await withSignIn(
      { applications: [{ ...defaultApplication, federatedCredentials }] },
      async (bench) => {
        await expectEntry(bench, createAssertionCredential(bench, own.sign));
        const forged = await createKey("own");
        const unknown = await createKey("unknown");
        expect(await readRefusal(createAssertionCredential(bench, forged.sign))).to.include(
          "AADSTS700027: Client assertion failed signature validation.",
        );
        expect(await readRefusal(createAssertionCredential(bench, unknown.sign))).to.include(
          "AADSTS7000272: The certificate with identifier unknown ",
        );
        const emulated = createAssertionCredential(bench, () =>
          bench.emulator.issueFederatedToken({ issuer, subject }),
        );
        expect(await readRefusal(emulated)).to.include("AADSTS7000272");
      },
    );
  });

  async function createKey(kid: string) {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const sign = () =>
      new SignJWT({ iss: issuer, sub: subject, aud: "api://AzureADTokenExchange" })
        .setProtectedHeader({ alg: "RS256", kid })
        .setExpirationTime("5 minutes")
        .sign(privateKey);
    return { publicKey: { ...(await exportJWK(publicKey)), kid }, sign };
  }
});
