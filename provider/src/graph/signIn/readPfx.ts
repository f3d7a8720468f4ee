import { createPrivateKey, X509Certificate } from "node:crypto";
import type forgeModule from "node-forge";
import { SettingsError } from "../readSetting.js";

type Forge = typeof forgeModule;
type Bag = forgeModule.pkcs12.Bag;
type Node = forgeModule.asn1.Asn1;

export interface PfxDescription {
  /** How to call the setting that the PFX comes from. */
  source: string;
  /** Its password; an empty one where this is left out. */
  password?: string;
  /** How to call the setting that the password comes from, or could come from. */
  passwordSource: string;
}

/**
 * The private key of a PFX (PKCS #12) and its certificates, that of the key first, in PEM: @azure/identity takes no other
 * form, and Node gives out no key of a PFX. All of it stays in memory.
 *
 * @param bytes The PFX in DER or BER, encrypted with AES as by OpenSSL 3, or with 3DES and RC2 as by older tools.
 * @throws SettingsError that says what is wrong with it; never the content, nor the password.
 */
export async function readPfx(bytes: Buffer, description: PfxDescription): Promise<string> {
  // Only who has a PFX loads what opens it.
  const { default: forge } = await import("node-forge");
  const { source } = description;
  const root = parseRoot(forge, bytes);
  if (root === undefined) {
    throw new SettingsError(
      `${source} must hold a certificate with its private key, as PEM or PFX (PKCS #12): it is neither, or damaged.`,
    );
  }
  const bags = openBags(forge, root, description);
  const keyPem = findKey(forge, bags, source);
  const key = createPrivateKey(keyPem);
  const certificates = bags
    .filter(({ type }) => type === forge.pki.oids["certBag"])
    .map((bag) => toCertificate(forge, bag));
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) {
    throw new SettingsError(`${source} is a PFX without the certificate of its private key.`);
  }
  const chain = certificates.filter((certificate) => certificate !== own);
  return [keyPem, ...[own, ...chain].map(String)].join("\n");
}

/** Undefined where the bytes are no PFX of version 3, the only one there is. */
function parseRoot(forge: Forge, bytes: Buffer): Node | undefined {
  try {
    const root = forge.asn1.fromDer(bytes.toString("latin1"));
    const [version] = Array.isArray(root.value) ? root.value : [];
    return version?.value === "\u0003" ? root : undefined;
  } catch {
    return undefined;
  }
}

/** The library's words alone distinguish a wrong password from an unknown encryption, so the message names both. */
function openBags(forge: Forge, root: Node, description: PfxDescription): Bag[] {
  const { source, password = "", passwordSource } = description;
  const isAscii = /^[\x20-\x7e]*$/.test(password);
  for (const open of isAscii ? [openAsIs] : [openAsIs, openAsUtf8]) {
    try {
      return open(forge, root, password).safeContents.flatMap(({ safeBags }) => safeBags);
    } catch {
      // The next way may open it; what the library says may quote what it has read.
    }
  }
  throw new SettingsError(
    description.password === undefined
      ? `${source} is a PFX that does not open without a password: set ${passwordSource}.`
      : `${source} is a PFX that does not open with ${passwordSource}: the password is wrong, ` +
          "or the file is damaged or encrypted in a way that is not known here.",
  );
}

type Open = (forge: Forge, root: Node, password: string) => forgeModule.pkcs12.Pkcs12Pfx;

const openAsIs: Open = (forge, root, password) =>
  forge.pkcs12.pkcs12FromAsn1(root, false, password);

/**
 * The checksum takes a password as UTF-16, AES as UTF-8, and the library the same text for both: a password with other
 * letters than ASCII has to be spelled for AES, without a look at the checksum.
 */
const openAsUtf8: Open = (forge, root, password) => {
  const [version, contents] = root.value as Node[];
  if (version === undefined || contents === undefined) throw new Error("There is nothing in it.");
  const bare = { ...root, value: [version, contents] };
  return forge.pkcs12.pkcs12FromAsn1(bare, false, forge.util.encodeUtf8(password));
};

function findKey(forge: Forge, bags: readonly Bag[], source: string): string {
  const { pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids;
  const found = bags.filter(({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag);
  const [first, second] = found;
  if (first === undefined) {
    throw new SettingsError(
      `${source} is a PFX without a private key: export the certificate again, with its key.`,
    );
  }
  if (second !== undefined) {
    throw new SettingsError(`${source} is a PFX with several private keys: export one alone.`);
  }
  // The library knows keys of RSA only, and so do the signatures of @azure/identity.
  if (!first.key) throw new SettingsError(`${source} is a PFX whose private key is not of RSA.`);
  return forge.pki.privateKeyToPem(first.key).replaceAll("\r\n", "\n").trim();
}

function toCertificate(forge: Forge, bag: Bag): X509Certificate {
  const node = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
  return new X509Certificate(Buffer.from(forge.asn1.toDer(node).getBytes(), "latin1"));
}
