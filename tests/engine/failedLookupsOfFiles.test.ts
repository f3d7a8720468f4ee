import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { languageHostFolder } from "../../engine/languageHost/languageHostFolder.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { runCommands, type CommandRun } from "./runCommands.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");

/** The program: one set, whose group is looked up in the way that FORM names. */
const program = `
  const { getGroup, getGroupOutput, IosLobAppProvisioningConfigurationAssignments, target } =
    require("pulumi-intune-provisioning");
  const { FORM, CONFIGURATION_ID: configurationId, FALLBACK_ID } = process.env;
  const pilots = { displayName: "Pilots" };
  const declare = (assignments) =>
    new IosLobAppProvisioningConfigurationAssignments("set", { configurationId, assignments });
  const toTarget = ({ id }) => target.group(id);
  const forms = {
    output: () => declare([target.group(getGroupOutput(pilots).id)]),
    entry: () => declare([getGroup(pilots).then(toTarget)]),
    late: () => getGroup(pilots).then((group) => declare([toTarget(group)])),
    caught: () =>
      declare([getGroup(pilots).then(toTarget).catch(() => target.group(FALLBACK_ID))]),
  };
  forms[FORM]();
`;

/** The same set, as an ES module declares it that waits for its look-up. */
const awaitingModule = `
  import { getGroup, IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
  const { id } = await getGroup({ displayName: "Nobody" });
  const configurationId = process.env.CONFIGURATION_ID;
  new IosLobAppProvisioningConfigurationAssignments("set", { configurationId, assignments: [target.group(id)] });
`;

describe("a failed look-up of a program file", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let pilotsId: string;
  let folder: string;
  let path: string;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    pilotsId = tenant.emulator.tenant.addGroup({ displayName: "Pilots" }).id;
    folder = join(tenant.folder.path, "file");
    await mkdir(folder);
    await writeFile(join(folder, "package.json"), "{}");
    await writeFile(join(folder, "index.js"), program);
    await symlink(modules, join(folder, "node_modules"));
    path = [languageHostFolder, pulumiPath(await findPulumiCli())].join(delimiter);
    stack = await openTestStack({
      tenant,
      projectFolder: folder,
      // The file's comes in its place.
      program: () => Promise.resolve(),
    });
    expect((await up("output")).code).to.equal(0);
  });
  after(() => tenant.close());

  const up = (form: string, flags = ""): Promise<CommandRun> =>
    runCommands(`pulumi up --stack dev --yes --skip-preview --color never ${flags}`, stack, {
      PATH: path,
      FORM: form,
      CONFIGURATION_ID: configurationId,
      FALLBACK_ID: pilotsId,
    });
  const failLookups = (status: number): { remove: () => void } =>
    tenant.emulator.script({ path: /\/groups\?/, respond: { status }, times: 100 });

  const expectNothingDeleted = ({ code, output }: CommandRun, message: string): void => {
    expect(code, output).not.to.equal(0);
    expect(tenant.liveGroupIds(configurationId)).to.deep.equal([pilotsId]);
    expect(stack.recorded()).to.include({ id: configurationId });
    const [, diagnostics = ""] = output.split("Diagnostics:");
    expect(diagnostics.split(`error: ${message}`)).to.have.length(2);
    expect(output).not.to.match(/^\s+at .*:\d+/m);
  };

  for (const [what, form] of [
    ["as an output in an entry", "output"],
    ["as the promise of an entry", "entry"],
    ["in a promise that would declare the set", "late"],
  ] as const) {
    it(`deletes nothing, used ${what}`, async () => {
      const fault = failLookups(403);
      const run = await up(form, "--continue-on-error");
      fault.remove();
      expectNothingDeleted(run, 'Cannot find the group named "Pilots"');
    });
  }

  it("that the program catches ends nothing", async () => {
    const fault = failLookups(403);
    const { code, output } = await up("caught");
    fault.remove();
    expect(code, output).to.equal(0);
    expect(output).to.contain("2 unchanged");
  });

  it("that an ES module awaits deletes nothing", async () => {
    await writeFile(join(folder, "package.json"), '{"type": "module"}');
    await writeFile(join(folder, "index.js"), awaitingModule);
    expectNothingDeleted(
      await up("", "--continue-on-error"),
      'Cannot get the group named "Nobody": the directory has none.',
    );
  });
});
