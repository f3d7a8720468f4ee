import { spawn } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** For a person to read: to stderr, so that no output that is parsed has it. */
export function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

export interface GoBuild {
  /** The folder of the Go module that pins the versions. */
  module: string;
  /** The package of the program. */
  target: string;
  /** The executable, which is there once it is whole. */
  file: string;
  flags: string[];
  /** About how many modules and packages Go names on the way. */
  steps: number;
  /** What else must be in the folder before the executable is. */
  finish?: (folder: string) => Promise<void>;
}

export async function buildGo(build: GoBuild): Promise<void> {
  const folder = dirname(build.file);
  const unfinished = `${build.file}-${process.pid}.building`;
  await mkdir(folder, { recursive: true });
  try {
    await runGo(["build", "-v", "-o", unfinished, ...build.flags, build.target], build);
    await build.finish?.(folder);
    await rename(unfinished, build.file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Go names each module that it downloads and each package that it compiles: their number is the progress. */
async function runGo(args: string[], { module, steps: expectedSteps }: GoBuild): Promise<void> {
  const go = spawn("go", args, { cwd: module, stdio: ["ignore", "ignore", "pipe"] });
  const lastLines: string[] = [];
  let steps = 0;
  go.stderr.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n").filter((line) => line !== "")) {
      steps += 1;
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      if (steps % 100 === 0) report(`  ${steps} steps of about ${expectedSteps} (${line})`);
    }
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    go.on("error", reject).on("close", resolve);
  });
  if (code !== 0)
    throw new Error(`go ended with ${String(code)}: ${lastLines.slice(-3).join(" ")}`);
}
