import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { emulatorSettings } from "../native/nativeClient.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const names = ["contoso", "fabrikam"] as const;

describe("one program for several tenants", () => {
  let tenants: TestTenant[];
  let stack: TestStack;
  let entries: { settings: object }[];
  let runs = 0;

  before(async () => {
    tenants = await Promise.all(
      names.map((_, index) => openTestTenant({ tenantId: groupId(index) })),
    );
    const [{ folder, environment }, other] = tenants as [TestTenant, TestTenant];
    await appendFile(join(folder.path, "ca.pem"), `\n${other.emulator.caCertificatePem}`);
    entries = tenants.map((tenant, index) => {
      const settings = { ...emulatorSettings(tenant.emulator), clientSecret: undefined };
      const groupIds = [groupId(index + 1)];
      return { name: names[index], settings, configurationId: tenant.addConfiguration(), groupIds };
    });
    stack = await openTestStack({
      // Everything but this is each provider's own.
      tenant: {
        folder,
        environment: { NODE_EXTRA_CA_CERTS: environment["NODE_EXTRA_CA_CERTS"] ?? "" },
      },
      program: () =>
        import(`../../examples/several-tenants/index.ts?run=${(runs += 1)}`) as Promise<
          Record<string, unknown>
        >,
      config: {
        "quickstart:tenants": JSON.stringify(entries),
        ...Object.fromEntries(
          names.map((name, index) => [`quickstart:${name}-secret`, secretOf(index)]),
        ),
      },
    });
  });
  after(() => Promise.all(tenants.map((tenant) => tenant.close())));

  const secretOf = (index: number) => ({
    value: String(tenants[index] && emulatorSettings(tenants[index].emulator)["clientSecret"]),
    secret: true as const,
  });
  const liveGroups = () =>
    tenants.map(({ emulator, liveGroupIds }) =>
      emulator.tenant.configurations.flatMap(({ id }) => liveGroupIds(id)),
    );

  it("signs in to each by its own settings, and keeps the secrets out of the state", async () => {
    await stack.up();
    expect(liveGroups()).to.deep.equal([[groupId(1)], [groupId(2)]]);
    const state = JSON.stringify(stack.resources());
    for (const index of names.keys()) expect(state).not.to.contain(secretOf(index).value);
    for (const { emulator } of tenants) emulator.clearRequests();
    expect((await stack.up()).changes).to.deep.equal({ same: 5 });
    for (const { emulator } of tenants) expect(emulator.requests).to.be.empty;
  });

  it("updates a provider for another secret, and leaves its resources alone", async () => {
    await stack.stack.setConfig("quickstart:contoso-secret", { value: "rotated", secret: true });
    expect((await stack.preview()).changes).to.deep.equal({ same: 4, update: 1 });
  });

  it("shows that resources move to another tenant", async () => {
    const [first, other] = entries;
    const moved = { ...first, settings: { ...first?.settings, tenantId: groupId(9) } };
    const value = JSON.stringify([moved, other]);
    await stack.stack.setConfig("quickstart:tenants", { value });
    const { changes } = await stack.preview();
    expect(changes).to.deep.include({ same: 3, replace: 2 });
  });
});
