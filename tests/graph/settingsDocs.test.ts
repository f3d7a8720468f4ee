import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { clouds } from "../../provider/dist/graph/clouds.js";
import { proxyVariables } from "../../provider/dist/graph/proxy.js";
import {
  findRow,
  listVariables,
  settingNames,
  type SettingName,
} from "../../provider/dist/graph/settingsTable.js";
import { credentialWays } from "../../provider/dist/graph/signIn/chooseCredential.js";

const read = (name: string): string =>
  readFileSync(join(import.meta.dirname, "..", "..", "docs", name), "utf8");
const text = read("settings.md");

/** The rows of the table that begins with this head, each as its cells. */
function readTable(head: string, page = text): string[][] {
  const [, table = ""] = page.split(new RegExp(`^\\| ${head} .*\\n\\|[ |-]+\\n`, "m"));
  const [rows = ""] = table.split(/\n\n/);
  return rows.trim().split("\n").map(readCells);
}

function readCells(row: string): string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function writeCells(name: SettingName): string[] {
  const { isSecret, isEnvironmentOnly, default: fallback } = findRow(name);
  const key = `\`intune:${name}\`${isSecret === true ? " (secret)" : ""}`;
  return [
    isEnvironmentOnly === true ? "–" : key,
    listVariables(name)
      .map((variable) => `\`${variable}\``)
      .join(", "),
    fallback === undefined ? "–" : `\`${fallback}\``,
  ];
}

describe("docs/settings.md", () => {
  it("has every setting with its key, variables, meaning and default, and no other", () => {
    const rows = readTable("key");
    expect(rows.map(([key, variables, , fallback]) => [key, variables, fallback])).to.deep.equal(
      settingNames.map(writeCells),
    );
    for (const [, , meaning] of rows) expect(meaning).to.match(/^.{20,}\.$/);
  });

  it("has the ways to sign in, in their order", () => {
    const documented = readTable("way").map(([, setBy = ""]) => setBy);
    const places = credentialWays.map(({ triggers: [first] }) =>
      documented.findIndex((setBy) =>
        setBy.includes(first === undefined ? "nothing" : `\`${first}\``),
      ),
    );
    expect(places).not.to.include(-1);
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
  });

  it("leaves the variables of a proxy to docs/network.md, in their order", () => {
    const rows = readTable("variable", read("network.md"));
    const variables = rows.map(([variable]) => variable);
    const known = [...proxyVariables, "no_proxy", "NO_PROXY", "HTTP_PROXY"];
    expect(variables).to.deep.equal(known.map((name) => `\`${name}\``));
  });

  it("says beside the retry budget that customTimeouts has no effect", () => {
    expect(text).to.match(
      /`customTimeouts` has no effect: [^.]+\. Set\n`intune:retryBudgetSeconds`/,
    );
  });

  it("has the clouds", () => {
    const rows = Object.entries(clouds).map(([name, { graphEndpoint, authorityHost }]) =>
      [name, graphEndpoint, authorityHost].map((cell) => `\`${cell}\``),
    );
    expect(readTable("`intune:environment`")).to.deep.equal(rows);
  });
});
