import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { parseArguments } from "../../emulator/dist/program/parseArguments.js";
import { findBlocks } from "./blocks.ts";
import { findDocuments, readDocument, repositoryFolder } from "./links.ts";

const documents = findDocuments().filter((document) => document !== "CHANGELOG.md");
const root = { cwd: repositoryFolder };

/** What a document writes as code in its sentences. */
const findInlineCode = (document: string): string[] =>
  [
    ...readDocument(document)
      .replaceAll(/^ *```.*?^ *```/gms, "")
      .matchAll(/`([^`]+)`/g),
  ].map(([, code = ""]) => code.replaceAll(/\s+/g, " "));

/** Each command of its blocks, in pipelines too, and its inline code. */
function findCommands(document: string): string[] {
  const blocks = findBlocks(readDocument(document)).filter(({ language }) =>
    ["sh", "yaml"].includes(language),
  );
  const lines = blocks.flatMap(({ body }) =>
    body.replaceAll(/\\\n|^ *- (?:run|script): /gm, " ").split(/\n|&&|\s#\s.*$/m),
  );
  return [...lines, ...findInlineCode(document)].map((command) =>
    command
      .trim()
      .replace(/npm run --silent|npx --no-install/, (words) => words.replace(/ --.*/, "")),
  );
}

const readAll = (pattern: string): string =>
  globSync(pattern, root)
    .map((file) => readDocument(file))
    .join("\n");
const { scripts } = JSON.parse(readDocument("package.json")) as { scripts: Record<string, string> };
const reference = readDocument("docs/cli.md").split(/^## /m);
const emulator = parseArguments(["--help"]);

/** How the documentation writes a command of this repository's, and the text that names what it takes; none if there is no such. */
const ownTools: [written: RegExp, describe: (name: string) => string | undefined][] = [
  [
    /intune-graph-emulator|npm run .*\bemulator --/,
    () => ("text" in emulator ? emulator.text : ""),
  ],
  [
    /pulumi-intune-provisioning(?:\.js)? ([a-z]+)/,
    (name) => reference.find((section) => section.startsWith(`${name}\n`)),
  ],
  [/node fleet\.ts/, () => readDocument("examples/fleet/fleet.ts")],
  [/node renew\.ts/, () => readDocument("examples/renewal/renew.ts")],
  [
    /(?:^|\/)([a-z-]+\.sh)\b/,
    (name) => globSync(`examples/{*,*/scripts}/${name}`, root).map((file) => readDocument(file))[0],
  ],
  [
    /npm run ([\w:-]+)/,
    (name) => {
      const [file] = /\b(?:engine|tests)\/[\w/]+\.ts/.exec(scripts[name] ?? "") ?? [];
      return file === undefined ? scripts[name] : readDocument(file);
    },
  ],
];

/** Options of tools that are not ours: `node`, `npx`, `az`, `helm` and others. */
const foreignOptions =
  /^(?:node|npm(?! run)|npx(?! intune| pulumi)|az|docker|helm|kubectl|terraform|xattr) |^--(?:build-sea|report-\*|report-exclude-env|enable-oidc-issuer --enable-workload-identity|install-root)$/;

/** As `--name` in a help or a shell script, or as a key that `parseArgs` takes. */
const namesOption = (text: string, name: string): boolean =>
  new RegExp(`--${name}\\b(?!-)|(?<=[\\s"])${name}"?: \\{ type`).test(text);

const findOptions = (command: string): string[] =>
  [...command.matchAll(/(?<=^| )--([a-z][a-z-]*)/g)].map(([, name = ""]) => name);

describe("a command in the documentation", () => {
  /** The reference of Pulumi's own commands, by their words: `stack init`. */
  const pulumi = new Map<string, string>();

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "intune-pulumi-reference-"));
    const { command } = await findPulumiCli();
    // Plans are experimental to Pulumi, which hides their options otherwise.
    const env = { ...process.env, PULUMI_HOME: folder, PULUMI_EXPERIMENTAL: "true" };
    await promisify(execFile)(command, ["gen-markdown", folder], { env });
    for (const file of await readdir(folder)) {
      if (!file.endsWith(".md")) continue;
      const page = await readFile(join(folder, file), "utf8");
      // Of `stack new`, `stack init` is an alias.
      const aliases = [...page.matchAll(/commands\/pulumi_(\S+)\/$/gm)].map(
        ([, alias = ""]) => alias,
      );
      for (const words of [file.slice("pulumi_".length, -".md".length), ...aliases])
        pulumi.set(words.replaceAll("_", " "), page);
    }
    await rm(folder, { recursive: true });
  });

  /** The text that names the options of a command, and the options that it does not know. */
  function findFaults(command: string): string[] {
    const faults = (text: string | undefined, part: string): string[] =>
      text === undefined
        ? [`no such command: ${part}`]
        : findOptions(part)
            .filter((name) => !namesOption(text, name))
            .map((name) => `no --${name}: ${part}`);
    // The emulator's `-- COMMAND` is a command by itself; what follows npm's `--` is the script's.
    const [own = "", inner = ""] = command.includes("npm run") ? [command] : command.split(/ -- /);
    const nested = inner === "" ? [] : findFaults(inner);
    for (const [written, describe] of ownTools) {
      const [found, name = ""] = written.exec(own) ?? [];
      if (found !== undefined) return [...faults(describe(name), own), ...nested];
    }
    const [, words] = /(?:^|[\w=]+ |\()pulumi ((?:[a-z][a-z-]*(?: |$))+)/.exec(own) ?? [];
    if (words !== undefined) {
      const names = words.trim().split(" ");
      const page = names
        .map((_, index) => pulumi.get(names.slice(0, names.length - index).join(" ")))
        .find((text) => text !== undefined);
      return [...faults(page, own), ...nested];
    }
    return nested;
  }

  it("is looked for", () => {
    expect(pulumi.get("up")).to.contain("--plan");
    expect(findFaults("npx pulumi-intune-provisioning adopt --colour")).to.have.length(1);
    expect(findFaults("npx intune-graph-emulator --log -- pulumi up --colour")).to.have.length(1);
    expect(findFaults("pulumi stack paint")).to.be.empty;
    expect(findFaults("pulumi paint")).to.have.length(1);
    expect(findFaults("npm run bench -- --adopt --colour")).to.have.length(1);
    expect(findFaults("npm run paint")).to.have.length(1);
    expect(findFaults("scripts/paint.sh")).to.have.length(1);
  });

  for (const document of documents)
    it(`exists, and takes the options that it is given: ${document}`, () => {
      const commands = findCommands(document).filter((command) => !foreignOptions.test(command));
      expect(commands.flatMap(findFaults)).to.deep.equal([]);
      // An option by itself, as in "with `--append`", is one of some command's.
      const all = [
        ...ownTools.slice(0, 1).map(([, describe]) => describe("")),
        readDocument("docs/cli.md"),
        readAll("examples/{fleet,renewal}/*.ts"),
        readAll("examples/{*,*/scripts}/*.sh"),
        readAll("{engine/bench/bench,tests/stress,tests/clients/runAll}.ts"),
        ...pulumi.values(),
      ].join("\n");
      const options = commands.flatMap(findOptions).filter((name) => !namesOption(all, name));
      expect(options).to.deep.equal([]);
    });
});

describe("a name in the documentation", () => {
  const files = globSync(
    "{provider,emulator,policy,engine,tests,examples}/**/*.{ts,sh,yml,yaml,py,go,cjs}",
    { ...root, exclude: (path) => /node_modules|dist/.test(path) },
  );
  const code = files.map((file) => readDocument(file)).join("\n");
  const settings = readDocument("docs/settings.md");

  for (const document of documents)
    it(`is a setting, a variable or a file that is there: ${document}`, () => {
      const text = readDocument(document);
      const unknown = [
        ...[...text.matchAll(/(?<!\w)intune:(?!index\b|Ios|intune\b)(\w+)/g)]
          .map(([, name = ""]) => name)
          .filter((name) => !settings.includes(`\`intune:${name}\``)),
        // docs/settings.md itself is held to the code by a test of its own.
        ...(
          text.match(/\b(?:ARM|INTUNE|APPLE|KILL|WIRE|LIVES|GRAPH)_[A-Z_]*[A-Z]\b/g) ?? []
        ).filter((name) => !code.includes(name) && !settings.includes(`\`${name}\``)),
        ...findInlineCode(document)
          .filter((name) =>
            /^(?:docs|emulator|engine|examples|policy|provider|tests)\/[\w.*{},/-]+$/.test(name),
          )
          .filter((path) =>
            [path, join(dirname(document), path)].every((one) => globSync(one, root).length === 0),
          ),
      ];
      expect(unknown).to.deep.equal([]);
    });
});
