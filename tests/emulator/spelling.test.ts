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
});
