import type { Behaviour } from "../behaviour.js";
import { GraphFailure } from "../graphFailure.js";
import type { Operation } from "../operation.js";
import type { Caller } from "./accessTokens.js";

/** Throws the 403 of the operation's owner. */
export function requireAccess(
  operation: Operation,
  caller: Caller,
  permissions: Behaviour["permissions"],
): void {
  const { owner } = operation;
  if (typeof operation.access === "string") return;
  const access = [...operation.access, ...listOlderAccess(operation, permissions)];
  if (access.some((role) => caller.roles.includes(role))) return;
  if (owner === "directory") {
    throw new GraphFailure({
      status: 403,
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });
  }
  throw new GraphFailure({
    status: 403,
    code: "Forbidden",
    message: `Application is not authorized to perform this operation. Application must have one of the following scopes: ${access.join(", ")}`,
  });
}

/** Also documented until 2024-08, except for deleting. */
function listOlderAccess(
  { access, method, owner }: Operation,
  permissions: Behaviour["permissions"],
): readonly string[] {
  if (permissions === "apps" || owner !== "intune" || method === "DELETE") return [];
  return [access]
    .flat()
    .map((role) => role.replace("DeviceManagementApps", "DeviceManagementConfiguration"));
}
