import { generateKeyPairSync } from "node:crypto";
import { isIP } from "node:net";
import forge from "node-forge";

/** Both in PEM. */
export interface CertificateAndKey {
  key: string;
  cert: string;
}

const dayMs = 24 * 60 * 60_000;

/** A certificate that signs itself, as a CA that a test may trust. */
export function makeCertificate({
  names = ["127.0.0.1"],
  ageDays = 1,
  days = 30,
}: { names?: readonly string[]; ageDays?: number; days?: number } = {}): CertificateAndKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - ageDays * dayMs);
  certificate.validity.notAfter = new Date(Date.now() + (days - ageDays) * dayMs);
  const subject = [{ name: "commonName", value: names[0] ?? "" }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name },
  );
  certificate.setExtensions([
    { name: "basicConstraints", cA: true },
    { name: "subjectAltName", altNames },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return { key: privateKey, cert: forge.pki.certificateToPem(certificate) };
}
