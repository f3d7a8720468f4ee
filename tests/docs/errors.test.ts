import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** The sources, with texts that are joined by `+` as one. */
const sources = globSync("provider/src/**/*.ts", { cwd: repositoryFolder })
  .map((file) => readFileSync(join(repositoryFolder, file), "utf8"))
  .join("\n")
  .replaceAll(/["`]\s*\+\s*["`]/g, "")
  .replaceAll(/\$\{[^}]*\}/g, "…")
  .replaceAll("\\`", "`");

describe("docs/errors.md", () => {
  const messages = rows.filter(([message = ""]) => !message.startsWith("AADSTS"));

  it("lists errors", () => {
    expect(messages).to.have.length.of.at.least(25);
  });

  for (const [message = ""] of messages)
    it(`quotes what the code says: ${message}`, () => {
      const [, quoted = ""] = /^"(.+)"$/.exec(message) ?? [];
      const parts = quoted.split("…").map((part) => part.trim());
      expect(parts.filter((part) => !sources.includes(part))).to.deep.equal([]);
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
