// @ts-nocheck
import type { Emulator } from "./emulator.js";
import type { SeededTenant } from "./seedTenant.js";

/** What the command says of a running emulator. The first line is the http URL alone, for scripts. */
export function describeEmulator(emulator: Emulator, seeded: SeededTenant | undefined): string[] {
  const [application] = emulator.applications;
  const rows = [
    ["https", emulator.httpsUrl],
    ["token", `POST ${emulator.url}/${emulator.tenantId}/oauth2/v2.0/token`],
    ["tenant", emulator.tenantId],
    ["client id", application?.clientId ?? ""],
    ["client secret", application?.clientSecret ?? ""],
    ...(seeded?.configurations ?? []).map(({ id, displayName }) => [
      "configuration",
      `${id}  ${displayName}`,
    ]),
    ...(seeded?.groups ?? []).map(({ id, displayName }) => ["group", `${id}  ${displayName}`]),
  ];
  return [emulator.url, ...rows.map(([label = "", text = ""]) => `${label.padEnd(14)} ${text}`)];
}
