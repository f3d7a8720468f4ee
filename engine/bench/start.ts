import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "../emulatorEnvironment.ts";
import { bundlePackage } from "../pack/bundlePackage.ts";

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
const provider = join(repository, "provider");

/**
 * Of the plugin, which reads one set, and of the command `report`: as the compiler wrote them, as published, and as they would
 * be with what signs in and sends in the bundle.
 */
export async function measureStarts(): Promise<StartMeasurement[]> {
  const emulator = await createEmulator();
  // Beside the package, so that its dependencies are found.
  const folder = mkdtempSync(join(provider, "published-"));
  try {
    const { id } = emulator.tenant.addConfiguration();
    const environment = await emulatorEnvironment(emulator, { path: folder });
    const built = join(provider, "dist");
    const published = join(folder, "dist");
    const bundled = join(folder, "bundled");
    await bundlePackage(provider, built, published);
    await bundlePackage(provider, built, bundled, [
      "@azure/identity",
      "@azure/core-rest-pipeline",
      "axios",
    ]);
    cpSync(join(provider, "package.json"), join(folder, "package.json"));
    const measurements: StartMeasurement[] = [];
    const forms = { compiled: built, published, "with dependencies in the bundle": bundled };
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
    rmSync(folder, { recursive: true, force: true });
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
