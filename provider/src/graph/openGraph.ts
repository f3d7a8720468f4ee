import { createAssignmentsApi, type AssignmentsApi } from "./assignmentsApi.js";
import { createTokenSource } from "./credential.js";
import { createGraphClient } from "./graphClient.js";
import { createSendHttp } from "./sendHttp.js";
import type { GraphSettings } from "./settings.js";

/** Opens Graph as the settings say. Nothing is sent, and nobody signs in, before the first request. */
export function openGraph(settings: GraphSettings, now: () => number): AssignmentsApi {
  const client = createGraphClient({
    graphEndpoint: settings.graphEndpoint,
    getToken: createTokenSource(settings, now),
    sendHttp: createSendHttp(),
    now,
  });
  return createAssignmentsApi(client);
}
