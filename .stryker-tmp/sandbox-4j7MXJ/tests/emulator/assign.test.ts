// @ts-nocheck
import { expect } from "chai";
import type { Behaviour } from "intune-graph-emulator";
import { pick, pickItems } from "./callGraph.ts";
import {
  allDevices,
  assignBody,
  excludeGroup,
  filtered,
  groupA,
  groupB,
  groupC,
  groupsOf,
  includeGroup,
} from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

const a = includeGroup(groupA);
const b = includeGroup(groupB);

/** One call of `assign` on a configuration that has A in both sets, and what is in them after it. */
interface AssignCase {
  readonly what: string;
  readonly behaviour: Partial<Behaviour>;
  readonly body: object;
  readonly assignments: readonly string[];
  readonly groupAssignments: readonly string[];
}

const groupBody = (...ids: readonly string[]) => ({
  appProvisioningConfigurationGroupAssignments: ids.map((targetGroupId) => ({ targetGroupId })),
});
const apart = { groupAssignments: [groupA] };
const mirrored = { groupAssignments: "mirrored" } as const;

const assignCases: readonly AssignCase[] = [
  { what: "replaces", behaviour: {}, body: assignBody(b), assignments: [groupB], ...apart },
  {
    what: "merges",
    behaviour: { assign: "merge" },
    body: assignBody(b, a),
    assignments: [groupA, groupB],
    ...apart,
  },
  {
    what: "keeps what is absent",
    behaviour: {},
    body: groupBody(groupB),
    assignments: [groupA],
    groupAssignments: [groupB],
  },
  {
    what: "clears what is absent",
    behaviour: { absentCollection: "clears" },
    body: groupBody(groupB),
    assignments: [],
    groupAssignments: [groupB],
  },
  {
    what: "keeps what is null",
    behaviour: {},
    body: { iOSLobAppProvisioningConfigAssignments: null },
    assignments: [groupA],
    ...apart,
  },
  {
    what: "clears what is null",
    behaviour: { nullCollection: "clears" },
    body: { iOSLobAppProvisioningConfigAssignments: null },
    assignments: [],
    ...apart,
  },
  { what: "clears what is empty", behaviour: {}, body: assignBody(), assignments: [], ...apart },
  {
    what: "clears what is empty even when merging",
    behaviour: { assign: "merge" },
    body: assignBody(),
    assignments: [],
    ...apart,
  },
  {
    what: "keeps what is empty",
    behaviour: { emptyCollection: "keeps" },
    body: assignBody(),
    assignments: [groupA],
    ...apart,
  },
  {
    what: "fills one mirrored set from both collections",
    behaviour: mirrored,
    body: { ...assignBody(b, allDevices), ...groupBody(groupC, groupB) },
    assignments: ["all", groupB, groupC],
    groupAssignments: [groupB, groupC],
  },
  {
    what: "does not undo in the older collection what the newer one says, when mirrored",
    behaviour: mirrored,
    body: { ...assignBody(b), ...groupBody() },
    assignments: [groupB],
    groupAssignments: [groupB],
  },
  {
    what: "keeps other targets when only groups are sent, when mirrored",
    behaviour: mirrored,
    body: groupBody(groupB),
    assignments: [groupB],
    groupAssignments: [groupB],
  },
];

describe("assign", () => {
  for (const { what, behaviour, body, assignments, groupAssignments } of assignCases) {
    it(what, () =>
      withEmulator({ behaviour }, async ({ emulator: { tenant }, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        tenant.setAssignments(id, [a]);
        tenant.setGroupAssignments(id, [groupA]);
        expect((await call(`POST ${path}/assign`, body)).status).to.equal(204);
        expect(groupsOf(tenant.assignmentsOf(id))).to.have.members(assignments);
        expect(tenant.groupAssignmentsOf(id)).to.have.members(groupAssignments);
      }),
    );
  }

  it("gives a kept target its new filter when merging", () =>
    withEmulator(
      { behaviour: { assign: "merge" } },
      async ({ emulator, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        emulator.tenant.setAssignments(id, [a]);
        await call(`POST ${path}/assign`, assignBody(filtered));
        expect(emulator.tenant.assignmentsOf(id)).to.deep.equal([filtered]);
      },
    ));
});

describe("groupAssignments when mirrored", () => {
  it("shows the include groups of assignments and changes them", () =>
    withEmulator(
      { behaviour: mirrored },
      async ({ emulator: { tenant }, call, addConfiguration }) => {
        const { id, path } = addConfiguration();
        tenant.setAssignments(id, [allDevices, excludeGroup(groupB), a]);
        const { body } = await call(`GET ${path}/groupAssignments`);
        expect(pickItems(body).map((item) => pick(item, "targetGroupId"))).to.deep.equal([groupA]);
        await call(`POST ${path}/groupAssignments`, { targetGroupId: groupC });
        expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal(["all", groupB, groupA, groupC]);
        await call(`DELETE ${path}/groupAssignments/${String(pick(body, "value", 0, "id"))}`);
        expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal(["all", groupB, groupC]);
      },
    ));
});
