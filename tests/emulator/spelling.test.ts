import { expect } from "chai";
import { configurationsPath, pick } from "./callGraph.ts";
import { assignBody, groupA, groupsOf, includeGroup } from "./targets.ts";
import { withEmulator } from "./withEmulator.ts";

describe("A path", () => {
  for (const spell of [
    (id: string) => `('${id}')`,
    (id: string) => `(%27${id}%27)`,
    (id: string) => `%28%27${id}%27%29`,
  ]) {
    it(`may spell keys ${spell("id")}, and an action by its whole name`, () =>
      withEmulator({}, async ({ call, addConfiguration, emulator: { tenant } }) => {
        const { id } = addConfiguration();
        const path = configurationsPath + spell(id);
        expect(pick((await call(`GET ${path}`)).body, "id")).to.equal(id);
        const body = assignBody(includeGroup(groupA));
        expect((await call(`POST ${path}/microsoft.graph.assign`, body)).status).to.equal(204);
        expect(groupsOf(tenant.assignmentsOf(id))).to.deep.equal([groupA]);
        const item = tenant.addAssignment(id, includeGroup(groupA));
        const { body: found } = await call(`GET ${path}/assignments${spell(item)}`);
        expect(pick(found, "id")).to.equal(item);
      }));
  }

  it("may be in any case", () =>
    withEmulator({}, async ({ call, addConfiguration }) => {
      const { id } = addConfiguration();
      const path = `${configurationsPath}/${id}`.toUpperCase();
      expect(pick((await call(`GET ${path}`)).body, "id")).to.equal(id);
    }));

  for (const path of [
    "/beta/groups/",
    "/beta/groups/$count",
    `/v1.0${configurationsPath.slice(5)}`,
  ]) {
    it(`that the emulator does not know is a 501 of its own: ${path}`, () =>
      withEmulator({}, async ({ call }) => {
        const { status, body } = await call(`GET ${path}`);
        expect(status).to.equal(501);
        expect(pick(body, "error", "message")).to.include("the emulator's limit, not Graph's");
      }));
  }
});
