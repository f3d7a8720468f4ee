import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { TenantReport } from "../../provider/dist/report/tenantReport.js";
import { dateIn, fillTenant } from "./fillTenant.ts";
import { withTenant } from "./runCli.ts";

describe("report --since and --with-statuses", () => {
  it("says what changed since a report that it has written, and what devices reported", async () => {
    await withTenant({}, async ({ emulator, folder, run }) => {
      fillTenant(emulator);
      const earlier = join(folder, "earlier.json");
      await run(["report", "--output", earlier]);
      const [scanner, checklist] = emulator.tenant.configurations.map(({ id }) => id);
      emulator.tenant.updateConfiguration(scanner ?? "", { expirationDateTime: dateIn(365.5) });
      emulator.tenant.removeConfiguration(checklist ?? "");
      emulator.tenant.setStatuses(scanner ?? "", {
        deviceStatuses: [
          { id: "1", status: "compliant" },
          { id: "2", status: "error" },
        ],
      });
      // As an editor on Windows may save it.
      await writeFile(earlier, `\ufeff${await readFile(earlier, "utf8")}`);
      const ran = await run(["report", "--since", earlier, "--with-statuses"]);
      expect(ran.exitCode).to.equal(0);
      expect(ran.stdout).to.include("  Checklist: gone: was given to All Users\n");
      expect(ran.stdout).to.match(/^ {2}Scanner: renewed: .* given to Technicians$/mu);
      expect(ran.stdout).to.match(/^.*Scanner {2}\S+ {2}2 devices: 1 compliant, 1 error$/mu);

      // What is refused: another tenant, a part of one, no report, and a filter beside it.
      const json = JSON.parse((await readFile(earlier, "utf8")).slice(1)) as TenantReport;
      const other = { ...json, tenantId: "00000000-0000-4000-8000-000000000000" };
      const part = {
        ...json,
        selection: { name: "a", group: null, expiresWithinDays: null, listed: 5 },
      };
      for (const [content, reason] of [
        [other, "is of the tenant 00000000"],
        [part, "it shows a part of the tenant"],
        [{ ...json, schemaVersion: 7 }, "no schemaVersion that this release knows"],
        [{ ...json, configurations: [{ id: 1 }] }, "a property is missing"],
      ] as const) {
        const file = join(folder, "wrong.json");
        await writeFile(file, JSON.stringify(content));
        const { stdout, stderr, exitCode } = await run(["report", "--since", file]);
        expect([stdout, exitCode]).to.deep.equal(["", 1]);
        expect(stderr).to.include(reason);
      }
      const both = await run(["report", "--since", earlier, "--name", "a"]);
      expect([
        both.exitCode,
        both.stderr.includes("cannot be used with option '--name <TEXT>'"),
      ]).to.deep.equal([2, true]);

      emulator.script({ path: `${scanner}/deviceStatuses`, respond: { status: 403 } });
      const refused = await run(["report", "--with-statuses", "--format", "csv"]);
      expect(refused.exitCode).to.equal(4);
      expect(refused.stdout).to.match(/,Scanner,.*,devices not readable\r\n/u);
    });
  });
});
