// @ts-nocheck
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

/** A process that outlives its parent is in no tree of processes, and may hold the output open: that long it is read on. */
const lastWordsMs = 1_000;

/** Runs mocha on the files, in a process of its own. The signal ends that process and all that it has started. */
export async function runMocha(files: readonly string[], limit: AbortSignal): Promise<MochaRun> {
  const child = spawn(process.execPath, [mocha, ...files], { stdio: ["ignore", "pipe", "pipe"] });
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
