import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { EmulatedFleet } from "./fleetOfEmulators.ts";
import { readRun, type ScriptRun } from "./runScript.ts";

const fleetFile = join(import.meta.dirname, "..", "..", "examples", "fleet", "fleet.ts");

let running: ChildProcess | undefined;

/** The fleet at work. */
export const fleetProcess = (): ChildProcess | undefined => running;

export async function runFleet(fleet: EmulatedFleet, ...args: string[]): Promise<ScriptRun> {
  const files = ["--tenants", fleet.tenantsFile, "--logs", join(fleet.folder.path, "logs")];
  const child = spawn(process.execPath, [fleetFile, ...args, ...files], {
    env: { ...process.env, ...fleet.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  return readRun(child);
}
