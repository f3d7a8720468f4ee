import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { findPulumiCli } from "../findPulumiCli.ts";
import { createEngineFolder } from "../localStack.ts";
import { pulumiPath } from "../pulumiPath.ts";
import { formatColumns } from "./formatColumns.ts";

const fleet = join(import.meta.dirname, "..", "..", "examples", "fleet", "fleet.ts");
const profilesPerTenant = 10;
const clientSecret = "bench";

/** One run of a fleet. */
interface FleetRun {
  tenants: number;
  parallel: number;
  operation: string;
  elapsedMs: number;
  /** Of all its processes together, at the same moment; what they share counts once. */
  peakBytes: number;
}

/** Runs a fleet of so many tenants, each with a stack of ten assignment sets: so many at once. */
export async function measureFleet(options: {
  tenants: number;
  parallel: number;
  latencyMs: number;
}): Promise<FleetRun[]> {
  const folder = await createEngineFolder();
  const emulators = await Promise.all(
    Array.from({ length: options.tenants }, (_, index) => openTenant(index, options.latencyMs)),
  );
  try {
    const tenantsFile = join(folder.path, "tenants.json");
    await writeFile(tenantsFile, JSON.stringify({ tenants: emulators.map(describeTenant) }));
    const caFile = join(folder.path, "ca.pem");
    await writeFile(caFile, emulators.map((each) => each.caCertificatePem).join("\n"));
    const environment = {
      PATH: pulumiPath(await findPulumiCli()),
      PULUMI_HOME: join(folder.path, "home"),
      PULUMI_BACKEND_URL: `file://${folder.path}`,
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NODE_EXTRA_CA_CERTS: caFile,
      NODE_COMPILE_CACHE: join(folder.path, "compiled"),
      AZURE_CLIENT_SECRET: clientSecret,
    };
    const runs: FleetRun[] = [];
    for (const operation of ["first up", "up without changes"]) {
      const files = ["--tenants", tenantsFile, "--logs", join(folder.path, "logs")];
      const args = [fleet, "up", "--parallel", String(options.parallel), ...files];
      runs.push({ ...options, operation, ...(await watchRun(args, environment)) });
    }
    return runs;
  } finally {
    await Promise.all(emulators.map((emulator) => emulator.close()));
    await folder.remove();
  }
}

export function formatFleets(runs: readonly FleetRun[]): string {
  return formatColumns(
    ["tenants", "at once", "operation", "seconds", "seconds a tenant", "MiB"],
    runs.map(({ tenants, parallel, operation, elapsedMs, peakBytes }) => [
      String(tenants),
      String(parallel),
      operation,
      (elapsedMs / 1000).toFixed(1),
      (elapsedMs / 1000 / tenants).toFixed(2),
      (peakBytes / 2 ** 20).toFixed(0),
    ]),
  );
}

async function openTenant(index: number, latencyMs: number): Promise<Emulator> {
  const emulator = await createEmulator({
    latencyMs,
    tenantId: `7f1c2b3a-0d4e-4f5a-8b6c-${String(index).padStart(12, "0")}`,
    applications: [
      {
        clientId: "0d0d0d0d-0000-4000-8000-000000000003",
        clientSecret,
        roles: ["DeviceManagementApps.ReadWrite.All"],
      },
    ],
  });
  for (let number = 0; number < profilesPerTenant; number += 1)
    emulator.tenant.addConfiguration({ displayName: `App ${number}` });
  return emulator;
}

function describeTenant(emulator: Emulator, index: number): object {
  return {
    name: `tenant-${String(index + 1).padStart(3, "0")}`,
    tenantId: emulator.tenantId,
    clientId: emulator.applications[0]?.clientId,
    environment: "public",
    profiles: emulator.tenant.configurations.map(({ id, displayName }) => ({
      name: displayName.replace(" ", "-").toLowerCase(),
      configurationId: id,
      groupIds: ["0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"],
    })),
    settings: { graphEndpoint: emulator.httpsUrl, authorityHost: emulator.httpsUrl },
  };
}

async function watchRun(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Pick<FleetRun, "elapsedMs" | "peakBytes">> {
  const startMs = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, readBytesOf(child.pid ?? 0));
  }, 500);
  const [code] = (await once(child, "exit")) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`The fleet ended with ${String(code)}.`);
  return { elapsedMs: performance.now() - startMs, peakBytes };
}

/** Of a process and all that have come of it. Linux only. */
function readBytesOf(id: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc"))
    if (/^\d+$/.test(name)) parents.set(Number(name), readField(`/proc/${name}/status`, "PPid"));
  const isOurs = (one: number): boolean =>
    one === id || (parents.has(one) && isOurs(parents.get(one) ?? 0));
  return [...parents.keys()]
    .filter(isOurs)
    .reduce((sum, one) => sum + 1024 * readField(`/proc/${one}/smaps_rollup`, "Pss"), 0);
}

/** The first number of a line; 0 of a process that has ended meanwhile. */
function readField(file: string, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(file, "utf8"))?.[1]);
  } catch (error) {
    if (error instanceof Error && "code" in error) return 0;
    throw error;
  }
}
