import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { renderGroups } from "../../provider/dist/adopt/groupsModule.js";
import { main, runCli, withTenant, type CliRun } from "../cli/runCli.ts";
import { runScript } from "../engine/runScript.ts";
import { allUsers, group, groupId, previewOf, setStep } from "./previews.ts";

const loss = previewOf([
  setStep("update", "app", {
    before: { entries: [group(1), group(2), allUsers] },
    after: { entries: [group(1)] },
  }),
]);
const gain = previewOf([setStep("create", "app", { after: { entries: [group(1)] } })]);

describe("the command explain", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-explain-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const inFolder = (name: string): string => join(folder, name);
  const explain = async (text: string | Buffer, ...args: string[]): Promise<CliRun> => {
    await writeFile(inFolder("preview.json"), text);
    return runCli(["explain", inFolder("preview.json"), ...args]);
  };
  /** As a pipeline does: with what is piped in, and what follows. */
  const pipe = async (text: string, command: string) => {
    await writeFile(inFolder("preview.json"), text);
    const explained = `"${process.execPath}" "${main}" explain`;
    await writeFile(
      inFolder("pipe.sh"),
      `cat preview.json | ${explained} ${command}\necho "ended with \${PIPESTATUS[1]}"`,
    );
    return runScript(inFolder("pipe.sh"), { folder, environment: {} });
  };

  it("ends with 0, 2 or 3 where nothing changes, something does, or something is removed", async () => {
    const none = await explain(previewOf([]));
    expect([none.exitCode, none.stdout]).to.deep.equal([
      0,
      "Preview of production\nNothing changes.\n",
    ]);
    expect((await explain(gain)).exitCode).to.equal(2);
    const { exitCode, stdout } = await explain(loss);
    expect(exitCode).to.equal(3);
    expect(stdout).to.contain(`Who loses a profile\n  app: ! All users, group ${groupId(2)}\n`);
  });

  it("reads what is piped in, and does not end with 0 where nobody reads on", async () => {
    const whole = await pipe(loss, "--format markdown");
    expect(whole.text).to.contain(`- **app**: ⚠ **All users**, group ${groupId(2)}`);
    expect(whole.text).to.contain("ended with 3");
    const steps = Array.from({ length: 3_000 }, (_, id) =>
      setStep("delete", `app ${id}`, { before: { id, entries: [group(id)] } }),
    );
    expect((await pipe(previewOf(steps), "| head -c 1")).text).to.contain("ended with 3");
  });

  it("writes a file in the form that its ending says, and says on stderr how it ended", async () => {
    const markdown = await explain(loss, "--output", inFolder("preview.md"));
    expect([markdown.stdout, markdown.stderr, markdown.exitCode]).to.deep.equal([
      "",
      "Removals: 2.\n",
      3,
    ]);
    expect(await readFile(inFolder("preview.md"), "utf8")).to.match(/^### Preview of production\n/);
    await explain(loss, "--output", inFolder("told.json"));
    const told = JSON.parse(await readFile(inFolder("told.json"), "utf8")) as object;
    expect(told).to.deep.include({ formatVersion: 1, removals: 2, removalsNotShown: 0 });
  });

  it("ends with 4 where removals have no room, and writes nothing where the counts have none", async () => {
    const entries = Array.from({ length: 60 }, (_, n) => group(n));
    const text = previewOf([setStep("delete", "app", { before: { entries } })]);
    const cut = await explain(text, "--max-bytes", "2600", "--whole", "the artifact preview");
    expect(cut.exitCode).to.equal(4);
    expect(cut.stdout).to.contain("10 of 60 removals are NOT listed here");
    expect(cut.stdout).to.contain("The whole: the artifact preview");
    expect(cut.stderr).to.contain("10 of 60 removals are NOT listed here");
    const none = await explain(text, "--max-bytes", "9", "--output", inFolder("out.md"));
    expect([none.stdout, none.exitCode]).to.deep.equal(["", 1]);
    expect(none.stderr).to.contain("--max-bytes 9 has no room for the counts alone");
    expect(await readdir(folder)).not.to.include("out.md");
  });

  for (const [what, text] of Object.entries({
    "a run that failed": previewOf([], { diagnostics: [{ severity: "error", message: "no" }] }),
    "events that end before the run": `${JSON.stringify({
      sequence: 0,
      resourcePreEvent: {
        metadata: { op: "same", urn: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev" },
      },
    })}\n`,
  }))
    it(`ends with 4 on ${what}, and says that this is not all`, async () => {
      const { exitCode, stdout } = await explain(text);
      expect(exitCode).to.equal(4);
      expect(stdout).to.contain("! This is not all: ");
    });

  for (const [form, written] of [
    ["UTF-16, as by > in Windows PowerShell", Buffer.from(`\ufeff${loss}`, "utf16le")],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${loss}`)],
  ] as const)
    it(`reads ${form}`, async () => {
      expect(await explain(written)).to.deep.equal(await explain(loss));
    });

  it("ends with 1 on what it cannot read, and prints nothing", async () => {
    const { exitCode, stdout, stderr } = await explain(loss.slice(0, -9));
    expect([exitCode, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.match(/^This is not what `pulumi preview --json`/);
  });

  for (const [mistake, args] of Object.entries({
    "--format": ["--format", "pdf"],
    "--max-bytes": ["--max-bytes", "many"],
    "--output": ["--output="],
    "--colour": ["--colour"],
    arguments: ["another.json"],
  }))
    it(`ends with 1 on a wrong ${mistake}, since 2 means changes`, async () => {
      const { exitCode, stderr } = await explain(loss, ...args);
      expect(exitCode, stderr).to.equal(1);
      expect(stderr).to.contain(mistake);
    });

  it("takes the names of groups from the module that adopt writes", async () => {
    const named = { displayName: "Field Technicians", key: "technicians", isLookedUp: false };
    const others = { displayName: undefined, key: "others", isLookedUp: false };
    await writeFile(
      inFolder("groups.ts"),
      renderGroups([
        { id: groupId(5), ...others },
        { id: groupId(2), ...named },
      ]),
    );
    const { stdout } = await explain(loss, "--groups", inFolder("groups.ts"));
    expect(stdout).to.contain("app: ! All users, Field Technicians (00000002)");
    const missing = await explain(loss, "--groups", inFolder("none.ts"));
    expect([missing.exitCode, missing.stdout]).to.deep.equal([1, ""]);
  });

  it("asks Graph for names, and does without where it may not", async () => {
    await withTenant({}, async ({ emulator, run }) => {
      const { id } = emulator.tenant.addGroup({ displayName: "Field Technicians" });
      const profile = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      const entries = [{ type: "groupAssignmentTarget" as const, groupId: id }];
      const more = { configurationId: profile.id };
      await writeFile(
        inFolder("preview.json"),
        previewOf([setStep("delete", "app", { before: { entries, more } })]),
      );
      // What a pull request may have changed.
      const spoofed = `export const groups = {\n  // Nobody\n  nobody: "${id}",\n};\n`;
      await writeFile(inFolder("groups.ts"), spoofed);
      const from = ["--groups", inFolder("groups.ts")];
      const args = ["explain", inFolder("preview.json"), "--look-up", ...from];
      const named = await run(args);
      expect(named.stdout).to.contain(`  Field Service: Field Technicians (${id.slice(0, 8)})`);
      const blind = await run(args, { AZURE_CLIENT_SECRET: "wrong-secret" });
      expect(blind.exitCode).to.equal(3);
      expect(blind.stdout).to.contain(`  app: Nobody (${id.slice(0, 8)})`);
      expect(blind.stderr).to.contain("Warning: ");
    });
  });

  for (const format of ["text", "markdown", "json"])
    it(`is harmless in ${format}, whatever things are called`, async () => {
      const name = "A\u001b[2J\r::error::x\n##vso[task.complete]y\u202e<img src=x>[a](http://b)";
      const before = { entries: [{ type: "unrecognized" as const, target: name }] };
      const messages = [{ severity: "warning", message: `warning: ${name}` }];
      const text = previewOf([setStep("delete", name, { before })], { diagnostics: messages });
      const { stdout } = await explain(text, "--format", format);
      expect(stdout).to.contain("vso");
      expect(stdout).not.to.match(
        /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##vso\[|##\[|(?<![\w$])::error/u,
      );
      if (format === "markdown") expect(stdout).not.to.match(/<img|(?<!\\)\]\(http/);
    });
});
