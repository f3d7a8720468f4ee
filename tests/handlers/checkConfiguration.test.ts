import { expect } from "chai";
import type { CheckedConfiguration } from "../../provider/dist/domain/configuration.js";
import type { Problem } from "../../provider/dist/domain/problem.js";
import { unknownValue } from "../../provider/dist/domain/values.js";
import { checkConfiguration } from "../../provider/dist/handlers/configuration/configurationState.js";
import { profileInBase64 } from "./stackedConfiguration.ts";

const nowMs = Date.UTC(2026, 0, 1);
const expires = new Date("2027-01-31T00:00:00Z");
const payload = profileInBase64({ name: "Field", expires });
const program = { displayName: "Field", payload, payloadFileName: "field.mobileprovision" };

const check = (
  changes: Record<string, unknown> = {},
  recorded: Partial<CheckedConfiguration> = {},
): { inputs: CheckedConfiguration; problems: Problem[] } =>
  checkConfiguration({ ...program, ...changes }, recorded, nowMs);

describe("check of a configuration", () => {
  it("puts the hash of the payload and what it says in place of it", () => {
    const { inputs, problems } = check();
    expect(problems).to.deep.equal([]);
    expect(inputs).to.have.all.keys(
      ...["displayName", "payloadFileName", "expirationDateTime", "payloadSha256", "profile"],
    );
    expect(inputs.payloadSha256).to.match(/^[0-9a-f]{64}$/);
    expect(inputs.profile.name).to.equal("Field");
    expect(inputs.expirationDateTime).to.equal("2027-01-31T00:00:00Z");
  });

  it("gives one form to what is the same, and drops defaults", () => {
    const spelled = {
      payload: payload.replaceAll(/(.{64})/g, "$1\r\n"),
      description: "",
      expirationDateTime: "2027-01-31T01:00:00.000+01:00",
      allowExpired: false,
      adoptId: null,
    };
    expect(check(spelled).inputs).to.deep.equal(check().inputs);
    const tags = check({ roleScopeTagIds: ["2", "1", "2"] }).inputs.roleScopeTagIds;
    expect(tags).to.deep.equal(["1", "2"]);
  });

  const refusals: readonly [changes: Record<string, unknown>, path: string, reason: RegExp][] = [
    [{ displayName: undefined }, "displayName", /is required: the name/],
    [{ displayName: "  " }, "displayName", /is not blank/],
    [{ description: 7 }, "description", /must be a text; it is 7/],
    [{ payload: undefined }, "payload", /is required: the provisioning profile/],
    [{ payload: "" }, "payload", /must be the path of a \.mobileprovision/],
    [{ payload: "field.p12" }, "payload", /must be the path of a \.mobileprovision/],
    [{ payload: { unreadable: "is gone" } }, "payload", /^is gone$/],
    [{ payload: {} }, "payload", /an asset, or the file's content in base64/],
    [{ payload: "AAAA" }, "payload", /is no provisioning profile/],
    [{ payloadFileName: undefined }, "payloadFileName", /is required/],
    [{ payloadFileName: "field.p12" }, "payloadFileName", /ends in \.mobileprovision or \.xml/],
    [{ payloadFileName: "a/b.xml" }, "payloadFileName", /without folder/],
    [{ payloadFileName: ".xml" }, "payloadFileName", /ends in/],
    [{ expirationDateTime: "2027-01-31" }, "expirationDateTime", /must be a time such as/],
    [{ expirationDateTime: "2028-01-31T00:00:00Z" }, "expirationDateTime", /contradicts/],
    [{ roleScopeTagIds: "0" }, "roleScopeTagIds", /must be a list/],
    [{ roleScopeTagIds: ["0", ""] }, "roleScopeTagIds[1]", /must be a text/],
    [{ allowExpired: "yes" }, "allowExpired", /must be true or false/],
    [{ deleteAssigned: 1 }, "deleteAssigned", /must be true or false/],
    [{ adoptId: "field" }, "adoptId", /a GUID; it is "field"/],
    [{ fileName: "a.xml" }, "fileName", /is no input of a configuration/],
  ];
  for (const [changes, path, reason] of refusals) {
    it(`refuses ${JSON.stringify(changes)}`, () => {
      const { problems, inputs } = check(changes);
      expect(problems.map((problem) => problem.path)).to.deep.equal([path]);
      expect(problems[0]?.reason).to.match(reason);
      expect(inputs).to.deep.equal({ ...program, ...changes });
    });
  }

  it("tells of a payload that cannot be read, and not of the file's name that it does not give", () => {
    for (const payload of [undefined, "", "field.p12", { unreadable: "is gone" }, {}]) {
      const { problems } = check({ payload, payloadFileName: undefined });
      expect(problems.map(({ path }) => path)).to.deep.equal(["payload"]);
    }
  });

  it("refuses a profile that has ended, unless the program takes it", () => {
    const past = profileInBase64({ expires: new Date(nowMs - 1000) });
    expect(check({ payload: past }).problems[0]?.reason).to.contain("allowExpired: true");
    expect(check({ payload: past, allowExpired: true }).problems).to.deep.equal([]);
  });

  it("refuses a profile whose certificates have all ended, unless the program takes it", () => {
    const certificates = [{ expires: new Date(nowMs - 1000) }];
    const past = profileInBase64({ expires, certificates });
    expect(check({ payload: past }).problems[0]?.reason).to.match(/^no signing certificate of/);
    expect(check({ payload: past, allowExpired: true }).problems).to.deep.equal([]);
  });

  for (const name of ["displayName", "description", "payloadFileName", "expirationDateTime"]) {
    it(`lets ${name} pass that is not known yet`, () => {
      const { inputs, problems } = check({ [name]: unknownValue });
      expect(problems).to.deep.equal([]);
      expect(inputs).to.have.property(name, unknownValue);
    });
  }

  it("lets a payload pass that is not known yet: all that it says is not known either", () => {
    const { inputs, problems } = check({ payload: unknownValue, roleScopeTagIds: unknownValue });
    expect(problems).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      displayName: "Field",
      payloadFileName: "field.mobileprovision",
      ...{ expirationDateTime: unknownValue, payloadSha256: unknownValue, profile: unknownValue },
      roleScopeTagIds: unknownValue,
    });
  });

  it("keeps the recorded profile where none is given, as of a program that ignores its changes", () => {
    const { inputs: recorded } = check();
    expect(check({ payload: undefined }, recorded)).to.deep.equal({
      inputs: recorded,
      problems: [],
    });
    const changes = { payload: undefined, displayName: "Renamed", roleScopeTagIds: ["3"] };
    expect(check(changes, recorded)).to.deep.equal({
      inputs: { ...recorded, displayName: "Renamed", roleScopeTagIds: ["3"] },
      problems: [],
    });
  });
});
