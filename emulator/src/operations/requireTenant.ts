import type { EmulatorContext } from "../emulatorContext.js";
import type { OperationRequest } from "../operation.js";
import { EntraFailure } from "../signIn/entraFailure.js";

export function requireTenant(request: OperationRequest, { settings }: EmulatorContext): void {
  const tenant = request.parameters["tenant"] ?? "";
  if (tenant.toLowerCase() === settings.tenantId.toLowerCase()) return;
  const detail = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  throw new EntraFailure("unknownTenant", detail);
}
