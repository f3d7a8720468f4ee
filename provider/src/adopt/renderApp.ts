import type { Assignment } from "../domain/assignment.js";
import { toDeclaredSet } from "../domain/assignmentsInputs.js";
import { toCode } from "../domain/readable.js";
import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import {
  checkConfiguration,
  compareWithDeclared,
} from "../handlers/configuration/configurationState.js";
import { assignmentsType, configurationType } from "../handlers/declaration.js";
import { providerPointer } from "../hosting/codec.js";
import { setCodec } from "../hosting/recordedSet.js";
import { assignmentsInputsOf, configurationInputsOf, groupIdsOf } from "./adoptableTenant.js";
import type { NameGroup, PlannedApp } from "./nameTenant.js";
import {
  writeCode,
  writeComment,
  writeImport,
  writeString,
  type CodeCall,
  type CodeObject,
} from "./writeCode.js";

export const configurationClass = "IosLobAppProvisioningConfiguration";
const assignmentsClass = "IosLobAppProvisioningConfigurationAssignments";

export function renderApp(app: PlannedApp, nameGroup: NameGroup, ending: string): string {
  const { found } = app;
  const imported = [
    ...(found.obstacles.length === 0 ? [configurationClass] : []),
    assignmentsClass,
    ...(found.assignments.length > 0 ? ["target"] : []),
  ];
  return [
    ...writeImport(imported, "pulumi-intune-provisioning"),
    ...(groupIdsOf(found).length > 0 ? writeImport(["groups"], `../groups${ending}`) : []),
    "",
    ...renderConfiguration(app),
    "",
    ...renderAssignments(app, nameGroup),
    "",
  ].join("\n");
}

function renderConfiguration({ found, name, payloadPath }: PlannedApp): string[] {
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

function renderAssignments({ found, name }: PlannedApp, nameGroup: NameGroup): string[] {
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
    ...found.undeclarable.flatMap(({ entry, reason }) => [
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

/**
 * For `pulumi import --file`: the state after a first `up`. By its id alone a dynamic resource cannot be imported: the engine
 * would know no provider to ask.
 */
export function renderImport(apps: readonly PlannedApp[]): string {
  const resources = apps.flatMap((app) => [
    ...(app.found.obstacles.length > 0 ? [] : [describeConfiguration(app)]),
    describeAssignments(app),
  ]);
  return `${toCode({ resources }, 2)}\n`;
}

function describeConfiguration({ found, name }: PlannedApp): object {
  const { configuration } = found;
  // Expiry was checked at reading: on this day no profile had expired.
  const { inputs } = checkConfiguration(configurationInputsOf(found), {}, 0);
  const { state } = compareWithDeclared(configuration, inputs);
  const __provider = providerPointer("handlers/configuration");
  return {
    ...{ type: configurationType, name, id: configuration.id },
    inputs: { ...inputs, __provider },
    outputs: { ...state, __provider },
  };
}

function describeAssignments({ found, name }: PlannedApp): object {
  const { inputs } = assignmentsHandlers.check(assignmentsInputsOf(found));
  const state = { ...toDeclaredSet(inputs), unmanagedEntries: [] };
  const __provider = providerPointer("handlers/assignments");
  return {
    ...{ type: assignmentsType, name, id: inputs.configurationId },
    inputs: { ...setCodec.recordInputs(inputs), __provider },
    outputs: { ...setCodec.recordState(state), __provider },
  };
}
