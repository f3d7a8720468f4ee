import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { nodeEnvironment } from "../nodeEnvironment.ts";
import { main, withTenant } from "./runCli.ts";

const reason = /Graph answered 503 .*The next attempt is in 100 s/;

const lookUp =
  'require("pulumi-intune-provisioning").getIosLobAppProvisioningConfigurations({}).catch(() => undefined)';

describe("what Graph holds up says why before it waits", () => {
  const commands: Record<string, (folder: string) => string[]> = {
    report: () => [main, "report"],
    adopt: (folder) => [main, "adopt", "--output", join(folder, "new")],
    "adopt --preview": (folder) => [
      ...[main, "adopt", "--preview", join(folder, "preview.json")],
      ...["--output", join(folder, "ids.txt")],
    ],
    "explain --look-up": (folder) => [main, "explain", join(folder, "preview.json"), "--look-up"],
    "init --check": () => [main, "init", "--check"],
    "a look-up of a program": () => ["--eval", lookUp],
  };
  for (const [what, listArguments] of Object.entries(commands))
    it(what, () =>
      withTenant({}, async ({ emulator, folder, environment }) => {
        await writeFile(join(folder, "preview.json"), JSON.stringify(preview));
        const respond = { status: 503, headers: { "Retry-After": "100" }, body: {} };
        emulator.script({ method: "GET", path: /iosLob/, respond, times: Infinity });
        expect(await readUntil(reason, listArguments(folder), environment)).to.match(reason);
      }),
    );
});

/** Its configuration makes `adopt --preview` read the tenant. */
const preview = {
  steps: [
    {
      op: "create",
      urn: "urn:pulumi:dev::apps::intune:index:IosLobAppProvisioningConfiguration::app",
      newState: {
        type: "intune:index:IosLobAppProvisioningConfiguration",
        inputs: { displayName: "App", payloadSha256: "0".repeat(64) },
      },
    },
  ],
};

/** What a process of Node.js prints until then, or until it ends. */
async function readUntil(
  words: RegExp,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    env: { ...nodeEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  await new Promise((resolve) => {
    child.on("close", resolve);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (words.test(said)) resolve(undefined);
      });
  });
  child.kill();
  return said;
}
