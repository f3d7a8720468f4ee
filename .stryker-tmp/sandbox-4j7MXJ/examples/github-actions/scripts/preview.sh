#!/usr/bin/env bash
# Previews the stack and keeps what it would do: as a plan for apply.sh, and as Markdown for people.
#
#   preview.sh STACK PLAN MARKDOWN    ends as pulumi does
set -euo pipefail

stack=${1:?usage: preview.sh STACK PLAN MARKDOWN} plan=${2:?} markdown=${3:?}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

status=0
pulumi preview --stack "$stack" --diff --save-plan "$plan" --non-interactive --color never \
  2>&1 | tee "$output" || status=$?

{
  echo "### Preview of \`$stack\`"
  echo
  if [[ $status -ne 0 ]]; then
    echo "**The preview failed.**"
    echo
  fi
  # A comment takes 65,536 characters. Indented text is code, whatever stands in it.
  echo "<details open><summary>What would happen</summary>"
  echo
  head --bytes 60000 "$output" | sed 's/^/    /'
  echo
  echo "</details>"
} >"$markdown"
exit "$status"
