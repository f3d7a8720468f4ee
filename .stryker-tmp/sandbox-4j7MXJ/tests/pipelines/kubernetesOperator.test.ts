// @ts-nocheck
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";

const repositoryFolder = join(import.meta.dirname, "..", "..");
const folder = join(repositoryFolder, "examples", "kubernetes-operator");
const schemaFile = join(
  repositoryFolder,
  "tests",
  "fixtures",
  "pulumi-operator-stack-crd.slice.yaml",
);

interface KubernetesObject {
  kind: string;
  metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
  subjects?: { name: string; namespace: string }[];
}
interface Stack extends KubernetesObject {
  spec: {
    serviceAccountName: string;
    stack: string;
    config: Record<string, unknown>;
    refresh?: boolean;
    destroyOnFinalize?: boolean;
    workspaceTemplate: { spec: { podTemplate: { metadata: { labels: Record<string, string> } } } };
  };
}

const objects = globSync(join(folder, "*.yaml")).flatMap((file) =>
  parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
    expect(document.errors, file).to.deep.equal([]);
    return document.toJS() as KubernetesObject;
  }),
);
const stacks = objects.filter(({ kind }) => kind === "Stack") as Stack[];

/** Kubernetes drops what a schema does not know, or refuses it under strict validation; the latter is wanted here. */
function refuseUnknown(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(refuseUnknown);
  if (typeof schema !== "object" || schema === null) return schema;
  const strict = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, refuseUnknown(value)]),
  );
  return "properties" in strict ? { additionalProperties: false, ...strict } : strict;
}

function findProblems(stack: unknown): string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(refuseUnknown(parse(readFileSync(schemaFile, "utf8"))) as object);
  validate(stack);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
  );
}

describe("a Stack of the Pulumi Kubernetes Operator", () => {
  it("is there for several tenants, each by its own name and stack", () => {
    expect(stacks).to.have.length(2);
    for (const names of [
      stacks.map(({ metadata }) => metadata.name),
      stacks.map(({ spec }) => spec.stack),
    ])
      expect(new Set(names).size).to.equal(stacks.length);
  });

  it("is what the operator's own schema takes", () => {
    for (const stack of stacks) expect(findProblems(stack), stack.metadata.name).to.deep.equal([]);
  });

  it("would be refused with a field that the operator does not know, or of a wrong type", () => {
    const [stack] = structuredClone(stacks);
    const spec = { ...stack?.spec, refreshFirst: true, shallow: "yes" };
    expect(findProblems({ ...stack, spec })).to.have.members([
      "/spec must NOT have additional properties",
      "/spec/shallow must be boolean",
    ]);
  });

  for (const { metadata, spec } of stacks) {
    describe(metadata.name, () => {
      it("runs as a service account of its own, which Azure knows", () => {
        const account = objects.find(
          ({ kind, metadata: { name } }) =>
            kind === "ServiceAccount" && name === spec.serviceAccountName,
        );
        expect(account?.metadata.namespace).to.equal(metadata.namespace);
        expect(account?.metadata.annotations).to.include.keys(
          "azure.workload.identity/client-id",
          "azure.workload.identity/tenant-id",
        );
        expect(spec.workspaceTemplate.spec.podTemplate.metadata.labels).to.include({
          "azure.workload.identity/use": "true",
        });
        expect(
          stacks.filter((other) => other.spec.serviceAccountName === spec.serviceAccountName),
        ).to.have.length(1);
      });

      it("lets its agent ask Kubernetes who calls it", () => {
        const binding = objects.find(
          ({ kind, subjects = [] }) =>
            kind === "ClusterRoleBinding" &&
            subjects.some(({ name }) => name === spec.serviceAccountName),
        );
        expect(binding).to.have.nested.property("roleRef.name", "system:auth-delegator");
      });

      it("sends nothing to another tenant, and keeps no secret", () => {
        expect(spec.config["intune:expectedTenantId"]).to.equal(spec.config["intune:tenantId"]);
        expect(JSON.stringify(spec)).not.to.match(/secretsRef|Secret"|passphrase/i);
      });

      it("gives its program, the quickstart, what that asks for, and nothing else", () => {
        const program = readFileSync(join(folder, "..", "quickstart", "index.ts"), "utf8");
        const find = (pattern: RegExp) => [...program.matchAll(pattern)].map(([, key = ""]) => key);
        const given = Object.keys(spec.config)
          .filter((key) => key.startsWith("quickstart:"))
          .map((key) => key.slice("quickstart:".length));
        expect(given).to.include.members(find(/config\.require\w*(?:<[^>]*>)?\("(\w+)"/g));
        expect(find(/config\.\w+(?:<[^>]*>)?\("(\w+)"/g)).to.include.members(given);
      });

      it("removes nothing unseen: no refresh in the same run, no destroy with the object", () => {
        expect(spec.refresh).to.equal(false);
        expect(spec.destroyOnFinalize).to.equal(false);
      });
    });
  }
});
