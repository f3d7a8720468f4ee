/**
 * The engine holds the other end of a plugin's stdin. If the engine is killed, the plugin would go on with the writes that it has
 * begun and queued, and nobody would record them: a later `up` would run beside them.
 */
export function endWithEngine(): void {
  process.stdin
    .on("end", () => process.exit(1))
    .on("error", () => process.exit(1))
    .resume();
  process.stdin.unref();
}
