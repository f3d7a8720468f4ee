import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { operations } from "../../emulator/dist/operations.js";

const page = readFileSync(join(import.meta.dirname, "../../emulator/docs/support.md"), "utf8");
const configurations = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

/** As `GET /beta/groups/{}`; the names of placeholders do not matter. */
function nameRoute(method: string, path: string): string {
  return `${method} ${path.replaceAll(/:\w+|\{\w+\}/gu, "{}")}`;
}

describe("The table of what is supported", () => {
  const [, section = ""] = /^## What it supports\n(.*?)^## /msu.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| (`[^|]+`) +\| ([A-Z, ]+?) +\|.*\| (\S[^|]*?) +\|$/gmu)];
  const listed = rows.flatMap(([, paths = "", methods = ""]) =>
    [...paths.matchAll(/`([^`]+)`/gu)].flatMap(([, path = ""]) =>
      methods.split(", ").map((method) => nameRoute(method, path.replace("…", configurations))),
    ),
  );

  it("has every route of Graph that is emulated with its methods, and no other", () => {
    const emulated = operations
      .filter(({ owner }) => owner !== "entra")
      .flatMap(({ method, path, versions }) =>
        versions.map((version) => nameRoute(method, version + path)),
      );
    expect(listed).to.have.members(emulated);
  });

  it("says of each how true it is", () => {
    for (const [row, , , fidelity = ""] of rows) {
      expect(fidelity, row).to.match(/documented|report|guess/u);
    }
  });
});
