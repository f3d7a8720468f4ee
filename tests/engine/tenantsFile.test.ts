import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { createEmulatedFleet, type EmulatedFleet } from "./fleetOfEmulators.ts";
import { groupId } from "./liveTargets.ts";
import { runFleet } from "./runFleet.ts";

describe("a tenants' file", () => {
  let fleet: EmulatedFleet;
  before(async () => {
    fleet = await createEmulatedFleet(1);
  });
  after(() => fleet.close());

  /** What is wrong with the tenants, as the fleet lists it. */
  const findProblems = async (content: object): Promise<string[]> => {
    await writeFile(fleet.tenantsFile, JSON.stringify(content));
    const { code, text } = await runFleet(fleet, "up");
    expect(code, text).to.equal(2);
    return text.trim().split("\n").slice(1);
  };
  const tenant = (name: string, number: number, more: object = {}): object => ({
    name,
    ...{ tenantId: groupId(number), clientId: groupId(1), environment: "public", profiles: [] },
    ...more,
  });
  const profile = (name: string, number: number): object => ({
    name,
    configurationId: groupId(number),
    groupIds: [],
  });

  it("that is wrong is a list of problems, and nothing is run", async () => {
    const rule = "must be a name of letters, digits, -, _ and ., that does not begin with -";
    const problems = await findProblems({
      tenants: [
        tenant("a", 1, { tenantId: "x" }),
        tenant("b", 2, { profiles: undefined, profile: 1 }),
        ...[".", "..", "-x", "a/b", ""].map((name, index) => tenant(name, 3 + index)),
      ],
      secretsProvider: 1,
      tenant: [],
    });
    expect(problems).to.deep.equal([
      "  tenants[0].tenantId: must be a GUID",
      "  tenants[1].profiles: must be a list",
      "  tenants[1].profile: is not known; name, tenantId, clientId, environment, profiles, part, settings are",
      ...[2, 3, 4, 5, 6].map((index) => `  tenants[${index}].name: ${rule}`),
      "  secretsProvider: must be a text, such as azurekeyvault://…",
      "  tenant: is not known; tenants, secretsProvider are",
    ]);
  });

  it("is refused where two entries would undo each other", async () => {
    const problems = await findProblems({
      tenants: [
        tenant("a", 1),
        tenant("A", 2, { profiles: [profile("one", 1), profile("one", 2)] }),
        tenant("b", 1),
        tenant("c", 3, { part: "north", profiles: [profile("one", 1)] }),
        tenant("d", 3, { part: "north" }),
        tenant("e", 3, { part: "south", profiles: [profile("two", 1)] }),
      ],
    });
    expect(problems).to.deep.equal([
      "  tenants[1].name: A is there already",
      "  tenants[2].tenantId: is the tenant of a too: give each of them its own `part` if this is meant, else each would undo " +
        "what the other does",
      "  d.part: is the part of c too",
      "  tenants[1].profiles[1].name: one is there already",
      "  two of e: its configuration is that of one of c too",
    ]);
  });

  it("may begin with a byte order mark, and names nobody of --only", async () => {
    await fleet.writeTenants();
    const content = await readFile(fleet.tenantsFile, "utf8");
    await writeFile(fleet.tenantsFile, `\uFEFF${content}`);
    const { code, text } = await runFleet(fleet, "preview", "--only", "nobody");
    expect(code).to.equal(2);
    expect(text).to.contain("has no tenant nobody");
  });
});
