import { UnknownValueError } from "@pulumi/policy";

/** Stands for a value that a preview does not know. */
export const notKnownYet = Symbol("not known yet");

/** Properties as the policy SDK hands them over: looking at a value that is not known yet throws. */
export type Properties = Readonly<Record<string, unknown>>;

export function readProperty(properties: Properties, name: string): unknown {
  try {
    return properties[name];
  } catch (error) {
    if (error instanceof UnknownValueError) return notKnownYet;
    throw error;
  }
}

/** What `pulumi policy analyze` puts in place of a secret that it can't decrypt, whatever its type. */
const redacted = "[secret]";

/** Whether a value is a text that can be read. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== redacted;
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}

/** A rule that can't see what it judges says so: it never takes the resource for a good one. */
export function describeUnreadable(name: string): string {
  return (
    `${name} can't be judged: its value is not readable here, as where the secrets of a state were not decrypted. Give ` +
    "the analysis the stack's passphrase or key, or a file of `pulumi stack export --show-secrets`."
  );
}
