import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "../engine/liveTargets.ts";
import { openHostProject, type HostProject } from "../host/hostProject.ts";
import { linked } from "./linkRepository.ts";

/** A configuration, with a set of its name. */
interface Declared {
  name: string;
  displayName: string;
  /** The name that both had before. */
  alias?: string;
  /** False where the configuration alone is declared. */
  set?: boolean;
}

const declareAll = (declared: readonly Declared[]): string => `
const intune = require("pulumi-intune-provisioning");
for (const { name, displayName, alias, set = true } of ${JSON.stringify(declared)}) {
  const options = alias === undefined ? {} : { aliases: [{ name: alias }] };
  const app = new intune.IosLobAppProvisioningConfiguration(
    name,
    // So that no assignment holds a delete back.
    { displayName, payload: \`profiles/\${displayName}.mobileprovision\`, deleteAssigned: true },
    options,
  );
  if (set) new intune.IosLobAppProvisioningConfigurationAssignments(
    name,
    { configurationId: app.id, assignments: [intune.target.group("${groupId(1)}")] },
    options,
  );
}
`;

/** Renames of all kinds are in `tests/engine/renames.test.ts`, with programs of the Automation API. */
describe("a rename in a program on disk", () => {
  let project: HostProject;
  before(async () => {
    project = await openHostProject({
      installation: linked,
      files: {
        "profiles/Field.mobileprovision": makeProfile(),
        "profiles/Depot.mobileprovision": makeProfile(),
      },
    });
  });
  after(() => project.close());

  const live = (): unknown[] => {
    const { tenant } = project.tenant.emulator;
    return tenant.configurations.map((configuration) => ({
      ...configuration,
      assignments: tenant.assignmentsOf(configuration.id),
    }));
  };
  const run = async (declared: readonly Declared[], ...flags: string[]): Promise<string> => {
    await project.write({ "index.js": declareAll(declared) });
    return (await project.tryUp(...flags)).output;
  };

  it("of what was made keeps what is live, with --continue-on-error too, and is no change with an alias", async () => {
    const field = { displayName: "Field" };
    const depot = { displayName: "Depot", set: false };
    await run([
      { name: "one", ...field },
      { name: "three", ...depot },
    ]);
    const made = live();
    expect(made).to.have.length(2);
    const renamed = [
      { name: "two", ...field },
      { name: "four", ...depot },
    ];
    const refused = await run(renamed, "--continue-on-error");
    expect(refused).to.contain("already has that name with that profile");
    expect(live(), refused).to.deep.equal(made);
    const aliased = await run([
      { name: "two", ...field, alias: "one" },
      { name: "four", ...depot, alias: "three" },
    ]);
    expect(aliased).to.match(/^Resources:\n {4}4 unchanged$/m);
    expect(live()).to.deep.equal(made);
  });
});
