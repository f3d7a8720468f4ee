import type { LoggedRequest } from "intune-graph-emulator";

const root = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
const item = new RegExp(`^${root}/[^/?$]+$`);

type Fits = (request: LoggedRequest, earlier: readonly LoggedRequest[]) => boolean;

const answers =
  (method: string, path: RegExp, status: number): Fits =>
  (request) =>
    request.method === method && path.test(request.path) && request.status === status;

/** What a client has to have done, as the emulator saw it, in this order. */
const steps: Readonly<Record<string, Fits>> = {
  "signs in": answers("POST", /\/oauth2\/v2\.0\/token(?:\?|$)/, 200),
  lists: answers("GET", new RegExp(`^${root}$`), 200),
  "follows pages": answers("GET", /[?&](?:\$|%24)skiptoken=/, 200),
  expands: answers("GET", /[?&](?:\$|%24)expand=assignments/, 200),
  creates: answers("POST", new RegExp(`^${root}$`), 201),
  assigns: answers("POST", /\/(?:microsoft\.graph\.)?assign$/, 204),
  "reads back": answers("GET", /\/assignments$/, 200),
  "meets 429": answers("PATCH", item, 429),
  "waits and patches": (request, earlier) => {
    const throttled = earlier.findLast(({ status }) => status === 429);
    return (
      answers("PATCH", item, 200)(request, earlier) &&
      throttled !== undefined &&
      // What Retry-After asked for, but for the clocks' grain.
      request.time - throttled.time >= retryAfterSeconds * 1000 - 50
    );
  },
  deletes: answers("DELETE", item, 204),
  "meets a 404": answers("GET", item, 404),
};

/** `Retry-After` of the throttled request. */
export const retryAfterSeconds = 1;

/** The steps that no request in order shows. */
export function findMissingSteps(requests: readonly LoggedRequest[]): string[] {
  let from = 0;
  return Object.entries(steps).flatMap(([step, fits]) => {
    const index = requests.findIndex(
      (request, at) => at >= from && fits(request, requests.slice(0, at)),
    );
    if (index === -1) return [step];
    from = index + 1;
    return [];
  });
}
