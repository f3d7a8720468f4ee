import { compactVerify, createLocalJWKSet, errors } from "jose";
import type { EmulatorContext } from "../emulatorContext.js";
import type { Application } from "../emulatorOptions.js";
import { requireAssertionTime, type ClientAssertion } from "./clientAssertion.js";
import { EntraFailure, type EntraFailureKind } from "./entraFailure.js";
import { exchangeAudience, type FederatedCredential } from "./federatedCredential.js";

/** Checks issuer, signature, time, audience, subject (the order is our guess). Case matters (documented). */
export async function verifyFederatedAssertion(
  assertion: ClientAssertion,
  application: Application,
  context: EmulatorContext,
): Promise<void> {
  const { iss = "", sub = "", aud = [] } = assertion.payload;
  const audiences = [aud].flat();
  const ofIssuer = narrow(
    context.registrations.listFederatedCredentials(application),
    ({ issuer }) => issuer === iss,
    () => refuse("unknownIssuer", "issuer", iss),
  );
  await verifySignature(assertion, ofIssuer, context);
  requireAssertionTime(assertion, context.settings.now());
  const ofAudience = narrow(
    ofIssuer,
    ({ audience = exchangeAudience }) => audiences.includes(audience),
    () => refuse("unknownAudience", "audience", audiences.join(" ")),
  );
  narrow(
    ofAudience,
    ({ subject }) => subject === sub,
    () =>
      ofAudience.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase())
        ? refuse("subjectInOtherCase", "subject", sub, otherCase)
        : refuse("unknownSubject", "subject", sub),
  );
}

function narrow(
  credentials: readonly FederatedCredential[],
  fits: (credential: FederatedCredential) => boolean,
  refuseAll: () => EntraFailure,
): readonly FederatedCredential[] {
  const fitting = credentials.filter(fits);
  if (fitting.length === 0) throw refuseAll();
  return fitting;
}

/** In the words that clients report. */
const otherCase =
  " The subject matches with case-insensitive comparison, but not with case-sensitive comparison.";

function refuse(kind: EntraFailureKind, what: string, value: string, more = ""): EntraFailure {
  const detail = `No matching federated identity record found for presented assertion ${what} '${value}'.${more} Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`;
  return new EntraFailure(kind, detail);
}

async function verifySignature(
  { text, header, payload }: ClientAssertion,
  credentials: readonly FederatedCredential[],
  { issuers }: EmulatorContext,
): Promise<void> {
  const issuer = payload.iss ?? "";
  const given = credentials.flatMap(({ keys }) => keys?.keys ?? []);
  const keys = given.length > 0 ? { keys: given } : await issuers.listKeys(issuer);
  await compactVerify(text, createLocalJWKSet(keys), { algorithms: ["RS256"] }).catch(
    (error: unknown) => {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw error instanceof errors.JWKSNoMatchingKey
        ? refuseKey(String(header["kid"]), issuer)
        : new EntraFailure(
            "badAssertionSignature",
            "Client assertion failed signature validation.",
          );
    },
  );
}

/** In the words that clients report. */
function refuseKey(keyId: string, issuer: string): EntraFailure {
  const detail = `The certificate with identifier ${keyId} used to sign the federated credential could not be found in the metadata of identity provider ${issuer}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`;
  return new EntraFailure("unknownIssuerKey", detail);
}
