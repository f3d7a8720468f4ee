import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openBench, type HandlerBench } from "./handlerBench.ts";

/** A bench whose answers may come from elsewhere, where nobody should ask. */
export interface WireBench {
  bench: HandlerBench;
  elsewhere: string;
  /** How many requests went elsewhere. */
  strays: () => number;
  counts: Counts;
  close: () => Promise<void>;
}

/** What was done and met, so that a run can tell that it met anything. */
interface Counts {
  operations: number;
  failures: number;
  hits: number;
  mostRequests: number;
  longestMs: number;
}

export async function openWireBench(): Promise<WireBench> {
  const bench = await openBench({ answerTimeoutSeconds: 0.3, writesPerWindow: 200 });
  let strays = 0;
  const server = createServer((_request, response) => {
    strays += 1;
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    bench,
    elsewhere: `http://127.0.0.1:${port}`,
    strays: () => strays,
    counts: { operations: 0, failures: 0, hits: 0, mostRequests: 0, longestMs: 0 },
    async close() {
      server.close();
      await bench.close();
    },
  };
}
