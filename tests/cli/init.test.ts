import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { findProfileProblems, readProfile } from "pulumi-intune-provisioning/profile";
import { readDocument } from "../docs/links.ts";
import { trustNoEmulator } from "../emulator/trust.ts";
import { openConnectProxy } from "../graph/connectProxy.ts";
import { withVariables } from "../graph/withVariables.ts";
import { runCli, withTenant, type CliRun } from "./runCli.ts";

const withFolder = (test: (folder: string) => Promise<void>): Promise<void> =>
  withTenant({}, ({ folder }) => test(join(folder, "demo")));

const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

describe("init", () => {
  it("writes a project that declares nothing yet, and says what comes next", () =>
    withFolder(async (folder) => {
      const { stdout, stderr, exitCode } = await runCli(["init", folder]);
      expect([stderr, exitCode]).to.deep.equal(["", 0]);
      expect(await filesOf(folder)).to.deep.equal([
        ...[".gitattributes", ".gitignore", "Pulumi.yaml"],
        ...["index.ts", "package.json", "tsconfig.json"],
      ]);
      expect(stdout).to.contain(`Wrote the project demo to ${folder}. Next:`);
      expect(stdout).to.match(/npm install\n.*declare it in index\.ts\n.*init --check\n/);
      expect(stdout).to.match(/ {2}pulumi stack init dev\n {2}pulumi up\n$/);
    }));

  it("calls a project that has no name in Pulumi's letters intune", () =>
    withTenant({}, async ({ folder }) => {
      const { stdout } = await runCli(["init", join(folder, "現場")]);
      expect(stdout).to.contain("Wrote the project intune to ");
    }));

  it("adds a sample that can be uploaded, and the emulator, when asked to", () =>
    withFolder(async (folder) => {
      const spec = ["--package", "file:../pulumi-intune-provisioning-0.1.0.tgz"];
      const { stdout } = await runCli(["init", folder, "--sample", "--emulator", ...spec]);
      expect(stdout).to.contain("npx intune-graph-emulator --state .emulator -- pulumi up");
      expect(await readFile(join(folder, ".gitignore"), "utf8")).to.contain("\n.emulator/\n");
      const read = readProfile(await readFile(join(folder, "profiles", "sample.xml")));
      expect(read).to.have.property("profile");
      if (!("profile" in read)) return;
      const found = findProfileProblems(read.profile, { nowMs: Date.now() });
      expect(found).to.deep.equal({ problems: [], warnings: [] });
      const again = await runCli(["init", folder, "--sample", "--emulator", ...spec]);
      expect([again.exitCode, again.stderr]).to.deep.equal([0, ""]);
      expect(await readFile(join(folder, "index.ts"), "utf8")).to.contain("profiles/sample.xml");
      const text = await readFile(join(folder, "package.json"), "utf8");
      const { devDependencies } = JSON.parse(text) as { devDependencies: object };
      expect(devDependencies).to.have.property(
        "intune-graph-emulator",
        "file:../intune-graph-emulator-0.1.0.tgz",
      );
    }));

  it("refuses a folder or a pipe in the place of a file", () =>
    withFolder(async (folder) => {
      await mkdir(join(folder, "index.ts"), { recursive: true });
      execFileSync("mkfifo", [join(folder, "tsconfig.json")]);
      const { stderr, exitCode } = await runCli(["init", folder]);
      expect(stderr).to.contain("has other files of these names: tsconfig.json, index.ts. Nothing");
      expect(exitCode).to.equal(1);
    })).timeout(20_000);

  it("names the folder that cannot be made", async () => {
    // Node's own making of folders would never end there.
    if (process.platform !== "linux") return;
    const { stderr, exitCode } = await runCli(["init", "/proc/apps"]);
    expect(stderr).to.match(/^Cannot make \/proc\/apps: ENOENT/);
    expect(exitCode).to.equal(1);
  });

  const managers: [what: string, args: string[], agent: string, lock: string, manager: string][] = [
    ["that is named", ["--package-manager", "yarn"], "pnpm/10.4.1 node/v24", "", "yarn"],
    ["whose lock file is there", [], "npm/11.0.0 node/v24", "pnpm-lock.yaml", "pnpm"],
    ["that runs the command", [], "pnpm/10.4.1 npm/? node/v24", "", "pnpm"],
    ["of Pulumi", [], "", "", "npm"],
  ];
  for (const [what, args, agent, lock, manager] of managers) {
    it(`uses the package manager ${what}`, () =>
      withFolder(async (folder) => {
        await mkdir(folder);
        if (lock !== "") await writeFile(join(folder, lock), "");
        const environment = { npm_config_user_agent: agent };
        const { stdout } = await runCli(["init", folder, ...args], environment);
        expect(stdout).to.contain(`  ${manager} install\n`);
        const project = await readFile(join(folder, "Pulumi.yaml"), "utf8");
        expect(project).to.contain(`    packagemanager: ${manager}\n`);
        // Without it Yarn installs no node_modules, in which Pulumi looks.
        const linker = await readFile(join(folder, ".yarnrc.yml"), "utf8").catch(() => "");
        expect(linker).to.equal(manager === "yarn" ? "nodeLinker: node-modules\n" : "");
      }));
  }

  it("takes the package from where --package says", () =>
    withFolder(async (folder) => {
      await runCli(["init", folder, "--package", "file:../a.tgz", "--project", "apps"]);
      const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as object;
      expect(manifest).to.have.nested.property(
        "dependencies.pulumi-intune-provisioning",
        "file:../a.tgz",
      );
      expect(manifest).to.have.property("name", "apps");
    }));

  it("does nothing the second time, and overwrites no file that says something else", () =>
    withFolder(async (folder) => {
      await runCli(["init", folder]);
      expect((await runCli(["init", folder])).exitCode).to.equal(0);
      await writeFile(join(folder, "index.ts"), "mine");
      const { stderr, exitCode } = await runCli(["init", folder, "--project", "other"]);
      expect(exitCode).to.equal(1);
      expect(stderr).to.contain(
        "has other files of these names: Pulumi.yaml, package.json, index.ts. Nothing was written.",
      );
      expect(await readFile(join(folder, "index.ts"), "utf8")).to.equal("mine");
      expect(await readFile(join(folder, "package.json"), "utf8")).to.contain('"name": "demo"');
    }));

  for (const [args, message] of [
    [["--package-manager", "bun"], "'bun' is invalid. Allowed choices are npm, pnpm, yarn."],
    [["--project", "a b"], "It takes letters"],
    [["--colour"], "--colour"],
  ] as const) {
    it(`refuses ${args.join(" ")}`, () =>
      withFolder(async (folder) => {
        const { stderr, exitCode } = await runCli(["init", folder, ...args]);
        expect(stderr).to.contain(message);
        expect(exitCode).to.equal(2);
      }));
  }
});

describe("init --check", () => {
  const lines = ({ stdout }: CliRun): string[] => stdout.trimEnd().split("\n");
  /** A line without what is this tenant's. */
  const toForm = (line: string): string =>
    line
      .replace(
        /(?<=settings: ).*|https:\S+|(?<=as )(?:the application )?\S+|(?<=tenant )\S+$/g,
        "…",
      )
      .replace(/\d+ (s (?:ahead of|behind)|configurations?)/, "…");

  it("shows what the provider needs, and writes nothing to Intune", () =>
    withTenant({}, async ({ run, emulator }) => {
      emulator.tenant.addConfiguration();
      const checked = await run(["init", "--check"]);
      expect(checked.exitCode, checked.stdout).to.equal(0);
      const [settings, connection, clock, signIn, permission, intune] = lines(checked);
      expect(settings).to.contain("intune:tenantId from AZURE_TENANT_ID is");
      expect(settings).not.to.contain(emulator.applications[0]?.clientSecret ?? "");
      expect(connection).to.equal(`ok     connection: ${emulator.httpsUrl} responds`);
      expect(clock).to.match(/^ok {5}clock: \d s (ahead of|behind) Graph's$/);
      expect(signIn).to.match(/^ok {5}sign-in: as the application \S+ in the tenant \S+$/);
      expect(permission).to.contain("DeviceManagementApps.ReadWrite.All: previews");
      expect(intune).to.equal("ok     Intune: 1 configuration in the tenant");
      const [, quoted = ""] =
        /^(ok {5}settings: .*?)\n```/ms.exec(readDocument("docs/tutorial.md")) ?? [];
      expect(lines(checked).map(toForm)).to.deep.equal(quoted.split("\n").map(toForm));
      expect(emulator.requests.filter(({ method }) => method !== "GET" && method !== "POST")).to.be
        .empty;
    }));

  it("goes on where the token does not show its permissions", () =>
    withTenant({}, async ({ run, emulator }) => {
      const body = { access_token: "opaque", token_type: "Bearer", expires_in: 3600 };
      emulator.script({ path: "/oauth2/v2.0/token", respond: { status: 200, body }, times: 2 });
      emulator.script({ path: "Configurations", respond: { status: 200, body: { value: [] } } });
      const { stdout, exitCode } = await run(["init", "--check"]);
      expect(stdout)
        .to.contain("ok     sign-in: there is a token\n")
        .and.contain("ok     permission: not checked: the token does not show it\n")
        .and.contain("ok     Intune: 0 configurations");
      expect(exitCode).to.equal(0);
    }));

  it("says that updates need more where the identity may only read", () =>
    withTenant(application("DeviceManagementApps.Read.All"), async ({ run }) => {
      const { stdout, exitCode } = await run(["init", "--check"]);
      expect(stdout).to.contain("`up` and `destroy` also need DeviceManagementApps.ReadWrite.All");
      expect(exitCode).to.equal(0);
    }));

  const application = (...roles: string[]) => ({
    applications: [{ clientId: "0d0d0d0d-0000-4000-8000-000000000001", clientSecret: "s", roles }],
  });

  it("names the permission that is missing, and how to grant it", () =>
    withTenant(application("GroupMember.Read.All"), async ({ run }) => {
      const checked = await run(["init", "--check"]);
      expect(lines(checked).at(-1)).to.match(
        /^FAILED permission: the token has neither .* Grant one in Entra .* with admin consent/,
      );
      expect(checked.exitCode).to.equal(1);
    }));

  const failures: [what: string, environment: Record<string, string>, line: RegExp][] = [
    ["a secret that is wrong", { AZURE_CLIENT_SECRET: "wrong" }, /^FAILED sign-in: Cannot sign in/],
    [
      "a Graph that is not there",
      { INTUNE_GRAPH_ENDPOINT: "https://127.0.0.1:9" },
      /^FAILED connection: https:\/\/127\.0\.0\.1:9 can't be reached: .*HTTPS_PROXY and NO_PROXY/,
    ],
  ];
  for (const [what, environment, line] of failures) {
    it(`stops at ${what}`, () =>
      withTenant({}, async ({ run }) => {
        const checked = await run(["init", "--check"], environment);
        expect(lines(checked).at(-1)).to.match(line);
        expect(checked.exitCode).to.equal(1);
      }));
  }

  it("stops at settings that are incomplete", () =>
    withTenant({}, async ({ runProcess }) => {
      const incomplete = { AZURE_CLIENT_SECRET: "", AZURE_CLIENT_ID: "x" };
      const checked = await runProcess(["init", "--check"], incomplete);
      expect(lines(checked).at(-1)).to.match(/^FAILED /);
      expect(checked.exitCode).to.equal(1);
    }));

  it("stops at a CA that is unknown", () =>
    withTenant({}, async ({ run }) => {
      trustNoEmulator();
      const checked = await run(["init", "--check"]);
      expect(lines(checked).at(-1)).to.match(
        /^FAILED connection: .* can't be reached: .*NODE_EXTRA_CA_CERTS must name its CA/,
      );
      expect(checked.exitCode).to.equal(1);
    }));

  it("names the proxy, and stops at one that refuses", () =>
    withTenant({}, async ({ run }) => {
      const proxy = await openConnectProxy(["407 Proxy Authentication Required"]);
      const address = `http://127.0.0.1:${proxy.port}`;
      const runs: CliRun[] = [];
      await withVariables({ HTTPS_PROXY: address }, async () => {
        for (let count = 0; count < 2; count += 1) runs.push(await run(["init", "--check"]));
      });
      proxy.close();
      const [refused = [], passed = []] = runs.map(lines);
      expect(refused.at(-1)).to.match(
        /^FAILED connection: .* can't be reached: .*407.*Check the network, HTTPS_PROXY and NO_PROXY/,
      );
      expect(passed[1]).to.match(/^ok {5}connection: https:\S+ responds through the proxy /);
      expect(passed[1]).to.contain(address);
      expect(runs.map(({ exitCode }) => exitCode)).to.deep.equal([1, 0]);
    }));

  it("stops at what responds in Graph's place", () =>
    withTenant({}, async ({ run }) => {
      const portal = createServer((_request, response) => {
        response.end("<title>Sign in to this network</title>");
      });
      await once(portal.listen(0, "127.0.0.1"), "listening");
      const { port } = portal.address() as AddressInfo;
      const environment = { INTUNE_GRAPH_ENDPOINT: `http://127.0.0.1:${port}` };
      const checked = await run(["init", "--check"], environment);
      portal.close();
      expect(lines(checked).at(-1)).to.match(
        /^FAILED connection: .* can't be reached: something else responds with 200, a web page titled "Sign in to this network"\. Check/,
      );
      expect(checked.exitCode).to.equal(1);
    }));

  it("stops at a clock that is wrong", () =>
    withTenant({}, async ({ run, emulator }) => {
      const date = new Date(Date.now() - 3_600_000).toUTCString();
      emulator.script({ path: "$metadata", respond: { status: 200, headers: { Date: date } } });
      const checked = await run(["init", "--check"]);
      expect(lines(checked).at(-1)).to.match(
        /^FAILED clock: this machine's clock is 3\d{3} s ahead of Graph's: set it by a time server/,
      );
    }));

  it("stops at a tenant that has no licence for Intune", () =>
    withTenant({}, async ({ run, emulator }) => {
      const message = "Request not applicable to target tenant.";
      const body = { error: { code: "BadRequest", message } };
      emulator.script({ path: "Configurations", respond: { status: 400, body } });
      const checked = await run(["init", "--check"]);
      expect(lines(checked).at(-1)).to.match(/^FAILED Intune: .*it needs a licence for Intune/);
    }));
});
