import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { findDescendants, killAll, listProcesses } from "./processes.ts";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");

/** What came of a run of mocha. */
export interface MochaRun {
  hasPassed: boolean;
  /** It did not end by itself, and was ended. */
  wasEnded: boolean;
  output: Buffer;
}

/** Runs mocha on the files, in a process of its own. When the signal comes, that process and all that it has started are ended. */
export async function runMocha(files: readonly string[], limit: AbortSignal): Promise<MochaRun> {
  const child = spawn(process.execPath, [mocha, ...files], { stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream.on("data", (chunk: Buffer) => output.push(chunk));
  let wasEnded = false;
  const end = (): void => {
    wasEnded = true;
    if (child.pid !== undefined) endTree(child.pid);
    // A process that outlives its parent is in no tree, and may hold these open.
    for (const stream of streams) stream.destroy();
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
