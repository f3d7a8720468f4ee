#!/usr/bin/env bash
# Runs a command as the service connection of the task AzureCLI@2: the Intune provider asks Azure Pipelines for a token of it,
# and Pulumi itself, for the state and its secrets, is signed in by the task.
#
#   with-connection.sh COMMAND…
set -euo pipefail

: "${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:?Run this by AzureCLI@2, with a service connection by workload identity federation}"
: "${SYSTEM_ACCESSTOKEN:?Map it in the step: env, SYSTEM_ACCESSTOKEN: \$(System.AccessToken)}"

export ARM_USE_OIDC=true
export ARM_TENANT_ID=$AZURESUBSCRIPTION_TENANT_ID
export ARM_CLIENT_ID=$AZURESUBSCRIPTION_CLIENT_ID
export ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID=$AZURESUBSCRIPTION_SERVICE_CONNECTION_ID
exec "$@"
