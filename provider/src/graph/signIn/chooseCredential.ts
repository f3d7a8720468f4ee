import { SettingsError } from "../readSetting.js";
import {
  configurationOrigin,
  describeSetting,
  describeSources,
  type GraphSettings,
  type SettingName,
} from "../settingsTable.js";
import { credentialWays, type CredentialWay } from "./credentialWays.js";

type Signpost = Pick<CredentialWay, "method" | "label" | "triggers">;

const oidcSwitch: Signpost = {
  method: "oidc",
  label: "a token of another issuer",
  triggers: ["useOidc"],
};

/**
 * By origin: configuration, ARM_ variables, AZURE_ ones, what a CI service gives each job; else the default chain.
 * @throws SettingsError naming the settings and origins, if two ways are set in one place, or one in part.
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
  // azuread's users set ARM_OIDC_REQUEST_URL and _TOKEN to Azure Pipelines' own.
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
    // An ambient way counts only if complete.
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

/** Platforms set them in every job or pod. */
const ambientVariables = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "AZURE_FEDERATED_TOKEN_FILE",
];
const ambientRank = 3;

/** 0 is first; Infinity: not set, or a switch that is off. */
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
