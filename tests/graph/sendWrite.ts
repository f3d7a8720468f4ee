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
