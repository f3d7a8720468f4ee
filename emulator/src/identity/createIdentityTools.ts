import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmulatorContext } from "../emulatorContext.js";
import type { Application } from "../emulatorOptions.js";
import type { FakeCliName } from "../fakeCli/runFakeCli.js";
import { writeFakeCli } from "../fakeCli/writeFakeCli.js";
import { createClientCertificate } from "../signIn/createClientCertificate.js";
import { exchangeAudience } from "../signIn/federatedCredential.js";
import type { CredentialTools, FakeCliOptions } from "./credentialTools.js";
import {
  fileKinds,
  plainKinds,
  type FileIdentityKind,
  type IdentityKind,
} from "./identityKinds.js";
import type { Environment, IdentityTools } from "./identityTools.js";

export function createIdentityTools(
  context: EmulatorContext,
  caCertificatePem: string,
): IdentityTools {
  const { settings, registrations, issuers, revocations } = context;
  const tools: CredentialTools = {
    registerCertificate: async ({ clientId, ...options } = {}) => {
      const certificate = await createClientCertificate(options, settings.now());
      const { clientId: owner } = findApplication(clientId, context);
      registrations.addCertificate(owner, certificate.certificatePem);
      return certificate;
    },
    registerFederatedCredential: (credential, clientId) => {
      const { clientId: owner } = findApplication(clientId, context);
      registrations.addFederatedCredential(owner, credential);
    },
    issueFederatedToken: (token = {}) =>
      issuers.issue({
        ...settings.workloads.kubernetes,
        audience: exchangeAudience,
        expiresInSeconds: 3600,
        ...token,
      }),
    revokeTokens: (options = {}) => revocations.revoke(options).claims,
    writeFakeAz: createFakeWriter("az", context),
    writeFakeAzd: createFakeWriter("azd", context),
    writeFakePwsh: createFakeWriter("pwsh", context),
  };
  const identityEnvironment = async (kind: IdentityKind, folder?: string): Promise<Environment> => {
    const { tenantId, workloads } = settings;
    const application = findApplication(undefined, context);
    const place = { application, tenantId, workloads, origins: context.origins, tools };
    const trusted = await writeAuthority(caCertificatePem, folder);
    if (!isFileKind(kind)) return { ...plainKinds[kind](place), ...trusted };
    if (folder === undefined) throw new TypeError(`'${kind}' needs a folder for its files.`);
    return { ...(await fileKinds[kind](place, folder)), ...trusted };
  };
  return { ...tools, identityEnvironment };
}

function isFileKind(kind: IdentityKind): kind is FileIdentityKind {
  return kind in fileKinds;
}

function createFakeWriter(name: FakeCliName, context: EmulatorContext) {
  return (folder: string, { clientId, ...options }: FakeCliOptions = {}) => {
    const application = findApplication(clientId, context);
    return writeFakeCli(name, folder, {
      url: context.origins.http,
      tenantId: context.settings.tenantId,
      clientId: application.clientId,
      clientSecret: application.clientSecret,
      ...options,
    });
  };
}

async function writeAuthority(pem: string, folder: string | undefined): Promise<Environment> {
  if (folder === undefined) return {};
  const file = join(folder, "emulator-ca.pem");
  await writeFile(file, pem);
  return { NODE_EXTRA_CA_CERTS: file };
}

function findApplication(clientId: string | undefined, context: EmulatorContext): Application {
  const { settings, registrations } = context;
  const application =
    clientId === undefined ? settings.applications[0] : registrations.find(clientId);
  if (application !== undefined) return application;
  throw new Error(`The tenant has no application ${clientId ?? "at all"}.`);
}
