import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { groupId, liveGroup } from "./liveTargets.ts";
import { isNative } from "../handlers/nativeShell.ts";
import { shell } from "./shell.ts";
import { openTestStack, openTestTenant, type TestTenant } from "./tenantStack.ts";

const { target } = shell;

describe("an input that is secret", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("stays secret in the state and in the outputs, and is named in no preview, diff, refresh or error", async () => {
    const configurationId = tenant.addConfiguration();
    const declared = { groups: [1, 2] };
    const stack = await openTestStack({
      tenant,
      program: () => {
        const { groups } = declared;
        const { assignments } = new shell.IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: groups.map((number) => target.group(pulumi.secret(groupId(number)))),
        });
        return Promise.resolve({ assignments });
      },
    });
    const texts = [(await stack.up({ diff: true })).text];
    expect(stack.outputs()["assignments"]).to.have.property("ciphertext");
    declared.groups = [1, 3];
    const { text: preview } = await stack.preview();
    texts.push(preview, (await stack.up({ diff: true })).text);
    if (isNative) expect(preview).to.match(/~ \[1\]: \[secret\] => \[secret\]/);
    else
      expect(preview)
        .to.match(/\+ +"?secret [0-9a-f]{16}/)
        .and.to.match(/- +"?secret [0-9a-f]{16}/);
    tenant.emulator.tenant.setAssignments(configurationId, [liveGroup(1)]);
    texts.push((await stack.refresh({ diff: true })).text);
    tenant.emulator.script({ method: "POST", path: "/assign", respond: { status: 204 }, times: 9 });
    const repair = stack.up({ diff: true });
    tenant.emulator.script({
      method: "GET",
      path: "/assignments",
      respond: { status: 403 },
      skip: 1,
    });
    texts.push(await stack.failing(repair));
    texts.push(...(await readTexts(join(tenant.folder.path, "backend"))));
    for (const text of texts)
      for (const number of [1, 2, 3]) expect(text).not.to.contain(groupId(number));
    expect(tenant.liveGroupIds(configurationId)).to.deep.equal([groupId(1)]);
  });
});

async function readTexts(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "utf8")),
  );
}
