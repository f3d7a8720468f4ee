import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { readQuery } from "../query/readQuery.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";
import { wrapEntity } from "../wire/wrapEntity.js";

export const getConfiguration: Operation = {
  ...intuneBeta,
  name: "getConfiguration",
  method: "GET",
  path: `${configurationsPath}/:id`,
  access: readAccess,
  handle: ({ route, url, parameters }, context) => {
    const query = readQuery(url, ["$select", "$expand"]);
    const record = context.store.findRecord(parameters["id"] ?? "");
    const entity = presentConfiguration(record, context, { route, url, query });
    return { status: 200, body: wrapEntity(entity, context.settings.behaviour.entityEnvelope) };
  },
};
