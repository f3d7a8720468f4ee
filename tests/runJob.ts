import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { findDescendants, killAll, listProcesses } from "./processes.ts";

// The executable would start a second process of Node.js, for the option in .mocharc.json.
const mocha = createRequire(import.meta.url).resolve("mocha/lib/cli/cli.js");
const nodeOptions = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"];

/** What came of a process. */
export interface JobRun {
  hasPassed: boolean;
  /** It did not end by itself, and was ended. */
  wasEnded: boolean;
  output: Buffer;
}

/** A process that outlives its parent is in no tree of processes, and may hold the output open: that long it is read on. */
const lastWordsMs = 1_000;

/** Runs mocha on the files, in a process of its own. The signal ends that process and all that it has started. */
export function runMocha(files: readonly string[], limit: AbortSignal): Promise<JobRun> {
  return runCommand(process.execPath, [...nodeOptions, mocha, ...files], limit);
}

/** Runs a script of package.json likewise. */
export function runNpmScript(name: string, limit: AbortSignal): Promise<JobRun> {
  return runCommand("npm", ["run", "--silent", name], limit);
}

async function runCommand(
  command: string,
  args: readonly string[],
  limit: AbortSignal,
): Promise<JobRun> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    // On Windows npm is a script.
    shell: process.platform === "win32" && command === "npm",
  });
  const output: Buffer[] = [];
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream.on("data", (chunk: Buffer) => output.push(chunk));
  let wasEnded = false;
  const end = (): void => {
    wasEnded = true;
    if (child.pid !== undefined) endTree(child.pid);
    setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, lastWordsMs).unref();
  };
  limit.addEventListener("abort", end);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  limit.removeEventListener("abort", end);
  return { hasPassed: code === 0 && !wasEnded, wasEnded, output: Buffer.concat(output) };
}

function endTree(id: number): void {
  killAll([id, ...findDescendants(listProcesses(), id).map((process) => process.id)]);
}
