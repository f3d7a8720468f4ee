// @ts-nocheck
import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const allUsersGroup = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";

describe("check on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let args: unknown;

  before(async () => {
    tenant = await openTestTenant();
    stack = await openTestStack({
      tenant,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments(
          "set",
          args as IosLobAppProvisioningConfigurationAssignmentsArgs,
        );
        return Promise.resolve();
      },
    });
  });
  after(() => tenant.close());

  it("names every problem at once, each under the path of its property", async () => {
    args = {
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
    const text = await stack.failing(stack.preview());
    for (const line of problems) expect(text).to.match(line);
    expect(tenant.emulator.requests).to.be.empty;
  });

  it("asks for the set itself, and says that an empty one clears", async () => {
    args = { configurationId: groupId(1) };
    expect(await stack.failing(stack.preview())).to.match(
      /property assignments .* is required: a list; an empty one clears the set/,
    );
  });

  it("refuses to remove what additive mode leaves alone", async () => {
    args = { configurationId: groupId(1), assignments: [], mode: "additive", unmanaged: "remove" };
    expect(await stack.failing(stack.preview())).to.match(
      /property unmanaged .* contradicts mode "additive"/,
    );
  });
});

const problems = [
  /property configurationId .* must be the id of an iosLobAppProvisioningConfiguration, a GUID; it is "field-service"/,
  /property assignments\[0\]\.groupId .* must be the object id of an Entra group, a GUID; it is "pilot"/,
  /property assignments\[1\]\.groupId .* is required: the object id of an Entra group/,
  /property assignments\[2\]\.groupId .* use \{ type: "allLicensedUsersAssignmentTarget" \} instead/,
  /property assignments\[4\]\.groupId .* repeats assignments\[3\]\.groupId/,
  /property assignments\[5\]\.groupId .* excludes a group that assignments\[\d\]\.groupId includes/,
  /property assignments\[6\]\.filterId .*an exclusion takes no filter/,
  /property assignments\[7\]\.filterId .* is required beside filterType/,
  /property assignments\[8\]\.filterType .* is required beside filterId/,
  /property assignments\[9\]\.collectionId .* is required: the id of a Configuration Manager collection/,
  /property assignments\[10\]\.groupId .* is no property of allDevicesAssignmentTarget/,
  /property assignments\[11\]\.type .* must be one of .*; it is "everybody"/,
  /property assignments\[12\] .* must be an object such as/,
  /property assignments\[13\]\.groupID .* is no property of groupAssignmentTarget/,
  /property groupAssignments\[0\]\.targetGroupId .* must be the object id of an Entra group/,
  /property groupAssignments\[1\]\.intent .* is no property of an entry/,
  /property mode .* must be authoritative or additive; it is "strict"/,
  /property unmanaged .* must be refuse or remove; it is "keep"/,
  /property assignment .* is no input of an assignment set/,
];
