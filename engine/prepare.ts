import { report } from "./buildGo.ts";
import { findPulumiCliOrExit } from "./findPulumiCli.ts";
import { findYamlHost } from "./findYamlHost.ts";
import { findGenerator } from "./generateSdk.ts";
import { findPython } from "./python/findPython.ts";

/** `npm run engine`: sees to it, before any test, that what takes minutes to build is there. */
const cli = await findPulumiCliOrExit();
report(`Pulumi CLI ${String(cli.version)}: ${cli.command}`);
for (const [what, find] of [
  ["language host of YAML", () => findYamlHost(cli)],
  ["generator of SDKs", findGenerator],
  ["Python with Pulumi's SDK", findPython],
] as const)
  try {
    report(`The ${what}: ${await find()}`);
  } catch (error) {
    // The tests that need it name it.
    report(`No ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
