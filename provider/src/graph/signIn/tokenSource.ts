import type { AccessToken, GetTokenOptions } from "@azure/identity";
import { isRecord } from "../../domain/values.js";
import { clouds, findCloudOfGraph } from "../clouds.js";
import { tryParse } from "../parseJson.js";
import { ProcessFailure } from "../processFailure.js";
import { SettingsError } from "../readSetting.js";
import type { GraphSettings } from "../settingsTable.js";
import { chooseCredential, type CredentialWay } from "./chooseCredential.js";
import { isLoopback } from "./signInSettings.js";
import type { createCredential } from "./createCredential.js";
import { SignInError } from "./signInError.js";
import { SignInProblem, SignInWatch } from "./signInWatch.js";

/** A bearer token, never the `rejected` one. `claims`: what Graph asks for in the new one, as JSON. */
export type GetToken = (rejected?: { token: string; claims?: string }) => Promise<string>;

const openCredential: typeof createCredential = async (...parts) =>
  (await import("./createCredential.js")).createCredential(...parts);

const refreshAheadMs = 5 * 60_000;

/**
 * One token, and one request for it, serve the whole process, however many ask or are refused at once. So does a
 * failure that will not pass.
 */
export function createTokenSource(
  settings: GraphSettings,
  now: () => number,
  open = openCredential,
): GetToken {
  const way = chooseCredential(settings);
  let cached: AccessToken | undefined;
  let pending: Promise<string> | undefined;
  let hadToken = false;
  let lastingFailure: ProcessFailure | undefined;
  const acquire = async (options: GetTokenOptions): Promise<string> => {
    try {
      cached = await signIn(way, settings, open, options);
      hadToken = true;
      return cached.token;
    } catch (error) {
      // A run that never had a token can be started again.
      const isLasting = !hadToken || !(error instanceof SignInError) || error.isRefusal;
      if (error instanceof ProcessFailure && isLasting) lastingFailure = error;
      throw error;
    } finally {
      pending = undefined;
    }
  };
  return async (rejected) => {
    if (lastingFailure !== undefined) throw lastingFailure;
    if (cached?.token === rejected?.token) cached = undefined;
    const { refreshAfterTimestamp, expiresOnTimestamp = 0 } = cached ?? {};
    const refreshAtMs = refreshAfterTimestamp ?? expiresOnTimestamp - refreshAheadMs;
    if (cached !== undefined && now() < refreshAtMs) return cached.token;
    const claims = rejected?.claims;
    return (pending ??= acquire(claims === undefined ? {} : { claims }));
  };
}

async function signIn(
  way: CredentialWay,
  settings: GraphSettings,
  open: typeof createCredential,
  options: GetTokenOptions,
): Promise<AccessToken> {
  const watch = new SignInWatch(settings, way.kind === "default");
  let answer: AccessToken | null;
  try {
    // New each time: a kept one would answer from its cache, even with a refused token.
    const credential = await open(way, settings, watch);
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
  const shown = tenant === undefined ? "shows no tenant" : `is of the tenant ${tenant}`;
  const problem = `the token ${shown}, but intune:expectedTenantId is ${expectedTenantId}`;
  throw new SignInError(way, settings, `${problem}. Nothing was sent to Graph.`);
}

/** An endpoint of no cloud and not on this machine (an emulator) is a gateway to the cloud's Graph. */
export function findTokenScope({ environment, graphEndpoint }: GraphSettings): string {
  const isOwn = findCloudOfGraph(graphEndpoint) !== undefined || isLoopback(new URL(graphEndpoint));
  return `${isOwn ? graphEndpoint : clouds[environment].graphEndpoint}/.default`;
}

/** The claim `tid`. Microsoft asks clients not to rely on others' tokens: only the guard above does. */
function readTenant(token: string): string | undefined {
  const claims = tryParse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const tenant = isRecord(claims) ? claims["tid"] : undefined;
  return typeof tenant === "string" ? tenant.toLowerCase() : undefined;
}

/** As in `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3…"`. */
const claimsForm = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]+)"/;

/**
 * The claims that Graph asks for in a new token, as JSON; in `WWW-Authenticate` in base64, of either alphabet.
 * Source: Microsoft's documentation of continuous access evaluation.
 */
export function parseClaims(header = ""): string | undefined {
  const claims = Buffer.from(claimsForm.exec(header)?.[1] ?? "", "base64").toString();
  return claims.trimStart().startsWith("{") ? claims : undefined;
}
