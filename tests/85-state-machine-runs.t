#!/usr/bin/env bash
# The system as Terraform renders it, run end to end: its state machines are interpreted, its tasks are the worker as a process,
# its job specs and policies are the rendered ones, its databases are real, and calls to AWS are signed, allowed, and answered by
# moto or by what stands in front of it.
. "$(dirname "$0")/lib-aws.sh"

needs_aws
server_with_password postgres 18 "$PASSWORD_PG"
PG=$NAME
server_with_password mysql 9.7 "$PASSWORD_MY" --set local_infile=1
MY=$NAME
cat "$(ca_of "$PG")" "$(ca_of "$MY")" >"$CA"

# --- The four directions ---------------------------------------------------------------------------

fill() { # SERVER DB FILE
    fresh "$1" "$2"
    on "$1" "$2" <"$3" >/dev/null 2>"$WORK/load"
    result $? "$2: the source loads" "$(tail -n 5 "$WORK/load")"
}
fill "$PG" shop tests/dms/source.pg.sql
fill "$MY" shop tests/dms/source.mysql.sql
fresh "$PG" pgpg
fresh "$PG" mypg

side() { # ENGINE DATABASE
    local server=$PG user=postgres
    [[ $1 == postgres ]] || server=$MY user=admin
    printf '{ "engine": "%s", "host": "localhost", "port": %s, "database": "%s", "username": "%s", "password_version": 1 }' "$1" "$(port_of "$server")" "$2" "$user"
}

direction() { # NAME SOURCE TARGET LOAD WAIT JOB
    printf '"%s": { "source": %s, "target": %s, "load": "%s", "wait": "%s", "approve": "never", "varchar_bytes": 131072, "job": "%s" }' "$1" "$2" "$3" "$4" "$5" "masking: none\ninclude: [shop.*]\nexclude: [shop.unwanted]\n$6"
}

cat >"$WORK/variables.json" <<JSON
{ "name": "understudy", "bucket_name": "understudy-artifacts",
  "worker": { "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy@sha256:$(printf '0%.0s' {1..64})", "ca_bundle_path": "$CA" },
  "workflow": { "attempts": 3 },
  "dms": { "ca_certificate_pem": $(jq -Rs . "$CA") },
  "databases": {
    $(direction pg-pg "$(side postgres shop)" "$(side postgres pgpg)" dms sync 'dms: { lob_max_size: 256 }'),
    $(direction my-my "$(side mysql shop)" "$(side mysql '')" understudy token 'rename: { schemas: { shop: mymy } }'),
    $(direction pg-my "$(side postgres shop)" "$(side mysql '')" serverless sync 'rename: { schemas: { shop: pgmy } }'),
    $(direction my-pg "$(side mysql shop)" "$(side postgres mypg)" dms token '') },
  "passwords": { $(for name in pg-pg my-my pg-my my-pg; do printf '"%s-source": "none", "%s-target": "none",' "$name" "$name"; done | sed 's/,$//') },
  "refresh": { "nightly": { "expression": "cron(0 2 * * ? *)", "databases": ["pg-pg", "my-my"] } }
}
JSON
system_up "$WORK/variables.json" >"$WORK/up" 2>&1
result $? "terraform renders the system, and it is up" "$(tail -n 20 "$WORK/up" "$WORK/front.err" 2>&1)" || finish
secrets_are "$PASSWORD_PG" "$PASSWORD_MY"

container_is_taken() { tests/aws/moto python tests/aws/arguments.py --containers "$1"; }
ok "ECS takes the container's definition" container_is_taken "$WORK/rendered/containers/understudy.json"
sed 's/"essential": true/"essential": "yes"/' "$WORK/rendered/containers/understudy.json" >"$WORK/broken.json"
result $((! $(container_is_taken "$WORK/broken.json" >/dev/null; echo $?))) "and a broken one would be seen"

all_of() { # DATABASE...: the input of a run of them
    local name rows=()
    for name; do rows+=("{ \"name\": \"$name\", \"job_uri\": \"s3://understudy-artifacts/jobs/$name.json\", $(jq -r ".databases[\"$name\"] | \"\\\"load\\\": \\\"\" + .load + \"\\\", \\\"wait\\\": \\\"\" + .wait + \"\\\", \\\"approve\\\": \\\"never\\\"\"" "$WORK/variables.json") }"); done
    printf '{ "run": "%s", "databases": [%s] }' "$RUN" "$(IFS=,; echo "${rows[*]}")"
}

RUN=first
start understudy "$(all_of pg-pg my-my pg-my my-pg)"
succeeds "all four directions"
is "$(front objects | jq -r '."artifacts/first/summary.json" | fromjson | [.databases[].status] | join(" ")')" 'done done done done' "the bucket has a summary"
is "$(front messages | jq -r '.[-1].subject')" 'understudy: done: first' "somebody hears of it"
is "$(value "$PG" pgpg 'SELECT count(*) FROM shop.customer') $(value "$MY" mymy 'SELECT count(*) FROM customer') $(value "$MY" pgmy 'SELECT count(*) FROM customer') $(value "$PG" mypg 'SELECT count(*) FROM shop.customer')" \
    "$(value "$PG" shop 'SELECT count(*) FROM shop.customer') $(value "$MY" shop 'SELECT count(*) FROM customer') $(value "$PG" shop 'SELECT count(*) FROM shop.customer') $(value "$MY" shop 'SELECT count(*) FROM customer')" "the rows are there"

# --- The next night --------------------------------------------------------------------------------

value "$PG" shop "DELETE FROM shop.log" >/dev/null
start understudy "$(<"$WORK/rendered/schedules/understudy-nightly.json")"
succeeds "yesterday's targets are refreshed by the schedule's input"
is "$(value "$PG" pgpg 'SELECT count(*) FROM shop.log')" 0 "they hold what the sources hold now"

# --- DMS fails --------------------------------------------------------------------------------------

refresh() { # RUN
    start understudy "$(jq -n --arg run "$1" '{run: $run, databases: [{name: "pg-pg", job_uri: "s3://understudy-artifacts/jobs/pg-pg.refresh.json", load: "dms", approve: "never"}]}')"
}

fault '{"service": "dms", "operation": "load", "kind": "suspend", "counted": true}'
refresh suspended
fails_with "a table that is suspended" Understudy.Failed 'pg-pg: Understudy\.Load: DMS ended as stopped, Stop Reason FULL_LOAD_ONLY_FINISHED'
fault '{"service": "dms", "operation": "load", "kind": "suspend"}'
refresh uncounted
fails_with "a table that is suspended, and not counted" Understudy.Failed 'pg-pg: Understudy\.Load: DMS ended as stopped'
is "$(front objects | jq -r '."artifacts/uncounted/summary.json" | fromjson | .databases[0].cause.unfinished | length')" 1 "it says which"
fault "$(jq -n --arg command "cd $PWD; echo 'DELETE FROM shop.customer WHERE id = 1' | tests/lab sql $PG pgpg" '{service: "dms", operation: "load", kind: "command", command: $command}')"
refresh lost
fails_with "rows are lost on the way" Understudy.Failed "pg-pg: Understudy\.Refused: the rows on the target are not the source's"
is "$(value "$PG" pgpg "SELECT count(*) FROM pg_constraint WHERE contype = 'f'")" 0 "and no constraint is built on them"
fault '{"service": "dms", "operation": "load", "kind": "fatal"}'
fault '{"service": "dms", "operation": "DescribeReplicationTasks", "kind": "throttle", "times": 3}'
refresh fatal
fails_with "a fatal error" Understudy.Failed 'pg-pg: Understudy\.Load: DMS ended as failed, Stop Reason FATAL_ERROR: .*out of memory'
states redrive "$(redriven)"
succeeds "redriven, it loads again"
is "$(value "$PG" pgpg 'SELECT count(*) FROM shop.customer')" 3 "no row is there twice"

# --- A question ------------------------------------------------------------------------------------

# Over a finished target, which is critical: the answer says what to do about it.
start understudy '{ "run": "asked", "databases": [{ "name": "pg-pg", "job_uri": "s3://understudy-artifacts/jobs/pg-pg.json", "load": "understudy", "approve": "always" }] }' &
asked=$!
for ((i = 0; i < 300; i++)); do
    question=$(front messages | jq -r '[.[].message | fromjson | select(.token)][0] // empty')
    [[ -z $question ]] || break
    sleep 0.1
done
is "$(jq -r .database <<<"$question")" pg-pg "somebody is asked"
front answer "$(jq '{taskToken: .token, output: ({set: ["existing=refresh"]} | tojson)}' <<<"$question")" >/dev/null
wait "$asked"
succeeds "the answer is a setting of the job"

# --- Wrong input -----------------------------------------------------------------------------------

for wrong in '{}' '{ "databases": [] }' '{ "databases": [{ "name": "a/b", "job_uri": "s3://b/k" }] }' '{ "databases": [{ "name": "a" }] }' \
    '{ "databases": [{ "name": "a", "job": {}, "job_uri": "s3://b/k" }] }' '{ "databases": [{ "name": "a", "job": {} }, { "name": "a", "job": {} }] }' \
    '{ "databases": [{ "name": "a", "job": {}, "load": "hand" }] }' '{ "run": "../x", "databases": [{ "name": "a", "job": {} }] }'; do
    start understudy "$wrong"
    fails_with "$wrong" Understudy.Usage 'the input is'
done

finish
