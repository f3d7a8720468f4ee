import type { CommandSurroundings } from "./command.js";

type Environment = CommandSurroundings["env"];

/** FORCE_COLOR decides where it is set, as in Node.js: https://nodejs.org/api/cli.html#force_color1-2-3. */
export function usesColour(stream: NodeJS.WriteStream, env: Environment): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return !["0", "false"].includes(forced);
  return stream.isTTY && stream.hasColors(env);
}

/** A terminal on which a line can be taken back. */
export function obeysEscapes(stream: NodeJS.WriteStream, env: Environment): boolean {
  return stream.isTTY && env["TERM"] !== "dumb";
}
