import { readFile } from "node:fs/promises";
import type { ClientCertificatePEMCertificate } from "@azure/identity";
import { SettingsError } from "../readSetting.js";
import { describeSetting, describeSources, type GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./credentialWays.js";
import { readPfx } from "./readPfx.js";

/**
 * The certificate and its private key from the setting that was chosen, or from the file that it names: PEM as it is, a
 * PFX opened.
 *
 * @throws SettingsError when the file cannot be read, does not open, or holds something else; never the content.
 */
export async function readCertificate(
  { triggers }: CredentialWay,
  settings: GraphSettings,
): Promise<ClientCertificatePEMCertificate> {
  const { clientCertificate = "", clientCertificatePath = "" } = settings;
  const { clientCertificatePassword: password } = settings;
  const isFile = triggers.includes("clientCertificatePath");
  const source = describeSetting(settings, isFile ? "clientCertificatePath" : "clientCertificate");
  const bytes = isFile
    ? await readFile(clientCertificatePath).catch((error: unknown) => {
        const { code = "no reason given" } = error as NodeJS.ErrnoException;
        throw new SettingsError(`${source} cannot be read: ${code}.`);
      })
    : Buffer.from(clientCertificate);
  const found = recognizeCertificate(source, bytes);
  if ("pem" in found) {
    const certificatePassword = password === undefined ? {} : { certificatePassword: password };
    return { certificate: found.pem, ...certificatePassword };
  }
  const passwordSource =
    password === undefined
      ? describeSources("clientCertificatePassword")
      : describeSetting(settings, "clientCertificatePassword");
  return { certificate: await readPfx(found.pfx, { source, password, passwordSource }) };
}

const pemStart = "-----BEGIN ";
const certificateStart = "-----BEGIN CERTIFICATE-----";
const keyForm = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/;

/** Every DER document, hence every PFX, begins with the tag of a sequence. */
const derSequence = 0x30;

/** Distinguishes PEM from PFX, either as it is or in base64; a PFX is still closed. */
function recognizeCertificate(source: string, bytes: Buffer): { pem: string } | { pfx: Buffer } {
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
