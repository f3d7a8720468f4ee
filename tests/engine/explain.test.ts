import { join } from "node:path";
import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { AssignmentTarget } from "intune-graph-emulator";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { runCliProcess } from "../cli/runCli.ts";
import type { Audience, SectionKey } from "../../provider/dist/explain/explanation.js";
import { payloadOf } from "./appStack.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openProgramStack, type ProgramStack } from "./programStack.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

/** What `explain --format json` writes, as far as it matters here. */
interface Explained {
  kind: string;
  removals: number;
  doubts: string[];
  sections: Record<SectionKey, { count: number; lines: Line[] }>;
}
interface Line {
  name: string;
  configurationId?: string;
  who: Audience[];
  note?: string;
}

/** As in `Alpha: allDevices, 2, 9 (excluded from now on)`: groups by their number. */
function shorten({ name, who, note }: Line): string {
  const audiences = who.map(({ kind, id = "", note: how }) => {
    const whom = kind === "group" ? String(Number(id.slice(0, 8))) : kind;
    return how === undefined ? whom : `${whom} (${how})`;
  });
  return [name, [...audiences, ...(note === undefined ? [] : [note])].join(", ")].join(": ");
}

const year = (date: Date): string => date.toISOString().slice(0, 4);
const renewed = new Date(Date.now() + 900 * 24 * 3_600_000);

/** One run of each command of the CLI, and what `explain` makes of it. */
describe("explain, of what the real CLI writes", function () {
  this.timeout(300_000);
  let tenant: TestTenant;
  let opened: ProgramStack;
  let ids: string[];
  let explained: Record<"first" | "drift" | "preview" | "plan" | "planAlone" | "update", Explained>;
  const codes: Record<string, unknown> = {};
  /** Entries live before and after the second update, by configuration. */
  const live: Record<"before" | "after", Map<string, string[]>> = {
    before: new Map(),
    after: new Map(),
  };

  const explain = async (name: string, output: string, ...more: string[]): Promise<Explained> => {
    const file = join(tenant.folder.path, `${name}.json`);
    await writeFile(file, output);
    const { stdout, stderr, exitCode } = await runCliProcess([
      ...["explain", file, "--format", "json"],
      ...more,
    ]);
    codes[name] = exitCode;
    expect(stdout, stderr).not.to.equal("");
    return JSON.parse(stdout) as Explained;
  };
  const readLive = (): Map<string, string[]> =>
    new Map(
      tenant.emulator.tenant.configurations.map(({ id }) => [
        id,
        tenant.emulator.tenant.assignmentsOf(id).map(describeTarget),
      ]),
    );
  const write = (body: string): Promise<void> =>
    opened.write(
      `const { target: t, IosLobAppProvisioningConfigurationAssignments: Set } = intune;
       const ids = ${JSON.stringify(ids)};
       const g = (n) => t.group(String(n).padStart(8, "0") + ${JSON.stringify(groupId(0).slice(8))});
       const out = (n) => t.exclusionGroup(g(n).groupId);
       const app = (name, payload, ...assignments) =>
         new intune.ProvisionedApp(name, { payload, payloadFileName: name + ".mobileprovision", assignments });
       const set = (name, id, assignments, more, opts) =>
         new Set(name, { configurationId: ids[id], assignments, ...more }, opts);
       class Other extends pulumi.CustomResource {
         constructor(name) {
           const handlers = ${JSON.stringify(join(import.meta.dirname, "../../engine/doNothing.cjs"))};
           const pointer = "exports.handler=()=>require(" + JSON.stringify(handlers) + ")";
           super("pulumi-nodejs:dynamic/engine:DoNothing", name, { value: 1, __provider: pointer });
         }
       }
       ${body}`,
    );

  before(async () => {
    tenant = await openTestTenant();
    opened = await openProgramStack(tenant);
    ids = Array.from({ length: 8 }, () => tenant.addConfiguration());
    const [alpha, beta, gamma, delta] = ["A", "B", "C", "D"].map((name) => `"${payloadOf(name)}"`);
    await write(`
      app("Alpha", ${alpha}, g(1), g(2), t.allDevices());
      app("Beta", ${beta}, g(1), out(9));
      app("Gamma", ${gamma}, g(3), t.allLicensedUsers());
      set("direct", 0, [g(4)]);
      set("renamed", 1, [g(4), g(5)]);
      set("aliased", 2, [g(4), g(5)]);
      set("moving", 3, [g(4), g(5)]);
      set("secret", 4, pulumi.secret([g(41), g(42)]));
      set("retained", 6, [g(1)], {}, { retainOnDelete: true });
      set("one", 7, [g(1), g(2)], { mode: "additive" });
      set("two", 7, [g(1)], { mode: "additive" });
      new Other("other");`);
    const first = await opened.run("up", "--yes", "--skip-preview", "--json");
    tenant.emulator.tenant.setAssignments(ids[0] ?? "", [liveGroup(4), liveGroup(99)]);
    const drift = await opened.run("refresh", "--yes", "--skip-preview", "--json");
    const payload = Buffer.from(makeProfile({ name: "B", expires: renewed })).toString("base64");
    await write(`
      app("Alpha", ${alpha}, g(1), g(6));
      app("Beta", "${payload}", g(1), out(8));
      app("Delta", ${delta}, g(3), t.allLicensedUsers());
      set("direct", 0, [g(4), t.allLicensedUsers()]);
      set("renamed2", 1, [g(4), g(5)]);
      set("aliased2", 2, [g(4)], {}, { aliases: [{ name: "aliased" }] });
      set("moving", 5, [g(4), g(7)]);
      set("secret", 4, pulumi.secret([g(41)]));
      set("one", 7, [g(2)], { mode: "additive" });
      set("two", 7, [g(1)], { mode: "additive" });
      pulumi.log.warn("mind the gap");`);
    const preview = await opened.run(
      ...["preview", "--refresh", "--json", "--show-sames", "--save-plan", "plan.json"],
    );
    const state = await opened.run("stack", "export", "--file", "state.json");
    live.before = readLive();
    const update = await opened.run("up", "--yes", "--skip-preview", "--json");
    live.after = readLive();
    for (const { code, output } of [first, drift, preview, state, update])
      expect(code, output).to.equal(0);
    const plan = await readFile(join(opened.workFolder, "plan.json"), "utf8");
    explained = {
      first: await explain("first", first.output),
      drift: await explain("drift", drift.output),
      preview: await explain("preview", preview.output),
      plan: await explain("plan", plan, "--state", join(opened.workFolder, "state.json")),
      planAlone: await explain("planAlone", plan),
      update: await explain("update", update.output),
    };
  });
  after(() => tenant.close());

  const lines = ({ sections }: Explained, key: SectionKey): string[] =>
    sections[key].lines.map(shorten);

  it("ends with 2 where something changes, and with 3 where something is removed", () => {
    expect(codes).to.deep.equal({
      first: 2,
      drift: 2,
      preview: 3,
      plan: 3,
      planAlone: 3,
      update: 3,
    });
    expect(Object.values(explained).flatMap(({ doubts }) => doubts)).to.deep.equal([]);
  });

  it("says of a first update that all is new, and that nobody loses anything", () => {
    expect(lines(explained.first, "loses")).to.deep.equal([]);
    expect(explained.first.sections.new.lines.map(({ name }) => name)).to.deep.equal([
      "Alpha",
      "Beta",
      "Gamma",
    ]);
    expect(lines(explained.first, "gains")).to.include("Alpha: allDevices, 1, 2");
    expect(lines(explained.first, "gains")).to.include("Beta: 1, 9 (excluded)");
  });

  it("says of a refresh what it found, not that nothing changes", () => {
    expect(explained.drift.kind).to.equal("refresh");
    expect(lines(explained.drift, "gains")).to.deep.equal(["direct: 99"]);
    expect(lines(explained.drift, "loses")).to.deep.equal([]);
  });

  it("says who loses what in a preview", () => {
    expect(lines(explained.preview, "loses")).to.deep.equal([
      "Alpha: allDevices, 2",
      "Gamma: allUsers, 3",
      "Beta: 8 (excluded from now on)",
      "aliased2: 5",
      "direct: 99",
      "moving: 4, 5",
      "one: 1 (perhaps: another resource declares it too)",
      "secret: secret (cannot be shown: secret)",
    ]);
    expect(lines(explained.preview, "noLongerExcluded")).to.deep.equal(["Beta: 9"]);
    expect(lines(explained.preview, "deleted")).to.have.length(1);
    expect(lines(explained.preview, "deleted").join()).to.match(/^Gamma: expires \d{4}-/);
    expect(lines(explained.preview, "otherRemovals")).to.deep.equal([
      "pulumi-nodejs:dynamic/engine:DoNothing other: delete",
    ]);
  });

  it("names nobody of a secret set", () => {
    for (const text of Object.values(explained).map((one) => JSON.stringify(one)))
      for (const number of [41, 42]) expect(text).not.to.contain(groupId(number));
  });

  it("says who gains what, what is new and what is renewed", () => {
    expect(lines(explained.preview, "gains")).to.deep.equal([
      "Delta: allUsers, 3",
      "direct: allUsers",
      "Alpha: 6",
      "moving: 4, 7",
      "secret: secret (cannot be shown: secret)",
    ]);
    expect(lines(explained.preview, "new").join()).to.match(/^Delta: expires \d{4}-/);
    expect(lines(explained.preview, "renewed").join()).to.match(
      new RegExp(`^Beta: expires \\d{4}-\\d\\d-\\d\\d → ${year(renewed)}-\\d\\d-\\d\\d$`),
    );
  });

  it("keeps what is renamed, or is kept on delete, out of what is lost", () => {
    const rest = lines(explained.preview, "rest").join("\n");
    for (const name of ["renamed", "renamed2", "retained"])
      expect(rest).to.match(new RegExp(`^${name}: its assignments: `, "m"));
    expect(lines(explained.preview, "warnings")).to.include("mind the gap: ");
  });

  it("says the same of the saved plan, beside the state", () => {
    for (const key of ["loses", "noLongerExcluded", "gains", "new", "renewed", "deleted"] as const)
      expect(explained.plan.sections[key].lines, key).to.deep.equal(
        explained.preview.sections[key].lines,
      );
  });

  it("says of a plan alone that it does not tell who loses", () => {
    const known = "unknown (a plan does not say what was: give --state)";
    expect(lines(explained.planAlone, "loses")).to.include(`Alpha: ${known}`);
  });

  it("says of the update what the preview had said", () => {
    expect(explained.update.kind).to.equal("update");
    for (const key of ["loses", "noLongerExcluded", "gains", "deleted"] as const)
      expect(lines(explained.update, key), key).to.deep.equal(lines(explained.preview, key));
  });

  it("has listed every entry that the update took away", () => {
    const tellings = (["loses", "noLongerExcluded"] as const).flatMap((key) =>
      explained.preview.sections[key].lines.flatMap(({ configurationId = "", who }) =>
        who.map(({ kind, id }) => `${configurationId} ${kind === "group" ? (id ?? "") : kind}`),
      ),
    );
    const gone = [...live.before].flatMap(([id, entries]) =>
      entries.filter((entry) => !live.after.get(id)?.includes(entry)).map((entry) => [id, entry]),
    );
    expect(gone).to.have.length(10);
    for (const [id = "", entry = ""] of gone) {
      const isSecret = tellings.includes(`${id} secret`);
      expect(tellings).to.include(isSecret ? `${id} secret` : `${id} ${entry.split(" ")[1] ?? ""}`);
    }
  });
});

/** As in `exclusionGroupAssignmentTarget 0000…`; of all users and devices as `explain` calls them. */
function describeTarget(target: AssignmentTarget): string {
  const type = target["@odata.type"].replace("#microsoft.graph.", "");
  const broad = {
    allLicensedUsersAssignmentTarget: "allUsers",
    allDevicesAssignmentTarget: "allDevices",
  };
  return `${type} ${target.groupId ?? broad[type as keyof typeof broad]}`;
}
