import { globSync } from "node:fs";
import { expect } from "chai";
import { createEmulator, seedTenant } from "intune-graph-emulator";
import { findDocuments, readDocument, repositoryFolder } from "./links.ts";

/** Ids that no seeded tenant has, by what they are. */
const others: Readonly<Record<string, string>> = {
  "00000003-0000-0000-c000-000000000000": "Microsoft Graph",
  "7a6ee1e7-141e-4cec-ae74-d9db155731ff": "DeviceManagementApps.Read.All",
  "78145de6-330d-4800-a6ce-494ff2d33d07": "DeviceManagementApps.ReadWrite.All",
  "0b5e1c9a-0000-4000-8000-000000000001": "a profile's UUID",
  "0b5e1c9a-0000-4000-8000-000000000002": "the UUID of its renewal",
  "1d3f6a52-0c4e-4c55-9d0e-2f7a8b6c1e01": "the fleet's tenant Contoso",
  "1d3f6a52-0c4e-4c55-9d0e-2f7a8b6c1e02": "the fleet's tenant Fabrikam",
  "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1e91": "Fabrikam's application",
  "b7e0b0de-1f60-4b0f-8a53-40b5b5d94a04": "Fabrikam's configuration",
  "c2b7de5a-63e4-4a0a-8f57-6f1f3f1f4a05": "Fabrikam's group",
  "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1ea1": "the workload identity for Contoso",
  "5d3c9a4e-6b1f-4c55-9d0e-2f7a8b6c1ea2": "the workload identity for Fabrikam",
};

describe("the ids in the documentation and the examples", () => {
  const files = [
    ...findDocuments(),
    ...globSync("{provider,policy}/src/**/*.ts", { cwd: repositoryFolder }).filter((file) =>
      /^ \* .*```ts/m.test(readDocument(file)),
    ),
    ...globSync("examples/**/*.{ts,py,sh,json,yaml,yml}", {
      cwd: repositoryFolder,
      exclude: (path) => path.includes("node_modules"),
    }),
  ];
  const found = files.flatMap((file) =>
    (readDocument(file).match(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g) ?? []).map((id) => ({
      file,
      id,
    })),
  );

  it("are those of the emulator's seeded tenant, or listed by what they are", async () => {
    const emulator = await createEmulator();
    const { configurations, groups } = seedTenant(emulator.tenant);
    const seeded = [...configurations, ...groups].map(({ id }) => id);
    const [application] = emulator.applications;
    await emulator.close();
    const known = [...seeded, ...Object.keys(others), emulator.tenantId, application?.clientId];
    expect(found.filter(({ id }) => !known.includes(id))).to.deep.equal([]);
    const used = found.map(({ id }) => id);
    expect(Object.keys(others).filter((id) => !used.includes(id))).to.deep.equal([]);
  });
});
