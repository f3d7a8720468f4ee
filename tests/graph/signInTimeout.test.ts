import { chmod, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { signInInChild, withSignIn } from "./signInBench.ts";

type Values = Readonly<Record<string, string>>;

const limit = { signInTimeoutSeconds: "1" };
const application = { tenantId: "contoso.com", clientId: "client" };

/** Runs a test with a server that answers each request with a byte now and then, and never ends. */
async function withDrip(test: (url: string) => Promise<void>): Promise<void> {
  const server = http.createServer((_, response) => {
    const timer = setInterval(() => response.write(" "), 50);
    response.on("close", () => {
      clearInterval(timer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Endpoints that drip: how they are set, and what the error says of them. */
const endpoints: Record<
  string,
  { environment: (url: string) => Values; config: Values; says: RegExp }
> = {
  "the managed identity's endpoint of App Service": {
    environment: (url) => ({ IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: "header" }),
    config: { useMsi: "true" },
    says: /: the managed identity's endpoint at http:\/\/127\.0\.0\.1:\d+\/msi\/token gave/,
  },
  "the managed identity's endpoint of a machine": {
    environment: (url) => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: url }),
    config: { useMsi: "true" },
    says: /: the managed identity's endpoint at http:\/\/127\.0\.0\.1:\d+\/metadata\S+ gave/,
  },
  "GitHub's job-token service": {
    environment: (url) => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/job?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "canary-token",
    }),
    config: application,
    says: /: GitHub's job-token service at http:\/\/127\.0\.0\.1:\d+\/job gave/,
  },
};

describe("a sign-in that gets no answer ends at its limit, and so does the process", () => {
  for (const [endpoint, { environment, config, says }] of Object.entries(endpoints)) {
    it(`where ${endpoint} drips a byte now and then`, () =>
      withDrip(async (url) => {
        const { error } = await signInInChild(environment(url), { ...config, ...limit });
        expect(error)
          .to.match(says)
          .and.include("within 1 s (intune:signInTimeoutSeconds)")
          .and.include("gave no usable answer. Check that this machine reaches it");
      }));
  }

  it("where Entra takes the request and says nothing", () =>
    withSignIn({}, async ({ emulator, config, folder }) => {
      const { NODE_EXTRA_CA_CERTS = "" } = await emulator.identityEnvironment(
        "workloadIdentity",
        folder,
      );
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      emulator.script({ path: "/token", run: () => released });
      try {
        const answer = await signInInChild({ NODE_EXTRA_CA_CERTS }, { ...config, ...limit });
        expect(answer.error)
          .to.include(
            `: Entra at ${emulator.httpsUrl}/${emulator.tenantId}/oauth2/v2.0/token gave no`,
          )
          .and.include("within 1 s (intune:signInTimeoutSeconds)");
      } finally {
        release();
      }
    }));

  const commands: [way: string, environment: Values, config: Values, says: string][] = [
    ["a command line", {}, { useCli: "true" }, "the command az gave no usable answer"],
    [
      "the default chain",
      { AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" },
      {},
      "the default chain, in a command such as az or before a repeat, gave no usable answer",
    ],
  ];
  for (const [way, environment, config, says] of commands) {
    it(`where ${way} says nothing`, () =>
      withSignIn({}, async ({ folder }) => {
        const command = join(folder, "az");
        await writeFile(command, "#!/bin/sh\nexec sleep 600\n");
        await chmod(command, 0o755);
        const PATH = `${folder}:${process.env["PATH"] ?? ""}`;
        const { error } = await signInInChild({ ...environment, PATH }, { ...config, ...limit });
        expect(error).to.include(says);
      }));
  }
});
