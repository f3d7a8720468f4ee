import { expect } from "chai";
import { findAdvice } from "../../provider/dist/graph/graphError.js";

describe("findAdvice", () => {
  const configurations = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
  const assignPath = `${configurations}/1234/assign`;
  const failed = { action: "act", message: "No.", path: assignPath };
  const wayOutOf = (status: number | undefined, code: string, method: string, more = {}) =>
    findAdvice({ ...failed, status, code, method, ...more });

  const rows: [
    status: number | undefined,
    code: string,
    method: string,
    advice: RegExp,
    more?: { path?: string; message?: string; sentAlong?: string[] },
  ][] = [
    [undefined, "ECONNREFUSED", "GET", /reaches Graph \(graphEndpoint, proxy, certificates\)/],
    [400, "InvalidAnswer", "GET", /Graph itself did not answer: check the proxy/],
    [400, "BadRequest", "POST", /every id in the program exists.*just made takes a while/],
    [400, "BadRequest", "POST", /repeats what others .* G1\./, { sentAlong: ["G1"] }],
    [
      400,
      "BadRequest",
      "GET",
      /needs a licence for Intune, and an MDM authority/,
      { path: configurations, message: "Request not applicable to target tenant." },
    ],
    [
      ...([
        400,
        "BadRequest",
        "POST",
        /requires Multi Admin Approval.*intune:approvalsFile/,
      ] as const),
      { message: "Header 'x-msft-approval-justification' is required to request approval" },
    ],
    [403, "ApprovalRequired", "DELETE", /requires Multi Admin Approval.* Exclusions/],
    [412, "BadRequest", "PATCH", /approve it within 3 days: .* Multi Admin Approval/],
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
  for (const [status, code, method, advice, more] of rows) {
    it(`knows one from ${String(status)} ${code} to a ${method} ${JSON.stringify(more ?? {})}`, () => {
      expect(wayOutOf(status, code, method, more)).to.match(advice);
    });
  }

  it("asks no writing permission's lack to be met by a reading one", () => {
    for (const method of ["POST", "PATCH", "DELETE"]) {
      expect(wayOutOf(403, "Forbidden", method)).not.to.include(".Read.All");
    }
  });

  for (const path of ["/beta/groups?$filter=id", "/beta/groups/1234", "/v1.0/groups"]) {
    it(`names the least permission that reads groups, where ${path} is refused`, () => {
      expect(wayOutOf(403, "Authorization_RequestDenied", "GET", { path })).to.match(
        / permission GroupMember\.Read\.All, with admin consent/,
      );
    });
  }

  it("knows none where there is none to tell", () => {
    expect(wayOutOf(400, "Other", "POST")).to.be.undefined;
    expect(wayOutOf(409, "Conflict", "POST")).to.be.undefined;
    // No id was sent.
    expect(wayOutOf(400, "BadRequest", "GET", { path: configurations })).to.be.undefined;
  });
});
