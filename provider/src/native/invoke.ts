import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { findArgumentProblems } from "../domain/problem.js";
import { untilCancelled } from "../handlers/handlerContext.js";
import type { Lookup } from "../lookups/find.js";
import { toCheckFailure } from "./answers.js";
import type { Instance } from "./instance.js";
import { InvalidRequestError } from "./nativeErrors.js";
import { readProperties, writeProperties } from "./properties.js";

/** Loaded late: it brings the SDK. */
async function findLookup(token: string): Promise<Lookup<object, object>> {
  const { lookups } = await import("../lookups/lookups.js");
  const found = lookups.find(({ lookup }) => token === `intune:index:${lookup}`);
  if (found === undefined)
    throw new InvalidRequestError(`${token} is no function of this provider.`);
  return found as Lookup<object, object>;
}

export async function invoke(instance: Instance, request: messages.InvokeRequest) {
  const lookup = await findLookup(request.getTok());
  const { values, secrets } = readProperties(request.getArgs());
  const problems = findArgumentProblems(values, lookup);
  const response = new messages.InvokeResponse();
  if (problems.length > 0) return response.setFailuresList(problems.map(toCheckFailure));
  const { find } = await import("../lookups/find.js");
  const found = await untilCancelled(instance.shared.open(), (context) =>
    find(lookup, values, context, !request.getPreview()),
  );
  const result = Array.isArray(found) ? { [lookup.key]: found as unknown } : found;
  const secretNames = secrets.size > 0 ? Object.keys(result) : [];
  return response.setReturn(writeProperties(result, new Set(secretNames)));
}
