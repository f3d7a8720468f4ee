import { readFileSync } from "node:fs";
import { expect } from "chai";
import { callGraph, pick } from "./callGraph.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

interface Example {
  readonly page: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly status: number;
  readonly answer: unknown;
}

const fixture = new URL("../fixtures/graph-docs-examples.json", import.meta.url);

describe("Microsoft's documented examples", () => {
  const examples = readExamples();

  it("are all there", () => {
    expect(examples).to.have.length(17);
  });

  for (const example of examples) {
    it(`${example.method} ${example.path.replace(/.*Management/u, "")} answers as documented`, () =>
      withEmulator({ behaviour: { entityEnvelope: "wrapped" } }, async (bench) => {
        const path = fillPlaceholders(example, bench);
        const answer = await callGraph(bench.target, `${example.method} ${path}`, example.body, {
          ...(example.body !== undefined && { "content-type": "application/json" }),
        });
        expect(answer.status).to.equal(example.status);
        expect(describeShape(answer.body)).to.deep.equal(describeShape(example.answer));
      }));
  }
});

describe("A set assigned word for word as documented", () => {
  it("is read back from both collections", () =>
    withEmulator({}, async (bench) => {
      const example = readExamples().find(({ path }) => path.endsWith("/assign"));
      if (example === undefined) throw new Error("The example of assign is missing.");
      const { id, path } = bench.addConfiguration();
      await bench.call(`POST ${path}/assign`, example.body);
      const [target] = bench.emulator.tenant.assignmentsOf(id);
      expect(target).to.deep.equal({
        "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget",
      });
      const { body } = await bench.call(`GET ${path}/groupAssignments`);
      expect(pick(body, "value", 0, "targetGroupId")).to.equal("Target Group Id value");
    }));
});

function readExamples(): Example[] {
  const pages = JSON.parse(readFileSync(fixture, "utf8")) as Readonly<Record<string, unknown>>;
  return Object.entries(pages).flatMap(([page, content]) => {
    const [request, answer] = [0, 1].map((index) => pick(content, "blocks", index));
    if (typeof request !== "string" || typeof answer !== "string") return [];
    const [head, body] = splitMessage(request);
    const [, method = "", path = ""] = /^(\w+) https:\/\/[^/]+(\S+)/u.exec(head) ?? [];
    const [answerHead, answerBody] = splitMessage(answer);
    const status = Number(/^HTTP\/1.1 (\d+)/u.exec(answerHead)?.[1]);
    const parsed: unknown = answerBody === undefined ? undefined : JSON.parse(answerBody);
    return [{ page, method, path, body, status, answer: parsed }];
  });
}

function splitMessage(message: string): [string, string | undefined] {
  const start = message.indexOf("{\n");
  return start < 0 ? [message, undefined] : [message.slice(0, start), message.slice(start)];
}

/** Seeds what the path names and puts its id there. */
function fillPlaceholders({ path }: Example, { emulator }: Bench): string {
  const { id } = emulator.tenant.addConfiguration({
    description: "Description value",
    expirationDateTime: "2016-12-31T23:57:57.2481234-08:00",
  });
  const assignmentId = emulator.tenant.addAssignment(id, {
    "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget",
    deviceAndAppManagementAssignmentFilterId:
      "Device And App Management Assignment Filter Id value",
    deviceAndAppManagementAssignmentFilterType: "include",
  });
  const groupAssignmentId = emulator.tenant.addGroupAssignment(id, "Target Group Id value");
  return path
    .replace("{iosLobAppProvisioningConfigurationId}", id)
    .replace("{iosLobAppProvisioningConfigurationAssignmentId}", assignmentId)
    .replace("{mobileAppProvisioningConfigGroupAssignmentId}", groupAssignmentId);
}

/** Keys and JSON types. An array has the shape of its first item, where both have one. */
function describeShape(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === "string") ? ["string"] : value.map(describeShape);
  }
  if (typeof value !== "object" || value === null) return typeof value;
  // Microsoft's examples leave the context out, and Graph never does.
  const said = Object.entries(value).filter(([key]) => key !== "@odata.context");
  const entries = said.map(([key, inner]) => [key, describeShape(inner)]);
  return Object.fromEntries(entries) as unknown;
}
