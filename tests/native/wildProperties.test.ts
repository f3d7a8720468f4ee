import { status } from "@grpc/grpc-js";
import { expect } from "chai";
import fc from "fast-check";
import { unknownValue } from "../../provider/dist/domain/values.js";
import { groupId } from "../engine/liveTargets.ts";
import {
  CallFailure,
  configurationType,
  openNative,
  secret,
  setType,
  type NativeClient,
} from "./nativeClient.ts";

type Values = Record<string, unknown>;

const runs = Number(process.env["FUZZ_RUNS"] ?? 150);

/** Names of the protocol and of the resources, and any other. */
const names = fc.oneof(
  fc.constantFrom(
    ...[
      "configurationId",
      "assignments",
      "groupAssignments",
      "mode",
      "unmanaged",
      "type",
      "groupId",
    ],
    ...["displayName", "payload", "payloadFileName", "payloadSha256", "profile", "roleScopeTagIds"],
    ...["expirationDateTime", "adoptId", "deleteAssigned", "unmanagedAssignments", "filterId"],
    ...[
      "hidden",
      "besides",
      "resourceName",
      "hasSecret",
      "isSecret",
      "__provider",
      "__proto__",
      "constructor",
    ],
    "4dabf18193072939515e22adb298388d",
  ),
  fc.string(),
);
const leaf = fc.oneof(
  fc.constantFrom(unknownValue, groupId(1), null, true, "", "additive", "groupAssignmentTarget"),
  fc.constantFrom("1b47061264138c4ac30d75fd1eb44270", "d0e6a833031e9bbcd3f4e8bde6ca49a4", "x.xml"),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(names, tie("value"), { maxKeys: 4 }),
    tie("value").map(secret),
  ),
}));
const properties = fc.dictionary(names, value, { maxKeys: 6 }) as fc.Arbitrary<Values>;
const types = fc.constantFrom(setType, configurationType, "intune:index:Nothing", "");

/** The codes with which a request may be refused. */
const refusals: readonly number[] = [status.INVALID_ARGUMENT, status.FAILED_PRECONDITION];

describe("properties of any kind", () => {
  let client: NativeClient;
  before(async () => {
    // Wrong settings: nothing can be sent.
    client = await openNative({ INTUNE_REQUESTS_PER_WINDOW: "none" });
  });
  after(() => {
    client.close();
  });

  const answers = async (run: Promise<unknown>): Promise<void> => {
    try {
      await run;
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      expect(refusals, error.message).to.include(error.code);
    }
  };

  const calls: Readonly<
    Record<string, (type: string, one: Values, two: Values) => Promise<unknown>>
  > = {
    check: (type, olds, news) => client.check(type, news, { olds }),
    diff: (type, olds, news) => client.diff(type, { id: groupId(1), olds, news }),
    "create in a preview": (type, inputs) => client.create(type, inputs, { preview: true }),
    "update in a preview": (type, olds, news) =>
      client.update(type, { id: groupId(1), olds, news, preview: true }),
    create: (type, inputs) => client.create(type, inputs),
    read: (type, state, inputs) => client.read(type, groupId(1), { state, inputs }),
    delete: (type, state) => client.delete(type, groupId(1), state),
    checkConfig: (_type, news) => client.checkConfig(news),
    diffConfig: (_type, olds, news) => client.diffConfig(olds, news),
    invoke: (type, args) => client.invoke(type, args),
  };
  for (const [verb, call] of Object.entries(calls))
    it(`are answered, or refused, by ${verb}`, () =>
      fc.assert(
        fc.asyncProperty(types, properties, properties, (type, one, two) =>
          answers(call(type, one, two)),
        ),
        { numRuns: runs },
      ));

  it("keep every secret secret", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8 }), async (text) => {
        const news = { displayName: secret(text), payload: unknownValue, payloadFileName: "f.xml" };
        const { inputs } = await client.check(configurationType, news);
        expect(inputs["displayName"]).to.deep.equal(secret(text));
        const { state } = await client.create(configurationType, inputs, { preview: true });
        expect(state["displayName"]).to.deep.equal(secret(text));
      }),
      { numRuns: 30 },
    ));
});
