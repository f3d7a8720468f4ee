/** The engine holds stdin's other end. Without it the plugin would go on writing, unrecorded, beside a later `up`. */
export function endWithEngine(): void {
  process.stdin
    .on("end", () => process.exit(1))
    .on("error", () => process.exit(1))
    .resume();
  process.stdin.unref();
}
