import { assignmentsHandlers } from "../handlers/recordedHandlers.ts";
import type { HandlerBench } from "../handlers/handlerBench.ts";
import {
  checkedInputs,
  ownedOlder,
  recordedWords,
  StackedSet,
  type Program,
} from "../handlers/stackedSet.ts";
import { programOf, startOf } from "./contents.ts";
import { judgeDestroy, judgeUp } from "./judge.ts";
import type { Outcome } from "./outcome.ts";
import type { Variant } from "./variants.ts";
import type { World } from "./worlds.ts";

/** A step of a life: what failed, if anything, and what was wrong with that. */
export interface LivedStep {
  name: string;
  error: Error | undefined;
  problems: string[];
}

/** A resource's life: created, updated, repaired after a drift, and deleted. */
export async function live(
  bench: HandlerBench,
  world: World,
  variant: Variant,
): Promise<LivedStep[]> {
  const set = new StackedSet(bench, bench.addConfiguration(startOf(world, variant)));
  const created = programOf(world, variant, 3);
  const updated = programOf(world, variant, 4);
  const up = async (name: string, program: Program): Promise<LivedStep> => {
    const outcome = await observe(bench, set, world, () => set.up(program));
    const problems = judgeUp(world, variant, program, outcome);
    if (outcome.error === undefined) problems.push(...(await repeat(bench, set, program)));
    return { name, error: outcome.error, problems };
  };
  const steps = [await up("create", created), await up("update", updated)];
  edit(bench, set.id, "group 4", "group 9");
  await set.refresh();
  steps.push(await up("repair", updated));
  edit(bench, set.id, "group 9", "group 9");
  await set.refresh();
  const outcome = await observe(bench, set, world, () => set.destroy());
  steps.push({
    name: "delete",
    error: outcome.error,
    problems: judgeDestroy(world, variant, outcome),
  });
  return steps;
}

/** Someone removes one entry in the portal and adds another. */
function edit(bench: HandlerBench, id: string, removed: string, added: string): void {
  const kept = bench.liveOf(id).assignments.filter((word) => word !== removed);
  bench.setLive(id, { assignments: [...kept, added] });
}

async function observe(
  bench: HandlerBench,
  set: StackedSet,
  world: World,
  run: () => Promise<unknown>,
): Promise<Outcome> {
  if (world.readLag !== undefined) await catchUp(bench, set.id);
  const before = bench.liveOf(set.id);
  const recorded = set.state
    ? { ...recordedWords(set.state), ownedOlder: ownedOlder(set.state) }
    : { assignments: [], unmanaged: [], older: [], ownedOlder: [] };
  const faults = scriptFaults(bench, set.id, world);
  try {
    const error = await run().then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    return { before, after: bench.liveOf(set.id), recorded, error };
  } finally {
    for (const fault of faults) fault.remove();
  }
}

/** Reads until they show what is live: a run begins some time after the last one. */
async function catchUp(
  { context: { configurations, clock } }: HandlerBench,
  id: string,
): Promise<void> {
  await clock.sleep(1_000);
  for (let read = 0; read < 4; read += 1) await configurations.readAssignments(id);
}

/** What the world does to the next write. */
function scriptFaults({ emulator }: HandlerBench, id: string, world: World) {
  const write = { method: "POST", path: id } as const;
  const run = (): void => {
    emulator.tenant.addAssignment(id, {
      "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
    });
  };
  return [
    ...(world.isAnswerLost
      ? [emulator.script({ ...write, after: "afterEffect", cut: "socket" })]
      : []),
    ...(world.hasOtherWriter ? [emulator.script({ ...write, run })] : []),
  ];
}

/** What was wrong with doing the same again, which must change nothing. */
async function repeat(bench: HandlerBench, set: StackedSet, program: Program): Promise<string[]> {
  bench.takeRequests();
  const again = await set.up(program);
  const { state = {} } = set;
  const inputs = checkedInputs(set.id, program);
  await assignmentsHandlers.update(bench.context, set.id, state, inputs);
  return [
    ...(again === "same" ? [] : [`a second run ${again} it`]),
    ...(bench.sentBodies().length === 0 ? [] : ["a second run wrote"]),
  ];
}
