import type { Answer } from "../answer.js";
import type { Operation } from "../operation.js";
import { exchangeAudience } from "../signIn/federatedCredential.js";
import { readBearer } from "../signIn/identifyCaller.js";
import type { Workload } from "../signIn/workloads.js";
import type { EmulatorContext } from "../emulatorContext.js";

const anonymous = { versions: [], access: "anonymous", owner: "entra" } as const;

export const jobTokenPaths = {
  gitHubActions: "/github/idtoken",
  azurePipelines: "/azure-pipelines/oidctoken",
} as const;

/** The bearer token that opens each is the service's own, not the tenant's. */
export const issueJobToken: readonly Operation[] = [
  {
    ...anonymous,
    name: "issueGitHubToken",
    method: "GET",
    path: jobTokenPaths.gitHubActions,
    handle: async ({ headers, url }, context) => {
      const { gitHubActions } = context.settings.workloads;
      if (readBearer(headers) !== gitHubActions.requestToken) return refuse(401, "Unauthorized");
      // Without an audience GitHub names the owner of the repository (documented).
      const audience = url.searchParams.get("audience") ?? "https://github.com/octo-org";
      return { status: 200, body: { value: await issue(gitHubActions, audience, context) } };
    },
  },
  {
    ...anonymous,
    name: "issuePipelineToken",
    method: "POST",
    path: jobTokenPaths.azurePipelines,
    handle: async ({ headers, url }, context) => {
      const { azurePipelines } = context.settings.workloads;
      if (readBearer(headers) !== azurePipelines.systemAccessToken) {
        return refuse(401, "Unauthorized");
      }
      if (url.searchParams.get("api-version") !== "7.1") {
        return refuse(400, "The api-version has to be 7.1.");
      }
      const connectionId = url.searchParams.get("serviceConnectionId") ?? "";
      if (connectionId.toLowerCase() !== azurePipelines.serviceConnectionId.toLowerCase()) {
        return refuse(404, `No service connection found with identifier ${connectionId}.`);
      }
      const oidcToken = await issue(azurePipelines, exchangeAudience, context);
      return { status: 200, body: { oidcToken } };
    },
  },
];

/** Lives for five minutes, as GitHub's and Azure Pipelines' do (reported). */
function issue({ issuer, subject }: Workload, audience: string, { issuers }: EmulatorContext) {
  return issuers.issue({ issuer, subject, audience, expiresInSeconds: 300 });
}

/** The services' own wording is not documented. */
function refuse(status: number, message: string): Answer {
  return { status, body: { message } };
}
