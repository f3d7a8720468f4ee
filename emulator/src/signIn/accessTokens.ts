import {
  errors,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type JWK,
  type JWTPayload,
} from "jose";

/** What a token is made for. */
export interface TokenRequest {
  readonly clientId: string;
  readonly audience: string;
  readonly roles: readonly string[];
  readonly expiresInSeconds: number;
}

/** Who a valid token speaks for. */
export interface Caller {
  readonly applicationId: string;
  readonly roles: readonly string[];
}

/** What tokens depend on. */
export interface TokenContext {
  readonly tenantId: string;
  readonly now: () => number;
  /** Audiences that are accepted; read anew for each token, for the ports are known late. */
  readonly listAudiences: () => readonly string[];
}

/** Signs and verifies the emulated tenant's access tokens. */
export interface AccessTokens {
  issue(request: TokenRequest): Promise<string>;
  /** Throws with the message of Graph's 401 when the token is no good. */
  verify(token: string): Promise<Caller>;
  /** The public key, as an authority publishes it. */
  readonly publicKey: JWK;
}

// Entra signs with RS256. No client verifies an access token for Graph, and an EC key is made much faster.
const algorithm = "ES256";
const keyId = "emulator";

/** Makes a key on the spot. */
export async function createAccessTokens(context: TokenContext): Promise<AccessTokens> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const issuer = `https://sts.windows.net/${context.tenantId}/`;
  const issue = ({ clientId, audience, roles, expiresInSeconds }: TokenRequest) => {
    const issuedAt = Math.floor(context.now() / 1000);
    return new SignJWT({ tid: context.tenantId, appid: clientId, roles, ver: "1.0" })
      .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: keyId })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + expiresInSeconds)
      .sign(privateKey);
  };
  const verify = async (token: string): Promise<Caller> => {
    const options = {
      issuer,
      audience: [...context.listAudiences()],
      currentDate: new Date(context.now()),
    };
    const { payload } = await jwtVerify(token, publicKey, options).catch((error: unknown) => {
      throw new Error(explainRefusal(error));
    });
    return readCaller(payload);
  };
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, use: "sig", alg: algorithm };
  return { issue, verify, publicKey: jwk };
}

function readCaller({ appid, roles }: JWTPayload): Caller {
  return { applicationId: String(appid), roles: Array.isArray(roles) ? roles.map(String) : [] };
}

/** Graph's words for each refusal, as reported by many clients. */
function explainRefusal(error: unknown): string {
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
