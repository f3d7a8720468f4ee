// @ts-nocheck
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ClientCertificateCredential } from "@azure/identity";
import { expect } from "chai";
import { createClientCertificate, createEmulator, defaultApplication } from "intune-graph-emulator";
import { pick } from "./callGraph.ts";
import {
  expectEntry,
  readRefusal,
  withSignIn,
  type Credential,
  type SignInBench,
} from "./signInBench.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

describe("ClientCertificateCredential", () => {
  it("signs in with a registered certificate, from a file and from a text, with its chain or without", () =>
    withSignIn({}, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate();
      const file = join(bench.folder, "certificate.pem");
      await writeFile(file, pem);
      const options = { ...bench.options, sendCertificateChain: true };
      await expectEntry(bench, new ClientCertificateCredential(...bench.names, file, options));
      await expectEntry(bench, createCredential(bench, pem));
    }));

  it("signs in with a certificate that the application has from the start", async () => {
    const { certificatePem, pem } = await createClientCertificate();
    const application = { ...defaultApplication, certificates: [certificatePem] };
    await withSignIn({ applications: [application] }, (bench) =>
      expectEntry(bench, createCredential(bench, pem)),
    );
  });

  it("has no emulator to sign in to when a certificate of the options cannot be read", async () => {
    const application = { ...defaultApplication, certificates: ["abc"] };
    const error: unknown = await createEmulator({ applications: [application] }).then(
      (emulator) => emulator.close(),
      (reason: unknown) => reason,
    );
    expect(pick(error, "code")).to.match(/^ERR_OSSL_/u);
  });

  it("is told of a certificate that is not registered, by its thumbprint", () =>
    withSignIn({}, async (bench) => {
      await bench.emulator.registerCertificate();
      const { pem } = await createClientCertificate();
      const refusal = await readRefusal(createCredential(bench, pem));
      expect(refusal).to.include("AADSTS700027").and.include("The key was not found.");
      expect(refusal).to.match(/Thumbprint of key used by client: '[0-9A-F]{64}'/u);
    }));

  it("is told of a certificate that is registered for another application", async () => {
    const other = { clientId: "11111111-2222-4333-8444-555555555555", clientSecret: "", roles: [] };
    await withSignIn({ applications: [defaultApplication, other] }, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate({ clientId: other.clientId });
      const refusal = await readRefusal(createCredential(bench, pem));
      expect(refusal).to.include("AADSTS700027").and.include("The key was not found.");
    });
  });

  for (const [state, startsInDays, endsInDays] of [
    ["is over", -2, -1],
    ["has not begun", 1, 2],
  ] as const) {
    it(`is told of a certificate whose time ${state}`, () =>
      withSignIn({}, async (bench) => {
        const { pem } = await bench.emulator.registerCertificate({
          notBefore: new Date(Date.now() + startsInDays * dayMs),
          notAfter: new Date(Date.now() + endsInDays * dayMs),
        });
        const refusal = await readRefusal(createCredential(bench, pem));
        expect(refusal).to.include("AADSTS700027").and.include("The key used is expired.");
        expect(refusal).to.match(/Found key 'Start=\d\d\/\d\d\/\d{4} [\d:]{8}, End=/u);
      }));
  }

  it("is told of a signature by another key than the certificate's", () =>
    withSignIn({}, async (bench) => {
      const { certificatePem } = await bench.emulator.registerCertificate();
      const other = await createClientCertificate();
      const pem = other.pem.replace(other.certificatePem, certificatePem);
      const refusal = await readRefusal(createCredential(bench, pem));
      expect(refusal).to.include("AADSTS700027").and.include("verify the signature failed");
    }));

  for (const [time, aheadMs] of [
    ["over by the clock of Entra", 11 * minuteMs],
    ["not begun by it", -6 * minuteMs],
  ] as const) {
    it(`is told of an assertion that is ${time}`, () =>
      withSignIn({ now: () => Date.now() + aheadMs }, async (bench) => {
        const { pem } = await bench.emulator.registerCertificate();
        const refusal = await readRefusal(createCredential(bench, pem));
        expect(refusal).to.include("AADSTS700024").and.include("Current time: ");
      }));
  }

  it("may have a clock that is a little ahead", () =>
    withSignIn({ now: () => Date.now() - 4 * minuteMs }, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate();
      expect(await readRefusal(createCredential(bench, pem))).to.equal("There was a token.");
    }));

  it("is told of an application that is not there", () =>
    withSignIn({}, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate();
      const nobody = "99999999-9999-4999-8999-999999999999";
      const refusal = await readRefusal(createCredential(bench, pem, nobody));
      expect(refusal).to.include("AADSTS700016").and.include(nobody);
    }));

  it("is told when the authority is down", () =>
    withSignIn({}, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate();
      await bench.emulator.close();
      const refusal = await readRefusal(createCredential(bench, pem));
      expect(refusal).to.include("endpoints_resolution_error");
    }));
});

function createCredential(
  { names, options }: SignInBench,
  certificate: string,
  clientId = names[1],
): Credential {
  return new ClientCertificateCredential(names[0], clientId, { certificate }, options);
}
