import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { expect } from "chai";
import { readProfile } from "pulumi-intune-provisioning/profile";
import { makeProfile, type ProfileOptions } from "../../engine/profile/makeProfile.ts";
import { openFakeApple, type FakeAccount, type FakeApple, type FakeProfile } from "./fakeApple.ts";

const program = join(import.meta.dirname, "..", "..", "examples", "renewal", "renew.ts");
const inDays = (days: number): Date => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
const today = new Date().toISOString().slice(0, 10);

const oldUuid = "11111111-1111-4111-8111-111111111111";
const newUuid = "22222222-2222-4222-8222-222222222222";
const oldOptions: ProfileOptions = {
  name: "Field Service",
  uuid: oldUuid,
  expires: inDays(20),
  entitlements: { "aps-environment": "production" },
};
const renewedOptions: ProfileOptions = { ...oldOptions, uuid: newUuid, expires: inDays(365) };

const fakeProfile = (id: string, options: ProfileOptions): FakeProfile => ({
  id,
  name: options.name ?? "",
  uuid: options.uuid ?? "",
  profileType: "IOS_APP_INHOUSE",
  expirationDate: options.expires?.toISOString() ?? "",
  bundleId: "BUNDLE1",
  payload: makeProfile(options),
});

describe("examples/renewal", () => {
  let folder: string;
  let apple: FakeApple;
  const account = (renewed: ProfileOptions = renewedOptions): FakeAccount => ({
    profiles: [
      { ...fakeProfile("OTHER", { ...renewedOptions, uuid: groupless }), bundleId: "BUNDLE2" },
      fakeProfile("OLD", oldOptions),
    ],
    certificates: [
      { id: "CERT1", expirationDate: inDays(500).toISOString() },
      { id: "CERT0", expirationDate: inDays(-5).toISOString() },
    ],
    devices: [],
    issue: ({ attributes: { name } }) => fakeProfile("NEW", { ...renewed, name }),
  });
  const groupless = "33333333-3333-4333-8333-333333333333";
  const file = (): string => join(folder, "profiles", "field.mobileprovision");
  const uuidOfFile = async (): Promise<string> => {
    const read = readProfile(await readFile(file()));
    return "profile" in read ? read.profile.uuid : read.problem;
  };

  /** Runs the program as a workflow does. */
  async function renew(
    args: string[],
    environment: Record<string, string> = apple.environment,
  ): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [program, join(folder, "profiles"), ...args], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    expect(apple.secrets.filter((secret) => text.includes(secret))).to.deep.equal([]);
    return { code, text };
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-renewal-"));
    await mkdir(join(folder, "profiles"));
    await writeFile(file(), makeProfile(oldOptions));
    apple = await openFakeApple(account());
  });
  afterEach(async () => {
    await apple[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it("writes the renewed profile in the place of the old one, which stays at Apple", async () => {
    const { code, text } = await renew(["--summary", join(folder, "renewal.md")]);
    expect(code, text).to.equal(0);
    expect(await uuidOfFile()).to.equal(newUuid);
    expect(apple.created).to.deep.equal([
      {
        type: "profiles",
        attributes: { name: `Field Service ${today}`, profileType: "IOS_APP_INHOUSE" },
        relationships: {
          bundleId: { data: { type: "bundleIds", id: "BUNDLE1" } },
          certificates: { data: [{ type: "certificates", id: "CERT1" }] },
        },
      },
    ]);
    expect(apple.requests).not.to.include("DELETE /v1/profiles/OLD");
    const summary = await readFile(join(folder, "renewal.md"), "utf8");
    expect(summary).to.contain("### Field Service").and.contain(newUuid);
    expect(text).to.contain(summary);
  });

  it("signs a token of at most 20 minutes, and leaves the key in no file", async () => {
    await renew(["--summary", join(folder, "renewal.md")]);
    expect(apple.tokens).not.to.be.empty;
    for (const { iat = 0, exp = 0 } of apple.tokens) {
      expect(exp - iat).to.be.within(60, 20 * 60);
      expect(iat * 1000).to.be.below(Date.now() - 30_000);
    }
    for (const secret of apple.secrets) expect(secret).to.have.length.above(40);
    for (const name of await readdir(folder, { recursive: true })) {
      if (!name.includes(".")) continue;
      const written = await readFile(join(folder, name), "latin1");
      expect(apple.secrets.filter((secret) => written.includes(secret))).to.deep.equal([]);
    }
  });

  it("signs in to the App Store Connect API, by an individual key too", async () => {
    const audience = "appstoreconnect-v1";
    const environment = { ...apple.environment, APPLE_API: "appStoreConnect" };
    apple.account.takes = { audience, issuer: apple.environment["APPLE_ISSUER_ID"] ?? "" };
    expect((await renew(["--days", "30"], environment)).code).to.equal(0);
    apple.account.takes = { audience, subject: "user" };
    await writeFile(file(), makeProfile(oldOptions));
    expect((await renew([], { ...environment, APPLE_ISSUER_ID: "" })).code).to.equal(0);
    expect(apple.tokens.at(-1)).not.to.have.property("iss");
  });

  it("deletes the old profile by the flag alone, and after the file is written", async () => {
    const { code } = await renew(["--delete-old"]);
    expect(code).to.equal(0);
    expect(apple.requests.at(-1)).to.equal("DELETE /v1/profiles/OLD");
    expect(await uuidOfFile()).to.equal(newUuid);
  });

  it("takes the renewed profile that an earlier run has made", async () => {
    await renew([]);
    await writeFile(file(), makeProfile(oldOptions));
    expect((await renew([])).code).to.equal(0);
    expect(apple.created).to.have.length(1);
    expect(await uuidOfFile()).to.equal(newUuid);
  });

  it("lists the enabled devices of an ad hoc profile", async () => {
    apple.account.devices = [
      { id: "PHONE1", status: "ENABLED" },
      { id: "PHONE2", status: "DISABLED" },
    ];
    await renew([]);
    expect(apple.created[0]?.relationships["devices"]).to.deep.equal({
      data: [{ type: "devices", id: "PHONE1" }],
    });
  });

  it("does nothing where nothing ends within the days", async () => {
    const { code, text } = await renew(["--days", "10"]);
    expect([code, text]).to.deep.equal([0, "No profile ends soon.\n"]);
    expect(apple.requests).to.be.empty;
  });

  it("renews a profile whose last certificate ends within the days", async () => {
    const certificates = [{ expires: inDays(3) }];
    await writeFile(file(), makeProfile({ ...oldOptions, certificates, expires: inDays(200) }));
    await renew(["--days", "10"]);
    expect(apple.created).to.have.length(1);
  });

  const losses: [what: string, renewed: ProfileOptions, message: RegExp][] = [
    ["of another team", { teamId: "ZYXWV98765" }, /of another team: ZYXWV98765 instead of ABCDE1/],
    ["for another app", { bundleId: "com.contoso.other" }, /for another app: .*other instead of/],
    ["of another kind", { kind: "adHoc" }, /of another kind: adHoc instead of inHouse/],
    ["that ends no later", { expires: inDays(19) }, /ends at .*, and the old one not before/],
    [
      "without a capability",
      { entitlements: {} },
      /has lost the capability aps-environment; switch/,
    ],
    [
      "with a weaker capability",
      { entitlements: { "aps-environment": "development" } },
      /has lost the capability aps-environment: development instead of production/,
    ],
    [
      "without a valid certificate",
      { certificates: [{ expires: inDays(-1) }] },
      /no signing certificate of .* is valid/,
    ],
  ];
  for (const [what, options, message] of losses) {
    it(`writes no file for a renewed profile ${what}`, async () => {
      apple.account.issue = ({ attributes: { name } }) =>
        fakeProfile("NEW", { ...renewedOptions, ...options, name });
      const { code, text } = await renew(["--delete-old"]);
      expect(code, text).to.equal(1);
      expect(text.replaceAll("\\", "")).to.match(message);
      expect(await uuidOfFile()).to.equal(oldUuid);
      expect(apple.requests).not.to.include("DELETE /v1/profiles/OLD");
    });
  }

  it("writes no file for a renewed profile with fewer devices", async () => {
    const devices = ["a".repeat(40), "b".repeat(40)];
    await writeFile(file(), makeProfile({ ...oldOptions, kind: "adHoc", devices }));
    const one = { ...renewedOptions, kind: "adHoc" as const, devices: devices.slice(1) };
    apple.account.issue = ({ attributes: { name } }) => fakeProfile("NEW", { ...one, name });
    const { code, text } = await renew([]);
    expect(code).to.equal(1);
    expect(text).to.contain("lists 1 devices, and the old one 2: the app would stop on the others");
  });

  it("notes in the pull request that a certificate ends sooner than the profile", async () => {
    const certificates = [{ expires: inDays(100) }];
    apple.account.issue = ({ attributes: { name } }) =>
      fakeProfile("NEW", { ...renewedOptions, certificates, name });
    const { code, text } = await renew([]);
    expect(code, text).to.equal(0);
    expect(text).to.match(/- Note: the signing certificate .* before the profile/);
  });

  const refusals: [what: string, refuse: FakeAccount["refuse"], message: RegExp][] = [
    [
      "a clock that is wrong",
      { status: 401, headers: { date: new Date(Date.now() + 3_600_000).toUTCString() } },
      /Apple answered 401\. This machine's clock is \d+ s behind: set it right/,
    ],
    ["a key that is refused", { status: 401 }, /Check APPLE_KEY_ID and APPLE_ISSUER_ID/],
    [
      "an agreement",
      {
        status: 403,
        errors: [{ code: "FORBIDDEN_ERROR", detail: "A required agreement is missing." }],
      },
      /403: FORBIDDEN_ERROR A required agreement is missing\. The account holder may have to accept/,
    ],
    [
      "a name that is taken",
      {
        status: 409,
        errors: [{ code: "ENTITY_ERROR", detail: "Multiple profiles found with the name 'x'." }],
      },
      /409: ENTITY_ERROR Multiple profiles .* Give the profile of that name another one/,
    ],
    [
      "the hourly limit",
      { status: 429, headers: { "x-rate-limit": "user-hour-lim:3500;user-hour-rem:0;" } },
      /429\. The key's hourly limit is used up \(user-hour-lim:3500;user-hour-rem:0;\): run again/,
    ],
  ];
  for (const [what, refuse, message] of refusals) {
    it(`says what to do about ${what}`, async () => {
      if (refuse) apple.account.refuse = refuse;
      const { code, text } = await renew([]);
      expect(code).to.equal(1);
      expect(text.replaceAll("\\", "")).to.match(message);
      expect(await uuidOfFile()).to.equal(oldUuid);
    });
  }

  it("says what to do where none of the certificates is valid", async () => {
    apple.account.certificates = [{ id: "CERT0", expirationDate: inDays(-1).toISOString() }];
    const { code, text } = await renew([]);
    expect(code).to.equal(1);
    expect(text).to.contain("none of its 1 certificates is valid. Make a new certificate");
    expect(apple.created).to.be.empty;
  });

  it("takes a file that was dropped, without a key", async () => {
    const dropped = join(folder, "dropped");
    await mkdir(dropped);
    await writeFile(join(dropped, "new.mobileprovision"), makeProfile(renewedOptions));
    const { code, text } = await renew(["--dropped", dropped], {});
    expect(code, text).to.equal(0);
    expect(await uuidOfFile()).to.equal(newUuid);
  });

  it("says what is missing where there is neither a key nor a file", async () => {
    const { code, text } = await renew(["--dropped", join(folder, "renewed")], {});
    expect(code).to.equal(1);
    expect(text.replaceAll("\\", "")).to.contain("set APPLE_KEY_ID and APPLE_PRIVATE_KEY, or");
  });

  const mistakes: [what: string, environment: Record<string, string>, message: string][] = [
    ["half of a key", { APPLE_KEY_ID: "X" }, "APPLE_KEY_ID is set, and APPLE_PRIVATE_KEY is not."],
    [
      "another API",
      { APPLE_KEY_ID: "X", APPLE_PRIVATE_KEY: "Y", APPLE_API: "z" },
      'APPLE_API must be enterprise or appStoreConnect; it is "z".',
    ],
    [
      "a text that is no key, without printing it",
      { APPLE_KEY_ID: "X", APPLE_PRIVATE_KEY: "half a secret" },
      "is no private key for ES256",
    ],
  ];
  for (const [what, environment, message] of mistakes) {
    it(`refuses ${what}`, async () => {
      const { code, text } = await renew([], environment);
      expect(code).to.equal(1);
      expect(text.replaceAll("\\", "")).to.contain(message).and.not.contain("half a secret");
    });
  }

  it("refuses unknown options with its usage", async () => {
    const { code, text } = await renew(["--unknown"]);
    expect(code).to.equal(2);
    expect(text).to.contain("Usage: node renew.ts FOLDER");
  });
});
