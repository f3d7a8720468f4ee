import type { Mode } from "pulumi-intune-provisioning";
import type { App, LooseSet, Place, Program } from "./program.ts";
import type { Live, Snapshot } from "./snapshot.ts";

const project = "quickstart";
const types = {
  configuration: "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration",
  set: "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfigurationAssignments",
};

/** What a program declares of one app or loose set, in the terms of what is live and what the state has. */
export interface Declared {
  name: string;
  /** Absent for a loose set. */
  content?: Pick<Live, "title" | "profile">;
  adoptId?: string;
  groups: readonly number[];
  mode: Mode;
  /** URNs of today, then of former places. */
  configurationUrns: string[];
  setUrns: string[];
  /** The configurations that it declares: by id, else as the state has it, else by what they hold. */
  ids: string[];
  /** Those that have served its groups until now: whoever had the profile by one must have it by one. */
  holders: string[];
}

/** What a program declares at a moment. */
export function resolveProgram(program: Program, stackName: string, now: Snapshot): Declared[] {
  return [
    ...program.apps.map((app) => resolveApp(app, stackName, now)),
    ...program.sets.map((set) => resolveSet(set, stackName, now)),
  ];
}

/**
 * What counts of a program that gives one configuration or one set two owners, in a run with `--target`: the engine asks
 * only about the targets, so nobody learns that the others mean the same.
 */
export function dropContradicted(
  declared: readonly Declared[],
  targets: readonly string[] = [],
): Declared[] {
  const isTarget = ({ configurationUrns, setUrns }: Declared): boolean =>
    [...configurationUrns, ...setUrns].some((urn) => targets.includes(urn));
  return declared.filter(
    (each) =>
      isTarget(each) || !declared.some((other) => isTarget(other) && areRivals(each, other)),
  );
}

/** Whether two may not stand in one program: both own a configuration, or one of them its whole set. */
export function areRivals(one: Declared, other: Declared): boolean {
  const areBothOwners = one.content !== undefined && other.content !== undefined;
  const isShared = one.mode === "additive" && other.mode === "additive";
  return one.ids.some((id) => other.ids.includes(id)) && (areBothOwners || !isShared);
}

function resolveApp(app: App, stackName: string, now: Snapshot): Declared {
  const places = [app, ...app.formerly];
  const configurationUrns = places.map((place) => urnOf(stackName, "configuration", place));
  const setUrns = places.map((place) => urnOf(stackName, "set", place));
  const recordedId = findRecordedId(now, configurationUrns);
  const { name, title, profile, adoptId, groups, mode } = app;
  const twins = findTwins({ title, profile }, now);
  const ownId = adoptId ?? recordedId;
  return {
    name,
    content: { title, profile },
    ...(adoptId !== undefined && { adoptId }),
    groups,
    mode,
    configurationUrns,
    setUrns,
    ids: ownId === undefined ? twins : [ownId],
    holders: [...[recordedId, adoptId].filter((id) => id !== undefined), ...twins],
  };
}

function resolveSet(set: LooseSet, stackName: string, now: Snapshot): Declared {
  const { name, on, groups, mode, formerly } = set;
  const setUrns = [name, ...formerly].map((each) =>
    urnOf(stackName, "set", { name: each, shape: "apart" }),
  );
  const recordedId = findRecordedId(now, setUrns);
  const holders = recordedId === undefined ? [on] : [on, recordedId];
  return { name, groups, mode, configurationUrns: [], setUrns, ids: [on], holders };
}

function urnOf(stackName: string, kind: keyof typeof types, { name, shape }: Place): string {
  const parent = shape === "component" ? "intune:index:ProvisionedApp$" : "";
  return `urn:pulumi:${stackName}::${project}::${parent}${types[kind]}::${name}`;
}

/** The engine takes the URN of today before those of aliases. */
function findRecordedId({ recorded }: Snapshot, urns: readonly string[]): string | undefined {
  const kept = recorded.filter(({ isPending }) => !isPending);
  return urns
    .map((urn) => kept.find((each) => each.urn === urn)?.id)
    .find((id) => id !== undefined);
}

/** Live configurations with this content. */
function findTwins(content: Pick<Live, "title" | "profile">, { live }: Snapshot): string[] {
  const twins = [...live.values()].filter(
    ({ title, profile }) => title === content.title && profile === content.profile,
  );
  return twins.map(({ id }) => id);
}
