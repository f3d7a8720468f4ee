#!/usr/bin/env bash
# Prints what a preview rests on: the stack, the commit, and a hash of each resource in the state. A plan binds what an update
# does to what the program declares, and not to the state: what somebody's refresh has seen since may go without a preview.
#
#   basis.sh STACK
set -euo pipefail

stack=${1:?usage: basis.sh STACK}
commit=$(git rev-parse HEAD 2>/dev/null) || commit=none
state=$(pulumi stack export --stack "$stack" --non-interactive)
echo "stack $stack"
echo "commit $commit"
node --input-type=module --eval '
  import { createHash } from "node:crypto";
  import { text } from "node:stream/consumers";
  const { deployment } = JSON.parse(await text(process.stdin));
  const hash = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
  const lines = [
    ...(deployment.resources ?? []).map((resource) => `resource ${hash(resource)} ${resource.urn}`),
    ...(deployment.pending_operations ?? []).map((one) => `pending ${hash(one)} ${one.resource?.urn}`),
  ];
  console.log(lines.sort().join("\n"));
' <<<"$state"
