// The library behind x509 reads metadata of decorators and asks for this polyfill by name.
import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";

export interface ClientCertificate {
  readonly certificatePem: string;
  /** The private key and the certificate, as a client reads them from one file. */
  readonly pem: string;
  /** SHA-1 in hexadecimal digits without colons, as the portal shows it. */
  readonly thumbprint: string;
}

export interface ClientCertificateOptions {
  readonly commonName?: string;
  /** Start of its validity; a day ago when absent. */
  readonly notBefore?: Date;
  /** End of its validity; a year from now when absent. */
  readonly notAfter?: Date;
}

// MSAL signs with RS256 or PS256, so the key has to be one of RSA.
const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;
const dayMs = 24 * 60 * 60 * 1000;

/** Self-signed; no application knows it yet. */
export async function createClientCertificate(
  options: ClientCertificateOptions = {},
  now: number = Date.now(),
): Promise<ClientCertificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${options.commonName ?? "emulated application"}`,
    notBefore: options.notBefore ?? new Date(now - dayMs),
    notAfter: options.notAfter ?? new Date(now + 365 * dayMs),
    signingAlgorithm: algorithm,
    keys,
  });
  const certificatePem = `${certificate.toString("pem")}\n`;
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    certificatePem,
    pem: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n${certificatePem}`,
    thumbprint: new X509Certificate(certificatePem).fingerprint.replaceAll(":", ""),
  };
}
