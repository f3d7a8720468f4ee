import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { runCli, runCliProcess } from "./runCli.ts";

describe("the command line", () => {
  for (const args of [["--help"], ["-h"], ["help"]]) {
    it(`lists its commands when asked by ${args.join(" ")}`, async () => {
      const { stdout, stderr, exitCode } = await runCli(args);
      expect(stdout).to.match(/^ {2}report +\S/mu);
      expect([stderr, exitCode]).to.deep.equal(["", 0]);
    });
  }

  it("lists the options of a command, and what its exit codes mean", async () => {
    const { stdout, stderr, exitCode } = await runCli(["report", "--help"]);
    for (const option of ["--format", "--output", "--warn-days", "--fail-when-expiring"])
      expect(stdout).to.match(new RegExp(`^ {2}${option}\\b`, "mu"));
    expect(stdout).to.include("3 see --fail-when-expiring");
    expect([stderr, exitCode]).to.deep.equal(["", 0]);
  });

  it("prints the version of the package", async () => {
    const manifest = join(import.meta.dirname, "..", "..", "provider", "package.json");
    const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
    expect((await runCliProcess(["--version"])).stdout).to.equal(`${version}\n`);
  });

  it("prints its help, as an error, when no command is named", async () => {
    const { stdout, stderr, exitCode } = await runCli([]);
    expect(stderr).to.match(/^ {2}report +\S/mu);
    expect([stdout, exitCode]).to.deep.equal(["", 2]);
  });

  const mistakes: Readonly<Record<string, readonly [readonly string[], string]>> = {
    "an unknown command": [["remove"], "unknown command 'remove'"],
    "an option before the command": [["--format", "json"], "--format"],
    "an unknown option": [["report", "--colour"], "--colour"],
    "an argument that is no option": [["report", "everything"], "too many arguments for 'report'"],
    "an unknown format": [
      ["report", "--format", "pdf"],
      "'pdf' is invalid. Allowed choices are text, html, markdown, json, csv.",
    ],
    "an option without its value": [["report", "--output"], "--output"],
    "an empty name of a file": [["report", "--output="], "'--output <FILE>' needs a value"],
    "days that are no number": [["report", "--warn-days", "soon"], "--warn-days"],
    "days below zero": [["report", "--warn-days=-1"], "--warn-days"],
    "days beyond ten years": [["report", "--warn-days", "3651"], "from 0 to 3650"],
    "a value for a switch": [["report", "--fail-when-expiring=yes"], "--fail-when-expiring"],
  };
  for (const args of [
    ["explain", "gone.json"],
    ["explain", "--state", "gone.json", "-"],
    ["adopt", "--preview", "gone.json", "--output", "ids.txt"],
  ])
    it(`names the file that \`${args.join(" ")}\` cannot read`, async () => {
      const { stderr, exitCode } = await runCli(args);
      expect(stderr).to.match(/^Cannot read gone\.json: ENOENT: no such file or directory/);
      expect(exitCode).to.equal(1);
    });

  it("exits with 2 after a mistake", async () => {
    expect((await runCliProcess(["remove"])).exitCode).to.equal(2);
  });

  for (const [mistake, [args, words]] of Object.entries(mistakes)) {
    it(`refuses ${mistake} in one sentence, with exit code 2`, async () => {
      const { stdout, stderr, exitCode } = await runCli(args);
      expect(stderr)
        .to.match(/^error: [^\n]+\n(?:\(Did you mean [^\n]+\n)?$/u)
        .and.include(words);
      expect([stdout, exitCode]).to.deep.equal(["", 2]);
    });
  }
});
