import type { Emulator, Fault } from "intune-graph-emulator";
import { killAll, listProcesses } from "../../processes.ts";
import { findEngine, type Engine } from "../engineProcess.ts";
import { requests } from "../lives/wrongAnswers.ts";

/** What is killed: SIGKILL to either process or to both, or ^C once or twice to the CLI. */
export type Victim = "cli" | "plugin" | "both" | "interrupt" | "interruptTwice";

/** When it is killed: at the so-manieth write, or request of any kind, or piece of the CLI's output. */
export type Moment =
  | { at: "write" | "request"; skip: number; after: "beforeEffect" | "afterEffect" }
  | { at: "output"; skip: number };

export interface Kill {
  victim: Victim;
  moment: Moment;
  /** The response to the first such request of that run is lost. */
  lost: keyof typeof requests | undefined;
}

const interrupted = "^C received";
const mostMsToEnd = 20_000;

const writes = ["create", "patch", "delete", "assign"] as const;

/** Prepares the kill of a run that begins after this. */
export function armKill(emulator: Emulator, stackName: string, { victim, moment, lost }: Kill) {
  let engine: Engine | undefined;
  let transcript = "";
  let passed = 0;
  const strike = (): void => {
    if (passed++ !== moment.skip) return;
    engine = findEngine(stackName);
    if (engine === undefined) return;
    const { engineId, pluginId, allIds } = engine;
    if (victim === "both") killAll(allIds);
    else if (victim === "plugin") killAll(pluginId === undefined ? [] : [pluginId]);
    else killAll([engineId], victim === "cli" ? "SIGKILL" : "SIGINT");
  };
  const kinds = { write: writes, request: ["any"] as const, output: [] }[moment.at];
  const faults: Fault[] =
    moment.at === "output"
      ? []
      : kinds.map((kind) => ({
          ...requests[kind],
          times: Infinity,
          after: moment.after,
          run: strike,
        }));
  const cut = lost && { ...requests[lost], after: "afterEffect" as const, cut: "socket" as const };
  const handles = [...(cut ? [cut] : []), ...faults].map((fault) => emulator.script(fault));
  return {
    onOutput: (chunk: string): void => {
      const said = transcript.includes(interrupted);
      transcript += chunk;
      // Two signals that are sent at once may arrive as one.
      if (!said && victim === "interruptTwice" && transcript.includes(interrupted))
        killAll(engine === undefined ? [] : [engine.engineId], "SIGINT");
      if (moment.at === "output") strike();
    },
    /** Waits for the processes that were left alone. @returns whether anything was killed. */
    async end(): Promise<boolean> {
      for (const handle of handles) handle.remove();
      if (engine === undefined) return false;
      await untilEnded(engine.allIds);
      return true;
    },
  };
}

/** @throws Error where a process outlives the run: it could still write. */
async function untilEnded(ids: readonly number[]): Promise<void> {
  const startMs = performance.now();
  for (;;) {
    const left = listProcesses().filter(({ id }) => ids.includes(id));
    if (left.length === 0) return;
    if (performance.now() - startMs > mostMsToEnd) {
      killAll(ids);
      throw new Error(
        `Outlived the run: ${left.map(({ command }) => command.join(" ")).join("; ")}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
