import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { groupId } from "../engine/liveTargets.ts";
import { writeState } from "../engine/readState.ts";
import {
  openTestStack,
  openTestTenant,
  type TestStack,
  type TestTenant,
} from "../engine/tenantStack.ts";
import {
  bothPrograms,
  configurationsProgram,
  recordedIds,
  seedConfigurationsAfter,
} from "./recordedConfigurations.ts";
import { seedRecordedTenantAfter } from "./recordedProgram.ts";

/** The native states have the sets of `states.test.ts` too: a stack and four sets more. */
const files = readdirSync(import.meta.dirname).filter((file) => /-[a-z]+\.json$/.test(file));

for (const file of files) {
  const isNative = file.endsWith("-native.json");
  describe(`the state of configurations in ${file}`, () => {
    let tenant: TestTenant;
    let stack: TestStack;
    /** The stack, five configurations, four sets, and two components; and the sets of the other program. */
    const unchanged = { same: isNative ? 16 : 12 };

    before(async () => {
      tenant = await openTestTenant();
      if (isNative) seedRecordedTenantAfter(tenant.emulator);
      seedConfigurationsAfter(tenant.emulator);
      const program = isNative ? bothPrograms(native) : configurationsProgram(dynamic);
      stack = await openTestStack({ tenant, program });
      const state = readFileSync(join(import.meta.dirname, file), "utf8");
      writeState(tenant.folder, stack.stack.name, state);
    });
    after(() => tenant.close());

    it("previews without a change and without a request", async () => {
      const { changes } = await stack.preview({ expectNoChanges: true });
      expect(changes).to.deep.equal(unchanged);
      expect(tenant.emulator.requests).to.be.empty;
    });

    // The engine counts no change of what is not declared.
    const readOutputs = () => stack.resources().map(({ urn, outputs }) => ({ urn, outputs }));

    it("refreshes without a change", async () => {
      const before = readOutputs();
      const { changes } = await stack.refresh({ expectNoChanges: true });
      expect(changes).to.deep.equal(unchanged);
      expect(readOutputs()).to.deep.equal(before);
      expect((await stack.preview()).changes).to.deep.equal(unchanged);
    });

    it("destroys what it says is ours, and nothing else", async () => {
      const portal = tenant.emulator.tenant;
      const others = portal.configurations.filter(({ displayName }) => !(displayName in recordedIds));
      const ours = portal.configurations.find(({ id }) => id === recordedIds.Plain);
      const twin = portal.addConfiguration({ ...ours, id: groupId(7) });
      await stack.destroy();
      expect(portal.configurations.map(({ id }) => id)).to.have.members([
        recordedIds.Foreign,
        twin.id,
        ...others.map(({ id }) => id),
      ]);
      const left = others.flatMap(({ id }) => portal.assignmentsOf(id));
      expect(left).to.have.length(isNative ? 1 : 0);
      expect(tenant.liveGroupIds(recordedIds.Foreign)).to.deep.equal([groupId(9)]);
    });
  });
}
