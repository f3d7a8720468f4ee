import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { callGraph, configurationsPath, pick, pickItems } from "./callGraph.ts";
import { withFolder, withProgram } from "./startProgram.ts";
import { assignBody, groupA, includeGroup } from "./targets.ts";

const profile = {
  displayName: "Field Service",
  payload: "cGF5bG9hZA==",
  payloadFileName: "field.mobileprovision",
};

type Started = Parameters<Parameters<typeof withProgram>[1]>[0];

const call = ({ emulator }: Started, line: string, body?: unknown) =>
  callGraph({ baseUrl: emulator.url, token: () => emulator.issueToken() }, line, body);

describe("--state", () => {
  it("keeps what clients and the control surface wrote, ids included, over a restart", () =>
    withFolder(async (folder) => {
      let before: unknown;
      const ids: unknown[] = [];
      const args = ["--state", join(folder, "state"), "--control-port", "0"];
      await withProgram(args, async (started) => {
        const { body } = await call(started, `POST ${configurationsPath}`, profile);
        ids.push(pick(body, "id"));
        const path = `${configurationsPath}/${String(pick(body, "id"))}`;
        await call(started, `POST ${path}/assign`, assignBody(includeGroup(groupA)));
        await fetch(`${started.controlUrl}/seed`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ groups: [{ id: groupA, displayName: "Night shift" }] }),
        });
        before = started.emulator.exportState();
      });
      await withProgram(args, async (started) => {
        expect(started.emulator.exportState()).to.deep.equal(before);
        const path = `${configurationsPath}/${String(ids[0])}/assignments`;
        const { body } = await call(started, `GET ${path}`);
        expect(pickItems(body).map((item) => pick(item, "target", "groupId"))).to.deep.equal([
          groupA,
        ]);
        const created = await call(started, `POST ${configurationsPath}`, profile);
        expect(ids).not.to.include(pick(created.body, "id"));
        expect(started.emulator.tenant.configurations).to.have.length(5);
        await fetch(`${started.controlUrl}/reset`, { method: "POST" });
        expect(started.emulator.exportState(), "as it was kept").to.deep.equal(before);
      });
    }));

  it("keeps a change that waits for approval, and what was decided of it", () =>
    withFolder(async (folder) => {
      const args = ["--state", folder, "--behaviour", "multiAdminApproval=badRequest"];
      let code = "";
      await withProgram(args, async ({ emulator }) => {
        const [configuration] = emulator.tenant.configurations;
        await callGraph(
          { baseUrl: emulator.url, token: () => emulator.issueToken() },
          `DELETE ${configurationsPath}/${configuration?.id ?? ""}`,
          undefined,
          { "x-msft-approval-justification": Buffer.from("leaving").toString("base64") },
        );
        code = emulator.approvals.list[0]?.code ?? "";
      });
      await withProgram(args, ({ emulator }) => {
        expect(emulator.approvals.find(code)).to.include({ state: "pending", method: "DELETE" });
        return Promise.resolve();
      });
    }));

  it("starts nothing where the state cannot be written", () =>
    withFolder(async (folder) => {
      await withProgram(["--state", folder], () => Promise.resolve());
      await mkdir(join(folder, "state.json.new"));
      const failure: unknown = await withProgram(["--state", folder], () =>
        Promise.resolve(),
      ).catch((error: unknown) => error);
      expect(String(failure)).to.contain("EISDIR");
    }));

  it("names a file that is not a state, and starts nothing", () =>
    withFolder(async (folder) => {
      const file = join(folder, "state.json");
      for (const [text, named] of [
        ["{", "JSON"],
        ['{"tenant":{"groups":[{"name":"x"}]},"approvals":[],"random":1}', "tenant.groups.0"],
      ] as const) {
        await writeFile(file, text);
        const failure: unknown = await withProgram(["--state", folder], () =>
          Promise.reject(new Error("It started.")),
        ).catch((error: unknown) => error);
        expect(failure).to.have.property("message").that.includes(file).and.includes(named);
        expect(await readFile(file, "utf8")).to.equal(text);
      }
    }));
});

describe("--seed", () => {
  it("fills the tenant from a file, in the form in which the control surface shows one", () =>
    withFolder(async (folder) => {
      const file = join(folder, "seed.json");
      const seed = {
        groups: [{ id: groupA, displayName: "Technicians" }],
        configurations: [
          {
            displayName: "Field Service",
            assignments: [{ target: includeGroup(groupA) }],
            groupAssignments: [{ targetGroupId: groupA }],
          },
        ],
      };
      await writeFile(file, JSON.stringify(seed));
      await withProgram(["--seed", file], async ({ emulator: { tenant } }) => {
        const [configuration] = tenant.configurations;
        expect(tenant.configurations).to.have.length(1);
        expect(tenant.groups).to.deep.equal([
          {
            id: groupA,
            displayName: "Technicians",
            description: null,
            groupTypes: [],
            mailEnabled: false,
            securityEnabled: true,
          },
        ]);
        const id = configuration?.id ?? "";
        expect(tenant.assignmentsOf(id)).to.deep.equal([includeGroup(groupA)]);
        expect(tenant.groupAssignmentsOf(id)).to.deep.equal([groupA]);
        // What one emulator shows, another can be filled with.
        await writeFile(file, JSON.stringify(tenant.document));
        await withProgram(["--seed", file], ({ emulator }) => {
          expect(emulator.tenant.document).to.deep.equal(tenant.document);
          return Promise.resolve();
        });
      });
    }));

  it("names the place in the file that is wrong", () =>
    withFolder(async (folder) => {
      const file = join(folder, "seed.json");
      await writeFile(file, '{"configurations":[{"displayName":1}]}');
      const failure: unknown = await withProgram(["--seed", file], () => Promise.resolve()).catch(
        (error: unknown) => error,
      );
      expect(failure)
        .to.have.property("message")
        .that.includes(`${file}: configurations.0.displayName: must be string`);
    }));
});

describe("--cert-dir", () => {
  it("keeps one authority over restarts, its key for the owner alone", () =>
    withFolder(async (folder) => {
      const pems: string[] = [];
      for (let start = 0; start < 2; start += 1) {
        await withProgram(["--cert-dir", join(folder, "ca"), "--empty"], ({ emulator }) => {
          pems.push(emulator.caCertificatePem);
          return Promise.resolve();
        });
      }
      expect(pems[1]).to.equal(pems[0]);
      expect(await readFile(join(folder, "ca", "ca.pem"), "utf8")).to.equal(pems[0]);
      expect((await stat(join(folder, "ca", "ca-key.pem"))).mode & 0o777).to.equal(0o600);
    }));
});
