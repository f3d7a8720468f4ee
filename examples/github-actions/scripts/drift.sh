#!/usr/bin/env bash
# Compares what is live with what was last applied. It needs the provider, but runs no program: what is merged and not yet
# applied is no drift, unless --pending says that it is; then the program is what is compared with. It writes nothing, not
# even a lock.
#
#   drift.sh [--pending] STACK MARKDOWN    0: none; 7: drift, described in MARKDOWN; anything else: it could not look
#
# Beside NAME.md, which an issue has room for, it writes the whole of it, as NAME.whole.md and NAME.json. LOOK_UP_NAMES=true
# asks Graph for names.
set -euo pipefail

compare=(refresh --preview-only) reference='last applied'
if [[ ${1:-} == --pending ]]; then
  compare=(preview --refresh --show-sames) reference='declares'
  shift
fi
stack=${1:?usage: drift.sh [--pending] STACK MARKDOWN} markdown=${2:?}
whole=${markdown%.md}.whole.md json=${markdown%.md}.json
rm -f "$markdown" "$whole" "$json"
mkdir -p "$(dirname "$markdown")"

names=()
[[ ${LOOK_UP_NAMES:-} != true ]] || names=(--look-up)
explain() { npx --no-install pulumi-intune-provisioning explain "$json" "${names[@]}" "$@"; }

status=0
pulumi "${compare[@]}" --stack "$stack" --json --expect-no-changes --non-interactive >"$json" || status=$?

case $status in
  0)
    : >"$markdown"
    exit 0
    ;;
  7) ;;
  *)
    # It says what failed, and ends with 4 then.
    explain || [[ $? -eq 4 ]] || cat "$json"
    exit "$status"
    ;;
esac

# 4: this is not all, which the text says.
explain --output "$whole" || [[ $? -eq 2 || $? -eq 3 || $? -eq 4 ]]
shown=$(explain --format markdown --max-bytes 60000 --whole "${DRIFT_WHOLE:-$whole}") || [[ $? -eq 2 || $? -eq 3 || $? -eq 4 ]]
[[ -s $whole && -n $shown ]] || { echo "There is no explanation of the drift." >&2; exit 1; }
{
  echo "What is live in Intune is not what \`$stack\` $reference."
  echo
  echo "$shown"
  echo
  echo "To put back what is declared: run \`pulumi refresh\`, then \`pulumi up\` after its preview."
  echo "To keep what is live: declare it in the program, then run \`pulumi up\`."
} >"$markdown"
cat "$whole"
exit 7
