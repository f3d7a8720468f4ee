import { isGuid } from "../../domain/values.js";
import { findCloudOfGraph, isKnownAuthority, clouds } from "../clouds.js";
import { SettingsError } from "../readSetting.js";
import { describeSetting, type GraphSettings, type SettingName } from "../settingsTable.js";
import { chooseCredential } from "./chooseCredential.js";

/**
 * Before anything is sent.
 * @throws SettingsError naming contradictory or missing settings and their origins, never values.
 */
export function checkSettings(settings: GraphSettings): GraphSettings {
  const problem = findProblem(settings);
  if (problem !== undefined) throw new SettingsError(problem);
  chooseCredential(settings);
  return settings;
}

function findProblem(settings: GraphSettings): string | undefined {
  const { environment, authorityHost, tenantId = "", expectedTenantId, origins } = settings;
  const name = (setting: SettingName) => describeSetting(settings, setting);
  const isUnset = (setting: SettingName) => settings[setting] === undefined;
  const cloud = findCloudOfGraph(settings.graphEndpoint);
  const isOther = cloud !== undefined && cloud.graphEndpoint !== clouds[environment].graphEndpoint;
  if (isOther && origins.environment !== undefined)
    return (
      `${name("environment")} is one cloud and ${name("graphEndpoint")} ` +
      "is Graph of another: set one of them only."
    );
  // Other authorities may serve any cloud.
  const expected = cloud?.authorityHost ?? authorityHost;
  if (expected !== authorityHost && isKnownAuthority(authorityHost))
    return (
      `${name("graphEndpoint")} and ${name("authorityHost")} are of two clouds, ` +
      "and neither takes the other's tokens: set intune:environment (or ARM_ENVIRONMENT) instead of both."
    );
  // Of a domain only the token shows the tenant.
  const isExpected = tenantId.toLowerCase() === (expectedTenantId ?? tenantId.toLowerCase());
  if (isGuid(tenantId) && !isExpected)
    return `${name("tenantId")} is another tenant than ${name("expectedTenantId")}.`;
  const lacksCertificate = isUnset("clientCertificate") && isUnset("clientCertificatePath");
  if (!isUnset("clientCertificatePassword") && lacksCertificate)
    return (
      `${name("clientCertificatePassword")} is the password of no certificate: ` +
      "set intune:clientCertificatePath or intune:clientCertificate too."
    );
  // Without its code, the next run would ask again.
  if (!isUnset("approvalJustification") && isUnset("approvalsFile"))
    return (
      `${name("approvalJustification")} needs intune:approvalsFile: a file that keeps the codes of requested ` +
      "approvals until the run after the approval."
    );
  return undefined;
}
