import type { Emulator } from "../emulator.js";

/** The first line is the http URL alone, for scripts. */
export function describeEmulator(emulator: Emulator, controlUrl: string | undefined): string[] {
  const [application] = emulator.applications;
  const { configurations, groups } = emulator.tenant;
  const rows = [
    ["https", emulator.httpsUrl],
    ...(controlUrl === undefined ? [] : [["control", controlUrl]]),
    ["token", `POST ${emulator.url}/${emulator.tenantId}/oauth2/v2.0/token`],
    ["tenant", emulator.tenantId],
    ["client id", application?.clientId ?? ""],
    ["client secret", application?.clientSecret ?? ""],
    ...configurations.map(({ id, displayName }) => ["configuration", `${id}  ${displayName}`]),
    ...groups.map(({ id, displayName }) => ["group", `${id}  ${displayName}`]),
  ];
  return [emulator.url, ...rows.map(([label = "", text = ""]) => `${label.padEnd(14)} ${text}`)];
}
