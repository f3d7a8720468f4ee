import { fstatSync } from "node:fs";
import { endWithEngine } from "../hosting/endWithEngine.js";
import { serve } from "./serve.js";

/** The engine reads the port from the first line of stdout, and starts the plugin again for each provider instance. */
void serve(process.env).then(({ port }) => {
  // Started by hand, as for a debugger, it has a terminal or nothing at the other end of stdin, and no engine.
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) endWithEngine();
  process.stdout.write(`${port}\n`);
});
