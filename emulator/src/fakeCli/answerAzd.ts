import { parseArgs } from "node:util";
import type { FakeCli } from "./fakeCliSettings.js";
import { fetchToken } from "./fetchToken.js";

/** Answers `azd auth token`. It alone of the command lines passes claims on. */
export const answerAzd: FakeCli = async (args, settings) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      output: { type: "string", short: "o" },
      "no-prompt": { type: "boolean" },
      scope: { type: "string" },
      "tenant-id": { type: "string" },
      claims: { type: "string" },
    },
  });
  const command = positionals.join(" ");
  if (command !== "auth token") {
    return { stderr: `ERROR: unknown command "${command}" for "azd"`, exitCode: 1 };
  }
  if (settings.isSignedOut) {
    return { stderr: "ERROR: not logged in, run `azd auth login` to login", exitCode: 1 };
  }
  const { scope, "tenant-id": tenantId, claims } = values;
  const { token, expiresOn } = await fetchToken(
    {
      scope: String(scope),
      tenantId: typeof tenantId === "string" ? tenantId : undefined,
      claims: typeof claims === "string" ? Buffer.from(claims, "base64").toString() : undefined,
    },
    settings,
  );
  // Whole seconds, as the real one: not every client reads fractions.
  const answer = { token, expiresOn: expiresOn.toISOString().replace(/\.\d+/u, "") };
  return { stdout: JSON.stringify(answer), exitCode: 0 };
};
