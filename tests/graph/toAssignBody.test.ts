import { expect } from "chai";
import { assignmentFromWire, toAssignBody } from "../../provider/dist/graph/wire.js";
import { guid } from "../domain/arbitraries.ts";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };
const older = { targetGroupId: guid(1) };

describe("toAssignBody", () => {
  const live = [assignmentFromWire({ id: "x", target: { ...group, added: 1 } })];
  const entries = live.map(({ entry }) => entry);

  it("sends targets only, as they came, and no older collection unless it is asked to", () => {
    const body = { iOSLobAppProvisioningConfigAssignments: [{ target: { ...group, added: 1 } }] };
    expect(toAssignBody({ entries, live, sendsOlder: false })).to.deep.equal(body);
    expect(toAssignBody({ entries: [...entries, older], live, sendsOlder: false })).to.deep.equal(
      body,
    );
  });

  it("makes the target of an entry that is not live", () => {
    expect(toAssignBody({ entries, live: [], sendsOlder: false })).to.deep.equal({
      iOSLobAppProvisioningConfigAssignments: [{ target: group }],
    });
  });

  it("sends the older collection where it is asked to, also an empty one", () => {
    for (const appProvisioningConfigurationGroupAssignments of [[older], []]) {
      const entries = appProvisioningConfigurationGroupAssignments;
      expect(toAssignBody({ entries, live: [], sendsOlder: true })).to.deep.equal({
        iOSLobAppProvisioningConfigAssignments: [],
        appProvisioningConfigurationGroupAssignments,
      });
    }
  });
});
