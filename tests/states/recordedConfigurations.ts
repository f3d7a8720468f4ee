import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Emulator } from "intune-graph-emulator";
import { groupId, liveGroup } from "../engine/liveTargets.ts";
import type { Shell } from "../engine/shell.ts";
import { recordedProgram } from "./recordedProgram.ts";

/** A profile that ends in 2099, written once by `engine/profile/writeProfile.ts`: the state holds its hash. */
const payload = join(import.meta.dirname, "../fixtures/recorded.mobileprovision");

/** When the emulated Intune makes everything, by its clock. */
export const recordedTime = "2026-06-01T00:00:00.000Z";

/** By display name. Intune gives ids by chance; in the recorded states they are these, and never change. */
export const recordedIds = {
  Plain: "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b01",
  Described: "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b02",
  App: "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b03",
  Adopted: "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b04",
  "Adopted app": "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b05",
  Foreign: "6a4d2d3f-8f0e-4d5b-9d60-0d3a1f6a7b06",
};
const { Plain, Described, App, Adopted, Foreign, "Adopted app": AdoptedApp } = recordedIds;

function addConfiguration(
  { tenant }: Emulator,
  displayName: keyof typeof recordedIds,
  given: { description?: string; roleScopeTagIds?: string[] } = {},
): void {
  tenant.addConfiguration({
    id: recordedIds[displayName],
    displayName,
    payload: readFileSync(payload).toString("base64"),
    payloadFileName: "recorded.mobileprovision",
    expirationDateTime: "2099-12-31T00:00:00Z",
    createdDateTime: recordedTime,
    lastModifiedDateTime: recordedTime,
    ...given,
  });
}

/** What the program finds: two configurations that it takes over, and one that stays another's, with an entry of theirs. */
export function seedConfigurationsBefore(emulator: Emulator): void {
  for (const name of ["Adopted", "Adopted app", "Foreign"] as const)
    addConfiguration(emulator, name);
  emulator.tenant.setAssignments(Foreign, [liveGroup(9)]);
}

/** What the program leaves, and what others have added since to one that may be deleted while they have assigned it. */
export function seedConfigurationsAfter(emulator: Emulator): void {
  const { tenant } = emulator;
  seedConfigurationsBefore(emulator);
  addConfiguration(emulator, "Plain");
  addConfiguration(emulator, "Described", { description: "Of the field", roleScopeTagIds: ["3"] });
  addConfiguration(emulator, "App");
  tenant.setAssignments(Plain, [liveGroup(1)]);
  tenant.setAssignments(Described, [liveGroup(9)]);
  tenant.setAssignments(App, [liveGroup(2)]);
  tenant.setAssignments(AdoptedApp, [liveGroup(3)]);
  tenant.addAssignment(Foreign, liveGroup(4));
}

/** Configurations made and taken over, alone and with their sets, and a set on one that is made elsewhere. */
export const configurationsProgram = ({ target, ...shell }: Shell): PulumiFn => () => {
  const plain = new shell.IosLobAppProvisioningConfiguration("plain", { displayName: "Plain", payload });
  new shell.IosLobAppProvisioningConfigurationAssignments("plain", {
    configurationId: plain.id,
    assignments: [target.group(groupId(1))],
  });
  new shell.IosLobAppProvisioningConfiguration("described", {
    displayName: "Described",
    payload,
    description: "Of the field",
    roleScopeTagIds: ["3"],
    deleteAssigned: true,
  });
  new shell.IosLobAppProvisioningConfiguration("adopted", {
    displayName: "Adopted",
    payload,
    adoptId: Adopted,
  });
  new shell.ProvisionedApp("App", { payload, assignments: [target.group(groupId(2))] });
  new shell.ProvisionedApp("Adopted app", {
    payload,
    adoptId: AdoptedApp,
    assignments: [target.group(groupId(3))],
  });
  new shell.IosLobAppProvisioningConfigurationAssignments("foreign", {
    configurationId: Foreign,
    assignments: [target.group(groupId(4))],
    mode: "additive",
  });
  return Promise.resolve();
};

/** All of it in one program. */
export const bothPrograms = (shell: Shell): PulumiFn => async () => {
  await recordedProgram(shell)();
  await configurationsProgram(shell)();
};
