import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { runMocha } from "../runJob.ts";

const runAll = join(import.meta.dirname, "..", "runAll.ts");

/** A test that says something, starts a process, and never lets go of its own. Either connects to the port. */
const hangingTest = (port: number): string => `
  const net = require("node:net");
  const { spawn } = require("node:child_process");
  it("hangs", (done) => {
    const connect = 'require("node:net").connect(${port})';
    spawn(process.execPath, ["-e", connect]);
    console.log("started a process");
    net.connect(${port}, () => { for (;;); });
  });
`;

async function waitForClose(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise<void>((resolve) => {
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve();
    });
    socket.resume();
  });
}

describe("the runner of all tests", () => {
  let folder: string;
  let server: Server;
  let sockets: Socket[];
  let limit: AbortController;
  const { TMPDIR } = process.env;
  beforeEach(async () => {
    limit = new AbortController();
    folder = await mkdtemp(join(tmpdir(), "runner-"));
    // What is killed leaves its temporary folders behind.
    process.env["TMPDIR"] = folder;
    sockets = [];
    server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    limit.abort();
    for (const socket of sockets) socket.destroy();
    server.close();
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
    await rm(folder, { recursive: true });
  });

  const addTest = async (name: string, code: string): Promise<string> => {
    const file = join(folder, "tests", "some", name);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, code);
    return file;
  };
  const addHanging = () => {
    const { port } = server.address() as AddressInfo;
    return addTest("hanging.test.ts", hangingTest(port));
  };

  it("ends a job that hangs, with what it has started, and keeps what it said", async () => {
    server.on("connection", () => {
      if (sockets.length === 2) limit.abort();
    });
    const { hasPassed, wasEnded, output } = await runMocha([await addHanging()], limit.signal);
    expect({ hasPassed, wasEnded }).to.deep.equal({ hasPassed: false, wasEnded: true });
    expect(output.toString()).to.contain("started a process");
    await Promise.all(sockets.map(waitForClose));
  });

  it("fails a process in which something still runs after its last test", async () => {
    const code = `it("passes", () => { const loop = () => setImmediate(loop); loop(); });`;
    const file = await addTest("looping.test.ts", code);
    process.env["TEST_LEFTOVER_SECONDS"] = "0.1";
    try {
      const { hasPassed, wasEnded, output } = await runMocha([file], limit.signal);
      expect({ hasPassed, wasEnded }).to.deep.equal({ hasPassed: false, wasEnded: false });
      const plain = stripVTControlCharacters(output.toString());
      expect(plain).to.match(/✔ passes[^]*Something still runs 0\.1 s after/);
    } finally {
      delete process.env["TEST_LEFTOVER_SECONDS"];
    }
  });

  it("gives its processes one cache of compiled modules, and removes it", async () => {
    const code = `it("passes", () => console.log("<" + process.env.NODE_COMPILE_CACHE + ">"));`;
    await addTest("passing.test.ts", code);
    const { stdout } = await promisify(execFile)(process.execPath, [runAll], { cwd: folder });
    const [, compiled = ""] = /<(.+)>/.exec(stdout) ?? [];
    expect(compiled).to.match(/intune-compiled-/);
    expect(compiled).not.to.equal(process.env["NODE_COMPILE_CACHE"]);
    expect(existsSync(compiled)).to.equal(false);
  });

  it("loads Pulumi without its serializer in its processes, beside the options that Node was given", async () => {
    const code = `it("passes", () => console.log("<" + process.env.NODE_OPTIONS + ">"));`;
    await addTest("passing.test.ts", code);
    const env = { ...process.env, NODE_OPTIONS: "--no-deprecation" };
    const { stdout } = await promisify(execFile)(process.execPath, [runAll], { cwd: folder, env });
    expect(stdout).to.match(/<--no-deprecation --require ".*preload\.cjs">/);
  });

  it("runs the scripts that are named beside the tests, and fails where one does", async () => {
    await addTest("passing.test.ts", `it("passes", () => undefined);`);
    const scripts = { good: "echo all is good", bad: "echo this is bad && exit 3" };
    await writeFile(join(folder, "package.json"), JSON.stringify({ scripts }));
    const runner = spawn(process.execPath, [runAll, "good", "bad"], { cwd: folder });
    const exit = once(runner, "exit");
    const [output, problem] = await Promise.all([text(runner.stdout), text(runner.stderr)]);
    expect(await exit).to.deep.equal([1, null]);
    expect(output).to.contain("all is good").and.contain("1 passing").and.contain("this is bad");
    expect(problem).to.equal("Failed: npm run bad\n");
  });

  it("names the job that was ended, and fails", async () => {
    await addHanging();
    const runner = spawn(process.execPath, [runAll], {
      cwd: folder,
      env: { ...process.env, TEST_JOB_MINUTES: "0.001" },
    });
    const exit = once(runner, "exit");
    const [output, problem] = await Promise.all([text(runner.stdout), text(runner.stderr)]);
    expect(await exit).to.deep.equal([1, null]);
    const name = join("tests", "some");
    expect(output).to.contain(`Ended after 0.001 minutes: ${name}`);
    expect(problem).to.contain(`Failed: ${name}`);
  });
});
