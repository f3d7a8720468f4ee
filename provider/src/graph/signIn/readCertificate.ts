import { createPrivateKey, X509Certificate } from "node:crypto";
import type { ClientCertificatePEMCertificate } from "@azure/identity";
import type forgeModule from "node-forge";
import { SettingsError } from "../settingText.js";
import { describeSetting, describeSources, type GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./chooseCredential.js";
import { readSettingFile } from "./readSettingFile.js";

const pemStart = "-----BEGIN ";
const certificateStart = "-----BEGIN CERTIFICATE-----";
const keyForm = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/;

/** DER, so every PFX, begins with a sequence's tag. */
const derSequence = 0x30;

/**
 * PEM as it is, a PFX opened; either may be in base64.
 * @throws SettingsError, without the content or the password.
 */
export async function readCertificate(
  { triggers }: CredentialWay,
  settings: GraphSettings,
): Promise<ClientCertificatePEMCertificate> {
  const { clientCertificate = "", clientCertificatePassword: password } = settings;
  const isFile = triggers.some((name) => name === "clientCertificatePath");
  const source = describeSetting(settings, isFile ? "clientCertificatePath" : "clientCertificate");
  const refuse: Refuse = (problem) => new SettingsError(`${source} ${problem}`);
  const bytes = isFile
    ? await readSettingFile(settings, "clientCertificatePath")
    : Buffer.from(clientCertificate);
  const isPlain = bytes.includes(pemStart) || bytes[0] === derSequence;
  const plain = isPlain ? bytes : Buffer.from(bytes.toString("latin1"), "base64");
  const pem = plain.toString("utf8");
  if (pem.includes(certificateStart) && keyForm.test(pem))
    return { certificate: pem, ...(password !== undefined && { certificatePassword: password }) };
  // Loaded only for a PFX.
  const { default: forge } = await import("node-forge");
  return { certificate: openPfx(forge, plain, settings, refuse) };
}

type Forge = typeof forgeModule;
type Node = forgeModule.asn1.Asn1;
type Refuse = (problem: string) => SettingsError;

/**
 * A PFX (PKCS #12) as PEM. @azure/identity takes no other form, and Node gives out no key. All stays in memory.
 * @param bytes DER or BER, encrypted with AES (OpenSSL 3) or 3DES and RC2 (older tools).
 */
function openPfx(forge: Forge, bytes: Buffer, settings: GraphSettings, refuse: Refuse): string {
  const root = parseRoot(forge, bytes);
  if (root === undefined)
    throw refuse(
      `must hold a certificate and its private key, both in PEM (${certificateStart} and -----BEGIN PRIVATE KEY-----), ` +
        "or a PFX (PKCS #12): it is neither, or damaged.",
    );
  const { clientCertificatePassword: password } = settings;
  const bags = openBags(forge, root, password ?? "");
  // Only the library's words distinguish a wrong password from an unknown encryption.
  if (bags === undefined)
    throw refuse(
      password === undefined
        ? `is a PFX that does not open without a password: set ${describeSources("clientCertificatePassword")}.`
        : `is a PFX that does not open with ${describeSetting(settings, "clientCertificatePassword")}: the password is ` +
            "wrong, or the file is damaged or encrypted in a way that is not known here.",
    );
  const pem = toPem(forge, bags);
  if (pem !== undefined) return pem;
  throw refuse(
    "is a PFX without exactly one private key, of RSA, and its certificate: export the certificate again, with its key.",
  );
}

function parseRoot(forge: Forge, bytes: Buffer): Node | undefined {
  try {
    const root = forge.asn1.fromDer(bytes.toString("latin1"));
    const [version] = Array.isArray(root.value) ? root.value : [];
    // 3 is the only version.
    return version?.value === "\u0003" ? root : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The checksum takes a password as UTF-16, AES as UTF-8; the library takes one text for both. Letters beyond ASCII
 * are spelled for AES, without the checksum.
 */
function openBags(forge: Forge, root: Node, password: string) {
  const bare = { ...root, value: (root.value as Node[]).slice(0, 2) };
  const isAscii = /^[\x20-\x7e]*$/.test(password);
  const ways: [pfx: Node, password: string][] = [[root, password]];
  if (!isAscii) ways.push([bare, forge.util.encodeUtf8(password)]);
  for (const [pfx, spelled] of ways) {
    try {
      const { safeContents } = forge.pkcs12.pkcs12FromAsn1(pfx, false, spelled);
      return safeContents.flatMap(({ safeBags }) => safeBags);
    } catch {
      // The next way may open it. The error may quote content.
    }
  }
  return undefined;
}

/** The key and its certificate. The library knows only RSA, and so do @azure/identity's signatures. */
function toPem(forge: Forge, bags: readonly forgeModule.pkcs12.Bag[]): string | undefined {
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const [found, ...otherKeys] = bags.filter(
    ({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag,
  );
  if (!found?.key || otherKeys.length > 0) return undefined;
  const keyPem = forge.pki.privateKeyToPem(found.key).replaceAll("\r\n", "\n").trim();
  const key = createPrivateKey(keyPem);
  const certificate = bags
    .filter(({ type }) => type === certBag)
    .map(({ cert, asn1 }) => forge.asn1.toDer(cert ? forge.pki.certificateToAsn1(cert) : asn1))
    .map((der) => new X509Certificate(Buffer.from(der.getBytes(), "latin1")))
    .find((one) => one.checkPrivateKey(key));
  return certificate && `${keyPem}\n${certificate.toString()}`;
}
