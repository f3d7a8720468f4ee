import { openGraph } from "../graph/openGraph.js";
import { describeProxy } from "../graph/proxy.js";
import { createSendHttp } from "../graph/sendHttp.js";
import { resolveSettings } from "../graph/settings.js";
import { describeSetting, type GraphSettings } from "../graph/settingsTable.js";
import { createTokenSource } from "../graph/signIn/tokenSource.js";
import { systemClock } from "../graph/clock.js";

/** What one check has found; the text of a problem says the way out. */
export interface CheckResult {
  name: string;
  text: string;
  isProblem: boolean;
}

/** What the checks find for those that follow. */
interface Found {
  settings: GraphSettings;
  /** The header `Date` of Graph's response. */
  date: string | undefined;
  claims: Readonly<Record<string, unknown>>;
}

type Check = (found: Found, environment: NodeJS.ProcessEnv) => Promise<string> | string;

/** In the order in which the provider needs them: each stands on those before. */
const checks: readonly [name: string, check: Check][] = [
  ["settings", readSettings],
  ["connection", connect],
  ["clock", compareClocks],
  ["sign-in", signIn],
  ["permission", findPermission],
  ["Intune", countConfigurations],
];

/** Runs the checks up to the first that fails. */
export async function* checkConnection(
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<CheckResult> {
  const found = {} as Found;
  for (const [name, check] of checks) {
    try {
      yield { name, text: await check(found, environment), isProblem: false };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      yield { name, text: error.message, isProblem: true };
      return;
    }
  }
}

function readSettings(found: Found, environment: NodeJS.ProcessEnv): string {
  found.settings = resolveSettings({ config: () => undefined, environment });
  const { settings } = found;
  const names = ["tenantId", "clientId", "environment"] as const;
  return names
    .filter((name) => settings[name] !== undefined)
    .map((name) => `${describeSetting(settings, name)} is ${String(settings[name])}`)
    .join(", ");
}

async function connect(found: Found): Promise<string> {
  const { graphEndpoint } = found.settings;
  const url = `${graphEndpoint}/beta/$metadata`;
  const response = await createSendHttp(found.settings)({ method: "GET", url, headers: {} });
  if ("fault" in response)
    throw new Error(
      `${graphEndpoint} can't be reached: ${response.fault.message}. Check the network, HTTPS_PROXY and NO_PROXY; if a proxy ` +
        "inspects TLS, NODE_EXTRA_CA_CERTS must name its CA certificate.",
    );
  found.date = response.headers["date"];
  return `${graphEndpoint} responds${describeProxy(graphEndpoint)}`;
}

/** Entra refuses signed assertions that differ by more, and tokens seem to have ended. */
const clockToleranceMs = 5 * 60_000;

function compareClocks({ date = "" }: Found): string {
  const aheadMs = systemClock.now() - Date.parse(date);
  if (Number.isNaN(aheadMs)) return "not checked: the response has no date";
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const text = `${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} Graph's`;
  if (Math.abs(aheadMs) > clockToleranceMs)
    throw new Error(`this machine's clock is ${text}: set it by a time server (NTP).`);
  return seconds === 0 ? "the same as Graph's" : text;
}

async function signIn(found: Found): Promise<string> {
  const token = await createTokenSource(found.settings, systemClock.now)();
  const [, payload = ""] = token.split(".");
  found.claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Found["claims"];
  const { upn, appid, tid } = found.claims;
  const who = typeof upn === "string" ? upn : `the application ${String(appid)}`;
  return `as ${who} in the tenant ${String(tid)}`;
}

const writes = "DeviceManagementApps.ReadWrite.All";
const reads = "DeviceManagementApps.Read.All";

/** `roles` of an application, `scp` of a person. */
function findPermission({ claims: { roles, scp } }: Found): string {
  const granted = new Set(
    Array.isArray(roles) ? roles : typeof scp === "string" ? scp.split(" ") : [],
  );
  if (granted.has(writes)) return `${writes}: previews, refreshes, updates and destroys`;
  if (granted.has(reads))
    return `${reads}: previews and refreshes; \`up\` and \`destroy\` also need ${writes}`;
  throw new Error(
    `the token has neither ${reads} nor ${writes}. Grant one in Entra (App registrations, API permissions, Microsoft Graph) ` +
      "with admin consent; examples/app-registration does it by a script.",
  );
}

/** Graph refuses a tenant without a licence for Intune here. */
async function countConfigurations({ settings }: Found): Promise<string> {
  const { configurations } = openGraph(settings, systemClock);
  const { length } = await configurations.list();
  return `the tenant has ${length} provisioning ${length === 1 ? "configuration" : "configurations"}`;
}
