import { randomUUID } from "node:crypto";
import { search, type JSONValue } from "@jmespath-community/jmespath";

/** What the fake's tenant has. */
export interface FakeTenant {
  applications: {
    appId: string;
    displayName: string;
    passwordCredentials: JSONValue[];
    keyCredentials: JSONValue[];
    requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string }[] }[];
    credentials: { name: string; issuer: string; subject: string; audiences: string[] }[];
  }[];
  principals: { id: string; appId: string; grants: { appRoleId: string; resourceId: string }[] }[];
}

const graphPrincipalId = "99999999-0000-4000-8000-000000000001";

type Options = Readonly<Record<string, string>>;

/** The commands that the script uses, by their words; each answers what `az` would print as JSON. */
const commands: Record<string, (tenant: FakeTenant, options: Options) => unknown> = {
  "account show": () => ({ tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c" }),
  "cloud show": () => ({ endpoints: { microsoftGraphResourceId: "https://graph.example.com/" } }),
  "ad app list": ({ applications }, { filter = "" }) =>
    applications.filter(({ displayName }) => filter === `displayName eq '${displayName}'`),
  "ad app show": (tenant, { id = "" }) => findApplication(tenant, id),
  "ad app create": ({ applications }, options) => {
    const application = {
      appId: randomUUID(),
      displayName: options["display-name"] ?? "",
      passwordCredentials: [],
      keyCredentials: [],
      requiredResourceAccess: [],
      credentials: [],
    };
    applications.push(application);
    return application;
  },
  "ad app permission add": (tenant, options) => {
    const [id = ""] = (options["api-permissions"] ?? "").split("=");
    const access = { resourceAppId: options["api"] ?? "", resourceAccess: [{ id }] };
    findApplication(tenant, options["id"] ?? "").requiredResourceAccess.push(access);
  },
  "ad app federated-credential list": (tenant, { id = "" }) =>
    findApplication(tenant, id).credentials,
  "ad app federated-credential create": (tenant, { id = "", parameters = "" }) => {
    const { credentials } = findApplication(tenant, id);
    const credential = JSON.parse(parameters) as (typeof credentials)[number];
    if (
      !/^[\w-]{3,120}$/.test(credential.name) ||
      credentials.some(({ name }) => name === credential.name)
    )
      throw new Error(`There cannot be a federated credential '${credential.name}'.`);
    credentials.push(credential);
  },
  "ad sp list": ({ principals }, { filter = "" }) =>
    principals.filter(({ appId }) => filter === `appId eq '${appId}'`),
  "ad sp show": () => ({ id: graphPrincipalId }),
  "ad sp create": ({ principals }, { id: appId = "" }) => {
    const principal = { id: randomUUID(), appId, grants: [] };
    principals.push(principal);
    return principal;
  },
  rest: ({ principals }, { method, url = "", body = "" }) => {
    const [, id] = /graph\.example\.com\/v1\.0\/servicePrincipals\/(.*)\/appRole/.exec(url) ?? [];
    const principal = principals.find((one) => one.id === id);
    if (principal === undefined) throw new Error(`There is no service principal at ${url}.`);
    if (method === "POST") principal.grants.push(JSON.parse(body) as never);
    return { value: principal.grants };
  },
};

function findApplication({ applications }: FakeTenant, id: string) {
  const application = applications.find(({ appId }) => appId === id);
  if (application === undefined) throw new Error(`There is no application ${id}.`);
  return application;
}

/**
 * Answers `az` with these arguments, as `--output tsv` prints it: a line for each.
 *
 * @throws Error where the command is none of these, or where its arguments are wrong.
 */
export function answerAz(tenant: FakeTenant, words: readonly string[]): string {
  const options = Object.fromEntries(
    words.flatMap((word, index): [string, string][] =>
      word.startsWith("--") ? [[word.slice(2), words[index + 1] ?? ""]] : [],
    ),
  );
  const command = commandOf(words);
  const run = commands[command];
  if (run === undefined) throw new Error(`az ${command} is not possible.`);
  const answer = JSON.parse(JSON.stringify(run(tenant, options) ?? null)) as JSONValue;
  const { query } = options;
  const found = query === undefined || answer === null ? answer : search(answer, query);
  const lines = (found === null ? [] : [found].flat()) as (string | number)[];
  return lines.map((line) => `${line}\n`).join("");
}

/** The words before the first option. */
export function commandOf(words: readonly string[]): string {
  const start = words.findIndex((word) => word.startsWith("--"));
  return words.slice(0, start).join(" ");
}
