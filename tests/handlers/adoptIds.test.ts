import { expect } from "chai";
import { createRunRegistry } from "../../provider/dist/hosting/runRegistry.js";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import {
  checkedConfiguration,
  profileInBase64,
  StackedConfiguration,
} from "./stackedConfiguration.ts";

const payload = profileInBase64();
const payloadFileName = "field.mobileprovision";

describe("a twin that a person has named by its id", () => {
  const bench = useBench();
  const isWrite = (request: string): boolean => !request.startsWith("GET");
  let displayName: string;
  beforeEach(function () {
    displayName = this.currentTest?.title ?? "";
  });
  /** As a killed run has left it. */
  const leave = async (): Promise<string> => {
    const killed = new StackedConfiguration(bench().context);
    await killed.up({ displayName, payload });
    bench().takeRequests();
    return killed.id;
  };
  const open = (...ids: string[]) =>
    new StackedConfiguration({ ...bench().context, adoptIds: new Set(ids) });

  it("is taken over, and nothing is written", async () => {
    const id = await leave();
    const stacked = open(id);
    expect(await stacked.up({ displayName, payload })).to.equal("created");
    expect(stacked.id).to.equal(id);
    expect(bench().takeRequests().filter(isWrite)).to.deep.equal([]);
    expect(await stacked.up({ displayName, payload })).to.equal("same");
  });

  it("is refused without its id", async () => {
    const id = await leave();
    const error = await failureOf(open(id.replace(/^./, "x")).up({ displayName, payload }));
    expect(error.message).to.contain("Nothing was created.").and.to.contain("adopt --preview");
  });

  it("is taken over by one resource only", async () => {
    const id = await leave();
    const adoptIds = new Set([id]);
    const [one, other] = [1, 2].map(
      () => new StackedConfiguration({ ...bench().context, adoptIds }),
    );
    const ends = await Promise.allSettled([
      one?.up({ displayName, payload }),
      other?.up({ displayName, payload }),
    ]);
    expect(ends.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
  });

  it("is refused where another resource of the run holds it", async () => {
    const id = await leave();
    const run = createRunRegistry(() => undefined);
    const inputs = checkedConfiguration({ displayName, payload });
    run.declare({ urn: "another" }, { kind: "configuration", inputs });
    run.compare({ urn: "another" }, { id }, "same");
    const context = { ...bench().context, run, adoptIds: new Set([id]) };
    const error = await failureOf(new StackedConfiguration(context).up({ displayName, payload }));
    expect(error.message)
      .to.contain("It belongs to another")
      .and.to.contain("Nothing was created.");
  });

  it("is refused where it is one of two", async () => {
    const id = await leave();
    bench().emulator.tenant.addConfiguration({ displayName, payload, payloadFileName });
    const error = await failureOf(open(id).up({ displayName, payload }));
    expect(error.message).to.contain("Nothing was created.");
  });

  it("is not overwritten where it is not as declared", async () => {
    const id = await leave();
    const stacked = open(id);
    const error = await failureOf(stacked.up({ displayName, payload, description: "Field" }));
    expect(error.message).to.match(/Took over .* is not as the program declares it: description/);
    expect(bench().takeRequests().filter(isWrite)).to.deep.equal([]);
  });
});
