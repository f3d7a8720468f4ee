import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation/index.js";
import { judgeSteps, type Step } from "./judgeSteps.ts";
import { openStack } from "./openStack.ts";
import type { Outcome, Result, Task } from "./result.ts";
import type { Tenant } from "./tenant.ts";

/** What a tenant's process reports; who started it knows the name and the time. */
export type Report = Pick<Result, "outcome" | "changes" | "reasons">;

/** Previews one tenant's stack and, for `up`, applies exactly what the preview has shown. */
export async function runTenant(tenant: Tenant, task: Task): Promise<Report> {
  const workDir = await mkdtemp(join(tmpdir(), "fleet-"));
  const watched = watchEngine();
  try {
    const program = await loadProgram(task.program);
    const stack = await openStack(tenant, workDir, async () => {
      await program(tenant);
    });
    const plan = join(workDir, "plan.json");
    await stack.preview({ ...output, onEvent: watched.onEvent, refresh: task.refresh, plan });
    const { steps } = watched;
    const changes = countChanges(steps);
    const declared = tenant.profiles.map(({ name }) => name);
    const reasons = judgeSteps(steps, { declared, allowDeletes: task.allowDeletes });
    if (reasons.length > 0) return { outcome: "refused", changes, reasons };
    if (Object.keys(changes).length === 0) return { outcome: "unchanged", changes, reasons };
    const outcome = task.verb === "up" ? await apply(stack, plan, watched) : "pending";
    return { outcome, changes, reasons };
  } catch (error) {
    const reasons = watched.errors.length > 0 ? watched.errors : [messageOf(error)];
    return { outcome: "failed", changes: {}, reasons };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** The plan stops an update that would do what the preview has not shown, deletions of all kinds first. */
async function apply(stack: Stack, plan: string, { onEvent }: Watched): Promise<Outcome> {
  await stack.up({ ...output, onEvent, plan });
  return "changed";
}

const print = (text: string): void => void process.stdout.write(text);
const output = { color: "never", onOutput: print, onError: print } as const;

interface Watched {
  onEvent: (event: EngineEvent) => void;
  /** What the preview would do, without the stack itself and the provider. */
  steps: Step[];
  errors: string[];
}

function watchEngine(): Watched {
  const steps: Step[] = [];
  const errors: string[] = [];
  return {
    steps,
    errors,
    onEvent({ resourcePreEvent, diagnosticEvent }) {
      const metadata = resourcePreEvent?.planning === true ? resourcePreEvent.metadata : undefined;
      if (metadata !== undefined && !metadata.type.startsWith("pulumi:"))
        steps.push({ op: metadata.op, name: metadata.urn.split("::").slice(3).join("::") });
      if (diagnosticEvent?.severity === "error") errors.push(diagnosticEvent.message.trim());
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
