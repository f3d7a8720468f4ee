import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Environment } from "intune-graph-emulator";
import { nodeEnvironment } from "../nodeEnvironment.ts";
import type { ChildRequest } from "./getTokenInChild.ts";

const child = fileURLToPath(new URL("getTokenInChild.ts", import.meta.url));

/** What a credential said in a process of its own. */
export type ChildAnswer = { readonly token: string } | { readonly error: string };

/**
 * Asks a credential in a process that has these environment variables alone, beside those of Node.js. A managed
 * identity needs that: MSAL looks at the environment once in a process.
 */
export async function askInChild(
  environment: Environment,
  request: ChildRequest,
): Promise<ChildAnswer> {
  const started = spawn(process.execPath, [child, JSON.stringify(request)], {
    env: { ...nodeEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [said, problem] = await Promise.all([text(started.stdout), text(started.stderr)]);
  if (said === "") throw new Error(`The child said nothing: ${problem}`);
  return JSON.parse(said) as ChildAnswer;
}

/** The token, or an exception that says why there is none. */
export async function getTokenInChild(
  environment: Environment,
  request: ChildRequest,
): Promise<string> {
  const answer = await askInChild(environment, request);
  if ("token" in answer) return answer.token;
  throw new Error(answer.error);
}
