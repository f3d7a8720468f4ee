#!/usr/bin/env bash
# Reports which profile expires when: a page for people as an artifact, Markdown in the job's summary, and a warning.
#
#   expiry.sh DAYS FOLDER    fails as the report does where something expires within so many days
set -euo pipefail

days=${1:?usage: expiry.sh DAYS FOLDER} folder=${2:?}
mkdir -p "$folder"
report() { npx --no-install pulumi-intune-provisioning report --warn-days "$days" "$@"; }

# 4: Graph did not show who gets some of the profiles. The page says which.
report --format html --output "$folder/expiry.html" || [[ $? -eq 4 ]]
status=0
report --format markdown --output "$folder/expiry.md" --fail-when-expiring || status=$?
if [[ -n ${GITHUB_STEP_SUMMARY:-} && -f $folder/expiry.md ]]; then
  cat "$folder/expiry.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [[ $status -eq 3 ]]; then
  echo "::warning title=Profiles expire::Within $days days, see the summary and the artifact expiry."
fi
exit "$status"
