// @ts-nocheck
import { X509Certificate } from "node:crypto";
import type { SigningCertificate } from "../domain/provisioningProfile.js";
import { formatInstant } from "../domain/instant.js";

/** Reads a certificate in DER; undefined when it cannot be read. Its validity and its issuer are not checked. */
export function readCertificate(der: Uint8Array): SigningCertificate | undefined {
  const certificate = parseCertificate(der);
  if (certificate === undefined) return undefined;
  const expirationMs = Date.parse(certificate.validTo);
  if (Number.isNaN(expirationMs)) return undefined;
  return {
    name: readCommonName(certificate),
    serialNumber: certificate.serialNumber.toUpperCase(),
    expirationDateTime: formatInstant(expirationMs),
  };
}

function parseCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    // OpenSSL's words for it ("wrong tag") tell a person nothing: the caller says which certificate it is.
    return undefined;
  }
}

/** The whole subject stands in where there is no common name: it is what a person recognizes the certificate by. */
function readCommonName(certificate: X509Certificate): string {
  // A subject may carry a name twice, and then this is an array, whatever the types say.
  const name: unknown = certificate.toLegacyObject().subject.CN;
  if (typeof name === "string") return name;
  return Array.isArray(name) ? name.join(", ") : certificate.subject.replaceAll("\n", ", ");
}
