import { spawn, type ChildProcess } from "node:child_process";

/** What a program printed, and its exit code. */
export interface ScriptRun {
  code: number | null;
  text: string;
}

export interface ScriptOptions {
  args?: readonly string[];
  folder: string;
  environment: Readonly<Record<string, string>>;
}

/** Runs a shell script, as a pipeline does. */
export async function runScript(file: string, options: ScriptOptions): Promise<ScriptRun> {
  const child = spawn("bash", [file, ...(options.args ?? [])], {
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return readRun(child);
}

/** @param child with both streams as pipes. */
export async function readRun(child: ChildProcess): Promise<ScriptRun> {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { code, text };
}
