#!/usr/bin/env bash
# Applies exactly what a preview has shown: the plan stops whatever else an update would do, and PLAN.basis stops it where the
# state, the commit or the plan is another one than was previewed.
#
#   apply.sh STACK PLAN [SHA256]    the hash of the plan, as preview.sh said it to whoever approved
#
# Where the program exports a whole resource (`export const app = new ProvisionedApp(…)`), `up --plan` does everything and then
# fails without a message: a fault of Pulumi's. Export single outputs.
set -euo pipefail

stack=${1:?usage: apply.sh STACK PLAN [SHA256]} plan=${2:?} approved=${3:-}
here=$(dirname "${BASH_SOURCE[0]}")

refuse() {
  echo "$1 Nothing was changed." >&2
  echo "Preview again, and have that approved: run preview.sh, or re-run all jobs of the pipeline." >&2
  exit 1
}

# Without the file, pulumi would apply what it finds now.
[[ -s $plan ]] || { echo "There is no plan at $plan: run preview.sh first." >&2; exit 1; }
[[ -s $plan.basis ]] || { echo "There is no $plan.basis: run preview.sh first." >&2; exit 1; }
sha256=$(sha256sum <"$plan" | cut --characters 1-64)
[[ -z $approved || $approved == "$sha256" ]] || refuse "The plan is not the one that was approved: its hash is $sha256, not $approved."

now=$({ "$here/basis.sh" "$stack" && echo "plan $sha256"; })
# diff ends with 1 where there are differences, and grep where there are none.
differences=$(diff "$plan.basis" - <<<"$now" | grep '^[<>]' || true)
differs() { grep --quiet "^[<>] $1 " <<<"$differences"; }
of() { sed --quiet "s/^$1 $2 //p" <<<"$differences"; }
differs plan && refuse "The plan is not the one that was previewed."
differs stack && refuse "The plan is for the stack $(of '<' stack), not for $stack."
differs commit && refuse "The preview was of the commit $(of '<' commit), and this is $(of '>' commit)."
if [[ -n $differences ]]; then
  sed --regexp-extended --quiet 's/^[<>] (resource|pending) [0-9a-f]+ (.*)$/  \2/p' <<<"$differences" | sort --unique >&2
  refuse "These resources of $stack have changed in the state since the preview, by somebody's up, refresh or import."
fi

PULUMI_SKIP_CHECKPOINTS=$("$here/skip-checkpoints.sh" "$plan")
export PULUMI_SKIP_CHECKPOINTS
[[ $PULUMI_SKIP_CHECKPOINTS == false ]] || echo "Pulumi writes the state once, at the end: if this run is killed, run it again."
pulumi up --stack "$stack" --plan "$plan" --yes --skip-preview --non-interactive --color never
