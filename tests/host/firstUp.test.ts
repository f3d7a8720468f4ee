import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { openHostFolder, type HostProject } from "./hostProject.ts";
import { root as hostFolder } from "./installations.ts";

const root = join(import.meta.dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** README's commands from a clone to the first `up`. */
const commands =
  readme
    .split("## A first `up` in five commands")[1]
    ?.match(/^```sh\n(.*?)^```/ms)?.[1]
    ?.trim()
    .split("\n") ?? [];

describe("README's commands to a first up", () => {
  let project: HostProject;
  before(async () => {
    project = await openHostFolder({
      installation: hostFolder,
      // npm reaches the registry as it does outside of the tests, through a proxy that inspects TLS too.
      environment: { NODE_EXTRA_CA_CERTS: process.env["NODE_EXTRA_CA_CERTS"] ?? "" },
    });
    // The clone, with what its first command installs and builds.
    const clone = join(project.folder, "clone");
    mkdirSync(clone);
    for (const part of [
      "README.md",
      "LICENSE",
      "docs",
      "engine",
      "package.json",
      "package-lock.json",
      "provider",
      "emulator",
    ])
      cpSync(join(root, part), join(clone, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"), "junction");
  });
  after(() => project.close());

  it("are five, and the first one builds", () => {
    expect(commands).to.have.length(5);
    expect(commands[0]).to.equal("npm ci && npm run build");
  });

  it("run as they stand", async () => {
    const rest = commands
      .slice(1)
      .join("\n")
      .replace(/pulumi up$/, "pulumi up --yes");
    const script = `set -e\ncd clone\nexport PATH="$PWD/node_modules/.bin${delimiter}$PATH"\n${rest}`;
    const output = await project.succeed("bash", "-c", script);
    expect(output).to.match(/IosLobAppProvisioningConfigurationAssignments Sample created/);
    expect(output).to.match(/Resources:\s+\+ 4 created/);
    // It went to the emulator that the last command started, and to no other tenant.
    expect(project.tenant.emulator.requests).to.be.empty;
  });
});
