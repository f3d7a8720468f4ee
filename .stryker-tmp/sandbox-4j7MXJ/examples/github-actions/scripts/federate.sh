#!/usr/bin/env bash
# Gets the job's OpenID Connect token into a file, for what reads AZURE_FEDERATED_TOKEN_FILE: the state's backend on Azure
# Blob, the secrets provider in Key Vault. The Intune provider asks for its own token.
#
#   federate.sh FILE    prints the variable, for $GITHUB_ENV
set -euo pipefail

file=${1:?usage: federate.sh FILE}
: "${ACTIONS_ID_TOKEN_REQUEST_URL:?The job has no permission id-token: write}"
: "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:?The job has no permission id-token: write}"

umask 077
node --input-type=module --eval '
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = process.env;
  const address = new URL(url);
  address.searchParams.set("audience", "api://AzureADTokenExchange");
  const answer = await fetch(address, { headers: { authorization: `bearer ${token}` } });
  if (!answer.ok) throw new Error(`GitHub gave no token: ${answer.status} ${await answer.text()}`);
  process.stdout.write((await answer.json()).value);
' >"$file"
echo "AZURE_FEDERATED_TOKEN_FILE=$file"
