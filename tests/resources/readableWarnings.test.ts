import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { IosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
import { groupId as guid } from "../engine/liveTargets.ts";
import { createProgress } from "../../provider/dist/cli/terminal.js";

const harmful = "A\u202e\u001b[2J\r##vso[task.complete]";

describe("a warning", () => {
  const { warn } = pulumi.log;
  afterEach(() => {
    pulumi.log.warn = warn;
  });

  it("of a resource is readable, whatever a profile says", async () => {
    const profile = {
      name: harmful,
      uuid: harmful,
      expirationDateTime: "2020-01-01T00:00:00Z",
      distribution: "adHoc",
      deviceCount: 2,
      signingCertificates: [],
    };
    await pulumi.runtime.setMocks({
      newResource: () => ({ id: guid(1), state: { profile } }),
      call: ({ inputs }) => inputs as Record<string, unknown>,
    });
    const text = await new Promise<string>((resolve) => {
      pulumi.log.warn = (message) => {
        resolve(message);
        return Promise.resolve();
      };
      new IosLobAppProvisioningConfiguration("app", {
        displayName: "App",
        payload: "no-such-file.mobileprovision",
      });
    });
    expect(text).to.include("(A\\u202e\\u001b[2J\\r# #vso[task.complete])");
  });

  it("of the command line is readable, on a terminal and in a log", () => {
    for (const isTTY of [true, false]) {
      const written: string[] = [];
      const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) };
      createProgress(stream as unknown as NodeJS.WriteStream, {}).warn(harmful);
      expect(written.join("")).to.match(/A\\u202e\\u001b\[2J\\r# #vso\[task.complete\]\n$/);
    }
  });
});
