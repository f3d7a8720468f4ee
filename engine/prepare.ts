import { report } from "./buildGo.ts";
import { findPulumiCliOrExit } from "./findPulumiCli.ts";
import { findYamlHost } from "./findYamlHost.ts";

/** `npm run engine`: sees to it, before any test, that what takes minutes to build is there. */
const cli = await findPulumiCliOrExit();
report(`Pulumi CLI ${String(cli.version)}: ${cli.command}`);
try {
  report(`Language host of YAML: ${await findYamlHost(cli)}`);
} catch (error) {
  // The tests that need it name it.
  report(`No language host of YAML: ${error instanceof Error ? error.message : String(error)}`);
}
