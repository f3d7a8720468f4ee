import { isRecord } from "../isRecord.js";
import { readAccessTokenClaims, type RequestedClaims } from "./requestedClaims.js";

export interface RevokeOptions {
  /** Whether a new token counts only when asked for with the claims of the challenge. */
  readonly demandClaims?: boolean;
}

/** What a 401 asks for. */
export interface Challenge {
  /** The claims to ask a new token with, as JSON. */
  readonly claims: string;
}

/**
 * Continuous access evaluation. The claims ask for a token that is not older than the event. Source: Microsoft's
 * documentation.
 */
export class Revocations {
  readonly #good = new Set<string>();
  readonly #now: () => number;
  #last: (Challenge & { readonly seconds: number; readonly demandClaims: boolean }) | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `claims` is undefined for a token without the token endpoint. */
  enter(id: string, claims: RequestedClaims | undefined): void {
    const isGood = claims === undefined || !this.#last?.demandClaims || this.#fits(claims);
    if (isGood) this.#good.add(id);
  }

  /** Undefined when the token is good. */
  challenge(id: string): Challenge | undefined {
    return this.#good.has(id) ? undefined : this.#last;
  }

  revoke({ demandClaims = false }: RevokeOptions): Challenge {
    this.#good.clear();
    const seconds = Math.floor(this.#now() / 1000);
    const claims = { access_token: { nbf: { essential: true, value: String(seconds) } } };
    this.#last = { claims: JSON.stringify(claims), seconds, demandClaims };
    return this.#last;
  }

  #fits(claims: RequestedClaims): boolean {
    const nbf = readAccessTokenClaims(claims)["nbf"];
    return isRecord(nbf) && Number(nbf["value"]) >= (this.#last?.seconds ?? 0);
  }
}
