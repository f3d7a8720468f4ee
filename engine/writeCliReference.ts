import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const repositoryFolder = join(import.meta.dirname, "..");
const main = join(repositoryFolder, "provider", "dist", "cli", "main.js");

if (import.meta.main) writeFileSync(join(repositoryFolder, "docs", "cli.md"), renderCliReference());

/** The text of docs/cli.md: what the command and each of its subcommands print by `--help`. */
export function renderCliReference(): string {
  const overview = readHelp();
  const names = [...overview.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name = ""]) => name);
  return [
    "# Commands",
    "What `--help` prints; `npm run cli-reference` writes this page.",
    renderBlock(overview),
    ...names.flatMap((name) => [`## ${name}`, renderBlock(readHelp(name))]),
  ]
    .join("\n\n")
    .concat("\n");
}

function readHelp(...command: string[]): string {
  const env = { PATH: process.env["PATH"] };
  return execFileSync(process.execPath, [main, ...command, "--help"], { encoding: "utf8", env });
}

function renderBlock(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
