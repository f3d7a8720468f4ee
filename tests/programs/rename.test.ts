import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId, liveGroup } from "../engine/liveTargets.ts";
import { openHostProject, type HostProject } from "../host/hostProject.ts";
import { linked } from "./linkRepository.ts";

/** A configuration, with a set of its name. */
interface Declared {
  name: string;
  displayName: string;
  adoptId?: string;
  /** The name that both had before. */
  alias?: string;
  /** False where the configuration alone is declared. */
  set?: boolean;
}

const declareAll = (declared: readonly Declared[]): string => `
const intune = require("pulumi-intune-provisioning");
for (const { name, displayName, adoptId, alias, set = true } of ${JSON.stringify(declared)}) {
  const options = alias === undefined ? {} : { aliases: [{ name: alias }] };
  const app = new intune.IosLobAppProvisioningConfiguration(
    name,
    // So that no assignment holds a delete back.
    { displayName, adoptId, payload: \`profiles/\${displayName}.mobileprovision\`, deleteAssigned: true },
    options,
  );
  if (set) new intune.IosLobAppProvisioningConfigurationAssignments(
    name,
    { configurationId: app.id, assignments: [intune.target.group("${groupId(1)}")] },
    options,
  );
}
`;

describe("a rename in a program on disk", () => {
  const expires = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);
  const profiles = new Map(
    ["Field", "Office", "Depot"].map((name) => [name, makeProfile({ expires })]),
  );
  const base64Of = (displayName: string): string =>
    Buffer.from(profiles.get(displayName) ?? []).toString("base64");
  let project: HostProject;

  beforeEach(async () => {
    const files = [...profiles].map(
      ([name, bytes]) => [`profiles/${name}.mobileprovision`, bytes] as const,
    );
    project = await openHostProject({
      installation: linked,
      files: Object.fromEntries(files),
    });
  });
  afterEach(() => project.close());

  /** Makes a configuration in the portal, assigned as the programs assign it, and returns its id. */
  const addByHand = (displayName: string): string => {
    const { tenant } = project.tenant.emulator;
    const { id } = tenant.addConfiguration({
      displayName,
      payload: base64Of(displayName),
      payloadFileName: `${displayName}.mobileprovision`,
      expirationDateTime: `${expires.toISOString().slice(0, 19)}Z`,
    });
    tenant.setAssignments(id, [liveGroup(1)]);
    return id;
  };

  /** Each configuration, whether it still has its profile, and its groups. */
  const live = (): unknown[] => {
    const { tenant } = project.tenant.emulator;
    return tenant.configurations.map(({ id, displayName, payload }) => ({
      id,
      displayName,
      isWhole: payload === base64Of(displayName),
      groupIds: tenant.assignmentsOf(id).map(({ groupId }) => groupId),
    }));
  };

  const declare = async (declared: readonly Declared[]): Promise<void> => {
    await project.write({ "index.js": declareAll(declared) });
    await project.up();
  };

  /** Declares it and holds that nothing live is another afterwards, whether the run succeeds or not. */
  const expectKept = async (declared: readonly Declared[], ...flags: string[]): Promise<string> => {
    const before = live();
    expect(before).not.to.deep.equal([]);
    await project.write({ "index.js": declareAll(declared) });
    const { output } = await project.tryUp(...flags);
    expect(live(), output).to.deep.equal(before);
    return output;
  };

  it("of what was adopted is no change with an alias, and keeps what is live without one", async () => {
    const field = { displayName: "Field", adoptId: addByHand("Field") };
    const depot = { displayName: "Depot", adoptId: addByHand("Depot"), set: false };
    await declare([
      { name: "one", ...field },
      { name: "three", ...depot },
    ]);
    const output = await expectKept([
      { name: "two", ...field, alias: "one" },
      { name: "three", ...depot },
    ]);
    expect(output).to.match(/^Resources:\n {4}4 unchanged$/m);
    await expectKept([
      { name: "five", ...field },
      { name: "four", ...depot },
    ]);
  });

  it("of what was made keeps what is live, and is no change with an alias", async () => {
    const field = { displayName: "Field" };
    const depot = { displayName: "Depot", set: false };
    await declare([
      { name: "one", ...field },
      { name: "three", ...depot },
    ]);
    const renamed = [
      { name: "two", ...field },
      { name: "four", ...depot },
    ];
    await expectKept(renamed);
    await expectKept(renamed, "--continue-on-error");
    const output = await expectKept([
      { name: "two", ...field, alias: "one" },
      { name: "four", ...depot, alias: "three" },
    ]);
    expect(output).to.match(/^Resources:\n {4}4 unchanged$/m);
  });

  it("of a chain keeps every profile, though the engine goes on after an error", async () => {
    const field = { displayName: "Field", adoptId: addByHand("Field") };
    const office = { displayName: "Office", adoptId: addByHand("Office") };
    await declare([
      { name: "one", ...field },
      { name: "two", ...office },
    ]);
    const chain = [
      { name: "two", ...field },
      { name: "three", ...office },
    ];
    await expectKept(chain, "--continue-on-error");
  });
});
