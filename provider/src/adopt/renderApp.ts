import type { GroupAssignment } from "../domain/assignment.js";
import { groupIdsOf, type AdoptableConfiguration } from "./adoptableTenant.js";
import { assignmentsInputsOf, configurationInputsOf } from "./inputsOfApp.js";
import { renderTarget, type NameGroup } from "./renderTarget.js";
import {
  writeComment,
  writeConstruction,
  writeImport,
  writeString,
  type Property,
} from "./writeCode.js";

/** How the program speaks of a configuration. */
export interface AppNames {
  /** Of the resources. */
  name: string;
  /** Of the profile's file, from the project's folder. */
  payloadPath: string;
  nameGroup: NameGroup;
}

export const configurationClass = "IosLobAppProvisioningConfiguration";
const assignmentsClass = "IosLobAppProvisioningConfigurationAssignments";

/** The module of one configuration and of who gets it. */
export function renderApp(found: AdoptableConfiguration, names: AppNames): string {
  const imported = [
    ...(found.obstacles.length === 0 ? [configurationClass] : []),
    assignmentsClass,
    ...(found.assignments.length > 0 ? ["target"] : []),
  ];
  const usesGroups = groupIdsOf(found).some((id) => names.nameGroup(id).startsWith("groups."));
  return [
    ...writeImport(imported, "pulumi-intune-provisioning"),
    ...(usesGroups ? writeImport(["groups"], "../groups") : []),
    "",
    ...renderConfiguration(found, names),
    "",
    ...renderAssignments(found, names),
    "",
  ].join("\n");
}

function renderConfiguration(found: AdoptableConfiguration, names: AppNames): string[] {
  const { configuration, obstacles } = found;
  if (obstacles.length > 0)
    return [
      writeComment(`${configuration.displayName}: the configuration itself is not managed here.`),
      ...obstacles.map(writeComment),
    ];
  return writeConstruction(
    `export const app = new ${configurationClass}`,
    names.name,
    configurationProperties(found, names),
  );
}

function configurationProperties(
  found: AdoptableConfiguration,
  { payloadPath }: AppNames,
): Property[] {
  const inputs = { ...configurationInputsOf(found), payload: payloadPath };
  return Object.entries(inputs).map(([key, value]) => [key, writeValue(value)]);
}

function renderAssignments(found: AdoptableConfiguration, { name, nameGroup }: AppNames): string[] {
  const { configurationId, assignments, groupAssignments, mode } = assignmentsInputsOf(found);
  const isManaged = found.obstacles.length === 0;
  const properties: Property[] = [
    ["configurationId", isManaged ? "app.id" : writeString(configurationId)],
    ["assignments", assignments.map((entry) => renderTarget(entry, nameGroup))],
    ...optional("groupAssignments", groupAssignments?.map(renderGroupAssignment(nameGroup))),
    ...optional("mode", mode && writeString(mode)),
  ];
  return [
    ...found.strange.flatMap(({ entry, reason }) => [
      "// WARNING: the next entry cannot be declared and is left alone, hence additive mode:",
      writeComment(`${JSON.stringify(entry)}: ${reason}`),
    ]),
    ...writeConstruction(`export const assignments = new ${assignmentsClass}`, name, properties),
  ];
}

function renderGroupAssignment(nameGroup: NameGroup): (entry: GroupAssignment) => string {
  return ({ targetGroupId }) => `{\n  targetGroupId: ${nameGroup(targetGroupId)},\n}`;
}

function writeValue(value: string | boolean | readonly string[]): Property[1] {
  if (typeof value === "string") return writeString(value);
  return typeof value === "boolean" ? String(value) : value.map(writeString);
}

function optional(key: string, value: Property[1] | undefined): Property[] {
  return value === undefined ? [] : [[key, value]];
}
