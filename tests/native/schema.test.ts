import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { makeSchema, readMeanings } from "../../engine/schema/makeSchema.ts";
import resourceTypes from "../../provider/dist/handlers/declaration.js";
import settings from "../../provider/dist/graph/settingsTable.js";
import { readDocument } from "../docs/links.ts";
import { configurationType, openNative, setType, type NativeClient } from "./nativeClient.ts";

interface Property {
  description?: string;
  secret?: boolean;
}

interface Resource {
  properties: Record<string, Property>;
  inputProperties: Record<string, Property>;
  requiredInputs: string[];
}

interface Schema {
  provider: Resource;
  resources: Record<string, Resource>;
  functions: Record<string, { description?: string; inputs: { properties: object } }>;
}

const file = join(import.meta.dirname, "../../provider/dist/native/schema.json");
const namesOf = (properties: object | undefined): string[] => Object.keys(properties ?? {}).sort();

/** The names in the first column of the table under a heading. */
function listNames(document: string, heading: string): string[] {
  const [, section = ""] = readDocument(document).split(`${heading}\n`);
  const [table = ""] = /^\|.*(?:\n\|.*)*/m.exec(section) ?? [];
  return [...table.matchAll(/^\| `([\w:]+)`/gm)].map(([, name = ""]) => name).sort();
}

describe("the schema of the native plugin", () => {
  let client: NativeClient;
  let schema: Schema;
  before(async () => {
    client = await openNative();
    const request = new messages.GetSchemaRequest();
    const text = await new Promise<string>((resolve, reject) => {
      client.raw.getSchema(request, (error, response) => {
        if (error) reject(error);
        else resolve(response.getSchema());
      });
    });
    schema = JSON.parse(text) as Schema;
  });
  after(() => {
    client.close();
  });

  const inputsOf = (type: string): string[] => namesOf(schema.resources[type]?.inputProperties);

  it("is what the types and their comments say now", () => {
    const made = makeSchema(settings.settingsTable, resourceTypes);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal(JSON.parse(JSON.stringify(made)));
  });

  it("passes the check of Pulumi's own", async () => {
    const { command } = await findPulumiCli();
    await promisify(execFile)(command, ["schema", "check", file]);
  });

  it("has the inputs of the docs", () => {
    expect(inputsOf(configurationType)).to.deep.equal(
      listNames("docs/configuration.md", "## Inputs"),
    );
    expect(inputsOf(setType)).to.deep.equal(listNames("docs/assignments.md", "## Inputs"));
  });

  it("has the inputs that a check takes, and no other", async () => {
    for (const [type, dropped] of [
      [setType, []],
      [configurationType, ["expiryWarningDays"]],
    ] as const) {
      const { failures } = await client.check(type, { bogus: 1 });
      const reason = Object.fromEntries(failures)["bogus"] ?? "";
      const [, names = ""] = /, which has (.*); remove it$/.exec(reason) ?? [];
      expect([...names.split(", "), ...dropped].sort()).to.deep.equal(inputsOf(type));
    }
  });

  it("has each setting, and marks the secret ones", () => {
    const rows = Object.entries(settings.settingsTable).filter(
      ([, row]) => !("isEnvironmentOnly" in row),
    );
    expect(namesOf(schema.provider.inputProperties)).to.deep.equal(
      rows.map(([name]) => name).sort(),
    );
    for (const [name, row] of rows) {
      const description = readMeanings().get(name);
      expect(description).to.match(/^[^|]{20,}\.$/);
      expect(schema.provider.inputProperties[name]).to.deep.include({
        description,
        ...("isSecret" in row && { secret: true }),
      });
    }
  });

  it("describes every resource and function, with the look-ups of the package", () => {
    expect(namesOf(schema.functions).map((token) => token.split(":").at(-1))).to.deep.equal([
      "getDeviceStatuses",
      "getGroup",
      "getIosLobAppProvisioningConfiguration",
      "getIosLobAppProvisioningConfigurations",
    ]);
    for (const { description } of Object.values(schema.functions))
      expect(description).to.match(/\w{3}/);
  });
});
