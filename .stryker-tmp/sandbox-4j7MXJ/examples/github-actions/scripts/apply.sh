#!/usr/bin/env bash
# Applies exactly what a preview has shown: the plan stops whatever else an update would do.
#
#   apply.sh STACK PLAN
set -euo pipefail

stack=${1:?usage: apply.sh STACK PLAN} plan=${2:?}
# Without the file, pulumi would apply what it finds now.
[[ -s $plan ]] || { echo "There is no plan at $plan: run preview.sh first." >&2; exit 1; }
pulumi up --stack "$stack" --plan "$plan" --yes --skip-preview --non-interactive --color never
