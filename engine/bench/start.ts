import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "../emulatorEnvironment.ts";
import { bundlePackage } from "../pack/bundlePackage.ts";
import { builtFolder, providerFolder, publishProvider } from "./publishProvider.ts";

/** From the start of a process to its first request to Graph: modules, settings and the sign-in. */
export interface StartMeasurement {
  what: string;
  /** Once, after the kernel has dropped the files from its cache. */
  coldMs: number;
  /** The fastest of several. */
  warmMs: number;
}

const runs = 9;
const repository = join(import.meta.dirname, "..", "..");

/**
 * Of the plugin, which reads one set, and of the command `report`: as the compiler wrote them, as published, and as they would
 * be with what signs in and sends in the bundle.
 */
export async function measureStarts(): Promise<StartMeasurement[]> {
  const emulator = await createEmulator();
  const provider = await publishProvider();
  try {
    const { id } = emulator.tenant.addConfiguration();
    const environment = await emulatorEnvironment(emulator, provider);
    const published = join(provider.path, "dist");
    const bundled = join(provider.path, "bundled");
    await bundlePackage(providerFolder, builtFolder, bundled, [
      "@azure/identity",
      "@azure/core-rest-pipeline",
      "axios",
    ]);
    const measurements: StartMeasurement[] = [];
    const forms = { compiled: builtFolder, published, "with dependencies in the bundle": bundled };
    for (const [form, dist] of Object.entries(forms)) {
      const plugin = join(dist, "dynamic", "assignments.js");
      const read = `const plugin = require(${JSON.stringify(plugin)});
        plugin.configure({ config: { get: () => undefined } }).then(() => plugin.read("${id}"));`;
      const starts = {
        plugin: ["--eval", read],
        report: [join(dist, "cli", "main.js"), "report"],
      };
      for (const [what, command] of Object.entries(starts)) {
        const start = (): Promise<number> => measureStart(command, environment, emulator);
        dropFromCache(dist);
        const coldMs = await start();
        const warm: number[] = [];
        for (let run = 0; run < runs; run += 1) warm.push(await start());
        measurements.push({ what: `${what}, ${form}`, coldMs, warmMs: Math.min(...warm) });
      }
    }
    return measurements;
  } finally {
    provider.remove();
    await emulator.close();
  }
}

async function measureStart(
  command: readonly string[],
  environment: Record<string, string>,
  emulator: Emulator,
): Promise<number> {
  emulator.clearRequests();
  const startedAtMs = Date.now();
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...environment },
    stdio: "ignore",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  const first = emulator.requests.find(({ path }) => path.startsWith("/beta/"));
  if (code !== 0 || first === undefined) throw new Error(`It ended with ${String(code)}.`);
  return first.time - startedAtMs;
}

/** What a start loads. Linux only: elsewhere the first start is not cold. */
function dropFromCache(dist: string): void {
  if (process.platform !== "linux") return;
  const packages = ["@azure", "@typespec", "axios", "commander"];
  const folders = [dist, ...packages.map((name) => join(repository, "node_modules", name))];
  const drop = ["dd", "if={}", "iflag=nocache", "count=0", "status=none"];
  execFileSync("find", [...folders, "-name", "*.js", "-exec", ...drop, ";"]);
}
