import { signAppleToken, type AppleKey } from "./appleKey.ts";

/** An object of JSON:API. */
export interface AppleObject<Attributes = Record<string, unknown>> {
  id: string;
  attributes: Attributes;
  relationships?: Record<string, { data?: { id: string } | null }>;
}

interface AppleRequest {
  /** What is being done, as in `create a profile`. */
  action: string;
  method?: "GET" | "POST" | "DELETE";
  /** Below the base URL, or a whole URL of a further page. */
  path: string;
  body?: unknown;
}

export type AppleClient = ReturnType<typeof createAppleClient>;

/** How long Apple may take for one response. */
const timeoutMs = 60_000;

/** Sends requests to Apple's API. A token is signed for each: it never outlives one run. */
export function createAppleClient(key: AppleKey) {
  const send = async ({ action, method = "GET", path, body }: AppleRequest): Promise<unknown> => {
    const url = new URL(path.startsWith("http") ? path : `${key.api.baseUrl}${path}`);
    // A further page of another host would get the token.
    if (url.origin !== new URL(key.api.baseUrl).origin)
      throw new Error(`Cannot ${action}: Apple's API names a page of another host, ${url.origin}.`);
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await signAppleToken(key, Date.now())}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new Error(`Cannot ${action}: no response of ${url.host}: ${describeCause(error)}.`);
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Cannot ${action}: ${describeRefusal(response, text)}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    /** One object. */
    get: async <T>(action: string, path: string): Promise<AppleObject<T>> =>
      ((await send({ action, path })) as { data: AppleObject<T> }).data,
    /** All pages. */
    async list<T>(action: string, path: string): Promise<AppleObject<T>[]> {
      const all: AppleObject<T>[] = [];
      let next: string | undefined = path;
      while (next !== undefined) {
        const page = (await send({ action, path: next })) as {
          data: AppleObject<T>[];
          links?: { next?: string };
        };
        all.push(...page.data);
        next = page.links?.next;
      }
      return all;
    },
    create: async <T>(action: string, path: string, data: unknown): Promise<AppleObject<T>> =>
      ((await send({ action, method: "POST", path, body: { data } })) as { data: AppleObject<T> })
        .data,
    remove: async (action: string, path: string): Promise<void> => {
      await send({ action, method: "DELETE", path });
    },
  };
}

function describeCause(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

interface AppleProblem {
  code?: string;
  title?: string;
  detail?: string;
}

function describeRefusal(response: Response, text: string): string {
  const problems = readProblems(text);
  const said = problems.map(({ code, title, detail }) =>
    `${code ?? ""} ${detail ?? title ?? ""}`.trim(),
  );
  const what = `Apple answered ${response.status}${said.length === 0 ? "" : `: ${said.join("; ")}`}`;
  return [what.replace(/[.\s]*$/, "."), ...findAdvice(response, said.join(" "))].join(" ");
}

function readProblems(text: string): AppleProblem[] {
  try {
    return (JSON.parse(text) as { errors?: AppleProblem[] }).errors ?? [];
  } catch {
    return [];
  }
}

/** The most that the clocks may differ before Apple refuses a token: `iat` lies 60 s back. */
const clockToleranceMs = 60_000;

function findAdvice({ status, headers }: Response, said: string): string[] {
  if (status === 401) {
    const aheadMs = Date.now() - Date.parse(headers.get("date") ?? "");
    if (Math.abs(aheadMs) > clockToleranceMs)
      return [
        `This machine's clock is ${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "ahead" : "behind"}: set it right.`,
      ];
    return [
      "Check APPLE_KEY_ID and APPLE_ISSUER_ID, that the key is not revoked, and APPLE_API: keys of one API are refused by the other.",
    ];
  }
  if (status === 403)
    return [
      "The account holder may have to accept an agreement at Apple, or the key's role may not manage profiles: it must be Admin or App Manager.",
    ];
  if (status === 409 && /name/i.test(said))
    return [
      "Give the profile of that name another one in Apple's portal, or delete it, and run again.",
    ];
  if (status === 429) {
    const limit = headers.get("x-rate-limit");
    return [
      `The key's hourly limit is used up${limit === null ? "" : ` (${limit})`}: run again in an hour.`,
    ];
  }
  return [];
}
