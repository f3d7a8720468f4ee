import { readFile } from "node:fs/promises";
import { SettingsError } from "../readSetting.js";
import { describeSetting, type GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./credentialWays.js";
import { describePfx, readCertificateText } from "./readCertificateText.js";

/**
 * The certificate and its private key, in PEM, from the setting that was chosen or from the file that it names.
 *
 * @throws SettingsError when the file cannot be read or holds something else.
 */
export async function readCertificate(
  way: CredentialWay,
  settings: GraphSettings,
): Promise<string> {
  const { clientCertificate, clientCertificatePath } = settings;
  if (way.triggers.includes("clientCertificate")) {
    const source = describeSetting(settings, "clientCertificate");
    return readCertificateText(source, clientCertificate ?? "");
  }
  const source = describeSetting(settings, "clientCertificatePath");
  const bytes = await readFile(clientCertificatePath ?? "").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    throw new SettingsError(`${source} cannot be read: ${code}.`);
  });
  const isText = bytes.includes("-----BEGIN ");
  return readCertificateText(source, bytes.toString(isText ? "utf8" : "base64"));
}

/**
 * What can be told of the certificate before the first request, without looking into files.
 *
 * @throws SettingsError when it is a PFX, or no certificate.
 */
export function checkCertificate(way: CredentialWay, settings: GraphSettings): void {
  const { clientCertificate, clientCertificatePath } = settings;
  if (way.triggers.includes("clientCertificate")) {
    readCertificateText(describeSetting(settings, "clientCertificate"), clientCertificate ?? "");
  }
  const isPfx = /\.(?:pfx|p12)$/i.test(clientCertificatePath?.trim() ?? "");
  if (way.triggers.includes("clientCertificatePath") && isPfx) {
    throw new SettingsError(describePfx(describeSetting(settings, "clientCertificatePath")));
  }
}
