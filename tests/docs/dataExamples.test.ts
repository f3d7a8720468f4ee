import { expect } from "chai";
import { createEmulator, type Emulator, type TenantDocument } from "intune-graph-emulator";
import { policies } from "pulumi-intune-provisioning-policy";
import ts from "typescript";
import { parse } from "yaml";
import { targetForms } from "../../provider/dist/domain/entry.js";
import { findBlocks } from "./blocks.ts";
import { findDocuments, readDocument } from "./links.ts";

/** Of code and data. Commands, TypeScript and what is printed (`text`) have tests of their own; `mermaid` draws. */
const findDataBlocks = (document: string) =>
  findBlocks(readDocument(document))
    .filter(({ language }) => !["sh", "ts", "text", "mermaid"].includes(language))
    .map((block) => ({ document, ...block }));

const findAll = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

const toCamelCase = (name: string): string =>
  name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

interface Schema {
  resources: Record<string, { inputProperties: object; requiredInputs: string[] }>;
}

const { resources } = JSON.parse(readDocument("provider/dist/native/schema.json")) as Schema;

function expectInputs(type: string, inputs: readonly string[]): void {
  expect(Object.keys(resources[type]?.inputProperties ?? {})).to.include.members(inputs);
  expect(inputs).to.include.members(resources[type]?.requiredInputs ?? [type]);
}

const entryProperties = ["type", "groupId", "collectionId", "filterId", "filterType"];
const graphPath = /"[^"]*(\/beta\/[^"]*)"/g;
const tokenPath = /"[^"]*(\/oauth2\/v2\.0\/token)"/g;

/** Its classes, options and variables are those of a program that `npm run test:clients` runs. */
const expectNamesOf = (program: string) => (code: string) => {
  const names = findAll(/\b([A-Z]\w{5,}|\w+(?==\w))/g, code);
  expect(readDocument(program).match(/\w+/g)).to.include.members(names);
};

/** Each language of a document that holds code or data, and what every block of it must be. */
const checks: Record<string, (code: string, emulator: Emulator) => unknown> = {
  "docs/cookbook/migrate-from-terraform.md hcl": (code) => {
    expect(Object.keys(targetForms)).to.include.members(findAll(/\btype = "(.*?)"/g, code));
    const properties = findAll(/[{,] (\w+) =/g, code).map(toCamelCase);
    expect(entryProperties).to.include.members(properties);
  },
  "docs/cookbook/wait-for-approval.md yaml": (code) => {
    expect(parse(code)).to.be.an("array");
    const keys = findAll(/['(]\.(\w+)/g, code);
    const approvals = readDocument("provider/src/graph/approvals.ts");
    expect(keys).to.include("waiting");
    for (const key of keys) expect(approvals).to.match(new RegExp(`"${key}"|\\b${key}:|{ ${key} `));
  },
  "docs/gitops.md diff": (code) => {
    for (const side of [/^[+].*\n|^[ -]/gm, /^[-].*\n|^[ +]/gm]) {
      const { diagnostics } = ts.transpileModule(code.replaceAll(side, ""), {
        reportDiagnostics: true,
      });
      expect(diagnostics).to.deep.equal([]);
    }
  },
  "docs/native.md yaml": (code) => {
    const program = parse(code) as {
      resources: Record<string, { type: string; properties: object }>;
    };
    for (const { type, properties } of Object.values(program.resources))
      expectInputs(type, Object.keys(properties));
  },
  "docs/native.md python": (code) => {
    const [, type = ""] = /\bintune\.(\w+)\(/.exec(code) ?? [];
    expectInputs(`intune:index:${type}`, findAll(/^ {4}(\w+)=/gm, code).map(toCamelCase));
    expect(entryProperties).to.include.members(findAll(/"(\w+)":/g, code).map(toCamelCase));
  },
  "docs/settings.md yaml": (code) => expect(parse(code)).to.be.instanceOf(Object),
  "docs/state.md yaml": (code) => {
    const { values } = parse(code) as { values: Record<string, object> };
    expect(Object.keys(values)).to.include.members(findAll(/\$\{(\w+)\./g, code));
  },
  "emulator/README.md json": (code, { tenant }) => {
    const seed = JSON.parse(code) as TenantDocument;
    tenant.load(seed);
    const { id = "" } = tenant.configurations.at(-1) ?? {};
    expect(tenant.assignmentsOf(id).map(({ groupId }) => groupId)).to.deep.equal(
      seed.groups?.map((group) => group.id),
    );
  },
  "emulator/docs/clients.md go": expectNamesOf("tests/clients/go/client.go"),
  "emulator/docs/clients.md hcl": async (code, emulator) => {
    const [data = ""] = findAll(/jsonencode\(\{(.*?)\}\)/gs, code);
    const fields = findAll(/^ +(\w+) +=/gm, data);
    const body = JSON.stringify(Object.fromEntries(fields.map((name) => [name, "cGF5bG9hZA=="])));
    const [scope = ""] = findAll(/oauth_scopes += \["(.*)"\]/g, code);
    const response = await askAsClient(emulator, { code, scope, method: "POST", body });

    expect(response.status).to.equal(201);
  },
  "emulator/docs/clients.md powershell": async (code, emulator) => {
    const [scope = ""] = findAll(/scope += "(.*)"/g, code);
    const response = await askAsClient(emulator, { code, scope, method: "GET" });
    const { value } = (await response.json()) as { value: object[] };
    const shown = findAll(/Select-Object (.*)/g, code)
      .join()
      .split(", ");
    expect(Object.keys(value[0] ?? {})).to.include.members(shown);
  },
  "emulator/docs/clients.md python": expectNamesOf("tests/clients/python/client.py"),
  "examples/fleet/README.md yaml": (code) => {
    const { strategy } = parse(code) as { strategy: { matrix: { part: number[] } } };
    expect(code).to.include(`--shard \${{ matrix.part }}/${strategy.matrix.part.length} `);
  },
  "policy/README.md json": (code) => {
    const pack = new Map(policies.map((policy) => [policy.name, policy.configSchema]));
    for (const [name, config] of Object.entries(JSON.parse(code) as Record<string, unknown>)) {
      expect([...pack.keys()]).to.include(name);
      const known = ["enforcementLevel", ...Object.keys(pack.get(name)?.properties ?? {})];
      if (typeof config === "object") expect(known).to.include.members(Object.keys(config ?? {}));
    }
  },
};

/** Signs in at the path that the code names, and asks the path of Graph that it names. */
async function askAsClient(
  emulator: Emulator,
  request: { code: string; scope: string; method: string; body?: string },
): Promise<Response> {
  const { code, scope, method, body = null } = request;
  const [application] = emulator.applications;
  const signIn = await fetch(
    `${emulator.url}/${emulator.tenantId}${findAll(tokenPath, code).join()}`,
    {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        scope,
        client_id: application?.clientId ?? "",
        client_secret: application?.clientSecret ?? "",
      }),
    },
  );
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  return fetch(emulator.url + findAll(graphPath, code).join(), {
    method,
    body,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  });
}

describe("an example of code or data in the documentation", () => {
  const blocks = findDocuments().flatMap(findDataBlocks);
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await createEmulator();
    emulator.tenant.addConfiguration();
  });
  afterEach(() => emulator.close());

  it("names its language, by which the tests find it", () => {
    for (const document of findDocuments()) {
      const fences = readDocument(document).match(/^[ >]*(?:```|~~~).*$/gm) ?? [];
      const openings = fences.filter((_, index) => index % 2 === 0);
      for (const opening of openings) expect(opening, document).to.match(/^ *```\w+$/);
    }
  });

  it("is there for every check", () => {
    const kinds = blocks.map(({ document, language }) => `${document} ${language}`);
    expect([...new Set(kinds)]).to.have.members(Object.keys(checks));
  });

  for (const { document, language, body } of blocks)
    it(`holds what it shows: ${document}, ${language}`, async () => {
      const check = checks[`${document} ${language}`];
      if (check === undefined) throw new Error(`nothing checks it:\n${body}`);
      await check(body, emulator);
    });
});
