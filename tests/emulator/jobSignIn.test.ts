import { AzurePipelinesCredential } from "@azure/identity";
import { expect } from "chai";
import { defaultWorkloads, type Environment } from "intune-graph-emulator";
import { pick } from "./callGraph.ts";
import {
  createAssertionCredential,
  expectEntry,
  readRefusal,
  withSignIn,
  withVariables,
  type SignInBench,
} from "./signInBench.ts";

describe("ClientAssertionCredential in GitHub Actions", () => {
  it("signs in with the token of the job", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("gitHubActions");
      await expectEntry(bench, createAssertionCredential(bench, createGitHubSource(variables)));
      const [asked] = bench.emulator.requests.filter(({ path }) => path.startsWith("/github/"));
      expect(asked?.path).to.include("&audience=api");
    }));

  for (const repository of ["octo-org/octo-repo", "octo_org@123456/octo-repo@456789"]) {
    it(`signs in for the repository ${repository}, and not for its other form`, () => {
      const subject = `repo:${repository}:environment:production`;
      const gitHubActions = { ...defaultWorkloads.gitHubActions, subject };
      return withSignIn({ workloads: { gitHubActions } }, async (bench) => {
        const variables = await bench.emulator.identityEnvironment("gitHubActions");
        await expectEntry(bench, createAssertionCredential(bench, createGitHubSource(variables)));
        const other = defaultWorkloads.gitHubActions;
        const credential = createAssertionCredential(bench, () =>
          bench.emulator.issueFederatedToken(other),
        );
        expect(await readRefusal(credential))
          .to.include("AADSTS700213")
          .and.include(other.subject);
      });
    });
  }

  it("has a token for the owner when it names no audience, which Entra refuses", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("gitHubActions");
      const credential = createAssertionCredential(bench, createGitHubSource(variables, ""));
      expect(await readRefusal(credential)).to.include(
        "AADSTS700212: No matching federated identity record found for presented assertion audience 'https://github.com/octo-org'",
      );
    }));

  it("gets nothing with another request token, and nothing from an endpoint that is ill", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("gitHubActions");
      const stranger = { ...variables, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "other" };
      const refusal = await readRefusal(
        createAssertionCredential(bench, createGitHubSource(stranger)),
      );
      expect(refusal).to.include("GitHub answered 401");
      const fault = bench.emulator.script({ path: "/github/", respond: { status: 503 } });
      const illness = await readRefusal(
        createAssertionCredential(bench, createGitHubSource(variables)),
      );
      expect(illness).to.include("GitHub answered 503");
      expect(fault.hits).to.equal(1);
    }));
});

describe("AzurePipelinesCredential", () => {
  it("signs in with the token of the service connection", () =>
    withSignIn({}, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("azurePipelines");
      await expectEntry(bench, await createPipelinesCredential(bench, variables));
    }));

  const mistakes: Readonly<Record<string, readonly [Environment, string]>> = {
    "access token": [{ SYSTEM_ACCESSTOKEN: "other" }, "401"],
    "service connection": [{ AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "other" }, "404"],
  };
  for (const [what, [variables, status]] of Object.entries(mistakes)) {
    it(`is told of another ${what}`, () =>
      withSignIn({}, async (bench) => {
        const good = await bench.emulator.identityEnvironment("azurePipelines");
        const credential = await createPipelinesCredential(bench, { ...good, ...variables });
        const refusal = await readRefusal(credential);
        expect(refusal).to.include("oidcToken field not detected");
        expect(refusal).to.include(`"status":${status}`);
      }));
  }

  it("would be told of another version of the endpoint", () =>
    withSignIn({}, async ({ emulator }) => {
      const variables = await emulator.identityEnvironment("azurePipelines");
      const url = `${variables["SYSTEM_OIDCREQUESTURI"] ?? ""}?api-version=6.0`;
      const authorization = `Bearer ${variables["SYSTEM_ACCESSTOKEN"] ?? ""}`;
      const response = await fetch(url, { method: "POST", headers: { authorization } });
      expect(response.status).to.equal(400);
    }));

  it("is told of a connection that the application does not trust", () => {
    const azurePipelines = { ...defaultWorkloads.azurePipelines, subject: "sc://other" };
    return withSignIn({ workloads: { azurePipelines } }, async (bench) => {
      const variables = await bench.emulator.identityEnvironment("azurePipelines");
      await expectEntry(bench, await createPipelinesCredential(bench, variables));
      const { issuer } = azurePipelines;
      const credential = createAssertionCredential(bench, () =>
        bench.emulator.issueFederatedToken({ issuer, subject: "sc://octo-org" }),
      );
      expect(await readRefusal(credential))
        .to.include("AADSTS700213")
        .and.include("sc://octo-org");
    });
  });
});

/** As a program in a job asks; the identity library has no class for it. */
function createGitHubSource(
  variables: Environment,
  audience = "&audience=api%3A%2F%2FAzureADTokenExchange",
) {
  return async () => {
    const url = `${variables["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? ""}${audience}`;
    const authorization = `Bearer ${variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? ""}`;
    const response = await fetch(url, { headers: { authorization } });
    if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
    const body: unknown = await response.json();
    return String(pick(body, "value"));
  };
}

function createPipelinesCredential({ options }: SignInBench, variables: Environment) {
  const read = (name: string) => variables[name] ?? "";
  return withVariables(
    variables,
    () =>
      new AzurePipelinesCredential(
        read("AZURESUBSCRIPTION_TENANT_ID"),
        read("AZURESUBSCRIPTION_CLIENT_ID"),
        read("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"),
        read("SYSTEM_ACCESSTOKEN"),
        { ...options },
      ),
  );
}
