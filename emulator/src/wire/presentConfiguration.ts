import type { Behaviour } from "../behaviour.js";
import type { EmulatorContext } from "../emulatorContext.js";
import { typePrefix } from "../graphObjects.js";
import { viewSet } from "../store/assignmentSets.js";
import type { ConfigurationRecord } from "../store/configurationRecord.js";
import { refuseUnsupported } from "../graphFailure.js";
import { selectProperties } from "../query/selectProperties.js";
import type { Query } from "../query/readQuery.js";
import { setForms } from "./setForms.js";

const type = "iosLobAppProvisioningConfiguration";

/** A configuration as a read or the answer to a write shows it. */
export function presentConfiguration(
  record: ConfigurationRecord,
  query: Query,
  context: EmulatorContext & { readonly isListed?: boolean },
): object {
  const entity = {
    "@odata.type": `${typePrefix}${type}`,
    ...record.configuration,
    ...hidePayload(context.settings.behaviour, context.isListed === true),
  };
  const selected = selectProperties(entity, query.$select, type);
  if (query.$expand === undefined) return selected;
  if (query.$expand !== "assignments") throw refuseUnsupported(`$expand=${query.$expand}`);
  return { ...selected, assignments: expandAssignments(record, context) };
}

function hidePayload({ payload }: Behaviour, isListed: boolean): { payload?: null } {
  return payload === "null" || (payload === "unlisted" && isListed) ? { payload: null } : {};
}

/** An expansion lags as the set does, but is not counted as a read of it. */
function expandAssignments(record: ConfigurationRecord, context: EmulatorContext): object[] {
  const { behaviour, now } = context.settings;
  if (behaviour.expandAssignments === "empty") return [];
  const sets = record.showSets(now(), "peek");
  return viewSet(sets, "assignments", behaviour).map((assignment) =>
    setForms.assignments.present(assignment, behaviour),
  );
}
