import { isGuid } from "../../domain/values.js";
import { clouds, findCloudOfGraph, isKnownAuthority } from "../clouds.js";
import { SettingsError } from "../readSetting.js";
import { describeSetting, type GraphSettings, type SettingName } from "../settingsTable.js";
import { chooseCredential } from "./chooseCredential.js";

/**
 * Before anything is sent.
 * @throws SettingsError naming contradictory or missing settings and their origins, never values.
 */
export function checkSettings(settings: GraphSettings): GraphSettings {
  const problem = listProblems(settings).find((found) => found !== false);
  if (problem !== undefined) throw new SettingsError(problem);
  chooseCredential(settings);
  return settings;
}

function listProblems(settings: GraphSettings): (string | false)[] {
  const { environment, graphEndpoint, authorityHost, tenantId = "", origins } = settings;
  const name = (setting: SettingName) => describeSetting(settings, setting);
  const isSet = (setting: SettingName) => settings[setting] !== undefined;
  const cloud = findCloudOfGraph(graphEndpoint);
  const isOther = cloud !== undefined && graphEndpoint !== clouds[environment].graphEndpoint;
  // Other authorities may serve any cloud.
  const expected = cloud?.authorityHost ?? authorityHost;
  const isMixed = isKnownAuthority(authorityHost) && expected !== authorityHost;
  // Of a domain only the token shows the tenant.
  const isForeign = isGuid(tenantId) && tenantId.toLowerCase() !== settings.expectedTenantId;
  const hasCertificate = isSet("clientCertificate") || isSet("clientCertificatePath");
  return [
    isOther &&
      origins.environment !== undefined &&
      `${name("environment")} is one cloud and ${name("graphEndpoint")} is Graph of another: set one of them only.`,
    isMixed &&
      `${name("graphEndpoint")} and ${name("authorityHost")} are of two clouds, and neither takes the other's tokens: ` +
        "set intune:environment (or ARM_ENVIRONMENT) instead of both.",
    isForeign &&
      isSet("expectedTenantId") &&
      `${name("tenantId")} is another tenant than ${name("expectedTenantId")}.`,
    isSet("clientCertificatePassword") &&
      !hasCertificate &&
      `${name("clientCertificatePassword")} is the password of no certificate: ` +
        "set intune:clientCertificatePath or intune:clientCertificate too.",
    // Without its code, the next run would ask again.
    isSet("approvalJustification") &&
      !isSet("approvalsFile") &&
      `${name("approvalJustification")} needs intune:approvalsFile: a file that keeps the codes of requested ` +
        "approvals until the run after the approval.",
  ];
}
