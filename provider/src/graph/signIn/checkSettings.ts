import { isGuid } from "../../domain/guid.js";
import { findCloudOfGraph, isKnownAuthority, clouds } from "../clouds.js";
import { SettingsError } from "../readSetting.js";
import { describeSetting, type GraphSettings } from "../settingsTable.js";
import { chooseCredential } from "./chooseCredential.js";
import { checkCertificate } from "./readCertificate.js";

/** What is wrong with settings that are each right; undefined where nothing is. */
type FindProblem = (settings: GraphSettings) => string | undefined;

const problemFinders: readonly FindProblem[] = [
  findCloudProblem,
  findAuthorityProblem,
  findTenantProblem,
  findPasswordProblem,
  findApprovalProblem,
];

/**
 * Refuses settings that contradict each other or lack another, before anything is sent.
 *
 * @throws SettingsError naming the settings and where each came from; never their content.
 */
export function checkSettings(settings: GraphSettings): GraphSettings {
  for (const findProblem of problemFinders) {
    const problem = findProblem(settings);
    if (problem !== undefined) throw new SettingsError(problem);
  }
  checkCertificate(chooseCredential(settings), settings);
  return settings;
}

function findCloudProblem(settings: GraphSettings): string | undefined {
  const { environment, graphEndpoint, origins } = settings;
  const cloud = findCloudOfGraph(graphEndpoint);
  if (origins.environment === undefined || cloud === undefined) return undefined;
  if (cloud.graphEndpoint === clouds[environment].graphEndpoint) return undefined;
  return (
    `${describeSetting(settings, "environment")} is one cloud and ${describeSetting(settings, "graphEndpoint")} ` +
    "is Graph of another: set one of them only."
  );
}

/** Tokens of one cloud are no good in another; of an authority that is nobody's known one, nothing can be said. */
function findAuthorityProblem(settings: GraphSettings): string | undefined {
  const { graphEndpoint, authorityHost } = settings;
  const expected = findCloudOfGraph(graphEndpoint)?.authorityHost;
  if (expected === undefined || expected === authorityHost) return undefined;
  if (!isKnownAuthority(authorityHost)) return undefined;
  return (
    `${describeSetting(settings, "graphEndpoint")} and ${describeSetting(settings, "authorityHost")} are of two clouds, ` +
    "and neither takes the other's tokens: set intune:environment (or ARM_ENVIRONMENT) instead of both."
  );
}

function findTenantProblem(settings: GraphSettings): string | undefined {
  const { tenantId, expectedTenantId } = settings;
  // A domain is a tenant's other name: only the token shows which tenant it is.
  if (expectedTenantId === undefined || tenantId === undefined || !isGuid(tenantId))
    return undefined;
  if (tenantId.toLowerCase() === expectedTenantId) return undefined;
  return (
    `${describeSetting(settings, "tenantId")} is another tenant than ` +
    `${describeSetting(settings, "expectedTenantId")}.`
  );
}

/** A code that no file keeps is lost, and the next run would ask again. */
function findApprovalProblem(settings: GraphSettings): string | undefined {
  const { approvalJustification, approvalsFile } = settings;
  if (approvalJustification === undefined || approvalsFile !== undefined) return undefined;
  return (
    `${describeSetting(settings, "approvalJustification")} needs intune:approvalsFile: a file that keeps the codes of requested ` +
    "approvals until the run after the approval."
  );
}

function findPasswordProblem(settings: GraphSettings): string | undefined {
  const { clientCertificate, clientCertificatePath, clientCertificatePassword } = settings;
  if (clientCertificatePassword === undefined) return undefined;
  if (clientCertificate !== undefined || clientCertificatePath !== undefined) return undefined;
  return (
    `${describeSetting(settings, "clientCertificatePassword")} is the password of no certificate: ` +
    "set intune:clientCertificatePath or intune:clientCertificate too."
  );
}
