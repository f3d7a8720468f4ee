import type { Assignment } from "../domain/assignment.js";
import {
  assignmentsInputsOf,
  configurationInputsOf,
  groupIdsOf,
  type AdoptableConfiguration,
} from "./adoptableTenant.js";
import {
  writeCode,
  writeComment,
  writeImport,
  writeString,
  type CodeCall,
  type CodeObject,
} from "./writeCode.js";

/** As in `groups.technicians`. */
export type NameGroup = (groupId: string) => string;

export interface AppNames {
  /** Of the resources. */
  name: string;
  /** From the project's folder. */
  payloadPath: string;
  nameGroup: NameGroup;
}

export const configurationClass = "IosLobAppProvisioningConfiguration";
const assignmentsClass = "IosLobAppProvisioningConfigurationAssignments";

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

function renderConfiguration(
  found: AdoptableConfiguration,
  { name, payloadPath }: AppNames,
): string[] {
  const { configuration, obstacles } = found;
  if (obstacles.length > 0)
    return [
      writeComment(`${configuration.displayName}: the configuration itself is not managed here.`),
      ...obstacles.map(writeComment),
    ];
  const inputs = Object.entries({ ...configurationInputsOf(found), payload: payloadPath });
  const codes = inputs.map(([key, value]: [string, string | boolean | readonly string[]]) => {
    if (typeof value === "string") return [key, writeString(value)];
    return [key, typeof value === "boolean" ? String(value) : value.map(writeString)];
  });
  const properties = Object.fromEntries(codes) as CodeObject["properties"];
  return writeResource("app", configurationClass, name, { properties });
}

function renderAssignments(found: AdoptableConfiguration, { name, nameGroup }: AppNames): string[] {
  const { configurationId, assignments, groupAssignments, mode } = assignmentsInputsOf(found);
  const properties = {
    configurationId: found.obstacles.length === 0 ? "app.id" : writeString(configurationId),
    assignments: assignments.map((entry) => targetOf(entry, nameGroup)),
    groupAssignments: groupAssignments?.map(({ targetGroupId }) => ({
      properties: { targetGroupId: nameGroup(targetGroupId) },
    })),
    mode: mode && writeString(mode),
  };
  return [
    ...found.strange.flatMap(({ entry, reason }) => [
      "// WARNING: the next entry cannot be declared and is left alone, hence additive mode:",
      writeComment(`${JSON.stringify(entry)}: ${reason}`),
    ]),
    ...writeResource("assignments", assignmentsClass, name, { properties }),
  ];
}

function writeResource(
  variable: string,
  type: string,
  name: string,
  options: CodeObject,
): string[] {
  const construction = { call: `new ${type}`, args: [writeString(name)], options };
  return writeCode(`export const ${variable} = `, construction, ";");
}

/** As in `target.group(groups.technicians)`: named as Graph's types begin. */
function targetOf(assignment: Assignment, nameGroup: NameGroup): CodeCall {
  const { filterId, filterType } = { filterId: undefined, filterType: undefined, ...assignment };
  const args = [
    ...("groupId" in assignment ? [nameGroup(assignment.groupId)] : []),
    ...("collectionId" in assignment ? [writeString(assignment.collectionId)] : []),
  ];
  const call = `target.${assignment.type.replace(/AssignmentTarget$/, "")}`;
  if (filterId === undefined || filterType === undefined) return { call, args };
  const properties = { filterId: writeString(filterId), filterType: writeString(filterType) };
  return { call, args, options: { properties } };
}
