#!/usr/bin/env bash
# Terraform: every folder is formatted, valid and passes its own tests; what the examples make holds no secret, allows nothing
# that it should not, and is made once. Where the provider cannot be downloaded, its schema stands in for it (tests/aws/terraform).
. "$(dirname "$0")/lib.sh"

tests/aws/terraform version >/dev/null 2>&1 || skip "terraform is not installed: Debian has no package of it, see developer.hashicorp.com/terraform/install"
HERE=$PWD

clean_up() {
    ((BASHPID == $$)) || return
    [[ -z ${PROVIDER:-} ]] || kill "$PROVIDER" 2>/dev/null
    rm -rf "$WORK"
}

# One provider for all commands, of those types alone that the configuration names: a schema of 1,581 takes a second each time.
one_provider() { # FOLDER-OF-THE-PROVIDER
    local cache=${UNDERSTUDY_TF_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/understudy-tf}
    mkdir "$WORK/provider" && cp "$1"/* "$WORK/provider" && chmod u+w "$WORK/provider"/*
    python3 - "$WORK/provider/schema.json.gz" terraform <<'PYTHON'
import gzip, json, pathlib, re, sys
path, folder = sys.argv[1:]
with gzip.open(path, "rt") as schema:
    whole = json.load(schema)
text = "\n".join(file.read_text() for file in pathlib.Path(folder).rglob("*.tf"))
used = set(re.findall(r'^(?:resource|data) "(aws_\w+)"', text, re.M))
for provider in whole["provider_schemas"].values():
    for kind in ("resource_schemas", "data_source_schemas"):
        provider[kind] = {name: block for name, block in provider[kind].items() if name in used}
with gzip.open(path, "wt") as schema:
    json.dump(whole, schema)
PYTHON
    TMPDIR=$WORK TFAWS_NODE_MODULES=$cache/node_modules node "$WORK/provider/provider.js" >"$WORK/reattach" 2>"$WORK/provider.log" &
    PROVIDER=$!
    for _ in {1..300}; do
        [[ -s $WORK/reattach ]] && break
        sleep 0.1
    done
    # shellcheck disable=SC1091
    . "$WORK/reattach"
}

terraform() { "${BOUND[@]}" "$HERE/tests/aws/terraform" "$@"; }
in_folder() { (cd "$WORK/terraform/$1" && terraform "${@:2}"); } # FOLDER ARGUMENT...

# Formatting is asked of the tree; all else runs in a copy, for it leaves a lock file that must not be committed.
ok "it is formatted" terraform fmt -check -recursive -diff terraform
ok "READMEs list what is taken and given" tests/aws/interface.py terraform terraform/modules/*
cp -r terraform "$WORK/terraform"
FOLDERS=(.)
for folder in terraform/modules/* terraform/examples/*; do FOLDERS+=("${folder#terraform/}"); done

# The real provider would make what the tests say: with it, nothing goes beyond what needs no account.
offline=${UNDERSTUDY_TERRAFORM:-$HERE/../shared/tools/terraform-offline}
if [[ ! -x $offline ]]; then
    mkdir "$WORK/plugins"
    export TF_PLUGIN_CACHE_DIR=$WORK/plugins
    in_folder . init -backend=false >"$WORK/said" 2>&1 || skip "neither the provider's stand-in nor the registry is there: $(tail -n 1 "$WORK/said")"
    for folder in "${FOLDERS[@]}"; do
        ok "$folder: init" in_folder "$folder" init -backend=false
        ok "$folder: valid" in_folder "$folder" validate
    done
    note "no stand-in for the provider: nothing was planned, applied or tested"
    finish
fi
one_provider "$(dirname "$(readlink -f "$offline")")/tf-schema-provider"

for folder in "${FOLDERS[@]}"; do
    ok "$folder: init" in_folder "$folder" init -backend=false
    ok "$folder: valid" in_folder "$folder" validate
    ok "$folder: its own tests pass" in_folder "$folder" test
done

# ---- what the examples make ----

VARIABLES=-var-file=tests/terraform.tfvars
for example in minimal complete; do
    folder=examples/$example made=$WORK/terraform/examples/$example
    ok "$example: plan" in_folder "$folder" plan "$VARIABLES" -out=made.tfplan
    ok "$example: apply" in_folder "$folder" apply "$VARIABLES" made.tfplan
    ok "$example: a second plan has nothing to do" in_folder "$folder" plan "$VARIABLES" -detailed-exitcode
    in_folder "$folder" show -json >"$WORK/$example.json" 2>"$WORK/said" || result 1 "$example: what was made is shown" "$(<"$WORK/said")"
    in_folder "$folder" show -json made.tfplan >"$WORK/$example.plan.json" 2>/dev/null
    grep -q 'planted-password' "$made/tests/terraform.tfvars" || result 1 "$example: passwords are planted"
    is "$(grep -lr 'planted-password' "$made" "$WORK/$example.json" "$WORK/$example.plan.json" --include='*.json' --include='*.tfstate*')" '' "$example: no password in plan or state"
done
ok "policies allow what they must, and the README names the exceptions" python3 tests/aws/policies.py "$WORK/complete.json" terraform/README.md

ok "what AWS would get is taken out" python3 tests/aws/rendered.py "$WORK/complete.json" "$WORK/rendered"
is "$(cd "$WORK/rendered/objects" && printf '%s ' *)" 'jobs%2Fbilling.json.json jobs%2Fcatalogue.json.json jobs%2Fcatalogue.refresh.json.json jobs%2Forders.json.json jobs%2Fshop.json.json jobs%2Fshop.refresh.json.json ' "job specs are rendered"
for job in "$WORK"/rendered/objects/*; do exits 0 "${job##*/}: the worker takes it" job check "$job"; done
if python3 -c 'import botocore' 2>/dev/null; then
    ok "the container is what ECS takes" python3 tests/aws/arguments.py --containers "$WORK"/rendered/containers/*
    sed 's/"stopTimeout"/"stopTimeOut"/' "$WORK"/rendered/containers/* >"$WORK/broken.json"
    like "$(python3 tests/aws/arguments.py --containers "$WORK/broken.json")" stopTimeOut "a member that there is not is seen"
fi

# ---- what is refused, and in which words ----

refused() { # OVERRIDE REGEX
    local said status=0
    said=$(cd "$WORK/terraform/examples/minimal" && terraform plan "$VARIABLES" -var "$1" 2>&1) || status=$?
    # terraform breaks lines where it likes.
    said=$(tr -s '\n│ ' ' ' <<<"$said")
    if ((status == 0)); then result 1 "$1 is refused"; else like "$said" "$2" "$1 is refused"; fi
}

refused image=understudy:latest 'image: .*@sha256:DIGEST, not a tag'
refused vpc_id=mine "vpc.id: a VPC's id, vpc-"
refused 'private_subnet_ids=["subnet-0a"]' 'needs two subnets or more'
refused 'route_table_ids=[]' 's3_gateway: a VPC that is there needs vpc.route_table_ids'
refused source_security_group_id=mine "security_group_id is a security group's id"
refused source_host=db:5432 'a host is a name or an IPv4 address, without a port'
refused source_password= 'passwords: a login with a password_version has none here'

# A policy that allows too much would be seen.
sed 's/RegistryToken/AnyToken/g' "$WORK/complete.json" >"$WORK/loose.json"
is "$(python3 tests/aws/policies.py "$WORK/loose.json" terraform/README.md | grep -c AnyToken)" 1 "a statement about everything that no exception names is seen"

finish
