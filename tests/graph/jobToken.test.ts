import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";
import { createTokenSource } from "../../provider/dist/graph/signIn/tokenSource.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { withSignIn, type SignInBench } from "./signInBench.ts";

/** Signs in with the token of a job in GitHub Actions. */
async function signIn(
  { config, emulator }: SignInBench,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const environment = await emulator.identityEnvironment("gitHubActions");
  const all: Record<string, string> = { ...config, ...more, clientSecret: "" };
  const settings = resolveSettings({ config: all, environment });
  return createTokenSource(settings, Date.now)();
}

/** How often the service was asked, by what it answered. */
const listAsked = ({ emulator }: SignInBench): (number | undefined)[] =>
  emulator.requests.filter(({ path }) => path.startsWith("/github/")).map(({ status }) => status);

const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error("it did not fail"),
    (error: unknown) => error as Error,
  );

const path = "/github/";

describe("the token of a job in GitHub Actions", () => {
  const passing: Record<string, Fault> = {
    "is overloaded": { path, respond: { status: 503 } },
    "breaks the connection": { path, cut: "socket" },
    "breaks off its answer": { path, cut: "midBody" },
  };
  for (const [what, fault] of Object.entries(passing)) {
    it(`is asked for again where the service ${what}`, () =>
      withSignIn({}, async (bench) => {
        const handle = bench.emulator.script({ ...fault, times: 2 });
        expect(await bench.askGraph(await signIn(bench))).to.equal(200);
        expect(handle.hits).to.equal(2);
      }));
  }

  it("is not asked for beyond the limit of the sign-in, and the service is named", () =>
    withSignIn({}, async (bench) => {
      bench.emulator.script({ path, respond: { status: 503 }, times: Infinity });
      const error = await failureOf(signIn(bench, { signInTimeoutSeconds: "2" }));
      expect(error).to.be.instanceOf(SignInError);
      expect(error.message)
        .to.match(
          /: GitHub's job-token service at https?:\/\/127\.0\.0\.1:\d+\/github\/\S+ answered 503\. Gave up after 2 attempts\. /,
        )
        .and.include("Run the command again later")
        .and.not.include("id-token: write");
      expect(listAsked(bench)).to.have.lengthOf(2);
    }));

  it("is not asked for again where a time to wait is beyond the limit", () =>
    withSignIn({}, async (bench) => {
      const respond = { status: 429, headers: { "Retry-After": "61" } };
      bench.emulator.script({ path, respond, times: Infinity });
      expect((await failureOf(signIn(bench))).message).to.include("answered 429. Run the command");
      expect(listAsked(bench)).to.deep.equal([429]);
    }));

  it("is not asked for again where the job may not have it, and the permission is named", () =>
    withSignIn({}, async (bench) => {
      bench.emulator.script({ path, respond: { status: 403 }, times: Infinity });
      expect((await failureOf(signIn(bench))).message).to.match(
        /gave no token: it answered 403\. The job needs the permission id-token: write\.$/,
      );
      expect(listAsked(bench)).to.deep.equal([403]);
    }));
});
