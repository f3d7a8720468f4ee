import { expect } from "chai";
import { defaultApplication, type AssignmentTarget } from "intune-graph-emulator";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import type { TenantReport } from "../../provider/dist/report/tenantReport.js";
import { dateIn, fillTenant } from "./fillTenant.ts";
import { runCli, withTenant, type CliRun } from "./runCli.ts";

const readJson = ({ stdout }: CliRun): TenantReport => JSON.parse(stdout) as TenantReport;

describe("report", () => {
  it("reads a tenant, and changes nothing in it", async () => {
    await withTenant({ pageSize: 2 }, async ({ emulator, run }) => {
      const { gone, technicians } = fillTenant(emulator);
      const ran = await run(["report", "--format", "json"]);
      expect(ran.exitCode).to.equal(0);
      const report = readJson(ran);
      expect(report.tenantId).to.equal(emulator.tenantId);
      const told = report.configurations.map(({ displayName, state, daysLeft }) => [
        displayName,
        state,
        daysLeft,
      ]);
      expect(told).to.deep.equal([
        ["Scanner", "expired", -10],
        ["Checklist", "expiring", 12],
        ["Kiosk", "valid", 200],
        ["Older", "valid", 300],
        ["Abandoned", "valid", 400],
      ]);
      expect(report.unassigned.map(({ displayName }) => displayName)).to.deep.equal([
        "Kiosk",
        "Abandoned",
      ]);
      expect(report.missingGroups.map(({ id }) => id)).to.deep.equal([gone]);
      expect(report.groups).to.deep.include({
        id: technicians,
        displayName: "Technicians",
        state: "found",
      });
      const writes = emulator.requests.filter(
        ({ method, path }) => method !== "GET" && !path.includes("oauth2"),
      );
      expect(writes).to.deep.equal([]);
    });
  });

  it("shows each entry once, in a fixed order, however Graph lists and spells them", async () => {
    await withTenant({}, async ({ emulator: { tenant }, run }) => {
      const { id } = tenant.addConfiguration();
      const [first = "", second = ""] = ["A", "B"].map(
        (displayName) => tenant.addGroup({ displayName }).id,
      );
      const target = (type: string, groupId?: string): AssignmentTarget => ({
        "@odata.type": `#microsoft.graph.${type}`,
        ...(groupId !== undefined && { groupId }),
      });
      tenant.setAssignments(id, [
        target("exclusionGroupAssignmentTarget", second),
        ...[first, first.toUpperCase()].map((each) => target("groupAssignmentTarget", each)),
        target("allDevicesAssignmentTarget"),
      ]);
      tenant.setGroupAssignments(id, [second, first, second]);
      const { configurations } = readJson(await run(["report", "--format", "json"]));
      const told = configurations[0]?.assignments.map(({ type, collection, groupId }) => [
        type,
        collection,
        groupId,
      ]);
      expect(told).to.deep.equal([
        ["allDevicesAssignmentTarget", "assignments", undefined],
        ["groupAssignmentTarget", "assignments", first],
        ["exclusionGroupAssignmentTarget", "assignments", second],
        ["groupAssignmentTarget", "groupAssignments", second],
      ]);
    });
  });

  it("prints text without colours where there is no terminal, and tells in plain lines how far it is", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      fillTenant(emulator);
      const { stdout, stderr } = await run(["report"]);
      expect(stdout).to.match(/^ {2}\S+ {2}expired +10 days ago {2}Scanner {2}[-\da-f]{36}$/mu);
      expect(stdout + stderr).not.to.include("\u001b");
      expect(stderr).to.equal(
        "Reading the list of configurations …\nReading configurations and their assignments: 0 of 5\nLooking up 2 groups …\n",
      );
    });
  });

  it("tells of an empty tenant that there is nothing", async () => {
    await withTenant({}, async ({ run }) => {
      const { stdout, exitCode } = await run(["report", "--fail-when-expiring"]);
      expect(stdout).to.include("0 profiles\n");
      expect(exitCode).to.equal(0);
    });
  });

  it("exits with 3, after all is printed, when asked to and a profile has expired", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      fillTenant(emulator);
      const ran = await run(["report", "--fail-when-expiring", "--warn-days", "5"]);
      expect(ran.exitCode).to.equal(3);
      expect(ran.stdout).to.include("Scanner").and.include("Abandoned");
      expect(ran.stderr).to.include("1 expired and 0 will within 5 days: exit code 3");
    });
  });

  it("exits with 3 for a profile that is about to expire, and with 0 when warned later", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      emulator.tenant.addConfiguration({ expirationDateTime: dateIn(12.5) });
      const codeFor = async (days: string) =>
        (await run(["report", "--fail-when-expiring", "--warn-days", days])).exitCode;
      expect(await codeFor("13")).to.equal(3);
      expect(await codeFor("12")).to.equal(0);
      expect((await run(["report"])).exitCode).to.equal(0);
    });
  });

  it("says how many profiles have no readable date, and fails for these when asked to", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      emulator.tenant.addConfiguration({ expirationDateTime: dateIn(200) });
      emulator.tenant.addConfiguration({ expirationDateTime: "0001-01-01T00:00:00Z" });
      const silent = await run(["report", "--fail-when-expiring", "--format", "json"]);
      expect(silent.exitCode).to.equal(0);
      expect(readJson(silent).counts.unknown).to.equal(1);
      expect(silent.stderr).to.include(
        "Warning: no readable date in 1 of 2 profiles: nobody knows when they end. --fail-when-undated",
      );
      expect((await run(["report", "--fail-when-undated"])).exitCode).to.equal(4);
      emulator.tenant.addConfiguration({ expirationDateTime: dateIn(-1) });
      const both = ["report", "--fail-when-undated", "--fail-when-expiring"];
      expect((await run(both)).exitCode).to.equal(3);
    });
  });

  for (const payload of ["returned", "unlisted", "null"] as const)
    it(`counts a certificate that ends first where payloads are ${payload}`, async () => {
      await withTenant({ behaviour: { payload } }, async ({ emulator, run }) => {
        const made = makeProfile({ certificates: [{ expires: new Date(dateIn(10.5)) }] });
        emulator.tenant.addConfiguration({
          expirationDateTime: dateIn(300.5),
          payload: Buffer.from(made).toString("base64"),
        });
        const ran = await run(["report", "--fail-when-expiring", "--format", "json"]);
        const [one] = readJson(ran).configurations;
        if (payload === "null") {
          expect([ran.exitCode, one?.endsFirst, one?.daysLeft]).to.deep.equal([0, "profile", 300]);
          expect(ran.stderr).to.include("shows no signing certificates of 1 profile:");
        } else {
          expect([ran.exitCode, one?.endsFirst, one?.daysLeft]).to.deep.equal([
            3,
            "certificate",
            10,
          ]);
          expect(ran.stderr).not.to.include("no signing certificates");
        }
      });
    });

  it("shows what is asked for by name, group and expiry, and fails where a name fits nothing", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      const { technicians } = fillTenant(emulator);
      const show = async (...options: string[]) => {
        const { configurations, groups } = readJson(
          await run(["report", "--format", "json", ...options]),
        );
        return [configurations.map(({ displayName }) => displayName), groups.length];
      };
      expect(await show("--name", "check")).to.deep.equal([["Checklist"], 0]);
      expect(await show("--group", "techni", "--sort", "name")).to.deep.equal([
        ["Older", "Scanner"],
        1,
      ]);
      expect(await show("--group", technicians, "--expires-within", "0")).to.deep.equal([
        ["Scanner"],
        1,
      ]);
      for (const options of [
        ["--name", "nothing"],
        ["--group", "nobody"],
      ]) {
        const { stdout, stderr, exitCode } = await run(["report", ...options]);
        expect([stdout, exitCode]).to.deep.equal(["", 1]);
        expect(stderr).to.include(`${options[0]} fits nothing. None of 5 configurations fits.`);
      }
      const none = await run(["report", "--name", "abandoned", "--expires-within", "5"]);
      expect([none.exitCode, none.stdout.includes("None of 5 profiles")]).to.deep.equal([0, true]);
    });
  });

  it("leaves out a configuration that is deleted while it reads, and names it", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      fillTenant(emulator);
      const [first] = emulator.tenant.configurations;
      emulator.script({
        path: `${first?.id ?? ""}/assignments`,
        run: () => {
          emulator.tenant.removeConfiguration(first?.id ?? "");
        },
      });
      const ran = await run(["report", "--format", "json"]);
      expect(readJson(ran).counts.configurations).to.equal(4);
      const line = `Left out, since it was deleted meanwhile: "Scanner" (${first?.id ?? ""}).\n`;
      expect(ran.stderr).to.include(line);
    });
  });

  for (const path of ["/assignments", "/groupAssignments"]) {
    it(`leaves nothing out after one 404 to its ${path.slice(1)}`, async () => {
      await withTenant({}, async ({ emulator, run }) => {
        fillTenant(emulator);
        emulator.script({ path, respond: { status: 404 } });
        const ran = await run(["report", "--format", "json"]);
        expect(readJson(ran).counts.configurations).to.equal(5);
        expect(ran.stderr).not.to.include("Left out");
      });
    });
  }

  it("shows groups by their ids, and says why, when the identity may not read groups", async () => {
    const roles = ["DeviceManagementApps.Read.All"];
    await withTenant({ applications: [{ ...defaultApplication, roles }] }, async (bench) => {
      const { technicians } = fillTenant(bench.emulator);
      const ran = await bench.run(["report"]);
      expect(ran.exitCode).to.equal(0);
      expect(ran.stdout).to.include(`group ${technicians}`);
      expect(ran.stderr).to.include("GroupMember.Read.All");
    });
  });

  describe("fails with one message and exit code 1", () => {
    const lastLine = ({ stderr }: CliRun): string => stderr.trimEnd().split("\n").at(-1) ?? "";

    it("when the identity may not read configurations", async () => {
      const applications = [{ ...defaultApplication, roles: ["Group.Read.All"] }];
      await withTenant({ applications }, async ({ run }) => {
        const ran = await run(["report"]);
        expect([ran.stdout, ran.exitCode]).to.deep.equal(["", 1]);
        expect(lastLine(ran)).to.match(/^Cannot list .* 403 .*DeviceManagementApps\.Read\.All/u);
      });
    });

    it("when the secret is wrong, which it does not repeat", async () => {
      await withTenant({}, async ({ run }) => {
        const ran = await run(["report"], { AZURE_CLIENT_SECRET: "wrong-secret" });
        expect([ran.stdout, ran.exitCode]).to.deep.equal(["", 1]);
        expect(lastLine(ran)).to.match(/^Cannot sign in .*AADSTS7000215/u);
        expect(ran.stderr).not.to.include("wrong-secret");
      });
    });

    it("when a setting is wrong", async () => {
      const ran = await runCli(["report"], { INTUNE_RETRY_BUDGET_SECONDS: "never" });
      expect([ran.stdout, ran.exitCode]).to.deep.equal(["", 1]);
      expect(ran.stderr).to.match(
        /^intune:retryBudgetSeconds from INTUNE_RETRY_BUDGET_SECONDS must be /u,
      );
    });

    it("when one of many reads fails, without beginning all the others", async () => {
      await withTenant({}, async ({ emulator, runProcess }) => {
        for (let count = 0; count < 100; count += 1) emulator.tenant.addConfiguration();
        emulator.script({ path: "/assignments", respond: { status: 403 }, times: 1000 });
        const ran = await runProcess(["report"]);
        expect(ran.exitCode).to.equal(1);
        expect(lastLine(ran)).to.match(/^Cannot read the assignments of/u);
        const reads = emulator.requests.filter(({ path }) => path.includes("/assignments"));
        expect(reads.length).to.be.at.most(64);
      });
    });
  });

  it("stops quietly when whoever reads its output does", async () => {
    await withTenant({}, async ({ emulator, runUnread }) => {
      fillTenant(emulator);
      const { stderr, exitCode } = await runUnread(["report", "--format", "json"]);
      expect(exitCode).to.equal(0);
      expect(stderr).not.to.include("EPIPE");
    });
  });

  it("fails a pipeline in time also where nobody reads its output to the end", async () => {
    await withTenant({}, async ({ emulator, runUnread }) => {
      fillTenant(emulator);
      const { exitCode } = await runUnread(["report", "--fail-when-expiring"]);
      expect(exitCode).to.equal(3);
    });
  });
});
