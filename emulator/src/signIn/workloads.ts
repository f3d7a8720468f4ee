export interface Workload {
  readonly issuer: string;
  readonly subject: string;
}

/** What the identity endpoints say and ask for. */
export interface Workloads {
  /** A service account; its token is a file in the pod. */
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
    /** The system-assigned identity; the first application when absent. */
    readonly clientId?: string;
  };
}

/** In the forms that Microsoft documents; names are made up. */
export const defaultWorkloads: Workloads = {
  kubernetes: {
    issuer:
      "https://eastus.oic.prod-aks.azure.com/7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c/0b6f3a52-6d3c-4f0e-9a55-8c1d2e3f4a5b/",
    subject: "system:serviceaccount:default:emulated",
  },
  gitHubActions: {
    issuer: "https://token.actions.githubusercontent.com",
    // With ids, as for repositories made since July 2026.
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
