import { readFile } from "node:fs/promises";
import { findClashes } from "./findClashes.ts";
import type { Fleet } from "./tenant.ts";

/** Names stacks, and files of logs: none that leads out of their folder, or that a command takes for an option. */
const stackName = /^(?![.-]+$)[\w.][\w.-]{0,99}$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is wrong with a tenants' file: a line per problem, each with its path. */
export class TenantsFileError extends Error {
  override readonly name = "TenantsFileError";
}

/**
 * Reads a tenants' file.
 *
 * @throws TenantsFileError that lists every problem; nothing is run with half a file.
 */
export async function readTenants(file: string): Promise<Fleet> {
  const content = parse(file, await readText(file));
  const problems = findTenantProblems(content);
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join("\n");
    throw new TenantsFileError(`The tenants in ${file} can't be used:\n${list}`);
  }
  return content as Fleet;
}

/** What is wrong with the content of a tenants' file, as "path: problem". */
function findTenantProblems(content: unknown): string[] {
  if (!isRecord(content)) return ["the file must hold an object with tenants"];
  const { tenants, secretsProvider, ...unknown } = content;
  if (!Array.isArray(tenants) || tenants.length === 0) return ["tenants: must be a list of some"];
  const problems = [
    ...tenants.flatMap((tenant, index) => findProblems(tenant, `tenants[${index}]`, tenantRules)),
    ...optional(matches(/./, "a text, such as azurekeyvault://…"))(
      secretsProvider,
      "secretsProvider",
    ),
    ...Object.keys(unknown).map((key) => `${key}: is not known; tenants, secretsProvider are`),
  ];
  return problems.length > 0 ? problems : findClashes(content as unknown as Fleet);
}

type Rule = (value: unknown, path: string) => string[];

const matches =
  (pattern: RegExp, what: string): Rule =>
  (value, path) =>
    typeof value === "string" && pattern.test(value) ? [] : [`${path}: must be ${what}`];

const optional =
  (rule: Rule): Rule =>
  (value, path) =>
    value === undefined ? [] : rule(value, path);

const listOf =
  (rule: Rule): Rule =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => rule(item, `${path}[${index}]`))
      : [`${path}: must be a list`];

const nameRule = "a name of letters, digits, -, _ and ., that does not begin with -";

const profileRules: Record<string, Rule> = {
  name: matches(stackName, nameRule),
  configurationId: matches(guid, "a GUID"),
  groupIds: listOf(matches(guid, "a GUID")),
};

const tenantRules: Record<string, Rule> = {
  name: matches(stackName, nameRule),
  tenantId: matches(guid, "a GUID"),
  clientId: matches(guid, "a GUID"),
  environment: matches(/./, "a cloud, such as public"),
  profiles: listOf((profile, place) => findProblems(profile, place, profileRules)),
  part: optional(matches(/./, "a text")),
  settings: optional((value, path) =>
    isRecord(value) && Object.values(value).every((setting) => typeof setting === "string")
      ? []
      : [`${path}: must map names of settings to texts`],
  ),
};

function findProblems(value: unknown, path: string, rules: Record<string, Rule>): string[] {
  if (!isRecord(value)) return [`${path}: must be an object`];
  const unknown = Object.keys(value).filter((key) => !(key in rules));
  return [
    ...Object.entries(rules).flatMap(([key, rule]) => rule(value[key], `${path}.${key}`)),
    ...unknown.map((key) => `${path}.${key}: is not known; ${Object.keys(rules).join(", ")} are`),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new TenantsFileError(`Cannot read the tenants' file: ${messageOf(error)}`);
  }
}

function parse(file: string, text: string): unknown {
  try {
    // Editors of Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new TenantsFileError(`The tenants' file ${file} is no JSON: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
