#!/usr/bin/env bash
# Registers the two applications that a pipeline signs in as: one that reads, for pull requests and drift, and one that
# writes, for the environment that applies. Both trust a CI service's tokens; no secret is created, here or later.
# Says what it does before it does it, and can be run again: what is there already is left as it is.
set -euo pipefail

readonly graph_app_id="00000003-0000-0000-c000-000000000000"
readonly read_role="7a6ee1e7-141e-4cec-ae74-d9db155731ff"  # DeviceManagementApps.Read.All
readonly write_role="78145de6-330d-4800-a6ce-494ff2d33d07" # DeviceManagementApps.ReadWrite.All
readonly github_issuer="https://token.actions.githubusercontent.com"
readonly audience="api://AzureADTokenExchange"

usage() {
  cat <<'TEXT'
Usage: register.sh --repository OWNER/NAME [options]

  --repository OWNER/NAME   the repository on GitHub, in the letter case in which GitHub shows it; what its jobs' subjects
                            begin with is asked of gh, where that is installed. With ids (OWNER@ID/NAME@ID) it is taken as it is
  --environment NAME        the environment whose jobs may write (production)
  --read-environment NAME   the environment whose jobs may read, in place of pull requests and the branch
  --branch NAME             the branch whose jobs may read, beside pull requests (main)
  --name NAME               what the applications' names begin with (intune-provisioning)
  --grant                   grants the permissions too; needs a Privileged Role Administrator
  --dry-run                 reads what is there, and only says what it would do

Azure Pipelines, instead of or beside GitHub; issuer and subjects are what the two service connections show:

  --ado-issuer URL --ado-read-subject SUBJECT --ado-apply-subject SUBJECT
TEXT
}

fail() {
  echo "register.sh: $1" >&2
  exit "${2:-1}"
}

repository="" environment="production" read_environment="" branch="main" name="intune-provisioning"
ado_issuer="" ado_read_subject="" ado_apply_subject=""
dry_run=false grant=false

while (($# > 0)); do
  case "$1" in
    --dry-run) dry_run=true ;;
    --grant) grant=true ;;
    -h | --help)
      usage
      exit 0
      ;;
    --repository | --environment | --read-environment | --branch | --name | --ado-issuer | --ado-read-subject | --ado-apply-subject)
      [[ -n "${2:-}" ]] || fail "$1 needs a value; --help says more." 2
      # It goes into queries and JSON.
      [[ "$2" != *[\'\"\\]* ]] || fail "$1 takes no quotes and no backslashes." 2
      variable="${1#--}"
      printf -v "${variable//-/_}" '%s' "$2"
      shift
      ;;
    *) fail "does not know $1; --help says more." 2 ;;
  esac
  shift
done

# An owner's name has an underscore where a company manages its users.
readonly by_name='[A-Za-z0-9_-]+/[A-Za-z0-9._-]+' by_id='[A-Za-z0-9_-]+@[0-9]+/[A-Za-z0-9._-]+@[0-9]+'
if [[ -n "$repository" && ! "$repository" =~ ^($by_name|$by_id)$ ]]; then
  fail "--repository must be OWNER/NAME or OWNER@ID/NAME@ID, such as octo-org/octo-repo." 2
fi
if [[ ! "$name" =~ ^[A-Za-z0-9._-]+$ ]]; then
  fail "--name takes letters, digits, '.', '_' and '-' only." 2
fi
if [[ -n "$ado_issuer$ado_read_subject$ado_apply_subject" ]]; then
  [[ -n "$ado_issuer" && -n "$ado_read_subject" && -n "$ado_apply_subject" ]] ||
    fail "--ado-issuer, --ado-read-subject and --ado-apply-subject go together." 2
  # One subject for both would let whoever reads write.
  [[ "$ado_read_subject" != "$ado_apply_subject" ]] || fail "the two subjects of Azure Pipelines must differ." 2
fi
[[ "$read_environment" != "$environment" ]] || fail "the environments that read and that write must differ." 2
[[ -n "$repository$ado_issuer" ]] || fail "needs --repository or --ado-issuer; --help says more." 2

# Says a change, and makes it unless this is a dry run; what az answers is left in $answer.
change() {
  local what="$1"
  shift
  answer=""
  if [[ "$dry_run" == true ]]; then
    echo "  would $what:"
    printf '   '
    printf ' %q' "$@"
    echo
  else
    echo "  $what"
    answer="$("$@")"
  fi
}

find_one() {
  local what="$1" found
  shift
  found="$("$@")" || exit 1 # -e does not reach into $(…)
  (($(wc -w <<<"$found") <= 1)) || fail "there are several of $what: $(tr '\n' ' ' <<<"$found")- remove or rename all but one."
  echo "$found"
}

# What the subjects of a repository's jobs begin with: with ids where it was made, renamed or transferred since July 2026,
# or has asked for them.
find_subjects() {
  local settings is_default prefix
  if [[ "$repository" == *@* ]]; then
    echo "repo:$repository"
    return
  fi
  if ! command -v gh >/dev/null || ! settings="$(gh api "repos/$repository/actions/oidc/customization/sub" \
    --jq '"\(.use_default) \(.sub_claim_prefix // "")"')"; then
    echo "  WARNING: gh has not told whether the jobs' subjects hold ids, as they do where the repository was made, renamed or" \
      "transferred since July 2026. If they do, run this with --repository OWNER@ID/NAME@ID" >&2
    echo "repo:$repository"
    return
  fi
  read -r is_default prefix <<<"$settings"
  # Whatever they are made of, it is not what is registered here.
  [[ "$is_default" != false ]] ||
    fail "the subjects of $repository are customized: gh api repos/$repository/actions/oidc/customization/sub"
  [[ "${prefix:=repo:$repository}" =~ ^repo:($by_name|$by_id)$ ]] || fail "gh tells of subjects that begin with '$prefix'."
  echo "$prefix"
}

trust() {
  local app_id="$1" issuer="$2" subject="$3" found="" credential parameters
  if [[ "$app_id" != "<"* ]]; then
    found="$(az ad app federated-credential list --id "$app_id" \
      --query "[?issuer=='$issuer' && subject=='$subject'].name" --output tsv)"
  fi
  if [[ -n "$found" ]]; then
    echo "  trusts $subject already"
    return
  fi
  # A name has 120 characters at most; the checksum tells apart what is the same without what was replaced or cut.
  credential="$(printf '%s' "$subject" | tr -c 'A-Za-z0-9_-' '-')"
  credential="${credential:0:109}-$(printf '%s %s' "$issuer" "$subject" | cksum | cut -d ' ' -f 1)"
  parameters="$(printf '{"name":"%s","issuer":"%s","subject":"%s","audiences":["%s"]}' \
    "$credential" "$issuer" "$subject" "$audience")"
  change "trust $subject" az ad app federated-credential create --id "$app_id" --parameters "$parameters"
}

permit() {
  local app_id="$1" sp_id="$2" role="$3" role_name="$4" declared="" granted="" others body
  if [[ "$app_id" != "<"* ]]; then
    declared="$(az ad app show --id "$app_id" \
      --query "requiredResourceAccess[].resourceAccess[] | [?id=='$role'].id" --output tsv)"
  fi
  if [[ -z "$declared" ]]; then
    change "declare $role_name" az ad app permission add --id "$app_id" --api "$graph_app_id" \
      --api-permissions "$role=Role" --only-show-errors
  fi
  if [[ "$sp_id" != "<"* ]]; then
    granted="$(az rest --method GET --url "${graph}v1.0/servicePrincipals/$sp_id/appRoleAssignments" \
      --query "value[].appRoleId" --output tsv)"
  fi
  others="$(grep -vFx "$role" <<<"$granted" | tr '\n' ' ' || true)"
  [[ -z "${others// /}" ]] || echo "  WARNING: it was granted more than this: $others" >&2
  if grep -qFx "$role" <<<"$granted"; then
    echo "  is granted $role_name already"
  elif [[ "$grant" == true ]]; then
    body="{\"principalId\":\"$sp_id\",\"resourceId\":\"$graph_sp_id\",\"appRoleId\":\"$role\"}"
    change "grant $role_name" az rest --method POST \
      --url "${graph}v1.0/servicePrincipals/$sp_id/appRoleAssignments" --body "$body"
  else
    echo "  TO DO: an administrator grants $role_name (run again with --grant, or in the portal)"
  fi
}

# Makes the application, and leaves its id in $app_id.
register() {
  local app_name="$1" role="$2" role_name="$3" sp_id="" secrets
  shift 3
  echo "$app_name"
  app_id="$(find_one "the application $app_name" az ad app list \
    --filter "displayName eq '$app_name'" --query "[].appId" --output tsv)"
  if [[ -z "$app_id" ]]; then
    change "create the application" az ad app create --display-name "$app_name" \
      --sign-in-audience AzureADMyOrg --query appId --output tsv
    app_id="${answer:-<appId of $app_name>}"
  else
    echo "  exists as $app_id"
    secrets="$(az ad app show --id "$app_id" \
      --query "length([passwordCredentials, keyCredentials][])" --output tsv)"
    [[ "$secrets" == 0 ]] || echo "  WARNING: it has $secrets secret(s) or certificate(s) that no pipeline needs; remove them" >&2
    sp_id="$(az ad sp list --filter "appId eq '$app_id'" --query "[].id" --output tsv)"
  fi
  if [[ -z "$sp_id" ]]; then
    change "create its service principal" az ad sp create --id "$app_id" --query id --output tsv
    sp_id="${answer:-<id of its service principal>}"
  fi
  permit "$app_id" "$sp_id" "$role" "$role_name"
  while (($# > 0)); do
    trust "$app_id" "$1" "$2"
    shift 2
  done
}

tenant_id="$(az account show --query tenantId --output tsv)" ||
  fail "needs the Azure CLI, signed in to the tenant: az login --allow-no-subscriptions"
graph="$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)"
graph_sp_id="$(az ad sp show --id "$graph_app_id" --query id --output tsv)"
echo "Tenant $tenant_id, Graph $graph"

reading=() applying=()
if [[ -n "$repository" ]]; then
  subjects="$(find_subjects)" # -e ends it here where it fails
  echo "Subjects begin with $subjects"
  # A job that names an environment is known by that, and no longer by what started it.
  if [[ -n "$read_environment" ]]; then
    reading+=("$github_issuer" "$subjects:environment:$read_environment")
  else
    reading+=("$github_issuer" "$subjects:pull_request" "$github_issuer" "$subjects:ref:refs/heads/$branch")
  fi
  applying+=("$github_issuer" "$subjects:environment:$environment")
fi
if [[ -n "$ado_issuer" ]]; then
  reading+=("$ado_issuer" "$ado_read_subject")
  applying+=("$ado_issuer" "$ado_apply_subject")
fi

register "$name-read" "$read_role" DeviceManagementApps.Read.All "${reading[@]}"
read_app_id="$app_id"
register "$name-apply" "$write_role" DeviceManagementApps.ReadWrite.All "${applying[@]}"
apply_app_id="$app_id"

echo "For the pipeline, none of it secret:"
echo "  TENANT_ID=$tenant_id"
echo "  READ_CLIENT_ID=$read_app_id"
echo "  APPLY_CLIENT_ID=$apply_app_id"
