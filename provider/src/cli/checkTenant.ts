import { countWords } from "../domain/values.js";
import { quoteForeign } from "../graph/foreignText.js";
import { describeProxy } from "../graph/proxy.js";
import { createSendHttp } from "../graph/sendHttp.js";
import { resolveSettings } from "../graph/settings.js";
import { describeSetting, type GraphSettings } from "../graph/settingsTable.js";
import { createTokenSource, readClaims } from "../graph/signIn/tokenSource.js";
import { systemClock } from "../graph/clock.js";
import { openTenant } from "./readTenant.js";
import { printLines, type CommandProcess } from "./terminal.js";

/** Prints what each check found, up to the first failure with what to do: later checks rely on earlier ones. */
export async function checkTenant(process: CommandProcess): Promise<void> {
  let name = "settings";
  const pass = (found: string, next: string): void => {
    printLines(process.stdout, [`ok     ${name}: ${found}`]);
    name = next;
  };
  try {
    const settings = resolveSettings({ config: {}, environment: process.env });
    const { graphEndpoint } = settings;
    pass(describeSettings(settings), "connection");
    const date = await connect(settings);
    pass(`${graphEndpoint} responds${describeProxy(graphEndpoint)}`, "clock");
    pass(compareClocks(date), "sign-in");
    const claims = readClaims(await createTokenSource(settings, systemClock.now)());
    const { upn, appid, tid } = claims;
    const who = typeof upn === "string" ? upn : `the application ${String(appid)}`;
    const hasClaims = typeof tid === "string";
    pass(hasClaims ? `as ${who} in the tenant ${tid}` : "there is a token", "permission");
    pass(hasClaims ? findPermission(claims) : "not checked: the token does not show it", "Intune");
    // Graph refuses a tenant without an Intune licence here.
    const { length } = await openTenant(process).graph.configurations.list();
    pass(`${countWords(length, "configuration")} in the tenant`, "");
  } catch (error) {
    printLines(process.stdout, [`FAILED ${name}: ${(error as Error).message}`]);
    process.exitCode = 1;
  }
}

function describeSettings(settings: GraphSettings): string {
  return (["tenantId", "clientId", "environment"] as const)
    .filter((name) => settings[name] !== undefined)
    .map((name) => `${describeSetting(settings, name)} is ${String(settings[name])}`)
    .join(", ");
}

/** @returns the header `Date` of Graph's response. */
async function connect(settings: GraphSettings): Promise<string | undefined> {
  const { graphEndpoint } = settings;
  const url = `${graphEndpoint}/beta/$metadata`;
  const response = await createSendHttp(settings)({ method: "GET", url, headers: {} });
  const isGraphs = "headers" in response && response.headers["request-id"] !== undefined;
  if (isGraphs) return response.headers["date"];
  const problem =
    "fault" in response
      ? response.fault.message
      : `something else responds with ${response.status}, ${quoteForeign(response.text)}`;
  throw new Error(
    `${graphEndpoint} can't be reached: ${problem}. Check the network, HTTPS_PROXY and NO_PROXY; if a proxy inspects TLS, ` +
      "NODE_EXTRA_CA_CERTS must name its CA certificate.",
  );
}

/** Beyond this, Entra refuses signed assertions, and tokens look expired. */
const clockToleranceMs = 5 * 60_000;

function compareClocks(date = ""): string {
  const aheadMs = systemClock.now() - Date.parse(date);
  if (Number.isNaN(aheadMs)) return "not checked: the response has no date";
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const text = `${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} Graph's`;
  if (Math.abs(aheadMs) > clockToleranceMs)
    throw new Error(`this machine's clock is ${text}: set it by a time server (NTP).`);
  return text;
}

const writes = "DeviceManagementApps.ReadWrite.All";
const reads = "DeviceManagementApps.Read.All";

/** `roles` of an application, `scp` of a person. */
function findPermission({ roles, scp }: Readonly<Record<string, unknown>>): string {
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
