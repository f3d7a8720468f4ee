// @ts-nocheck
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** Azurite's well-known account; its key guards nothing. */
const account = "devstoreaccount1";
const key =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** Azure Blob Storage on this machine, in memory. */
export interface Azurite {
  /** What the CLI needs to keep its state in the container of this name. */
  environmentFor: (container: string) => Record<string, string>;
  /** The same for who may read and list blobs, and nothing else. */
  readingEnvironmentFor: (container: string) => Record<string, string>;
  createContainer: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function startAzurite(): Promise<Azurite> {
  const command = createRequire(import.meta.url).resolve("azurite/dist/src/blob/main.js");
  const options = ["--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence"];
  // The CLI's library speaks a newer version of the API than Azurite knows.
  const checks = ["--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(process.execPath, [command, ...options, ...checks], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<void>((resolve) => {
    child.on("close", () => {
      resolve();
    });
  });
  const url = await Promise.race([
    findAddress(createInterface(child.stdout)),
    closed.then(() => Promise.reject(new Error("Azurite ended before it listened."))),
  ]);
  child.stdout.resume();
  const placeOf = (container: string): Record<string, string> => ({
    PULUMI_BACKEND_URL: `azblob://${container}`,
    AZURE_STORAGE_ACCOUNT: account,
    AZURE_STORAGE_DOMAIN: url.host,
    AZURE_STORAGE_PROTOCOL: "http",
    AZURE_STORAGE_IS_LOCAL_EMULATOR: "true",
  });
  return {
    environmentFor: (container) => ({ ...placeOf(container), AZURE_STORAGE_KEY: key }),
    readingEnvironmentFor: (container) => ({
      ...placeOf(container),
      AZURE_STORAGE_SAS_TOKEN: createReadingToken(),
    }),
    createContainer: (name) => createContainer(url, name),
    async close() {
      child.kill();
      await closed;
    },
  };
}

async function findAddress(lines: AsyncIterable<string>): Promise<URL> {
  for await (const line of lines) {
    const [address] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (address !== undefined) return new URL(address);
  }
  throw new Error("Azurite does not say where it listens.");
}

async function createContainer(url: URL, name: string): Promise<void> {
  const headers = { "x-ms-date": new Date().toUTCString(), "x-ms-version": "2021-08-06" };
  const answer = await fetch(new URL(`/${account}/${name}?restype=container`, url), {
    method: "PUT",
    headers: { ...headers, authorization: `SharedKey ${account}:${sign(headers, name)}` },
  });
  if (!answer.ok)
    throw new Error(`Cannot create the container ${name}: ${answer.status} ${await answer.text()}`);
}

/** Signs as Storage has it: the verb, eleven standard headers (none here), Storage's own, the resource. */
function sign(headers: Record<string, string>, container: string): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  const resource = `/${account}/${account}/${container}`;
  const text = ["PUT", ...Array<string>(11).fill(""), ...own, resource, "restype:container"].join(
    "\n",
  );
  return digest(text);
}

/** A shared access signature of the account: reads and lists, the blob service, containers and blobs, for an hour. */
function createReadingToken(): string {
  const expiry = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, "");
  const token = { sp: "rl", ss: "b", srt: "sco", se: expiry, sv: "2019-12-12" };
  const text = [account, token.sp, token.ss, token.srt, "", token.se, "", "", token.sv, ""].join(
    "\n",
  );
  return new URLSearchParams({ ...token, sig: digest(text) }).toString();
}

function digest(text: string): string {
  return createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
}
