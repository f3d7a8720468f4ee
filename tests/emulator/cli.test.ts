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
      const started = start("--cert-dir", folder, "--control-port", "0");
      const output = text(started.stdout);
      await once(started.stdout, "data");
      started.kill("SIGTERM");
      const said = await output;
      for (const word of ["https", "control", "token", "tenant", "client id", "client secret"]) {
        expect(said).to.match(new RegExp(`^${word} +\\S`, "mu"));
      }
      expect(said.match(/^configuration /gmu)).to.have.length(3);
      expect(said.match(/^group /gmu)).to.have.length(4);
      expect(await readFile(join(folder, "ca.pem"), "utf8")).to.match(
        /^-----BEGIN CERTIFICATE-----/u,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("refuses an option that it does not know with 2 and the usage", async () => {
    const { said, code } = await readFailure(start("--colour", "red"));
    expect(code).to.equal(2);
    expect(said).to.include("--colour").and.include("Usage: intune-graph-emulator");
  });

  it("prints a request in a line of standard error", async () => {
    const started = start("--log", "--empty");
    const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
    const url = String((await lines.next()).value);
    const logged = createInterface({ input: started.stderr })[Symbol.asyncIterator]();
    await fetch(`${url}/beta/groups?$top=1`);
    expect((await logged.next()).value).to.match(
      /^\d\d:\d\d:\d\d\.\d{3} GET \/beta\/groups\?\$top=1 401$/u,
    );
    const ended = once(started, "exit");
    started.kill("SIGTERM");
    await ended;
  });

  it("names what keeps it from starting", async () => {
    const started = start("--seed", "/nowhere/seed.json");
    const { said, code } = await readFailure(started);
    expect(code).to.equal(1);
    expect(said).to.include("/nowhere/seed.json");
  });
});

async function readFailure(started: ChildProcessByStdio<null, Readable, Readable>) {
  const [said, ended] = await Promise.all([text(started.stderr), once(started, "exit")]);
  return { said, code: ended[0] as unknown };
}
