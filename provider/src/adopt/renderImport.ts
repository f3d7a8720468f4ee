import { toDeclaredSet, declaredState } from "../domain/assignmentsInputs.js";
import { toCode } from "../domain/readable.js";
import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import {
  checkConfiguration,
  goalOf,
  stateOf,
} from "../handlers/configuration/configurationState.js";
import { assignmentsType, configurationType } from "../handlers/declaration.js";
import { providerPointer } from "../hosting/codec.js";
import { setCodec } from "../hosting/recordedSet.js";
import { assignmentsInputsOf, configurationInputsOf } from "./adoptableTenant.js";
import type { PlannedApp } from "./nameTenant.js";

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
  // Expiry was judged at reading: on this day no profile had expired.
  const { inputs } = checkConfiguration(configurationInputsOf(found), {}, 0);
  const outputs = stateOf(configuration, goalOf(inputs));
  const __provider = providerPointer("handlers/configuration");
  return {
    ...{ type: configurationType, name, id: configuration.id },
    inputs: { ...inputs, __provider },
    outputs: { ...outputs, __provider },
  };
}

function describeAssignments({ found, name }: PlannedApp): object {
  const { inputs } = assignmentsHandlers.check(assignmentsInputsOf(found));
  const outputs = setCodec.recordState(declaredState(toDeclaredSet(inputs)));
  const __provider = providerPointer("handlers/assignments");
  return {
    ...{ type: assignmentsType, name, id: inputs.configurationId },
    inputs: { ...setCodec.recordInputs(inputs), __provider },
    outputs: { ...outputs, __provider },
  };
}
