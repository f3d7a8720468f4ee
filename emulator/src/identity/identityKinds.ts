import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { jobTokenPaths } from "../operations/issueJobToken.js";
import type { Workload, Workloads } from "../signIn/workloads.js";
import type { Application } from "../emulatorOptions.js";
import type { CredentialTools } from "./credentialTools.js";

export interface IdentityPlace {
  readonly application: Application;
  readonly tenantId: string;
  readonly workloads: Workloads;
  readonly origins: { readonly http: string; readonly https: string };
  readonly tools: CredentialTools;
}

type Variables = Readonly<Record<string, string>>;

/** @azure/identity takes the authority, and Pipelines, by https only. */
export const plainKinds = {
  clientSecret: (place) => ({
    ...nameApplication(place),
    AZURE_CLIENT_SECRET: place.application.clientSecret,
  }),
  gitHubActions: (place) => {
    const { gitHubActions } = place.workloads;
    trust(gitHubActions, place);
    return {
      ...nameApplication(place),
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${place.origins.https}${jobTokenPaths.gitHubActions}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: gitHubActions.requestToken,
    };
  },
  azurePipelines: (place) => {
    const { azurePipelines } = place.workloads;
    trust(azurePipelines, place);
    return {
      ...nameApplication(place),
      // As the tasks AzureCLI@2 and AzurePowerShell@5 set them (documented).
      AZURESUBSCRIPTION_TENANT_ID: place.tenantId,
      AZURESUBSCRIPTION_CLIENT_ID: place.application.clientId,
      AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: azurePipelines.serviceConnectionId,
      TF_BUILD: "True",
      SYSTEM_OIDCREQUESTURI: `${place.origins.https}${jobTokenPaths.azurePipelines}`,
      SYSTEM_ACCESSTOKEN: azurePipelines.systemAccessToken,
    };
  },
  managedIdentityAppService: ({ origins, workloads }) => ({
    IDENTITY_ENDPOINT: `${origins.http}/msi/token`,
    IDENTITY_HEADER: workloads.managedIdentity.identityHeader,
  }),
  managedIdentityImds: ({ origins }) => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: origins.http }),
} as const satisfies Readonly<Record<string, (place: IdentityPlace) => Variables>>;

export const fileKinds = {
  clientCertificate: async (place, folder) => {
    const { clientId } = place.application;
    const { pem } = await place.tools.registerCertificate({ clientId });
    const file = await writeSecret(join(folder, "client-certificate.pem"), pem);
    return { ...nameApplication(place), AZURE_CLIENT_CERTIFICATE_PATH: file };
  },
  workloadIdentity: async (place, folder) => {
    trust(place.workloads.kubernetes, place);
    const token = await place.tools.issueFederatedToken();
    const file = await writeSecret(join(folder, "federated-token"), token);
    return { ...nameApplication(place), AZURE_FEDERATED_TOKEN_FILE: file };
  },
  azureCli: async ({ tools }, folder) => leadPath(await tools.writeFakeAz(folder)),
  azureDeveloperCli: async ({ tools }, folder) => leadPath(await tools.writeFakeAzd(folder)),
  azurePowerShell: async ({ tools }, folder) => leadPath(await tools.writeFakePwsh(folder)),
} as const satisfies Readonly<
  Record<string, (place: IdentityPlace, folder: string) => Promise<Variables>>
>;

export type FileIdentityKind = keyof typeof fileKinds;

export type IdentityKind = keyof typeof plainKinds | FileIdentityKind;

export const identityKinds = Object.keys({ ...plainKinds, ...fileKinds }) as IdentityKind[];

function nameApplication({ application, origins, tenantId }: IdentityPlace): Variables {
  return {
    AZURE_AUTHORITY_HOST: origins.https,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: application.clientId,
  };
}

function trust({ issuer, subject }: Workload, { application, tools }: IdentityPlace): void {
  tools.registerFederatedCredential({ issuer, subject }, application.clientId);
}

async function writeSecret(file: string, content: string): Promise<string> {
  await writeFile(file, content, { mode: 0o600 });
  return file;
}

function leadPath(executable: string): Variables {
  return { PATH: [dirname(executable), process.env["PATH"] ?? ""].join(delimiter) };
}
