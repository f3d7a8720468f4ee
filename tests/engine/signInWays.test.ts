import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createEmulator } from "intune-graph-emulator";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { openSignInStack, takeSignIns } from "./signInStack.ts";
import { signInWays } from "./signInWays.ts";

describe("an engine that signs in", () => {
  let folder: EngineFolder;
  before(async () => {
    folder = await createEngineFolder();
  });
  after(() => folder.remove());

  for (const [index, { what, identity, adapt, asks }] of signInWays.entries()) {
    it(`with ${what} manages a set, with one token a run`, async () => {
      const emulator = await createEmulator();
      try {
        const place = join(folder.path, `identity-${index}`);
        await mkdir(place);
        const found = await emulator.identityEnvironment(identity, place);
        const signIn = adapt === undefined ? { environment: found } : await adapt(found);
        const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
        const stack = await openSignInStack({
          ...{ emulator, folder, configurationIds: [id] },
          stackName: `way-${index}`,
          ...signIn,
        });
        expect((await stack.up()).changes).to.deep.equal({ create: 2 });
        expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
        expect(takeSignIns(emulator)).to.deep.equal(asks);
        // A destroy has no program: it reads the configuration elsewhere, and the same variables.
        if (index > 0 && signIn.config === undefined) return;
        expect((await stack.destroy()).changes).to.deep.equal({ delete: 2 });
        expect(emulator.tenant.assignmentsOf(id)).to.have.length(0);
        expect(takeSignIns(emulator)).to.deep.equal(asks);
      } finally {
        await emulator.close();
      }
    });
  }
});
