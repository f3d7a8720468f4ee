import { expect } from "chai";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { takeSignIns } from "../graph/takeSignIns.ts";
import { openSignInStack, type SignIn } from "./signInStack.ts";

/** What the engine hands on: variables, secrets of the configuration, and PATH. All ways are in `tests/graph/signInWays.ts`. */
describe("an engine signs in", () => {
  let emulator: Emulator;
  let folder: EngineFolder;
  before(async () => {
    emulator = await createEmulator();
    folder = await createEngineFolder();
  });
  after(async () => {
    await emulator.close();
    await folder.remove();
  });

  const ways: [what: string, signIn: () => Promise<SignIn>][] = [
    [
      "with a client secret in variables",
      async () => ({
        environment: await emulator.identityEnvironment("clientSecret", folder.path),
      }),
    ],
    [
      "with a client secret in the stack's configuration, whatever the variables say",
      async () => {
        const { AZURE_CLIENT_SECRET: value = "", ...environment } =
          await emulator.identityEnvironment("clientSecret", folder.path);
        return {
          environment: { ...environment, ARM_CLIENT_SECRET: "wrong" },
          config: { "intune:clientSecret": { value, secret: true } },
        };
      },
    ],
    [
      "with the Azure CLI",
      async () => {
        const environment = await emulator.identityEnvironment("azureCli", folder.path);
        return { environment, config: { "intune:useCli": "true" } };
      },
    ],
  ];
  for (const [index, [what, arrange]] of ways.entries()) {
    it(`${what}, once a run, and for a destroy, which has no program`, async () => {
      const signIn = await arrange();
      const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      const stack = await openSignInStack({
        ...{ emulator, folder, configurationIds: [id], stackName: `way-${index}` },
        ...signIn,
      });
      emulator.clearRequests();
      expect((await stack.up()).changes).to.deep.equal({ create: 2 });
      expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
      const asks = ["POST /oauth2/v2.0/token client_secret"];
      expect(takeSignIns(emulator)).to.deep.equal(asks);
      expect((await stack.destroy()).changes).to.deep.equal({ delete: 2 });
      expect(emulator.tenant.assignmentsOf(id)).to.deep.equal([]);
      expect(takeSignIns(emulator)).to.deep.equal(asks);
    });
  }
});
