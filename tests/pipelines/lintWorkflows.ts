import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findLinter } from "./findLinter.ts";

/**
 * Holds the workflows of GitHub Actions, the examples' and this repository's own, to actionlint and zizmor, the emulator's
 * Dockerfile to hadolint, and its compose file to dclint.
 */
const root = join(import.meta.dirname, "..", "..");
const files = globSync("{examples/github-actions/,examples/renewal/,}.github/workflows/*.yml", {
  cwd: root,
});

function lint(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

async function lintIfFound(name: "hadolint" | "zizmor", args: readonly string[]): Promise<void> {
  try {
    lint(await findLinter(name), args);
  } catch (error) {
    process.stderr.write(`Skipped: ${(error as Error).message}\n`);
  }
}

// actionlint has opinions on shell code only where shellcheck happens to be installed.
lint(await findLinter("actionlint"), ["-shellcheck=", "-oneline", ...files]);
await lintIfFound("zizmor", ["--offline", "--no-progress", "--quiet", ...files]);
await lintIfFound("hadolint", ["emulator/Dockerfile"]);
const dclint = fileURLToPath(new URL("bin/dclint.cjs", import.meta.resolve("dclint/package.json")));
// Of the quotes the formatter has the say.
const dclintOptions = ["--disable-rule", "require-quotes-in-ports", "--max-warnings", "0"];
lint(process.execPath, [dclint, ...dclintOptions, "emulator/compose.yaml"]);
