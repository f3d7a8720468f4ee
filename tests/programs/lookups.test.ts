import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { groupId } from "../engine/liveTargets.ts";
import { openHostProject, type HostProject } from "../host/hostProject.ts";
import { linked } from "./linkRepository.ts";

const configurationId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";

/** A program that assigns the configuration to the groups of this expression. */
const programOf = (groups: string): string => `
import { getGroup, getGroupOutput, IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";

new IosLobAppProvisioningConfigurationAssignments("field-service", {
  configurationId: "${configurationId}",
  assignments: [${groups}],
});
`;
const declared = programOf(`target.group("${groupId(1)}")`);

describe("a look-up that fails in a program on disk", () => {
  let project: HostProject;
  let recorded: unknown;

  const readState = async (): Promise<unknown> => {
    const state = JSON.parse(await project.succeed("pulumi", "stack", "export")) as {
      deployment: { resources: { urn: string; outputs: unknown }[] };
    };
    return state.deployment.resources.map(({ urn, outputs }) => ({ urn, outputs }));
  };

  before(async () => {
    project = await openHostProject({
      installation: linked,
      type: "module",
      files: { "index.js": declared },
      environment: { INTUNE_RETRY_BUDGET_SECONDS: "1" },
    });
    const { tenant } = project.tenant.emulator;
    tenant.addConfiguration({ id: configurationId, displayName: "Field Service" });
    tenant.addGroup({ displayName: "Pilots" });
    await project.up();
    recorded = await readState();
  });
  after(() => project.close());

  const failing = (status: number): Fault => ({ path: "/groups", times: 99, respond: { status } });
  const rows: [what: string, groups: string, fault: Fault | undefined, message: string][] = [
    [
      "is awaited and finds nothing",
      'target.group((await getGroup({ displayName: "Nobody" })).id)',
      undefined,
      'Cannot get the group named "Nobody": the directory has none.',
    ],
    [
      "is a promise and is forbidden",
      'target.group(getGroup({ displayName: "Pilots" }).then(({ id }) => id))',
      failing(403),
      'Cannot find the group named "Pilots": Graph answered 403 Forbidden',
    ],
    [
      "is an output and gives up retrying",
      'target.group(getGroupOutput({ displayName: "Pilots" }).id)',
      failing(503),
      "exceed the retry budget of 1 s (intune:retryBudgetSeconds). Run the command again.",
    ],
  ];
  for (const [what, groups, fault, message] of rows) {
    it(`ends the run with its message, and deletes nothing, where it ${what}`, async () => {
      const handle = fault && project.tenant.emulator.script(fault);
      await project.write({ "index.js": programOf(groups) });
      const { output, code } = await project.tryUp();
      handle?.remove();
      expect(code, output).not.to.equal(0);
      expect(output).to.contain(message);
      expect(output, "a stack").not.to.match(/^\s*at .*\d+:\d+\)?$/m);
      expect(project.tenant.liveGroupIds(configurationId)).to.deep.equal([groupId(1)]);
    });
  }

  it("leaves the state as it was", async () => {
    expect(await readState()).to.deep.equal(recorded);
  });
});
