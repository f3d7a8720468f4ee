import * as pulumi from "@pulumi/pulumi";
import { configurationsName, type Lookup } from "./find.js";
import { LookupError } from "./lookupError.js";

/**
 * What a unit test's mocks answer to the function of the native plugin, which a look-up is there. Undefined in a run.
 * @throws LookupError
 */
export function askMocks<Args, Found>(
  lookup: Lookup<Args, Found>,
  args: Args,
): Promise<Found> | undefined {
  const monitor = pulumi.runtime.getMonitor();
  return monitor !== undefined && "mocks" in monitor ? ask(lookup, args) : undefined;
}

async function ask<Args, Found>({ lookup, key }: Lookup<Args, Found>, args: Args): Promise<Found> {
  const token = `intune:index:${lookup}`;
  const found = (await pulumi.runtime.invoke(token, args as pulumi.Inputs)) as Record<
    string,
    unknown
  > | null;
  const value = found?.[key];
  if (value === undefined)
    throw new LookupError(
      `The mocks of this unit test do not answer ${lookup}: for the token "${token}" let \`call\` of ` +
        `pulumi.runtime.setMocks return an object with \`${key}\`.`,
    );
  return (key === configurationsName ? value : found) as Found;
}
