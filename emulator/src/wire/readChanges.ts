import type { PatchableProperty } from "../behaviour.js";
import type { Configuration } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";

/**
 * Properties that a client sets. The others are accepted and not heeded: Microsoft's own examples
 * send `version`, and the service sets it by its nature (our guess).
 */
const writable: readonly PatchableProperty[] = [
  ...(["displayName", "description", "payload", "payloadFileName"] as const),
  ...(["roleScopeTagIds", "expirationDateTime"] as const),
];

/** What a checked body sets of a configuration, but for the properties that are to be ignored. */
export function readChanges(
  body: unknown,
  ignored: readonly string[] = [],
): Partial<Configuration> {
  if (!isRecord(body)) return {};
  const heeded: readonly string[] = writable.filter((name) => !ignored.includes(name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => heeded.includes(name)));
}
