// @ts-nocheck
import { UnknownValueError } from "@pulumi/policy";

/** Stands for a value that a preview can't tell. */
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
