import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  getGroup,
  getGroupOutput,
  getIosLobAppProvisioningConfigurations,
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
} from "pulumi-intune-provisioning";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import type { CheckedConfiguration } from "../../provider/dist/domain/configuration.js";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import { groupId as guid } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { valueOf } from "../lookups/withLookups.ts";

/** What a program passes on to the engine for the resource that it declares. */
async function inputsOf(declare: () => unknown): Promise<object> {
  const passed = Promise.withResolvers<object>();
  await pulumi.runtime.setMocks({
    newResource({ inputs }) {
      passed.resolve(inputs as object);
      return { id: guid(1), state: {} };
    },
    call: () => ({}),
  });
  declare();
  return passed.promise;
}

/** Whether the engine's protocol can carry all texts of a value. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  return typeof value !== "object" || value === null || Object.values(value).every(isWellFormed);
}

type State = (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>;

/** The two states that unit tests give most, of which neither has what check or Graph adds. */
const states: [name: string, state: State][] = [
  ["the inputs", ({ inputs }) => inputs as Record<string, unknown>],
  ["nothing", () => ({})],
];

const useMocks = (stateOf: State) =>
  pulumi.runtime.setMocks({
    // Only a `get` gives an id; of all else it is empty.
    newResource: (args) => ({ id: args.id === "" ? guid(1) : args.id, state: stateOf(args) }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });

/** By then Node.js has told of every rejection that nobody handles, and the run of mocha has failed of it. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("under Pulumi's mocks", () => {
  for (const [name, stateOf] of states) {
    describe(`whose state is ${name}`, () => {
      before(() => useMocks(stateOf));
      afterEach(settle);

      it("a configuration can be constructed", async () => {
        const configuration = new IosLobAppProvisioningConfiguration("app", {
          displayName: "App",
          payload: "no-such-file.mobileprovision",
        });
        expect(await valueOf(configuration.displayName)).to.equal("App");
        expect(await valueOf(configuration.profile)).to.be.undefined;
      });

      it("an assignment set can be constructed, and shows its entries", async () => {
        const entries = [target.group(guid(1)), target.allDevices()];
        const set = new IosLobAppProvisioningConfigurationAssignments("app", {
          configurationId: guid(1),
          assignments: entries,
          groupAssignments: [{ targetGroupId: guid(2) }],
        });
        expect(await valueOf(set.assignments)).to.deep.equal(entries);
        expect(await valueOf(set.unmanagedAssignments)).to.deep.equal([]);
        expect(await valueOf(set.groupAssignments)).to.deep.equal([{ targetGroupId: guid(2) }]);
        expect(await valueOf(set.unmanagedGroupAssignments)).to.deep.equal([]);
      });

      it("the component can be constructed", async () => {
        const app = new ProvisionedApp("App", {
          payload: "no-such-file.mobileprovision",
          assignments: [target.allDevices()],
        });
        expect(await valueOf(app.configurationId)).to.equal(guid(1));
        const assignments = await valueOf(app.assignments.assignments);
        expect(assignments).to.deep.equal([target.allDevices()]);
      });

      it("both can be read by `get`", async () => {
        const configuration = IosLobAppProvisioningConfiguration.get("read", guid(2));
        const set = IosLobAppProvisioningConfigurationAssignments.get("read", guid(2));
        expect(await valueOf(configuration.id)).to.equal(guid(2));
        expect(await valueOf(configuration.profile)).to.be.undefined;
        expect(await valueOf(set.assignments)).to.deep.equal([]);
        expect(await valueOf(set.unmanagedAssignments)).to.deep.equal([]);
      });
    });
  }

  it("half of a surrogate pair, which no engine can pass on, is marked for check by its property", async () => {
    const inputs = await inputsOf(() => {
      new IosLobAppProvisioningConfiguration("app", {
        displayName: "Field \ud83d",
        description: pulumi.output("whole 👍"),
        payload: "no-such-file.mobileprovision",
        payloadFileName: pulumi.output("\udc00.mobileprovision"),
        roleScopeTagIds: ["0", "\ud83d"],
      });
    });
    expect(isWellFormed(inputs)).to.be.true;
    expect(inputs).to.deep.include({ description: "whole 👍" });
    const { problems } = configurationHandlers.check(inputs as CheckedConfiguration, undefined);
    const told = problems.map(({ path, reason }) => `${path} ${reason}`);
    expect(told).to.include(
      String.raw`displayName holds half of a character such as an emoji: write the whole character, or none; it is "Field \ud83d"`,
    );
    expect(told.filter((line) => line.includes("half of a character"))).to.have.length(3);
    const { message } = await failureOf(getGroup({ displayName: "\ud83d Crew" }));
    expect(message).to.match(/^Cannot call getGroup:\n {2}- displayName holds half of a character/);
  });

  it("half of one in a set is marked likewise, and what is only known later is left", async () => {
    const inputs = await inputsOf(() => {
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId: pulumi.output(guid(2)),
        assignments: [target.group("\ud83d"), target.group(pulumi.output(guid(3)))],
      });
    });
    expect(isWellFormed(inputs)).to.be.true;
    const { problems } = assignmentsHandlers.check(inputs as never);
    const told = problems.map(({ path, reason }) => `${path} ${reason}`);
    expect(told.filter((line) => line.includes("half of a character"))).to.deep.equal([
      String.raw`assignments[0].groupId holds half of a character such as an emoji: write the whole character, or none; it is "\ud83d"`,
    ]);
  });

  it("a look-up gets what `call` answers to the function of its name", async () => {
    await pulumi.runtime.setMocks({
      newResource: () => ({ id: guid(1), state: {} }),
      call({ token, inputs }) {
        if (token === "intune:index:getGroup") return { ...(inputs as object), id: guid(4) };
        return { configurations: [{ id: guid(5), displayName: "App" }] };
      },
    });
    expect(await getGroup({ displayName: "Ring 1" })).to.deep.equal({
      displayName: "Ring 1",
      id: guid(4),
    });
    const displayName = pulumi.secret("Ring 1");
    const found = getGroupOutput({ displayName });
    expect(await valueOf(found.id)).to.equal(guid(4));
    expect(await pulumi.isSecret(found)).to.be.true;
    const [one] = await getIosLobAppProvisioningConfigurations();
    expect(one?.displayName).to.equal("App");
    expect((await failureOf(getGroup({ id: "Ring 1" }))).message).to.contain("must be a GUID");
  });

  it("a look-up that `call` does not answer fails, and says what to return", async () => {
    await useMocks(() => ({}));
    const { message } = await failureOf(getGroup({ displayName: "Ring 1" }));
    expect(message).to.equal(
      'The mocks of this unit test do not answer getGroup: for the token "intune:index:getGroup" let `call` of ' +
        "pulumi.runtime.setMocks return an object with `id`.",
    );
  });
});
