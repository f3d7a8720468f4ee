import { isText, notKnownYet, readProperty, type Properties } from "./readProperty.js";

/** Whether a list of GUIDs names the configuration of a set, in either case. */
export function findListed(
  properties: Properties,
  configurationIds: readonly string[],
): "listed" | "not listed" | "unreadable" {
  const id = readProperty(properties, "configurationId");
  if (configurationIds.length === 0 || id === notKnownYet) return "not listed";
  if (!isText(id)) return "unreadable";
  const ids = configurationIds.map((listed) => listed.toLowerCase());
  return ids.includes(id.toLowerCase()) ? "listed" : "not listed";
}
