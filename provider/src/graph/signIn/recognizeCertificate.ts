import { SettingsError } from "../readSetting.js";

const pemStart = "-----BEGIN ";
const certificateStart = "-----BEGIN CERTIFICATE-----";
const keyForm = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/;

/** Every DER document, hence every PFX, begins with the tag of a sequence. */
const derSequence = 0x30;

/** A certificate with its private key, by its form; a PFX still closed. */
export type RecognizedCertificate = { pem: string } | { pfx: Buffer };

/**
 * Distinguishes PEM from PFX, either as it is or in base64.
 *
 * @param source How to call the setting that it comes from.
 * @throws SettingsError when it is neither, or lacks one of the two; never the content.
 */
export function recognizeCertificate(source: string, bytes: Buffer): RecognizedCertificate {
  const isPlain = bytes.includes(pemStart) || bytes[0] === derSequence;
  const plain = isPlain ? bytes : Buffer.from(bytes.toString("latin1"), "base64");
  const pem = plain.toString("utf8");
  if (pem.includes(certificateStart) && keyForm.test(pem)) return { pem };
  if (!pem.includes(pemStart) && plain[0] === derSequence) return { pfx: plain };
  throw new SettingsError(
    `${source} must hold a certificate and its private key, both in PEM ` +
      "(-----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----), or a PFX (PKCS #12).",
  );
}
