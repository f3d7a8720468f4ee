// @ts-nocheck
import { isRecord } from "../isRecord.js";
import { readAccessTokenClaims, type RequestedClaims } from "./requestedClaims.js";

/** How tokens are ended. */
export interface RevokeOptions {
  /**
   * Whether a new token of the token endpoint counts only when it was asked for with the claims of
   * the challenge. Off by default, as any newer token shows what the challenge asks for.
   */
  readonly demandClaims?: boolean;
}

/** What a 401 asks for. */
export interface Challenge {
  /** The claims to ask a new token with, as JSON. */
  readonly claims: string;
}

/**
 * Ends tokens before their time, as continuous access evaluation does. Source: Microsoft's
 * documentation; the claims ask for a token that is not older than the event.
 */
export class Revocations {
  /** Ids of the tokens that are good. */
  readonly #good = new Set<string>();
  readonly #now: () => number;
  #last: (Challenge & { readonly seconds: number; readonly demandClaims: boolean }) | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Enters a new token; `claims` is undefined where a token is had without the token endpoint. */
  enter(id: string, claims: RequestedClaims | undefined): void {
    const isGood = claims === undefined || !this.#last?.demandClaims || this.#fits(claims);
    if (isGood) this.#good.add(id);
  }

  /** What has to be answered to a token, or undefined when it is good. */
  challenge(id: string): Challenge | undefined {
    return this.#good.has(id) ? undefined : this.#last;
  }

  /** Ends every token so far. */
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
