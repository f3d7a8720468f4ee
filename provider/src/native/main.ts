import { fstatSync } from "node:fs";
import { endWithEngine } from "../hosting/endWithEngine.js";
import { serve } from "./serve.js";

/** The engine reads the port from the first line of stdout, and starts the plugin again for each provider instance. */
void serve(process.env).then(({ port }) => {
  // By hand, as for a debugger, it has no engine at the other end of stdin.
  if (fstatSync(process.stdin.fd).isFIFO()) endWithEngine();
  process.stdout.write(`${port}\n`);
});
