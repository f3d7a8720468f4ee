import { parseArgs } from "node:util";
import type { FakeCli } from "./fakeCliSettings.js";
import { fetchToken } from "./fetchToken.js";

const versions = {
  "azure-cli": "2.67.0",
  "azure-cli-core": "2.67.0",
  "azure-cli-telemetry": "1.1.0",
  extensions: {},
};

/** Answers `az version` and `az account get-access-token`, as Microsoft documents the output. */
export const answerAz: FakeCli = async (args, settings) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      output: { type: "string", short: "o" },
      resource: { type: "string" },
      scope: { type: "string" },
      tenant: { type: "string" },
      subscription: { type: "string" },
    },
  });
  const command = positionals.join(" ");
  if (command === "version") return { stdout: JSON.stringify(versions), exitCode: 0 };
  if (command !== "account get-access-token") {
    return { stderr: `ERROR: '${command}' is misspelled or not recognized.`, exitCode: 2 };
  }
  if (settings.isSignedOut) {
    return { stderr: "ERROR: Please run 'az login' to setup account.", exitCode: 1 };
  }
  const { resource = "https://management.core.windows.net/", scope, tenant } = values;
  const wish = {
    scope: typeof scope === "string" ? scope : `${String(resource)}/.default`,
    tenantId: typeof tenant === "string" ? tenant : undefined,
  };
  const { token, expiresOn } = await fetchToken(wish, settings);
  const answer = {
    accessToken: token,
    expiresOn: spellLocalTime(expiresOn),
    expires_on: Math.floor(expiresOn.getTime() / 1000),
    subscription: "00000000-0000-0000-0000-000000000000",
    tenant: wish.tenantId ?? settings.tenantId,
    tokenType: "Bearer",
  };
  return { stdout: JSON.stringify(answer, null, 2), exitCode: 0 };
};

/** `2027-01-15 08:00:00.000000`, in the zone of the machine. */
function spellLocalTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return `${local.toISOString().slice(0, 19).replace("T", " ")}.000000`;
}
