import { computedInputNames, configurationInputNames } from "./configurationInputs.js";
import { isGuid } from "./guid.js";
import { isInstant } from "./instant.js";
import { quoteValue, type Problem } from "./problem.js";
import { isUnknown } from "./unknown.js";

type RawInputs = Readonly<Record<string, unknown>>;

/** What is wrong with a value that is there and known; undefined where nothing is. */
type FindProblem = (value: unknown) => string | undefined;

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const fileName = /^[^\\/]*[^\\/.][^\\/]*\.(?:mobileprovision|xml)$/i;

interface Rule {
  /** What it is, where it must be given. */
  required?: string;
  find: FindProblem;
}

/** With line breaks, as command lines put them in. */
function isBase64(text: string): boolean {
  return base64.test(text.replaceAll(/\s/g, ""));
}

/** In the order in which they are told. */
const rules: Readonly<Record<string, Rule>> = {
  displayName: {
    required: "the name that administrators see in Intune",
    find: (value) =>
      isText(value) && value.trim() !== "" ? undefined : "must be a text that is not blank",
  },
  description: { find: (value) => (typeof value === "string" ? undefined : "must be a text") },
  payload: {
    required: "the provisioning profile, a .mobileprovision file",
    find: (value) => (isText(value) && isBase64(value) ? undefined : payloadForms),
  },
  payloadFileName: {
    required:
      "what Intune calls the file, such as field.mobileprovision, since payload names no file",
    find: (value) =>
      isText(value) && fileName.test(value)
        ? undefined
        : "must be a file's name without folder that ends in .mobileprovision or .xml, since Intune takes no other",
  },
  expirationDateTime: {
    find: (value) =>
      isText(value) && isInstant(value)
        ? undefined
        : "must be a time such as 2027-03-31T00:00:00Z; leave it out to take the profile's",
  },
  allowExpired: { find: findSwitchProblem },
  deleteAssigned: { find: findSwitchProblem },
  adoptId: {
    find: (value) =>
      isText(value) && isGuid(value)
        ? undefined
        : "must be the id of an iosLobAppProvisioningConfiguration that is there already, a GUID",
  },
};

const payloadForms =
  "must be the path of a .mobileprovision or .xml file, an asset, or the file's content in base64";

/**
 * All that is wrong with the inputs of a configuration, except what its profile says. What is not known yet passes.
 *
 * @param hasProfile whether the state knows a profile, so that none need be given.
 */
export function findConfigurationProblems(inputs: RawInputs, hasProfile: boolean): Problem[] {
  const isKept = hasProfile && isAbsent(inputs["payload"]);
  const found = Object.entries(rules)
    .filter(([path]) => path !== "payload" || !isKept)
    .flatMap(([path, rule]) => findValueProblems(inputs[path], path, rule));
  // A payload that cannot be read names no file either: that is one problem, not two.
  const isTold = ({ path }: Problem): boolean =>
    path === "payloadFileName" &&
    isAbsent(inputs[path]) &&
    found.some((problem) => problem.path === "payload");
  return [
    ...findUnknownNames(inputs),
    ...found.filter((problem) => !isTold(problem)),
    ...findTagProblems(inputs["roleScopeTagIds"]),
  ];
}

function findUnknownNames(inputs: RawInputs): Problem[] {
  const known: readonly string[] = [...configurationInputNames, ...computedInputNames];
  const names = configurationInputNames.join(", ");
  return Object.keys(inputs)
    .filter((name) => !known.includes(name))
    .map((path) => ({
      path,
      reason: `is no input of a configuration, which has ${names}; remove it`,
    }));
}

function findValueProblems(value: unknown, path: string, { required, find }: Rule): Problem[] {
  if (isUnknown(value)) return [];
  if (isAbsent(value))
    return required === undefined ? [] : [{ path, reason: `is required: ${required}` }];
  const unreadable = path === "payload" ? readUnreadable(value) : undefined;
  if (unreadable !== undefined) return [{ path, reason: unreadable }];
  const problem = find(value);
  if (problem === undefined) return [];
  return [{ path, reason: `${problem}; it is ${quoteValue(value)}` }];
}

function readUnreadable(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("unreadable" in value)) return undefined;
  return String(value.unreadable);
}

function findTagProblems(tags: unknown): Problem[] {
  const path = "roleScopeTagIds";
  if (isAbsent(tags) || isUnknown(tags)) return [];
  const what = "the ids of Intune's scope tags";
  if (!Array.isArray(tags))
    return [{ path, reason: `must be a list: ${what}; it is ${quoteValue(tags)}` }];
  return tags.flatMap((tag: unknown, index) =>
    isUnknown(tag) || (isText(tag) && tag.trim() !== "")
      ? []
      : [
          {
            path: `${path}[${index}]`,
            reason: `must be a text: one of ${what}; it is ${quoteValue(tag)}`,
          },
        ],
  );
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function findSwitchProblem(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
