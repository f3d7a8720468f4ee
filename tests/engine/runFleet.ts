import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { EmulatedFleet } from "./fleetOfEmulators.ts";

const fleetFile = join(import.meta.dirname, "..", "..", "examples", "fleet", "fleet.ts");

/** What a run of `fleet.ts` printed, and its exit code. */
interface Run {
  code: number | null;
  text: string;
}

let running: ChildProcess | undefined;

/** The fleet at work. */
export const fleetProcess = (): ChildProcess | undefined => running;

export async function runFleet(fleet: EmulatedFleet, ...args: string[]): Promise<Run> {
  const files = ["--tenants", fleet.tenantsFile, "--logs", join(fleet.folder.path, "logs")];
  const child = spawn(process.execPath, [fleetFile, ...args, ...files], {
    env: { ...process.env, ...fleet.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { code, text };
}
