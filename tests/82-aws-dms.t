#!/usr/bin/env bash
# understudy dms check, create, start and wait against a DMS that really loads (tests/aws/dms.py), from MySQL 9.7 to
# PostgreSQL 18, by a task and serverless: what goes wrong at DMS is never taken for success.
. "$(dirname "$0")/lib-cross.sh"
command -v python3 >/dev/null || skip 'python3 is missing: make deps'

servers mysql 9.7 postgres 18
source_is shop tests/dms/source.mysql.sql

readonly ARN=arn:aws:dms:eu-west-1:123456789012
coproc DMS { exec python3 tests/aws/dms_alone.py "$WORK" "$UNDERSTUDY" "from,SOURCE,mysql,$(lab url "$SOURCE" shop)" \
    "to,TARGET,postgres,$(lab url "$TARGET" copy)" \
    "bad,TARGET,postgres,$(lab url "$TARGET" copy),{\"ExtraConnectionAttributes\": \"loadUsingCSV=false\"}" 2>"$WORK/dms.err"; }
read -r PORT <&"${DMS[0]}"
stop_dms() { kill "$DMS_PID" 2>/dev/null; }
export AWS_ENDPOINT_URL_DATABASE_MIGRATION_SERVICE=http://127.0.0.1:$PORT AWS_REGION=eu-west-1
export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=planted-secret-1

dms_job() { # DMS-KEYS [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' 'version: 1' 'name: shop.nightly' "source: { url: \"$(lab url "$SOURCE" shop)\" }" \
        "target: { url: \"$(lab url "$TARGET" copy)\" }" 'load: { by: dms }' "artifacts: $WORK/artifacts" \
        "dms: { source_endpoint_arn: \"$ARN:endpoint:FROM\", target_endpoint_arn: \"$ARN:endpoint:TO\", $1 }" "${@:2}")
    rm -rf "$WORK/artifacts"
}
called() { grep -c "^$1\$" "$WORK/calls"; } # OPERATION
made() { jq -r "$1" "$WORK/artifacts/dms.json"; } # FILTER

loads() { # NAME CREATE-OPERATION START-OPERATION
    target_is_empty copy
    rm -f "$WORK/calls"
    exits 0 "$1: pre-data" pre-data
    exits 78 "$1: nothing to wait for yet" dms wait
    says 'was never started' "$1: it says so"
    exits 0 "$1: create" dms create
    is "$(made '[.identifier, .start_type] | join(" ")')" 'understudy-shop-nightly start-replication' "$1: it says what was made, and how to start it"
    exits 0 "$1: create again" dms create
    is "$(called "$2")" 1 "$1: makes nothing"
    exits 0 "$1: start" dms start
    exits 0 "$1: wait" dms wait
    is "$(called "$3")" 1 "$1: it was started once"
    exits 0 "$1: post-data" post-data
    exits 0 "$1: diff says equal" diff --exit-code
}

dms_job "instance_arn: \"$ARN:rep:ONE\""
loads 'a task' CreateReplicationTask StartReplicationTask
exits 65 'beyond pre-data, nothing is emptied' dms start
says 'FINISHED_TARGET' 'it says why'
is "$(called StartReplicationTask)" 1 'and nothing is started'

dms_job "instance_arn: \"$ARN:rep:ONE\"" 'existing: refresh'
exits 0 'another night: pre-data' pre-data
exits 0 'another night: start' dms start
is "$(made .start_type)" reload-target 'another night: loaded anew'
exits 0 'another night: wait' dms wait
exits 0 'another night: a load that is not needed' dms start
exits 0 'another night: wait for it' dms wait
exits 0 'another night: post-data finds no row twice' post-data
exits 0 'another night: diff says equal' diff --exit-code

dms_job "instance_arn: \"$ARN:rep:ONE\", lob_mode: full" 'existing: refresh'
exits 0 'other settings: pre-data' pre-data
exits 0 'other settings: create' dms create
is "$(called ModifyReplicationTask)" 1 'other settings: the task is modified'
echo '{"kind": "suspend"}' >"$WORK/fault"
exits 0 'a suspended table: start' dms start
exits 65 'a suspended table: wait' dms wait
says '1 of [0-9]+ tables are not loaded: shop\.[^ ]+ \(Table error\)' 'a suspended table: it says which'
echo '{"kind": "fatal"}' >"$WORK/fault"
exits 0 'a fatal error: start' dms start
exits 65 'a fatal error: wait' dms wait
says 'out of memory' 'a fatal error: it says why'

# The endpoints and the task as DMS has them.
exits 0 'what is as the plan needs it' dms check
exits 65 'an endpoint that is not' dms check --set "dms.target_endpoint_arn=$ARN:endpoint:BAD"
shows 'critical DMS_SETTING.*loadUsingCSV' 'it says what is wrong there'
exits 65 'a task that is not' dms check --set dms.lob_mode=limited
shows 'critical DMS_SETTING.*FullLobMode' 'it says what is wrong there, too'
exits 78 'an endpoint that there is not' dms check --set "dms.target_endpoint_arn=$ARN:endpoint:NONE"
exits 65 'a job without endpoints' dms create --set dms.source_endpoint_arn= --set dms.task_arn=$ARN:task:NONE
dms_job ''
exits 65 'a job that says nothing of DMS' dms create
says 'set dms.instance_arn' 'it says what to set'
exits 64 'half a command' dms
says 'dms is followed by check, create, start or wait' 'it says what follows'

dms_job 'compute: { max_capacity_units: 4, subnet_group: private }'
loads 'serverless' CreateReplicationConfig StartReplication
is "$(grep -rlE 'planted-secret' "$WORK/out" "$WORK/err" "$WORK/artifacts")" '' 'no secret is told'
stop_dms
finish
