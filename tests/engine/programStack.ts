import { spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { languageHostFolder } from "../../engine/languageHost/languageHostFolder.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { openTestStack, type TestStack, type TestTenant } from "./tenantStack.ts";
import { writeNpx } from "./writeNpx.ts";

/** A stack for the CLI itself: its program is a file. */
export interface ProgramStack {
  stack: TestStack;
  /** Where the CLI is run. */
  workFolder: string;
  environment: Record<string, string>;
  /** Writes the program, in CommonJS; `intune` and `pulumi` are there. */
  write: (code: string) => Promise<void>;
  /** Runs the CLI and answers what it wrote to stdout. */
  run: (...args: string[]) => Promise<{ code: number | null; output: string }>;
}

const repositoryFolder = join(import.meta.dirname, "..", "..");

/** @param program for runs of the Automation API; the CLI runs the file. */
export async function openProgramStack(
  tenant: TestTenant,
  program: PulumiFn = () => Promise.resolve(),
): Promise<ProgramStack> {
  const projectFolder = join(tenant.folder.path, "program");
  await mkdir(projectFolder);
  await symlink(join(repositoryFolder, "node_modules"), join(projectFolder, "node_modules"));
  const stack = await openTestStack({ tenant, projectFolder, stackName: "production", program });
  const { workDir, envVars, pulumiHome = "" } = stack.stack.workspace;
  const path = [languageHostFolder, pulumiPath(await findPulumiCli())];
  const environment = {
    ...tenant.environment,
    ...envVars,
    PULUMI_HOME: pulumiHome,
    PATH: [await writeNpx(tenant.folder.path), ...path].join(delimiter),
  };
  return {
    stack,
    workFolder: workDir,
    environment,
    write: (code) =>
      writeFile(
        join(projectFolder, "index.js"),
        `const intune = require("pulumi-intune-provisioning");
         const pulumi = require("@pulumi/pulumi");
         ${code}`,
      ),
    async run(...args) {
      const child = spawn("pulumi", [...args, "--stack", "production", "--non-interactive"], {
        cwd: workDir,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "ignore"],
      });
      const closed = new Promise<number | null>((resolve, reject) => {
        child.on("error", reject).on("close", resolve);
      });
      const output = await text(child.stdout);
      return { code: await closed, output };
    },
  };
}
