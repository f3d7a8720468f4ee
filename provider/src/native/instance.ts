import { CancelledError } from "../graph/clock.js";
import { readSettingText } from "../graph/findSettingProblems.js";
import type { SettingSources } from "../graph/settings.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import { createSharedContext, type SharedContext } from "../hosting/sharedContext.js";
import { toMessage, toReadable } from "../domain/readable.js";
import { createKinds, type Kind, type Values } from "./kinds.js";

export interface LogLine {
  severity: "info" | "warning";
  message: string;
  /** Of the resource that it is about. */
  urn?: string;
}

export type Log = (line: LogLine) => void;

export interface InstanceOptions {
  environment: SettingSources["environment"];
  log: Log;
}

/** One provider instance of a program, with a sign-in, caches and quotas of its own. The engine starts a process for each. */
export interface Instance {
  shared: SharedContext;
  kinds: ReadonlyMap<string, Kind>;
  sources: SettingSources;
  configure: (settings: Values) => void;
  /** The context of one operation, whose lines are about the resource. */
  open: (urn: string) => Promise<HandlerContext>;
  warn: (urn: string, warnings: readonly string[]) => void;
  /** Ends waits; see CancelledError. */
  cancel: () => void;
}

export function createInstance({ environment, log }: InstanceOptions): Instance {
  const cancellation = new AbortController();
  let settings: Values = {};
  const shared = createSharedContext({
    print: (line) => {
      log({ severity: "info", message: toReadable(line) });
    },
    warn: (line) => {
      log({ severity: "warning", message: toReadable(line) });
    },
    signal: cancellation.signal,
  });
  const sources = { environment, config: (name: string) => readSettingText(settings[name]) };
  return {
    shared,
    kinds: createKinds(shared),
    sources,
    configure(values) {
      settings = values;
    },
    open: async (urn) => ({
      ...(await shared.open(sources)),
      print: (line) => {
        log({ severity: "info", message: toReadable(line), urn });
      },
    }),
    warn(urn, warnings) {
      for (const warning of warnings)
        log({ severity: "warning", message: toMessage(warning), urn });
    },
    cancel: () => {
      cancellation.abort(new CancelledError());
    },
  };
}
