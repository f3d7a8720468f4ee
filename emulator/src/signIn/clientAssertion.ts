import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from "jose";
import { isRecord } from "../isRecord.js";
import { EntraFailure } from "./entraFailure.js";

/** Not verified yet. */
export interface ClientAssertion {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: JWTPayload;
}

export function readAssertion(text: string): ClientAssertion {
  try {
    const header: unknown = decodeProtectedHeader(text);
    const payload = decodeJwt(text);
    if (isRecord(header)) return { text, header, payload };
  } catch (error) {
    // jose's errors for an invalid token.
    if (!(error instanceof TypeError || error instanceof errors.JOSEError)) throw error;
  }
  throw new EntraFailure("malformedAssertion", "JWT token is invalid or malformed.");
}

export function requireAssertionTime({ payload }: ClientAssertion, now: number): void {
  const { nbf = 0, exp = 0 } = payload;
  if (nbf * 1000 <= now + aheadMs && now < exp * 1000) return;
  const [current, start, end] = [now, nbf * 1000, exp * 1000].map((time) =>
    new Date(time).toISOString().replace("Z", "0000Z"),
  );
  const detail = `Client assertion is not within its valid time range. Current time: ${current ?? ""}, assertion valid from ${start ?? ""}, expiry time of assertion ${end ?? ""}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`;
  throw new EntraFailure("assertionOutOfTime", detail);
}

/** By how much a client's clock may be ahead (our guess). */
const aheadMs = 5 * 60 * 1000;
