import {
  unknownCheckingProxy,
  type PolicyResource,
  type ResourceValidation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";

export const assignmentsType =
  "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfigurationAssignments";
export const configurationType = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";

/** What the policy SDK puts in place of a string, a list and a map that a preview doesn't know. */
export const unknownValues = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
] as const;

/** What `pulumi policy analyze` puts in place of a secret that it can't decrypt. */
export const redacted = "[secret]";

/** Sets of which a rule can't see all: redacted wholly or in part, missing, or of no form that is recorded. */
export const unreadableSets: [string, unknown][] = [
  ["a redacted set", redacted],
  ["a redacted entry under the label of a secret", { "secret 0123456789abcdef": redacted }],
  ["a redacted entry of a list", [redacted]],
  ["a redacted type", [{ type: redacted, groupId: redacted }]],
  ["a type that no release knows", { "everyoneAssignmentTarget 1": {} }],
  ["a number", 7],
  ["null", null],
  ["a set that is missing", undefined],
];

export interface Subject {
  type?: string;
  name?: string;
  stack?: string;
  config?: Record<string, unknown>;
}

const options = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** The properties as the SDK hands them to a policy: to look at one that is not known yet throws. */
function guard(properties: Record<string, unknown>): Record<string, unknown> {
  return (unknownCheckingProxy as (properties: object) => Record<string, unknown>)(properties);
}

/** The engine fills in the defaults of the schema. */
function configure(
  policy: ResourceValidationPolicy | StackValidationPolicy,
  config: Record<string, unknown> = {},
): ResourceValidationArgs["getConfig"] {
  const properties = Object.entries(policy.configSchema?.properties ?? {});
  const defaults = properties.map(([name, schema]) => [name, schema.default]);
  const filled = { ...(Object.fromEntries(defaults) as object), ...config };
  return (() => filled) as ResourceValidationArgs["getConfig"];
}

const base = {
  stackTags: new Map<string, string>(),
  isType: () => false,
  asType: () => undefined,
  notApplicable: (): never => {
    throw new Error("not applicable");
  },
};

/** What a rule about one resource reports, its inputs given as an engine run recorded them. */
export async function findViolations(
  policy: ResourceValidationPolicy,
  properties: Record<string, unknown>,
  subject: Subject = {},
): Promise<string[]> {
  const { type = assignmentsType, name = "set", stack = "prod", config } = subject;
  const violations: string[] = [];
  const args: ResourceValidationArgs = {
    ...base,
    type,
    name,
    urn: `urn:pulumi:${stack}::quickstart::${type}::${name}`,
    props: guard(properties),
    opts: options,
    getConfig: configure(policy, config),
  };
  await (policy.validateResource as ResourceValidation)(
    args,
    (message) => void violations.push(message),
  );
  return violations;
}

/** A resource of a stack as the engine shows it once all have run. */
export function stackResource(
  type: string,
  name: string,
  properties: Record<string, unknown>,
  sources: Record<string, PolicyResource[]> = {},
): PolicyResource {
  return {
    ...base,
    type,
    name,
    urn: `urn:pulumi:prod::quickstart::${type}::${name}`,
    props: guard(properties),
    opts: options,
    dependencies: Object.values(sources).flat(),
    propertyDependencies: sources,
  };
}

type StackFinding = [message: string, urn?: string | undefined];

async function validateStack(
  policy: StackValidationPolicy,
  resources: PolicyResource[],
  config?: Record<string, unknown>,
): Promise<StackFinding[]> {
  const found: StackFinding[] = [];
  const args: StackValidationArgs = { ...base, resources, getConfig: configure(policy, config) };
  await policy.validateStack(args, (...finding) => void found.push(finding));
  return found;
}

/** The names of the resources that a rule about a stack reports. */
export async function findOffenders(...args: Parameters<typeof validateStack>): Promise<string[]> {
  const found = await validateStack(...args);
  return found.map(([, urn = "the stack"]) => urn.split("::").at(-1) ?? urn);
}

/** What it says of them. */
export async function findMessages(...args: Parameters<typeof validateStack>): Promise<string[]> {
  return (await validateStack(...args)).map(([message]) => message);
}
