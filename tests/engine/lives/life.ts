import type { Counts } from "./counts.ts";
import { findConflicts } from "./conflicts.ts";
import { edits, type EditName } from "./edits.ts";
import { operate } from "./operate.ts";
import type { Program } from "./program.ts";
import { commands, portalEdits, type CommandName, type PortalEditName } from "./runs.ts";
import { openWorld, type Start, type World } from "./world.ts";
import type { WrongAnswer } from "./wrongAnswers.ts";

/** An edit of the program or in the portal, and a run; the numbers say of what. */
export interface Step {
  edit: EditName;
  portal: PortalEditName;
  command: CommandName;
  a: number;
  b: number;
}

export interface Life {
  start: Start;
  steps: Step[];
  wrong: WrongAnswer | undefined;
}

/** Lives a life, and holds every operation against what must be true whatever happens. */
export async function liveLife({ start, steps, wrong }: Life, counts: Counts): Promise<void> {
  const world = await openWorld(start);
  try {
    const { hasSucceeded, text } = await world.run("up", {});
    if (!hasSucceeded) throw new Error(`The first up failed:\n${text}`);
    let proven = world.program;
    let isProven = true;
    for (const [index, { edit, portal, command, a, b }] of steps.entries()) {
      counts.add(`edit ${edit}`, `portal ${portal}`, `command ${command}`);
      world.program = edits[edit](world.program, a, b, world);
      portalEdits[portal](world.tenant, a, b);
      world.trace.push(`edit ${edit}, portal ${portal} (${a}, ${b}):`);
      const { verb, options } = commands[command];
      isProven = await operate(world, counts, {
        verb,
        options: options(listUrns(world), a),
        wrong: wrong && wrong.step % steps.length === index ? wrong : undefined,
      });
      if (isProven && verb === "up") proven = world.program;
    }
    if (!isProven) await settle(world, counts, proven);
    await end(world, counts);
  } finally {
    await world.tenant.close();
  }
}

/** What a command can be about: the resources of the state and of the program. */
function listUrns(world: World): string[] {
  const now = world.see();
  const declared = world
    .resolve(now)
    .flatMap(({ configurationUrns, setUrns }) => [
      ...configurationUrns.slice(0, 1),
      ...setUrns.slice(0, 1),
    ]);
  return [...new Set([...now.recorded.map(({ urn }) => urn), ...declared])];
}

/** Goes back to the last program that was reached, as a person does who reverts a commit. */
async function settle(world: World, counts: Counts, proven: Program): Promise<void> {
  world.program = proven;
  await operate(world, counts, { verb: "refresh" });
  removeStrays(world);
  const isSettled =
    (await operate(world, counts, { verb: "up" })) ||
    (await operate(world, counts, { verb: "up", options: { refresh: true } }));
  counts.add(`end ${isSettled ? "settled" : "in conflict"}`);
}

/** What is left then is others'. */
async function end(world: World, counts: Counts): Promise<void> {
  const isGone =
    (await operate(world, counts, { verb: "destroy" })) ||
    (await operate(world, counts, { verb: "destroy", options: { refresh: true } }));
  counts.add(`end ${isGone ? "destroyed" : "left something"}`);
}

/** Deletes in the portal what the errors name: left by runs that failed, and now in the way of what is declared. */
function removeStrays(world: World): void {
  const now = world.see();
  const declared = world.resolve(now);
  const twins = findConflicts(declared, now).filter(({ kind }) => kind === "twin");
  const strays = declared
    .filter(({ name }) => twins.some(({ of }) => of === name))
    .flatMap(({ ids }) => ids)
    .filter((id) => !now.recorded.some((each) => each.id === id));
  for (const id of strays) world.tenant.emulator.tenant.removeConfiguration(id);
}
