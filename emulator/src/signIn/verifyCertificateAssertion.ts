import { createHash, type X509Certificate } from "node:crypto";
import { compactVerify, errors } from "jose";
import type { EmulatorContext } from "../emulatorContext.js";
import type { Application } from "../emulatorOptions.js";
import { requireAssertionTime, type ClientAssertion } from "./clientAssertion.js";
import { EntraFailure } from "./entraFailure.js";
import { listOwnOrigins } from "./graphRoots.js";

/** Source: Microsoft's documentation of certificate credentials. */
const algorithms = ["PS256", "RS256"];

/** Throws unless signed with a valid certificate of the application. */
export async function verifyCertificateAssertion(
  assertion: ClientAssertion,
  application: Application,
  context: EmulatorContext,
): Promise<void> {
  requireOwnName(assertion, application);
  const now = context.settings.now();
  const certificate = findCertificate(
    assertion,
    context.registrations.listCertificates(application),
  );
  const found = `Found key 'Start=${spellDate(certificate.validFromDate)}, End=${spellDate(certificate.validToDate)}'`;
  if (now >= certificate.validToDate.getTime() || now < certificate.validFromDate.getTime()) {
    throw refuseSignature("The key used is expired.", assertion, found);
  }
  await compactVerify(assertion.text, certificate.publicKey, { algorithms }).catch(
    (error: unknown) => {
      if (!(error instanceof errors.JOSEError)) throw error;
      const reason = "Key was found, but use of the key to verify the signature failed.";
      throw refuseSignature(reason, assertion, found);
    },
  );
  requireOwnAudience(assertion, context);
  requireAssertionTime(assertion, now);
}

function requireOwnName({ payload }: ClientAssertion, { clientId }: Application): void {
  const names = [payload.iss, payload.sub];
  if (names.every((name) => name?.toLowerCase() === clientId.toLowerCase())) return;
  const detail =
    "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .";
  throw new EntraFailure("assertionOfAnother", detail);
}

/** The headers that name a certificate, each with the hash of it. */
const thumbprintHeaders = { "x5t#S256": "sha256", x5t: "sha1" } as const;

function findCertificate(
  assertion: ClientAssertion,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const found = certificates.find(({ raw }) =>
    Object.entries(thumbprintHeaders).some(([name, hash]) =>
      readThumbprint(assertion.header[name])?.equals(createHash(hash).update(raw).digest()),
    ),
  );
  if (found === undefined) throw refuseSignature("The key was not found.", assertion);
  return found;
}

/** Clients spell it in base64 or base64url, padded or not; Node reads all four. */
function readThumbprint(value: unknown): Buffer | undefined {
  return typeof value === "string" ? Buffer.from(value, "base64") : undefined;
}

/** In the words that clients report. */
function refuseSignature(reason: string, { header }: ClientAssertion, found?: string) {
  const sent = Object.keys(thumbprintHeaders).map((name) => readThumbprint(header[name]));
  const thumbprint = sent.find((value) => value !== undefined)?.toString("hex") ?? "";
  const parts = [
    `Reason - ${reason}`,
    `Thumbprint of key used by client: '${thumbprint.toUpperCase()}'`,
    ...(found === undefined ? [] : [found]),
  ];
  const detail = `Client assertion failed signature validation. [${parts.join(", ")}]`;
  return new EntraFailure("badAssertionSignature", detail);
}

/** The audience is the token endpoint, of either version (documented). */
function requireOwnAudience({ payload }: ClientAssertion, { settings, origins }: EmulatorContext) {
  const endpoints = listOwnOrigins(origins).flatMap((origin) =>
    ["oauth2/v2.0/token", "oauth2/token"].map((path) =>
      `${origin}/${settings.tenantId}/${path}`.toLowerCase(),
    ),
  );
  const audiences = [payload.aud ?? []].flat();
  if (audiences.some((audience) => endpoints.includes(audience.toLowerCase()))) return;
  const detail =
    "Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .";
  throw new EntraFailure("assertionForAnother", detail);
}

function spellDate(date: Date): string {
  const [year = "", month = "", day = ""] = date.toISOString().slice(0, 10).split("-");
  return `${month}/${day}/${year} ${date.toISOString().slice(11, 19)}`;
}
