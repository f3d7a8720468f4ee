import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { failureOf } from "../handlers/failureOf.ts";
import { fillTenant } from "./fillTenant.ts";
import { main, withTenant } from "./runCli.ts";

describe("report into a file", () => {
  const endings: Readonly<Record<string, RegExp>> = {
    "report.html": /^<!doctype html>/u,
    "report.md": /^# iOS app/u,
    "report.json": /^\{\n {2}"schemaVersion": 1,/u,
    "report.txt": /^iOS app/u,
  };
  for (const [name, form] of Object.entries(endings)) {
    it(`writes ${name} in the form of its ending, and nothing beside it`, async () => {
      await withTenant({}, async ({ emulator, folder, run }) => {
        fillTenant(emulator);
        const { stdout, stderr, exitCode } = await run(["report", "--output", join(folder, name)]);
        expect([stdout, exitCode]).to.deep.equal(["", 0]);
        expect(stderr).to.include(`Wrote ${join(folder, name)}. 5 profiles: 1 expired`);
        expect(await readFile(join(folder, name), "utf8")).to.match(form);
        expect(await readdir(folder)).to.have.members(["ca.pem", name]);
      });
    });
  }

  it("replaces what a link leads to, and keeps the link", async () => {
    await withTenant({}, async ({ folder, run }) => {
      const [file, link] = [join(folder, "former.txt"), join(folder, "link.txt")];
      await writeFile(file, "former");
      await symlink(file, link);
      await run(["report", "--output", link]);
      expect(await readFile(file, "utf8")).to.match(/^iOS app/u);
    });
  });

  it("keeps who may read a file that is replaced", async () => {
    await withTenant({}, async ({ folder, run }) => {
      for (const mode of [0o600, 0o666]) {
        const file = join(folder, "report.txt");
        await writeFile(file, "former");
        await chmod(file, mode);
        await run(["report", "--output", file]);
        expect(await readFile(file, "utf8")).to.match(/^iOS app/u);
        expect((await stat(file)).mode & 0o777).to.equal(mode);
        await rm(file);
      }
    });
  });

  it("writes into a pipe, which it must not replace", async () => {
    await withTenant({}, async ({ folder, run }) => {
      const pipe = join(folder, "pipe");
      await promisify(execFile)("mkfifo", [pipe]);
      const [read, { exitCode }] = await Promise.all([
        readFile(pipe, "utf8"),
        run(["report", "--output", pipe]),
      ]);
      expect(read).to.match(/^iOS app/u);
      expect(exitCode).to.equal(0);
      expect((await stat(pipe)).isFIFO()).to.be.true;
    });
  });

  it("asks of a pipe that it may be written to, and not the folder that it is in", async function () {
    const folder = await mkdtemp(join(tmpdir(), "intune-pipe-"));
    const run = promisify(execFile);
    try {
      await run("mkfifo", ["-m", "666", join(folder, "pipe")]);
      await chmod(folder, 0o555);
      // Root may write everywhere.
      const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
      const report = (name: string): Promise<unknown> =>
        run(process.execPath, [main, "report", "--output", join(folder, name)], {
          ...uid,
          cwd: folder,
          env: { PATH: process.env["PATH"], INTUNE_RETRY_BUDGET_SECONDS: "never" },
        });
      const failure = await failureOf(report("pipe"));
      // Where the repository is root's alone, nobody else can run it.
      if ("code" in failure && failure.code === "EACCES") this.skip();
      expect(failure.message).to.include("intune:retryBudgetSeconds");
      expect((await failureOf(report("file"))).message).to.match(/Cannot write .*file: EACCES/u);
    } finally {
      await chmod(folder, 0o755);
      await rm(folder, { recursive: true });
    }
  });

  it("leaves the former file when the tenant can't be read", async () => {
    await withTenant({}, async ({ emulator, folder, runProcess }) => {
      fillTenant(emulator);
      const file = join(folder, "report.html");
      await writeFile(file, "former");
      emulator.script({ path: "/assignments", respond: { status: 403 }, times: 1000 });
      expect((await runProcess(["report", "--output", file])).exitCode).to.equal(1);
      expect(await readFile(file, "utf8")).to.equal("former");
      expect(await readdir(folder)).to.have.members(["ca.pem", "report.html"]);
    });
  });

  it("leaves the former file, and no part of the new one, when the disk takes no more", async () => {
    await withTenant({}, async ({ emulator, folder, environment }) => {
      fillTenant(emulator);
      const file = join(folder, "report.html");
      await writeFile(file, "former");
      // In blocks of 512 bytes; the page is larger.
      const limited = ["-c", 'ulimit -f 8 && exec "$@"', "sh", process.execPath, main];
      const error = await failureOf(
        promisify(execFile)("sh", [...limited, "report", "--output", file], {
          env: { PATH: process.env["PATH"], ...environment },
        }),
      );
      expect(error.message).to.match(/Cannot write .*report\.html: EFBIG/u);
      expect(await readFile(file, "utf8")).to.equal("former");
      expect(await readdir(folder)).to.have.members(["ca.pem", "report.html"]);
    });
  });

  it("says before it reads that a folder does not exist", async () => {
    await withTenant({}, async ({ emulator, folder, run }) => {
      const file = join(folder, "nowhere", "report.html");
      const { stderr, exitCode } = await run(["report", "--output", file]);
      expect(stderr).to.match(/^Cannot write .*report\.html: ENOENT/u);
      expect(exitCode).to.equal(1);
      expect(emulator.requests).to.be.empty;
    });
  });
});
