import { fstatSync } from "node:fs";
import { endWithEngine } from "../hosting/sharedContext.js";
import { serve } from "./serve.js";

/** The engine reads the port from the first line of stdout. */
void serve(process.env).then(({ port }) => {
  // Started by hand, as for a debugger, stdin is a terminal or nothing.
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) endWithEngine();
  process.stdout.write(`${port}\n`);
});
