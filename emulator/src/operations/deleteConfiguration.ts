import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";

export const deleteConfiguration: Operation = {
  ...intuneBeta,
  name: "deleteConfiguration",
  method: "DELETE",
  path: `${configurationsPath}/:id`,
  access: writeAccess,
  handle: ({ parameters }, context) => {
    context.store.removeConfiguration(parameters["id"] ?? "");
    return { status: 204 };
  },
};
