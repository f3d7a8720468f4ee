// @ts-nocheck
import { delimiter, dirname, join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

const repositoryFolder = dirname(import.meta.dirname);

/**
 * The PATH on which the engine finds what it starts: a Node that is new enough, the plugin that hosts dynamic providers
 * (a script in `@pulumi/pulumi`), and itself.
 */
export function pulumiPath(cli: PulumiCommand): string {
  const modules = join(repositoryFolder, "node_modules");
  const folders = [join(modules, ".bin"), dirname(cli.command), join(modules, "@pulumi", "pulumi")];
  return [...folders, process.env["PATH"] ?? ""].filter((folder) => folder !== ".").join(delimiter);
}
