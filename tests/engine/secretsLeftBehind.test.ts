import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { findCanaries, pickKeyLine, type Canaries } from "../canaries.ts";
import { writePfx } from "../graph/writePfx.ts";
import { killAll } from "../processes.ts";
import { findEngineProcesses, type EngineProcesses } from "./engineProcess.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";
import { openWatchedStack, type WatchedStack } from "./watchedStack.ts";

const clientId = "0d0d0d0d-0000-4000-8000-000000000002";
const clientSecret = "canary~secret/with+signs%&";

/** Where the engine itself hands out the stack's configuration: to the program and to the plugin. */
const carriers = [
  "/pulumirpc.LanguageRuntime/Run",
  "/pulumirpc.ResourceMonitor/GetDeploymentInfo",
  "/pulumirpc.ResourceProvider/CheckConfig",
  "/pulumirpc.ResourceProvider/Configure",
];

interface Way {
  /** What is secret of it. */
  config: Record<string, string>;
  plain?: Record<string, string>;
  canaries: Canaries;
}

const signatureOf = (token: string): string => token.split(".")[2] ?? "";

/** Each way to sign in by a secret in the configuration; the folder is for what a test itself writes. */
const ways: Record<string, (tenant: TestTenant, folder: string) => Promise<Way> | Way> = {
  "a client secret": () => ({ config: { clientSecret }, canaries: { clientSecret } }),
  "a certificate": async ({ emulator }) => {
    const { pem } = await emulator.registerCertificate();
    return { config: { clientCertificate: pem }, canaries: { key: pickKeyLine(pem) } };
  },
  "a PFX": async ({ emulator }, folder) => {
    const { pem } = await emulator.registerCertificate();
    const password = "canary~password+of&PFX";
    const pfx = (await writePfx({ folder, pem, password })).bytes.toString("base64");
    return {
      config: { clientCertificate: pfx, clientCertificatePassword: password },
      canaries: { key: pickKeyLine(pem), password, pfx: pfx.slice(600, 664) },
    };
  },
  "a token of another issuer": async ({ emulator }, folder) => {
    await emulator.identityEnvironment("workloadIdentity", folder);
    const oidcToken = await emulator.issueFederatedToken();
    return { config: { oidcToken }, canaries: { oidcToken: signatureOf(oidcToken) } };
  },
  "the token of a job": async ({ emulator }) => {
    const environment = await emulator.identityEnvironment("gitHubActions");
    const { ACTIONS_ID_TOKEN_REQUEST_URL: oidcRequestUrl = "" } = environment;
    const oidcRequestToken = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
    return {
      config: { oidcRequestToken },
      plain: { oidcRequestUrl },
      canaries: { oidcRequestToken },
    };
  },
};

describe("a run leaves no secret behind", () => {
  let tenant: TestTenant;
  let folder: string;

  before(async () => {
    const roles = ["DeviceManagementApps.ReadWrite.All"];
    tenant = await openTestTenant({ applications: [{ clientId, clientSecret, roles }] });
    folder = await mkdtemp(join(tmpdir(), "intune-secrets-"));
  });
  after(async () => {
    await tenant.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The tokens of an emulator begin alike, whoever signs in and whoever issues them. */
  const listTokens = async (): Promise<Canaries> => ({
    token: (await tenant.emulator.issueToken()).slice(0, 60),
    assertion: (await tenant.emulator.issueFederatedToken()).slice(0, 40),
  });

  const expectNothing = async (stack: WatchedStack, canaries: Canaries): Promise<void> => {
    const places = await stack.listPlaces();
    const names = Object.keys(places).join(" ");
    for (const part of [".json.bak", "/history/", "/backups/", "requests.jsonl", "home/logs/"]) {
      expect(names).to.include(part);
    }
    expect(findCanaries({ ...(await listTokens()), ...canaries }, places)).to.deep.equal([]);
  };

  for (const [way, open] of Object.entries(ways)) {
    it(`that the configuration holds: ${way}`, async () => {
      const { config, plain = {}, canaries } = await open(tenant, folder);
      const stackName = way.replaceAll(" ", "-");
      const secrets = Object.entries(config).map(
        ([name, value]) => [`intune:${name}`, { value, secret: true as const }] as const,
      );
      const others = Object.entries(plain).map(([name, value]) => [`intune:${name}`, value]);
      const stack = await openWatchedStack({
        tenant,
        stackName,
        config: Object.fromEntries<string | { value: string; secret: true }>([
          ...secrets,
          ...(others as [string, string][]),
        ]),
        environment: { AZURE_CLIENT_SECRET: "" },
      });
      expect(await stack.watch("up")).to.match(/\+ 2 created/);
      await expectNothing(stack, canaries);
      // The engine hands the configuration out; nothing of it comes back, and no token goes along.
      expect(carriers).to.include.members(await stack.listCalls(canaries));
      const { token = "" } = await listTokens();
      expect(await stack.listCalls({ token })).to.deep.equal([]);
      const state = await readState(tenant, stackName);
      for (const name of Object.keys(config)) {
        expect(state[`intune:${name}`]).to.have.property("ciphertext").that.is.a("string");
      }
    });
  }

  describe("that the environment holds", () => {
    const wrongSecret = "canary~wrong+secret";
    const canaries = {
      clientSecret,
      wrongSecret,
      password: "canary~password+of&certificate",
      oidcToken: "canary~oidc+token",
      requestToken: "canary~request+token",
      accessToken: "canary~access+token",
    };
    let stack: WatchedStack;
    let marker: string;

    before(async () => {
      const crashing = join(folder, "crash.cjs");
      marker = join(folder, "crashed");
      const throwing = `require("node:fs").writeFileSync(${JSON.stringify(marker)}, ""); throw new Error("on purpose");`;
      await writeFile(crashing, `process.on("SIGUSR2", () => { ${throwing} });`);
      stack = await openWatchedStack({
        tenant,
        stackName: "environment",
        environment: {
          ARM_CLIENT_SECRET: clientSecret,
          AZURE_CLIENT_SECRET: wrongSecret,
          AZURE_CLIENT_CERTIFICATE_PATH: "/nowhere.pfx",
          AZURE_CLIENT_CERTIFICATE_PASSWORD: canaries.password,
          ACTIONS_ID_TOKEN_REQUEST_URL: "https://127.0.0.1:1/",
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: canaries.requestToken,
          SYSTEM_ACCESSTOKEN: canaries.accessToken,
          INTUNE_RETRY_BUDGET_SECONDS: "0.01",
          NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --require=${crashing}`,
        },
      });
      expect(await stack.watch("up")).to.match(/\+ 2 created/);
    });

    /** Nothing is anywhere; of the environment, the engine's own calls hold nothing either. */
    afterEach(async () => {
      await expectNothing(stack, canaries);
      expect(await stack.listCalls({ ...canaries, ...(await listTokens()) })).to.deep.equal([]);
    });

    it("and keeps what the provider writes to its owner", async () => {
      expect((await stat(stack.requestLogPath)).mode & 0o777).to.equal(0o600);
    });

    const failures: [
      what: string,
      says: RegExp,
      fault: Fault | undefined,
      set?: Record<string, string>,
    ][] = [
      ["signing in fails", /AADSTS7000215/, undefined, { ARM_CLIENT_SECRET: wrongSecret }],
      [
        "settings contradict each other",
        /Two ways to sign in/,
        undefined,
        { ARM_OIDC_TOKEN: canaries.oidcToken },
      ],
      ["Graph refuses the token", /401/, { path: "/beta/", respond: { status: 401 } }],
      ["Graph forbids it", /403/, { path: "/beta/", respond: { status: 403 } }],
      ["Graph breaks the connection", /socket hang up/, { path: "/beta/", cut: "socket" }],
    ];
    for (const [what, says, fault, set = {}] of failures) {
      it(`where ${what}`, async () => {
        const { envVars } = stack.stack.workspace;
        const former = { ...envVars };
        Object.assign(envVars, set);
        const handle = fault && tenant.emulator.script({ ...fault, times: Infinity });
        try {
          expect(await stack.watch("refresh")).to.match(says);
        } finally {
          handle?.remove();
          stack.stack.workspace.envVars = former;
        }
      });
    }

    const accidents: [
      what: string,
      signal: NodeJS.Signals,
      hasHappened: (pluginId: number) => boolean,
      says: RegExp,
    ][] = [
      ["is killed", "SIGKILL", (pluginId) => !existsSync(`/proc/${pluginId}`), /error: /],
      // Pulumi's plugin prints it and goes on.
      ["meets an error that nobody catches", "SIGUSR2", () => existsSync(marker), /on purpose/],
    ];
    for (const [what, signal, hasHappened, says] of accidents) {
      it(`where the plugin ${what} in the middle of a request`, async () => {
        let processes: EngineProcesses | undefined;
        const handle = tenant.emulator.script({
          path: "/beta/",
          async run() {
            processes = findEngineProcesses("environment");
            const { pluginId } = processes;
            killAll([pluginId], signal);
            while (!hasHappened(pluginId)) await new Promise((resolve) => setTimeout(resolve, 20));
          },
        });
        try {
          expect(await stack.watch("refresh")).to.match(says);
          expect(handle.hits).to.equal(1);
        } finally {
          handle.remove();
          killAll(processes?.allIds ?? []);
        }
      });
    }
  });
});

/** The stack's configuration as the state holds it: with the plugin's provider. */
async function readState(tenant: TestTenant, stackName: string): Promise<Record<string, unknown>> {
  const stacks = join(tenant.folder.path, "backend", ".pulumi", "stacks", "quickstart");
  const { checkpoint } = JSON.parse(await readFile(join(stacks, `${stackName}.json`), "utf8")) as {
    checkpoint: { latest: { resources: { type: string; inputs: Record<string, unknown> }[] } };
  };
  const found = checkpoint.latest.resources.find(({ type }) => type.startsWith("pulumi:providers"));
  return found?.inputs ?? {};
}
