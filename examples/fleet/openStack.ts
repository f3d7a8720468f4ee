import {
  LocalWorkspace,
  type Deployment,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import type { Tenant } from "./tenant.ts";
import type { TenantRun } from "./tenantRun.ts";

export const projectName = "fleet";

export interface OpenStack {
  stack: Stack;
  /** The state as it is now. */
  state: Deployment;
}

/** A tenant's stack, in the backend that `PULUMI_BACKEND_URL` names, with its settings in its configuration. */
export async function openStack(run: TenantRun, program: PulumiFn): Promise<OpenStack> {
  const { tenant, task, workDir } = run;
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: tenant.name, projectName, program },
    {
      workDir,
      ...(task.secretsProvider !== undefined && { secretsProvider: task.secretsProvider }),
      // Dynamic providers are found from the folder of the program.
      projectSettings: { name: projectName, runtime: "nodejs", main: import.meta.dirname },
      stackSettings: { [tenant.name]: { config: toConfig(tenant) } },
      envVars: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    },
  );
  const state = await stack.exportStack();
  await keepSecretsProvider(stack, state, task.secretsProvider);
  return { stack, state };
}

interface SecretsProvider {
  type: string;
  state?: { salt?: string; url?: string; encryptedkey?: string };
}

/**
 * Goes on with what encrypts the state. Each run writes the stack's settings again: without the salt of the state's passphrase
 * the engine makes another one, accepts any passphrase, and shuts out who has the right one.
 */
async function keepSecretsProvider(
  stack: Stack,
  { deployment }: Deployment,
  named: string | undefined,
): Promise<void> {
  const { secrets_providers } = deployment as { secrets_providers?: SecretsProvider };
  const { type, state = {} } = secrets_providers ?? {};
  const current = state.url ?? type;
  if (current === undefined) return;
  if (named !== undefined && named !== current)
    throw new Error(
      `its state is encrypted by ${current}, and the tenants' file names ${named}: ` +
        "run `pulumi stack change-secrets-provider`, or change the file",
    );
  const { config } = await stack.workspace.stackSettings(stack.name);
  await stack.workspace.saveStackSettings(stack.name, {
    ...(config && { config }),
    ...(state.salt !== undefined && { encryptionSalt: state.salt }),
    ...(state.url !== undefined && { secretsProvider: state.url }),
    ...(state.encryptedkey !== undefined && { encryptedKey: state.encryptedkey }),
  });
}

function toConfig(tenant: Tenant): Record<string, string> {
  const settings = {
    environment: tenant.environment,
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    // A token of another tenant, by whatever mistake, sends nothing.
    expectedTenantId: tenant.tenantId,
    ...tenant.settings,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`intune:${key}`, value]),
  );
}
