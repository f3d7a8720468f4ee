import { expect } from "chai";
import { createEmulator, defaultApplication, type Emulator } from "intune-graph-emulator";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { takeSignIns } from "../graph/takeSignIns.ts";
import { openSignInStack } from "./signInStack.ts";
import type { TestStack } from "./tenantStack.ts";

const reader = {
  clientId: "0d0d0d0d-0000-4000-8000-000000000001",
  clientSecret: "reads-only",
  roles: ["DeviceManagementApps.Read.All"],
};

describe("the identity of a run", () => {
  let emulator: Emulator;
  let folder: EngineFolder;

  before(async () => {
    emulator = await createEmulator({ applications: [defaultApplication, reader] });
    folder = await createEngineFolder();
  });
  after(async () => {
    await emulator.close();
    await folder.remove();
  });

  const addConfiguration = (): string =>
    emulator.tenant.addConfiguration({ displayName: "Field Service" }).id;
  const openStack = async (
    stackName: string,
    configurationIds: string[],
    { clientId, clientSecret } = defaultApplication,
  ): Promise<TestStack> => {
    const environment = await emulator.identityEnvironment("clientSecret", folder.path);
    const application = { AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
    return openSignInStack({
      ...{ emulator, folder, stackName, configurationIds },
      environment: { ...environment, ...application },
    });
  };

  it("asks for one token, though many resources start at once, and for none without changes", async () => {
    const ids = Array.from({ length: 25 }, addConfiguration);
    const stack = await openStack("many", ids);
    takeSignIns(emulator);
    expect((await stack.up({ parallel: 25 })).changes).to.deep.equal({ create: 26 });
    expect(takeSignIns(emulator)).to.deep.equal(["POST /oauth2/v2.0/token client_secret"]);
    for (const id of ids) expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
    expect((await stack.up()).changes).to.deep.equal({ same: 26 });
    expect(takeSignIns(emulator)).to.deep.equal([]);
  });

  it("sees drift where it may only read, and cannot repair it for want of a permission that is named", async () => {
    const id = addConfiguration();
    await (await openStack("reader", [id])).up();
    const exclusion = "#microsoft.graph.exclusionGroupAssignmentTarget";
    const groupId = "851214aa-1883-4c4f-bd02-0f5bd14dcc31";
    emulator.tenant.setAssignments(id, [{ "@odata.type": exclusion, groupId }]);
    const stack = await openStack("reader", [id], reader);
    emulator.clearRequests();
    const preview = await stack.preview({ refresh: true });
    expect(preview.text).to.contain(`exclusionGroupAssignmentTarget ${groupId}`);
    expect(preview.changes).to.deep.equal({ update: 1, same: 1 });
    expect((await stack.refresh()).changes).to.deep.equal({ update: 1, same: 1 });
    const text = await stack.failing(stack.up());
    expect(text).to.contain(
      `Cannot assign iosLobAppProvisioningConfiguration ${id}: Graph answered 403`,
    );
    expect(text).to.contain("permission DeviceManagementApps.ReadWrite.All, with admin consent");
    const used = emulator.requests.flatMap(({ applicationId }) => applicationId ?? []);
    expect([...new Set(used)]).to.deep.equal([reader.clientId]);
    expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
  });
});
