import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as native from "pulumi-intune-provisioning/native";
import { openTestStack, openTestTenant } from "../engine/tenantStack.ts";
import { groupId, liveGroup } from "../engine/liveTargets.ts";
import { lifeFile, recordedId } from "./recordedLife.ts";

/** Differ from run to run. */
const ofRun = ["randomSeed", "resourceStatusAddress", "resourceStatusToken"];

/** `npm run record-native-life`: keeps what the engine calls in one life of a set, with the responses. */
const tenant = await openTestTenant();
const { target } = native;
let declared = [1, 2];
try {
  tenant.emulator.tenant.addConfiguration({ id: recordedId, displayName: "Field Service" });
  const log = join(tenant.folder.path, "grpc.json");
  const stack = await openTestStack({
    tenant,
    environment: { PULUMI_DEBUG_GRPC: log },
    program: () => {
      new native.IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId: recordedId,
        assignments: declared.map((number) => target.group(groupId(number))),
      });
      return Promise.resolve();
    },
  });
  await stack.preview();
  await stack.up();
  declared = [2, 3];
  await stack.preview();
  await stack.up();
  tenant.emulator.tenant.addAssignment(recordedId, liveGroup(9));
  await stack.refresh();
  await stack.up();
  await stack.destroy();
  const calls = readCalls(await readFile(log, "utf8"));
  await writeFile(lifeFile, `${calls.map((call) => JSON.stringify(call)).join("\n")}\n`);
} finally {
  await tenant.close();
}

interface Call {
  method: string;
  request?: object;
  response?: object;
}

/** One line a call, which has its response. A plugin's process begins with its handshake, whose content is of the machine. */
function readCalls(log: string): Call[] {
  const lines = log.split("\n").filter((line) => line.includes('"/pulumirpc.ResourceProvider/'));
  return lines
    .map((line) => JSON.parse(line) as Call)
    .filter(({ response, method }) => response && !/GetSchema|Attach|GetPluginInfo/.test(method))
    .map(({ method, request, response }) => {
      const name = method.split("/").at(-1) ?? "";
      if (/Handshake|Configure/.test(name)) return { method: name };
      const given = Object.entries(request ?? {}).filter(([key]) => !ofRun.includes(key));
      return { method: name, request: Object.fromEntries(given), ...(response && { response }) };
    });
}
