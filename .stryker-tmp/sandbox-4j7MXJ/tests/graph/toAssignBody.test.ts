// @ts-nocheck
import { expect } from "chai";
import { fromWire, toAssignBody } from "../../provider/dist/graph/wire.js";
import { guid } from "../domain/arbitraries.ts";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };

describe("toAssignBody", () => {
  const assignments = [fromWire({ id: "x", target: { ...group, added: 1 } })];

  it("sends targets only, as they came, and no older collection unless it is given", () => {
    expect(toAssignBody({ assignments })).to.deep.equal({
      iOSLobAppProvisioningConfigAssignments: [{ target: { ...group, added: 1 } }],
    });
  });

  it("sends the older collection where it is given, also an empty one", () => {
    const groupAssignments = [{ targetGroupId: guid(1) }];
    expect(toAssignBody({ assignments: [], groupAssignments })).to.deep.equal({
      iOSLobAppProvisioningConfigAssignments: [],
      appProvisioningConfigurationGroupAssignments: groupAssignments,
    });
    expect(toAssignBody({ assignments: [], groupAssignments: [] })).to.deep.equal({
      iOSLobAppProvisioningConfigAssignments: [],
      appProvisioningConfigurationGroupAssignments: [],
    });
  });
});
