#!/usr/bin/env bash
# Previews the stack and keeps what it would do: as a plan for apply.sh, and as Markdown for people, who first read what goes.
#
#   preview.sh STACK PLAN MARKDOWN [BYTES]    ends as pulumi does, or with 4 where removals have no room in BYTES (64000)
#
# Beside PLAN it writes PLAN.basis, which apply.sh compares; beside NAME.md the whole of it, as NAME.whole.md and NAME.json.
# To a pipeline it says `changes`: none, changes or removes; and `plan_sha256`. LOOK_UP_NAMES=true asks Graph for names.
set -euo pipefail

stack=${1:?usage: preview.sh STACK PLAN MARKDOWN [BYTES]} plan=${2:?} markdown=${3:?} bytes=${4:-64000}
here=$(dirname "${BASH_SOURCE[0]}")
whole=${markdown%.md}.whole.md json=${markdown%.md}.json
errors=$(mktemp)
# Whoever applies must find no plan of a preview that failed.
trap 'code=$?; rm -f "$errors"; [[ $code -eq 0 ]] || rm -f "$plan" "$plan.basis"' EXIT
# Nothing of an earlier preview may pass for one of this.
rm -f "$plan" "$plan.basis" "$markdown" "$whole" "$json"
mkdir -p "$(dirname "$plan")" "$(dirname "$markdown")"

names=()
[[ ${LOOK_UP_NAMES:-} != true ]] || names=(--look-up)
explain() { npx --no-install pulumi-intune-provisioning explain "$json" "${names[@]}" "$@"; }

# Before the preview: what changes the state meanwhile is refused as well.
status=0
{
  "$here/basis.sh" "$stack" >"$plan.basis" &&
    pulumi preview --stack "$stack" --json --show-sames --save-plan "$plan" --non-interactive >"$json"
} 2>"$errors" || status=$?
cat "$errors" >&2

if [[ $status -ne 0 ]]; then
  {
    echo "**The preview failed.**"
    echo
    if [[ ! -s $json ]] || ! { explain --format markdown --max-bytes 60000 || [[ $? -eq 4 ]]; }; then
      echo "The end of what pulumi said:"
      echo
      tail --bytes 10000 "$errors" | sed 's/^/    /'
    fi
  } | tee "$markdown"
  exit "$status"
fi

verdict=0
explain --output "$whole" || verdict=$?
case $verdict in
  0) changes=none ;;
  2) changes=changes ;;
  3) changes=removes ;;
  *) exit 1 ;;
esac
explain --max-bytes "$bytes" --whole "${PREVIEW_WHOLE:-$whole}" --output "$markdown" || status=$?
# The codes of explain; an error of the shell, or a release without the command, writes no file.
[[ -s $whole && -s $markdown ]] || { echo "There is no explanation of the preview." >&2; exit 1; }
cat "$whole"
[[ $status -eq $verdict ]] || exit "$status"

sha256=$(sha256sum <"$plan" | cut --characters 1-64)
echo "plan $sha256" >>"$plan.basis"
if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  printf 'changes=%s\nplan_sha256=%s\n' "$changes" "$sha256" >>"$GITHUB_OUTPUT"
elif [[ -n ${TF_BUILD:-} ]]; then
  echo "##vso[task.setvariable variable=changes;isOutput=true]$changes"
  echo "##vso[task.setvariable variable=plan_sha256;isOutput=true]$sha256"
fi
