import { inspect } from "node:util";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";

/** What the process says: the way it chose, and a token or an error at full depth. */
export interface SignInAnswer {
  kind: string;
  token?: string;
  error?: string;
  shown?: string;
}

// The whole of a process: settings by its environment and, as JSON, the configuration; one answer as a line.
if (process.argv[1] === import.meta.filename) {
  const config = JSON.parse(process.argv[2] ?? "{}") as Record<string, string>;
  const settings = resolveSettings({ config, environment: process.env });
  const { kind } = chooseCredential(settings);
  const answer: SignInAnswer = await createTokenSource(settings, Date.now)().then(
    (token) => ({ kind, token }),
    (error: unknown) => ({
      kind,
      error: error instanceof SignInError ? error.message : `no SignInError: ${String(error)}`,
      shown: inspect(error, { depth: Infinity, showHidden: true }),
    }),
  );
  process.stdout.write(JSON.stringify(answer));
}
