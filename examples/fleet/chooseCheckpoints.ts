import type { Step } from "./judgeSteps.ts";

/**
 * Without checkpoints Pulumi writes the state once, at the end, which is several times as fast for hundreds of resources. If such
 * a run is killed, the same command does the rest, unless it has created configurations
 * (docs/cookbook/recover-from-a-killed-run.md). Who has set the variable decides.
 */
export function chooseCheckpoints(
  steps: readonly Step[],
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const creates = steps.some(
    ({ op, type, isAdopted }) =>
      op.startsWith("create") && type.endsWith(":IosLobAppProvisioningConfiguration") && !isAdopted,
  );
  const { PULUMI_SKIP_CHECKPOINTS = creates ? "" : "true" } = environment;
  return { PULUMI_SKIP_CHECKPOINTS };
}
