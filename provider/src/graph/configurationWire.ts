import type { ConfigurationContent, LiveConfiguration } from "../domain/configuration.js";
import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import { isRecord } from "../domain/values.js";
import { readDate, readGuid, readText, readTexts, requireJson, type Json } from "./parseJson.js";

const entityType = "#microsoft.graph.iosLobAppProvisioningConfiguration";

export function toConfigurationBody(content: Partial<ConfigurationContent>): Json {
  return { "@odata.type": entityType, ...content };
}

/** The documentation wraps the entity in `value`; siblings return it bare. */
export function configurationFromWire(json: unknown): LiveConfiguration {
  const answer = requireJson(json);
  const wrapped = answer["value"];
  const entity = isRecord(wrapped) ? wrapped : answer;
  return {
    id: readGuid(entity, "id"),
    displayName: readText(entity, "displayName") ?? "",
    description: readText(entity, "description"),
    payload: readText(entity, "payload"),
    payloadFileName: readText(entity, "payloadFileName") ?? "",
    expirationDateTime: readDate(entity, "expirationDateTime"),
    roleScopeTagIds: readTexts(entity, "roleScopeTagIds"),
    createdDateTime: readDate(entity, "createdDateTime") ?? "",
    lastModifiedDateTime: readDate(entity, "lastModifiedDateTime") ?? "",
    version: typeof entity["version"] === "number" ? entity["version"] : 0,
  };
}

export function deviceStatusFromWire(json: unknown): DeviceStatus {
  const item = requireJson(json);
  return {
    id: readText(item, "id") ?? "",
    deviceDisplayName: readText(item, "deviceDisplayName") ?? "",
    deviceModel: readText(item, "deviceModel") ?? "",
    userName: readText(item, "userName") ?? "",
    userPrincipalName: readText(item, "userPrincipalName") ?? "",
    status: readText(item, "status") ?? "",
    lastReportedDateTime: readDate(item, "lastReportedDateTime") ?? "",
  };
}
