import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { buildGo, report } from "./buildGo.ts";
import { cacheFolder } from "./findPulumiCli.ts";

const name = "pulumi-language-yaml";

/**
 * The folder of the language host of YAML: Pulumi's download has it beside the CLI; else it is built of its Go module,
 * which takes a minute once.
 *
 * @throws Error where it has to be built and Go is missing.
 */
export async function findYamlHost({ command }: PulumiCommand): Promise<string> {
  const folders = [dirname(command), join(cacheFolder, "bin")];
  const found = folders.find((folder) => existsSync(join(folder, name)));
  if (found !== undefined) return found;
  report("No language host of YAML: building it from its Go module (a minute, once)");
  const folder = join(cacheFolder, "bin");
  await buildGo({
    module: join(import.meta.dirname, "yamlHost"),
    target: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    file: join(folder, name),
    flags: ["-ldflags", "-s -w"],
    steps: 900,
  });
  return folder;
}
