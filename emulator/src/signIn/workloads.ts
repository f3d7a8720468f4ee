/** Who an issuer says that a workload is. */
export interface Workload {
  readonly issuer: string;
  readonly subject: string;
}

/** What the identity endpoints of a cluster, a CI service and a machine say and ask for. */
export interface Workloads {
  /** A service account, whose token is a file in the pod. */
  readonly kubernetes: Workload;
  /** A job; `requestToken` opens the endpoint that hands out its tokens. */
  readonly gitHubActions: Workload & { readonly requestToken: string };
  /** A job with its service connection; `systemAccessToken` opens the endpoint. */
  readonly azurePipelines: Workload & {
    readonly systemAccessToken: string;
    readonly serviceConnectionId: string;
  };
  readonly managedIdentity: {
    /** What App Service expects in `X-IDENTITY-HEADER`. */
    readonly identityHeader: string;
    /** The application that stands for the system-assigned identity; the first one when absent. */
    readonly clientId?: string;
  };
}

/**
 * Issuers and subjects in the forms that Microsoft documents for each; the names in them are made
 * up. The tokens guard nothing.
 */
export const defaultWorkloads: Workloads = {
  kubernetes: {
    issuer:
      "https://eastus.oic.prod-aks.azure.com/7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c/0b6f3a52-6d3c-4f0e-9a55-8c1d2e3f4a5b/",
    subject: "system:serviceaccount:default:emulated",
  },
  gitHubActions: {
    issuer: "https://token.actions.githubusercontent.com",
    // With ids, as of a repository made since July 2026; older ones have `repo:octo-org/octo-repo`.
    subject: "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main",
    requestToken: "emulated-request-token",
  },
  azurePipelines: {
    issuer: "https://vstoken.dev.azure.com/2d9e1c77-4a0b-4b8e-8f6d-3c5a7b9d1e0f",
    subject: "sc://octo-org/octo-project/octo-connection",
    systemAccessToken: "emulated-system-access-token",
    serviceConnectionId: "c4f8a0d2-5b7e-4e1a-9d3c-6f2b8a0e4c71",
  },
  managedIdentity: { identityHeader: "emulated-identity-header" },
};
