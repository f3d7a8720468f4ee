// @ts-nocheck
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import type { TestStack } from "./tenantStack.ts";

/** What commands printed, on either stream, and the exit code of the first that failed, or 0. */
export interface CommandRun {
  output: string;
  code: number | null;
}

/** Runs shell commands in a stack's folder, where `pulumi` is the real CLI. It has no Node language host. */
export async function runCommands(
  commands: string,
  { stack: { workspace } }: TestStack,
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandRun> {
  const child = spawn("sh", ["-ec", `exec 2>&1\n${commands}`], {
    cwd: workspace.workDir,
    env: {
      ...process.env,
      ...workspace.envVars,
      PATH: pulumiPath(await findPulumiCli()),
      PULUMI_HOME: workspace.pulumiHome ?? "",
      ...variables,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { output: await text(child.stdout), code: await closed };
}
