import { expect } from "chai";
import type { Behaviour } from "intune-graph-emulator";
import { pick, pickMessage } from "./callGraph.ts";
import {
  allDevices,
  assignBody,
  filterId,
  filtered,
  groupA,
  groupB,
  groupsOf,
  includeGroup,
  includeGroups,
} from "./targets.ts";
import { countItems, withEmulator } from "./withEmulator.ts";

const a = includeGroup(groupA);
const b = includeGroup(groupB);

describe("The id of an assignment", () => {
  const forms = {
    guid: () => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u,
    configurationId_groupId: (id: string) => new RegExp(`^${id}_${groupA}$`, "u"),
    groupId_0_0: () => new RegExp(`^${groupA}_0_0$`, "u"),
  };
  for (const [assignmentIds, createPattern] of Object.entries(forms)) {
    it(`can be of the form ${assignmentIds}, and names the item`, () =>
      withEmulator(
        { behaviour: { assignmentIds: assignmentIds as Behaviour["assignmentIds"] } },
        async ({ call, addConfiguration }) => {
          const { id, path } = addConfiguration();
          const { body } = await call(`POST ${path}/assignments`, { target: a });
          expect(pick(body, "id")).to.match(createPattern(id));
          const item = await call(`GET ${path}/assignments/${String(pick(body, "id"))}`);
          expect(item.status).to.equal(200);
        },
      ));
  }
});

describe("No filter", () => {
  const keys = [
    "deviceAndAppManagementAssignmentFilterId",
    "deviceAndAppManagementAssignmentFilterType",
  ];
  const spellings: Readonly<Record<Behaviour["noFilter"], readonly unknown[]>> = {
    null: [null, "none"],
    absent: [undefined, undefined],
    none: [undefined, "none"],
    zeroGuid: ["00000000-0000-0000-0000-000000000000", "none"],
  };
  for (const [noFilter, values] of Object.entries(spellings)) {
    it(`can be spelled ${noFilter}, and a real filter is not touched`, () =>
      withEmulator(
        { behaviour: { noFilter: noFilter as Behaviour["noFilter"] } },
        async ({ call, addConfiguration }) => {
          const { path } = addConfiguration();
          await call(`POST ${path}/assign`, assignBody(a, { ...filtered, groupId: groupB }));
          const { body } = await call(`GET ${path}/assignments`);
          const read = (index: number) =>
            keys.map((key) => pick(body, "value", index, "target", key));
          expect(read(0)).to.deep.equal(values);
          expect(read(1)).to.deep.equal([filterId, "include"]);
        },
      ));
  }
});

describe("A filter id beside the type none", () => {
  it("is no filter", () =>
    withEmulator({}, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      const target = { ...filtered, deviceAndAppManagementAssignmentFilterType: "none" };
      await call(`POST ${path}/assign`, assignBody(target));
      const { body } = await call(`GET ${path}/assignments`);
      const id = pick(body, "value", 0, "target", "deviceAndAppManagementAssignmentFilterId");
      expect(id).to.equal(null);
    }));
});

describe("What a read looks like", () => {
  it("can have GUIDs in upper case", () =>
    withEmulator(
      { behaviour: { guidCase: "upper" } },
      async ({ call, addConfiguration, emulator }) => {
        const { id, path } = addConfiguration();
        emulator.tenant.setGroupAssignments(id, [groupB]);
        await call(`POST ${path}/assign`, assignBody(filtered));
        const { body } = await call(`GET ${path}/assignments`);
        const target = pick(body, "value", 0, "target");
        expect(pick(target, "groupId")).to.equal(groupA.toUpperCase());
        expect(pick(target, "deviceAndAppManagementAssignmentFilterId")).to.equal(
          filterId.toUpperCase(),
        );
        const groups = await call(`GET ${path}/groupAssignments`);
        expect(pick(groups.body, "value", 0, "targetGroupId")).to.equal(groupB.toUpperCase());
      },
    ));

  for (const [entityEnvelope, keys] of [
    [undefined, ["id"]],
    ["wrapped", ["value", "id"]],
  ] as const) {
    it(`is of one entity ${entityEnvelope ?? "bare by default"}`, () =>
      withEmulator(
        { behaviour: entityEnvelope === undefined ? {} : { entityEnvelope } },
        async ({ call, addConfiguration, emulator }) => {
          const { id, path } = addConfiguration();
          expect(pick((await call(`GET ${path}`)).body, ...keys)).to.equal(id);
          const item = emulator.tenant.addAssignment(id, a);
          const { body } = await call(`GET ${path}/assignments/${item}`);
          expect(pick(body, ...keys)).to.equal(item);
        },
      ));
  }

  it("can have an expansion that is filled or empty", async () => {
    for (const [expandAssignments, count] of [
      ["filled", 1],
      ["empty", 0],
    ] as const) {
      await withEmulator({ behaviour: { expandAssignments } }, async (bench) => {
        const { id, path } = bench.addConfiguration();
        bench.emulator.tenant.setAssignments(id, [a]);
        const { body } = await bench.call(`GET ${path}?$expand=assignments`);
        expect(pick(body, "assignments")).to.have.length(count);
      });
    }
  });

  for (const [expandAssignments, left] of [
    ["cutOff", 0],
    ["linked", 1],
  ] as const) {
    it(`can have an expansion that is ${expandAssignments} at 20 items`, () =>
      withEmulator({ behaviour: { expandAssignments } }, async (bench) => {
        const { id, path } = bench.addConfiguration();
        const expand = async (count: number): Promise<unknown> => {
          bench.emulator.tenant.setAssignments(id, includeGroups(count));
          return (await bench.call(`GET ${path}?$expand=assignments`)).body;
        };
        expect(await expand(20)).not.to.have.property("assignments@odata.nextLink");
        const entity = await expand(21);
        expect(pick(entity, "assignments")).to.have.length(20);
        const link = pick(entity, "assignments@odata.nextLink");
        const rest = typeof link === "string" ? await countItems(bench, link) : 0;
        expect(rest).to.equal(left);
      }));
  }

  it("can have a list that is empty unless expanded", () =>
    withEmulator({ behaviour: { unexpandedList: "empty" } }, async (bench) => {
      const list = bench.addConfiguration().path.replace(/\/[^/]+$/u, "");
      expect(await countItems(bench, list)).to.equal(0);
      expect(await countItems(bench, `${list}?$expand=assignments`)).to.equal(1);
    }));
});

describe("The routes of items", () => {
  it("can be absent, as on siblings", () =>
    withEmulator(
      { behaviour: { itemRoutes: "absent" } },
      async ({ call, addConfiguration, emulator }) => {
        const { id, path } = addConfiguration();
        const item = emulator.tenant.addAssignment(id, a);
        const lines = ["GET", "PATCH", "DELETE"].map(
          (method) => `${method} ${path}/assignments/${item}`,
        );
        for (const line of [...lines, `POST ${path}/assignments`]) {
          const answer = await call(line, line.startsWith("P") ? { target: b } : undefined);
          expect(answer.status, line).to.equal(400);
          expect(pickMessage(answer.body)).to.include("No OData route exists");
        }
        expect((await call(`POST ${path}/assign`, assignBody(b))).status).to.equal(204);
        expect(groupsOf(emulator.tenant.assignmentsOf(id))).to.deep.equal([groupB]);
      },
    ));

  it("change one item and no other", () =>
    withEmulator({}, async ({ call, addConfiguration, emulator: { tenant } }) => {
      const { id, path } = addConfiguration();
      tenant.setAssignments(id, [b]);
      const item = tenant.addAssignment(id, a);
      await call(`PATCH ${path}/assignments/${item}`, { target: allDevices });
      expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal([groupB, "all"]);
      await call(`DELETE ${path}/assignments/${item}`);
      expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal([groupB]);
      expect((await call(`DELETE ${path}/assignments/${item}`)).status).to.equal(404);
    }));
});
