import { createPrivateKey, X509Certificate, type webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import { algorithm, createKeys, createValidity, exportPrivateKey } from "./authority.js";
import type { Authority } from "./authority.js";

export interface ServerCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const issued = new Map<string, Promise<ServerCertificate>>();

/** Valid for 127.0.0.1, localhost and what is given. Made once in a process, as `shareAuthority` does. */
export function issueCertificate(
  authority: Authority,
  hostNames: readonly string[],
): Promise<ServerCertificate> {
  const key = JSON.stringify([authority, hostNames]);
  const certificate = issued.get(key) ?? createCertificate(authority, hostNames);
  issued.set(key, certificate);
  return certificate;
}

async function createCertificate(
  authority: Authority,
  hostNames: readonly string[],
): Promise<ServerCertificate> {
  const keys = await createKeys();
  const ca = new X509Certificate(authority.certificatePem);
  const caKey = ca.publicKey.toCryptoKey(algorithm, true, ["verify"]);
  const certificate = await x509.X509CertificateGenerator.create({
    // The serial number is random: a kept authority signs one certificate at each start.
    subject: "CN=localhost",
    issuer: ca.subject,
    ...createValidity(365),
    signingAlgorithm: algorithm,
    signingKey: importPrivateKey(authority.privateKeyPem),
    publicKey: keys.publicKey,
    extensions: await describeServer(hostNames, keys.publicKey, caKey),
  });
  return {
    certificatePem: certificate.toString("pem"),
    privateKeyPem: await exportPrivateKey(keys.privateKey),
  };
}

async function describeServer(
  hostNames: readonly string[],
  key: webcrypto.CryptoKey,
  caKey: webcrypto.CryptoKey,
): Promise<x509.Extension[]> {
  const names = new Set(["localhost", "127.0.0.1", ...hostNames]);
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(
      [...names].map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
    ),
    await x509.SubjectKeyIdentifierExtension.create(key),
    await x509.AuthorityKeyIdentifierExtension.create(caKey),
  ];
}

function importPrivateKey(pem: string): webcrypto.CryptoKey {
  return createPrivateKey(pem).toCryptoKey(algorithm, false, ["sign"]);
}
