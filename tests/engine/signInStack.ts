import { delimiter } from "node:path";
import type { Emulator } from "intune-graph-emulator";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import type { EngineFolder } from "../../engine/localStack.ts";
import { openTestStack, type TestStack, type TestStackOptions } from "./tenantStack.ts";

/** What a stack signs in with: settings by name, and variables. */
export interface SignIn {
  environment?: Record<string, string>;
  config?: NonNullable<TestStackOptions["config"]>;
}

export interface SignInStackOptions extends SignIn {
  emulator: Emulator;
  folder: EngineFolder;
  stackName: string;
  /** Configurations that the program assigns to all devices, one resource each. */
  configurationIds: readonly string[];
}

/** Variables that sign in, or that choose how. */
const signInVariables = /^(?:ARM|AZURE|ACTIONS|IDENTITY|MSI|SYSTEM|INTUNE)_/;

/** A stack that has nothing to sign in with but what is given. */
export async function openSignInStack(options: SignInStackOptions): Promise<TestStack> {
  const { emulator, folder, configurationIds, environment = {}, ...rest } = options;
  const inherited = Object.keys(process.env).filter((name) => signInVariables.test(name));
  return openTestStack({
    ...rest,
    tenant: { folder, environment: {} },
    environment: {
      ...Object.fromEntries(inherited.map((name) => [name, ""])),
      INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl,
      ...environment,
      ...(environment["PATH"] !== undefined && { PATH: await leadPath(environment["PATH"]) }),
    },
    program: () => {
      for (const [index, configurationId] of configurationIds.entries())
        new IosLobAppProvisioningConfigurationAssignments(`set-${index}`, {
          configurationId,
          assignments: [target.allDevices()],
        });
      return Promise.resolve();
    },
  });
}

/** The engine's PATH, led by the first folder of another. */
async function leadPath(path: string): Promise<string> {
  const [first = ""] = path.split(delimiter);
  return [first, pulumiPath(await findPulumiCli())].join(delimiter);
}
