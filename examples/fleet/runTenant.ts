import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConcurrentUpdateError, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { chooseCheckpoints } from "./chooseCheckpoints.ts";
import { findStateChanges } from "./findStateChanges.ts";
import { judgeSteps, type Step } from "./judgeSteps.ts";
import { openStack, type OpenStack } from "./openStack.ts";
import type { Result } from "./result.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantRun } from "./tenantRun.ts";

/** What a tenant's process reports; who started it knows the name and the time. */
export type Report = Pick<Result, "outcome" | "changes" | "reasons">;

/** Runs one tenant's stack. Where the signal comes, the current operation ends as by one ^C: it is finished and saved. */
export async function runTenant(run: TenantRun, signal: AbortSignal): Promise<Report> {
  const engine = watchEngine(signal);
  try {
    const program = await loadProgram(run.task.program);
    const opened = await openStack(run, async () => {
      await program(run.tenant);
    });
    return await previewAndApply(opened, run, engine);
  } catch (error) {
    const stopped = signal.aborted ? ["it was stopped"] : [];
    const causes = engine.errors.length > 0 ? engine.errors : [describeFailure(error)];
    return { outcome: "failed", changes: {}, reasons: [...stopped, ...causes] };
  }
}

async function previewAndApply(
  { stack, state }: OpenStack,
  run: TenantRun,
  engine: Engine,
): Promise<Report> {
  const { tenant, task, workDir } = run;
  const plan = join(workDir, "plan.json");
  engine.signal.throwIfAborted();
  const { policyPacks, policyPackConfigs } = task;
  const options = { ...engine, plan, policyPacks, policyPackConfigs };
  await stack.preview({ ...options, refresh: task.refresh });
  const changes = countChanges(engine.steps);
  const declared = tenant.profiles.map(({ name }) => name);
  const reasons = judgeSteps(engine.steps, { declared, allowDeletes: task.allowDeletes });
  if (reasons.length > 0) return { outcome: "refused", changes, reasons };
  if (Object.keys(changes).length === 0) return { outcome: "unchanged", changes, reasons };
  if (task.verb === "preview") return { outcome: "pending", changes, reasons };
  engine.signal.throwIfAborted();
  const moved = findStateChanges(state, await stack.exportStack());
  if (moved.length > 0) return { outcome: "refused", changes, reasons: moved.map(describeMoved) };
  Object.assign(stack.workspace.envVars, chooseCheckpoints(engine.steps, process.env));
  // The plan stops an update that would do what the preview has not shown, deletions of all kinds first.
  await stack.up(options);
  return { outcome: "changed", changes, reasons };
}

function describeMoved(urn: string): string {
  return `${urn} has changed in the state since the preview, by another run: run the fleet again`;
}

const print = (text: string): void => void process.stdout.write(text);

/** How the engine is run, and what is seen of it. */
interface Engine {
  color: "never";
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  onEvent: (event: EngineEvent) => void;
  signal: AbortSignal;
  /** What the preview would do, without the stack itself and the provider. */
  steps: Step[];
  errors: string[];
}

function watchEngine(signal: AbortSignal): Engine {
  const steps: Step[] = [];
  const errors: string[] = [];
  return {
    color: "never",
    onOutput: print,
    onError: print,
    signal,
    steps,
    errors,
    onEvent({ resourcePreEvent, diagnosticEvent, policyEvent }) {
      const metadata = resourcePreEvent?.planning === true ? resourcePreEvent.metadata : undefined;
      if (metadata !== undefined && !metadata.type.startsWith("pulumi:"))
        steps.push({
          op: metadata.op,
          type: metadata.type,
          name: metadata.urn.split("::").slice(3).join("::"),
          isAdopted: metadata.new?.inputs["adoptId"] !== undefined,
        });
      // The engine's heading of a refused create.
      if (diagnosticEvent?.severity === "error")
        errors.push(diagnosticEvent.message.replace(/^1 error occurred:\s*\* /, "").trim());
      if (policyEvent?.enforcementLevel === "mandatory")
        errors.push(`${policyEvent.policyName}: ${policyEvent.message.trim()}`);
    },
  };
}

function countChanges(steps: readonly Step[]): Record<string, number> {
  const changes: Record<string, number> = {};
  for (const { op } of steps)
    if (op !== "same" && op !== "refresh") changes[op] = (changes[op] ?? 0) + 1;
  return changes;
}

type Program = (tenant: Tenant) => unknown;

async function loadProgram(file: string): Promise<Program> {
  const { default: program } = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (typeof program === "function") return program as Program;
  throw new Error(`${file} has no function as its default export.`);
}

/** What the CLI says of a failure stands in lines that begin with `error:`, amid all else that it printed. */
function describeFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (pattern: RegExp): string | undefined => pattern.exec(message)?.[1];
  if (error instanceof ConcurrentUpdateError)
    return `its stack is locked: ${line(/(created by .+)/) ?? message}`;
  return line(/^ *error: *(.+)$/m) ?? message;
}
