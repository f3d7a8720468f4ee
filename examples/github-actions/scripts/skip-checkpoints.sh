#!/usr/bin/env bash
# Whether Pulumi may write the state once, at the end: prints true or false, for PULUMI_SKIP_CHECKPOINTS.
#
#   skip-checkpoints.sh PLAN
#
# SKIP_CHECKPOINTS=true or false decides. Without it, the plan does: a killed run is just run again, unless it creates
# configurations (docs/cookbook/recover-from-a-killed-run.md). One with `adoptId` is taken over, not created.
set -euo pipefail

plan=${1:?usage: skip-checkpoints.sh PLAN}

case ${SKIP_CHECKPOINTS:-} in
  true | false) echo "$SKIP_CHECKPOINTS" ;;
  *)
    node --eval '
      const { resourcePlans } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
      const creates = ([urn, { goal, steps = [] }]) =>
        /:IosLobAppProvisioningConfiguration::/.test(urn) &&
        steps.some((step) => step.startsWith("create")) &&
        !{ ...goal?.inputDiff?.adds, ...goal?.inputDiff?.updates }.adoptId;
      console.log(!Object.entries(resourcePlans).some(creates));
    ' "$plan"
    ;;
esac
