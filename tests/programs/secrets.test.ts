import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { findCanaries } from "../canaries.ts";
import { openHostProject, type HostProject } from "../host/hostProject.ts";
import { linked } from "./linkRepository.ts";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

const config = new pulumi.Config();
const app = new ProvisionedApp("Field Service", {
  description: config.requireSecret("note"),
  payload: config.requireSecret("payload"),
  payloadFileName: "field-service.mobileprovision",
  assignments: [target.allLicensedUsers()],
});

export const description = app.configuration.description;
`;

describe("what --diff prints of a program on disk", () => {
  const canaries: Record<string, string> = {};
  const printed: string[] = [];
  let project: HostProject;

  before(async () => {
    project = await openHostProject({
      installation: linked,
      type: "module",
      files: { "index.js": program },
      environment: { AZURE_CLIENT_SECRET: "" },
    });
    const clientSecret = project.tenant.environment["AZURE_CLIENT_SECRET"] ?? "";
    canaries["clientSecret"] = clientSecret;
    await setSecret("intune:clientSecret", clientSecret);
  });
  after(() => project.close());

  const setSecret = (key: string, value: string): Promise<string> =>
    project.succeed("pulumi", "config", "set", "--secret", key, "--", value);

  /** Gives the program another secret note and another secret profile. */
  const renew = async (which: string): Promise<void> => {
    const payload = Buffer.from(makeProfile()).toString("base64");
    canaries[`${which} note`] = `canary/${which}+note&text`;
    canaries[`${which} payload`] = payload.slice(2000, 2060);
    await setSecret("note", canaries[`${which} note`] ?? "");
    await setSecret("payload", payload);
  };
  /** Runs it, whether it fails or not, and looks for every secret so far in all that was printed so far. */
  const expectHidden = async (verb: string, ...args: string[]): Promise<string> => {
    const all = [verb, "--diff", "--non-interactive", "--color", "never", ...args];
    const { output } = await project.run("pulumi", ...all);
    printed.push(output);
    expect(findCanaries(canaries, { [verb]: printed.join("\n") }), output).to.deep.equal([]);
    return output;
  };

  it("has no secret of a create", async () => {
    await renew("first");
    expect(await expectHidden("up", "--yes", "--skip-preview")).to.contain("4 created");
  });

  it("has no secret of a conflict, of drift and of an update, old or new", async () => {
    await renew("second");
    const { tenant } = project.tenant.emulator;
    tenant.updateConfiguration(tenant.configurations[0]?.id ?? "", { description: "By hand" });
    expect(await expectHidden("up", "--yes", "--skip-preview")).to.contain("description");
    expect(await expectHidden("refresh", "--yes")).to.contain("1 updated");
    expect(await expectHidden("up", "--yes")).to.contain("1 updated");
  });

  it("has no secret that the checks refuse", async () => {
    canaries["refused"] = "Y2FuYXJ5IGNhbmFyeSBjYW5hcnkgY2FuYXJ5IGNhbmFyeSBjYW5hcnkg";
    await setSecret("payload", canaries["refused"]);
    expect(await expectHidden("preview")).to.contain("payload");
  });
});
