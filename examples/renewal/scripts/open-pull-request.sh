#!/usr/bin/env bash
# Commits the renewed files to a branch of their own and opens a pull request, or brings the open one up to date.
#
#   open-pull-request.sh SUMMARY FILE...   needs git, and gh with GH_TOKEN
set -euo pipefail

summary=${1:?usage: open-pull-request.sh SUMMARY FILE...}
shift
base=${BASE_BRANCH:-main} branch=${RENEWAL_BRANCH:-renewal}

git add -- "$@"
if git diff --cached --quiet; then
  echo "Nothing is renewed."
  exit 0
fi
git switch --quiet --force-create "$branch"
git -c user.name="${GIT_AUTHOR_NAME:-github-actions[bot]}" \
  -c user.email="${GIT_AUTHOR_EMAIL:-41898282+github-actions[bot]@users.noreply.github.com}" \
  commit --quiet --message "Renew provisioning profiles"
# Only this workflow writes to the branch: each run replaces what the last one proposed.
git push --quiet --force origin "$branch"

open=$(gh pr list --head "$branch" --base "$base" --state open --json number --jq '.[0].number // empty')
if [[ -n $open ]]; then
  gh pr edit "$open" --body-file "$summary"
else
  gh pr create --head "$branch" --base "$base" --title "Renew provisioning profiles" --body-file "$summary"
fi
