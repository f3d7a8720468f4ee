import { expect } from "chai";
import type { TenantReport } from "../../provider/dist/report/tenantReport.js";
import { dateIn } from "./fillTenant.ts";
import { withTenant, type CliBench } from "./runCli.ts";

const allUsers = { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" };

/** Three configurations, of which Graph refuses to show who gets the second. */
function fill({ emulator }: CliBench, daysLeft = 100): void {
  const { tenant } = emulator;
  const ids = ["Alpha", "Secret", "Omega"].map((displayName, index) => {
    const expirationDateTime = dateIn(daysLeft + index + 0.5);
    return tenant.addConfiguration({ displayName, expirationDateTime }).id;
  });
  for (const id of ids) tenant.setAssignments(id, [allUsers]);
  emulator.script({ path: `${ids[1]}/`, respond: { status: 403 }, times: 1000 });
}

describe("a report of which one set may not be read", () => {
  it("shows the others, says what it could not read and how to mend that, and exits with 4", async () => {
    await withTenant({}, async (bench) => {
      fill(bench);
      const { stdout, stderr, exitCode } = await bench.run(["report"]);
      expect(exitCode).to.equal(4);
      expect(stdout).to.match(/\n {2}Alpha: .*\n {2}Omega: .*\n {2}Secret: not readable \(403\)\n/);
      expect(stdout).to.include(
        "Every profile whose assignments could be read is assigned to somebody.\n",
      );
      expect(stdout).to.match(/valid .*Secret .*\n/);
      expect(stderr)
        .to.match(/^Warning: Missing: \S+ "Secret"\. Cannot read the assignments of/mu)
        .and.include("DeviceManagementApps.Read.All")
        .and.include("scope tags");
    });
  });

  it("says so in every format", async () => {
    await withTenant({}, async (bench) => {
      fill(bench);
      const render = async (format: string): Promise<string> => {
        const { stdout, exitCode } = await bench.run(["report", "--format", format]);
        expect(exitCode).to.equal(4);
        return stdout;
      };
      expect(await render("markdown")).to.match(/\| Secret .*\| not readable \(403\) \|/);
      expect(await render("html")).to.match(/<bdi>Secret<[^]*?<td>not readable \(403\)</);
      const { configurations, unassigned } = JSON.parse(await render("json")) as TenantReport;
      expect(unassigned).to.deep.equal([]);
      expect(configurations.map(({ isForbidden }) => isForbidden)).to.deep.equal([
        undefined,
        true,
        undefined,
      ]);
    });
  });

  it("exits with 3 where asked to and a profile expires, which it knows of all", async () => {
    await withTenant({}, async (bench) => {
      fill(bench, 5);
      expect((await bench.run(["report", "--fail-when-expiring"])).exitCode).to.equal(3);
    });
  });

  it("lists with --continue what is missing, by id and with its reason, after a 404 as well", async () => {
    await withTenant({}, async (bench) => {
      fill(bench);
      const [alpha] = bench.emulator.tenant.configurations;
      const respond = {
        status: 404,
        body: { error: { code: "NoRoute", message: "Nothing here" } },
      };
      bench.emulator.script({ path: `${alpha?.id}/assignments`, respond, times: 1000 });
      const failed = await bench.run(["report"]);
      expect([failed.stdout, failed.exitCode]).to.deep.equal(["", 1]);
      const { stdout, stderr, exitCode } = await bench.run(["report", "--continue"]);
      expect(exitCode).to.equal(4);
      expect(stdout).to.match(
        /\n {2}Alpha: not readable \(404\)\n.*\n {2}Secret: not readable \(403\)\n/,
      );
      expect(stdout).to.include(
        "Every profile whose assignments could be read is assigned to somebody.\n",
      );
      expect(stderr).to.match(
        new RegExp(`^Warning: Missing: ${alpha?.id} "Alpha"\\. .* 404 .*Nothing here`, "mu"),
      );
      expect(stderr.match(/^Warning: Missing: .* 40[34] /gmu)).to.have.length(2);
    });
  });

  it("fails as before where no set may be read", async () => {
    await withTenant({}, async (bench) => {
      fill(bench);
      bench.emulator.script({ path: "ssignments", respond: { status: 403 }, times: 1000 });
      const { stdout, stderr, exitCode } = await bench.runProcess(["report"]);
      expect([stdout, exitCode]).to.deep.equal(["", 1]);
      expect(stderr.trimEnd().split("\n").at(-1)).to.match(/^Cannot read the assignments of/);
    });
  });
});
