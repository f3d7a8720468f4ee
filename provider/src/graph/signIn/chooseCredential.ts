import { SettingsError } from "../readSetting.js";
import {
  configurationOrigin,
  describeSetting,
  describeSources,
  type GraphSettings,
  type SettingName,
} from "../settingsTable.js";
import { credentialWays, type CredentialWay } from "./credentialWays.js";

/** What is known of a way before one looks into it. */
type Signpost = Pick<CredentialWay, "method" | "label" | "triggers">;

const oidcSwitch: Signpost = {
  method: "oidc",
  label: "a token of another issuer",
  triggers: ["useOidc"],
};

/**
 * Chooses how to sign in, by the settings alone: what the configuration sets before what ARM_ variables set before AZURE_
 * ones before what a CI service gives each job; the default chain where nothing is set.
 *
 * @throws SettingsError when two ways are set in the same place, or one is set in part; names the settings and where
 * each came from.
 */
export function chooseCredential(settings: GraphSettings): CredentialWay {
  const method = chooseMethod(settings);
  const [best, [way, second]] = findBest(
    settings,
    credentialWays.filter((each) => each.method === method),
  );
  if (way === undefined || (best === Infinity && method === "oidc")) {
    const names = credentialWays
      .filter((each) => each.method === "oidc")
      .flatMap(({ triggers }) => triggers.slice(0, 1).map(describeSources));
    const named = describeSetting(settings, "useOidc");
    throw new SettingsError(`${named} is true, but no token is named: set ${names.join(" or ")}.`);
  }
  // In a pipeline, azuread's users set ARM_OIDC_REQUEST_URL and _TOKEN to those of Azure Pipelines.
  const isLeftAside = way.kind === "azurePipelines" && second?.kind === "oidcRequest";
  if (second !== undefined && best < ambientRank && !isLeftAside)
    throw describeConflict(settings, way, second);
  const missing = listMissing(settings, way);
  if (missing.length === 0) return way;
  throw new SettingsError(
    `Signing in with ${way.label} (${describeTriggers(settings, way)}) also needs ` +
      `${missing.map(describeSources).join(" and ")}.`,
  );
}

function chooseMethod(settings: GraphSettings): CredentialWay["method"] {
  const signposts = credentialWays
    .filter(({ method }) => method !== "oidc" || settings.useOidc !== false)
    // What a platform sets in every job is a way only where it is whole.
    .filter(
      (way) => rankWay(settings, way) < ambientRank || listMissing(settings, way).length === 0,
    );
  const [best, [first = oidcSwitch, ...others]] = findBest(settings, [...signposts, oidcSwitch]);
  if (best === Infinity) return "default";
  const other = others.find(({ method }) => method !== first.method);
  if (other !== undefined) throw describeConflict(settings, first, other);
  return first.method;
}

function findBest<Way extends Signpost>(settings: GraphSettings, ways: readonly Way[]) {
  const best = Math.min(...ways.map((way) => rankWay(settings, way)));
  return [best, ways.filter((way) => rankWay(settings, way) === best)] as const;
}

function rankWay(settings: GraphSettings, { triggers }: Signpost): number {
  return Math.min(...triggers.map((name) => rankSetting(settings, name)));
}

/** What platforms set in every job or pod, whether or not it is to sign in to Intune. */
const ambientVariables = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "AZURE_FEDERATED_TOKEN_FILE",
];
const ambientRank = 3;

/** Where a setting stands in precedence, 0 first; Infinity where it is not set, or a switch that is off. */
function rankSetting(settings: GraphSettings, name: SettingName): number {
  const origin = settings.origins[name];
  const isOff = settings[name] === undefined || settings[name] === false;
  if (origin === undefined || isOff) return Infinity;
  if (origin === configurationOrigin) return 0;
  if (ambientVariables.includes(origin)) return ambientRank;
  return origin.startsWith("ARM_") ? 1 : 2;
}

function listMissing(settings: GraphSettings, { needs }: CredentialWay): SettingName[] {
  return needs.filter((name) => settings[name] === undefined);
}

function describeTriggers(settings: GraphSettings, { triggers }: Signpost): string {
  return triggers
    .filter((name) => rankSetting(settings, name) < Infinity)
    .map((name) => describeSetting(settings, name))
    .join(", ");
}

function describeConflict(settings: GraphSettings, ...ways: readonly Signpost[]): SettingsError {
  const names = ways.map((way) => `${way.label} (${describeTriggers(settings, way)})`);
  const found = `Two ways to sign in are set: ${names.join(" and ")}.`;
  return new SettingsError(`${found} Set one of them only.`);
}
