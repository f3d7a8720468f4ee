import { isDeepStrictEqual } from "node:util";
import { toMessage, toReadable } from "../domain/readable.js";
import { CancelledError } from "../graph/clock.js";
import type { SettingSources } from "../graph/settings.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import { createSharedContext } from "../hosting/sharedContext.js";
import { connectLog } from "./engineLog.js";
import { createKinds, type Values } from "./kinds.js";
import { InvalidRequestError } from "./nativeErrors.js";

export type Instance = ReturnType<typeof createInstance>;

/** Has its own sign-in and caches. The engine starts a process for each. */
export function createInstance(environment: SettingSources["environment"]) {
  const engine = connectLog();
  const cancellation = new AbortController();
  let settings: Values | undefined;
  const printer = (severity: "INFO" | "WARNING", urn?: string) => (line: string) => {
    engine.log(severity, toReadable(line), urn);
  };
  const { signal } = cancellation;
  const shared = createSharedContext({ print: printer("INFO"), warn: printer("WARNING"), signal });
  /** Its lines are about the resource. */
  const open = async (urn?: string): Promise<HandlerContext> => ({
    ...(await shared.open({ environment, config: settings ?? {} })),
    print: printer("INFO", urn),
  });
  return {
    shared,
    open,
    kinds: createKinds({ shared, open }),
    /** For log lines, and for quotas that processes share. */
    attach(engineAddress: string): void {
      if (engineAddress === "") return;
      shared.addresses.engine = engineAddress;
      engine.attach(engineAddress);
    },
    /** @throws InvalidRequestError for others (PULUMI_DEBUG_PROVIDERS): they would go to the first one's tenant. */
    configure(values: Values): void {
      if (!isDeepStrictEqual(values, settings ?? values))
        throw new InvalidRequestError("This process serves a provider with other settings.");
      settings = values;
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
