// @ts-nocheck
import { expect } from "chai";
import type { Behaviour } from "intune-graph-emulator";
import { pick, pickMessage } from "./callGraph.ts";
import { assignBody, excludeGroup, filtered, groupA, groupsOf, includeGroup } from "./targets.ts";
import { countItems, withEmulator } from "./withEmulator.ts";

const a = includeGroup(groupA);

/** A rule, what is assigned under it, and the groups that stay, or the words of the refusal. */
interface RuleCase {
  readonly behaviour: Partial<Behaviour>;
  readonly targets: readonly object[];
  readonly stay?: readonly string[];
  readonly refusal?: string;
}

const unknownGroup = "eeeeeeee-5555-4555-8555-eeeeeeeeeeee";
const withUnknown = [includeGroup(unknownGroup), a];
const twice = [a, includeGroup(groupA.toUpperCase())];

const ruleCases: readonly RuleCase[] = [
  { behaviour: { unknownGroups: "keep" }, targets: withUnknown, stay: [unknownGroup, groupA] },
  { behaviour: { unknownGroups: "ignore" }, targets: withUnknown, stay: [groupA] },
  {
    behaviour: { unknownGroups: "refuse" },
    targets: withUnknown,
    refusal: `Invalid GroupId : ${unknownGroup} provided, a valid AADGroupId is expected.`,
  },
  { behaviour: { duplicateGroups: "keep" }, targets: twice, stay: [groupA, groupA.toUpperCase()] },
  { behaviour: { duplicateGroups: "ignore" }, targets: twice, stay: [groupA] },
  { behaviour: { duplicateGroups: "refuse" }, targets: twice, refusal: "more than once" },
  {
    behaviour: { duplicateGroups: "refuse" },
    targets: [a, excludeGroup(groupA)],
    stay: [groupA, groupA],
  },
  { behaviour: { filters: "refuse" }, targets: [filtered], refusal: "filters are not supported" },
  { behaviour: { filters: "refuse" }, targets: [a], stay: [groupA] },
];

describe("A rule", () => {
  for (const { behaviour, targets, stay, refusal } of ruleCases) {
    it(`${JSON.stringify(behaviour)}: ${refusal ? "refuses" : `leaves ${stay?.length ?? 0}`} of ${targets.length}`, () =>
      withEmulator({ behaviour }, async ({ emulator: { tenant }, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        tenant.addGroup({ id: groupA });
        const answer = await call(`POST ${path}/assign`, assignBody(...targets));
        expect(answer.status).to.equal(refusal === undefined ? 204 : 400);
        if (refusal !== undefined) expect(pickMessage(answer.body)).to.include(refusal);
        expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal(stay ?? []);
      }));
  }

  it("that ignores filters takes the target without its filter", () =>
    withEmulator(
      { behaviour: { filters: "ignore" } },
      async ({ emulator, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        await call(`POST ${path}/assign`, assignBody(filtered));
        expect(emulator.tenant.assignmentsOf(id)).to.deep.equal([a]);
      },
    ));

  it("that ignores duplicates answers a POST with the item that is there", () =>
    withEmulator({ behaviour: { duplicateGroups: "ignore" } }, async (bench) => {
      const { path } = bench.addConfiguration();
      const first = await bench.call(`POST ${path}/assignments`, { target: a });
      const second = await bench.call(`POST ${path}/assignments`, { target: a });
      expect(pick(second.body, "id")).to.equal(pick(first.body, "id"));
      expect(await countItems(bench, `${path}/assignments`)).to.equal(1);
    }));

  it("holds for groupAssignments too", () =>
    withEmulator({ behaviour: { unknownGroups: "refuse" } }, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      const answer = await call(`POST ${path}/assign`, {
        appProvisioningConfigurationGroupAssignments: [{ targetGroupId: unknownGroup }],
      });
      expect(answer.status).to.equal(400);
    }));
});
