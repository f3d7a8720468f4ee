import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Stack } from "@pulumi/pulumi/automation/index.js";
import { createLocalWorkspace, type LocalStackOptions } from "../../engine/localStack.ts";
import { encryptSecret, encryptedKey, openVault, secretsProvider } from "./vault.ts";

/**
 * A stack as the CLI's `stack init` and `config set` leave it, written without them: half of the tests' time with the CLI
 * went there.
 */
export async function writeStack(options: LocalStackOptions): Promise<Stack> {
  const { folder, projectName = "quickstart", stackName = "dev", config = {} } = options;
  const workspace = await createLocalWorkspace({
    ...options,
    environment: { ...(await openVault()), ...options.environment },
  });
  const state = join(folder.path, "backend", ".pulumi");
  const stackFile = join(state, "stacks", projectName, `${stackName}.json`);
  if (!existsSync(stackFile)) {
    await mkdir(join(state, "stacks", projectName), { recursive: true });
    await writeFile(join(state, "meta.yaml"), "version: 1\n");
    const checkpoint = { stack: `organization/${projectName}/${stackName}` };
    await writeFile(stackFile, JSON.stringify({ version: 3, checkpoint }));
    await workspace.saveStackSettings(stackName, {
      secretsProvider,
      encryptedKey: Buffer.from(encryptedKey).toString("base64"),
      config: Object.fromEntries(
        Object.entries(config).map(([key, entry]) => [
          key,
          typeof entry === "string" ? entry : { secure: encryptSecret(entry.value) },
        ]),
      ),
    });
  }
  // Each run names its stack: none needs to be selected.
  workspace.selectStack = () => Promise.resolve();
  return Stack.select(stackName, workspace);
}
