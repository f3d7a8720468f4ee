import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { generateSdk } from "../../engine/generateSdk.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { groupId } from "../engine/liveTargets.ts";
import { openTestTenant, type TestTenant } from "../engine/tenantStack.ts";
import { findPython, quietInstall } from "../../engine/python/findPython.ts";

const run = promisify(execFile);
const example = join(import.meta.dirname, "..", "..", "examples", "python", "__main__.py");

/** What `runPython.py` prints. */
interface Updates {
  changes: Record<string, number>[];
  outputs: Record<string, unknown>;
}

describe("the native plugin in Python", () => {
  let folder: string;
  let tenant: TestTenant;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-python-"));
    tenant = await openTestTenant();
  });
  after(async () => {
    await tenant.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("runs the example with the generated SDK, and sees no change after that", async () => {
    const python = await findPython();
    const [sdk, site, backend, project] = ["sdk", "site", "backend", "project"].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    await generateSdk("python", sdk);
    await writeFile(join(sdk, "README.md"), "");
    const offline = ["--no-deps", "--no-build-isolation", "--target", site];
    await run(python, [...quietInstall, ...offline, sdk]);
    await mkdir(backend);
    await mkdir(project);
    await writeFile(join(project, "field-service.mobileprovision"), makeProfile());
    const { tenant: live } = tenant.emulator;
    live.addGroup({ id: groupId(1), displayName: "Field Service Technicians" });
    const environment = {
      ...process.env,
      ...tenant.environment,
      PATH: pulumiPath(await findPulumiCli()),
      PYTHONPATH: site,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(backend).href,
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    const script = join(import.meta.dirname, "runPython.py");
    const { stdout } = await run(python, [script, example], { cwd: project, env: environment });
    const { changes, outputs } = JSON.parse(stdout) as Updates;
    expect(changes).to.deep.equal([{ create: 3 }, { same: 3 }]);
    const [configuration] = live.configurations;
    expect(outputs["expires"]).to.equal(configuration?.expirationDateTime);
    expect(live.assignmentsOf(configuration?.id ?? "")).to.have.length(2);
  });
});
