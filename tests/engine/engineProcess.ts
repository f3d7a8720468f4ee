import { readFileSync, readdirSync } from "node:fs";

/** A process that the engine consists of. Linux only, as the fault tests are. */
export interface EngineProcesses {
  /** The Pulumi CLI that runs the update. */
  engineId: number;
  /** The Node process that hosts the provider. */
  pluginId: number;
  /** Both, and what stands between them. */
  allIds: number[];
}

/** Finds the processes of the engine that this process, and no other run of the tests, has working on the stack. */
export function findEngineProcesses(stackName: string): EngineProcesses {
  const running = listProcesses();
  const engine = findDescendants(running, process.pid).find(
    ({ command }) => (command[0] ?? "").endsWith("/pulumi") && command.includes(stackName),
  );
  if (engine === undefined) throw new Error(`No engine works on the stack ${stackName}.`);
  const descendants = findDescendants(running, engine.id);
  const plugin = descendants.find(({ command }) =>
    command.some((word) => word.includes("cmd/dynamic-provider")),
  );
  if (plugin === undefined) throw new Error("The engine has started no plugin.");
  return {
    engineId: engine.id,
    pluginId: plugin.id,
    allIds: [engine.id, ...descendants.map(({ id }) => id)],
  };
}

interface Process {
  id: number;
  parentId: number;
  command: string[];
}

function findDescendants(running: Process[], id: number): Process[] {
  const children = running.filter(({ parentId }) => parentId === id);
  return [...children, ...children.flatMap((child) => findDescendants(running, child.id))];
}

function listProcesses(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
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
