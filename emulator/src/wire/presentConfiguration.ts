import type { Behaviour } from "../behaviour.js";
import type { EmulatorContext } from "../emulatorContext.js";
import { typePrefix } from "../graphObjects.js";
import { viewSet } from "../store/assignmentSets.js";
import type { ConfigurationRecord } from "../store/configurationRecord.js";
import { configurationsPath } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { readExpansion, type Expansion } from "../query/readExpansion.js";
import { selectProperties } from "../query/selectProperties.js";
import type { Query } from "../query/readQuery.js";
import { setForms } from "./setForms.js";

const type = "iosLobAppProvisioningConfiguration";

export interface Asked {
  readonly route: string;
  readonly url: URL;
  readonly query: Query;
  readonly isListed?: boolean;
}

/** Or, where nothing is asked for, the answer to a write. */
export function presentConfiguration(
  record: ConfigurationRecord,
  context: EmulatorContext,
  asked?: Asked,
): object {
  const entity = {
    "@odata.type": `${typePrefix}${type}`,
    ...record.configuration,
    ...hidePayload(context.settings.behaviour, asked?.isListed === true),
  };
  if (asked === undefined) return entity;
  const { $select, $expand } = asked.query;
  const selected = selectProperties(entity, $select, type);
  if ($expand === undefined) return selected;
  const { select } = readExpansion($expand);
  return { ...selected, ...expandAssignments(record, context, { ...asked, select }) };
}

function hidePayload({ payload }: Behaviour, isListed: boolean): { payload?: null } {
  return payload === "null" || (payload === "unlisted" && isListed) ? { payload: null } : {};
}

/** At so many items Graph cuts an expansion off, where it does. */
const mostExpanded = 20;

/** An expansion lags as the set does. */
function expandAssignments(
  record: ConfigurationRecord,
  context: EmulatorContext,
  { route, url, select }: Asked & Expansion,
): object {
  const { behaviour, now } = context.settings;
  const { expandAssignments: reading } = behaviour;
  if (reading === "empty") return { assignments: [] };
  const form = setForms.assignments;
  const items = viewSet(
    record.showSets({ route, kind: "expansion", time: now() }),
    "assignments",
    behaviour,
  ).map((assignment) => selectProperties(form.present(assignment, behaviour), select, form.type));
  if (reading === "filled") return { assignments: items };
  const path = `/beta${configurationsPath}/${record.configuration.id}/assignments`;
  const page = cutPage(items, new URL(path, url), mostExpanded);
  const next = page["@odata.nextLink"];
  const isLinked = reading === "linked" && next !== undefined;
  return { assignments: page.value, ...(isLinked && { "assignments@odata.nextLink": next }) };
}
