import { isGuid, normalizeGuid } from "../../domain/values.js";
import { clouds, findCloudOfGraph, isKnownAuthority } from "../clouds.js";
import { SettingsError } from "../settingText.js";
import {
  configurationOrigin,
  describeSetting,
  describeSources,
  type GraphSettings,
  type SettingName,
} from "../settingsTable.js";

const application = ["tenantId", "clientId"] as const;
const jobRequest = ["oidcRequestUrl", "oidcRequestToken"] as const;

/** A way's kind, its label after "with", the settings that choose it and are all needed, and what else is needed. */
const rows = [
  ["clientSecret", "a client secret", ["clientSecret"], application],
  ["clientCertificate", "a client certificate", ["clientCertificate"], application],
  ["clientCertificate", "a client certificate", ["clientCertificatePath"], application],
  ["oidcToken", "a token of another issuer", ["oidcToken"], application],
  [
    "azurePipelines",
    "a service connection of Azure Pipelines",
    ["adoPipelineServiceConnectionId"],
    [...application, "adoAccessToken"],
  ],
  ["oidcRequest", "the token of a job in GitHub Actions", jobRequest, application],
  // After a job's request: a platform may set both, and a file grows old.
  ["oidcTokenFile", "a file with another issuer's token", ["oidcTokenFilePath"], application],
  ["managedIdentity", "the managed identity of this machine", ["useMsi"], []],
  ["azureCli", "a command line that is signed in (az, azd, Azure PowerShell)", ["useCli"], []],
  ["default", "whatever this machine offers (the default chain)", [], []],
] as const;

/** Tokens of other issuers are one way, `intune:useOidc`. */
const oidcKinds: string[] = ["oidcToken", "azurePipelines", "oidcRequest", "oidcTokenFile"];

export const credentialWays = rows.map(([kind, label, triggers, needs]) => {
  const isOidc = oidcKinds.includes(kind);
  return { kind, label, triggers, needs, isOidc };
});

export type CredentialWay = (typeof credentialWays)[number];

/**
 * Before anything is sent.
 * @throws SettingsError naming contradictory or missing settings and their origins, never values.
 */
export function checkSettings(settings: GraphSettings): GraphSettings {
  const { environment, graphEndpoint, authorityHost, origins } = settings;
  const { tenantId = "", expectedTenantId, approvalJustification, approvalsFile } = settings;
  const { clientCertificate, clientCertificatePath, clientCertificatePassword } = settings;
  const name = (setting: SettingName) => describeSetting(settings, setting);
  const cloud = findCloudOfGraph(graphEndpoint);
  const isOther =
    origins.environment !== undefined && graphEndpoint !== clouds[environment].graphEndpoint;
  // Other authorities may serve any cloud.
  const isForeignAuthority =
    isKnownAuthority(authorityHost) && authorityHost !== cloud?.authorityHost;
  if (cloud !== undefined && (isOther || isForeignAuthority))
    throw new SettingsError(
      `${name("graphEndpoint")} and ${name(isOther ? "environment" : "authorityHost")} are of two clouds: ` +
        "set intune:environment (or ARM_ENVIRONMENT) only.",
    );
  // Of a domain only the token shows the tenant.
  if (expectedTenantId && isGuid(tenantId) && normalizeGuid(tenantId) !== expectedTenantId)
    throw new SettingsError(
      `${name("tenantId")} is another tenant than ${name("expectedTenantId")}.`,
    );
  if (clientCertificatePassword && !clientCertificate && !clientCertificatePath)
    throw new SettingsError(
      `${name("clientCertificatePassword")} is the password of no certificate: ` +
        "set intune:clientCertificatePath or intune:clientCertificate too.",
    );
  // Without its code, the next run would ask again.
  if (approvalJustification && !approvalsFile)
    throw new SettingsError(
      `${name("approvalJustification")} needs intune:approvalsFile: a file that keeps the codes of requested ` +
        "approvals until the run after the approval.",
    );
  chooseCredential(settings);
  return settings;
}

/**
 * By origin: configuration, ARM_ variables, AZURE_ ones, what a CI service gives each job; else the default chain.
 * @throws SettingsError naming the settings and origins, if two ways are set in one place, or one in part.
 */
export function chooseCredential(settings: GraphSettings): CredentialWay {
  const ranked = credentialWays.map((way) => rankWay(settings, way));
  const best = ranked.reduce((a, b) => ((b.rank - a.rank || b.ownRank - a.ownRank) < 0 ? b : a));
  const describe = ({ label, triggers, isOidc }: CredentialWay): string =>
    `${label} (${describeOrigins(settings, isOidc ? [...triggers, "useOidc"] : triggers)})`;
  const { way, ownRank, rank } = best;
  const rival = ranked.find((other) => other.rank === rank && contradicts(best, other));
  if (rival !== undefined)
    throw new SettingsError(
      `Two ways to sign in are set: ${describe(way)} and ${describe(rival.way)}. Set one of them only.`,
    );
  if (ownRank === ranks.unset) {
    const tokens = credentialWays.flatMap((one) => (one.isOidc ? one.triggers.slice(0, 1) : []));
    const named = describeSetting(settings, "useOidc");
    throw new SettingsError(
      `${named} is true, but no token is named: set ${tokens.map(describeSources).join(" or ")}.`,
    );
  }
  const missing = listMissing(settings, way).map(describeSources).join(" and ");
  if (missing === "") return way;
  throw new SettingsError(`Signing in with ${describe(way)} also needs ${missing}.`);
}

/** `unset`: not set, or a switch that is off. `fallback`: the default chain, which nothing sets. */
const ranks = { configuration: 0, arm: 1, other: 2, ambient: 3, fallback: 4, unset: 5 } as const;

/** Platforms set them in every job or pod. */
const ambientVariables = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "AZURE_FEDERATED_TOKEN_FILE",
];

type Ranked = ReturnType<typeof rankWay>;

/** `ownRank` by the settings that choose the way, `rank` by `useOidc` too, which ranks all its ways. */
function rankWay(settings: GraphSettings, way: CredentialWay) {
  const unset = way.triggers.length === 0 ? ranks.fallback : ranks.unset;
  const ownRank = Math.min(unset, ...way.triggers.map((name) => rankSetting(settings, name)));
  // An ambient way counts only if complete.
  const isPartial = ownRank === ranks.ambient && listMissing(settings, way).length > 0;
  const counted = isPartial ? ranks.unset : ownRank;
  if (!way.isOidc) return { way, ownRank, rank: counted };
  const rank = Math.min(counted, rankSetting(settings, "useOidc"));
  return { way, ownRank, rank: settings.useOidc === false ? ranks.unset : rank };
}

function rankSetting(settings: GraphSettings, name: SettingName): number {
  const origin = settings.origins[name];
  const isOff = settings[name] === undefined || settings[name] === false;
  if (origin === undefined || isOff) return ranks.unset;
  if (origin === configurationOrigin) return ranks.configuration;
  if (ambientVariables.includes(origin)) return ranks.ambient;
  return origin.startsWith("ARM_") ? ranks.arm : ranks.other;
}

function contradicts(best: Ranked, other: Ranked): boolean {
  if (best.way.isOidc !== other.way.isOidc) return true;
  // azuread's users set ARM_OIDC_REQUEST_URL and _TOKEN to Azure Pipelines' own.
  const isSame = best.way.kind === "azurePipelines" && other.way.kind === "oidcRequest";
  if (other === best || isSame) return false;
  return other.ownRank === best.ownRank && best.ownRank < ranks.ambient;
}

function listMissing(settings: GraphSettings, { triggers, needs }: CredentialWay): SettingName[] {
  return [...needs, ...triggers].filter((name) => settings[name] === undefined);
}

/** Those that are set, as in `intune:useMsi from ARM_USE_MSI`; never their values. */
export function describeOrigins(settings: GraphSettings, names: readonly SettingName[]): string {
  return names
    .filter((name) => settings.origins[name] !== undefined)
    .map((name) => describeSetting(settings, name))
    .join(", ");
}
