import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { findLinter } from "./findLinter.ts";

/** Holds the workflows of GitHub Actions, the examples' and this repository's own, to actionlint and zizmor. */
const root = join(import.meta.dirname, "..", "..");
const files = globSync("{examples/github-actions/,examples/renewal/,}.github/workflows/*.yml", {
  cwd: root,
});

function lint(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, [...args, ...files], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

// actionlint has opinions on shell code only where shellcheck happens to be installed.
lint(await findLinter("actionlint"), ["-shellcheck=", "-oneline"]);
try {
  lint(await findLinter("zizmor"), ["--offline", "--no-progress", "--quiet"]);
} catch (error) {
  process.stderr.write(`Skipped: ${(error as Error).message}\n`);
}
