import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Approvals } from "../../provider/dist/graph/approvals.js";
import { failureOf } from "./failureOf.ts";
import { useBenchEach } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";
import { StackedSet } from "./stackedSet.ts";

interface File {
  waiting: { action: string; code: string; requestSha256: string; requestedAt: string }[];
}

describe("Multi Admin Approval", () => {
  let folder: string;
  const file = (): string => join(folder, "approvals.json");
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-approvals-"));
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(() => rm(file(), { force: true }));
  const readWaiting = async (): Promise<File["waiting"]> =>
    (JSON.parse(await readFile(file(), "utf8")) as File).waiting;

  for (const multiAdminApproval of ["badRequest", "approvalRequired"] as const) {
    describe(`that refuses with ${multiAdminApproval}, without a justification`, () => {
      const bench = useBenchEach({ behaviour: { multiAdminApproval } });

      it("says how to ask, and how to be excluded; nothing is recorded", async () => {
        const id = bench().addConfiguration();
        const set = new StackedSet(bench(), id);
        const { message } = await failureOf(set.up({ assignments: ["group 1"] }));
        expect(message).to.match(/requires Multi Admin Approval: another administrator must/);
        expect(message).to.contain("set intune:approvalJustification and intune:approvalsFile");
        expect(message).to.contain("exclude this application in the access policy");
        expect(message).not.to.match(/every id in the program|Grant the identity/);
        expect(set.state).to.be.undefined;
        expect(bench().liveOf(id).assignments).to.be.empty;
      });
    });
  }

  const justification = "Field crew moves to the new app";
  const bench = useBenchEach({
    behaviour: { multiAdminApproval: "badRequest" },
    openApprovals: () => new Approvals(justification, file()),
  });
  const approvals = () => bench().emulator.approvals;
  const codes = (): string[] => approvals().list.map(({ code }) => code);
  const approveAll = (): void => {
    for (const { code, state } of approvals().list)
      if (state === "pending") approvals().approve(code);
  };
  it("is asked for in the first run, whose changes wait in a file", async () => {
    const ids = [bench().addConfiguration(), bench().addConfiguration()];
    const sets = ids.map((id) => new StackedSet(bench(), id));
    const messages: string[] = [];
    for (const set of sets)
      messages.push((await failureOf(set.up({ assignments: ["group 1"] }))).message);
    expect(approvals().list.map((asked) => asked.justification)).to.deep.equal([
      justification,
      justification,
    ]);
    expect(messages[0]).to.contain(`Waiting for approval: 1 change, listed in ${file()}.`);
    expect(messages[1]).to.contain(`Waiting for approval: 2 changes, listed in ${file()}.`);
    expect(messages[1]).to.contain(`This one has the code ${codes()[1] ?? ""}.`);
    expect(messages[1]).to.contain("Another administrator must approve it within 3 days");
    expect(messages[1]).to.contain("Then run the same command again");
    const waiting = await readWaiting();
    expect(waiting.map(({ action, code }) => [action, code])).to.deep.equal(
      ids.map((id, index) => [`assign iosLobAppProvisioningConfiguration ${id}`, codes()[index]]),
    );
    expect(sets.map((set) => set.state)).to.deep.equal([undefined, undefined]);
  });

  it("lets the next run through once it is given, and forgets the code", async () => {
    const id = bench().addConfiguration();
    const set = new StackedSet(bench(), id);
    await failureOf(set.up({ assignments: ["group 1"] }));
    approveAll();
    bench().beginOperation();
    await set.up({ assignments: ["group 1"] });
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1"]);
    expect(await readWaiting()).to.deep.equal([]);
    expect(codes()).to.have.length(1);
    await set.up({ assignments: ["group 1"] });
  });

  it("that is not given yet is asked for no second time", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    const up = () => set.up({ assignments: ["group 1"] });
    await failureOf(up());
    bench().beginOperation();
    const { message } = await failureOf(up());
    expect(message).to.contain("Waiting for approval: 1 change").and.not.contain("no longer fits");
    expect(codes()).to.have.length(1);
  });

  it("fits the same request alone: another program asks for another", async () => {
    const id = bench().addConfiguration();
    const set = new StackedSet(bench(), id);
    await failureOf(set.up({ assignments: ["group 1"] }));
    approveAll();
    bench().beginOperation();
    const { message } = await failureOf(set.up({ assignments: ["group 2"] }));
    expect(message).to.contain("An earlier approval no longer fits: the program or what is live");
    expect(codes()).to.have.length(2);
    expect((await readWaiting()).map(({ code }) => code)).to.deep.equal([codes()[1]]);
    expect(bench().liveOf(id).assignments).to.be.empty;
    approveAll();
    bench().beginOperation();
    await set.up({ assignments: ["group 2"] });
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 2"]);
  });

  for (const decide of ["reject", "expire"] as const) {
    it(`is asked for again after a ${decide}`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration());
      const up = () => set.up({ assignments: ["group 1"] });
      await failureOf(up());
      approvals()[decide](codes()[0] ?? "");
      bench().beginOperation();
      const { message } = await failureOf(up());
      expect(message).to.match(
        /The approval code \S+ is of no use: .* Run the command again to ask/,
      );
      expect(await readWaiting()).to.deep.equal([]);
      bench().beginOperation();
      expect((await failureOf(up())).message).to.contain("Waiting for approval: 1 change");
      expect(codes()).to.have.length(2);
    });
  }

  it("holds up create, update and delete of a configuration likewise", async () => {
    const stacked = new StackedConfiguration(bench().context);
    const payload = profileInBase64();
    const runs = [
      () => stacked.up({ displayName: "New", payload }),
      () => stacked.up({ displayName: "New", payload, description: "Other" }),
      () => stacked.destroy(),
    ];
    for (const run of runs) {
      const before = structuredClone(stacked.kept);
      const { message } = await failureOf(run());
      expect(message).to.contain("Waiting for approval: 1 change");
      expect(stacked.kept).to.deep.equal(before);
      approveAll();
      bench().beginOperation();
      await run();
    }
    expect(bench().emulator.tenant.configurations).to.be.empty;
    expect(await readWaiting()).to.deep.equal([]);
  });

  const codeIn: [where: string, answer: object][] = [
    [
      "an object of headers",
      { HttpHeaders: { "x-msft-approval-code": "11111111-2222-4333-8444-555555555555" } },
    ],
    [
      "a text of headers",
      { HttpHeaders: `{"x-msft-approval-code":"11111111-2222-4333-8444-555555555555"}` },
    ],
  ];
  for (const [where, headers] of codeIn) {
    it(`finds the code in ${where} of the nested document`, async () => {
      const id = bench().addConfiguration();
      const nested = JSON.stringify({ _version: 3, Message: "Approval required", ...headers });
      const body = { error: { code: "BadRequest", message: nested } };
      bench().emulator.script({ method: "POST", path: id, respond: { status: 412, body } });
      await failureOf(new StackedSet(bench(), id).up({ assignments: ["group 1"] }));
      expect((await readWaiting())[0]?.code).to.equal("11111111-2222-4333-8444-555555555555");
    });
  }

  it("overwrites no file that holds something else", async () => {
    await writeFile(file(), "{}");
    const id = bench().addConfiguration();
    const { message } = await failureOf(
      new StackedSet(bench(), id).up({ assignments: ["group 1"] }),
    );
    expect(message).to.contain(`intune:approvalsFile names ${file()}, which cannot be used`);
    expect(await readFile(file(), "utf8")).to.equal("{}");
    expect(codes()).to.be.empty;
  });

  it("keeps the code in the message where the file can't be written", async () => {
    const id = bench().addConfiguration();
    const set = new StackedSet(bench(), id);
    bench().emulator.script({
      method: "POST",
      path: id,
      delayMs: 0,
      run: () => rm(folder, { recursive: true }),
    });
    const { message } = await failureOf(set.up({ assignments: ["group 1"] }));
    expect(message)
      .to.contain(`has the code ${codes()[0] ?? ""}`)
      .and.contain("cannot be written");
    folder = await mkdtemp(join(tmpdir(), "intune-approvals-"));
  });
});
