import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Runs each test file that drives the engine in a process of its own. Programs of the Automation API run inside the
 * process that starts them and share its state; what a killed engine leaves behind must not reach the next file's.
 */
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const files = globSync(process.argv.slice(2)).sort();
if (files.length === 0) throw new Error("No test file was named.");

const failed: string[] = [];
for (const file of files) {
  const child = spawn(process.execPath, [mocha, file], { stdio: "inherit" });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  if (code !== 0) failed.push(file);
}
if (failed.length > 0) {
  process.stderr.write(`Failed: ${failed.join(", ")}\n`);
  process.exitCode = 1;
}
