export type { Approval, ApprovalState } from "./approval/approvals.js";
export { createEmulator } from "./createEmulator.js";
export type { Emulator, TokenOptions } from "./emulator.js";
export { defaultApplication, type Application, type EmulatorOptions } from "./emulatorOptions.js";
export {
  defaultBehaviour,
  type Behaviour,
  type LagRoute,
  type LagSpan,
  type PatchableProperty,
  type Quota,
  type ReadLag,
} from "./behaviour.js";
export { behaviourChoices } from "./behaviourChoices.js";
export { DocumentError } from "./documents/checkDocument.js";
export type { EmulatorState } from "./emulatorState.js";
export type { Authority } from "./http/authority.js";
export {
  createCommandEnvironment,
  type CommandEnvironmentOptions,
} from "./identity/commandEnvironment.js";
export type { ConfigurationDocument, TenantDocument } from "./store/tenantDocument.js";
export type {
  CredentialTools,
  FakeCliOptions,
  RegisterCertificateOptions,
} from "./identity/credentialTools.js";
export type { Environment, IdentityEnvironment, IdentityTools } from "./identity/identityTools.js";
export type { FileIdentityKind, IdentityKind } from "./identity/identityKinds.js";
export {
  createClientCertificate,
  type ClientCertificate,
  type ClientCertificateOptions,
} from "./signIn/createClientCertificate.js";
export type { FederatedCredential } from "./signIn/federatedCredential.js";
export type { FederatedToken } from "./signIn/federatedIssuers.js";
export type { RevokeOptions } from "./signIn/revocations.js";
export { defaultWorkloads, type Workload, type Workloads } from "./signIn/workloads.js";
export type { Assignment, AssignmentTarget, Configuration, Group } from "./graphObjects.js";
export { createGraphErrorBody, createIntuneErrorBody, type ErrorParts } from "./graphErrors.js";
export type { Fault, FaultAnswer, FaultHandle } from "./pipeline/faultScript.js";
export type { LoggedRequest } from "./pipeline/requestLog.js";
export type { Tenant } from "./store/tenant.js";
export { seedTenant, type SeededTenant } from "./seedTenant.js";
