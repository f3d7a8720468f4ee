import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { findYamlHost } from "../../engine/findYamlHost.ts";
import { makeArchive } from "../../engine/plugin/makeArchive.ts";
import { hostBuild, nodeBuilds } from "../../engine/plugin/nodeBuilds.ts";
import { findFormatProblem, readFormat } from "../../engine/plugin/readFormat.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "../engine/liveTargets.ts";
import { secretsProvider } from "../engine/vault.ts";
import { openHostFolder } from "../host/hostProject.ts";

const example = join(import.meta.dirname, "..", "..", "examples", "yaml", "Pulumi.yaml");

describe("the native plugin as one executable", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-executable-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is installed by the CLI from its archive, runs the example in YAML where no Node is, and then sees no change", async function () {
    if (hostBuild === undefined) return this.skip();
    const { file } = await makeArchive(hostBuild, folder, 0);
    const version = /-v(\d+\.\d+\.\d+)-/.exec(file)?.[1] ?? "";
    const cli = await findPulumiCli();
    await symlink("/bin/sh", join(folder, "sh"));
    const path = [folder, await findYamlHost(cli), dirname(cli.command)].join(delimiter);
    const project = await openHostFolder({ installation: folder, environment: { PATH: path } });
    try {
      const { tenant } = project.tenant.emulator;
      tenant.addGroup({ id: groupId(1), displayName: "Field Service Technicians" });
      await project.write({
        "Pulumi.yaml": await readFile(example, "utf8"),
        "field-service.mobileprovision": makeProfile(),
      });
      await project.succeed(
        ...["pulumi", "plugin", "install", "resource", "intune", version, "--file", file],
      );
      await project.succeed(
        "pulumi",
        "stack",
        "init",
        "dev",
        "--secrets-provider",
        secretsProvider,
      );
      expect(await project.up()).to.match(/^ {4}\+ 3 created$/m);
      expect(tenant.assignmentsOf(tenant.configurations[0]?.id ?? "")).to.have.length(2);
      const isWrite = (request: string): boolean => !request.startsWith("GET");
      expect(project.tenant.takeRequests().filter(isWrite)).not.to.be.empty;
      expect(await project.up()).to.match(/^ {4}3 unchanged$/m);
      expect(project.tenant.takeRequests().filter(isWrite)).to.deep.equal([]);
    } finally {
      await project.close();
    }
  });

  it("is told apart by its header, and from a Node without a program", async () => {
    const node = await readFile(process.execPath);
    expect(readFormat(node)).to.deep.equal({ os: process.platform, cpu: process.arch });
    const [build, other] = [hostBuild, nodeBuilds.find((each) => each !== hostBuild)];
    if (build) expect(findFormatProblem(node, build)).to.equal("no program is in it");
    if (other) expect(findFormatProblem(node, other)).to.contain("it is for");
  });
});
