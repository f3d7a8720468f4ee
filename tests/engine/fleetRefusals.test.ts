import { mkdir, readFile, readdir, rm, watch, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createEmulatedFleet, type EmulatedFleet } from "./fleetOfEmulators.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { findPack } from "./policyPack.ts";
import { fleetProcess, runFleet } from "./runFleet.ts";

describe("the passphrase of a fleet's states", function () {
  this.timeout(300_000);
  let fleet: EmulatedFleet;
  before(async () => {
    fleet = await createEmulatedFleet(1, {});
    expect((await runFleet(fleet, "up")).code).to.equal(0);
  });
  after(() => fleet.close());

  const readState = (): Promise<string> =>
    readFile(join(fleet.folder.path, ".pulumi", "stacks", "fleet", "tenant-01.json"), "utf8");

  it("must be the one of before, though the state holds no secret", async () => {
    const before = await readState();
    const { PULUMI_CONFIG_PASSPHRASE } = fleet.environment;
    fleet.environment["PULUMI_CONFIG_PASSPHRASE"] = "another";
    const { code, text } = await runFleet(fleet, "up");
    fleet.environment["PULUMI_CONFIG_PASSPHRASE"] = PULUMI_CONFIG_PASSPHRASE ?? "";
    expect(code, text).to.equal(1);
    expect(text).to.match(
      /^tenant-01 +FAILED +\d+\.\d +.*incorrect passphrase.*, see .*tenant-01\.log$/m,
    );
    expect(await readState()).to.equal(before);
  });

  it("gives way to no other provider of secrets", async () => {
    await fleet.writeTenants({ secretsProvider: "hashivault://fleet" });
    const { code, text } = await runFleet(fleet, "preview");
    expect(code, text).to.equal(1);
    expect(text).to.contain(
      "its state is encrypted by passphrase, and the tenants' file names hash",
    );
  });
});

describe("a fleet of one tenant", function () {
  this.timeout(300_000);
  let fleet: EmulatedFleet;
  let configurationId: string;
  before(async () => {
    fleet = await createEmulatedFleet(1);
    configurationId = fleet.tenants[0]?.profiles[0]?.configurationId ?? "";
  });
  after(() => fleet.close());

  const logFile = (): string => join(fleet.folder.path, "logs", "tenant-01.log");
  const locks = (): string =>
    join(fleet.folder.path, ".pulumi", "locks", "organization", "fleet", "tenant-01");

  it("says why its stack can't be opened, and where the rest stands", async () => {
    const { PULUMI_BACKEND_URL } = fleet.environment;
    fleet.environment["PULUMI_BACKEND_URL"] = "file:///nowhere";
    const { code, text } = await runFleet(fleet, "preview");
    fleet.environment["PULUMI_BACKEND_URL"] = PULUMI_BACKEND_URL ?? "";
    expect(code, text).to.equal(1);
    expect(text).to.match(
      /^tenant-01 +FAILED +\d+\.\d +[^\n]*\/nowhere[^\n]*, see .*tenant-01\.log$/m,
    );
    expect(text).not.to.contain("code: ");
    expect(await readdir(join(fleet.folder.path, "logs"))).to.deep.equal(["tenant-01.log"]);
  });

  it("says why its first update was refused, not the engine's heading of that", async () => {
    const live = fleet.tenants[0]?.emulator.tenant;
    live?.setAssignments(configurationId, [liveGroup(9)]);
    const { code, text } = await runFleet(fleet, "up");
    live?.setAssignments(configurationId, []);
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-01 +FAILED .*Cannot assign .* it has entries that the program/m);
  });

  it("says who has locked its stack", async () => {
    await mkdir(locks(), { recursive: true });
    const lock = {
      pid: 4711,
      username: "ann",
      hostname: "build-7",
      timestamp: "2026-01-01T00:00:00Z",
    };
    const file = join(locks(), "00000000-0000-4000-8000-000000000000.json");
    await writeFile(file, JSON.stringify(lock));
    const { code, text } = await runFleet(fleet, "up");
    await rm(file);
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-01 +FAILED .*its stack is locked: .*ann@build-7/m);
    expect(text).to.contain(`see ${logFile()}`);
  });

  it("holds its tenants to policy packs", async () => {
    const config = join(fleet.folder.path, "policy-config.json");
    await writeFile(config, JSON.stringify({ "allowed-targets": { targets: [] } }));
    const program = join(fleet.folder.path, "everybody.mjs");
    const own = JSON.stringify(
      join(import.meta.dirname, "..", "..", "provider", "dist", "index.js"),
    );
    await writeFile(
      program,
      `import intune from ${own};
       export default ({ profiles: [{ name, configurationId }] }) => {
         new intune.IosLobAppProvisioningConfigurationAssignments(name, {
           configurationId, assignments: [intune.target.exclusionGroup("${groupId(1)}")],
         });
       };`,
    );
    const pack = ["--policy-pack", await findPack(), "--program", program];
    const { code, text } = await runFleet(fleet, "preview", ...pack);
    expect(code, text).to.equal(1);
    expect(text).to.match(/^tenant-01 +FAILED .*exclusion-needs-inclusion: /m);
  });

  it("goes on where nobody reads what it prints any more", async () => {
    const run = runFleet(fleet, "preview");
    fleetProcess()?.stdout?.destroy();
    expect((await run).code).to.equal(0);
  });

  it("that is stopped twice ends at once, though Graph is silent, and leaves no lock", async () => {
    const ended = Promise.withResolvers<undefined>();
    fleet.tenants[0]?.emulator.script({
      method: "POST",
      path: `${configurationId}/assign`,
      async run() {
        const written = watch(join(fleet.folder.path, "logs"))[Symbol.asyncIterator]();
        fleetProcess()?.kill("SIGINT");
        // Two signals sent at once may arrive at the engine as one.
        while (!(await readFile(logFile(), "utf8")).includes("^C received")) await written.next();
        await written.return?.();
        fleetProcess()?.kill("SIGINT");
        await ended.promise;
      },
    });
    const { code, text } = await runFleet(fleet, "up");
    ended.resolve(undefined);
    expect(code, text).to.equal(1);
    expect(text).to.contain("Stopping: tenant-01 finish their current write.");
    expect(text).to.contain("Ending at once: tenant-01");
    expect(text).to.match(/^tenant-01 +FAILED .*it was stopped/m);
    expect(await readdir(locks())).to.deep.equal([]);
  });
});
