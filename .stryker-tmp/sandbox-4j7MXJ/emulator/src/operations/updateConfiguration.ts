// @ts-nocheck
import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";
import { readChanges } from "../wire/readChanges.js";

/** PATCH of one configuration. */
export const updateConfiguration: Operation = {
  ...intuneBeta,
  name: "updateConfiguration",
  method: "PATCH",
  path: `${configurationsPath}/:id`,
  access: writeAccess,
  bodyType: "iosLobAppProvisioningConfiguration",
  partialBody: true,
  handle: ({ body, parameters }, context) => {
    const id = parameters["id"] ?? "";
    context.store.updateConfiguration(id, readChanges(body));
    const record = context.store.findRecord(id);
    return { status: 200, body: presentConfiguration(record, context) };
  },
};
