import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { findYamlHost } from "../../engine/findYamlHost.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { readProfile } from "../../provider/dist/profile/readProfile.js";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { openHostFolder, type HostProject } from "../host/hostProject.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { secretsProvider } from "./vault.ts";

const configurationType = "intune:index:IosLobAppProvisioningConfiguration";
const setType = `${configurationType}Assignments`;

describe("the native plugin in YAML", () => {
  let installation: string;
  let project: HostProject;
  const profile = makeProfile();

  before(async () => {
    installation = await mkdtemp(join(tmpdir(), "intune-yaml-"));
    const cli = await findPulumiCli();
    const path = [await findYamlHost(cli), pulumiPath(cli)].join(delimiter);
    project = await openHostFolder({ installation, environment: { PATH: path } });
    await project.write({
      "Pulumi.yaml": "name: intune-yaml\nruntime: yaml\n",
      "field-service.mobileprovision": profile,
    });
  });
  after(async () => {
    await project.close();
    await rm(installation, { recursive: true, force: true });
  });

  const takeWrites = (): string[] =>
    project.tenant.takeRequests().filter((request) => !request.startsWith("GET"));

  it("imports a set by the command, and several resources from a file, without a write", async () => {
    const { tenant } = project.tenant.emulator;
    const read = readProfile(profile);
    if ("problem" in read) throw new Error(read.problem);
    const { id } = tenant.addConfiguration({
      displayName: "Imported",
      payload: Buffer.from(profile).toString("base64"),
      payloadFileName: "field-service.mobileprovision",
      expirationDateTime: read.profile.expirationDateTime,
    });
    tenant.setAssignments(id, [liveGroup(1)]);
    await project.succeed("pulumi", "stack", "init", "dev", "--secrets-provider", secretsProvider);
    const file = {
      resources: [{ type: configurationType, name: "imported", id }],
    };
    await project.write({ "import.json": JSON.stringify(file) });
    const flags = ["--yes", "--protect=false", "--skip-preview", "--color", "never"];
    const one = await project.succeed("pulumi", "import", setType, "set", id, ...flags);
    const many = await project.succeed("pulumi", "import", "--file", "import.json", ...flags);
    expect(one).to.contain(`groupId: ${groupId(1)}`);
    expect(many).to.contain("displayName: Imported");
    expect(takeWrites()).to.deep.equal([]);
    const program = `name: intune-yaml
runtime: yaml
resources:
  imported:
    type: ${configurationType}
    properties: { displayName: Imported, payload: field-service.mobileprovision }
  set:
    type: ${setType}
    properties:
      configurationId: ${id}
      assignments: [{ type: groupAssignmentTarget, groupId: ${groupId(1)} }]
`;
    await project.write({ "Pulumi.yaml": program });
    const preview = ["preview", "--diff", "--expect-no-changes", "--color", "never"];
    await project.succeed("pulumi", ...preview);
    expect(takeWrites()).to.deep.equal([]);
  });
});
