import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { makeProfileXml } from "../../../engine/profile/makeProfile.ts";
import { groupId } from "../liveTargets.ts";

/** A `ProvisionedApp`, or a configuration and a set beside each other. */
export type Shape = "component" | "apart";

/** Where a program has an app: what its resources' URNs come from. */
export interface Place {
  name: string;
  shape: Shape;
}

/** What a program declares of an app. */
export interface App extends Place {
  title: string;
  /** Which of the made profiles. */
  profile: number;
  adoptId?: string | undefined;
  groups: number[];
  mode: Mode;
  /** Where it was before, as its aliases say. */
  formerly: Place[];
}

/** A set on a configuration that the program names by its id. */
export interface LooseSet {
  name: string;
  on: string;
  groups: number[];
  mode: Mode;
  formerly: string[];
}

/** What a program declares. Edits make new ones. */
export interface Program {
  apps: readonly App[];
  sets: readonly LooseSet[];
}

const expires = new Date("2099-12-31");

/** What Intune has beside title and profile of a configuration that a program declares. */
export const fileOf = {
  payloadFileName: "app.xml",
  expirationDateTime: expires.toISOString(),
};

const payloads = new Map<number, string>();

/** The profile of a number, in base64. */
export function payloadOf(profile: number): string {
  const known = payloads.get(profile);
  if (known !== undefined) return known;
  const payload = Buffer.from(
    makeProfileXml({ name: `Profile ${profile}`, expires, certificates: [{ expires }] }),
  ).toString("base64");
  payloads.set(profile, payload);
  return payload;
}

/** Which profile a payload is, or which has that number. */
export function profileOf(payload: string): number {
  return [...payloads].find(([, known]) => known === payload)?.[0] ?? -1;
}

/** Makes the resources, as a person would write them. */
export function construct({ apps, sets }: Program): void {
  for (const app of apps) {
    if (app.shape === "component") constructComponent(app);
    else constructApart(app);
  }
  for (const { name, on, groups, mode, formerly } of sets) {
    new IosLobAppProvisioningConfigurationAssignments(
      name,
      { configurationId: on, assignments: targetsOf(groups), mode },
      { aliases: formerly.map((former) => ({ name: former })) },
    );
  }
}

function constructComponent(app: App): void {
  const aliases = aliasesOf(app, "component").map(({ name }) => ({ name }));
  const alone = aliasesOf(app, "apart").map(({ name }) => ({
    name,
    parent: pulumi.rootStackResource,
  }));
  new ProvisionedApp(
    app.name,
    {
      displayName: app.title,
      ...profileArgs(app),
      assignments: targetsOf(app.groups),
      mode: app.mode,
    },
    {
      aliases,
      transformations: [
        ({ type, props, opts }) =>
          type === componentType
            ? undefined
            : { props, opts: pulumi.mergeOptions(opts, { aliases: alone }) },
      ],
    },
  );
}

function constructApart(app: App): void {
  const aliases = [
    ...aliasesOf(app, "apart").map(({ name }) => ({ name })),
    ...aliasesOf(app, "component").map(({ name }) => ({
      name,
      parent: pulumi.createUrn(name, componentType),
    })),
  ];
  const configuration = new IosLobAppProvisioningConfiguration(
    app.name,
    { displayName: app.title, ...profileArgs(app) },
    { aliases },
  );
  new IosLobAppProvisioningConfigurationAssignments(
    app.name,
    { configurationId: configuration.id, assignments: targetsOf(app.groups), mode: app.mode },
    { aliases },
  );
}

const componentType = "intune:index:ProvisionedApp";

function aliasesOf({ formerly }: App, shape: Shape): Place[] {
  return formerly.filter((place) => place.shape === shape);
}

function profileArgs({ profile, adoptId }: App) {
  const payload = { payload: payloadOf(profile), payloadFileName: fileOf.payloadFileName };
  return adoptId === undefined ? payload : { ...payload, adoptId };
}

function targetsOf(groups: readonly number[]) {
  return groups.map((group) => target.group(groupId(group)));
}
