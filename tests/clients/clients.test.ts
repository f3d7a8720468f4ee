import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LoggedRequest } from "intune-graph-emulator";
import { clients } from "./clients.ts";
import { findMissingSteps } from "./findMissingSteps.ts";

const root = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

/** The requests of a client that does everything, by what each shows. */
const requests = Object.entries({
  "signs in": "POST /tenant/oauth2/v2.0/token 200",
  lists: `GET ${root} 200`,
  "follows pages": `GET ${root}?%24skiptoken=abc 200`,
  expands: `GET ${root}?$expand=assignments 200`,
  creates: `POST ${root} 201`,
  assigns: `POST ${root}/1/assign 204`,
  "reads back": `GET ${root}/1/assignments 200`,
  "meets 429": `PATCH ${root}/1 429`,
  "waits and patches": `PATCH ${root}/1 200`,
  deletes: `DELETE ${root}/1 204`,
  "meets a 404": `GET ${root}/1 404`,
}).map(([step, line], index): { step: string; request: LoggedRequest } => {
  const [method = "", path = "", status] = line.split(" ");
  const request = { time: index * 1000, method, path, status: Number(status) };
  return { step, request: request as unknown as LoggedRequest };
});

describe("npm run test:clients", () => {
  it("finds nothing missing where a client does everything in order", () => {
    expect(findMissingSteps(requests.map(({ request }) => request))).to.deep.equal([]);
  });

  for (const { step } of requests) {
    it(`notices a client that leaves out one step: ${step}`, () => {
      const others = requests.filter((each) => each.step !== step);
      expect(findMissingSteps(others.map(({ request }) => request))).to.include(step);
    });
  }

  it("notices a client that does not wait for Retry-After", () => {
    const hasty = requests.map(({ request }) => ({ ...request, time: 0 }));
    expect(findMissingSteps(hasty)).to.include("waits and patches");
  });

  it("skips what the machine lacks by name, and counts in its last line", () => {
    const script = join(import.meta.dirname, "runAll.ts");
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, [script, ...args], {
        env: { ...process.env, PATH: import.meta.dirname },
        encoding: "utf8",
      });
    const { stdout, status } = run("go", "java");
    expect(stdout).to.equal(
      "skipped: go: go not on this machine\n" +
        "skipped: java: java and keytool and mvn not on this machine\n" +
        "0 passed, 0 failed, 2 skipped\n",
    );
    expect(status).to.equal(0);
    expect(run("go", "--all").status).to.equal(1);
    expect(run("rust").stderr).to.include("rust");
  });

  it("has a folder for each client", () => {
    for (const { folder } of clients) {
      expect(existsSync(join(import.meta.dirname, folder)), folder).to.equal(true);
    }
  });
});
