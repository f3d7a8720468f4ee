// @ts-nocheck
import { readFileSync, readdirSync } from "node:fs";

/** Watches the provider plugins that this process's engine starts, until stopped; stop answers the highest peak. */
export function watchPluginMemory(): { stop: () => number } {
  let peakBytes = 0;
  const look = (): void => {
    peakBytes = Math.max(peakBytes, ...findPluginPeaks());
  };
  const timer = setInterval(look, 200);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peakBytes;
    },
  };
}

/** The kernel keeps each process's own highest resident set; a plugin's is read while it runs. Linux only. */
function findPluginPeaks(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((processId) => readPluginPeak(processId));
}

function readPluginPeak(processId: string): number {
  try {
    const command = readFileSync(`/proc/${processId}/cmdline`, "utf8");
    if (!command.includes("dynamic-provider")) return 0;
    const status = readFileSync(`/proc/${processId}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch (error) {
    // Processes end while they are looked at.
    if (error instanceof Error && "code" in error) return 0;
    throw error;
  }
}
