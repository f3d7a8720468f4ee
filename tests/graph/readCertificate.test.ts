import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { createClientCertificate } from "intune-graph-emulator";
import forge from "node-forge";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { SettingsError } from "../../provider/dist/graph/settingText.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { withSignIn, type SignInBench } from "./signInBench.ts";
import { writePfx } from "./writePfx.ts";

type Values = Readonly<Record<string, string | undefined>>;

const password = "canary~password";

const signIn = ({ config }: SignInBench, certificate: Values): Promise<string> => {
  const all: Values = { ...config, clientSecret: undefined, ...certificate };
  return createTokenSource(resolveSettings({ config: all, environment: {} }), Date.now)();
};

describe("signing in with a PFX", () => {
  const kinds: [what: string, options: string[], password?: string][] = [
    ["as OpenSSL 3 makes it (AES)", []],
    ["as older tools make it (3DES and RC2)", ["-legacy"]],
    ["as Windows makes it on request (AES with a checksum by SHA-1)", ["-macalg", "sha1"]],
    ["with an empty password", [], ""],
    ["of older tools with an empty password", ["-legacy"], ""],
    ["with a password beyond ASCII", [], "canary~pässwörd€"],
    ["of older tools with a password beyond ASCII", ["-legacy"], "canary~pässwörd€"],
    ["without a checksum", ["-nomac"]],
    ["that encrypts nothing", ["-keypbe", "NONE", "-certpbe", "NONE"]],
  ];
  for (const [what, options, ownPassword = password] of kinds) {
    it(`takes one ${what}`, () =>
      withSignIn({}, async (bench) => {
        const { pem } = await bench.emulator.registerCertificate();
        const { folder } = bench;
        const { path } = await writePfx({ folder, pem, password: ownPassword, options });
        const token = await signIn(bench, {
          clientCertificatePath: path,
          clientCertificatePassword: ownPassword,
        });
        expect(await bench.askGraph(token)).to.equal(200);
      }));
  }

  it("takes one in base64, in the setting or in a file", () =>
    withSignIn({}, async (bench) => {
      const { pem } = await bench.emulator.registerCertificate();
      const { bytes } = await writePfx({ folder: bench.folder, pem, password });
      const lines = bytes.toString("base64").replaceAll(/.{64}/g, "$&\n");
      const file = join(bench.folder, "certificate.txt");
      await writeFile(file, lines);
      for (const given of [{ clientCertificate: lines }, { clientCertificatePath: file }]) {
        const token = await signIn(bench, { ...given, clientCertificatePassword: password });
        expect(await bench.askGraph(token)).to.equal(200);
      }
    }));

  it("signs with the certificate of the key, whichever comes first", () =>
    withSignIn({}, async (bench) => {
      const { pem, certificatePem } = await bench.emulator.registerCertificate();
      const { certificatePem: other } = await createClientCertificate();
      // OpenSSL puts the right one first.
      const key = forge.pki.privateKeyFromPem(pem);
      const chain = [other, certificatePem].map((one) => forge.pki.certificateFromPem(one));
      const pfx = forge.pkcs12.toPkcs12Asn1(key, chain, password);
      const path = join(bench.folder, "certificate.pfx");
      await writeFile(path, forge.asn1.toDer(pfx).getBytes(), "latin1");
      const token = await signIn(bench, {
        clientCertificatePath: path,
        clientCertificatePassword: password,
      });
      expect(await bench.askGraph(token)).to.equal(200);
    }));
});

describe("a certificate that cannot be used", () => {
  interface Spoiled {
    bytes: Buffer;
    password?: string | undefined;
  }
  const keyOf = (pem: string): string => pem.slice(0, pem.indexOf("-----BEGIN CERTIFICATE"));

  const mistakes: [
    what: string,
    spoil: (folder: string) => Promise<Spoiled> | Spoiled,
    says: string,
  ][] = [
    [
      "a PFX of another password",
      async (folder) => ({ ...(await makePfx(folder)), password: "canary~wrong" }),
      "is a PFX that does not open with intune:clientCertificatePassword from the stack's configuration: the password is wrong",
    ],
    [
      "a PFX of older tools and of another password",
      async (folder) => ({ ...(await makePfx(folder, ["-legacy"])), password: "canary~wröng" }),
      "is a PFX that does not open with intune:clientCertificatePassword",
    ],
    [
      "a PFX that encrypts nothing, of another password",
      async (folder) => ({
        ...(await makePfx(folder, ["-keypbe", "NONE", "-certpbe", "NONE"])),
        password: "canary~wrong",
      }),
      "is a PFX that does not open with intune:clientCertificatePassword",
    ],
    [
      "a PFX whose password is missing",
      async (folder) => ({ ...(await makePfx(folder)), password: undefined }),
      "is a PFX that does not open without a password: set intune:clientCertificatePassword (or ARM_CLIENT_CERTIFICATE_PASSWORD, AZURE_CLIENT_CERTIFICATE_PASSWORD).",
    ],
    [
      "a PFX without a key",
      (folder) => makePfx(folder, ["-nokeys"]),
      "is a PFX without exactly one private key, of RSA, and its certificate: export the certificate again, with its key.",
    ],
    [
      "a PFX without a certificate",
      async (folder) => makePfx(folder, ["-nocerts"], keyOf((await createClientCertificate()).pem)),
      "is a PFX without exactly one private key, of RSA, and its certificate: export the certificate again, with its key.",
    ],
    [
      "a PFX of another kind of key",
      (folder) => {
        const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
        return makePfx(folder, ["-nocerts"], pem);
      },
      "is a PFX without exactly one private key, of RSA, and its certificate: export the certificate again, with its key.",
    ],
    [
      "a PFX that is cut off",
      async (folder) => ({ bytes: (await makePfx(folder)).bytes.subarray(0, 900) }),
      "or a PFX (PKCS #12): it is neither, or damaged.",
    ],
    [
      "a PFX that was changed",
      async (folder) => {
        const { bytes } = await makePfx(folder);
        bytes.writeUInt8(bytes.readUInt8(1_000) ^ 1, 1_000);
        return { bytes };
      },
      "or the file is damaged or encrypted in a way that is not known here.",
    ],
    [
      "a certificate alone, in DER",
      async () => {
        const { certificatePem } = await createClientCertificate();
        return { bytes: Buffer.from(certificatePem.replaceAll(/-----.*-----|\s/g, ""), "base64") };
      },
      "or a PFX (PKCS #12): it is neither, or damaged.",
    ],
    [
      "what is no certificate at all",
      () => ({ bytes: Buffer.concat([Buffer.from([1]), randomBytes(500)]) }),
      "must hold a certificate and its private key, both in PEM (-----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----), or a PFX (PKCS #12): it is neither, or damaged.",
    ],
    ["nothing", () => ({ bytes: Buffer.alloc(0) }), "both in PEM"],
  ];

  const makePfx = async (folder: string, options: string[] = [], given?: string) => {
    const pem = given ?? (await createClientCertificate({ commonName: "canary" })).pem;
    return { bytes: (await writePfx({ folder, pem, password, options })).bytes };
  };

  for (const [what, spoil, says] of mistakes) {
    it(`is refused by key and origin, without its content: ${what}`, () =>
      withSignIn({}, async (bench) => {
        const { bytes, ...given } = { password, ...(await spoil(bench.folder)) };
        const path = join(bench.folder, "given");
        await writeFile(path, bytes);
        const error: unknown = await signIn(bench, {
          clientCertificatePath: path,
          clientCertificatePassword: given.password,
        }).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(SettingsError);
        expect(String(error))
          .to.match(/^SettingsError: intune:clientCertificatePath from the stack's configuration /)
          .and.include(says);
        const shown = inspect(error, { depth: Infinity, showHidden: true });
        expect(shown).not.to.include("canary").and.not.include("cause");
        expect(bench.emulator.requests).to.deep.equal([]);
      }));
  }

  const texts = ["canary", "-----BEGIN CERTIFICATE-----canary", btoa("canary")];
  for (const text of texts)
    it(`is refused in a setting too, before anything is sent: ${text}`, async () => {
      const config: Values = { tenantId: "t", clientId: "c" };
      const environment = { ARM_CLIENT_CERTIFICATE: text };
      const settings = resolveSettings({ config, environment });
      const error: unknown = await createTokenSource(settings, Date.now)().catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(SettingsError);
      expect(String(error))
        .to.include("intune:clientCertificate from ARM_CLIENT_CERTIFICATE must hold a certificate")
        .and.include("both in PEM")
        .and.not.include("canary");
    });
});
