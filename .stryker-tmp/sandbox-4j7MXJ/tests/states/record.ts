// @ts-nocheck
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format } from "prettier";
import { openTestStack, openTestTenant } from "../engine/tenantStack.ts";
import { recordedProgram, seedRecordedTenant } from "./recordedProgram.ts";

/** `npm run record-state`, once before a release: keeps the state that this version writes. */
const manifest = createRequire(import.meta.url)("pulumi-intune-provisioning/package.json") as { version: string };
const tenant = await openTestTenant();
try {
  seedRecordedTenant(tenant.emulator);
  const stack = await openTestStack({ tenant, program: recordedProgram });
  await stack.up();
  const state = await stack.stack.exportStack();
  const { resources } = state.deployment as { resources: Record<string, unknown>[] };
  // Where the program stood on the machine that recorded says nothing about the release.
  for (const resource of resources) {
    delete resource["sourcePosition"];
    delete resource["stackTrace"];
  }
  const file = join(import.meta.dirname, `${manifest.version}.json`);
  await writeFile(file, await format(JSON.stringify(state), { parser: "json" }));
} finally {
  await tenant.close();
}
