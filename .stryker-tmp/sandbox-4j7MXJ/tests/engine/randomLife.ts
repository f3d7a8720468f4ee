// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import type { Fault } from "intune-graph-emulator";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { EngineFailure, openTestStack, type TestStack, type TestTenant } from "./tenantStack.ts";

/** One step in the life of a set: what the program declares, what the portal does, what goes wrong, and what is run. */
interface Step {
  declared: number[];
  mode: Mode;
  portal: { add: number[]; remove: number[] };
  fault: Fault | undefined;
  verb: "up" | "refresh" | "preview" | "destroy";
}

const someGroups = (maxLength: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength });

/** Faults that pass: throttling, gateways, connections that break before or after the write took effect. */
const faults = fc.constantFrom<Fault | undefined>(
  undefined,
  undefined,
  { path: /^\/beta\//, respond: { status: 429, headers: { "Retry-After": "0.05" } }, times: 2 },
  { path: /^\/beta\//, respond: { status: 503, headers: { "Retry-After": "0.05" } } },
  { method: "POST", path: /assign$/, respond: { status: 504 }, after: "afterEffect" },
  { method: "POST", path: /assign$/, cut: "socket", after: "afterEffect" },
  { method: "POST", path: /assign$/, cut: "socket" },
  { method: "GET", path: /assignments$/, cut: "midBody", after: "afterEffect" },
);

export const randomStep: fc.Arbitrary<Step> = fc.record({
  declared: someGroups(4),
  mode: fc.constantFrom<Mode>("authoritative", "authoritative", "additive"),
  portal: fc.record({ add: someGroups(2), remove: someGroups(1) }),
  fault: faults,
  verb: fc.constantFrom("up", "up", "up", "refresh", "preview", "destroy"),
});

/** Lives a life step by step, and holds each against what must be true whatever happens. */
export async function liveLife(
  tenant: TestTenant,
  stackName: string,
  steps: readonly Step[],
): Promise<void> {
  const configurationId = tenant.addConfiguration();
  let current: Step | undefined;
  const stack = await openTestStack({
    tenant,
    stackName,
    program: () => {
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId,
        assignments: (current?.declared ?? []).map((number) => target.group(groupId(number))),
        mode: current?.mode ?? "authoritative",
      });
      return Promise.resolve();
    },
  });
  const portal = tenant.emulator.tenant;
  const live = (): string[] =>
    portal.assignmentsOf(configurationId).map(({ groupId: id }) => String(id));
  for (const step of steps) {
    current = step;
    editInPortal(tenant, configurationId, step, live());
    const before = live();
    const seen = await readSeen(stack);
    const hasSucceeded = await runStep(tenant, stack, step);
    const after = live();
    const declared = step.declared.map(groupId);
    const erased = before.filter((id) => !after.includes(id));
    expect(seen, "only what the state had seen may be erased").to.include.members(erased);
    if (step.verb === "refresh" || step.verb === "preview") expect(after).to.have.members(before);
    if (step.verb === "up" && hasSucceeded) {
      expect(after, "what is declared is live").to.include.members(declared);
      if (step.mode === "authoritative") expect(await readSeen(stack)).to.have.members(declared);
    }
  }
}

function editInPortal(
  tenant: TestTenant,
  configurationId: string,
  { portal }: Step,
  live: string[],
): void {
  for (const number of portal.remove) {
    tenant.emulator.tenant.removeAssignment(
      configurationId,
      (entry) => entry.groupId === groupId(number),
    );
  }
  for (const number of portal.add.filter((number) => !live.includes(groupId(number)))) {
    tenant.emulator.tenant.addAssignment(configurationId, liveGroup(number));
  }
}

/** The groups that the state records: a preview would show their going. */
async function readSeen(stack: TestStack): Promise<string[]> {
  const state = await stack.findRecorded();
  return Object.keys(state?.outputs["assignments"] ?? {}).map(
    (label) => label.split(" ").at(-1) ?? "",
  );
}

async function runStep(
  tenant: TestTenant,
  stack: TestStack,
  { verb, fault }: Step,
): Promise<boolean> {
  const handle = fault && tenant.emulator.script(fault);
  try {
    await stack[verb]();
    return true;
  } catch (error) {
    // A refusal, or a fault that did not pass in time; anything but a run of the engine is a mistake of the test.
    if (error instanceof EngineFailure) return false;
    throw error;
  } finally {
    handle?.remove();
  }
}
