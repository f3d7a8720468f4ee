import { readFile } from "node:fs/promises";
import { SettingsError } from "../readSetting.js";
import { describeSetting, describeSources, type GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./credentialWays.js";
import { recognizeCertificate } from "./recognizeCertificate.js";
import { readPfx } from "./readPfx.js";

/** As @azure/identity takes it. */
export interface PemCertificate {
  /** The certificate and its private key. */
  certificate: string;
  /** Of the key, where it is encrypted. */
  certificatePassword?: string;
}

/**
 * The certificate and its private key from the setting that was chosen, or from the file that it names: PEM as it is, a
 * PFX opened.
 *
 * @throws SettingsError when the file cannot be read, does not open, or holds something else; never the content.
 */
export async function readCertificate(
  way: CredentialWay,
  settings: GraphSettings,
): Promise<PemCertificate> {
  const name = way.triggers.includes("clientCertificate")
    ? "clientCertificate"
    : "clientCertificatePath";
  const source = describeSetting(settings, name);
  const bytes = await readBytes(source, name, settings[name] ?? "");
  const { clientCertificatePassword: password } = settings;
  const found = recognizeCertificate(source, bytes);
  if ("pem" in found) {
    return {
      certificate: found.pem,
      ...(password !== undefined && { certificatePassword: password }),
    };
  }
  const passwordSource =
    password === undefined
      ? describeSources("clientCertificatePassword")
      : describeSetting(settings, "clientCertificatePassword");
  const named = { source, passwordSource, ...(password !== undefined && { password }) };
  return { certificate: await readPfx(found.pfx, named) };
}

/** The bytes of a text in a setting, or of the file that it names. */
async function readBytes(source: string, name: string, text: string): Promise<Buffer> {
  if (name === "clientCertificate") return Buffer.from(text);
  return readFile(text).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    throw new SettingsError(`${source} cannot be read: ${code}.`);
  });
}

/**
 * What can be found out about the certificate before the first request, without looking into files or opening a PFX.
 *
 * @throws SettingsError when it is no certificate.
 */
export function checkCertificate(way: CredentialWay, settings: GraphSettings): void {
  if (!way.triggers.includes("clientCertificate")) return;
  const { clientCertificate = "" } = settings;
  recognizeCertificate(
    describeSetting(settings, "clientCertificate"),
    Buffer.from(clientCertificate),
  );
}
