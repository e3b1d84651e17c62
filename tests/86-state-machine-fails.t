#!/usr/bin/env bash
# What goes wrong in the system as Terraform renders it, and what its state machines make of it: each exit code of a command,
# tasks that never start, are killed or fall silent, calls that are throttled, credentials that expire, a secret that is rotated;
# and that a redrive goes on with the step that failed.
. "$(dirname "$0")/lib-aws.sh"

needs_aws
server_with_password postgres 18 "$PASSWORD_PG"
PG=$NAME
cp "$(ca_of "$PG")" "$CA"

sides='"engine": "postgres", "host": "localhost", "port": '$(port_of "$PG")', "username": "worker", "password_version": 1'
cat >"$WORK/variables.json" <<JSON
{ "name": "understudy", "bucket_name": "understudy-artifacts",
  "worker": { "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy@sha256:$(printf '0%.0s' {1..64})", "ca_bundle_path": "$CA" },
  "workflow": { "attempts": 3, "timeouts": { "heartbeat": 200 } },
  "databases": { "tiny": { "source": { $sides, "database": "tiny" }, "target": { $sides, "database": "copy" }, "load": "understudy",
    "approve": "never", "job": "masking: none\nconnect: { timeout: 1 }\nlock_timeout: 1" } },
  "passwords": { "tiny-source": "none", "tiny-target": "none" } }
JSON
system_up "$WORK/variables.json" >"$WORK/up" 2>&1
result $? "terraform renders the system, and it is up" "$(tail -n 20 "$WORK/up" "$WORK/front.err" 2>&1)" || finish

postgres() { value "$PG" "$1" "$2" >/dev/null; } # DB SQL
postgres postgres "CREATE ROLE worker SUPERUSER LOGIN PASSWORD '$PASSWORD_PG'"
secrets_are "$PASSWORD_PG"
fresh "$PG" tiny
postgres tiny "CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders SELECT i, 'note ' || i FROM generate_series(1, 100) i; CREATE INDEX orders_note ON orders (note)"
fresh "$PG" copy

# --- One command -----------------------------------------------------------------------------------

command() { # WAIT "WORD, WORD..." [KEY=VALUE...]
    start understudy-worker "$(jq -n --arg wait "$1" --arg words "$2" '{database: "tiny", run: "one", wait: $wait, command: ($words | split(" ")),
        job_uri: "s3://understudy-artifacts/jobs/tiny.json", set: $ARGS.positional}' --args load.by=understudy "${@:3}")"
}

command sync clone
succeeds "0: clone"
is "$(out .output.summary.rows)" 100 "its summary comes out"
command token plan
succeeds "0: plan, by token"
is "$(out .output.summary.command)" plan "its summary is the answer"

command sync nonsense
fails_with "64" Understudy.Usage 'the image and this state machine are of different versions'
command token pre-data
fails_with "65, by token" Understudy.Refused 'an earlier run went beyond pre-data'
command sync pre-data
fails_with "65" Understudy.Refused '"ended":"65","attempts":1,.*an earlier run went beyond pre-data'
postgres copy 'DROP INDEX orders_note'
command sync 'diff --exit-code'
fails_with "1" Understudy.Differences '1 objects differ.*redrive'
command sync post-data "target.url=postgres://worker@localhost:1/copy"
fails_with "69" Understudy.Connect '"ended":"69","attempts":3'
postgres tiny "CREATE FUNCTION odd(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS 'BEGIN IF current_database() = ''copy'' THEN RAISE EXCEPTION ''no''; END IF; RETURN \$1; END'; CREATE INDEX odd ON orders (odd(note))"
fresh "$PG" copy
command sync clone
fails_with "70" Understudy.Sql '"ended":"70","attempts":1'
postgres tiny "DROP INDEX odd; DROP FUNCTION odd"
command sync plan target.snapshot=/nowhere/target.json
fails_with "74" Understudy.Artifact '"ended":"74","attempts":3'
secret_is "$(secret_of tiny target)" wrong
command sync plan
fails_with "77" Understudy.Permission '"ended":"77","attempts":1'
secret_is "$(secret_of tiny target)" "$PASSWORD_PG"
command sync plan source.password.secret=arn:aws:secretsmanager:eu-west-1:123456789012:secret:other-AbCdEf
fails_with "no secret that the task may read" Understudy.Permission 'not authorized'
command sync plan source.password.key=other
fails_with "78" Understudy.Config '"ended":"78","attempts":1'
long=$(printf 'x%.0s' {1..9000})
start understudy-worker "{\"database\": \"tiny\", \"run\": \"one\", \"wait\": \"sync\", \"command\": [\"plan\"], \"set\": [], \"job\": {\"version\": 1, \"name\": \"$long\"}}"
fails_with "a job that is too long" Understudy.NotAccepted 'Container Overrides length must be at most 8192.*belongs on S3, as job_uri'

# --- Tasks -----------------------------------------------------------------------------------------

in_two() { # NAME
    succeeds "$1"
    is "$(out .output.attempts)" 2 "$1: by the second attempt"
}

fault '{"service": "ecs", "operation": "task", "kind": "never starts"}'
command sync plan
in_two "a container that does not start"
fault '{"service": "ecs", "operation": "task", "kind": "never starts", "times": 3}'
command sync plan
fails_with "a container that never starts" Understudy.NotStarted 'CannotPullContainerError'
fault '{"service": "ecs", "operation": "task", "kind": "SIGTERM"}'
command sync plan
in_two "143"
fault '{"service": "ecs", "operation": "task", "kind": "SIGKILL"}'
command sync plan
fails_with "137" Understudy.Killed 'give it more'
front set '{"faults": []}' >/dev/null
fault '{"service": "ecs", "operation": "task", "kind": "SIGKILL"}'
command token plan
in_two "a task that falls silent"
fault '{"service": "ecs", "operation": "task", "kind": "no room", "times": 2}'
command sync plan
succeeds "a cluster without room for a while"

# --- One database ----------------------------------------------------------------------------------

database() { # RUN
    start understudy "$(jq -n --arg run "$1" '{run: $run, databases: [{name: "tiny", job_uri: "s3://understudy-artifacts/jobs/tiny.json", load: "understudy", approve: "never"}]}')"
}

fresh "$PG" copy
fault '{"service": "ecs", "operation": "task", "in": "post-data", "kind": "SIGKILL"}'
database killed
fails_with "a task is killed" Understudy.Failed 'tiny: Understudy.Killed: .*redrive-execution'
is "$(front messages | jq -r '.[-1].subject')" 'understudy: 1 of 1 failed: killed' "somebody hears of it"
before=$(grep -c ' Plan$' "$WORK/executions/history")
states redrive "$(redriven)"
succeeds "redriven"
is "$(grep -c ' Plan$' "$WORK/executions/history")" "$before" "it went on with what had failed"

fresh "$PG" copy
for call in ecs:RunTask ecs:DescribeTasks s3:GetObject s3:PutObject secretsmanager:GetSecretValue sns:Publish; do
    fault "{\"service\": \"${call%:*}\", \"operation\": \"${call#*:}\", \"kind\": \"throttle\", \"times\": 2}"
done
database throttled
succeeds "calls are throttled"
is "$(front faults | jq '[.[].times] | add')" 0 "each was"

fresh "$PG" copy
fault '{"service": "s3", "operation": "PutObject", "in": "pre-data", "kind": "expire"}'
fault '{"service": "secretsmanager", "operation": "GetSecretValue", "kind": "expire"}'
database expired
succeeds "credentials expire"

fresh "$PG" copy
NEW=rotated-$RANDOM$RANDOM
printf '%s\n' "ALTER ROLE worker PASSWORD '$NEW'" >"$WORK/rotate.sql"
for side in source target; do
    jq -n --arg arn "$(secret_of tiny $side)" --arg password "$NEW" '{($arn): ({password: $password} | tojson)}' >"$WORK/rotate.$side.json"
done
rotate="tests/lab sql $PG postgres < $WORK/rotate.sql; for file in $WORK/rotate.*.json; do curl -sS -X POST -d @\$file $FRONT/-/secret; done"
fault "$(jq -n --arg command "cd $PWD; $rotate" '{service: "ecs", operation: "task", in: "post-data", kind: "command", command: $command}')"
database rotated
succeeds "a secret is rotated in the middle"

# --- Nothing is told that is secret -----------------------------------------------------------------

front objects >"$WORK/executions/objects"
front messages >"$WORK/executions/messages"
front tasks >"$WORK/executions/tasks"
is "$(grep -rlE "$PASSWORD_PG|$NEW" "$WORK/logs" "$WORK/executions" "$WORK/rendered" | wc -l)" 0 "no password is in a log, state, override, message or artifact"
ok "and they are looked for where there is something" test "$(grep -rl 'orders' "$WORK/logs" "$WORK/executions" | wc -l)" -gt 10

finish
