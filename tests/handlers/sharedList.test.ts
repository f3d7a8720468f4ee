import { expect } from "chai";
import { createSharedList } from "../../provider/dist/handlers/configuration/sharedList.js";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";

const payload = profileInBase64({ name: "Field 2026" });
const collection = "iosLobAppProvisioningConfigurations";

describe("creations of one run", () => {
  let bench: HandlerBench;
  beforeEach(async () => {
    bench = await openBench();
    for (let number = 1; number <= 30; number += 1)
      bench.addConfiguration({ assignments: ["devices"] });
  });
  afterEach(() => bench.close());

  const openRun = (): HandlerBench["context"] => ({
    ...bench.context,
    sharedList: createSharedList(bench.context.configurations, bench.context.clock),
  });
  const create = (context: HandlerBench["context"], displayName: string): Promise<unknown> =>
    new StackedConfiguration(context).up({ displayName, payload });
  const lists = (): number =>
    bench.takeRequests().filter((line) => line === `GET ${collection}`).length;

  it("list the tenant once", async () => {
    const context = openRun();
    bench.takeRequests();
    await Promise.all(["A", "B", "C", "D", "E"].map((name) => create(context, name)));
    expect(lists()).to.equal(1);
  });

  it("find a twin that the run itself has created", async () => {
    const context = openRun();
    await create(context, "A");
    const { message } = await failureOf(create(context, "A"));
    expect(message).to.contain("Intune already has that name with that profile");
  });

  it("look for what a lost attempt has made late in a list of their own", async () => {
    const context = openRun();
    await create(context, "A");
    const { script, tenant } = bench.emulator;
    const makeLate = (): void => {
      tenant.addConfiguration({ displayName: "B", payload });
    };
    script({ method: "POST", path: collection, cut: "socket" });
    script({ method: "POST", path: collection, after: "afterEffect", run: makeLate });
    const { message } = await failureOf(create(context, "B"));
    expect(message).to.contain("Intune now has others of that name with that profile");
  });

  it("take a name that the run itself has freed", async () => {
    const context = openRun();
    const stacked = new StackedConfiguration(context);
    await stacked.up({ displayName: "A", payload });
    await stacked.up({ displayName: "B", payload });
    expect(await create(context, "A")).to.equal("created");
  });

  it("find a twin whose name only looks the same, and show where it differs", async () => {
    const context = openRun();
    bench.emulator.tenant.addConfiguration({ displayName: "Field\u00a0Service\r\n", payload });
    bench.emulator.tenant.addConfiguration({ displayName: "FIELD SERVICE", payload });
    const { message } = await failureOf(create(context, "Field Service"));
    expect(message).to.match(/^Cannot create .* "Field Service": Intune already has that name/);
    expect(message).to.contain(
      String.raw`, "Field\u00a0Service\r\n", which looks the same: from character 6 on it has "\u00a0Service\r\n" in place of " Service"`,
    );
    expect(message.match(/, made /g)).to.have.length(1);
  });

  it("list again after ten seconds, and see what another stack has created", async () => {
    const context = openRun();
    await create(context, "A");
    bench.emulator.tenant.addConfiguration({ displayName: "B", payload });
    await context.clock.sleep(10_001);
    const { message } = await failureOf(create(context, "B"));
    expect(message).to.contain("Intune already has that name with that profile");
  });

  it("list again after a list that failed", async () => {
    const context = openRun();
    const fault = { method: "GET", path: collection, respond: { status: 403 } };
    bench.emulator.script(fault);
    await failureOf(create(context, "A"));
    await create(context, "A");
    expect(bench.emulator.tenant.configurations.at(-1)?.displayName).to.equal("A");
  });

  it("take no configuration for new that the run has created already", async () => {
    const context = openRun();
    await create(context, "A");
    const made = bench.emulator.tenant.configurations.at(-1);
    bench.emulator.script({
      method: "POST",
      path: collection,
      respond: { status: 201, body: made },
    });
    const { message } = await failureOf(create(context, "B"));
    expect(message).to.contain("It is not known whether it was made");
  });
});
