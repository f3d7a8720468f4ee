import { spawn, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { nodeEnvironment } from "../nodeEnvironment.ts";
import { usesColour, watchOutput } from "../../provider/dist/cli/terminal.js";
import { fillTenant } from "./fillTenant.ts";
import { main, withTenant } from "./runCli.ts";

/** Runs the command with an output that takes nothing. */
async function runFull(args: readonly string[], env: Record<string, string> = {}) {
  const full = openSync("/dev/full", "w");
  const started = spawn(process.execPath, [main, ...args], {
    env: { ...nodeEnvironment, ...env },
    stdio: ["pipe", full, "pipe"],
  });
  closeSync(full);
  started.stdin?.end('{"steps":[]}');
  const [stderr, [exitCode]] = await Promise.all([
    started.stderr === null ? "" : text(started.stderr),
    once(started, "exit") as Promise<unknown[]>,
  ]);
  return { stderr, exitCode };
}

/** The arguments by which Node.js writes a file. */
const writing = (file: string): string[] => {
  const module = JSON.stringify(join(main, "..", "writeWholeFile.js"));
  const run = `require(${module}).writeWholeFile(${JSON.stringify(file)}, "new")`;
  return ["-e", `${run}.catch((error) => { console.error(error.message); process.exitCode = 1; })`];
};

async function runScript(script: { command: string; args: string[]; cwd: string; uid?: number }) {
  const { command, args, ...options } = script;
  // Another user may not write the coverage of a process.
  const env = { ...process.env, ...(options.uid !== undefined && { NODE_V8_COVERAGE: "" }) };
  const started = spawn(command, args, { ...options, env, stdio: ["ignore", "ignore", "pipe"] });
  const [stderr, [exitCode]] = await Promise.all([
    text(started.stderr),
    once(started, "exit") as Promise<unknown[]>,
  ]);
  return { stderr, exitCode };
}

const hasFull = existsSync("/dev/full");

(hasFull ? describe : () => undefined)("an output that takes no more", () => {
  it("is one line after report and adopt, and no stack", () =>
    withTenant({}, async ({ emulator, environment, folder }) => {
      fillTenant(emulator);
      for (const args of [["report"], ["adopt", "--output", join(folder, "mine")]]) {
        const { stderr, exitCode } = await runFull(args, environment);
        expect(stderr).to.match(/^Cannot write the output: ENOSPC.*\.$/mu);
        expect(stderr).not.to.match(/^ +at /mu);
        expect(exitCode).to.equal(1);
      }
    }));

  for (const args of [["--help"], ["--version"], ["explain"]])
    it(`is one line after ${args.join(" ")}`, async () => {
      const { stderr, exitCode } = await runFull(args);
      expect(stderr).to.match(/^Cannot write the output: ENOSPC.*\.\n$/u);
      expect(exitCode).to.equal(1);
    });
});

describe("watchOutput", () => {
  const watch = (code: string) => {
    const written: string[] = [];
    const exits: unknown[] = [];
    const stdout = new EventEmitter();
    const stderr = Object.assign(new EventEmitter(), {
      write: (line: string) => written.push(line),
    });
    const exit = (exitCode?: number): void => void exits.push(exitCode);
    watchOutput({ stdout, stderr, exit } as unknown as Parameters<typeof watchOutput>[0]);
    stdout.emit("error", Object.assign(new Error(`write ${code}`), { code }));
    stderr.emit("error", Object.assign(new Error(`write ${code}`), { code }));
    return { written, exits };
  };

  for (const code of ["EPIPE", "EOF"])
    it(`takes ${code} for a reader that has enough`, () => {
      expect(watch(code)).to.deep.equal({ written: [], exits: [undefined] });
    });

  it("takes any other failure for one", () => {
    const written = ["Cannot write the output: write EIO.\n"];
    expect(watch("EIO")).to.deep.equal({ written, exits: [1] });
  });
});

describe("a file that is written", () => {
  it("is what a dangling link leads to, through links that are relative", () =>
    withTenant({}, async ({ folder, run }) => {
      await mkdir(join(folder, "deep"));
      await symlink(join("deep", "second"), join(folder, "first"));
      await symlink("report.txt", join(folder, "deep", "second"));
      const { exitCode } = await run(["report", "--output", join(folder, "first")]);
      expect(exitCode).to.equal(0);
      expect(await readFile(join(folder, "deep", "report.txt"), "utf8")).to.match(/^iOS app/u);
      expect(await readFile(join(folder, "first"), "utf8")).to.match(/^iOS app/u);
    }));

  const unfit: [what: string, reason: RegExp, make: (file: string) => Promise<unknown>][] = [
    ["a folder", /it is a folder/u, (file) => mkdir(file)],
    ["a link into nowhere", /ENOENT/u, (file) => symlink("/nowhere/at/all", file)],
    ["a link to itself", /ELOOP/u, (file) => symlink(file, file)],
  ];
  for (const [what, reason, make] of unfit)
    it(`is refused before the tenant is read where it is ${what}`, () =>
      withTenant({}, async ({ emulator, folder, run }) => {
        const file = join(folder, "target");
        await make(file);
        for (const args of [["report"], ["explain"]]) {
          const { stderr, exitCode } = await run([...args, "--output", file]);
          expect(stderr)
            .to.match(/^Cannot write .*target: [^\n]*\.\n$/u)
            .and.match(reason);
          expect(exitCode).to.equal(1);
        }
        expect(emulator.requests).to.deep.equal([]);
      }));

  it("is written in place where its folder takes no file", () =>
    withTenant({}, async ({ folder }) => {
      await chmod(folder, 0o755);
      const held = join(folder, "held");
      await mkdir(held);
      await writeFile(join(held, "report.txt"), "former");
      await chmod(join(held, "report.txt"), 0o666);
      await chmod(held, 0o555);
      // Root may write everywhere.
      const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
      const write = (name: string) =>
        runScript({ command: process.execPath, args: writing(name), cwd: held, ...uid });
      const runs = [await write("report.txt"), await write("other.txt")];
      await chmod(held, 0o755);
      expect(runs[0]).to.deep.equal({ stderr: "", exitCode: 0 });
      expect(await readFile(join(held, "report.txt"), "utf8")).to.equal("new");
      expect(runs[1]?.stderr).to.match(/Cannot write other\.txt: EACCES/u);
    }));

  // Not every machine lets its users mount.
  if (spawnSync("unshare", ["-rm", "true"]).status === 0)
    it("is written in place where it is a mount of its own", () =>
      withTenant({}, async ({ folder }) => {
        await writeFile(join(folder, "source"), "former");
        await writeFile(join(folder, "mounted"), "");
        const mounting = ["-rm", "sh", "-c", 'mount --bind source mounted && exec "$0" "$@"'];
        const args = [...mounting, process.execPath, ...writing("mounted")];
        const run = await runScript({ command: "unshare", args, cwd: folder });
        expect(run).to.deep.equal({ stderr: "", exitCode: 0 });
        expect(await readFile(join(folder, "source"), "utf8")).to.equal("new");
        expect(await readdir(folder)).to.have.members(["ca.pem", "mounted", "source"]);
      }));
});

describe("usesColour", () => {
  const stream = (isTTY: boolean): NodeJS.WriteStream =>
    ({ isTTY, hasColors: (env: object) => !("NO_COLOR" in env) }) as unknown as NodeJS.WriteStream;
  const cases: [isTTY: boolean, env: Record<string, string>, isColoured: boolean][] = [
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "" }, true],
    [true, { FORCE_COLOR: "0" }, false],
  ];
  for (const [isTTY, env, isColoured] of cases)
    it(`is ${isColoured} with ${JSON.stringify(env)} ${isTTY ? "on" : "off"} a terminal`, () => {
      expect(usesColour(stream(isTTY), env)).to.equal(isColoured);
    });

  it("reaches the report where FORCE_COLOR is set", () =>
    withTenant({}, async ({ run }) => {
      expect((await run(["report"], { FORCE_COLOR: "1" })).stdout).to.contain("\u001b[1m");
      expect((await run(["report"])).stdout).not.to.contain("\u001b");
    }));
});
