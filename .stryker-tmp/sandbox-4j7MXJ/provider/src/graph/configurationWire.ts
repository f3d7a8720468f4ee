// @ts-nocheck
import type {
  ConfigurationContent,
  DeviceStatus,
  LiveConfiguration,
} from "../domain/configuration.js";
import { normalizeGuid } from "../domain/guid.js";
import { isJson, type Json } from "./readResponse.js";

const entityType = "#microsoft.graph.iosLobAppProvisioningConfiguration";

/** The body of a POST, and of a PATCH, where it holds only what changes. */
export function toConfigurationBody(content: Partial<ConfigurationContent>): Json {
  return { "@odata.type": entityType, ...content };
}

/**
 * Reads one entity. The documentation wraps what a GET answers in `value`, siblings answer the bare object. Undefined
 * where it is no entity, since it has no id.
 */
export function configurationFromWire(answer: Json | undefined): LiveConfiguration | undefined {
  const wrapped = answer?.["value"];
  const entity = isJson(wrapped) ? wrapped : answer;
  if (entity === undefined || readText(entity, "id") === "") return undefined;
  return {
    id: normalizeGuid(readText(entity, "id")),
    displayName: readText(entity, "displayName"),
    description: readNullableText(entity, "description"),
    payload: readNullableText(entity, "payload"),
    payloadFileName: readText(entity, "payloadFileName"),
    expirationDateTime: readNullableText(entity, "expirationDateTime"),
    roleScopeTagIds: readTexts(entity, "roleScopeTagIds"),
    createdDateTime: readText(entity, "createdDateTime"),
    lastModifiedDateTime: readText(entity, "lastModifiedDateTime"),
    version: typeof entity["version"] === "number" ? entity["version"] : 0,
  };
}

export function deviceStatusFromWire(item: Json): DeviceStatus {
  return {
    id: readText(item, "id"),
    deviceDisplayName: readText(item, "deviceDisplayName"),
    deviceModel: readText(item, "deviceModel"),
    userName: readText(item, "userName"),
    userPrincipalName: readText(item, "userPrincipalName"),
    status: readText(item, "status"),
    lastReportedDateTime: readText(item, "lastReportedDateTime"),
  };
}

function readText(entity: Json, key: string): string {
  return readNullableText(entity, key) ?? "";
}

/** An empty text is none: a payload is never empty, and an empty description shows nothing. */
function readNullableText(entity: Json, key: string): string | null {
  const value = entity[key];
  return typeof value === "string" && value !== "" ? value : null;
}

function readTexts(entity: Json, key: string): string[] | null {
  const value = entity[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : null;
}
