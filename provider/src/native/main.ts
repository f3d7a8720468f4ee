import { serve } from "./serve.js";

/** The engine reads the port from the first line of stdout, and starts the plugin again for each provider instance. */
void serve(process.env).then(({ port }) => {
  process.stdout.write(`${port}\n`);
});
