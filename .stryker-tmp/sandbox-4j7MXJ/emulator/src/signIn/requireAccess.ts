// @ts-nocheck
import { GraphFailure } from "../graphFailure.js";
import type { Operation } from "../operation.js";
import type { Caller } from "./accessTokens.js";

/** Throws the 403 of the service that owns the operation unless the caller has one of its permissions. */
export function requireAccess(operation: Operation, caller: Caller): void {
  const { access, owner } = operation;
  if (typeof access === "string" || access.some((role) => caller.roles.includes(role))) return;
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
