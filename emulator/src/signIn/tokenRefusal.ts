import { errors } from "jose";
import type { Challenge } from "./revocations.js";

/** In the words of Graph's 401. */
export class TokenRefusal extends Error {
  readonly challenge: Challenge | undefined;

  constructor(message: string, challenge?: Challenge) {
    super(message);
    this.name = "TokenRefusal";
    this.challenge = challenge;
  }
}

/** Worded as clients report it. */
export function refuseRevoked(challenge: Challenge): TokenRefusal {
  const message =
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
  return new TokenRefusal(message, challenge);
}

/** Worded as many clients report it. */
export function refuseInvalid(error: unknown): TokenRefusal {
  return new TokenRefusal(explain(error));
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return "Lifetime validation failed, the token is expired.";
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === "aud"
      ? "Access token validation failure. Invalid audience."
      : "Access token validation failure.";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "Access token validation failure. Signing key is invalid.";
  }
  return "IDX14100: JWT is not well formed.";
}
