import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** What a program gives to one app and one set, and the set's options; each case replaces some of it. */
interface Given {
  displayName?: pulumi.Input<string>;
  payload: pulumi.Input<string>;
  appAssignments: pulumi.Input<ReturnType<typeof target.group>[]>;
  configurationId: pulumi.Input<string>;
  groupId: pulumi.Input<string>;
  options?: pulumi.CustomResourceOptions;
  appOptions?: pulumi.ComponentResourceOptions;
}

describe("an input that fails in an inline program", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let good: Given;
  let give: () => Given;

  before(async () => {
    tenant = await openTestTenant();
    const payload = join(tenant.folder.path, "app.mobileprovision");
    await writeFile(payload, makeProfile());
    good = {
      payload,
      appAssignments: [target.group(groupId(1))],
      configurationId: tenant.addConfiguration(),
      groupId: groupId(2),
    };
    give = () => good;
    stack = await openTestStack({
      tenant,
      program: () => {
        const given = give();
        const { configurationId, appAssignments: assignments, appOptions, options } = given;
        const { payload, displayName = "App" } = given;
        new ProvisionedApp("app", { displayName, payload, assignments }, appOptions);
        const entries = [target.group(given.groupId)];
        new IosLobAppProvisioningConfigurationAssignments(
          "set",
          { configurationId, assignments: entries },
          options,
        );
        return Promise.resolve();
      },
    });
    await stack.up();
    tenant.takeRequests();
  });
  after(() => tenant.close());

  const expectNothingDeleted = (): void => {
    const requests = tenant.takeRequests();
    expect(requests.filter((request) => /assign$|DELETE/.test(request))).to.deep.equal([]);
    expect(stack.resources().filter(({ type }) => type.includes("intune:"))).to.have.length(4);
  };
  const fail = (): Promise<never> => Promise.reject(new Error("not to be had"));
  const failLate = (): pulumi.Output<string> => new DoNothing("late", "value").late.apply(fail);
  /** A component that is never registered. */
  const failedParent = (): pulumi.ComponentResource =>
    new pulumi.ComponentResource("test:index:Parent", "parent", {}, { dependsOn: fail() });

  const cases: [what: string, wrong: () => Partial<Given>][] = [
    ["configurationId as a promise", () => ({ configurationId: fail() })],
    ["groupId as an output that comes late", () => ({ groupId: failLate() })],
    ["an app's assignments as a promise", () => ({ appAssignments: fail() })],
    ["an app's payload as a promise", () => ({ payload: fail() })],
    ["the option dependsOn", () => ({ options: { dependsOn: fail() } })],
    ["an app's option dependsOn", () => ({ appOptions: { dependsOn: fail() } })],
    [
      "the parent",
      () => ({
        options: { parent: failedParent(), aliases: [{ parent: pulumi.rootStackResource }] },
      }),
    ],
  ];
  for (const [what, wrong] of cases) {
    it(`deletes nothing: ${what}`, async () => {
      give = () => ({ ...good, ...wrong() });
      const text = await stack.failing(stack.up({ continueOnError: true }));
      expectNothingDeleted();
      expect(text).to.contain("not to be had").and.to.contain("did not declare were not deleted");
    });
  }

  it("deletes nothing, and says why: a command that ends with 1, which Pulumi takes for a code of gRPC", async () => {
    const run = promisify(execFile);
    give = () => ({
      ...good,
      groupId: run("sh", ["-c", "echo nobody signed in >&2; exit 1"]).then(({ stdout }) => stdout),
    });
    const text = await stack.failing(stack.up());
    expectNothingDeleted();
    expect(text).to.match(
      /Command failed: .*exit 1.*nobody signed in.*did not declare were not deleted/s,
    );
  });

  it("deletes nothing: a configuration that fails, with --continue-on-error", async () => {
    give = () => ({ ...good, displayName: "Another" });
    const fault = tenant.emulator.script({ method: "PATCH", respond: { status: 400 } });
    const text = await stack.failing(stack.up({ continueOnError: true }));
    fault.remove();
    expectNothingDeleted();
    expect(text).to.contain("Graph answered 400");
  });
});
