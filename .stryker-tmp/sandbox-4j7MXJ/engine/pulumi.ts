// @ts-nocheck
import { spawn } from "node:child_process";
import { findPulumiCliOrExit } from "./findPulumiCli.ts";
import { pulumiPath } from "./pulumiPath.ts";

/** `npm run pulumi -- <args>`: the Pulumi CLI, in the folder that npm was called from. */
const cli = await findPulumiCliOrExit();
const child = spawn(cli.command, process.argv.slice(2), {
  cwd: process.env["INIT_CWD"] ?? process.cwd(),
  env: { ...process.env, PATH: pulumiPath(cli) },
  stdio: "inherit",
});
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.on("exit", (code) => (process.exitCode = code ?? 1));
