import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createCommandEnvironment, createEmulator, seedTenant } from "intune-graph-emulator";
import type { Client, CommandLine } from "./clients.ts";
import { findMissingSteps, retryAfterSeconds } from "./findMissingSteps.ts";

/** The ways to sign in that every client goes. */
export const identities = ["clientSecret", "clientCertificate"] as const;

/** Runs an installed client against an emulator of its own; answers what went wrong, if anything. */
export async function runClient(
  client: Client,
  installation: string,
  identity: (typeof identities)[number],
): Promise<string | undefined> {
  const emulator = await createEmulator({ pageSize: 2 });
  const folder = await mkdtemp(join(installation, "emulator-"));
  try {
    const [group] = seedTenant(emulator.tenant).groups;
    for (let extra = 0; extra < 2; extra += 1) emulator.tenant.addConfiguration();
    const before = emulator.exportState().tenant;
    const respond = { status: 429, headers: { "Retry-After": String(retryAfterSeconds) } };
    emulator.script({ method: "PATCH", respond });
    const env = {
      ...(await createCommandEnvironment(emulator, { folder, identity })),
      CLIENT_GROUP_ID: group?.id ?? "",
      CLIENT_COUNT: String(emulator.tenant.configurations.length),
    };
    const prepare = client.prepare?.(env);
    for (const command of [...(prepare ? [prepare] : []), client.run]) {
      await runCommand(command, { cwd: installation, env });
    }
    const missing = findMissingSteps(emulator.requests);
    if (missing.length > 0) return `it did not show: ${missing.join(", ")}`;
    const after = emulator.exportState().tenant;
    return JSON.stringify(after) === JSON.stringify(before) ? undefined : "the tenant is changed";
  } catch (error) {
    return String(error);
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a command to its end; it is an error if it fails, with what it printed. */
export async function runCommand(
  [command, ...args]: CommandLine,
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const isWindows = process.platform === "win32";
  const child = spawn(command, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    // npm and mvn are scripts there.
    shell: isWindows,
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    closed,
  ]);
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output}${errors}`);
}
