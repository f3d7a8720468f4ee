import {
  createGraphClient,
  type Change,
  type GraphClient,
} from "../../provider/dist/graph/graphClient.js";
import type { GraphError } from "../../provider/dist/graph/graphError.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, token } from "./scriptedList.ts";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";

/** A client whose requests get scripted responses, a read of what is live, and all that happens, in order. */
export interface ScriptedWrite {
  client: GraphClient;
  events: string[];
  /** Each look finds in turn whether anything is left to do; the last finding lasts. */
  look: Pick<Change<boolean, unknown>, "read">;
  /** The lost response, if any, that each look was told of. */
  toldOf: (GraphError | undefined)[];
  run: VirtualTime["run"];
}

export function scriptWrite(script: HttpResponse[], isLeft: boolean[] = [true]): ScriptedWrite {
  const time = createVirtualTime();
  const events: string[] = [];
  const toldOf: (GraphError | undefined)[] = [];
  const responses = [...script];
  const findings = [...isLeft];
  const client = createGraphClient({
    graphEndpoint,
    getToken: () => Promise.resolve(token),
    sendHttp({ method, body }) {
      const response = responses.shift();
      if (response === undefined) throw new Error("No response is scripted.");
      const outcome = "status" in response ? response.status : response.fault.code;
      events.push(`${method} ${body === undefined ? "" : `${body} `}${outcome}`);
      return Promise.resolve(response);
    },
    now: time.now,
    retry: {
      budgetMs: 60_000,
      random: () => 0,
      async sleep(waitMs) {
        events.push(`wait ${waitMs}`);
        await time.sleep(waitMs);
      },
    },
  });
  const look = {
    read(lost?: GraphError) {
      toldOf.push(lost);
      const live = (findings.length > 1 ? findings.shift() : findings[0]) ?? true;
      events.push(live ? "read" : "read: done");
      return Promise.resolve({ live, readAtMs: time.now() });
    },
  };
  return { client, events, look, toldOf, run: time.run };
}
