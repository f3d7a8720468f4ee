import { expect } from "chai";
import { previewOf } from "./previews.ts";
import { readEngineRun, readState } from "../../provider/dist/explain/readEngineRun.js";

describe("what cannot be read", () => {
  for (const [what, text] of Object.entries({
    nothing: "",
    "an empty object": "{}",
    "a list": "[]",
    "half of a preview": previewOf([]).slice(0, -9),
    "what is printed for people": "Previewing update (production):\n",
    "a step without an op": '{"steps":[{"urn":"urn:pulumi:a::b::c::d"}]}',
    "a step without a URN": '{"steps":[{"op":"delete"}]}',
    "half of an event": '{"sequence":0,"resourcePreEvent":{\n',
    "a plan that leaves a resource open": '{"resourcePlans":{"urn:pulumi:a::b::c::d":{}}}',
  }))
    it(`is ${what}: it never counts as "nothing changes"`, () => {
      expect(() => readEngineRun(text)).to.throw(/^(?:This is not what|Cannot read)/);
    });

  it("is the last line of a run that was killed: the rest is explained, as not all", () => {
    const urn = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
    const begun = JSON.stringify({
      sequence: 0,
      resourcePreEvent: { metadata: { op: "same", urn } },
    });
    const end = JSON.stringify({ sequence: 1, summaryEvent: {} });
    for (const text of [`${begun}\n${end.slice(0, -5)}`, `${begun}\n${end}\n{"sequence":2,"can`]) {
      const { steps, doubts } = readEngineRun(text);
      expect(steps.map((step) => step.urn)).to.deep.equal([urn]);
      expect(doubts).to.deep.equal(["the file ends before the run does"]);
    }
    expect(() => readEngineRun(`${begun}\n{"seq\n${end}`)).to.throw(/^This is not what/);
  });

  it("is a state of another form, which is named", () => {
    for (const text of ["", "null", "error: no stack"])
      expect(() => readState(text)).to.throw("The state is not what `pulumi stack export` writes.");
  });

  it("is explained, where a preview counts what it does not list", () => {
    const text = previewOf([], { changeSummary: { delete: 2, same: 7 } });
    expect(readEngineRun(text).doubts).to.deep.equal(["2 of 2 steps delete are not listed"]);
  });
});

describe("a warning or an error", () => {
  const diagnostics = [
    ["pulumi:pulumi:Stack::p-dev", "warning", "warning: an old CLI\n"],
    ["pulumi-nodejs:dynamic/intune:Set::field::service", "warning", "warning: has a filter"],
    [
      "pulumi-nodejs:dynamic/intune:Set::scanner",
      "error",
      "error: 1 error occurred:\n\t* refused\n\n",
    ],
  ].map(([rest, severity, message]) => ({ urn: `urn:pulumi:dev::p::${rest}`, severity, message }));
  const named = ["an old CLI", "field::service: has a filter", "scanner: refused", "no engine"];
  const all = [...diagnostics, { severity: "error", message: "no engine" }];
  const events = all.map((diagnosticEvent, sequence) => ({ sequence, diagnosticEvent }));

  for (const [what, text] of [
    ["a preview", previewOf([], { diagnostics: all })],
    ["an update", events.map((event) => `${JSON.stringify(event)}\n`).join("")],
  ] as const)
    it(`of ${what} names the resource that it is about`, () => {
      expect(readEngineRun(text).messages.map((message) => message.text)).to.deep.equal(named);
    });
});
