import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createEmulatedFleet, type EmulatedFleet } from "./fleetOfEmulators.ts";
import { runFleet } from "./runFleet.ts";

describe("the parts of a fleet", function () {
  this.timeout(120_000);
  let fleet: EmulatedFleet;
  const results = (name: string): string => join(fleet.folder.path, `${name}.json`);
  const joined = (...names: string[]) => runFleet(fleet, "join", ...names.map(results));

  before(async () => {
    fleet = await createEmulatedFleet(3);
    const program = join(fleet.folder.path, "program.mjs");
    const body = `if (tenant.name === "tenant-02") process.exit(0);`;
    await writeFile(program, `export default (tenant) => { ${body} };`);
    for (const part of ["1", "2"])
      await runFleet(
        fleet,
        "preview",
        "--shard",
        `${part}/2`,
        ...["--program", program],
        ...["--results", results(part)],
      );
  });
  after(() => fleet.close());

  const namesIn = async (name: string): Promise<string[]> =>
    (
      JSON.parse(await readFile(results(name), "utf8")) as { results: { name: string }[] }
    ).results.map((result) => result.name);

  it("hold each tenant once", async () => {
    expect(await namesIn("1")).to.deep.equal(["tenant-01", "tenant-03"]);
    expect(await namesIn("2")).to.deep.equal(["tenant-02"]);
  });

  it("join into one report, which ends as one run would", async () => {
    const { code, text } = await joined("2", "1");
    expect(code, text).to.equal(1);
    expect(text)
      .to.match(/^tenant-02 +FAILED/m)
      .and.match(/^3 tenants: /m);
  });

  it("are refused while one is missing, given twice, or of another fleet", async () => {
    const missing = await joined("2");
    expect([missing.code, missing.text]).to.deep.equal([
      2,
      "Of 2 parts, there are no results of 1: what became of their tenants is not known. Run each again with --shard.\n",
    ]);
    expect((await joined("1", "1")).text).to.match(/are the same part\.\n$/);
    const other = JSON.parse(await readFile(results("1"), "utf8")) as object;
    await writeFile(results("other"), JSON.stringify({ ...other, fleet: "another" }));
    expect((await joined("2", "other")).text).to.contain("belong to different fleets or parts.");
    expect((await joined("none")).text).to.match(/none\.json can't be read: ENOENT/);
    await writeFile(results("else"), "{}");
    expect((await joined("else")).text).to.contain("else.json is no file of --results.");
    expect((await runFleet(fleet, "join")).text).to.contain("Name the results of each part.");
  });

  it("remember whether changes were expected", async () => {
    const changed = { name: "a", outcome: "pending", changes: {}, reasons: [], seconds: 1 };
    const content = { shard: { index: 1, count: 1 }, fleet: "f", results: [changed] };
    await writeFile(results("a"), JSON.stringify({ ...content, expectNoChanges: true }));
    expect((await joined("a")).code).to.equal(7);
    await writeFile(results("a"), JSON.stringify({ ...content, expectNoChanges: false }));
    expect((await joined("a")).code).to.equal(0);
  });

  it("are named by a number and how many there are", async () => {
    for (const shard of ["3/2", "0/2", "2", "a/b"]) {
      const { code, text } = await runFleet(fleet, "preview", "--shard", shard);
      expect(code).to.equal(2);
      expect(text).to.contain("--shard must name a part and how many there are, such as 2/8.");
    }
    const both = await runFleet(fleet, "preview", "--shard", "1/2", "--only", "tenant-01");
    expect(both.text).to.contain("give one of the two");
  });
});
