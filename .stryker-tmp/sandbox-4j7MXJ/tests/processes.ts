// @ts-nocheck
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

/** A process of this machine. */
export interface Process {
  id: number;
  parentId: number;
  command: string[];
}

/** The processes that have come of this one, over all generations whose parents still run. */
export function findDescendants(running: readonly Process[], id: number): Process[] {
  const children = running.filter(({ parentId }) => parentId === id);
  return [...children, ...children.flatMap((child) => findDescendants(running, child.id))];
}

/** All processes that run now. `ps` is missing in small containers, and `/proc` outside Linux. */
export function listProcesses(): Process[] {
  if (!existsSync("/proc/self/status")) return listByCommand();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
}

function listByCommand(): Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([id, parentId, ...command]) => ({ id: Number(id), parentId: Number(parentId), command }));
}

function readProcess(id: number): Process[] {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    return [{ id, command, parentId: Number(/PPid:\s+(\d+)/.exec(status)?.[1]) }];
  } catch (error) {
    // It ended while it was looked at.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

/** Kills what is left of the processes; those that have ended are passed over. */
export function killAll(ids: readonly number[], signal: NodeJS.Signals = "SIGKILL"): void {
  for (const id of ids) {
    try {
      process.kill(id, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}
