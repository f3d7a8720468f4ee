import { expect } from "chai";
import { createEmulator, type Emulator, type FaultHandle } from "intune-graph-emulator";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { takeSignIns } from "../graph/takeSignIns.ts";
import { openSignInStack, type SignIn } from "./signInStack.ts";
import type { TestStack } from "./tenantStack.ts";

const tokenRoute = "POST /oauth2/v2.0/token";
const hourMs = 60 * 60_000;

describe("a sign-in on the engine", () => {
  let emulator: Emulator;
  let folder: EngineFolder;
  let configurationIds: string[];
  /** By how much the clock of Entra and Graph is ahead of this machine's. */
  let aheadMs = 0;
  const faults: FaultHandle[] = [];

  before(async () => {
    emulator = await createEmulator({ now: () => Date.now() + aheadMs });
    folder = await createEngineFolder();
  });
  after(async () => {
    await emulator.close();
    await folder.remove();
  });
  beforeEach(() => {
    configurationIds = [1, 2, 3].map(
      (number) => emulator.tenant.addConfiguration({ displayName: `Profile ${number}` }).id,
    );
    emulator.clearRequests();
  });
  afterEach(() => {
    aheadMs = 0;
    for (const fault of faults.splice(0)) fault.remove();
  });

  const script = (fault: Parameters<Emulator["script"]>[0]): void =>
    void faults.push(emulator.script(fault));
  const openStack = (stackName: string, signIn: SignIn): Promise<TestStack> =>
    openSignInStack({ emulator, folder, configurationIds, stackName, ...signIn });
  const bySecret = async (): Promise<Required<SignIn>> => ({
    environment: await emulator.identityEnvironment("clientSecret", folder.path),
    config: {},
  });
  /** As `bySecret`, but with other settings in place of the secret. */
  const by = async (config: Required<SignIn>["config"]): Promise<SignIn> => {
    const { environment } = await bySecret();
    return { environment: { ...environment, AZURE_CLIENT_SECRET: "" }, config };
  };

  /** Each failure, how it comes about, what is asked for, and what is said of it. */
  const failures: [
    what: string,
    arrange: () => Promise<SignIn>,
    asks: string[],
    says: RegExp,
    points?: string,
  ][] = [
    [
      "without a tenant",
      async () => {
        const { environment } = await bySecret();
        return { environment: { ...environment, AZURE_TENANT_ID: "" } };
      },
      [],
      /Signing in with a client secret \(intune:clientSecret from AZURE_CLIENT_SECRET\) also needs intune:tenantId \(or ARM_TENANT_ID, AZURE_TENANT_ID\)\./,
      "the settings are wrong",
    ],
    [
      "with a wrong secret",
      () => by({ "intune:clientSecret": { value: "canary-of-a-secret", secret: true } }),
      [`${tokenRoute} client_secret`],
      /AADSTS7000215: .*Check intune:clientSecret: it is the secret's value, not its id\./,
    ],
  ];
  for (const [index, [what, arrange, asks, says, points]] of failures.entries()) {
    it(`${what} fails once for all resources`, async () => {
      const stack = await openStack(`failure-${index}`, await arrange());
      takeSignIns(emulator);
      // So that every resource is tried, one after another too.
      const text = await stack.failing(stack.up({ continueOnError: true, parallel: 2 }));
      expect(takeSignIns(emulator)).to.deep.equal(asks);
      expect(expectToldOnce(text, says, points ?? "signing in failed")).to.equal(2);
      expect(text).not.to.match(/canary-of-a-secret|eyJ|PRIVATE KEY/);
    });
  }

  it("that cannot reach Entra names its address, once for all resources", async () => {
    const { environment } = await bySecret();
    // Nobody listens there, and connecting is refused at once.
    const AZURE_AUTHORITY_HOST = "https://127.0.0.1:1";
    const stack = await openStack("down", {
      environment: { ...environment, AZURE_AUTHORITY_HOST, INTUNE_SIGN_IN_TIMEOUT_SECONDS: "1" },
    });
    const text = await stack.failing(stack.up());
    expectToldOnce(
      text,
      /Cannot sign in to Microsoft Entra: .*127\.0\.0\.1:1/,
      "signing in failed",
    );
  });

  it("that fails in refresh and destroy is told once too, without a stack", async () => {
    const { environment } = await bySecret();
    await (await openStack("later", { environment })).up();
    const wrong = { ...environment, AZURE_CLIENT_SECRET: "canary-of-a-secret" };
    const stack = await openStack("later", { environment: wrong });
    for (const verb of ["refresh", "destroy"] as const) {
      emulator.clearRequests();
      const text = await stack.failing(stack[verb]());
      expect(takeSignIns(emulator)).to.have.length(1);
      expectToldOnce(text, /AADSTS7000215: .*/, "signing in failed");
    }
    expect(configurationIds.flatMap((id) => emulator.tenant.assignmentsOf(id))).to.have.length(3);
  });

  /** What ends a token in the middle of an update. */
  const ends: [what: string, end: () => void][] = [
    ["revoked", () => void emulator.revokeTokens()],
    ["over", () => void (aheadMs = 2 * hourMs)],
  ];
  for (const [what, end] of ends) {
    it(`goes on with a new token where the first is ${what} in the middle of an up`, async () => {
      configurationIds.splice(1);
      const stack = await openStack(`renewal-${what}`, await bySecret());
      // Both reads have been answered by then; the write comes next.
      const reads = { method: "GET", path: /ssignments/, skip: 1, after: "afterEffect" } as const;
      script({ ...reads, run: end });
      expect((await stack.up()).changes).to.deep.equal({ create: 2 });
      const refused = emulator.requests.filter(({ status }) => status === 401);
      expect(refused.map(({ method }) => method)).to.deep.equal(["POST"]);
      expect(takeSignIns(emulator)).to.have.length(2);
      expect(emulator.tenant.assignmentsOf(configurationIds[0] ?? "")).to.have.length(1);
    });
  }

  it("that is refused after a write keeps the state of what was written", async () => {
    configurationIds.splice(1);
    const stack = await openStack("after-write", await bySecret());
    const expired = {
      error: "invalid_client",
      error_description: "AADSTS7000222: It has expired.",
    };
    script({
      path: "/oauth2/v2.0/token",
      skip: 1,
      times: Infinity,
      respond: { status: 401, body: expired },
    });
    script({
      method: "POST",
      path: /assign$/,
      after: "afterEffect",
      run: () => void emulator.revokeTokens(),
    });
    expect(await stack.failing(stack.up())).to.contain("AADSTS7000222");
    expect(stack.recorded().id).to.equal(configurationIds[0]);
    for (const fault of faults.splice(0)) fault.remove();
    await stack.destroy();
    expect(emulator.tenant.assignmentsOf(configurationIds[0] ?? "")).to.have.length(0);
  });
});

/** Among the diagnostics the failure is one resource's; those of the others, which are counted, only point to it. */
function expectToldOnce(text: string, says: RegExp, summary: string): number {
  const lines = text
    .slice(text.indexOf("Diagnostics:"))
    .split("\n")
    .map((line) => line.trim());
  expect(lines.filter((line) => says.test(line))).to.have.length(1);
  // The stack itself says that an update failed or that a resource failed to register.
  const errors = lines.filter((line) => /^error: (?!.* failed(?: to register)?$)/.test(line));
  const others = errors.filter((line) => !says.test(line));
  const pointer = `error: Not done, because ${summary}. See the error of another resource.`;
  expect(new Set([...others, pointer])).to.deep.equal(new Set([pointer]));
  // With continueOnError the engine prints stacks of its own.
  expect(text).not.to.match(/provider\/dist|SettingsError|SignInError/);
  return others.length;
}
