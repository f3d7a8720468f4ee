import type { GetTokenOptions, TokenCredential } from "@azure/identity";
import { publicAuthorityHost, type GraphSettings } from "./settings.js";

/** A bearer token and the time, in milliseconds of the clock, after which a new one is asked for. */
interface CachedToken {
  token: string;
  refreshAtMs: number;
}

/** A token that Graph has refused, and the claims that it asks for in a new one: JSON. */
export interface RejectedToken {
  token: string;
  claims?: string;
}

/** Gives a bearer token; another one than the rejected, where one is. */
export type GetToken = (rejected?: RejectedToken) => Promise<string>;

const refreshAheadMs = 5 * 60_000;

/**
 * Signs in with the classes of @azure/identity: a client secret where one is set, else the default chain. One token
 * serves the whole process, and one request for it, however many ask at once or are refused at once.
 */
export function createTokenSource(
  settings: GraphSettings,
  now: () => number,
  createCredential: (settings: GraphSettings) => Promise<TokenCredential> = loadCredential,
): GetToken {
  const scope = `${settings.graphEndpoint}/.default`;
  let cached: CachedToken | undefined;
  let pending: Promise<CachedToken> | undefined;
  const acquire = async (options: GetTokenOptions): Promise<CachedToken> => {
    // A new credential each time: one that is kept would answer from its own cache, also with a refused token.
    const credential = await createCredential(settings);
    const answer = await credential.getToken(scope, options);
    if (answer === null) throw new Error("the credential gave no token.");
    return {
      token: answer.token,
      refreshAtMs: answer.refreshAfterTimestamp ?? answer.expiresOnTimestamp - refreshAheadMs,
    };
  };
  return async (rejected) => {
    if (cached !== undefined && cached.token === rejected?.token) cached = undefined;
    if (cached !== undefined && now() < cached.refreshAtMs) return cached.token;
    const claims = rejected?.claims;
    pending ??= acquire(claims === undefined ? {} : { claims }).finally(
      () => (pending = undefined),
    );
    try {
      cached = await pending;
    } catch (error) {
      throw new SignInError(error instanceof Error ? error.message : String(error));
    }
    return cached.token;
  };
}

/** Signing in failed. Its message is what the credential says, which names Entra's code (AADSTS…) but no secret. */
export class SignInError extends Error {
  override readonly name = "SignInError";

  constructor(reason: string) {
    super(
      `Cannot sign in to Microsoft Entra: ${reason.trim()} Check intune:tenantId, intune:clientId and ` +
        "intune:clientSecret, or the identity that this machine offers.",
    );
  }
}

/** Loads @azure/identity only here: it is heavy, and a run that changes nothing needs no token. */
async function loadCredential(settings: GraphSettings): Promise<TokenCredential> {
  const identity = await import("@azure/identity");
  const { tenantId, clientId, clientSecret, authorityHost } = settings;
  // Entra vouches only for its own hosts; any other authority is one the user has named.
  const options = {
    authorityHost,
    disableInstanceDiscovery: authorityHost !== publicAuthorityHost,
  };
  if (tenantId !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return new identity.ClientSecretCredential(tenantId, clientId, clientSecret, options);
  }
  return new identity.DefaultAzureCredential({
    ...options,
    ...(tenantId !== undefined && { tenantId }),
  });
}
