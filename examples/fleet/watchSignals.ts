/**
 * ^C, or a pipeline that is cancelled: the first signal starts no more tenants, and lets those that run end in good order. The
 * second one ends those too.
 */
export function watchSignals(
  running: ReadonlySet<string>,
): Record<"stop" | "stopAtOnce", AbortSignal> {
  const stop = new AbortController();
  const stopAtOnce = new AbortController();
  const next = (): void => {
    const names = [...running].join(", ");
    const isSecond = stop.signal.aborted;
    process.stderr.write(
      isSecond
        ? `Ending at once: ${names}\n`
        : `Stopping: ${names} finish their current write. Send the signal again to end them at once.\n`,
    );
    (isSecond ? stopAtOnce : stop).abort();
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, next);
  return { stop: stop.signal, stopAtOnce: stopAtOnce.signal };
}
