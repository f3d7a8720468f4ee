// @ts-nocheck
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
} from "jose";

/** What a token of another issuer says. */
export interface FederatedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Lifetime; below 0 for one that is over. */
  readonly expiresInSeconds: number;
}

interface IssuerKeys {
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

// The only algorithm that Entra takes from other issuers (documented).
const algorithm = "RS256";

/** Plays the issuers that applications trust, under any name, each with a key of its own. */
export class FederatedIssuers {
  readonly #now: () => number;
  readonly #keys = new Map<string, Promise<IssuerKeys>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A token, issued now by the emulator's clock or, if it is over already, an hour before its end. */
  async issue({ issuer, subject, audience, expiresInSeconds }: FederatedToken): Promise<string> {
    const { privateKey, publicKey } = await this.#findKeys(issuer);
    const now = Math.floor(this.#now() / 1000);
    const expiry = now + expiresInSeconds;
    const issuedAt = expiresInSeconds > 0 ? now : expiry - 3600;
    return new SignJWT()
      .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: publicKey.kid ?? "" })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(expiry)
      .sign(privateKey);
  }

  /** What the issuer publishes. */
  async listKeys(issuer: string): Promise<JSONWebKeySet> {
    const { publicKey } = await this.#findKeys(issuer);
    return { keys: [publicKey] };
  }

  #findKeys(issuer: string): Promise<IssuerKeys> {
    const known = this.#keys.get(issuer);
    if (known !== undefined) return known;
    const made = createKeys();
    this.#keys.set(issuer, made);
    return made;
  }
}

async function createKeys(): Promise<IssuerKeys> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey: { ...jwk, kid, use: "sig", alg: algorithm } };
}
