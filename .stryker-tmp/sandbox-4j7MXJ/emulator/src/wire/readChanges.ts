// @ts-nocheck
import type { Configuration } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";

/**
 * Properties that a client sets. The others are accepted and not heeded: Microsoft's own examples
 * send `version`, and the service sets it by its nature (our guess).
 */
const writable = new Set([
  ...["displayName", "description", "payload", "payloadFileName"],
  ...["roleScopeTagIds", "expirationDateTime"],
]);

/** What a checked body sets of a configuration. */
export function readChanges(body: unknown): Partial<Configuration> {
  if (!isRecord(body)) return {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => writable.has(name)));
}
