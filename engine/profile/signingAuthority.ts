import { constants, generateKeyPairSync, privateEncrypt } from "node:crypto";
import forge from "node-forge";

interface Keys {
  publicKey: forge.pki.rsa.PublicKey;
  privateKey: forge.pki.rsa.PrivateKey;
}

// One of each for all that a process makes: to make them takes longer than all the rest.
let sharedKeys: Keys | undefined;
let sharedSigner: forge.pki.Certificate | undefined;
const issued = new Map<string, Uint8Array>();

/** What stands before a digest of SHA-256 in a signature of RSASSA-PKCS1-v1_5 (RFC 8017, 9.2). */
const sha256Prefix = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** A certificate in DER that signs itself; the same one again for the same name and date. */
export function issueCertificate({ name, expires }: { name: string; expires: Date }): Uint8Array {
  const key = `${expires.toISOString().slice(0, 19)} ${name}`;
  const former = issued.get(key);
  if (former !== undefined) return former;
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(createCertificate(name, expires)));
  const certificate = toBytes(der);
  issued.set(key, certificate);
  return certificate;
}

/** Wraps a content into a CMS SignedData, in DER; with an intermediate certificate where its end is given. */
export function signContent(content: string | Uint8Array, intermediateExpires?: Date): Uint8Array {
  const message = forge.pkcs7.createSignedData();
  message.content = forge.util.createBuffer(Buffer.from(content).toString("binary"));
  const signer = (sharedSigner ??= createCertificate("Made-up Signer", new Date("2099-12-31")));
  message.addCertificate(signer);
  if (intermediateExpires !== undefined)
    message.addCertificate(createCertificate("Made-up Intermediate", intermediateExpires));
  message.addSigner({
    key: keys().privateKey,
    certificate: signer,
    digestAlgorithm: String(forge.pki.oids["sha256"]),
    authenticatedAttributes: [],
  });
  message.sign();
  return toBytes(forge.asn1.toDer(message.toAsn1()));
}

function createCertificate(name: string, expires: Date): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  const subject = [{ shortName: "CN", value: name, valueTagClass: forge.asn1.Type.UTF8 }] as never;
  certificate.publicKey = keys().publicKey;
  certificate.serialNumber = "0a1b2c3d4e5f";
  certificate.validity.notBefore = new Date("2020-01-01");
  certificate.validity.notAfter = expires;
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(keys().privateKey, forge.md.sha256.create());
  return certificate;
}

function keys(): Keys {
  sharedKeys ??= importKeys();
  return sharedKeys;
}

/** Node makes the keys and signs with them: the library, in JavaScript, takes seconds for the one and 50 ms for the other. */
function importKeys(): Keys {
  const pem = { type: "pkcs1", format: "pem" } as const;
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: pem,
    privateKeyEncoding: pem,
  });
  const privateKey = forge.pki.privateKeyFromPem(pair.privateKey);
  privateKey.sign = (digest: forge.md.MessageDigest) => {
    const info = Buffer.concat([sha256Prefix, Buffer.from(digest.digest().getBytes(), "binary")]);
    return privateEncrypt(
      { key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING },
      info,
    ).toString("binary");
  };
  return { publicKey: forge.pki.publicKeyFromPem(pair.publicKey), privateKey };
}

function toBytes(buffer: forge.util.ByteStringBuffer): Uint8Array {
  return new Uint8Array(Buffer.from(buffer.getBytes(), "binary"));
}
