import { importPKCS8, SignJWT } from "jose";

/** A key of one of Apple's two APIs; keys of one are refused by the other. */
export interface AppleKey {
  keyId: string;
  /** Absent for an individual key. */
  issuerId: string | undefined;
  /** PEM, as in the `.p8` file that Apple lets you download once. */
  privateKey: string;
  api: AppleApi;
}

export interface AppleApi {
  baseUrl: string;
  audience: string;
}

export const appleApis = {
  enterprise: {
    baseUrl: "https://api.enterprise.developer.apple.com/v1",
    audience: "apple-developer-enterprise-v1",
  },
  appStoreConnect: {
    baseUrl: "https://api.appstoreconnect.apple.com/v1",
    audience: "appstoreconnect-v1",
  },
} satisfies Record<string, AppleApi>;

/** Apple takes at most 20 minutes. */
const lifeSeconds = 10 * 60;

/** A clock that runs ahead would be refused. */
const backdatedSeconds = 60;

/**
 * Reads `APPLE_KEY_ID`, `APPLE_ISSUER_ID`, `APPLE_PRIVATE_KEY`, `APPLE_API` and, for tests, `APPLE_BASE_URL`; undefined where
 * there is no key.
 *
 * @throws Error that names the variable.
 */
export function readAppleKey(environment: NodeJS.ProcessEnv): AppleKey | undefined {
  // A workflow sets variables that have no value to an empty text.
  const read = (name: string): string | undefined =>
    environment[name] === "" ? undefined : environment[name];
  const keyId = read("APPLE_KEY_ID");
  const privateKey = read("APPLE_PRIVATE_KEY");
  if (keyId === undefined && privateKey === undefined) return undefined;
  if (keyId === undefined) throw new Error("APPLE_PRIVATE_KEY is set, and APPLE_KEY_ID is not.");
  if (privateKey === undefined)
    throw new Error("APPLE_KEY_ID is set, and APPLE_PRIVATE_KEY is not.");
  const name = read("APPLE_API") ?? "enterprise";
  if (name !== "enterprise" && name !== "appStoreConnect")
    throw new Error(
      `APPLE_API must be enterprise or appStoreConnect; it is ${JSON.stringify(name)}.`,
    );
  const baseUrl = read("APPLE_BASE_URL") ?? appleApis[name].baseUrl;
  const { audience } = appleApis[name];
  return { keyId, issuerId: read("APPLE_ISSUER_ID"), privateKey, api: { baseUrl, audience } };
}

/** @throws Error without the key in its message. */
export async function signAppleToken(
  { keyId, issuerId, privateKey, api }: AppleKey,
  nowMs: number,
): Promise<string> {
  const key = await importPKCS8(privateKey, "ES256").catch(() => {
    throw new Error(
      "APPLE_PRIVATE_KEY is no private key for ES256: give the whole text of the .p8 file, with its first and last line.",
    );
  });
  const issuedAt = Math.floor(nowMs / 1000) - backdatedSeconds;
  const token = new SignJWT(issuerId === undefined ? { sub: "user" } : {})
    .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT" })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .setAudience(api.audience);
  return (issuerId === undefined ? token : token.setIssuer(issuerId)).sign(key);
}
