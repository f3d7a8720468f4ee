import { expect } from "chai";
import { GraphError, type GraphFailure } from "../../provider/dist/graph/graphError.js";

const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations/1234/assign";
const request = { action: "assign configuration 1234", method: "POST", path };

const failed = (failure: GraphFailure, method = "POST"): GraphError =>
  new GraphError({ ...request, method }, failure);
const answered = (status: number, code: string): GraphError =>
  failed({ status, code, message: "It says so" });

describe("GraphError", () => {
  it("says what was being done, what Graph said, the way out, and what support asks for", () => {
    const error = failed({
      status: 403,
      requestId: "request-1",
      code: "Forbidden",
      message: "Not authorized",
      activityId: "activity-1",
    });
    expect(error.message).to.equal(
      "Cannot assign configuration 1234: Graph answered 403 Forbidden: Not authorized. " +
        "Grant the identity that signs in the permission DeviceManagementApps.ReadWrite.All, " +
        "with admin consent. A user who has it needs a role in Intune too, which allows this and whose scope tags " +
        `cover the configuration. (POST ${path}, request-id request-1, activity id activity-1)`,
    );
  });

  it("names the reading permission where a read is refused", () => {
    const body = { code: "Forbidden", message: "Not authorized." };
    expect(failed({ status: 403, ...body }, "GET").message).to.include(
      "DeviceManagementApps.Read.All",
    );
    expect(failed({ status: 403, ...body }, "POST").message).not.to.include(".Read.All");
  });

  it("says nothing of Graph's answer where none came", () => {
    const body = { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:1" };
    const { message } = failed({ ...body });
    expect(message).to.match(
      /^Cannot assign configuration 1234: ECONNREFUSED: connect .*:1\. Check/,
    );
    expect(message).not.to.match(/Graph answered|undefined/);
  });

  it("leaves out the way out and the ids where there are none", () => {
    expect(answered(409, "Conflict").message).to.equal(
      `Cannot assign configuration 1234: Graph answered 409 Conflict: It says so. (POST ${path})`,
    );
  });

  for (const [message, ended] of [
    ["No", "No."],
    ["No.", "No."],
    ["No!", "No!"],
    ["No?", "No?"],
  ] as const) {
    it(`ends the sentence "${message}" once`, () => {
      const { message: whole } = failed({ status: 409, code: "Conflict", message });
      expect(whole).to.include(`Conflict: ${ended} (POST`);
    });
  }

  it("carries what a program decides by", () => {
    const body = { code: "TooManyRequests", message: "Slow down" };
    const error = failed({ status: 429, retryAfterMs: 2_128, ...body });
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({
      name: "GraphError",
      status: 429,
      code: "TooManyRequests",
      retryAfterMs: 2_128,
    });
  });

  it("takes an object for gone only on Graph's own word", () => {
    expect(answered(404, "ResourceNotFound").isNotFound).to.be.true;
    expect(answered(404, "InvalidAnswer").isNotFound).to.be.false;
    expect(answered(400, "ResourceNotFound").isNotFound).to.be.false;
  });

  it("takes it for gone once further looks have confirmed it, and says how", () => {
    const missing = answered(404, "ResourceNotFound");
    expect(missing.verdict).to.equal(undefined);
    const gone = missing.with({ verdict: { isGone: true, reason: "Nothing shows it." } });
    expect(gone.isNotFound).to.be.true;
    expect(gone.verdict).to.include({ isGone: true });
    expect(gone.message).to.equal(
      "Cannot assign configuration 1234: Graph answered 404 ResourceNotFound: It says so. Nothing shows it. " +
        `Check the id, and that the tenant and the cloud are the right ones. (POST ${path})`,
    );
  });

  it("gives no advice on the id where another answer contradicts the 404", () => {
    const missing = answered(404, "ResourceNotFound");
    const contradicted = missing.with({ verdict: { isGone: false, reason: "The list has it." } });
    expect(contradicted.verdict).to.include({ isGone: false });
    expect(contradicted.message).to.equal(
      "Cannot assign configuration 1234: Graph answered 404 ResourceNotFound: It says so. The list has it. " +
        `Nothing is concluded from that. Run the command again in a few minutes. (POST ${path})`,
    );
  });

  const outcomes: [status: number | undefined, isAmbiguous: boolean][] = [
    [undefined, true],
    [500, true],
    [502, true],
    [504, true],
    [400, false],
    [403, false],
    [429, false],
    [499, false],
  ];
  for (const [status, isAmbiguous] of outcomes) {
    const outcome = isAmbiguous ? "open" : "no doubt about";
    it(`leaves ${outcome} whether ${status ?? "no answer"} took effect`, () => {
      const body = { code: "Any", message: "It says so" };
      const error = failed({ ...(status !== undefined && { status }), ...body });
      expect(error.isAmbiguous).to.equal(isAmbiguous);
    });
  }

  it("leaves nothing open of a read, whatever came of it", () => {
    const body = { code: "ECONNRESET", message: "It says so" };
    expect(failed({ ...body }, "GET").isAmbiguous).to.equal(false);
  });
});
