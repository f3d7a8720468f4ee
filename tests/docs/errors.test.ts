import { globSync } from "node:fs";
import { expect } from "chai";
import { entraAdvice } from "../../provider/dist/graph/signIn/signInError.js";
import { formatProgress, formatSummary } from "../../examples/fleet/formatResults.ts";
import type { Result } from "../../examples/fleet/result.ts";
import { findBlocks } from "./blocks.ts";
import { findDocuments, readDocument, repositoryFolder } from "./links.ts";

const document = readDocument("docs/errors.md");
const rows = document
  .split("\n")
  .filter((line) => /^\| [^-]/.test(line) && !/^\| (?:message|code)\s+\|/.test(line))
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

/** What is fixed in the sources, with texts that are joined by `+` as one. */
const readSources = (pattern: string): string =>
  globSync(pattern, { cwd: repositoryFolder })
    .map((file) => readDocument(file))
    .join("\n")
    .replaceAll(/["`]\s*\+\s*["`]/g, "")
    .replaceAll(/\$\{[^}]*\}/g, "…")
    .replaceAll("\\`", "`");
const sources = readSources("provider/src/**/*.ts");

/** The parts of a quotation that the code has no text for; `…` stands for anything, as do ids, numbers and a stack's name. */
const findUnsaid = (quoted: string, code: string): string[] =>
  quoted
    .split(/…|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+|\bproduction\b/)
    .map((part) => part.trim())
    .filter((part) => !code.includes(part));

describe("docs/errors.md", () => {
  const messages = rows.filter(([message = ""]) => !message.startsWith("AADSTS"));

  it("lists errors", () => {
    expect(messages).to.have.length.of.at.least(25);
  });

  for (const [message = ""] of messages)
    it(`quotes what the code says: ${message}`, () => {
      const [, quoted = ""] = /^"(.+)"$/.exec(message) ?? [];
      expect(findUnsaid(quoted, sources)).to.deep.equal([]);
      expect(quoted).to.have.length.above(10);
    });

  it("has the advice on every code of Entra, as the code gives it", () => {
    const listed = rows.filter(([code = ""]) => code.startsWith("AADSTS"));
    expect(Object.fromEntries(listed)).to.deep.equal(
      Object.fromEntries(
        Object.entries(entraAdvice).map(([number, advice]) => [`AADSTS${number}`, advice]),
      ),
    );
  });
});

describe("a message that is quoted", () => {
  const blocks = (document: string): string[] =>
    findBlocks(readDocument(document)).flatMap(({ language, body }) =>
      language === "text" ? [body] : [],
    );
  const [refusedPlan = ""] = blocks("docs/gitops.md").filter((block) => block.includes("urn:"));
  const advice = readDocument("examples/renewal/README.md").split("## When it fails")[1] ?? "";

  it("in docs/gitops.md is what apply.sh says", () => {
    const script = readDocument("examples/github-actions/scripts/apply.sh").replaceAll(
      "$stack",
      "…",
    );
    const said = refusedPlan
      .trim()
      .split("\n")
      .slice(1)
      .join(" ")
      .split(/(?<=\.) /);
    expect(said).to.have.length(3);
    expect(said.flatMap((sentence) => findUnsaid(sentence, script))).to.deep.equal([]);
  });

  for (const [document, start, least] of [
    ["docs/gitops.md", "┌─ ", 10],
    ["docs/explain.md", "Preview of ", 7],
  ] as const)
    it(`in ${document} is what explain and drift.sh say of a run`, () => {
      const code = readSources("{provider/src/explain/*.ts,examples/github-actions/scripts/*.sh}")
        .replaceAll(/`\$stack`/g, "…")
        .replaceAll("$reference", "last applied");
      const shown = blocks(document).filter((block) => block.startsWith(start));
      const lines = shown.flatMap((block) =>
        block.split("\n").flatMap((line) => line.replace(/^│ (.*?) +│$/, "$1").split(" · ")),
      );
      // Names of profiles and of who gets them are the tenant's.
      const said = lines
        .map((line) => line.replace(/^ •.*: (?=expires)|^[⚠!] /, "").replace(/: \d+$/, ""))
        .filter((line) => /^\S/.test(line) && !/^[┌└]/.test(line));
      expect(said).to.have.length.of.at.least(least);
      expect(said.flatMap((line) => findUnsaid(line, code))).to.deep.equal([]);
    });

  it("in docs/adopt.md is what adopt says of a change", () => {
    const code = readSources("provider/src/cli/describeAdoption.ts");
    const said =
      blocks("docs/adopt.md")
        .join("")
        .match(/^[A-Z].*/gm) ?? [];
    expect(said).to.have.length(2);
    for (const line of said) {
      const [start = "", parts = ""] = line.split(/"[^"]*" \(\w+…\) in [\w./]+/);
      const words = [start, ...parts.replace(/^: /, "").split(", ")];
      expect(words.flatMap((word) => findUnsaid(word, code))).to.deep.equal([]);
    }
  });

  it("in examples/fleet is what the fleet says of its tenants", () => {
    const shown = blocks("examples/fleet/README.md").join("");
    const toResult = (number: number, seconds: number, creates: number): Result => {
      const name = `tenant-0${number}`;
      const rest = { name, seconds, logFile: `fleet-logs/${name}.log` };
      return creates === 0
        ? {
            ...rest,
            outcome: "failed",
            changes: {},
            reasons: ["Cannot sign in to Microsoft Entra: …"],
          }
        : { ...rest, outcome: "changed", changes: { create: creates }, reasons: [] };
    };
    const [first, second, third] = [
      toResult(1, 4.8, 2),
      toResult(2, 3.1, 0),
      toResult(3, 4.5, 1),
    ] as const;
    const progress = [second, first, third].map((one, index) => formatProgress(one, index + 1, 3));
    const summary = formatSummary([first, second, third]);
    expect(shown).to.equal([...progress, "", summary, ""].join("\n"));
  });

  it("is held to the code by a test, whichever page shows it", () => {
    const pages = findDocuments().filter((page) => blocks(page).length > 0);
    expect(pages.filter((page) => !page.startsWith("docs/cookbook/"))).to.have.members([
      "README.md", // tests/engine/shownPreviews.test.ts
      "docs/adopt.md",
      "docs/cli.md", // tests/docs/cli.test.ts
      "docs/explain.md",
      "docs/gitops.md",
      "docs/state.md", // tests/engine/azureBlob.test.ts
      "docs/tutorial.md", // tests/engine/shownPreviews.test.ts, tests/cli/init.test.ts
      "examples/fleet/README.md",
    ]);
  });

  it("in examples/renewal is what the renewal says", () => {
    const code = readSources("examples/renewal/*.ts");
    const said = [...advice.matchAll(/^\| ([^-].*?) +\|/gm)].slice(1).map(([, cell = ""]) => cell);
    expect(said).to.have.length.of.at.least(6);
    expect(said.flatMap((message) => findUnsaid(message, code))).to.deep.equal([]);
  });
});
