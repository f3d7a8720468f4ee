import { toCode } from "../domain/readable.js";
import { checkConfiguration } from "../handlers/configuration/checkConfiguration.js";
import { goalOf, stateOf } from "../handlers/configuration/configurationState.js";
import { toDeclaredSet } from "../domain/assignmentsInputs.js";
import { declaredState } from "../handlers/assignments/setState.js";
import { setCodec } from "../hosting/recordedSet.js";
import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { assignmentsType, configurationType } from "../handlers/resourceTypes.js";
import { providerPointer, type HandlersModule } from "../dynamic/providerPointer.js";
import { assignmentsInputsOf, configurationInputsOf } from "./adoptableTenant.js";
import type { PlannedApp } from "./nameTenant.js";

/** What Pulumi's import file says of one resource: as the state will hold it. */
interface ImportedResource {
  type: string;
  name: string;
  id: string;
  inputs: object;
  outputs: object;
}

/**
 * The file for `pulumi import --file`: what the stack's state would hold after a first `up` of the program. A dynamic
 * resource cannot be imported by its id alone, since the engine then knows no provider to ask.
 */
export function renderImport(apps: readonly PlannedApp[]): string {
  const resources = apps.flatMap((app) => [
    ...describeConfiguration(app),
    describeAssignments(app),
  ]);
  return `${toCode({ resources }, 2)}\n`;
}

function describeConfiguration({ found, name }: PlannedApp): ImportedResource[] {
  const { configuration, obstacles } = found;
  if (obstacles.length > 0) return [];
  // Whether it has expired was judged when it was read: no profile had on this day.
  const { inputs } = checkConfiguration(configurationInputsOf(found), {}, 0);
  return [
    {
      type: configurationType,
      name,
      id: configuration.id,
      inputs: withPointer("handlers/configuration", inputs),
      outputs: withPointer("handlers/configuration", stateOf(configuration, goalOf(inputs))),
    },
  ];
}

function describeAssignments({ found, name }: PlannedApp): ImportedResource {
  const { inputs } = assignmentsHandlers.check(assignmentsInputsOf(found));
  return {
    type: assignmentsType,
    name,
    id: inputs.configurationId,
    inputs: withPointer("handlers/assignments", setCodec.recordInputs(inputs)),
    outputs: withPointer(
      "handlers/assignments",
      setCodec.recordState(declaredState(toDeclaredSet(inputs))),
    ),
  };
}

function withPointer(module: HandlersModule, properties: object): object {
  return { ...properties, __provider: providerPointer(module) };
}
