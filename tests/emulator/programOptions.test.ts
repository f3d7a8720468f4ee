import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { behaviourChoices, defaultBehaviour, type Behaviour } from "intune-graph-emulator";
import { behaviourSchema } from "../../emulator/dist/documents/behaviourSchema.js";
import { parseArguments } from "../../emulator/dist/program/parseArguments.js";
import { readOptions } from "./startProgram.ts";

const readPage = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../emulator", name), "utf8");
const readme = readPage("README.md");
const switches = readPage("docs/behaviour.md");

/** Arguments that are refused, by what the refusal names. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  "'http' is invalid": ["--port", "http"],
  "from 1 to 1000": ["--page-size", "0"],
  "argument missing": ["--latency"],
  "unknown option '--colour'": ["--colour", "red"],
  extra: ["extra"],
  "no COMMAND": ["--log", "--"],
  "cannot be used with": ["--empty", "--seed", "seed.json"],
  "replace, merge": ["--behaviour", "assign=both"],
  "with a NAME of: assign": ["--behaviour", "assing=merge"],
  "'2' is not": ["--behaviour", "2"],
  "readLag: must be object,null": ["--behaviour", "readLag=2"],
  "additional properties: read": ["--behaviour", 'readLag={"read":2}'],
  "is not JSON": ["--behaviour", "quota={writes}"],
  clientSecret: ["--identity", "password"],
};

describe("The program's options", () => {
  for (const [named, args] of Object.entries(mistakes)) {
    it(`refuse ${args.join(" ")} with the usage`, () => {
      const ending = parseArguments(args);
      expect(ending).to.have.property("exitCode", 2);
      expect(ending).to.have.property("text").that.includes(named).and.includes("Usage: ");
    });
  }

  it("show help with every option and switch, and the version", () => {
    const help = parseArguments(["--help"]);
    expect(help).to.have.property("exitCode", 0);
    for (const name of ["--host", "--state", "--cert-dir", ...Object.keys(defaultBehaviour)]) {
      expect(help).to.have.property("text").that.includes(name);
    }
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../emulator/package.json"), "utf8"),
    ) as { version: string };
    expect(parseArguments(["--version"])).to.deep.equal({ exitCode: 0, text: `${version}\n` });
  });

  it("leave to COMMAND what stands behind --", () => {
    const { command, log } = readOptions("--log", "--", "pulumi", "up", "--port", "--", "x");
    expect(command).to.deep.equal(["pulumi", "up", "--port", "--", "x"]);
    expect(log).to.equal(true);
  });

  it("are all in the README", () => {
    const help = parseArguments(["--help"]);
    const names = "text" in help ? (help.text.match(/(?<=^ {2}.*)--[a-z-]+(?= )/gmu) ?? []) : [];
    expect(names).to.have.length.greaterThan(10);
    const missing = names.filter((name) => !new RegExp(`\`${name}[ \`]`, "u").test(readme));
    expect(missing).to.deep.equal([]);
  });
});

describe("A switch", () => {
  const words = Object.entries(behaviourChoices).flatMap(([name, choices]) =>
    choices.map((word): [string, unknown, string] => [name, word, `${name}=${word}`]),
  );
  const others: readonly [keyof Behaviour, unknown, string][] = [
    ["readLag", { reads: 2 }, 'readLag={"reads":2}'],
    ["readLag", { routes: { "*": { ms: 5 } } }, 'readLag={"routes":{"*":{"ms":5}}}'],
    ["creationLag", { ms: 500 }, 'creationLag={"ms":500}'],
    ["patchIgnores", ["payload", "roleScopeTagIds"], "patchIgnores=payload,roleScopeTagIds"],
    ["patchIgnores", [], "patchIgnores="],
    ["quota", { writesPerWindow: 100, retryAfter: "absent" }, "quota=" + quotaText()],
    ["quota", undefined, "quota=none"],
  ];

  for (const [name, value, text] of [...words, ...others]) {
    it(`is set by --behaviour ${text}`, () => {
      expect(readOptions("--behaviour", text).behaviour).to.deep.equal({ [name]: value });
    });
  }

  it("can be set whichever it is", () => {
    const settable = new Set([...words, ...others].map(([name]) => name));
    expect([...settable]).to.have.members(Object.keys(defaultBehaviour));
    expect(Object.keys(behaviourSchema.properties)).to.have.members(Object.keys(defaultBehaviour));
  });

  it("is its first word by default", () => {
    for (const [name, [first]] of Object.entries(behaviourChoices)) {
      expect(defaultBehaviour).to.have.property(name, first);
    }
  });

  it("is documented with its words, the default first", () => {
    for (const [name, choices] of Object.entries(behaviourChoices)) {
      const [, cell = ""] = new RegExp(`^\\| \`${name}\` +\\| ([^|]*)`, "mu").exec(switches) ?? [];
      const listed = cell.replaceAll(/\([^)]*\)/gu, "").match(/(?<=`)\w+(?=`)/gu);
      expect(listed, name).to.include.members([...choices]);
      expect(listed?.[0], name).to.equal(choices[0]);
    }
  });

  it("can be set several times over, the last one counting", () => {
    const args = ["assign=merge", "guidCase=upper", "assign=replace"];
    const { behaviour } = readOptions(...args.flatMap((text) => ["--behaviour", text]));
    expect(behaviour).to.deep.equal({ assign: "replace", guidCase: "upper" });
  });
});

function quotaText(): string {
  return JSON.stringify({ writesPerWindow: 100, retryAfter: "absent" });
}
