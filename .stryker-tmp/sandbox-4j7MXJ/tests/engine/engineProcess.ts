// @ts-nocheck
import { findDescendants, listProcesses } from "../processes.ts";

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
