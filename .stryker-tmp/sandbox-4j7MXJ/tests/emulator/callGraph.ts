/** Where requests go: an emulator or a real tenant. */
// @ts-nocheck

export interface Target {
  /** Origin of Graph, without a slash at the end. */
  readonly baseUrl: string;
  token(): Promise<string>;
}

/** An answer, its JSON parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Path of the entity set under test. */
export const configurationsPath = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

/** Sends a request; a body that is a string goes out as it is. */
export async function callGraph(
  target: Target,
  line: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const [method = "GET", path = ""] = line.split(" ");
  const response = await fetch(path.startsWith("http") ? path : target.baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${await target.token()}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}

/** The value at a path of keys, or undefined. */
export function pick(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    value,
  );
}

/** The items of a list. */
export function pickItems(body: unknown): readonly unknown[] {
  const items = pick(body, "value");
  return Array.isArray(items) ? items : [];
}

/** The innermost message of an error, out of Intune's document where there is one. */
export function pickMessage(body: unknown): string {
  const message = String(pick(body, "error", "message"));
  if (!message.startsWith("{")) return message;
  const document: unknown = JSON.parse(message);
  return String(pick(document, "Message"));
}
