import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { runCli } from "./runCli.ts";

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
    for (const option of ["--format", "--output", "--warn-days", "--fail-when-expiring", "--help"])
      expect(stdout).to.match(new RegExp(`^ {2}${option}\\b`, "mu"));
    expect(stdout).to.include("3 see --fail-when-expiring");
    expect([stderr, exitCode]).to.deep.equal(["", 0]);
  });

  it("prints the version of the package", async () => {
    const manifest = join(import.meta.dirname, "..", "..", "provider", "package.json");
    const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
    expect((await runCli(["--version"])).stdout).to.equal(`${version}\n`);
  });

  const mistakes: Readonly<Record<string, readonly [readonly string[], string]>> = {
    "no command": [[], "A command is missing"],
    "an unknown command": [["remove"], `no command "remove"`],
    "an option before the command": [["--format", "json"], `no command "--format"`],
    "an unknown option": [["report", "--colour"], "--colour"],
    "an argument that is no option": [["report", "everything"], "everything"],
    "an unknown format": [
      ["report", "--format", "pdf"],
      `text, html, markdown, json, csv, not "pdf"`,
    ],
    "an option without its value": [["report", "--output"], "--output"],
    "an empty name of a file": [["report", "--output="], "--output"],
    "days that are no number": [["report", "--warn-days", "soon"], `--warn-days`],
    "days below zero": [["report", "--warn-days=-1"], `--warn-days`],
    "days beyond ten years": [["report", "--warn-days", "3651"], "0 to 3650"],
    "a value for a switch": [["report", "--fail-when-expiring=yes"], "--fail-when-expiring"],
  };
  for (const [mistake, [args, words]] of Object.entries(mistakes)) {
    it(`refuses ${mistake} in one line, with exit code 2`, async () => {
      const { stdout, stderr, exitCode } = await runCli(args);
      expect(stderr).to.include(words);
      expect(stderr.trimEnd().split("\n")).to.have.length(1);
      expect([stdout, exitCode]).to.deep.equal(["", 2]);
    });
  }
});
