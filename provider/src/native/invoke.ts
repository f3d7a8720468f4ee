import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { findArgumentProblems } from "../domain/findArgumentProblems.js";
import type { Lookup } from "../lookups/find.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import { toCheckFailure } from "./answers.js";
import type { Instance } from "./instance.js";
import { InvalidRequestError } from "./nativeErrors.js";
import { readProperties, writeProperties } from "./properties.js";

/** By the name of the function; loaded with the first call, because the SDK comes along. */
async function loadLookups(): Promise<Readonly<Record<string, Lookup<object, object>>>> {
  const [ofGroups, ofConfigurations] = await Promise.all([
    import("../lookups/groupLookup.js"),
    import("../lookups/configurationLookups.js"),
  ]);
  const lookups = [
    ofGroups.groupLookup,
    ofConfigurations.configurationLookup,
    ofConfigurations.configurationsLookup,
    ofConfigurations.deviceStatusesLookup,
  ] as readonly Lookup<never, object>[];
  return Object.fromEntries(lookups.map((each) => [each.lookup, each as Lookup<object, object>]));
}

export async function invoke(
  instance: Instance,
  request: messages.InvokeRequest,
): Promise<messages.InvokeResponse> {
  const token = request.getTok();
  const lookups = await loadLookups();
  const name = Object.keys(lookups).find((each) => token === `intune:index:${each}`);
  const lookup = name === undefined ? undefined : lookups[name];
  if (lookup === undefined)
    throw new InvalidRequestError(`${token} is no function of this provider.`);
  const { values, secrets } = readProperties(request.getArgs());
  const problems = findArgumentProblems(values, lookup);
  const response = new messages.InvokeResponse();
  response.setFailuresList(problems.map(toCheckFailure));
  if (problems.length > 0) return response;
  const { find } = await import("../lookups/find.js");
  const open = (): Promise<HandlerContext> => instance.open("");
  const found = await find(lookup, values, open, !request.getPreview());
  const result = Array.isArray(found) ? { [lookup.key]: found as unknown } : found;
  const isSecret = secrets.size > 0;
  response.setReturn(writeProperties(result, new Set(isSecret ? Object.keys(result) : [])));
  return response;
}
