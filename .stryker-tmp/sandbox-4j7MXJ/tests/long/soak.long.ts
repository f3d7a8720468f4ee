// @ts-nocheck
import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId } from "../engine/liveTargets.ts";
import { openTestStack, openTestTenant, type TestTenant } from "../engine/tenantStack.ts";

const resources = 1000;

describe(`a stack of ${resources} sets`, () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("lives through create, no-op, change, drift, repair and destroy, with faults all along", async () => {
    const configurationIds = Array.from({ length: resources }, () => tenant.addConfiguration());
    let groups = [1, 2];
    const stack = await openTestStack({
      tenant,
      // The soak is of the handlers; at Intune's quota it would take an hour, most of it waiting.
      environment: { INTUNE_WRITES_PER_WINDOW: "1000000", INTUNE_REQUESTS_PER_WINDOW: "1000000" },
      program: () => {
        for (const [index, configurationId] of configurationIds.entries()) {
          new IosLobAppProvisioningConfigurationAssignments(`set-${index}`, {
            configurationId,
            assignments: groups.map((number) => target.group(groupId(number))),
          });
        }
        return Promise.resolve();
      },
    });
    const portal = tenant.emulator.tenant;
    const expectLive = (): void => {
      for (const id of configurationIds) {
        expect(portal.assignmentsOf(id).map((entry) => entry.groupId)).to.have.members(
          groups.map(groupId),
        );
      }
    };
    // Every hundredth request fails in a way that passes.
    for (let skip = 100; skip < 10_000; skip += 100) {
      tenant.emulator.script({
        path: /^\/beta\//,
        skip,
        respond: { status: 429, headers: { "Retry-After": "0.1" } },
      });
    }
    await stack.up();
    expectLive();
    tenant.takeRequests();
    expect((await stack.up()).changes).to.deep.equal({ same: resources + 1 });
    expect(tenant.emulator.requests).to.be.empty;
    groups = [2, 3];
    await stack.up();
    expectLive();
    for (const id of configurationIds.slice(0, 100)) portal.setAssignments(id, []);
    await stack.refresh();
    expect((await stack.preview()).changes).to.deep.equal({ update: 100, same: resources - 99 });
    await stack.up();
    expectLive();
    await stack.destroy();
    groups = [];
    expectLive();
  });
});
