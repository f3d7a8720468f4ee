import { expect } from "chai";
import type { dynamic } from "@pulumi/pulumi";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import type { Recorded } from "../../provider/dist/hosting/codec.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import type { RecordedSet } from "./recordedSet.ts";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import {
  createSharedContext,
  type SharedContext,
} from "../../provider/dist/hosting/sharedContext.js";
import { failureOf } from "./failureOf.ts";
import { useTrustedBench } from "./handlerBench.ts";
import { checkedInputs } from "./stackedSet.ts";

type Provider = Required<dynamic.ResourceProvider<Recorded, Recorded>>;
type Settings = Readonly<Record<string, string | undefined>>;

const pointer = { __provider: "exports.handler = 1" };

describe("what the resources of a process share", () => {
  const bench = useTrustedBench();
  let shared: SharedContext;
  let id: string;
  beforeEach(() => {
    shared = createSharedContext();
    id = bench().addConfiguration({ assignments: ["group 1"] });
    bench().emulator.clearRequests();
  });

  const open = async (settings: Settings = {}): Promise<Provider> => {
    const { emulator } = bench();
    const [application] = emulator.applications;
    const all: Settings = {
      graphEndpoint: emulator.httpsUrl,
      authorityHost: emulator.httpsUrl,
      tenantId: emulator.tenantId,
      clientId: application?.clientId,
      clientSecret: application?.clientSecret,
      ...settings,
    };
    const provider = createDynamicProvider(assignmentsHandlers, setCodec, shared) as Provider;
    const get = (key: string): string | undefined => all[key.replace("intune:", "")];
    await provider.configure({ config: { get, require: (key) => get(key) ?? "" } });
    return provider;
  };
  const inputs = () => ({ ...checkedInputs(id, { assignments: ["group 1"] }), ...pointer });
  const recorded = () => inputs() as unknown as RecordedSet;

  /** One of each verb that signs in, by two providers as of two kinds of resources. */
  const failEach = async (settings: Settings): Promise<string[]> => {
    const [one, other] = [await open(settings), await open(settings)];
    const runs = [
      failureOf(one.create(inputs())),
      failureOf(other.update(id, recorded(), inputs())),
      failureOf(one.read(id, recorded())),
      failureOf(other.delete(id, recorded())),
    ];
    const failures = await Promise.all(runs);
    failures.push(await failureOf(other.read(id, pointer)));
    return failures.map(({ message }) => message);
  };
  const listSignIns = () =>
    bench().emulator.requests.filter(({ path }) => path.includes("/oauth2/v2.0/token"));

  it("is one token", async () => {
    const [one, other] = [await open(), await open()];
    await Promise.all([one.read(id, recorded()), other.create(inputs())]);
    expect(listSignIns()).to.have.length(1);
  });

  const failures: [what: string, settings: Settings, full: RegExp, short: string, asked: number][] =
    [
      [
        "of the settings",
        { tenantId: undefined },
        /also needs intune:tenantId \(or ARM_TENANT_ID, AZURE_TENANT_ID\)\.$/,
        "Not done, because the settings are wrong. See the error of another resource.",
        0,
      ],
      [
        "to sign in",
        { clientSecret: "wrong" },
        /^Cannot sign in to Microsoft Entra: .*AADSTS7000215/,
        "Not done, because signing in failed. See the error of another resource.",
        1,
      ],
    ];
  for (const [what, settings, full, short, asked] of failures) {
    it(`is a failure ${what}, told whole by the first and in a line by every other`, async () => {
      const messages = await failEach(settings);
      expect(messages.filter((message) => full.test(message))).to.have.length(1);
      expect(messages.filter((message) => message === short)).to.have.length(messages.length - 1);
      expect(listSignIns()).to.have.length(asked);
    });
  }

  it("is no failure of Graph's: each is told whole", async () => {
    const provider = await open();
    bench().emulator.script({ path: /^\/beta/, respond: { status: 403 }, times: Infinity });
    const runs = [failureOf(provider.create(inputs())), failureOf(provider.read(id, recorded()))];
    for (const { message } of await Promise.all(runs)) expect(message).to.contain("answered 403");
  });
});
