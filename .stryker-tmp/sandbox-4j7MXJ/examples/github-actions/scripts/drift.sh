#!/usr/bin/env bash
# Compares what is live with what was last applied. It needs the provider, but runs no program: what is merged and not yet
# applied is no drift, unless --pending says that it is; then the program is what is compared with. It writes nothing, not
# even a lock.
#
#   drift.sh [--pending] STACK MARKDOWN    0: none; 7: drift, described in MARKDOWN; anything else: it could not look
set -euo pipefail

compare=(refresh --preview-only) reference='last applied'
if [[ ${1:-} == --pending ]]; then
  compare=(preview --refresh) reference='declares'
  shift
fi
stack=${1:?usage: drift.sh [--pending] STACK MARKDOWN} markdown=${2:?}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

status=0
pulumi "${compare[@]}" --stack "$stack" --diff --expect-no-changes --non-interactive --color never \
  2>&1 | tee "$output" || status=$?

case $status in
  0) : >"$markdown" ;;
  7)
    {
      echo "What is live in Intune is not what \`$stack\` $reference."
      echo
      head --bytes 60000 "$output" | sed 's/^/    /'
      echo
      echo "To put back what is declared: run \`pulumi refresh\`, then \`pulumi up\` after its preview."
      echo "To keep what is live: declare it in the program, then run \`pulumi up\`."
    } >"$markdown"
    ;;
esac
exit "$status"
