import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { Stack, type ConfigMap } from "@pulumi/pulumi/automation/index.js";
import { createLocalWorkspace, type LocalStackOptions } from "../../engine/localStack.ts";

/** What encrypts the key of a stack's secrets: a Vault of HashiCorp's, which the stand-in below plays. */
const secretsProvider = "hashivault://tests";
const encryptedKey = `vault:v1:${Buffer.alloc(32, 7).toString("base64")}`;

/**
 * A stack as the CLI's `stack init` and `config set` leave it, written without them: half of the tests' time with the CLI
 * went there, and into making a key of the passphrase in every later call.
 */
export async function writeStack(options: LocalStackOptions): Promise<Stack> {
  const { folder, projectName = "quickstart", stackName = "dev", config = {} } = options;
  const workspace = await createLocalWorkspace({
    ...options,
    environment: { ...(await openVault()), ...options.environment },
  });
  const entries = Object.entries(config);
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
        entries.flatMap(([key, entry]) => (typeof entry === "string" ? [[key, entry]] : [])),
      ),
    });
  }
  // Each run names its stack: none needs to be selected.
  workspace.selectStack = () => Promise.resolve();
  const stack = await Stack.select(stackName, workspace);
  const secrets = entries.filter(([, entry]) => typeof entry !== "string");
  if (secrets.length > 0) await stack.setAllConfig(Object.fromEntries(secrets) as ConfigMap);
  return stack;
}

let vault: Promise<Record<string, string>> | undefined;

/** @returns the environment in which the CLI finds the Vault of this process, which encrypts nothing. */
function openVault(): Promise<Record<string, string>> {
  return (vault ??= listen());
}

async function listen(): Promise<Record<string, string>> {
  const decrypt = async (request: IncomingMessage): Promise<string> => {
    const { ciphertext } = (await json(request)) as { ciphertext: string };
    return JSON.stringify({ data: { plaintext: ciphertext.replace("vault:v1:", "") } });
  };
  const server = createServer((request, response) => {
    void decrypt(request).then((text) => {
      response.setHeader("Content-Type", "application/json").end(text);
    });
  });
  server.unref();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "tests" };
}
