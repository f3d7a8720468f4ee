// The library behind x509 reads metadata of decorators and asks for this polyfill by name.
import "reflect-metadata";
import { randomUUID, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** An authority that clients trust, in PEM. */
export interface Authority {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
}

/** How the emulator's certificates are signed. */
export const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

const dayMs = 24 * 60 * 60 * 1000;

let shared: Promise<Authority> | undefined;

/** The authority of all emulators in this process that are given none: to make one takes longer than the rest of a start. */
export function shareAuthority(): Promise<Authority> {
  return (shared ??= createAuthority());
}

export async function createAuthority(): Promise<Authority> {
  const keys = await createKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    // A trust store may take two roots of one name for each other.
    name: `CN=intune-graph-emulator CA ${randomUUID()}`,
    ...createValidity(3650),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const privateKeyPem = await exportPrivateKey(keys.privateKey);
  return { certificatePem: certificate.toString("pem"), privateKeyPem };
}

/** By the real clock: the client's TLS checks these dates. */
export function createValidity(days: number) {
  const now = Date.now();
  return { notBefore: new Date(now - dayMs), notAfter: new Date(now + days * dayMs) };
}

export function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

export async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
