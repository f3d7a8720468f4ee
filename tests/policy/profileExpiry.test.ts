import { expect } from "chai";
import { createProfileExpiry } from "pulumi-intune-provisioning-policy";
import { configurationType, findViolations, redacted, unknownValues } from "./findViolations.ts";

const expiry = createProfileExpiry(() => Date.parse("2026-03-01T12:00:00Z"));

const find = (expirationDateTime: string | undefined, days?: number): Promise<string[]> =>
  findViolations(
    expiry,
    { displayName: "Field Service", expirationDateTime },
    { type: configurationType, config: days === undefined ? {} : { days } },
  );

describe("the policy profile-expiry", () => {
  it("finds a profile that expires within 30 days, and says when", async () => {
    const [violation] = await find("2026-03-08T11:59:59Z");
    expect(violation).to.contain("expires on 2026-03-08T11:59:59Z (days left: 6)");
    expect(await find("2026-03-31T11:59:59Z")).to.have.length(1);
    expect(await find("2026-03-31T12:00:00Z")).to.be.empty;
  });

  it("says that a profile has expired", async () => {
    expect((await find("2026-02-28T00:00:00Z"))[0]).to.contain("the profile has expired");
  });

  it("takes another number of days", async () => {
    expect(await find("2026-03-31T12:00:00Z", 90)).to.have.length(1);
    expect(await find("2026-03-01T12:00:00Z", 0)).to.be.empty;
    expect(await find("2026-03-01T11:59:59Z", 0)).to.have.length(1);
  });

  it("passes over an expiry that is not known yet, and a configuration that the program only reads", async () => {
    expect(await find(unknownValues[0])).to.be.empty;
    const onlyRead = { __provider: "exports.handler" };
    expect(await findViolations(expiry, onlyRead, { type: configurationType })).to.be.empty;
  });

  for (const expirationDateTime of [redacted, undefined]) {
    it(`says that it can't judge the expiry ${String(expirationDateTime)}`, async () => {
      const [violation] = await find(expirationDateTime);
      expect(violation).to.contain("expirationDateTime can't be judged");
    });
  }

  it("complains of an expiry that is no time", async () => {
    expect((await find("soon"))[0]).to.contain("`soon`");
  });
});
