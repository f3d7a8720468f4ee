import { mkdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createEmulatedFleet, type EmulatedFleet } from "./fleetOfEmulators.ts";
import { groupId } from "./liveTargets.ts";
import { fleetProcess, runFleet } from "./runFleet.ts";

const fleetFolder = join(import.meta.dirname, "..", "..", "examples", "fleet");

/** A program of the given statements, which can call `declareTenant`, the fleet's own, and `lose` what comes after. */
async function writeProgram(fleet: EmulatedFleet, name: string, body: string): Promise<string> {
  const file = join(fleet.folder.path, `${name}.mjs`);
  const own = JSON.stringify(join(fleetFolder, "program.ts"));
  const sdk = join(fleetFolder, "..", "..", "node_modules", "@pulumi", "pulumi", "runtime");
  const code = `
    import { readFileSync, writeFileSync } from "node:fs";
    import declareTenant from ${own};
    import settings from ${JSON.stringify(join(sdk, "settings.js"))};
    // What gRPC says of a peer that is gone, to every registration to come.
    const lose = () => {
      settings.getMonitor().registerResource = (request, answer) => {
        setImmediate(answer, Object.assign(new Error("14 UNAVAILABLE"), { code: 14 }));
      };
    };
    export default (tenant) => { ${body} };`;
  await writeFile(file, code);
  return file;
}

/** `npm run test:long` has 50. */
const size = Number(process.env["FLEET_TENANTS"] ?? 3);

describe(`a fleet of ${size} tenants`, function () {
  this.timeout(900_000);
  let fleet: EmulatedFleet;

  before(async () => {
    fleet = await createEmulatedFleet(size);
  });
  after(() => fleet.close());

  it("previews all of them, though the program of one breaks, and sums up", async () => {
    // A rejection that nobody handles: in one process it would fail every program that runs beside it.
    const program = await writeProgram(
      fleet,
      "breaks",
      `if (tenant.name === "tenant-03") void Promise.reject(new Error("tenant-03 is broken"));
       declareTenant(tenant);`,
    );
    const { code, text } = await runFleet(
      fleet,
      ...["preview", "--parallel", "2", "--program", program],
    );
    expect(code, text).to.equal(1);
    const [progress = "", table = ""] = text.split("\n\n");
    expect(progress.trim().split("\n")).to.have.length(size);
    const previewed = new RegExp(
      `^\\[ ?\\d+/${size}\\] tenant-\\d\\d: has changes: 1 create$`,
      "gm",
    );
    expect(progress.match(previewed)).to.have.length(size - 1);
    expect(progress).to.match(/^\[ ?\d+\/\d+\] tenant-03: FAILED: .*tenant-03 is broken/m);
    expect(table.trim().split("\n")).to.have.length(size + 1);
    expect(table).to.match(/^tenant-03 +FAILED +\d+\.\d +.*tenant-03 is broken/m);
    expect(text).to.contain(`${size} tenants: ${size - 1} has changes, 1 FAILED\n`);
    const log = await readFile(join(fleet.folder.path, "logs", "tenant-03.log"), "utf8");
    expect(log).to.contain("tenant-03 is broken");
  });
});

describe("a fleet", function () {
  this.timeout(600_000);
  let fleet: EmulatedFleet;
  const live = (index: number, profile = 0): unknown[] => {
    const tenant = fleet.tenants[index];
    const configurationId = tenant?.profiles[profile]?.configurationId ?? "";
    return (tenant?.live(configurationId) ?? []).map((target) => target.groupId);
  };

  const stateOfFirst = (): string =>
    join(fleet.folder.path, ".pulumi", "stacks", "fleet", "tenant-01.json");

  before(async () => {
    fleet = await createEmulatedFleet(3);
    // A tenant that does not trust the fleet's workload.
    fleet.tenants[1]?.emulator.script({
      method: "POST",
      path: "/token",
      times: Infinity,
      respond: {
        status: 400,
        body: { error: "invalid_client", error_description: "AADSTS700213: No match." },
      },
    });
    const second = fleet.tenants[0]?.emulator.tenant.addConfiguration({ displayName: "Inventory" });
    fleet.tenants[0]?.profiles.push({
      name: "inventory",
      configurationId: second?.id ?? "",
      groupIds: [groupId(9)],
    });
    await fleet.writeTenants();
    const { code, text } = await runFleet(fleet, "up");
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-02 +FAILED .*AADSTS700213/m);
    expect(text).to.match(/^3 tenants: 2 changed, 1 FAILED$/m);
  });
  after(() => fleet.close());

  it("applies to every tenant but the one that cannot be signed in to", () => {
    expect([live(0), live(1), live(2)]).to.deep.equal([[groupId(1)], [], [groupId(3)]]);
  });

  it("sees drift", async () => {
    const configurationId = fleet.tenants[2]?.profiles[0]?.configurationId ?? "";
    fleet.tenants[2]?.emulator.tenant.removeAssignment(configurationId, () => true);
    const drift = await runFleet(
      fleet,
      ...["preview", "--refresh", "--expect-no-changes", "--only", "tenant-03"],
    );
    expect(drift.code, drift.text).to.equal(7);
    expect(drift.text).to.match(/^tenant-03 +has changes .*1 update/m);
  });

  // The SDK passes over a registration that the monitor does not answer, and the engine takes the program for an empty one.
  it("runs the others where one tenant's process cannot start, or ends before its time; they have nothing to do the second time", async () => {
    // A folder where the log of the one should be; a program that is the end of the other.
    await rm(join(fleet.folder.path, "logs", "tenant-01.log"), { force: true });
    await mkdir(join(fleet.folder.path, "logs", "tenant-01.log"));
    const program = await writeProgram(
      fleet,
      "ends",
      `if (tenant.name === "tenant-02") process.exit(0); declareTenant(tenant);`,
    );
    const { code, text } = await runFleet(fleet, "preview", "--program", program);
    await rmdir(join(fleet.folder.path, "logs", "tenant-01.log"));
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-01 +FAILED .*did not start: EISDIR/m);
    expect(text).to.match(/^tenant-02 +FAILED .*its process ended \(\d\) without a result/m);
    expect(text).to.match(/^tenant-03 +unchanged/m);
  });

  it("refuses a preview in which registrations got lost", async () => {
    const program = await writeProgram(fleet, "loses", "lose(); declareTenant(tenant);");
    const { code, text } = await runFleet(
      fleet,
      ...["up", "--only", "tenant-01", "--program", program, "--allow-deletes"],
    );
    expect(code, text).to.equal(1);
    expect(text).to.contain("did not register field-service, which the tenants' file declares");
    expect(live(0)).to.deep.equal([groupId(1)]);
  });

  it("deletes nothing where registrations get lost after the preview", async () => {
    const program = await writeProgram(
      fleet,
      "loses-later",
      `if (!settings.isDryRun()) lose();
       declareTenant({ ...tenant, profiles: tenant.profiles.map((profile) =>
         ({ ...profile, groupIds: [...profile.groupIds, "${groupId(8)}"] })) });`,
    );
    const { code, text } = await runFleet(fleet, "up", "--only", "tenant-01", "--program", program);
    expect(code, text).to.equal(1);
    expect(text).to.contain("delete is not allowed by the plan");
    expect([live(0), live(0, 1)]).to.deep.equal([[groupId(1)], [groupId(9)]]);
  });

  it("updates nothing where another run has changed the state since the preview", async () => {
    const state = stateOfFirst();
    // As a refresh in between would: what it has seen the plan would remove, and no preview has shown it.
    const program = await writeProgram(
      fleet,
      "refreshed",
      `if (settings.isDryRun()) {
         const text = readFileSync(${JSON.stringify(state)}, "utf8");
         writeFileSync(${JSON.stringify(state)}, text.replaceAll("${groupId(9)}", "${groupId(10)}"));
       }
       declareTenant({ ...tenant, profiles: tenant.profiles.map((profile) =>
         ({ ...profile, groupIds: [...profile.groupIds, "${groupId(8)}"] })) });`,
    );
    const kept = await readFile(state, "utf8");
    const { code, text } = await runFleet(fleet, "up", "--only", "tenant-01", "--program", program);
    await writeFile(state, kept);
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-01 +REFUSED .*::inventory has changed in the state since/m);
    expect([live(0), live(0, 1)]).to.deep.equal([[groupId(1)], [groupId(9)]]);
  });

  it("that is stopped finishes the write at hand, keeps the state, and starts no other tenant", async () => {
    const [first] = fleet.tenants;
    const [profile] = first?.profiles ?? [];
    profile?.groupIds.push(groupId(7));
    await fleet.writeTenants();
    first?.emulator.script({
      method: "POST",
      path: `${profile?.configurationId ?? ""}/assign`,
      run: () => {
        fleetProcess()?.kill("SIGTERM");
      },
    });
    const { code, text } = await runFleet(fleet, "up", "--parallel", "1");
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-02 +FAILED .*not started: the fleet was stopped/m);
    expect(live(0)).to.deep.equal([groupId(1), groupId(7)]);
    expect(await readFile(stateOfFirst(), "utf8")).to.contain(groupId(7));
  });

  it("lets a resource go that the file no longer declares only when told to", async () => {
    fleet.tenants[0]?.profiles.reverse();
    const gone = fleet.tenants[0]?.profiles.pop();
    await fleet.writeTenants();
    const refused = await runFleet(fleet, "up", "--only", "tenant-01");
    expect(refused.code, refused.text).to.equal(1);
    expect(refused.text).to.contain("field-service would be deleted; --allow-deletes lets it go");
    const allowed = await runFleet(fleet, "up", "--only", "tenant-01", "--allow-deletes");
    expect(allowed.code, allowed.text).to.equal(0);
    expect(fleet.tenants[0]?.live(gone?.configurationId ?? "")).to.deep.equal([]);
    expect(live(0)).to.deep.equal([groupId(9)]);
  });
});
