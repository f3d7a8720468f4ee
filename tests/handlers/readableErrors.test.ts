import { expect } from "chai";
import {
  toCheckFailure,
  toOtherError,
  toWriteError,
} from "../../provider/dist/dynamic/dynamicProvider.js";
import { createSharedContext } from "../../provider/dist/hosting/sharedContext.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import { LookupError } from "../../provider/dist/lookups/find.js";

const harmful = "Cannot:\n  - a\r##vso[task.complete]b\u001b[2J\u202e\n::error::c";
const harmless = "Cannot:\n  - a\\r# #vso[task.complete]b\\u001b[2J\\u202e\n: :error::c";

describe("what the engine prints of a failure is readable", () => {
  it("of a create or an update", () => {
    expect(toWriteError(new Error(harmful), (state) => state).message).to.equal(harmless);
  });

  it("of one that leaves a state, in its reasons too", () => {
    const failure = new IncompleteError("1", { a: 1 }, harmful);
    const error = toWriteError(failure, (state) => state);
    expect(error).to.include({ message: harmless, id: "1" });
    expect(error).to.have.deep.property("reasons", [harmless]);
  });

  it("of every other verb", () => {
    const { message, stack } = toOtherError(new Error(harmful));
    expect(message).to.equal(harmless);
    expect(stack).not.to.include("\u001b");
  });

  it("of a check", () => {
    const told = { property: "", reason: `payload ${harmless}` };
    expect(toCheckFailure({ path: "payload", reason: harmful })).to.deep.equal(told);
    expect(toCheckFailure({ path: "a", reason: harmful }).reason).to.equal(harmless);
  });

  it("of a look-up, with its stack", () => {
    const error = new LookupError(harmful);
    expect([error.message, error.stack]).to.deep.equal([harmless, harmless]);
  });

  it("and what it prints besides, which is one line", async () => {
    const { sources, open } = createSharedContext({ environment: {} });
    sources.config = { useMsi: "true" };
    const context = await open();
    const printed: unknown[] = [];
    const { log } = console;
    console.log = (line) => printed.push(line);
    try {
      context.print(harmful);
    } finally {
      console.log = log;
    }
    expect(printed).to.deep.equal([
      "Cannot:\\n  - a\\r# #vso[task.complete]b\\u001b[2J\\u202e\\n: :error::c",
    ]);
  });
});
