import type { Emulator } from "intune-graph-emulator";

/**
 * Requests since the log was last cleared by which one signs in, as "METHOD path", or with what the form proves itself
 * by. MSAL asks twice for an assertion before it sends one: a job's token counts once.
 */
export function takeSignIns(emulator: Emulator): string[] {
  const lines = emulator.requests
    .filter(({ path }) => !path.startsWith("/beta/") && !path.includes("/.well-known/"))
    .map(({ method, path, form = {} }) => {
      const [route = ""] = path.replace(`/${emulator.tenantId}/`, "/").split(/\/?\?/);
      const proof = ["client_secret", "client_assertion"].find((field) => field in form);
      return [method, route, ...(proof === undefined ? [] : [proof])].join(" ");
    });
  emulator.clearRequests();
  return lines.filter((line, index) => !isJobToken(line) || line !== lines[index - 1]);
}

function isJobToken(line: string): boolean {
  return /idtoken$|oidctoken$/.test(line);
}
