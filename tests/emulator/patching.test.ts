import { expect } from "chai";
import { pick } from "./callGraph.ts";
import { groupA, groupB, includeGroup } from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

describe("A PATCH", () => {
  for (const [patchAnswer, status] of [
    ["entity", 200],
    ["noContent", 204],
  ] as const) {
    it(`answers ${patchAnswer}, of a configuration and of an assignment`, () =>
      withEmulator(
        { behaviour: { patchAnswer } },
        async ({ call, addConfiguration, emulator: { tenant } }) => {
          const { id, path } = addConfiguration();
          const item = tenant.addAssignment(id, includeGroup(groupA));
          const changed = await call(`PATCH ${path}`, { description: "new" });
          const target = includeGroup(groupB);
          const moved = await call(`PATCH ${path}/assignments/${item}`, { target });
          expect([changed.status, moved.status]).to.deep.equal([status, status]);
          const isBodied = status === 200;
          expect(pick(changed.body, "description")).to.equal(isBodied ? "new" : undefined);
          expect(pick(moved.body, "id")).to.equal(isBodied ? item : undefined);
          expect(tenant.configurations[0]?.description).to.equal("new");
          expect(tenant.assignmentsOf(id)).to.deep.equal([target]);
        },
      ));
  }

  it("can be taken and not stored in part, where a POST is stored whole", () =>
    withEmulator(
      { behaviour: { patchIgnores: ["payload", "roleScopeTagIds"] } },
      async ({ call, addConfiguration, emulator: { tenant } }) => {
        const { path } = addConfiguration();
        const sent = { displayName: "B", payload: "bmV3", roleScopeTagIds: ["7"] };
        const { status, body } = await call(`PATCH ${path}`, sent);
        expect(status).to.equal(200);
        const kept = { displayName: "B", payload: "", roleScopeTagIds: ["0"] };
        expect(body).to.deep.include(kept);
        expect(tenant.configurations[0]).to.deep.include(kept);
        const list = path.replace(/\/[^/]+$/u, "");
        await call(`POST ${list}`, { ...sent, payloadFileName: "b.mobileprovision" });
        expect(tenant.configurations[1]).to.deep.include(sent);
      },
    ));
});
