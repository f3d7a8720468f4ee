import { expect } from "chai";
import type { FaultAnswer } from "intune-graph-emulator";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { findUnreadable } from "./readable.ts";
import { StackedConfiguration, profileInBase64 } from "./stackedConfiguration.ts";
import { StackedSet } from "./stackedSet.ts";

/** Examples of what `wireLife.ts` has found. */
describe("an answer that nobody expects", () => {
  let bench: HandlerBench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  /** What is thrown where each GET of a set's assignments gets this answer. */
  async function failureAt(respond: FaultAnswer): Promise<Error> {
    bench.emulator.script({ method: "GET", path: "/assignments", times: Infinity, respond });
    const set = new StackedSet(bench, bench.addConfiguration());
    return failureOf(set.up({ assignments: ["group 1"] }));
  }

  const controls = "\u001b[31mred\u0085\u202e";
  const long = "x".repeat(20_000);
  const error = (code: string, message: string): FaultAnswer => ({
    status: 400,
    body: { error: { code, message } },
  });

  const unreadable: [what: string, answer: (token: string) => FaultAnswer][] = [
    [
      "repeats the token as its request-id",
      (token) => ({ status: 400, headers: { "request-id": token } }),
    ],
    ["has a long request-id", () => ({ status: 400, headers: { "request-id": "x".repeat(8000) } })],
    ["has a long code", () => error(long, "No")],
    ["has a long message", () => error("BadRequest", long)],
    ["has control characters in its code", () => error(controls, "No")],
    ["has control characters in its message", () => error("BadRequest", controls)],
    ["has control characters in place of JSON", () => ({ status: 400, body: controls })],
    [
      "asks for a wait beyond all time",
      () => ({ status: 429, headers: { "Retry-After": "1e308" } }),
    ],
    [
      "repeats the token in an entry",
      (token) => ({ status: 200, body: { value: [{ target: { "@odata.type": token } }] } }),
    ],
    [
      "has a long entry",
      () => ({ status: 200, body: { value: [{ target: { "@odata.type": long } }] } }),
    ],
    [
      "has control characters in an entry",
      () => ({ status: 200, body: { value: [{ target: { "@odata.type": controls } }] } }),
    ],
    [
      "is nested without end",
      () => ({
        status: 200,
        body: `{"value":[{"target":{"deep":${"[".repeat(20_000)}${"]".repeat(20_000)}}}]}`,
      }),
    ],
    [
      "names a next page of a long address",
      () => ({ status: 200, body: { value: [{}], "@odata.nextLink": `?${long}` } }),
    ],
  ];
  for (const [what, answer] of unreadable) {
    it(`makes an error that can be read where it ${what}`, async () => {
      const failure = await failureAt(answer(bench.token));
      expect(findUnreadable(failure, bench.token)).to.deep.equal([]);
    });
  }

  for (const link of [
    "/beta/groups",
    "/evil",
    "../x",
    "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations",
  ]) {
    it(`sends nobody to another path: ${link}`, async () => {
      const body = { value: [{}], "@odata.nextLink": link };
      const { message } = await failureAt({ status: 200, body });
      expect(message).to.contain("the next page is of another list");
    });
  }

  it("follows to a next page in either spelling of a key", async () => {
    const id = bench.addConfiguration();
    const route = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
    const next = `${bench.emulator.url}${route}('${id.toUpperCase()}')/assignments?$skiptoken=2`;
    const path = "/assignments";
    bench.emulator.script({
      path: `/${id}${path}`,
      respond: { status: 200, body: { value: [], "@odata.nextLink": next } },
    });
    bench.emulator.script({ path: `')${path}`, respond: { status: 200, body: { value: [] } } });
    await new StackedSet(bench, id).up({ assignments: ["group 1"] });
    expect(bench.liveOf(id).assignments).to.deep.equal(["group 1"]);
  });

  it("does not make the id of another object that of a new one", async () => {
    const other = bench.addConfiguration();
    const displayName = "Mine";
    const body = { id: other, displayName };
    bench.emulator.script({ method: "POST", after: "afterEffect", respond: { status: 201, body } });
    const configuration = new StackedConfiguration(bench.context);
    await configuration.up({ displayName, payload: profileInBase64() });
    expect(configuration.id).not.to.equal(other);
  });
});
