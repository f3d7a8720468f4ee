import type { Mode } from "pulumi-intune-provisioning";
import { killAll } from "../../processes.ts";
import { findEngineProcesses } from "../engineProcess.ts";
import { liveGroup } from "../liveTargets.ts";
import {
  EngineFailure,
  openTestStack,
  openTestTenant,
  type RunOptions,
  type TestStack,
  type TestTenant,
} from "../tenantStack.ts";
import { resolveProgram, type Declared } from "./declares.ts";
import type { Foreign, Surroundings } from "./editing.ts";
import { construct, fileOf, payloadOf, type App, type Program, type Shape } from "./program.ts";
import type { Command } from "./runs.ts";
import { takeSnapshot, type Snapshot } from "./snapshot.ts";
import { toFault, type WrongAnswer } from "./wrongAnswers.ts";

/** What a life begins with: apps that are to be made or taken over, and a set on what another has made. */
export interface Start {
  apps: { shape: Shape; isAdopted: boolean; mode: Mode }[];
  setMode: Mode;
}

/** A tenant and a stack of their own for one life, and the program as it is now. */
export interface World extends Surroundings {
  tenant: TestTenant;
  program: Program;
  see: () => Snapshot;
  resolve: (now: Snapshot) => Declared[];
  /** What was edited and run so far, for whoever reads of a loss. */
  trace: string[];
  run: (verb: Command["verb"], options: RunOptions, wrong?: WrongAnswer) => Promise<Outcome>;
}

export interface Outcome {
  hasSucceeded: boolean;
  /** Whether the wrong answer was given. */
  wasHit: boolean;
  text: string;
}

const stackName = "life";

export async function openWorld(start: Start): Promise<World> {
  const tenant = await openTestTenant();
  let number = 0;
  const next = (): number => (number += 1);
  const addForeign = (groups: readonly number[]): Foreign => {
    const profile = next();
    const title = `Foreign ${profile}`;
    const { id } = tenant.emulator.tenant.addConfiguration({
      displayName: title,
      payload: payloadOf(profile),
      ...fileOf,
    });
    tenant.emulator.tenant.setAssignments(id, groups.map(liveGroup));
    return { id, title, profile };
  };
  const foreign = [addForeign(start.setMode === "additive" ? [7] : []), addForeign([])];
  const apps = start.apps.map(({ shape, isAdopted, mode }, index): App => {
    const { title, profile, id } = isAdopted
      ? addForeign([])
      : { title: "", profile: next(), id: undefined };
    return {
      name: `app-${profile}`,
      shape,
      title: title || `App ${profile}`,
      profile,
      adoptId: id,
      groups: [index + 1, index + 3],
      mode,
      formerly: [],
    };
  });
  const world: World = {
    tenant,
    foreign,
    next,
    trace: [],
    program: {
      apps,
      sets: [
        { name: "set", on: foreign[0]?.id ?? "", groups: [5], mode: start.setMode, formerly: [] },
      ],
    },
    idOf: (app) => resolveProgram({ apps: [app], sets: [] }, stackName, world.see())[0]?.ids[0],
    see: () => takeSnapshot(tenant, stackName),
    resolve: (now) => resolveProgram(world.program, stackName, now),
    run: (verb, options, wrong) => run(world, stack, { verb, options, wrong }),
  };
  const stack = await openTestStack({
    tenant,
    stackName,
    program: () => {
      construct(world.program);
      return Promise.resolve();
    },
  });
  return world;
}

interface Run {
  verb: Command["verb"];
  options: RunOptions;
  wrong: WrongAnswer | undefined;
}

async function run(
  world: World,
  stack: TestStack,
  { verb, options, wrong }: Run,
): Promise<Outcome> {
  const kill = (): void => {
    killAll(findEngineProcesses(stackName).allIds);
  };
  const handle = wrong && world.tenant.emulator.script(toFault(wrong, kill));
  const wasHit = (): boolean => (handle?.hits ?? 0) > 0;
  try {
    const { text } = await stack[verb](options);
    return { hasSucceeded: true, wasHit: wasHit(), text };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return { hasSucceeded: false, wasHit: wasHit(), text: error.text };
  } finally {
    handle?.remove();
    // A killed engine leaves its lock behind.
    if (wasHit() && wrong?.answer.startsWith("killed") === true) await stack.stack.cancel();
  }
}
