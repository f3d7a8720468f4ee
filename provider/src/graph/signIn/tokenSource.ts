import type { AccessToken } from "@azure/identity";
import { toRecord, type Values } from "../../domain/values.js";
import { clouds, findCloudOfGraph } from "../clouds.js";
import { tryParse } from "../parseJson.js";
import { ProcessFailure } from "../graphError.js";
import { SettingsError } from "../settingText.js";
import type { GraphSettings } from "../settingsTable.js";
import { chooseCredential } from "./chooseCredential.js";
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
  let cached: AccessToken | undefined;
  let pending: Promise<string> | undefined;
  let hadToken = false;
  let lastingFailure: ProcessFailure | undefined;
  const acquire = async (claims?: string): Promise<string> => {
    try {
      cached = await signIn(settings, open, claims);
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
    return (pending ??= acquire(rejected?.claims));
  };
}

async function signIn(settings: GraphSettings, open: typeof createCredential, claims?: string) {
  const way = chooseCredential(settings);
  const watch = new SignInWatch(settings, way.kind === "default");
  try {
    // New each time: a kept one would answer from its cache, even with a refused token.
    const credential = await open(way, settings, watch);
    const options = claims === undefined ? {} : { claims };
    const answer = await watch.wait(credential.getToken(findTokenScope(settings), options));
    requireTenant(answer.token, settings);
    return answer;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const reason = error instanceof SignInProblem ? error : (watch.problem ?? error);
    throw new SignInError(way, settings, reason, watch.asked);
  }
}

/** By the claim `tid`: Microsoft asks clients not to rely on others' tokens, and only this guard does. */
function requireTenant(token: string, { expectedTenantId }: GraphSettings): void {
  if (expectedTenantId === undefined) return;
  const { tid: tenant } = readClaims(token);
  const isNamed = typeof tenant === "string";
  if (isNamed && tenant.toLowerCase() === expectedTenantId) return;
  const shown = isNamed ? `is of the tenant ${tenant}` : "shows no tenant";
  throw new SignInProblem(
    `the token ${shown}, but intune:expectedTenantId is ${expectedTenantId}`,
    "Nothing was sent to Graph.",
  );
}

/** None of an opaque token. */
export function readClaims(token: string): Values {
  return toRecord(tryParse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()));
}

/** An endpoint of no cloud and not on this machine (an emulator) is a gateway to the cloud's Graph. */
export function findTokenScope({ environment, graphEndpoint }: GraphSettings): string {
  const isOwn = findCloudOfGraph(graphEndpoint) !== undefined || isLoopback(new URL(graphEndpoint));
  return `${isOwn ? graphEndpoint : clouds[environment].graphEndpoint}/.default`;
}
