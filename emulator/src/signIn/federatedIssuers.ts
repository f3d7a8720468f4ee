import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
} from "jose";

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

/** Issuers under any name, each with a key of its own. */
export class FederatedIssuers {
  readonly #now: () => number;
  readonly #keys = new Map<string, Promise<IssuerKeys>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Issued now, or an hour before its end if that is over. */
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
