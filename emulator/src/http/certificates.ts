// The library behind x509 reads metadata of decorators and asks for this polyfill by name.
import "reflect-metadata";
import { randomUUID, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate of the emulator and the authority that signed it, all in PEM. */
export interface Certificates {
  readonly caCertificatePem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const dayMs = 24 * 60 * 60 * 1000;

/** Makes an authority and a certificate for 127.0.0.1, localhost and the names that are given, on the spot. */
export async function issueCertificates(hostNames: readonly string[]): Promise<Certificates> {
  const caKeys = await createKeys();
  const keys = await createKeys();
  const ca = await createAuthority(caKeys);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: "02",
    subject: "CN=localhost",
    issuer: ca.subject,
    ...createValidity(),
    signingAlgorithm: algorithm,
    signingKey: caKeys.privateKey,
    publicKey: keys.publicKey,
    extensions: await describeServer(hostNames, keys.publicKey, caKeys.publicKey),
  });
  return {
    caCertificatePem: ca.toString("pem"),
    certificatePem: certificate.toString("pem"),
    privateKeyPem: await exportPrivateKey(keys.privateKey),
  };
}

async function createAuthority(keys: webcrypto.CryptoKeyPair): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    // A name of its own: a trust store that has two roots of one name may take one for the other.
    name: `CN=intune-graph-emulator CA ${randomUUID()}`,
    ...createValidity(),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

/** By the real clock and not the emulator's: it is the client's TLS that checks these dates. */
function createValidity() {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + 365 * dayMs) };
}

async function describeServer(
  hostNames: readonly string[],
  key: webcrypto.CryptoKey,
  caKey: webcrypto.CryptoKey,
): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([
      ...["localhost", ...hostNames].map((value) => ({ type: "dns" as const, value })),
      { type: "ip", value: "127.0.0.1" },
    ]),
    await x509.SubjectKeyIdentifierExtension.create(key),
    await x509.AuthorityKeyIdentifierExtension.create(caKey),
  ];
}

function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
