import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/identity";
import { ProcessFailure } from "../processFailure.js";
import { SettingsError } from "../readSetting.js";
import type { GraphSettings } from "../settingsTable.js";
import { chooseCredential } from "./chooseCredential.js";
import type { CredentialWay } from "./credentialWays.js";
import { findTokenScope } from "./findTokenScope.js";
import { readTenant } from "./readTenant.js";
import { SignInError } from "./signInError.js";
import { SignInProblem } from "./signInProblem.js";
import { watchSignIn, type SignInWatch } from "./signInWatch.js";

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
 * Signs in as `chooseCredential` says. One token serves the whole process, and one request for it, however many ask at
 * once or are refused at once. A failure that will not pass serves it as well: nobody asks again.
 */
export function createTokenSource(
  settings: GraphSettings,
  now: () => number,
  createCredential?: (settings: GraphSettings) => Promise<TokenCredential>,
): GetToken {
  const way = chooseCredential(settings);
  // A new credential each time: one that is kept would answer from its own cache, also with a refused token.
  const open = (watch: SignInWatch) =>
    createCredential?.(settings) ?? loadCredential(way, settings, watch);
  let cached: CachedToken | undefined;
  let pending: Promise<CachedToken> | undefined;
  let hadToken = false;
  let lastingFailure: ProcessFailure | undefined;
  const acquire = async (options: GetTokenOptions): Promise<CachedToken> => {
    const answer = await signIn(way, settings, open, options).catch((error: unknown) => {
      if (error instanceof ProcessFailure && (!hadToken || isLasting(error)))
        lastingFailure = error;
      throw error;
    });
    hadToken = true;
    return {
      token: answer.token,
      refreshAtMs: answer.refreshAfterTimestamp ?? answer.expiresOnTimestamp - refreshAheadMs,
    };
  };
  return async (rejected) => {
    if (lastingFailure !== undefined) throw lastingFailure;
    if (cached !== undefined && cached.token === rejected?.token) cached = undefined;
    if (cached !== undefined && now() < cached.refreshAtMs) return cached.token;
    const claims = rejected?.claims;
    pending ??= acquire(claims === undefined ? {} : { claims }).finally(
      () => (pending = undefined),
    );
    cached = await pending;
    return cached.token;
  };
}

/**
 * Whether signing in again would end the same way. Who has never had a token does not wait for this to be known: such a
 * run has done nothing yet, and can be started again.
 */
function isLasting(error: ProcessFailure): boolean {
  return !(error instanceof SignInError) || error.isRefusal;
}

async function signIn(
  way: CredentialWay,
  settings: GraphSettings,
  open: (watch: SignInWatch) => Promise<TokenCredential>,
  options: GetTokenOptions,
): Promise<AccessToken> {
  const watch = watchSignIn(settings.signInTimeoutSeconds * 1000, way.kind === "default");
  let answer: AccessToken | null;
  try {
    const credential = await open(watch);
    answer = await watch.wait(credential.getToken(findTokenScope(settings), options));
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const reason = error instanceof SignInProblem ? error : (watch.problem ?? error);
    throw new SignInError(way, settings, reason, watch.asked);
  }
  if (answer === null) throw new SignInError(way, settings, "the credential gave no token.");
  const { expectedTenantId } = settings;
  const tenant = readTenant(answer.token);
  if (expectedTenantId === undefined || tenant === expectedTenantId) return answer;
  throw new SignInError(way, settings, describeOtherTenant(expectedTenantId, tenant));
}

function describeOtherTenant(expected: string, tenant: string | undefined): string {
  const shown = tenant === undefined ? "shows no tenant" : `is of the tenant ${tenant}`;
  return `the token ${shown}, but intune:expectedTenantId is ${expected}. Nothing was sent to Graph.`;
}

/** What makes credentials is loaded with the first of them. */
async function loadCredential(
  way: CredentialWay,
  settings: GraphSettings,
  watch: SignInWatch,
): Promise<TokenCredential> {
  const { createCredential } = await import("./createCredential.js");
  return createCredential(way, settings, watch);
}
