import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { AssignmentTarget } from "intune-graph-emulator";
import { unlabelEntries } from "../../provider/dist/hosting/recordedSet.js";
import type { RecordedSet } from "../handlers/recordedSet.ts";
import { openProject } from "../../engine/openProject.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "../engine/liveTargets.ts";
import { filterId } from "../handlers/entries.ts";
import { adopt } from "./runAdopt.ts";
import { withTenant } from "./runCli.ts";

const repository = process.cwd();

type Declared = Readonly<Record<string, unknown>>;

/** An entry as Graph holds it, and as a program declares it. */
function entry(
  name: string,
  ids: { groupId?: string; collectionId?: string } = {},
  filterType?: "include" | "exclude",
): [live: AssignmentTarget, declared: Declared] {
  return [
    {
      "@odata.type": `#microsoft.graph.${name}`,
      ...ids,
      ...(filterType && {
        deviceAndAppManagementAssignmentFilterId: filterId,
        deviceAndAppManagementAssignmentFilterType: filterType,
      }),
    },
    { type: name, ...ids, ...(filterType && { filterId, filterType }) },
  ];
}

const entries = [
  entry("groupAssignmentTarget", { groupId: groupId(1) }),
  entry("groupAssignmentTarget", { groupId: groupId(2) }, "include"),
  entry("groupAssignmentTarget", { groupId: groupId(3) }, "exclude"),
  entry("exclusionGroupAssignmentTarget", { groupId: groupId(4) }),
  entry("allLicensedUsersAssignmentTarget", {}, "exclude"),
  entry("allDevicesAssignmentTarget", {}, "include"),
  entry("configurationManagerCollectionAssignmentTarget", { collectionId: "SMS00001" }, "exclude"),
];

/** Runs a program without an engine; answers what it declares, by the last part of the resource's type. */
async function runProgram(program: pulumi.automation.PulumiFn): Promise<Map<string, Declared>> {
  const declared = new Map<string, Declared>();
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      declared.set(type.split(":").at(-1) ?? "", inputs as Declared);
      return { id: `id of ${name}`, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  });
  await program();
  await pulumi.runtime.disconnect();
  return declared;
}

interface ImportFile {
  resources: { type: string; inputs: RecordedSet }[];
}

/** What the import file says of the set. */
async function readImportedSet(folder: string): Promise<RecordedSet | undefined> {
  const { resources } = JSON.parse(
    await readFile(join(folder, "import.json"), "utf8"),
  ) as ImportFile;
  return resources.find(({ type }) => type.endsWith("Assignments"))?.inputs;
}

describe("a project that adopt has written", () => {
  const older = [5, 6, 7, 8].map((number) => ({ targetGroupId: groupId(number) }));

  const withAdopted = (test: (folder: string) => Promise<void>) => () =>
    withTenant({}, async (bench) => {
      const { tenant } = bench.emulator;
      const payload = Buffer.from(makeProfile()).toString("base64");
      const { id } = tenant.addConfiguration({ displayName: "Field Service", payload });
      const targets = entries.map(([target]) => target);
      tenant.setAssignments(id, targets);
      const groupIds = older.map(({ targetGroupId }) => targetGroupId);
      tenant.setGroupAssignments(id, groupIds);
      const { stderr, exitCode } = await adopt(bench);
      expect(exitCode, stderr).to.equal(0);
      await test(join(bench.folder, "mine"));
    });

  it(
    "declares every entry of a set as it is",
    withAdopted(async (folder) => {
      try {
        const declared = await runProgram(await openProject(folder));
        const set = declared.get("IosLobAppProvisioningConfigurationAssignments");
        expect(set?.["assignments"]).to.have.deep.members(entries.map(([, entry]) => entry));
        expect(set?.["groupAssignments"]).to.have.deep.members(older);
        expect(set).not.to.have.any.keys("mode", "unmanaged");
      } finally {
        process.chdir(repository);
      }
    }),
  );

  it(
    "imports every entry of a set as it is",
    withAdopted(async (folder) => {
      const { assignments = {}, groupAssignments = {} } = (await readImportedSet(folder)) ?? {};
      expect(unlabelEntries(assignments)).to.have.deep.members(entries.map(([, entry]) => entry));
      expect(unlabelEntries(groupAssignments)).to.have.deep.members(older);
    }),
  );
});
