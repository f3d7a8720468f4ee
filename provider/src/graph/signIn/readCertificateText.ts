import { SettingsError } from "../readSetting.js";

const certificateStart = "-----BEGIN CERTIFICATE-----";
const keyForm = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/;

/** Every DER document, hence every PFX, begins with the tag of a sequence. */
const derSequence = 0x30;

/**
 * Reads a certificate with its private key: PEM, or PEM in base64. A PFX is refused: @azure/identity signs with PEM only,
 * and neither it nor Node gives out the key of a PFX.
 *
 * @param source How to call the setting that it comes from.
 * @throws SettingsError that says what is wrong and how to convert; never the content.
 */
export function readCertificateText(source: string, text: string): string {
  const isPem = text.includes("-----BEGIN ");
  const bytes = Buffer.from(text, isPem ? "utf8" : "base64");
  const pem = bytes.toString("utf8");
  if (pem.includes(certificateStart) && keyForm.test(pem)) return pem;
  if (!isPem && bytes[0] === derSequence) throw new SettingsError(describePfx(source));
  throw new SettingsError(
    `${source} must hold a certificate and its private key, both in PEM: ` +
      "-----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----.",
  );
}

/** What to do with a PFX. OpenSSL asks for its password, and for one of the key in the PEM. */
export function describePfx(source: string): string {
  return (
    `${source} is a PFX (PKCS #12), which cannot be signed in with: convert it to PEM with ` +
    "`openssl pkcs12 -in certificate.pfx -out certificate.pem` (add -legacy where OpenSSL 3 does not know the encryption), " +
    "and set intune:clientCertificatePassword to the password that you give the PEM."
  );
}
