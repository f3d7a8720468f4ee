import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";
import { readChanges } from "../wire/readChanges.js";

export const createConfiguration: Operation = {
  ...intuneBeta,
  name: "createConfiguration",
  method: "POST",
  path: configurationsPath,
  access: writeAccess,
  bodyType: "iosLobAppProvisioningConfiguration",
  handle: ({ body }, context) => {
    const { id } = context.store.addConfiguration(readChanges(body));
    const record = context.store.findRecord(id);
    const { behaviour, now } = context.settings;
    record.hide(behaviour.creationLag, now());
    return { status: 201, body: presentConfiguration(record, context) };
  },
};
