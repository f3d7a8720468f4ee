import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createCommandEnvironment, createEmulator } from "intune-graph-emulator";
import { withFolder } from "./startProgram.ts";

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("intune-graph-emulator")));

/** Runs the program with a COMMAND of Node, and answers what it printed and how it ended. */
async function run(script: string, env: NodeJS.ProcessEnv = {}, ...options: readonly string[]) {
  const args = [cli, ...options, "--", process.execPath, "-e", script];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const [output, said, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null, string | null]>,
  ]);
  return { output, said, code, signal };
}

/** Signs in by secret, lists the configurations, and ends with 7. */
const client = `
  const { INTUNE_GRAPH_ENDPOINT: graph, AZURE_AUTHORITY_HOST: host, AZURE_TENANT_ID: tenant,
    AZURE_CLIENT_ID: client_id, AZURE_CLIENT_SECRET: client_secret } = process.env;
  const form = { client_id, client_secret, grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default" };
  (async () => {
    const signIn = await fetch(host + "/" + tenant + "/oauth2/v2.0/token",
      { method: "POST", body: new URLSearchParams(form) });
    const { access_token } = await signIn.json();
    const list = await fetch(graph + "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations",
      { headers: { authorization: "Bearer " + access_token } });
    console.log((await list.json()).value.length, process.env.INTUNE_EMULATOR_CA);
    process.exitCode = 7;
  })();`;

describe("The program with -- COMMAND", () => {
  it("has it sign in by https and ends with its exit code, and nothing is left", async () => {
    const { output, said, code } = await run(client);
    expect(said).to.equal("");
    const [count, caFile = ""] = output.trim().split(" ");
    expect(count).to.equal("3");
    expect(code).to.equal(7);
    expect(existsSync(caFile)).to.equal(false);
  });

  it("offers it the control surface where that is asked for", async () => {
    const script = `fetch(process.env.INTUNE_EMULATOR_CONTROL + "/requests")
      .then(async (response) => console.log(await response.text()))`;
    const { output } = await run(script, {}, "--control-port", "0");
    expect(output.trim()).to.equal("[]");
  });

  it("ends with 128 and the number of the signal that ended it", async () => {
    const { code } = await run(`process.kill(process.pid, "SIGKILL")`);
    expect(code).to.equal(137);
  });

  it("passes SIGTERM on and waits for its end", async () => {
    const script = `process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1000);
      console.log("ready")`;
    const child = spawn(process.execPath, [cli, "--", process.execPath, "-e", script]);
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await ended).to.deep.equal([3, null]);
  });

  it("ends with 127 where there is no such command", async () => {
    const child = spawn(process.execPath, [cli, "--", "no-such-command"]);
    const [said, ended] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(ended).to.deep.equal([127, null]);
    expect(said).to.include("no-such-command");
  });
});

describe("The environment of a command", () => {
  it("has nothing left of the caller's credentials, and everything else", () =>
    withFolder(async (folder) => {
      const emulator = await createEmulator();
      try {
        const inherited = {
          ARM_CLIENT_SECRET: "real",
          ARM_USE_OIDC: "true",
          AZURE_CLIENT_SECRET: "real",
          AZURE_FEDERATED_TOKEN_FILE: "/real",
          ACTIONS_ID_TOKEN_REQUEST_URL: "https://real",
          SYSTEM_ACCESSTOKEN: "real",
          AZURE_STORAGE_ACCOUNT: "state",
          PULUMI_BACKEND_URL: "file://~",
          NO_PROXY: "example.com",
        };
        const env = await createCommandEnvironment(emulator, { folder, inherited });
        expect(env).to.include({
          AZURE_CLIENT_SECRET: "emulated-secret",
          AZURE_AUTHORITY_HOST: emulator.httpsUrl,
          INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl,
          INTUNE_EMULATOR_URL: emulator.url,
          AZURE_STORAGE_ACCOUNT: "state",
          PULUMI_BACKEND_URL: "file://~",
          NO_PROXY: "example.com,127.0.0.1,localhost",
        });
        expect(Object.values(env).filter((value) => value?.includes("real"))).to.deep.equal([]);
        expect(Object.keys(env).filter((name) => name.startsWith("ARM_"))).to.deep.equal([]);
      } finally {
        await emulator.close();
      }
    }));

  it("adds the emulator's authority to those that are trusted already", () =>
    withFolder(async (folder) => {
      const emulator = await createEmulator();
      try {
        const proxy = join(folder, "proxy.pem");
        await writeFile(proxy, "-----BEGIN CERTIFICATE-----\nproxy\n-----END CERTIFICATE-----");
        const inherited = {
          NODE_EXTRA_CA_CERTS: proxy,
          SSL_CERT_FILE: join(folder, "missing.pem"),
          REQUESTS_CA_BUNDLE: folder,
        };
        const env = await createCommandEnvironment(emulator, { folder, inherited });
        for (const name of ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]) {
          const trusted = await readFile(env[name] ?? "", "utf8");
          expect(trusted, name).to.include(emulator.caCertificatePem.trim());
          // Each begins on a line of its own.
          expect(trusted, name).to.match(/^-----BEGIN CERTIFICATE-----\nproxy$/mu);
        }
        const all = await readFile(env["SSL_CERT_FILE"] ?? "", "utf8");
        for (const root of tls.rootCertificates) expect(all.includes(root)).to.equal(true);
      } finally {
        await emulator.close();
      }
    }));
});
