// @ts-nocheck
import { SettingsError } from "../readSetting.js";
import {
  describeSetting,
  describeSources,
  type GraphSettings,
  type SettingName,
} from "../settingsTable.js";
import { credentialWays, type CredentialWay } from "./credentialWays.js";
import { ambientRank, rankSetting } from "./rankSetting.js";

/**
 * Chooses how to sign in, by the settings alone: what the configuration sets before what ARM_ variables set before AZURE_
 * ones before what a CI service gives each job; the default chain where nothing is set.
 *
 * @throws SettingsError when two ways are set in the same place, or one is set in part; names the settings and where
 * each came from.
 */
export function chooseCredential(settings: GraphSettings): CredentialWay {
  const method = chooseMethod(settings);
  const ways = credentialWays.filter((way) => way.method === method);
  const best = Math.min(...ways.map((way) => rankWay(settings, way)));
  const [way, second] = ways.filter((one) => rankWay(settings, one) === best);
  if (way === undefined || (best === Infinity && method === "oidc")) {
    throw new SettingsError(describeNoToken(settings));
  }
  if (second !== undefined && best < ambientRank && !second.yieldsTo.includes(way.kind)) {
    throw new SettingsError(describeConflict(settings, [way, second]));
  }
  requireAll(settings, way);
  return way;
}

/** What is known of a way before one looks into it. */
type Signpost = Pick<CredentialWay, "method" | "label" | "triggers">;

const oidcSwitch: Signpost = {
  method: "oidc",
  label: "a token of another issuer",
  triggers: ["useOidc"],
};

function chooseMethod(settings: GraphSettings): CredentialWay["method"] {
  const signposts: Signpost[] = credentialWays
    .filter(({ method }) => method !== "oidc" || settings.useOidc !== false)
    // What a platform sets in every job is a way only where it is whole.
    .filter(
      (way) => rankWay(settings, way) < ambientRank || listMissing(settings, way).length === 0,
    );
  signposts.push(oidcSwitch);
  const best = Math.min(...signposts.map((way) => rankWay(settings, way)));
  if (best === Infinity) return "default";
  const [first, ...others] = signposts.filter((way) => rankWay(settings, way) === best);
  if (first === undefined) return "default";
  const other = others.find(({ method }) => method !== first.method);
  if (other !== undefined) throw new SettingsError(describeConflict(settings, [first, other]));
  return first.method;
}

function rankWay(settings: GraphSettings, { triggers }: Signpost): number {
  return Math.min(...triggers.map((name) => rankSetting(settings, name)));
}

function listMissing(settings: GraphSettings, { needs }: CredentialWay): SettingName[] {
  return needs.filter((name) => settings[name] === undefined);
}

function requireAll(settings: GraphSettings, way: CredentialWay): void {
  const missing = listMissing(settings, way);
  if (missing.length === 0) return;
  throw new SettingsError(
    `Signing in with ${way.label} (${describeTriggers(settings, way)}) also needs ` +
      `${missing.map(describeSources).join(" and ")}.`,
  );
}

function describeTriggers(settings: GraphSettings, { triggers }: Signpost): string {
  return triggers
    .filter((name) => rankSetting(settings, name) < Infinity)
    .map((name) => describeSetting(settings, name))
    .join(", ");
}

function describeConflict(settings: GraphSettings, ways: readonly Signpost[]): string {
  const names = ways.map((way) => `${way.label} (${describeTriggers(settings, way)})`);
  return `Two ways to sign in are set: ${names.join(" and ")}. Set one of them only.`;
}

function describeNoToken(settings: GraphSettings): string {
  const names = credentialWays
    .filter(({ method }) => method === "oidc")
    .flatMap(({ triggers }) => triggers.slice(0, 1).map(describeSources));
  return `${describeSetting(settings, "useOidc")} is true, but no token is named: set ${names.join(" or ")}.`;
}
