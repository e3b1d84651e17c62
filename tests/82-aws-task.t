#!/usr/bin/env bash
# What a task owes to who started it: signs of life and the end to a Step Functions token, metrics to CloudWatch, and who
# it is to the log. With PostgreSQL 18 and tests/aws/states.py.
. "$(dirname "$0")/lib.sh"
command -v python3 >/dev/null || skip 'python3 is missing: make deps'
server 18

coproc STATES { exec python3 tests/aws/states.py "$WORK"; }
read -r PORT <&"${STATES[0]}"
trap 'kill "$STATES_PID" 2>/dev/null; clean_up' EXIT
export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:$PORT AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=planted-secret-1
export UNDERSTUDY_TASK_TOKEN=planted-token-2

call() { sed -n "s/^$1 //p" "$WORK/calls"; }          # OPERATION: what it was called with
said() { call "$1" | tail -n 1 | jq -r "$2"; }        # OPERATION FILTER
logs() { "${BOUND[@]}" "$UNDERSTUDY" "$@" --log json >"$WORK/out" 2>"$WORK/err"; } # ARGUMENT...: for machines
forget() { rm -f "$WORK/calls" "$WORK/refuse"; }

fresh source
fresh target
sql source <<<'CREATE TABLE customer (id integer PRIMARY KEY, name text); CREATE TABLE purchase (id integer PRIMARY KEY)'
job source target

exits 0 'a run that ends well' pre-data
is "$(said SendTaskHeartbeat .taskToken)" planted-token-2 'it says that it lives'
is "$(said SendTaskSuccess '.output | fromjson | [.command, .outcome, .exit_code, .objects.failed] | @json')" '["pre-data","done",0,0]' 'it says how it ended, in JSON'
is "$(call SendTaskFailure)" '' 'and nothing else'

forget
exits 1 'differences are no failure' diff --exit-code
is "$(said SendTaskSuccess '.output | fromjson | .outcome, (.differences > 0)' | paste -sd' ')" 'differences true' 'they are told'

forget
exits 69 'a run that fails' diff --set "target.url=postgres://postgres@127.0.0.1:1/target" --set connect.timeout=1
is "$(said SendTaskFailure .error)" Understudy.Connect 'its class is the error'
is "$(said SendTaskFailure '.cause | fromjson | [.outcome, .exit_code, .class, (.error | length > 9), (.remedy | length > 9)] | @json')" '["failed",69,"CONNECT",true,true]' 'the cause says what and how to mend it'

forget
exits 64 'a mistake in the command' diff --formatt json
is "$(said SendTaskFailure .error)" Understudy.Usage 'is told, too'
forget
UNDERSTUDY_JOB='version: 1
surprise: true' exits 65 'a mistake in the job' plan
is "$(said SendTaskFailure .error)" Understudy.Refused 'is told, too'
UNDERSTUDY_HEARTBEAT=soon exits 64 'a mistake in the heartbeat' diff
says 'UNDERSTUDY_HEARTBEAT is no number' 'says which'

# Somebody holds a table: the run waits, and lives.
forget
sql source -c "BEGIN; LOCK customer; SELECT pg_sleep(60)" >/dev/null 2>&1 &
HOLDER=$!
until [[ -n $(value postgres "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'") ]]; do sleep 0.05; done
UNDERSTUDY_HEARTBEAT=1 "$UNDERSTUDY" load --set load.by=understudy --set masking=none --log human >"$WORK/out" 2>"$WORK/err" &
RUN=$!
for ((i = 0; i < 100; i++)); do (($(call SendTaskHeartbeat 2>/dev/null | wc -l) < 3)) || break; sleep 0.1; done
result $((i == 100)) 'while it works it says so again and again'
echo TaskTimedOut >"$WORK/refuse"
status=0; wait "$RUN" || status=$?
is "$status" 143 'when nobody waits any more, it stops, and can be gone on with'
like "$(<"$WORK/err")" 'no state waits for this task any more' 'it says why'
sql postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
{ wait "$HOLDER"; } 2>/dev/null

forget
UNDERSTUDY_HEARTBEAT=1 "$UNDERSTUDY" plan --set connect.timeout=30 --set "target.url=postgres://postgres@127.0.0.1:1/target" >"$WORK/out" 2>"$WORK/err" &
RUN=$!
for ((i = 0; i < 100; i++)); do [[ -z $(call SendTaskHeartbeat 2>/dev/null) ]] || break; sleep 0.1; done
kill -TERM "$RUN"
status=0; wait "$RUN" || status=$?
is "$status $(said SendTaskFailure '.error')" '143 Understudy.Stopped' 'a task that ECS stops says so'

unset UNDERSTUDY_TASK_TOKEN
export ECS_CONTAINER_METADATA_URI_V4=http://127.0.0.1:$PORT/v4/one
ok 'as an ECS task' logs pre-data
is "$(jq -r 'select(.event == "task") | [.family, .revision, .zone] | join(" ")' "$WORK/err")" 'understudy-worker 7 eu-west-1a' 'the log says which'
is "$(jq -c 'select(._aws) | ._aws.CloudWatchMetrics[0] | [.Namespace, .Dimensions[0], (.Metrics | length)]' "$WORK/err")" '["Understudy",["Job","Command"],10]' 'metrics are told'
is "$(jq -c 'select(._aws) | . as $line | [._aws.CloudWatchMetrics[0].Metrics[].Name | $line[.] | type] | unique' "$WORK/err")" '["number"]' 'each with its value'
is "$(jq -c 'select(._aws) | [.Job, .Command, .Failed, .ExitCode]' "$WORK/err")" '["understudy","pre-data",0,0]' 'of this run'
UNDERSTUDY_METRICS=off ok 'or not' logs pre-data
is "$(grep -c _aws "$WORK/err")" 0 'when the environment says so'
is "$(grep -rlE 'planted-(secret|token)' "$WORK"/out "$WORK"/err)" '' 'no secret is in the logs'
finish
