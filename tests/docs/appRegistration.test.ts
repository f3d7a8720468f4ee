import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { answerAz, commandOf, type FakeTenant } from "./fakeAz.ts";
import { writeFakeCommands } from "./fakeCommands.ts";
import { answerGh, type SubjectSettings } from "./fakeGh.ts";

const script = join(import.meta.dirname, "..", "..", "examples", "app-registration", "register.sh");
const readRole = "7a6ee1e7-141e-4cec-ae74-d9db155731ff";
const writeRole = "78145de6-330d-4800-a6ce-494ff2d33d07";
const github = "https://token.actions.githubusercontent.com";
const octo = ["--repository", "octo-org/octo-repo"];
const octoSubjects = "repo:octo-org/octo-repo";

/** What `az` may be told that changes something. */
const isChange = (call: string[]): boolean =>
  call.includes("create") || call.includes("add") || call.includes("POST");

describe("examples/app-registration", () => {
  let folder: string;

  let tenant: FakeTenant;
  let calls: string[][];
  let failing: string | undefined;
  let subjects: SubjectSettings | undefined;
  let stopAnswering: () => void;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "app-registration-"));
    stopAnswering = await writeFakeCommands(folder, {
      az(words) {
        calls.push([...words]);
        const command = commandOf(words);
        if (command === failing) throw new Error(`ERROR: az ${command} is not possible.`);
        return answerAz(tenant, words);
      },
      gh: (words) => answerGh(subjects, words),
    });
  });
  after(async () => {
    stopAnswering();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    tenant = { applications: [], principals: [] };
    failing = undefined;
    subjects = { use_default: true, sub_claim_prefix: octoSubjects };
  });

  /** Runs the script; answers its exit code, what it printed, and what it called `az` with. */
  const register = async (...options: string[]) => {
    calls = [];
    const PATH = [folder, process.env["PATH"] ?? ""].join(delimiter);
    const child = spawn("bash", [script, ...options], { env: { PATH } });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [out, problems, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]);
    return { code, out, problems, calls };
  };

  /** A tenant in which the script has done its work; it is the same for all. */
  let whole: FakeTenant | undefined;
  const openWhole = async (): Promise<FakeTenant> => {
    if (whole === undefined) {
      await register(...octo, "--grant");
      whole = tenant;
    }
    tenant = structuredClone(whole);
    return tenant;
  };

  const describeTenant = () => {
    const { applications, principals } = tenant;
    return applications.map(({ appId, displayName, requiredResourceAccess, credentials }) => ({
      displayName,
      declared: requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess),
      granted: principals.find((one) => one.appId === appId)?.grants.map((one) => one.appRoleId),
      trusts: credentials.map(({ issuer, subject, audiences }) => [issuer, subject, ...audiences]),
    }));
  };

  const audience = "api://AzureADTokenExchange";
  const registered = [
    {
      displayName: "intune-provisioning-read",
      declared: [{ id: readRole }],
      granted: [readRole],
      trusts: [
        [github, "repo:octo-org/octo-repo:pull_request", audience],
        [github, "repo:octo-org/octo-repo:ref:refs/heads/main", audience],
      ],
    },
    {
      displayName: "intune-provisioning-apply",
      declared: [{ id: writeRole }],
      granted: [writeRole],
      trusts: [[github, "repo:octo-org/octo-repo:environment:production", audience]],
    },
  ];

  it("registers one application that reads and one that writes, and no secret", async () => {
    const { code, out, problems, calls } = await register(...octo, "--grant");
    expect(problems).to.equal("");
    expect(code).to.equal(0);
    expect(describeTenant()).to.deep.equal(registered);
    const [reading, applying] = tenant.applications;
    expect(out).to.include(`READ_CLIENT_ID=${reading?.appId}`);
    expect(out).to.include(`APPLY_CLIENT_ID=${applying?.appId}`);
    expect(calls.flat().join(" ")).not.to.match(/password|secret|reset|--cert/i);
  });

  it("trusts the jobs of two environments, as the workflows of examples/github-actions have them", async () => {
    const environments = ["--environment", "intune-write", "--read-environment", "intune-read"];
    const { code } = await register(...octo, ...environments);
    expect(code).to.equal(0);
    const trust = (name: string) => [
      [github, `repo:octo-org/octo-repo:environment:${name}`, audience],
    ];
    const trusts = describeTenant().map((application) => application.trusts);
    expect(trusts).to.deep.equal([trust("intune-read"), trust("intune-write")]);
  });

  const listSubjects = (out: string): string[] =>
    [...out.matchAll(/^ {2}would trust (.*):$/gm)].map(([, subject = ""]) => subject);
  const subjectsOf = (prefix: string): string[] =>
    ["pull_request", "ref:refs/heads/main", "environment:production"].map(
      (suffix) => `${prefix}:${suffix}`,
    );

  const withIds = "repo:octo_org@123456/octo-repo@456789";
  const prefixes: [
    what: string,
    repository: string,
    settings: SubjectSettings | undefined,
    is: string,
  ][] = [
    ["the ids that gh tells of", "octo_org/octo-repo", { sub_claim_prefix: withIds }, withIds],
    [
      "the letter case that gh tells of",
      "Octo-Org/octo-repo",
      { use_default: true, sub_claim_prefix: octoSubjects },
      octoSubjects,
    ],
    ["the names, where gh tells of nothing else", "octo-org/octo-repo", {}, octoSubjects],
    ["the ids that it is given", "octo_org@123456/octo-repo@456789", undefined, withIds],
  ];
  for (const [what, repository, settings, is] of prefixes) {
    it(`trusts subjects with ${what}`, async () => {
      subjects = settings;
      const { code, out, problems } = await register("--repository", repository, "--dry-run");
      expect(problems).to.equal("");
      expect(code).to.equal(0);
      expect(listSubjects(out)).to.deep.equal(subjectsOf(is));
    });
  }

  it("trusts the names, and warns, where gh tells nothing", async () => {
    subjects = undefined;
    const { code, out, problems } = await register(...octo, "--dry-run");
    expect(code).to.equal(0);
    expect(problems).to.include("run this with --repository OWNER@ID/NAME@ID");
    expect(listSubjects(out)).to.deep.equal(subjectsOf(octoSubjects));
  });

  for (const [what, settings, says] of [
    ["are customized", { use_default: false }, "the subjects of octo-org/octo-repo are customized"],
    ["are of another form", { sub_claim_prefix: "repo:a','b" }, "subjects that begin with"],
  ] as const) {
    it(`stops where the repository's subjects ${what}, and changes nothing`, async () => {
      subjects = settings;
      const { code, problems, calls } = await register(...octo);
      expect(code).to.equal(1);
      expect(problems).to.include(says);
      expect(calls.filter(isChange)).to.deep.equal([]);
    });
  }

  it("names credentials apart whose subjects differ in what a name has no room or no sign for", async () => {
    const long = "e".repeat(150);
    for (const [one, other] of [
      ["a-b", "a.b"],
      [`${long}1`, `${long}2`],
    ] as const) {
      const environments = ["--environment", one, "--read-environment", other, "--dry-run"];
      const { out } = await register(...octo, ...environments);
      const names = [...out.matchAll(/\{\\"name\\":\\"([^"\\]*)/g)].map(([, name = ""]) => name);
      expect(names).to.have.lengthOf(2);
      expect(names[0]).not.to.equal(names[1]);
      for (const name of names) expect(name).to.match(/^[\w-]{3,120}$/);
    }
  });

  it("changes nothing when it is run again", async () => {
    await openWhole();
    const { code, calls, problems } = await register(...octo, "--grant");
    expect(problems).to.equal("");
    expect(code).to.equal(0);
    expect(calls.filter(isChange)).to.deep.equal([]);
  });

  it("goes on where it was interrupted, and adds what is asked for later", async () => {
    const whole = await openWhole();
    tenant = {
      applications: whole.applications.map((one) => ({ ...one, credentials: [] })),
      principals: whole.principals.slice(0, 1).map((one) => ({ ...one, grants: [] })),
    };
    const ado = ["--ado-issuer", "https://login.microsoftonline.com/x/v2.0"];
    const adoSubjects = ["--ado-read-subject", "/r", "--ado-apply-subject", "/a"];
    await register(...octo, "--grant", ...ado, ...adoSubjects);
    const [reading, applying] = registered;
    const trust = (subject: string) => [ado[1], subject, audience];
    expect(describeTenant()).to.deep.equal([
      { ...reading, trusts: [...(reading?.trusts ?? []), trust("/r")] },
      { ...applying, trusts: [...(applying?.trusts ?? []), trust("/a")] },
    ]);
  });

  it("says in a dry run what it would do, and does nothing", async () => {
    const { code, out, calls } = await register(...octo, "--grant", "--dry-run");
    expect(code).to.equal(0);
    expect(calls.filter(isChange)).to.deep.equal([]);
    expect(out.match(/^ {2}would /gm)).to.have.lengthOf(11);
    expect(out).to.include("would trust repo:octo-org/octo-repo:environment:production:");
    expect(tenant.applications).to.deep.equal([]);
  });

  it("leaves the granting to an administrator unless it is told to", async () => {
    const { out } = await register(...octo);
    expect(describeTenant().map(({ granted }) => granted)).to.deep.equal([[], []]);
    expect(out.match(/TO DO: an administrator grants/g)).to.have.lengthOf(2);
  });

  it("warns of a secret and of more permissions than are needed", async () => {
    await openWhole();
    tenant.applications[0]?.passwordCredentials.push({ keyId: "1" });
    tenant.principals[0]?.grants.push({ appRoleId: writeRole, resourceId: "g" });
    const { problems } = await register(...octo);
    expect(problems).to.include("it has 1 secret(s) or certificate(s)");
    expect(problems).to.include(`it was granted more than this: ${writeRole}`);
  });

  it("stops where a name is not unique, before it changes anything", async () => {
    const whole = await openWhole();
    const applications = [...whole.applications, ...whole.applications];
    tenant = { ...whole, applications };
    const { code, problems, calls } = await register(...octo);
    expect(code).to.equal(1);
    expect(problems).to.include("there are several of the application");
    expect(calls.filter(isChange)).to.deep.equal([]);
  });

  for (const [command, says] of [
    ["account show", "az login"],
    ["ad app list", "is not possible"],
  ] as const) {
    it(`stops where 'az ${command}' fails, and changes nothing`, async () => {
      failing = command;
      const { code, problems, calls } = await register(...octo);
      expect(code).to.equal(1);
      expect(problems).to.include(says);
      expect(calls.filter(isChange)).to.deep.equal([]);
    });
  }

  const mistakes: [options: string[], says: string][] = [
    [[], "needs --repository or --ado-issuer"],
    [["--repository"], "--repository needs a value"],
    [["--repository", "octo"], "must be OWNER/NAME"],
    [["--repository", "octo-org/octo-repo:pull_request"], "must be OWNER/NAME"],
    [["--repository", "octo-org@1/octo-repo"], "or OWNER@ID/NAME@ID"],
    [[...octo, "--branch", `x","y":"`], "takes no quotes"],
    [[...octo, "--environment", "x' || 'y"], "takes no quotes"],
    [
      [...octo, "--environment", "e", "--read-environment", "e"],
      "the environments that read and that write must differ",
    ],
    [[...octo, "--name", "a b"], "--name takes letters"],
    [[...octo, "--force"], "does not know --force"],
    [["--ado-issuer", "https://x"], "go together"],
    [
      ["--ado-issuer", "i", "--ado-read-subject", "s", "--ado-apply-subject", "s"],
      "the two subjects of Azure Pipelines must differ",
    ],
  ];
  for (const [options, says] of mistakes) {
    it(`refuses '${options.join(" ")}' before it asks az anything`, async () => {
      const { code, problems, calls } = await register(...options);
      expect(code).to.equal(2);
      expect(problems).to.include(says);
      expect(calls).to.deep.equal([]);
    });
  }
});
