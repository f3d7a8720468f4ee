import { status } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import { unknownValue } from "../../provider/dist/domain/values.js";
import { callFailureOf, openNative, type NativeClient } from "./nativeClient.ts";

const [tenant, otherTenant] = [
  "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
  "00000000-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
];
const { DIFF_NONE } = messages.DiffResponse.DiffChanges;
const [add, deletion, update, updateReplace] = [0, 2, 4, 5];

describe("the configuration of a native provider instance", () => {
  let client: NativeClient;
  before(async () => {
    client = await openNative();
  });
  after(() => {
    client.close();
  });

  const diff = async (olds: Record<string, unknown>, news: Record<string, unknown>) => {
    const { changes, replacesList, detaileddiffMap } = await client.diffConfig(olds, news);
    const detail = detaileddiffMap.map(([path, { kind }]) => [path, kind]);
    return { isSame: changes === DIFF_NONE, replaces: replacesList, detail };
  };

  it("takes texts, numbers and switches, and what is not known yet", async () => {
    const news = { tenantId: tenant, useOidc: true, writesPerWindow: 50, clientId: unknownValue };
    expect((await client.checkConfig(news)).failures).to.deep.equal([]);
  });

  it("names each setting that is wrong", async () => {
    const news = { useOidc: "perhaps", writesPerWindow: 0, clientId: ["x"], tennantId: tenant };
    const { failures } = await client.checkConfig(news);
    expect(failures.map(([path]) => path)).to.have.members(Object.keys(news));
    expect(Object.fromEntries(failures)["tennantId"]).to.contain("is no setting of the provider");
  });

  it("leaves values of a program alone in the stack's configuration", async () => {
    const { failures } = await client.checkConfig({ ours: "x", version: "1.0.0" }, "default_1_0_0");
    expect(failures).to.deep.equal([]);
  });

  it("replaces the resources for another tenant only", async () => {
    expect(await diff({ tenantId: tenant }, { tenantId: otherTenant })).to.deep.equal({
      isSame: false,
      replaces: ["tenantId"],
      detail: [["tenantId", updateReplace]],
    });
    expect(await diff({ tenantId: tenant.toUpperCase() }, { tenantId: tenant })).to.deep.equal({
      isSame: false,
      replaces: [],
      detail: [["tenantId", update]],
    });
  });

  it("shows a replacement where the tenant is not known yet", async () => {
    const { replaces } = await diff({ tenantId: tenant }, { tenantId: unknownValue });
    expect(replaces).to.deep.equal(["tenantId"]);
  });

  it("replaces nothing where a domain may be the same tenant, or a variable names it", async () => {
    const names = [{ tenantId: "contoso.example" }, {}, { tenantId: "fabrikam.example" }];
    for (const former of names)
      for (const present of [...names, { tenantId: tenant }]) {
        expect((await diff(former, present)).replaces).to.deep.equal([]);
        expect((await diff(present, former)).replaces).to.deep.equal([]);
      }
  });

  it("updates for a rotated secret, and sees none where nothing has changed", async () => {
    const former = { clientSecret: "one", clientId: "x" };
    const rotated = { clientSecret: "two", useOidc: "false" };
    expect(await diff(former, rotated)).to.deep.equal({
      isSame: false,
      replaces: [],
      detail: [
        ["clientId", deletion],
        ["clientSecret", update],
        ["useOidc", add],
      ],
    });
    expect(await diff(former, former)).to.deep.equal({ isSame: true, replaces: [], detail: [] });
  });

  it("is one for each process: resources of another must not reach the first one's tenant", async () => {
    await client.configure({ tenantId: tenant });
    await client.configure({ tenantId: tenant });
    const failure = await callFailureOf(client.configure({ tenantId: otherTenant }));
    expect(failure.code).to.equal(status.INVALID_ARGUMENT);
  });
});
