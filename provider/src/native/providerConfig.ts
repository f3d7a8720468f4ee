import { isGuid, normalizeGuid } from "../domain/guid.js";
import type { Change } from "../domain/findChanges.js";
import { configurableSettings, type ConfigurableSetting } from "../graph/settingsTable.js";
import type { Values } from "./kinds.js";

/** What a change of the instance's inputs means for its resources. */
export function compareConfig(
  olds: Values,
  news: Values,
): { changes: ReadonlyMap<string, Change>; replaces: string[] } {
  const changed = configurableSettings.filter((name) => olds[name] !== news[name]);
  const kindOf = (name: ConfigurableSetting): Change => {
    if (olds[name] === undefined) return "ADD";
    return news[name] === undefined ? "DELETE" : "UPDATE";
  };
  return {
    changes: new Map(changed.map((name) => [name, kindOf(name)])),
    replaces: isOtherTenant(olds["tenantId"], news["tenantId"]) ? ["tenantId"] : [],
  };
}

/**
 * Only two ids prove it: a domain may be another name of the same tenant, whose sets a replacement would empty. One that is
 * not known yet may be another: the preview shows it.
 */
function isOtherTenant(former: unknown, present: unknown): boolean {
  if (!isGuid(former) || !isGuid(present)) return false;
  return normalizeGuid(String(former)) !== normalizeGuid(String(present));
}
