import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ProvisionedApp, target } from "pulumi-intune-provisioning";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** Base64 that nobody wants to read. */
const longText = /[A-Za-z0-9+/]{200}/;

/** The URN of the configuration in a stack's state. */
function findUrn(stack: TestStack): string {
  const found = stack
    .resources()
    .find(({ type }) => type.endsWith(":IosLobAppProvisioningConfiguration"));
  return found?.urn ?? expect.fail("The state has no configuration.");
}

describe("the life of a provisioned app on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let file: string;
  let id: string;
  const firstUuid = "0b5e1c9a-0000-4000-8000-000000000001";
  const nextUuid = "0b5e1c9a-0000-4000-8000-000000000002";

  const writeProfile = async (uuid: string): Promise<string> => {
    const content = makeProfile({ uuid, name: "Contoso Field" });
    await writeFile(file, content);
    return Buffer.from(content).toString("base64");
  };
  /** What changed something, since the last look. */
  const takeWrites = (): string[] =>
    tenant
      .takeRequests()
      .filter((line) => !line.startsWith("GET "))
      .map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "configuration"));

  before(async () => {
    tenant = await openTestTenant();
    file = join(tenant.folder.path, "field-service.mobileprovision");
    stack = await openTestStack({
      tenant,
      program: () => {
        const app = new ProvisionedApp("Field Service", {
          // As a program has it that gives a name under a condition.
          displayName: undefined as unknown as string,
          payload: file,
          assignments: [target.group(groupId(1))],
        });
        const { configurationId, expirationDateTime } = app;
        return Promise.resolve({ configurationId, expirationDateTime });
      },
    });
  });
  after(() => tenant.close());
  beforeEach(() => void tenant.takeRequests());

  const live = () => {
    const [found, ...others] = tenant.emulator.tenant.configurations;
    expect(others).to.deep.equal([]);
    if (found === undefined) throw new Error("There is no configuration.");
    return found;
  };

  it("is previewed with what the profile says, before anything is known of its id", async () => {
    await writeProfile(firstUuid);
    const { changes, text } = await stack.preview();
    expect(changes).to.deep.equal({ create: 4 });
    expect(text).to.contain(`"${firstUuid}"`).and.to.contain("ABCDE12345.com.contoso.field");
    expect(tenant.emulator.requests).to.be.empty;
  });

  it("comes to be with its assignments", async () => {
    const payload = await writeProfile(firstUuid);
    await stack.up();
    ({ id } = live());
    expect(takeWrites()).to.deep.equal(["POST iosLobAppProvisioningConfigurations", "POST assign"]);
    expect(live()).to.deep.include({
      displayName: "Field Service",
      payload,
      payloadFileName: "field-service.mobileprovision",
    });
    expect(tenant.emulator.tenant.assignmentsOf(id)).to.deep.equal([liveGroup(1)]);
    const { expirationDateTime } = live();
    expect(stack.outputs()).to.include({ configurationId: id, expirationDateTime });
  });

  it("is not held by the state, which has its hash", () => {
    const state = JSON.stringify(stack.resources());
    expect(state).to.contain("payloadSha256");
    expect(state).not.to.contain(live().payload.slice(0, 200));
  });

  it("sends nothing when nothing has changed, not even for a token", async () => {
    expect((await stack.up()).changes).to.deep.equal({ same: 4 });
    expect(tenant.emulator.requests).to.be.empty;
  });

  it("keeps its id and its assignments when the profile is renewed, as the preview has shown", async () => {
    const payload = await writeProfile(nextUuid);
    const { text, changes } = await stack.preview();
    expect(changes).to.deep.equal({ update: 1, same: 3 });
    expect(text).to.contain(`"${firstUuid}" => "${nextUuid}"`);
    expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 3 });
    expect(takeWrites()).to.deep.equal(["PATCH configuration"]);
    expect(live()).to.deep.include({ id, payload });
    expect(tenant.emulator.tenant.assignmentsOf(id)).to.deep.equal([liveGroup(1)]);
  });

  it("shows an edit in the portal and another profile as drift, and repairs both", async () => {
    const { payload } = live();
    const other = Buffer.from(makeProfile({ name: "Other" })).toString("base64");
    tenant.emulator.tenant.updateConfiguration(id, { displayName: "Renamed", payload: other });
    const { text } = await stack.preview({ refresh: true });
    expect(text).to.contain('"Renamed" => "Field Service"');
    expect(text).to.contain('"Other" => "Contoso Field"');
    expect(text).not.to.match(longText);
    await stack.refresh();
    await stack.up();
    expect(live()).to.deep.include({ displayName: "Field Service", payload });
    await stack.preview({ refresh: true, expectNoChanges: true });
  });

  it("is not replaced by its own twin, and keeps its assignments", async () => {
    const urn = findUrn(stack);
    const text = await stack.failing(stack.up({ replace: [urn] }));
    expect(text).to.contain("leave out `--replace`");
    expect(live().id).to.equal(id);
    expect(tenant.emulator.tenant.assignmentsOf(id)).to.deep.equal([liveGroup(1)]);
    takeWrites();
    expect((await stack.up()).changes).to.deep.equal({ same: 4 });
  });

  it("is destroyed in order: the assignments, then the configuration", async () => {
    await stack.destroy();
    expect(takeWrites()).to.deep.equal(["POST assign", "DELETE configuration"]);
    expect(tenant.emulator.tenant.configurations).to.deep.equal([]);
  });
});
