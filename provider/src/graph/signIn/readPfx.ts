import { createPrivateKey, X509Certificate } from "node:crypto";
import type forgeModule from "node-forge";
import { SettingsError } from "../readSetting.js";

type Forge = typeof forgeModule;
type Node = forgeModule.asn1.Asn1;

export interface PfxDescription {
  /** The PFX's setting, for messages. */
  source: string;
  /** Empty if left out. */
  password: string | undefined;
  /** Its setting, for messages. */
  passwordSource: string;
}

/**
 * A PFX (PKCS #12) as PEM: the private key, its certificate, the others. @azure/identity takes no other form, and
 * Node gives out no key. All stays in memory.
 * @param bytes DER or BER, encrypted with AES (OpenSSL 3) or 3DES and RC2 (older tools).
 * @throws SettingsError without the content or the password.
 */
export async function readPfx(bytes: Buffer, description: PfxDescription): Promise<string> {
  const { source, password = "", passwordSource } = description;
  const refuse = (problem: string) => new SettingsError(`${source} ${problem}`);
  // Loaded only for a PFX.
  const { default: forge } = await import("node-forge");
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;

  const root = parseRoot(forge, bytes);
  if (root === undefined)
    throw refuse(
      "must hold a certificate with its private key, as PEM or PFX (PKCS #12): it is neither, or damaged.",
    );
  const bags = openBags(forge, root, password);
  // Only the library's words distinguish a wrong password from an unknown encryption.
  if (bags === undefined)
    throw refuse(
      description.password === undefined
        ? `is a PFX that does not open without a password: set ${passwordSource}.`
        : `is a PFX that does not open with ${passwordSource}: the password is wrong, ` +
            "or the file is damaged or encrypted in a way that is not known here.",
    );
  const [keyFound, ...otherKeys] = bags.filter(
    ({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag,
  );
  if (keyFound === undefined)
    throw refuse("is a PFX without a private key: export the certificate again, with its key.");
  if (otherKeys.length > 0) throw refuse("is a PFX with several private keys: export one alone.");
  // The library knows only RSA, and so do @azure/identity's signatures.
  if (!keyFound.key) throw refuse("is a PFX whose private key is not of RSA.");
  const keyPem = forge.pki.privateKeyToPem(keyFound.key).replaceAll("\r\n", "\n").trim();

  const certificates = bags
    .filter(({ type }) => type === certBag)
    .map(({ cert, asn1 }) => forge.asn1.toDer(cert ? forge.pki.certificateToAsn1(cert) : asn1))
    .map((der) => new X509Certificate(Buffer.from(der.getBytes(), "latin1")));
  const key = createPrivateKey(keyPem);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) throw refuse("is a PFX without the certificate of its private key.");
  const chain = certificates.filter((certificate) => certificate !== own);
  return [keyPem, ...[own, ...chain].map(String)].join("\n");
}

/** 3 is the only version. */
function parseRoot(forge: Forge, bytes: Buffer): Node | undefined {
  try {
    const root = forge.asn1.fromDer(bytes.toString("latin1"));
    const [version] = Array.isArray(root.value) ? root.value : [];
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
