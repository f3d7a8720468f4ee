import { createRequire } from "node:module";
import type { TokenCredential } from "@azure/identity";

// A bundle stands in for what is required, where there is one: each test starts such a process.
const {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
} = createRequire(import.meta.url)("@azure/identity") as typeof import("@azure/identity");

type Options = Readonly<Record<string, unknown>>;

const credentials = {
  AzureCliCredential: (options: Options) => new AzureCliCredential(options),
  AzureDeveloperCliCredential: (options: Options) => new AzureDeveloperCliCredential(options),
  AzurePowerShellCredential: (options: Options) => new AzurePowerShellCredential(options),
  DefaultAzureCredential: (options: Options) => new DefaultAzureCredential(options),
  ManagedIdentityCredential: (options: Options) => new ManagedIdentityCredential(options),
} as const satisfies Readonly<Record<string, (options: Options) => TokenCredential>>;

/** What the process is asked for. */
export interface ChildRequest {
  readonly credential: keyof typeof credentials;
  readonly options?: Options;
  readonly scope?: string;
  readonly claims?: string;
}

// The whole of a process: one request as an argument, one answer as a line.
if (process.argv[1] === import.meta.filename) {
  const request = JSON.parse(process.argv[2] ?? "") as ChildRequest;
  process.stdout.write(JSON.stringify(await ask(request)));
}

async function ask({ credential, options, scope, claims }: ChildRequest): Promise<object> {
  try {
    const asked = credentials[credential]({ retryOptions: { maxRetries: 0 }, ...options });
    const token = await asked.getToken(scope ?? "https://graph.microsoft.com/.default", {
      ...(claims !== undefined && { claims }),
    });
    return { token: token.token };
  } catch (error) {
    return { error: String(error) };
  }
}
