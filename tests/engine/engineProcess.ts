import { findDescendants, listProcesses } from "../processes.ts";

/** The processes that the engine consists of. Linux only, as the fault tests are. */
export interface Engine {
  /** The Pulumi CLI that runs the update. */
  engineId: number;
  /** The Node process that hosts the provider; undefined before it starts. */
  pluginId: number | undefined;
  /** Both, and what stands between them. */
  allIds: number[];
}

export type EngineProcesses = Engine & { pluginId: number };

/** The engine that this process, and no other run of the tests, has working on the stack; undefined where none does. */
export function findEngine(stackName: string): Engine | undefined {
  const running = listProcesses();
  const engine = findDescendants(running, process.pid).find(
    ({ command }) => /(?:^|\/)pulumi$/.test(command[0] ?? "") && command.includes(stackName),
  );
  if (engine === undefined) return undefined;
  const descendants = findDescendants(running, engine.id);
  const plugin = descendants.find(({ command }) =>
    command.some((word) => /cmd\/dynamic-provider|pulumi-resource-intune/.test(word)),
  );
  return {
    engineId: engine.id,
    pluginId: plugin?.id,
    allIds: [engine.id, ...descendants.map(({ id }) => id)],
  };
}

/** @throws Error where no engine works on the stack, or its plugin has not started. */
export function findEngineProcesses(stackName: string): EngineProcesses {
  const engine = findEngine(stackName);
  if (engine === undefined) throw new Error(`No engine works on the stack ${stackName}.`);
  const { pluginId } = engine;
  if (pluginId === undefined) throw new Error("The engine has started no plugin.");
  return { ...engine, pluginId };
}
