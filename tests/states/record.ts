import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Emulator } from "intune-graph-emulator";
import { format } from "prettier";
import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { openTestStack, openTestTenant } from "../engine/tenantStack.ts";
import {
  bothPrograms,
  configurationsProgram,
  recordedIds,
  recordedTime,
  seedConfigurationsBefore,
} from "./recordedConfigurations.ts";
import { recordedProgram, seedRecordedTenant } from "./recordedProgram.ts";

interface Recording {
  seed: (emulator: Emulator) => void;
  program: PulumiFn;
  /** The ids that the states have in place of those that Intune gave, by display name. */
  fixedIds?: Readonly<Record<string, string>>;
}

/** `npm run record-state`, once before a release: keeps the states that this version writes. */
const require = createRequire(import.meta.url);
const { version } = require("pulumi-intune-provisioning/package.json") as { version: string };
await record(version, { seed: seedRecordedTenant, program: recordedProgram(dynamic) });
await record(`${version}-configurations`, {
  seed: seedConfigurationsBefore,
  program: configurationsProgram(dynamic),
  fixedIds: recordedIds,
});
await record(`${version}-native`, {
  seed(emulator) {
    seedRecordedTenant(emulator);
    seedConfigurationsBefore(emulator);
  },
  program: bothPrograms(native),
  fixedIds: recordedIds,
});

async function record(name: string, { seed, program, fixedIds }: Recording): Promise<void> {
  const tenant = await openTestTenant({ now: () => Date.parse(recordedTime) });
  try {
    seed(tenant.emulator);
    const stack = await openTestStack({ tenant, program });
    await stack.up();
    const state = await stack.stack.exportStack();
    const { resources } = state.deployment as { resources: Record<string, unknown>[] };
    // Where the program stood on the machine that recorded says nothing about the release.
    for (const resource of resources) {
      delete resource["sourcePosition"];
      delete resource["stackTrace"];
    }
    let text = JSON.stringify(state);
    for (const { id, displayName } of tenant.emulator.tenant.configurations)
      text = text.replaceAll(id, fixedIds?.[displayName] ?? id);
    await writeFile(
      join(import.meta.dirname, `${name}.json`),
      await format(text, { parser: "json" }),
    );
  } finally {
    await tenant.close();
  }
}
