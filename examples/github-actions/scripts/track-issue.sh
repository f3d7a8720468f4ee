#!/usr/bin/env bash
# Keeps one open issue as long as there is something to say: opens it, updates it, closes it. It finds the issue again by a
# line that nobody sees, since people may give the label to issues of their own.
#
#   track-issue.sh LABEL TITLE MARKDOWN    an empty or missing file: nothing to say any more
set -euo pipefail

label=${1:?usage: track-issue.sh LABEL TITLE MARKDOWN} title=${2:?} markdown=${3:?}
marker="<!-- pulumi-intune-provisioning: $label: $title -->"
number=$(
  gh issue list --label "$label" --state open --limit 1000 --json number,body \
    --jq '.[] | [.number, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv' |
    awk -F '\t' -v marker="$marker" '!number && $2 == marker { number = $1 } END { print number }'
)

if [[ -s $markdown ]]; then
  body=$(mktemp)
  trap 'rm -f "$body"' EXIT
  { echo "$marker" && cat "$markdown"; } >"$body"
  if [[ -n $number ]]; then
    gh issue edit "$number" --body-file "$body"
  else
    gh label create "$label" --force
    gh issue create --label "$label" --title "$title" --body-file "$body"
  fi
elif [[ -n $number ]]; then
  gh issue close "$number" --comment "No longer so, by the run of $(date --utc +%F)."
fi
