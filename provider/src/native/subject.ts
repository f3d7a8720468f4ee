import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { isGiven } from "../domain/problem.js";
import { omit, isUnknown } from "../domain/values.js";
import type { ResourceName } from "../handlers/declaration.js";
import { pointerName } from "../hosting/codec.js";
import { setNames } from "../hosting/recordedSet.js";
import type { Instance } from "./instance.js";
import type { Kind } from "./kinds.js";
import { InvalidRequestError } from "./nativeErrors.js";
import { readProperties, writeProperties, type Properties } from "./properties.js";

/** @throws InvalidRequestError for an unknown resource. */
export function findSubject({ kinds }: Instance, urn: string) {
  const [, , types = "", ...names] = urn.split("::");
  const [type = "", ...parents] = types.split("$").reverse();
  const kind = kinds.get(type);
  if (kind === undefined || names.length === 0)
    throw new InvalidRequestError(`${urn} is no URN of a resource of this provider.`);
  const name: ResourceName = { name: names.join("::") };
  // The URN has the parents' types, not their names.
  if (parents[0] !== undefined) name.parent = { name: parents.join("$"), number: 0 };
  return { kind, identity: { urn, name } };
}

/**
 * Without the dynamic shell's pointer, and with a mark on a secret set.
 * @throws InvalidRequestError
 */
export function readRecorded(
  { forms }: Kind,
  properties: Struct | undefined,
  requiredNames: readonly string[] = [],
): Properties {
  const { values, secrets } = readProperties(properties);
  const misfit = Object.keys(forms).find((name) => {
    const value = values[name];
    return isGiven(value)
      ? !isUnknown(value) && forms[name]?.(value) === false
      : requiredNames.includes(name);
  });
  if (misfit !== undefined)
    throw new InvalidRequestError(`${misfit} is missing, or not as this provider records it.`);
  const isSecret = setNames.some((name) => secrets.has(name));
  return { values: { ...omit(values, pointerName), ...(isSecret && { isSecret }) }, secrets };
}

export function writeRecorded(
  { secretWith }: Kind,
  values: object,
  ...secretNames: ReadonlySet<string>[]
): Struct {
  const secrets = new Set(secretNames.flatMap((names) => [...names]));
  for (const [name, other] of Object.entries(secretWith)) if (secrets.has(other)) secrets.add(name);
  return writeProperties(values, secrets);
}
