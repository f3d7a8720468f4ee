import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  getGroup,
  getGroupOutput,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

type Assignments = ConstructorParameters<
  typeof IosLobAppProvisioningConfigurationAssignments
>[1]["assignments"];

const pilots = { displayName: "Pilots" };
const toTarget = ({ id }: { id: string }): ReturnType<typeof target.group> => target.group(id);

describe("a failed look-up of an inline program", () => {
  const environment = { ...process.env };
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let pilotsId: string;
  let declare: () => unknown;

  const declareSet = (assignments: Assignments): unknown =>
    new IosLobAppProvisioningConfigurationAssignments("set", { configurationId, assignments });
  const declareAll = (): void => {
    declareSet([target.group(pilotsId)]);
    new DoNothing("other", pilotsId);
  };

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    pilotsId = tenant.emulator.tenant.addGroup(pilots).id;
    trustAuthority(tenant.emulator.caCertificatePem);
    Object.assign(process.env, tenant.environment, { INTUNE_RETRY_BUDGET_SECONDS: "1" });
    stack = await openTestStack({
      tenant,
      program: () => {
        declare();
        return Promise.resolve();
      },
    });
    declare = declareAll;
    await stack.up();
  });
  after(async () => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    trustNoEmulator();
    await tenant.close();
  });

  const withFault = async <T>(status: number, run: () => Promise<T>): Promise<T> => {
    const fault = tenant.emulator.script({ path: /\/groups\?/, respond: { status }, times: 100 });
    try {
      return await run();
    } finally {
      fault.remove();
    }
  };
  const findNames = (): (string | undefined)[] =>
    stack.resources().map(({ urn }) => urn.split("::").at(-1));
  const expectNothingDeleted = (): void => {
    expect(tenant.liveGroupIds(configurationId)).to.deep.equal([pilotsId]);
    expect(findNames()).to.include.members(["set", "other"]);
  };

  const forms: [what: string, status: number, declare: () => unknown][] = [
    ["as an output in an entry", 403, () => declareSet([target.group(getGroupOutput(pilots).id)])],
    ["as the promise of an entry", 500, () => declareSet([getGroup(pilots).then(toTarget)])],
    [
      "as the promise of the list, past the budget",
      503,
      () => declareSet(getGroup(pilots).then((group) => [toTarget(group)])),
    ],
    [
      "in a promise that would declare the set",
      403,
      () => void getGroup(pilots).then((group) => declareSet([toTarget(group)])),
    ],
    [
      "beside others that succeed",
      403,
      () => {
        const found = getGroupOutput({ id: pilotsId.toUpperCase() }).id;
        declareSet([target.group(getGroupOutput(pilots).id), target.exclusionGroup(found)]);
      },
    ],
    [
      "for another provider's resource",
      403,
      () => {
        declareSet([target.group(pilotsId)]);
        new DoNothing("other", getGroupOutput(pilots).id);
      },
    ],
    [
      "and dropped",
      403,
      () => {
        void getGroup(pilots);
      },
    ],
  ];
  for (const [what, status, declareForm] of forms) {
    it(`deletes nothing, used ${what}`, async () => {
      declare = declareForm;
      const text = await withFault(status, () =>
        stack.failing(stack.up({ continueOnError: true })),
      );
      expectNothingDeleted();
      const [, diagnostics = ""] = text.split("Diagnostics:");
      expect(diagnostics.match(/group named "Pilots": Graph answered/g)).to.have.length(1);
      expect(text)
        .to.contain("did not declare were not deleted")
        .and.not.match(/^\s+at .*:\d+/m);
    });
  }

  it("deletes nothing of what the command targets", async () => {
    const { urn } = stack.recorded();
    declare = () => void getGroup(pilots).then((group) => declareSet([toTarget(group)]));
    await withFault(403, () => stack.failing(stack.up({ target: [urn] })));
    expectNothingDeleted();
  });

  const handled: [what: string, assignment: () => Assignments][] = [
    ["of a promise", () => [getGroup(pilots).then(toTarget, () => target.group(pilotsId))]],
    [
      "of an output",
      () => [target.group(pulumi.recover(getGroupOutput(pilots).id, () => pilotsId))],
    ],
  ];
  for (const [what, assignments] of handled) {
    it(`${what} ends nothing where the program handles it`, async () => {
      declare = () => {
        declareSet(assignments());
        new DoNothing("other", pilotsId);
      };
      const { changes } = await withFault(403, () => stack.up());
      expect(changes).to.deep.equal({ same: 3 });
    });
  }

  it("is waited for: so is a set that a promise of the program declares", async () => {
    declare = () => {
      new DoNothing("other", pilotsId);
      void (async () => {
        const { displayName } = await getGroup({ id: pilotsId });
        const { id } = await getGroup({ displayName });
        declareSet([target.group(id)]);
      })();
    };
    tenant.emulator.script({ path: /\/groups/, delayMs: 500, times: 2 });
    expect((await stack.up()).changes).to.deep.equal({ same: 3 });
  });
});
