import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import type { TestTenant } from "./tenantStack.ts";

const repositoryFolder = join(import.meta.dirname, "..", "..");

/** A pack is a folder to an engine with the Node language host, and to one without it an executable. */
export async function findPack(): Promise<string> {
  const cli = await findPulumiCli();
  const hasLanguageHost = existsSync(join(dirname(cli.command), "pulumi-language-nodejs"));
  return join(repositoryFolder, ...(hasLanguageHost ? ["policy"] : ["engine", "runPolicyPack"]));
}

/** Options of a run that is held to the policy pack, under a configuration of it. */
export async function holdToPolicies(
  tenant: TestTenant,
  config: Record<string, unknown> = {},
): Promise<{ policyPacks: string[]; policyPackConfigs: string[] }> {
  const file = join(tenant.folder.path, "policy-config.json");
  await writeFile(file, JSON.stringify(config));
  return { policyPacks: [await findPack()], policyPackConfigs: [file] };
}
