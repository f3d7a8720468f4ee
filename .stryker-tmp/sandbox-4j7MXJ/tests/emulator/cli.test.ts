// @ts-nocheck
import { spawn, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("intune-graph-emulator")));

describe("The command", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  const start = (...args: readonly string[]) => {
    const started = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    return started;
  };

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`prints its URL alone on the first line and ends cleanly by ${signal}`, async () => {
      const started = start("--port", "0");
      const ended = once(started, "exit");
      const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
      const first = String((await lines.next()).value);
      expect(first).to.match(/^http:\/\/127\.0\.0\.1:\d+$/u);
      expect((await fetch(`${first}/beta/groups`)).status).to.equal(401);
      started.kill(signal);
      expect(await ended).to.deep.equal([0, null]);
    });
  }

  it("says how to sign in and what is in its tenant, and writes the authority", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    try {
      const file = join(folder, "ca.pem");
      const started = start("--ca", file);
      const output = text(started.stdout);
      await once(started.stdout, "data");
      started.kill("SIGTERM");
      const said = await output;
      for (const word of ["https", "token", "tenant", "client id", "client secret"]) {
        expect(said).to.match(new RegExp(`^${word} +\\S`, "mu"));
      }
      expect(said.match(/^configuration /gmu)).to.have.length(3);
      expect(said.match(/^group /gmu)).to.have.length(4);
      expect(await readFile(file, "utf8")).to.match(/^-----BEGIN CERTIFICATE-----/u);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const mistakes: Readonly<Record<string, readonly string[]>> = {
    "--port": ["--port", "http"],
    "--page-size": ["--page-size", "0"],
    "--latency": ["--latency"],
    "--colour": ["--colour", "red"],
  };
  for (const [option, args] of Object.entries(mistakes)) {
    it(`refuses ${args.join(" ")} in one line that names the option`, async () => {
      const started = start(...args);
      const { said, code } = await readFailure(started);
      expect(code).to.equal(2);
      expect(said).to.include(option);
      expect(said.trimEnd().split("\n")).to.have.length(1);
    });
  }

  it("names what keeps it from starting", async () => {
    const started = start("--ca", "/nowhere/ca.pem");
    const { said, code } = await readFailure(started);
    expect(code).to.equal(1);
    expect(said).to.include("/nowhere/ca.pem");
  });
});

async function readFailure(started: ChildProcessByStdio<null, Readable, Readable>) {
  const [said, ended] = await Promise.all([text(started.stderr), once(started, "exit")]);
  return { said, code: ended[0] as unknown };
}
