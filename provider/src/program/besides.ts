import { setImmediate as nextTurn } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { normalizeGuid, type Values } from "../domain/values.js";
import type { Beside } from "../hosting/hostResource.js";
import type { ResourceName } from "../handlers/declaration.js";
import { isPlain } from "./endOfProgram.js";

/** By run, because each has its own monitor. */
const declared = new WeakMap<object, Map<string, Beside[]>>();

/** The program's other sets of the configuration, as far as it has constructed them. */
export function findBesides(
  name: ResourceName,
  inputs: Values & { configurationId: pulumi.Input<string> },
): pulumi.Input<Beside[] | undefined> {
  const run = pulumi.runtime.getMonitor();
  if (run === undefined) return undefined;
  const sets = declared.get(run) ?? new Map<string, Beside[]>();
  declared.set(run, sets);
  const record = (known: { configurationId: string }): void => {
    const id = normalizeGuid(known.configurationId);
    sets.set(id, [...(sets.get(id) ?? []), { name, inputs: known }]);
  };
  const findOthers = async (id: string): Promise<Beside[] | undefined> => {
    await nextTurn();
    const others = (sets.get(normalizeGuid(id)) ?? []).filter((beside) => beside.name !== name);
    return others.length > 0 ? others : undefined;
  };
  const { configurationId } = inputs;
  // Outputs take time, noticeably with many sets.
  if (isPlain(inputs) && typeof configurationId === "string") {
    record({ ...inputs, configurationId });
    return findOthers(configurationId);
  }
  // Registering the set reports the failure.
  pulumi.recover(pulumi.output(inputs).apply(record), () => undefined);
  return pulumi.output(configurationId).apply(findOthers);
}
