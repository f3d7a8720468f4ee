#!/usr/bin/env bash
# Keeps one open issue of a label as long as there is something to say: opens it, updates it, closes it.
#
#   track-issue.sh LABEL TITLE MARKDOWN    an empty or missing file: nothing to say any more
set -euo pipefail

label=${1:?usage: track-issue.sh LABEL TITLE MARKDOWN} title=${2:?} markdown=${3:?}
number=$(gh issue list --label "$label" --state open --json number --jq '.[0].number // empty')

if [[ -s $markdown ]]; then
  if [[ -n $number ]]; then
    gh issue edit "$number" --body-file "$markdown"
  else
    gh label create "$label" --force
    gh issue create --label "$label" --title "$title" --body-file "$markdown"
  fi
elif [[ -n $number ]]; then
  gh issue close "$number" --comment "No longer so, by the run of $(date --utc +%F)."
fi
