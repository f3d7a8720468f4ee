import type {
  Change,
  Changed,
  GraphClient,
  WriteRequest,
} from "../../provider/dist/graph/graphClient.js";

/** Takes a response as it is. */
export const parseAny = (json: unknown): unknown => json;

/** A snapshot that is never too old, for tests that are not about what is live. */
export const readNothing = () => Promise.resolve({ live: undefined, readAtMs: Infinity });

/** The response to a write that must have been sent. */
export function answerOf<Answer>(changed: Changed<unknown, Answer>): Answer {
  if ("answer" in changed) return changed.answer;
  throw new Error("Nothing was left to do.");
}

/** Sends a request that changes something; unless the change says otherwise, there is always something left to do. */
export function sendWrite(
  client: GraphClient,
  request: Partial<WriteRequest> = {},
  change: Partial<Change<unknown, unknown>> = {},
): Promise<Changed<unknown, unknown>> {
  return client.write({
    read: readNothing,
    requestFor: () => ({ action: "write", method: "POST", path: "/beta/things", ...request }),
    parse: parseAny,
    ...change,
  });
}
