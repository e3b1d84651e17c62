#!/usr/bin/env bash
# The state machines as Terraform renders them: their language is right, and what each task gives to AWS is what the published
# models of the services take. Broken copies show that either would be seen.
. "$(dirname "$0")/lib.sh"

command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not installed"
command -v terraform >/dev/null || skip "terraform is not installed: Debian has no package of it, see developer.hashicorp.com/terraform/install"

valid() { tests/aws/node --bin asl-validator --json-path "$1"; } # MACHINE
taken() { tests/aws/moto python tests/aws/arguments.py "$@"; }    # MACHINE...

# Whatever a checker says, it must not be content.
refused() { # NAME REGEX COMMAND...
    local said status=0
    said=$("${@:3}" 2>&1) || status=$?
    if ((status == 0)); then result 1 "$1" "nothing was said about it: ${*:3}"; else like "$said" "$2" "$1"; fi
}

broken() { # MACHINE OLD NEW: a copy with one text in place of another, which must be there
    grep -qF -- "$2" "$MACHINES/$1.json" || result 1 "$1 holds $2"
    python3 -c 'import sys; print(sys.stdin.read().replace(sys.argv[1], sys.argv[2], 1))' "$2" "$3" <"$MACHINES/$1.json" >"$WORK/broken.json"
}

ok "terraform renders them" tests/aws/render modules/workflow tests/aws/workflow.tfvars.json "$WORK/rendered" || finish
MACHINES=$WORK/rendered/machines
is "$(find "$MACHINES" -name '*.json' | wc -l)" 4 "there are four"

for machine in "$MACHINES"/*.json; do
    ok "${machine##*/}: the language is right" valid "$machine"
done
ok "each task's arguments are what the services take" taken "$MACHINES"/*.json

broken understudy-worker '"Next": "Compose the command"' '"Next": "Compose a sonnet"'
refused "a transition to nowhere is seen" 'Compose a sonnet' valid "$WORK/broken.json"
broken understudy-worker '"Default": "Run to its end"' '"Default": "Run until it answers"'
refused "a state that nothing leads to is seen" 'Run to its end' valid "$WORK/broken.json"
broken understudy-worker '"LaunchType": "FARGATE"' '"LaunchType": "FARMGATE"'
refused "a word that is none of an enum is seen" "LaunchType: 'FARMGATE' is none of" taken "$WORK/broken.json"
broken understudy-worker '"AwsvpcConfiguration"' '"VpcConfiguration"'
refused "a member that there is not is seen" 'NetworkConfiguration.VpcConfiguration: .* has no such member' taken "$WORK/broken.json"
broken understudy-worker '"Cluster"' '"cluster"'
refused "a member in other letters is seen" 'cluster: RunTaskRequest has no such member' taken "$WORK/broken.json"
broken understudy-worker '"Command": "{% $words %}"' '"Command": "plan"'
refused "a text in place of a list is seen" 'Invalid type for parameter .*command' taken "$WORK/broken.json"
broken understudy-load 'startReplicationTask' 'startReplicatonTask'
refused "an operation that there is not is seen" 'dms StartReplicatonTask' taken "$WORK/broken.json"
broken understudy-load '"ReplicationTaskArn": "{% $made.task_arn %}",' ''
refused "a member that is missing is seen" 'Missing required parameter.*ReplicationTaskArn' taken "$WORK/broken.json"

finish
