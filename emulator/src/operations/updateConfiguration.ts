import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import { answerPatch } from "../wire/answerPatch.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";
import { readChanges } from "../wire/readChanges.js";

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
    const { behaviour } = context.settings;
    context.store.updateConfiguration(id, readChanges(body, behaviour.patchIgnores));
    const record = context.store.findRecord(id);
    return answerPatch(presentConfiguration(record, context), behaviour.patchAnswer);
  },
};
