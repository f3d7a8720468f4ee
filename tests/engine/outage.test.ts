import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("an up in spite of", () => {
  let tenant: TestTenant;
  let folder: string;

  before(async () => {
    tenant = await openTestTenant();
    folder = await mkdtemp(join(tmpdir(), "intune-log-"));
  });
  after(async () => {
    await tenant.close();
    await rm(folder, { recursive: true, force: true });
  });

  const openStack = (
    stackName: string,
    environment: Record<string, string> = {},
  ): Promise<TestStack> => {
    const configurationId = tenant.addConfiguration();
    return openTestStack({
      tenant,
      stackName,
      environment,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.group(groupId(1))],
        });
        return Promise.resolve();
      },
    });
  };

  it("a Graph that is gone and comes back waits and succeeds", async () => {
    const stack = await openStack("gone-and-back");
    const outage = tenant.emulator.script({ path: /^\/beta\//, cut: "socket", times: 5 });
    expect((await stack.up()).changes).to.deep.equal({ create: 2 });
    expect(outage.hits).to.equal(5);
    expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
  });

  it("a full disk under the request log warns once and goes on", async () => {
    const stack = await openStack("full", { INTUNE_REQUEST_LOG: "/dev/full" });
    const { text, changes } = await stack.up();
    expect(changes).to.deep.equal({ create: 2 });
    const warnings = new Set(text.match(/Cannot write the request log.*/g));
    expect([...warnings].join()).to.contain("ENOSPC");
    expect(warnings).to.have.lengthOf(1);
  });

  it("nothing writes the request log: every request, and nothing secret", async () => {
    const file = join(folder, "requests.log");
    const stack = await openStack("logged", { INTUNE_REQUEST_LOG: file });
    await stack.up();
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    const requests = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      requests.map(({ method, status }) => `${String(method)} ${String(status)}`),
    ).to.have.members(["GET 200", "GET 200", "POST 204", "GET 200"]);
    expect(lines.join()).not.to.match(/eyJ|Bearer|secret/i);
  });
});
