import { writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { expect } from "chai";
import { runCliProcess } from "../../cli/runCli.ts";
import type { Counts } from "../lives/counts.ts";
import { fileOf, payloadOf, profileOf } from "../lives/program.ts";
import { liveGroup } from "../liveTargets.ts";
import {
  EngineFailure,
  openTestStack,
  openTestTenant,
  type Run,
  type RunOptions,
  type TestStack,
  type TestTenant,
} from "../tenantStack.ts";
import { armKill, type Kill } from "./kill.ts";
import {
  construct,
  edits,
  newApp,
  type App,
  type EditName,
  type Program,
  type ShellName,
} from "./killProgram.ts";

/** An edit of the program, and the runs of it that are killed before one that is not. */
export interface KillStep {
  edit: EditName;
  /** Of what. */
  a: number;
  kills: Kill[];
}

export interface KillLife {
  shell: ShellName;
  /** How the first program's apps look; of those that are adopted the tenant has the configuration. */
  apps: { a: number; isAdopted: boolean }[];
  /** Of the first up. */
  kills: Kill[];
  steps: KillStep[];
  /** Of the destroy that ends it. */
  last: Kill[];
  /** `--parallel`; the engine's own where undefined. */
  parallel: number | undefined;
}

/** An object of others, and what must stay of it. */
interface Foreign {
  id: string;
  title: string;
  profile: number;
  groups: number[];
}

interface World {
  tenant: TestTenant;
  stack: TestStack;
  program: Program;
  foreign: Foreign[];
  options: RunOptions;
  counts: Counts;
  /** The step of each run that was killed. */
  killed: string[];
}

const stackName = "kills";

/**
 * Lives a life without checkpoints, in which runs are killed. After each step's kills the documented way back is taken
 * (docs/cookbook/recover-from-a-killed-run.md), and live must be what is declared, and nothing of others lost.
 * @returns the step of each run that was killed: not every moment comes.
 */
export async function liveKills(life: KillLife, counts: Counts): Promise<string[]> {
  const tenant = await openTestTenant();
  try {
    let number = 0;
    const next = (): number => (number += 1);
    const foreign = [[7], [8, 9]].map((groups): Foreign => addForeign(tenant, next(), groups));
    const world: World = {
      tenant,
      foreign,
      counts,
      options: life.parallel === undefined ? {} : { parallel: life.parallel },
      killed: [],
      program: {
        apps: life.apps.map(({ a, isAdopted }): App => {
          const app = newApp(next(), a);
          if (!isAdopted) return app;
          return { ...app, adoptId: addForeign(tenant, app.profile, [], app.title).id };
        }),
        sets: [{ on: foreign[0]?.id ?? "", group: 1 }],
      },
      stack: await openTestStack({
        tenant,
        stackName,
        environment: { PULUMI_SKIP_CHECKPOINTS: "true" },
        program: () => {
          construct(world.program, life.shell);
          return Promise.resolve();
        },
      }),
    };
    await liveStep(world, life.kills, "first");
    for (const { edit, a, kills } of life.steps) {
      world.program = edits[edit](world.program, a, next);
      await liveStep(world, kills, edit);
    }
    // The state holds what is live: there is nothing to do, and all goes.
    if (!isEmpty(world.program))
      await world.stack.preview({ ...world.options, expectNoChanges: true });
    world.program = edits.destroy();
    await liveStep(world, life.last, "last");
    return world.killed;
  } finally {
    await tenant.close();
  }
}

async function liveStep(world: World, kills: readonly Kill[], step: string): Promise<void> {
  const { counts } = world;
  for (const kill of kills) {
    const end = await runKilled(world, kill);
    counts.add(`step ${step}`, `victim ${kill.victim}, ${end}`);
    if (end.startsWith("killed")) world.killed.push(step);
  }
  await recover(world);
  expectDeclared(world, step);
}

function isEmpty({ apps, sets }: Program): boolean {
  return apps.length === 0 && sets.length === 0;
}

function run({ stack, program, options }: World, more: RunOptions = {}): Promise<Run> {
  return stack[isEmpty(program) ? "destroy" : "up"]({ ...options, ...more });
}

async function runKilled(world: World, kill: Kill): Promise<string> {
  const { emulator } = world.tenant;
  const armed = armKill(emulator, stackName, kill);
  let end = "done";
  try {
    await run(world, { onOutput: armed.onOutput });
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    end = "failed";
  }
  const wasKilled = await armed.end();
  if (wasKilled) await world.stack.stack.cancel();
  return wasKilled ? `killed and ${end}` : end;
}

/** The way back: the same command again; where it refuses twins, one command that names them, and the same once more. */
async function recover(world: World): Promise<void> {
  const { counts } = world;
  const refused = await findRefusal(world);
  counts.add(refused === undefined ? "recovered at once" : "recovered by adopt --preview");
  if (refused === undefined) return;
  expect(world.killed, refused).not.to.deep.equal([]);
  expect(refused).to.contain("Nothing was created.").and.to.contain("adoptId");
  const variables = await takeOver(world);
  Object.assign(world.stack.stack.workspace.envVars, variables);
  await run(world);
  delete world.stack.stack.workspace.envVars["INTUNE_ADOPT_IDS"];
}

async function findRefusal(world: World): Promise<string | undefined> {
  try {
    await run(world);
    return undefined;
  } catch (error) {
    if (error instanceof EngineFailure) return error.text;
    throw error;
  }
}

async function takeOver({ stack, tenant, options }: World): Promise<Record<string, string>> {
  const events: EngineEvent[] = [];
  await stack.preview({ ...options, onEvent: (event) => void events.push(event) });
  const preview = join(tenant.folder.path, "preview.json");
  const output = join(tenant.folder.path, "adopt-ids.txt");
  await writeFile(preview, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const args = ["adopt", "--preview", preview, "--output", output];
  const { exitCode, stdout, stderr } = await runCliProcess(args, tenant.environment);
  expect(exitCode, stderr + stdout).to.equal(0);
  const ids = readFileSync(output, "utf8");
  for (const id of ids.split("\n")) expect(stdout).to.contain(id);
  return { INTUNE_ADOPT_IDS: ids };
}

/** Live is what is declared and what others have: no twin, nothing lost, nothing left. */
function expectDeclared({ tenant, program, foreign }: World, step: string): void {
  const declared = program.apps.map(({ title, profile, groups }) => ({ title, profile, groups }));
  const others = foreign.map(({ id, title, profile, groups }) => {
    const added = program.sets.filter(({ on }) => on === id).map(({ group }) => group);
    return { title, profile, groups: [...groups, ...added] };
  });
  const live = tenant.emulator.tenant.configurations.map(({ id, displayName, payload }) => ({
    title: displayName,
    profile: profileOf(payload),
    groups: tenant.liveGroupIds(id).map((group) => Number(String(group).slice(0, 8))),
  }));
  expect(sortAll(live), step).to.deep.equal(sortAll([...declared, ...others]));
}

type Content = Omit<Foreign, "id">;

function sortAll(contents: readonly Content[]): Content[] {
  return contents
    .map((content) => ({ ...content, groups: content.groups.toSorted((one, two) => one - two) }))
    .sort((one, two) => (one.title < two.title ? -1 : 1));
}

function addForeign(
  tenant: TestTenant,
  profile: number,
  groups: number[],
  title = `Foreign ${profile}`,
): Foreign {
  const { tenant: portal } = tenant.emulator;
  const { id } = portal.addConfiguration({
    displayName: title,
    payload: payloadOf(profile),
    ...fileOf,
  });
  portal.setAssignments(id, groups.map(liveGroup));
  return { id, title, profile, groups };
}
