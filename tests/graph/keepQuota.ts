import { shareRateLimiter } from "../../provider/dist/graph/sharedRateLimiter.js";
import { oneWrite } from "./oneWrite.ts";

/** A process of its own, which takes the one write of the quota that it keeps, until it is ended. */
const [, , key = ""] = process.argv;
await shareRateLimiter(oneWrite(), { key }).admit("write");
process.send?.("admitted");
// The channel keeps the process, until the test ends it or ends itself.
process.on("message", () => undefined);
