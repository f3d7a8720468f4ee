import { globSync } from "node:fs";
import { expect } from "chai";
import { entraAdvice } from "../../provider/dist/graph/signIn/signInError.js";
import { readDocument, repositoryFolder } from "./links.ts";

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
    [...readDocument(document).matchAll(/^```text\n(.*?)^```/gms)].map(([, block = ""]) => block);
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

  it("in docs/gitops.md is what explain and drift.sh say of a run", () => {
    const code = readSources("{provider/src/explain/*.ts,examples/github-actions/scripts/*.sh}")
      .replaceAll(/`\$stack`/g, "…")
      .replaceAll("$reference", "last applied");
    const boxes = blocks("docs/gitops.md").filter((block) => block.includes("┌─ "));
    expect(boxes).to.have.length(2);
    const lines = boxes.flatMap((box) => [...box.matchAll(/^│ (.*?) +│$/gm)]);
    // Of a bullet, the name of the profile and who gets it are the tenant's; a count is behind its word.
    const said = lines
      .map(([, line = ""]) => line)
      .flatMap((line) => (line.includes(" · ") ? line.split(" · ") : [line]))
      .map((line) => line.replace(/^ •.*: (?=expires)/, "").replace(/: \d+$/, ""))
      .map((line) => line.replace(/^⚠ /, ""))
      .filter((line) => line !== "" && !line.startsWith(" •"));
    expect(said).to.have.length.of.at.least(10);
    expect(said.flatMap((line) => findUnsaid(line, code))).to.deep.equal([]);
  });

  it("in examples/renewal is what the renewal says", () => {
    const code = readSources("examples/renewal/*.ts");
    const said = [...advice.matchAll(/^\| ([^-].*?) +\|/gm)].slice(1).map(([, cell = ""]) => cell);
    expect(said).to.have.length.of.at.least(6);
    expect(said.flatMap((message) => findUnsaid(message, code))).to.deep.equal([]);
  });
});
