import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestTenant } from "./tenantStack.ts";

const allUsersGroup = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";

describe("check on the engine", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("names every problem at once, each under the path of its property", async () => {
    const args: unknown = {
      configurationId: "field-service",
      assignments: [
        target.group("pilot"),
        { type: "groupAssignmentTarget" },
        target.group(allUsersGroup),
        target.group(groupId(1)),
        target.group(groupId(1).toUpperCase()),
        target.exclusionGroup(groupId(1)),
        { ...target.exclusionGroup(groupId(2)), filterId: groupId(9), filterType: "include" },
        target.allDevices({ filterType: "include" }),
        target.allLicensedUsers({ filterId: groupId(9) }),
        { type: "configurationManagerCollectionAssignmentTarget" },
        { type: "allDevicesAssignmentTarget", groupId: groupId(3) },
        { type: "everybody" },
        "everybody",
        { ...target.group(groupId(4)), groupID: groupId(4) },
      ],
      groupAssignments: [
        { targetGroupId: "pilot" },
        { targetGroupId: groupId(5), intent: "required" },
      ],
      mode: "strict",
      unmanaged: "keep",
      assignment: [],
    };
    const stack = await openTestStack({
      tenant,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments(
          "set",
          args as IosLobAppProvisioningConfigurationAssignmentsArgs,
        );
        return Promise.resolve();
      },
    });
    const text = await stack.failing(stack.preview());
    for (const line of problems) expect(text).to.match(line);
    expect(tenant.emulator.requests).to.be.empty;
  });
});

const problems = [
  /property configurationId .* must be the id of an iosLobAppProvisioningConfiguration, a GUID; it is "field-service"/,
  /has a problem: assignments\[0\]\.groupId .*must be the object id of an Entra group, a GUID; it is "pilot"/,
  /has a problem: assignments\[1\]\.groupId .*is required: the object id of an Entra group/,
  /has a problem: assignments\[2\]\.groupId .*use \{ type: "allLicensedUsersAssignmentTarget" \} instead/,
  /has a problem: assignments\[4\]\.groupId .*repeats assignments\[3\]\.groupId/,
  /has a problem: assignments\[5\]\.groupId .*excludes a group that assignments\[\d\]\.groupId includes/,
  /has a problem: assignments\[6\]\.filterId .*an exclusion takes no filter/,
  /has a problem: assignments\[7\]\.filterId .*is required beside filterType/,
  /has a problem: assignments\[8\]\.filterType .*is required beside filterId/,
  /has a problem: assignments\[9\]\.collectionId .*is required: the id of a Configuration Manager collection/,
  /has a problem: assignments\[10\]\.groupId .*is no property of allDevicesAssignmentTarget/,
  /has a problem: assignments\[11\]\.type .*must be one of .*; it is "everybody"/,
  /has a problem: assignments\[12\] .*must be an object such as/,
  /has a problem: assignments\[13\]\.groupID .*is no property of groupAssignmentTarget/,
  /has a problem: groupAssignments\[0\]\.targetGroupId .*must be the object id of an Entra group/,
  /has a problem: groupAssignments\[1\]\.intent .*is no property of an entry/,
  /property mode .* must be authoritative or additive; it is "strict"/,
  /property unmanaged .* must be refuse or remove; it is "keep"/,
  /property assignment .* is no input of an assignment set/,
];
