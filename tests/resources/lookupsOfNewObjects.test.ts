import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  getDeviceStatusesOutput,
  getGroupOutput,
  getIosLobAppProvisioningConfigurationOutput,
} from "pulumi-intune-provisioning";
import { groupId as guid } from "../engine/liveTargets.ts";
import { declareUnderMocks, valueOf, withLookups } from "../lookups/withLookups.ts";

/** An object that the program itself has created, such as a group of azuread. */
const createdId = (id: string, isPreview = false): pulumi.Output<string> =>
  declareUnderMocks(
    () => new (class extends pulumi.CustomResource {})("azuread:index/group:Group", id, {}).id,
    isPreview,
  );

/** The value, or the message of what kept it from coming. */
const outcomeOf = (output: pulumi.Output<object>): Promise<unknown> =>
  valueOf(pulumi.recover<unknown>(output, (error) => (error as Error).message));

describe("a look-up of an object that the program has just created", () => {
  it("looks again for a group that the directory shows late, by id and by name", () =>
    withLookups({}, async ({ tenant, script, requests }) => {
      tenant.addGroup({ id: guid(1), displayName: "Pilots" });
      const missing = { error: { code: "Request_ResourceNotFound", message: "does not exist" } };
      script({ path: `groups/${guid(1)}`, times: 2, respond: { status: 404, body: missing } });
      expect(await outcomeOf(getGroupOutput({ id: createdId(guid(1)) }))).to.include({
        displayName: "Pilots",
      });
      expect(requests.filter(({ path }) => path.includes("/groups/"))).to.have.length(3);
      script({ path: "displayName", respond: { status: 200, body: { value: [] } } });
      const displayName = createdId("crew").apply(() => "Pilots");
      expect(await outcomeOf(getGroupOutput({ displayName }))).to.include({ id: guid(1) });
    }));

  it("looks again for a configuration that Intune lists late", () =>
    withLookups({}, async ({ tenant, script }) => {
      const { id } = tenant.addConfiguration({ displayName: "Field Service" });
      const path = /Configurations(\?|$)/;
      // The second reads the same list with its sets, for a list that is empty without.
      script({ path, times: 2, respond: { status: 200, body: { value: [] } } });
      const displayName = createdId("app").apply(() => "Field Service");
      expect(
        await outcomeOf(getIosLobAppProvisioningConfigurationOutput({ displayName })),
      ).to.include({ id });
      expect(
        await outcomeOf(getDeviceStatusesOutput({ configurationId: createdId(id) })),
      ).to.include({ deviceCount: 0 });
    }));

  it("stops when the retry budget is used up, with the message of one that is missing", () =>
    withLookups({}, async ({ requests }) => {
      pulumi.runtime.setConfig("intune:retryBudgetSeconds", "1");
      expect(await outcomeOf(getGroupOutput({ id: createdId(guid(7)) }))).to.match(
        /^Cannot get group .*: the directory has none.* that was just created may take a moment/,
      );
      expect(requests.filter(({ path }) => path.includes("/groups/")).length).to.be.within(2, 4);
    }));

  it("asks once where the argument comes from no resource", () =>
    withLookups({}, async ({ requests }) => {
      await outcomeOf(getGroupOutput({ id: pulumi.output(guid(7)) }));
      expect(requests.filter(({ path }) => path.includes("/groups/"))).to.have.length(1);
    }));

  it("asks once in a preview, where what is known was there before", () =>
    withLookups({}, async ({ requests }) => {
      await outcomeOf(getGroupOutput({ id: createdId(guid(7), true) }));
      expect(requests.filter(({ path }) => path.includes("/groups/"))).to.have.length(1);
    }));
});
