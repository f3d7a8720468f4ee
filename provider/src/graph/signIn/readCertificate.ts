import { readFile } from "node:fs/promises";
import type { ClientCertificatePEMCertificate } from "@azure/identity";
import { SettingsError } from "../readSetting.js";
import { describeSetting, describeSources, type GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./credentialWays.js";
import { readPfx } from "./readPfx.js";

/**
 * PEM as it is, a PFX opened.
 * @throws SettingsError, without the content, if the file cannot be read or opened, or holds something else.
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

/** DER, so every PFX, begins with a sequence's tag. */
const derSequence = 0x30;

/** Either may be in base64. */
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
