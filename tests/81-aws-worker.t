#!/usr/bin/env bash
# The worker with AWS around it, moto behind tests/aws/trouble.py, which looks at signatures and rights: passwords out of
# Secrets Manager, rotated under its feet; job and artifacts in S3; every kind of credentials; what AWS refuses, and what
# goes by itself. And nothing that is secret is ever said.
cd "$(dirname "$0")/.." && . tests/lib.sh
CALLER=$HOME
. tests/bad/runs.sh
export HOME=$CALLER # where Python's packages may be
unset "${!AWS_@}" "${!PG@}"
clean_up_all() { ((BASHPID != $$)) || { stop_helpers; clean_up; }; }
trap clean_up_all EXIT

AWS=$(dirname "$UNDERSTUDY")/tests/aws
[[ -x $AWS ]] || { note "there is no $AWS: run make $AWS"; exit 1; }
tests/aws/moto python -c '' >"$WORK/python" 2>&1 || skip "there is no moto: $(tail -n 1 "$WORK/python")"
OURS=Ow8-planted-secret FIRST=Fi1-planted-secret SECOND=Se2-planted-secret THIRD=Th3-planted-secret
SESSION=St4-planted-token SIGN=As5-planted-token
server 18 --password "$OURS"
HOST=${URL#*@} HOST=${HOST%%/*}

# --- An account ------------------------------------------------------------------------------------

listening() { # PROGRAM...: as listen, of any program
    local said=$WORK/helper.${#HELPERS[@]} try
    helper "$@"
    for ((try = 0; try < 200; try++)); do
        PORT=$(head -n 1 "$said" 2>/dev/null)
        [[ -z $PORT ]] || return 0
        sleep 0.1
    done
}
MOTO=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
helper tests/aws/moto serve "$MOTO" 9
for ((try = 0; try < 300; try++)); do
    ! (: <>"/dev/tcp/127.0.0.1/$MOTO") 2>/dev/null || break
    sleep 0.1
done
export AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=free AWS_SECRET_ACCESS_KEY=free
tests/aws/moto python tests/aws/account.py "$MOTO" >"$WORK/users" 2>"$WORK/python" || { note "$(<"$WORK/python")"; exit 1; }
{ read -r WORKER_ID WORKER_SECRET; read -r STRANGER_ID STRANGER_SECRET; read -r ROLE_ID ROLE_SECRET ROLE_TOKEN; } <"$WORK/users"
listening python3 tests/aws/trouble.py "$WORK" "$MOTO"
FRONT=http://127.0.0.1:$PORT
export AWS_ENDPOINT_URL=$FRONT

as() { export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2; } # KEY-ID SECRET
trouble() { printf '%s\n' "$@" >"$WORK/trouble"; }              # WHAT...: the next answers
asked() { # EXIT-CODE NAME WORD...: of the tool
    STATUS=0
    "$AWS" "${@:3}" >"$SAID/tool.$COUNT" 2>&1 || STATUS=$?
    SAYS=$(<"$SAID/tool.$COUNT")
    result $((STATUS != $1)) "$2" "exit code $STATUS, not $1" "$SAYS"
}
calls() { grep -c . "$WORK/calls"; }
forget() { : >"$WORK/calls"; : >"$WORK/keys"; }
put_secret() { "$AWS" call secretsmanager PutSecretValue "{\"SecretId\":\"$1\",\"SecretString\":$2}" >/dev/null; } # NAME JSON

as "$WORKER_ID" "$WORKER_SECRET"
"$AWS" call secretsmanager CreateSecret "{\"Name\":\"orders/reader\",\"SecretString\":\"{\\\"password\\\":\\\"$FIRST\\\",\\\"other\\\":\\\"x\\\"}\"}" >"$WORK/made"
ARN=$(jq -r .ARN "$WORK/made")
"$AWS" call secretsmanager CreateSecret "{\"Name\":\"orders/writer\",\"SecretString\":\"$SECOND\"}" >/dev/null

sql postgres -q <<SQL
CREATE ROLE reader LOGIN SUPERUSER PASSWORD '$FIRST';
CREATE ROLE writer LOGIN SUPERUSER PASSWORD '$SECOND';
SQL
fresh source
fresh target
sql source -q <<<'CREATE TABLE customer (id integer PRIMARY KEY, name text); INSERT INTO customer SELECT n, n FROM generate_series(1, 100) n;
    CREATE INDEX customer_name ON customer (name)'

BUCKET=s3://understudy-artifacts
cat >"$WORK/job" <<YAML
version: 1
name: orders
source: { url: "postgres://reader@$HOST/source?sslmode=disable", password: { secret: "$ARN" } }
target: { url: "postgres://writer@$HOST/target?sslmode=disable", password: { secret: orders/writer } }
connect: { timeout: 5 }
owners: ignore
load: { by: understudy }
masking: none
post_data: { on_drift: pin }
artifacts: $BUCKET/runs/orders/
artifacts_key: arn:aws:kms:eu-west-1:123456789012:key/artifacts
YAML
asked 0 'the job is put into S3' put "$BUCKET/jobs/orders.yaml" <"$WORK/job"
export UNDERSTUDY_JOB_URI=$BUCKET/jobs/orders.yaml
unset UNDERSTUDY_JOB

# --- A whole run -----------------------------------------------------------------------------------

exits 0 'plan' plan
exits 0 'pre-data' pre-data
exits 0 'load' load
sql source -q -c 'ALTER TABLE customer ADD since date'
exits 0 'post-data, by the pin in S3' post-data
says 'the source changed since pre-data' 'which differs from the source by now'
sql source -q -c 'ALTER TABLE customer DROP since'
exits 0 'diff' diff --exit-code
is "$(sort -u "$WORK/keys")" "$WORKER_ID" 'every call was signed by the worker'

mkdir "$WORK/objects"
tests/aws/moto python tests/aws/account.py "$MOTO" objects "$WORK/objects" 2>"$WORK/python" || note "$(<"$WORK/python")"
for name in plan.summary pre-data.summary source.catalog post-data.report diff; do
    like "$(<"$WORK/objects/keys")" "runs/orders/$name.json arn:aws:kms:eu-west-1:123456789012:key/artifacts" "$name.json is in S3, encrypted with the job's key"
done
exits 78 'a bucket that is not there' plan --set artifacts=s3://understudy-nowhere/x
says 's3://understudy-nowhere/x/plan.* S3 PutObject: NoSuchBucket' 'says which'
exits 78 'a job that is not there' plan --job "$BUCKET/jobs/none.yaml"
says "the job: $BUCKET/jobs/none.yaml: S3 GetObject: NoSuchKey" 'says where'
exits 0 'a snapshot in S3 is a source' diff --set "source.snapshot=$BUCKET/runs/orders/source.catalog.json"
exits 78 'a secret without that key' inspect --set source.password.key=none
says 'source.password: the secret arn:.*: it has no such key' 'says so'
exits 0 'another key of it' job check --set source.password.key=other
UNDERSTUDY_JOB="{ version: 1, source: { url: 'postgres://reader@$HOST/source?sslmode=require', password: { iam: true } } }" \
    exits 78 'a token goes to a verified server only' inspect
says 'source.password.iam: the URL does not ask for verified TLS' 'says so'
UNDERSTUDY_JOB="version: 1
source: { url: [$(printf '%9000s' x)" exits 65 'a job that was cut off' plan
says 'an ECS task takes no more than 8192 .*s3://bucket/key' 'is told to go to S3'

# --- Rotation --------------------------------------------------------------------------------------

sql postgres -q -c "ALTER ROLE reader PASSWORD '$THIRD'"
start inspect # the server has the new password, the secret not yet
sleep 1
put_secret orders/reader "\"{\\\"password\\\":\\\"$THIRD\\\"}\""
finished_with 0 'a secret that is being rotated'
says 'the secret has changed' 'the login waits for it'
sql postgres -q -c "ALTER ROLE writer PASSWORD '$OURS'"
AWS_ENDPOINT_URL=http://127.0.0.1:$MOTO start diff # for good

# --- What goes by itself ---------------------------------------------------------------------------

forget
trouble throttle 503 500 cut
asked 0 'throttled, 503, 500 and a cut connection' secret orders/reader
is "$SAYS" "$THIRD" 'end with the password'
is "$(calls)" 5 'at the fifth try'
trouble throttle throttle throttle
AWS_MAX_ATTEMPTS=2 asked 75 'throttled for longer' secret orders/reader
like "$SAYS" 'CONFLICT: the secret orders/reader: Secrets Manager GetSecretValue: ThrottlingException: Rate exceeded' 'says so'
trouble 500 500
AWS_MAX_ATTEMPTS=2 asked 69 'out of order for longer' secret orders/reader
trouble pass
AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_MAX_ATTEMPTS=2 asked 69 'nobody there' secret orders/reader
like "$SAYS" 'CONNECT: .*(127.0.0.1|onnect).*VPC endpoint|VPC endpoint' 'says what to look at'
forget
trouble cut
head -c 20000000 /dev/zero >"$WORK/large"
asked 0 'a large object goes in parts' put "$BUCKET/large" <"$WORK/large"
is "$(sed 's/ .*//' "$WORK/calls" | sort | uniq -c | awk '{ print $2 $1 }' | paste -sd' ')" 'POST3 PUT2' 'two of them'
"$AWS" get "$BUCKET/large" | cmp -s - "$WORK/large"
result $? 'and comes back as it was'
asked 0 'a new object' put "$BUCKET/once" - new <<<one
asked 0 'is not written over' put "$BUCKET/once" - new <<<two
is "$SAYS $("$AWS" get "$BUCKET/once")" 'there was one one' 'and says that there was one'

# --- What AWS refuses ------------------------------------------------------------------------------

as "$STRANGER_ID" "$STRANGER_SECRET"
asked 77 'who may not read the secret' secret orders/reader
like "$SAYS" 'PERMISSION: the secret orders/reader: Secrets Manager GetSecretValue: AccessDenied.*give the task|AccessDenied' 'is told AccessDenied'
asked 77 'who may not write the object' put "$BUCKET/x" </dev/null
as "$WORKER_ID" wrong
asked 77 'a wrong key' secret orders/reader
as AKIAUNKNOWNUNKNOWN00 "$WORKER_SECRET"
asked 77 'an unknown one' secret orders/reader
as "$WORKER_ID" "$WORKER_SECRET"
trouble secret
AWS_SESSION_TOKEN=$SESSION asked 77 'an answer that repeats what was signed' secret orders/reader
trouble expired
asked 77 'expired credentials of the environment' secret orders/reader
like "$SAYS" 'the credentials have expired' 'says so'
unset AWS_SECRET_ACCESS_KEY
asked 78 'half of a pair' secret orders/reader
like "$SAYS" 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both usable' 'says so'
unset AWS_ACCESS_KEY_ID
asked 78 'no credentials at all' secret orders/reader
like "$SAYS" 'profiles and instance metadata are not read' 'says where they may come from'

# --- Credentials of a container, of a web identity ---------------------------------------------------

hand_out() { # KEY-ID SECRET SECONDS [TOKEN]
    printf '{"AccessKeyId":"%s","SecretAccessKey":"%s","Token":"%s","Expiration":"%s"}' "$1" "$2" "${4:-$SESSION}" \
        "$(date -u -d "+$3 seconds" +%Y-%m-%dT%H:%M:%SZ)" >"$WORK/credentials"
}
export AWS_CONTAINER_CREDENTIALS_FULL_URI=$FRONT/credentials AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=$WORK/token
echo "$SIGN" | tee "$WORK/authorization" >"$WORK/token"
hand_out ONE one 3600
(sleep 0.5; hand_out TWO two 3600) &
asked 0 'credentials of the container that last' credentials 1
is "$SAYS" "$(printf "ONE one $SESSION\nONE one $SESSION")" 'are asked for once'
hand_out ONE one 200
(sleep 0.5; echo "$SIGN-2" | tee "$WORK/authorization" >"$WORK/token"; hand_out TWO two 3600) &
asked 0 'those that do not' credentials 1
is "$SAYS" "$(printf "ONE one $SESSION\nTWO two $SESSION")" 'are asked for anew, with the token of that moment'
echo wrong >"$WORK/token"
asked 77 'a wrong token' credentials
rm "$WORK/token"
asked 78 'no token' credentials
echo "$SIGN-2" >"$WORK/token"
hand_out "$ROLE_ID" "$ROLE_SECRET" 3600 "$ROLE_TOKEN"
forget
trouble expired
asked 0 'credentials that expire early' secret orders/reader
is "$(calls)" 2 'are asked for again at once'
exits 0 'a run with them' inspect
AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.169.254/x asked 78 'another host without TLS' credentials
like "$SAYS" 'names no place that credentials may come from' 'is none to ask'

unset AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
export AWS_WEB_IDENTITY_TOKEN_FILE=$WORK/token AWS_ROLE_ARN=arn:aws:iam::123456789012:role/worker AWS_ENDPOINT_URL_STS=$FRONT/sts
asked 0 'a web identity' secret orders/reader
is "$SAYS" "$THIRD" 'reads the secret'
echo wrong >"$WORK/token"
asked 77 'a wrong one' secret orders/reader
unset AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN AWS_ENDPOINT_URL_STS
as "$WORKER_ID" "$WORKER_SECRET"

# --- Nobody ever said it ---------------------------------------------------------------------------

finished_with 77 'a password that was changed for good'
says 'the password in the secret orders/writer is refused, and no other came within 10 seconds' 'says what to check'
rm -rf "$WORK/objects" && mkdir "$WORK/objects"
tests/aws/moto python tests/aws/account.py "$MOTO" objects "$WORK/objects" 2>/dev/null
rm -f "$WORK/objects/large" "$SAID"/tool.*.answer
grep -lxFe "$THIRD" "$SAID"/tool.* | xargs rm -f # that is what was asked for
grep -lF "ONE one" "$SAID"/tool.* | xargs rm -f
for secret in "$FIRST" "$SECOND" "$THIRD" "$SESSION" "$SIGN" "$WORKER_SECRET" "$ROLE_SECRET" "$ROLE_TOKEN"; do
    is_secret "nobody said ${secret%%-*}..." "$secret" "$WORK/objects" "$WORK/calls"
done
finish
