import type { Mode } from "pulumi-intune-provisioning";
import type { App, LooseSet, Place, Program, Shape } from "./program.ts";

/** A configuration that others made, and what it holds. */
export interface Foreign {
  id: string;
  title: string;
  profile: number;
}

/** What an edit may ask. */
export interface Surroundings {
  /** The id of the configuration that an app has now, if it has one. */
  idOf: (app: App) => string | undefined;
  foreign: readonly Foreign[];
  /** A number that nothing else in this life has. */
  next: () => number;
}

/** An edit of a program, where two numbers say of what. */
export type Edit = (program: Program, a: number, b: number, around: Surroundings) => Program;

type Change<T> = (item: T, around: Surroundings, b: number) => Partial<T>;

export function editApp(change: Change<App>): Edit {
  return (program, a, b, around) => ({
    ...program,
    apps: changeAt(program.apps, a, (app) => change(app, around, b)),
  });
}

export function editSet(change: Change<LooseSet>): Edit {
  return (program, a, b, around) => ({
    ...program,
    sets: changeAt(program.sets, a, (set) => change(set, around, b)),
  });
}

/** Changes two apps at once; nothing where there are no two. */
export function editTwo(
  change: (one: App, other: App, around: Surroundings) => [Partial<App>, Partial<App>],
): Edit {
  return (program, a, b, around) => {
    const { apps } = program;
    if (apps.length < 2) return program;
    const first = a % apps.length;
    const second = (first + 1 + (b % (apps.length - 1))) % apps.length;
    const [one, other] = [apps[first], apps[second]];
    if (one === undefined || other === undefined) return program;
    const [ofOne, ofOther] = change(one, other, around);
    const changes = new Map([
      [one, ofOne],
      [other, ofOther],
    ]);
    return { ...program, apps: apps.map((app) => ({ ...app, ...changes.get(app) })) };
  };
}

export function addApp(program: Program, shape: Shape, groups: number[], number: number): Program {
  const app: App = {
    name: `app-${number}`,
    shape,
    title: `App ${number}`,
    profile: number,
    groups,
    mode: "authoritative",
    formerly: [],
  };
  return { ...program, apps: [...program.apps, app] };
}

export function addSet(
  program: Program,
  {
    on,
    groups,
    mode,
    number,
  }: { on: string | undefined; groups: number[]; mode: Mode; number: number },
): Program {
  if (on === undefined) return program;
  const set: LooseSet = { name: `set-${number}`, on, groups, mode, formerly: [] };
  return { ...program, sets: [...program.sets, set] };
}

export function dropAt<T>(items: readonly T[], index: number): T[] {
  return items.filter((item) => item !== at(items, index));
}

/** The item of a number, whatever the number is. */
export function at<T>(items: readonly T[], index: number): T | undefined {
  return items[index % items.length];
}

/** Some of the groups 1 to 5. */
export function groupsOf(number: number): number[] {
  return number % 4 === 0 ? [1 + (number % 5)] : [1 + (number % 5), 1 + ((number + 2) % 5)];
}

/** The aliases of an app that keeps its resources where it goes. */
export function recall({ name, shape, formerly }: App): Place[] {
  return [{ name, shape }, ...formerly];
}

export function otherShape(shape: Shape): Shape {
  return shape === "component" ? "apart" : "component";
}

function changeAt<T extends object>(
  items: readonly T[],
  index: number,
  change: (item: T) => Partial<T>,
): T[] {
  const changed = at(items, index);
  return items.map((item) => (item === changed ? { ...item, ...change(item) } : item));
}
