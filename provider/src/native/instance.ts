import { isDeepStrictEqual } from "node:util";
import { toMessage, toReadable } from "../domain/readable.js";
import { CancelledError } from "../graph/clock.js";
import type { SettingSources } from "../graph/settings.js";
import { createSharedContext } from "../hosting/sharedContext.js";
import { connectLog } from "./engineLog.js";
import type { Values } from "../domain/values.js";
import { createKinds } from "./kinds.js";
import { InvalidRequestError } from "./nativeErrors.js";

export type Instance = ReturnType<typeof createInstance>;

/** Has its own sign-in and caches. The engine starts a process for each. */
export function createInstance(environment: SettingSources["environment"]) {
  const engine = connectLog();
  const cancellation = new AbortController();
  let configured: Values | undefined;
  const printer = (severity: "INFO" | "WARNING", urn?: string) => (line: string) => {
    engine.log(severity, toReadable(line), urn);
  };
  const { signal } = cancellation;
  const shared = createSharedContext({
    printAbout: (urn) => printer("INFO", urn),
    warn: printer("WARNING"),
    signal,
    environment,
  });
  return {
    shared,
    kinds: createKinds(shared),
    /** For log lines, and for quotas that processes share. */
    attach(engineAddress: string): void {
      if (engineAddress === "") return;
      shared.addresses.engine = engineAddress;
      engine.attach(engineAddress);
    },
    /** @throws InvalidRequestError for others (PULUMI_DEBUG_PROVIDERS): they would go to the first one's tenant. */
    configure(values: Values): void {
      configured ??= values;
      if (!isDeepStrictEqual(values, configured))
        throw new InvalidRequestError("This process serves a provider with other settings.");
      shared.sources.config = configured;
    },
    warn(urn: string, warnings: readonly string[]): void {
      for (const warning of warnings) engine.log("WARNING", toMessage(warning), urn);
    },
    cancel(): void {
      cancellation.abort(new CancelledError());
    },
    close: engine.close,
  };
}
