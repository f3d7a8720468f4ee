import { expect } from "chai";
import { findWayOut } from "../../provider/dist/graph/wayOut.js";

describe("findWayOut", () => {
  const rows: [status: number | undefined, code: string, method: string, wayOut: RegExp][] = [
    [undefined, "ECONNREFUSED", "GET", /reaches Graph \(graphEndpoint, proxy, certificates\)/],
    [400, "BadRequest", "POST", /every id in the program exists/],
    [401, "InvalidAuthenticationToken", "GET", /tenant, the cloud and the credential/],
    [403, "Forbidden", "GET", / DeviceManagementApps\.Read\.All or \S+\.ReadWrite\.All, /],
    [403, "Forbidden", "POST", / permission DeviceManagementApps\.ReadWrite\.All, /],
    [404, "ResourceNotFound", "GET", /Check the id/],
    [429, "TooManyRequests", "GET", /wait, then run the command again/],
    [500, "InternalServerError", "POST", /request id/],
    [502, "InvalidAnswer", "GET", /Run the command again/],
    [503, "ServiceUnavailable", "GET", /Run the command again/],
    [504, "GatewayTimeout", "GET", /Run the command again/],
  ];
  for (const [status, code, method, wayOut] of rows) {
    it(`knows one from ${String(status)} ${code} to a ${method}`, () => {
      expect(findWayOut(status, code, method)).to.match(wayOut);
    });
  }

  it("asks no writing permission's lack to be met by a reading one", () => {
    for (const method of ["POST", "PATCH", "DELETE"]) {
      expect(findWayOut(403, "Forbidden", method)).not.to.include(".Read.All");
    }
  });

  it("knows none where there is none to tell", () => {
    expect(findWayOut(400, "Other", "POST")).to.be.undefined;
    expect(findWayOut(409, "Conflict", "POST")).to.be.undefined;
  });
});
