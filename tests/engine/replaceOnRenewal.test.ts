import { expect } from "chai";
import { ProvisionedApp, target } from "pulumi-intune-provisioning";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { openAppStack, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

const dayMs = 24 * 60 * 60 * 1000;
const payloads = [30, 300, 365, 400].map((days) =>
  Buffer.from(makeProfile({ expires: new Date(Date.now() + days * dayMs) })).toString("base64"),
);

describe("replaceOnRenewal, where Intune stores no new profile in place", () => {
  let tenant: TestTenant;
  let stack: AppStack;

  const declare = (payload: number): void => {
    stack.program = () => {
      new ProvisionedApp("Field Service", {
        payload: payloads[payload] ?? "",
        payloadFileName: "field.mobileprovision",
        assignments: [target.group(groupId(1))],
        replaceOnRenewal: true,
      });
      return Promise.resolve();
    };
  };
  /** Which profiles the group has. */
  const given = (): number[] =>
    tenant.emulator.tenant.configurations
      .filter(({ id }) => tenant.liveGroupIds(id).includes(groupId(1)))
      .map(({ payload }) => payloads.indexOf(payload));
  const idOf = (payload: number): string =>
    tenant.emulator.tenant.configurations.find((live) => live.payload === payloads[payload])?.id ??
    "";
  const writes = (): string[] =>
    tenant.emulator.requests
      .filter(({ method, path }) => method !== "GET" && path.startsWith("/beta/"))
      .map(({ method, path }) => `${method} ${path.split("/").slice(-2).join("/")}`);

  before(async () => {
    tenant = await openTestTenant({ behaviour: { patchIgnores: ["payload"] } });
    stack = await openAppStack(tenant, "dev");
    declare(0);
    await stack.up();
  });
  after(() => tenant.close());

  it("makes the new configuration, moves the set, and then deletes the old one", async () => {
    declare(1);
    const { text } = await stack.preview();
    expect(text).to.match(/\+-.*:IosLobAppProvisioningConfiguration: \(replace\)/);
    const old = idOf(0);
    tenant.emulator.clearRequests();
    await stack.up();
    const current = idOf(1);
    expect(writes()).to.deep.equal([
      "POST deviceAppManagement/iosLobAppProvisioningConfigurations",
      `POST ${current}/assign`,
      `POST ${old}/assign`,
      `DELETE iosLobAppProvisioningConfigurations/${old}`,
    ]);
    expect(given()).to.deep.equal([1]);
  });

  for (const [index, options] of [{}, { continueOnError: true }].entries()) {
    it(`leaves the group its profile where the new set is refused (${JSON.stringify(options)})`, async () => {
      const [from, to] = [1 + index, 2 + index];
      declare(to);
      tenant.emulator.script({ method: "POST", path: "/assign", respond: { status: 403 } });
      await stack.failing(stack.up(options));
      expect(given()).to.deep.equal([from]);
      await stack.up();
      expect(given()).to.deep.equal([to]);
      expect(tenant.emulator.tenant.configurations).to.have.length(1);
      await stack.preview({ expectNoChanges: true });
    });
  }

  it("leaves the group its profile under --target of the configuration alone", async () => {
    declare(0);
    const urn = stack
      .resources()
      .find(({ type }) => type.endsWith(":IosLobAppProvisioningConfiguration"))?.urn;
    await stack.up({ target: [urn ?? ""] }).catch(() => undefined);
    expect(given()).to.include(3);
    await stack.up();
    expect(given()).to.deep.equal([0]);
    expect(tenant.emulator.tenant.configurations).to.have.length(1);
  });
});
