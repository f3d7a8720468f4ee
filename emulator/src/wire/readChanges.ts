import type { PatchableProperty } from "../behaviour.js";
import type { Configuration } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";

/** Others are accepted and ignored: Microsoft's own examples send `version` (our guess). */
const writable: readonly PatchableProperty[] = [
  ...(["displayName", "description", "payload", "payloadFileName"] as const),
  ...(["roleScopeTagIds", "expirationDateTime"] as const),
];

/** From a checked body, without what is to be ignored. */
export function readChanges(
  body: unknown,
  ignored: readonly string[] = [],
): Partial<Configuration> {
  if (!isRecord(body)) return {};
  const heeded: readonly string[] = writable.filter((name) => !ignored.includes(name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => heeded.includes(name)));
}
