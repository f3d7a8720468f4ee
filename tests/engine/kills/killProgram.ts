import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { groupId } from "../liveTargets.ts";
import { fileOf, payloadOf } from "../lives/program.ts";

const shells = { dynamic, native };
export type ShellName = keyof typeof shells;

/** An app of the program: a configuration and who gets it. */
export interface App {
  name: string;
  title: string;
  /** Which of the made profiles. */
  profile: number;
  groups: number[];
  isComponent: boolean;
  /** Makes a new configuration for another profile, and deletes the former one. */
  isReplaced: boolean;
  adoptId?: string | undefined;
}

/** What the program declares: apps, and an additive set on a configuration of others. */
export interface Program {
  apps: readonly App[];
  sets: readonly { on: string; group: number }[];
}

export function construct({ apps, sets }: Program, shell: ShellName): void {
  const {
    IosLobAppProvisioningConfiguration,
    IosLobAppProvisioningConfigurationAssignments,
    ProvisionedApp,
    target,
  } = shells[shell];
  for (const { name, title, profile, groups, isComponent, isReplaced, adoptId } of apps) {
    const assignments = groups.map((group) => target.group(groupId(group)));
    const args = {
      displayName: title,
      payload: payloadOf(profile),
      payloadFileName: fileOf.payloadFileName,
      replaceOnRenewal: isReplaced,
      ...(adoptId !== undefined && { adoptId }),
    };
    if (isComponent) {
      new ProvisionedApp(name, { ...args, assignments });
      continue;
    }
    const { id: configurationId } = new IosLobAppProvisioningConfiguration(name, args);
    new IosLobAppProvisioningConfigurationAssignments(name, { configurationId, assignments });
  }
  for (const [index, { on, group }] of sets.entries())
    new IosLobAppProvisioningConfigurationAssignments(`set-${index}`, {
      configurationId: on,
      assignments: [target.group(groupId(group))],
      mode: "additive",
    });
}

/** Edits of the program; numbers say of what. `destroy` is one: of all that the program declares. */
export const edits = {
  regroup: ({ apps, sets }, a) => ({
    apps: apps.map((app, index) =>
      index % 2 === a % 2 ? { ...app, groups: app.groups.map((group) => (group % 9) + 1) } : app,
    ),
    sets: sets.map((set) => ({ ...set, group: (set.group % 5) + 1 })),
  }),
  retitle: (program, a) => edit(program, a, (app) => ({ ...app, title: `${app.title}'` })),
  renew: (program, a, next) => edit(program, a, (app) => ({ ...app, profile: next() })),
  add: ({ apps, sets }, a, next) => ({ apps: [...apps, newApp(next(), a)], sets }),
  drop: ({ apps, sets }, a) => ({ apps: apps.toSpliced(a % Math.max(apps.length, 1), 1), sets }),
  destroy: () => ({ apps: [], sets: [] }),
} satisfies Record<string, (program: Program, a: number, next: () => number) => Program>;

export type EditName = keyof typeof edits;

/** A new app; the number picks its form. */
export function newApp(number: number, a: number): App {
  return {
    name: `app-${number}`,
    title: `App ${number}`,
    profile: number,
    groups: [1 + (a % 9)],
    isComponent: a % 2 === 0,
    isReplaced: a % 3 === 0,
  };
}

function edit({ apps, sets }: Program, a: number, change: (app: App) => App): Program {
  const index = a % Math.max(apps.length, 1);
  return {
    // What `adoptId` names is the former configuration: no other could take its place.
    apps: apps.map((app, each) => (each === index ? { ...change(app), adoptId: undefined } : app)),
    sets,
  };
}
