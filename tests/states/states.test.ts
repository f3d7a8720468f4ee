import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as dynamic from "pulumi-intune-provisioning";
import { writeState } from "../engine/readState.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "../engine/tenantStack.ts";
import { recordedProgram, seedRecordedTenantAfter } from "./recordedProgram.ts";

const versions = readdirSync(import.meta.dirname)
  .filter((file) => /^[\d.]+\.json$/.test(file))
  .map((file) => file.replace(/\.json$/, ""));

for (const version of versions) {
  describe(`the state that release ${version} wrote`, () => {
    let tenant: TestTenant;
    let stack: TestStack;

    before(async () => {
      tenant = await openTestTenant();
      seedRecordedTenantAfter(tenant.emulator);
      stack = await openTestStack({ tenant, program: recordedProgram(dynamic) });
      const state = readFileSync(join(import.meta.dirname, `${version}.json`), "utf8");
      writeState(tenant.folder, stack.stack.name, state);
    });
    after(() => tenant.close());

    it("previews without a change and without a request", async () => {
      expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 5 });
      expect(tenant.emulator.requests).to.be.empty;
    });

    it("refreshes without a change", async () => {
      expect((await stack.refresh({ expectNoChanges: true })).changes).to.deep.equal({ same: 5 });
      expect((await stack.preview()).changes).to.deep.equal({ same: 5 });
    });

    it("destroys what it says is ours, and nothing else", async () => {
      await stack.destroy();
      const left = tenant.emulator.tenant.configurations.flatMap(({ id }) => tenant.emulator.tenant.assignmentsOf(id));
      expect(left).to.have.length(1);
    });
  });
}
