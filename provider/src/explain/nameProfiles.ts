import { countEach, isGuid } from "../domain/values.js";
import { isConfiguration } from "../handlers/declaration.js";
import { secretText, type Step } from "./engineRun.js";

export type NameProfile = ReturnType<typeof nameProfiles>;

/**
 * Names the profile of a configuration, or of a set before or after its step.
 * @param known by id.
 */
export function nameProfiles(steps: readonly Step[], known?: ReadonlyMap<string, string>) {
  /** By id and by URN. */
  const found = new Map(known);
  /** Ids and URNs of what this run makes. */
  const made = new Set<string>();
  for (const { op, urn, before, after } of steps.filter(isConfiguration)) {
    if (op === "create" && after?.adoptId === undefined) made.add(urn).add(after?.id ?? urn);
    const idAfter = after?.adoptId ?? before?.id ?? after?.id;
    for (const [recorded, id] of [[before, before?.id] as const, [after, idAfter] as const]) {
      const { displayName } = { ...recorded?.outputs, ...recorded?.inputs };
      if (typeof displayName !== "string" || ["", secretText].includes(displayName)) continue;
      found.set(urn, displayName).set(id ?? urn, displayName);
    }
  }
  const counts = countEach([...found].filter(([key]) => isGuid(key)).map(([, name]) => name));
  return (step: Step, configurationId: string | undefined) => {
    const linked = step.after?.configurationUrn ?? step.before?.configurationUrn;
    const keys = isConfiguration(step) ? [step.urn] : [configurationId ?? "", linked ?? ""];
    const [name = step.name] = keys.flatMap((key) => found.get(key) ?? []);
    // Several profiles may have one name.
    const isAlike = configurationId !== undefined && (counts.get(name) ?? 0) > 1;
    return {
      name: isAlike ? `${name} (${configurationId.slice(0, 8)})` : name,
      configurationId,
      /** Made by this run: nobody has it yet. */
      isNew: keys.some((key) => made.has(key)),
    };
  };
}
