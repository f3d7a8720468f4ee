import { randomUUID, type webcrypto } from "node:crypto";
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWK, type JWTPayload } from "jose";
import { readCapabilities, type RequestedClaims } from "./requestedClaims.js";
import type { Revocations } from "./revocations.js";
import { refuseInvalid, refuseRevoked } from "./tokenRefusal.js";

export interface TokenRequest {
  readonly clientId: string;
  readonly audience: string;
  readonly roles: readonly string[];
  readonly expiresInSeconds: number;
  /** Undefined for a token without the token endpoint. */
  readonly claims?: RequestedClaims;
}

export interface Caller {
  readonly applicationId: string;
  readonly roles: readonly string[];
}

export interface TokenContext {
  readonly tenantId: string;
  readonly now: () => number;
  readonly revocations: Revocations;
  /** Read for each token, because the ports are known late. */
  readonly listAudiences: () => readonly string[];
}

export interface AccessTokens {
  issue(request: TokenRequest): Promise<string>;
  /** Throws a `TokenRefusal` when the token is no good. */
  verify(token: string): Promise<Caller>;
  readonly publicKey: JWK;
}

// No client verifies an access token for Graph, and an EC key is made faster than Entra's RSA.
const algorithm = "ES256";
const keyId = "emulator";

export async function createAccessTokens(context: TokenContext): Promise<AccessTokens> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const issuer = `https://sts.windows.net/${context.tenantId}/`;
  const issue = ({ clientId, audience, roles, expiresInSeconds, claims }: TokenRequest) => {
    const issuedAt = Math.floor(context.now() / 1000);
    const id = randomUUID();
    context.revocations.enter(id, claims);
    const capabilities = readCapabilities(claims);
    const said = { tid: context.tenantId, appid: clientId, roles, ver: "1.0", uti: id };
    return new SignJWT({ ...said, ...(capabilities.length > 0 && { xms_cc: capabilities }) })
      .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: keyId })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + expiresInSeconds)
      .sign(privateKey);
  };
  const readClaims = createVerifier({ ...context, issuer, publicKey });
  const verify = async (token: string): Promise<Caller> => {
    const payload = await readClaims(token);
    const challenge = context.revocations.challenge(String(payload["uti"]));
    if (challenge !== undefined) throw refuseRevoked(challenge);
    return readCaller(payload);
  };
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, use: "sig", alg: algorithm };
  return { issue, verify, publicKey: jwk };
}

interface VerifierContext extends Pick<TokenContext, "now" | "listAudiences"> {
  issuer: string;
  publicKey: webcrypto.CryptoKey;
}

/** Checking a signature takes longer than answering, so each token is checked once. */
function createVerifier({ issuer, publicKey, ...context }: VerifierContext) {
  const verified = new Map<string, JWTPayload>();
  const isCurrent = ({ nbf = Infinity, exp = 0 }: JWTPayload): boolean => {
    const seconds = context.now() / 1000;
    return nbf <= seconds && seconds < exp;
  };
  return async (token: string): Promise<JWTPayload> => {
    const known = verified.get(token);
    if (known && isCurrent(known)) return known;
    const options = {
      issuer,
      audience: [...context.listAudiences()],
      currentDate: new Date(context.now()),
    };
    const { payload } = await jwtVerify(token, publicKey, options).catch((error: unknown) => {
      throw refuseInvalid(error);
    });
    verified.set(token, payload);
    return payload;
  };
}

function readCaller({ appid, roles }: JWTPayload): Caller {
  return { applicationId: String(appid), roles: Array.isArray(roles) ? roles.map(String) : [] };
}
