import { expect } from "chai";
import { createEmulator, type TenantDocument } from "intune-graph-emulator";
import { parse } from "yaml";
import { readDocument } from "./links.ts";

function readBlock(document: string, language: string): string {
  const [, code = ""] =
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(readDocument(document)) ?? [];
  expect(code).not.to.equal("");
  return code;
}

interface Schema {
  resources: Record<string, { inputProperties: object; requiredInputs: string[] }>;
}

describe("an example of data in the documentation", () => {
  it("is a seed that the emulator loads: emulator/README.md", async () => {
    const { tenant, close } = await createEmulator();
    const seed = JSON.parse(readBlock("emulator/README.md", "json")) as TenantDocument;
    tenant.load(seed);
    await close();
    const [{ id } = { id: "" }] = tenant.configurations;
    expect(tenant.assignmentsOf(id).map(({ groupId }) => groupId)).to.deep.equal(
      seed.groups?.map((group) => group.id),
    );
  });

  it("declares resources and inputs that the schema has: docs/native.md", () => {
    const { resources } = JSON.parse(readDocument("provider/dist/native/schema.json")) as Schema;
    const program = parse(readBlock("docs/native.md", "yaml")) as {
      resources: Record<string, { type: string; properties: object }>;
    };
    for (const { type, properties } of Object.values(program.resources)) {
      const inputs = Object.keys(properties);
      expect(Object.keys(resources[type]?.inputProperties ?? {})).to.include.members(inputs);
      expect(inputs).to.include.members(resources[type]?.requiredInputs ?? [type]);
    }
  });
});
