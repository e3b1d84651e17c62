#!/usr/bin/env bash
# What is sent to AWS is signed as AWS's own library signs it, and goes where that would send it.
cd "$(dirname "$0")/.." && . tests/lib.sh
CALLER=$HOME
. tests/bad/runs.sh
export HOME=$CALLER # where Python's packages may be
trap 'stop_helpers; rm -rf "$WORK"' EXIT

AWS=$(dirname "$UNDERSTUDY")/tests/aws
[[ -x $AWS ]] || { note "there is no $AWS: run make $AWS"; exit 1; }
tests/aws/moto python -c '' >"$WORK/python" 2>&1 || skip "there is no botocore: $(tail -n 1 "$WORK/python")"
unset "${!AWS_@}"
export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY AWS_REGION=eu-west-1

# --- Where -----------------------------------------------------------------------------------------

# Two places of AWS's rules are left out: Step Functions in GovCloud over IPv6 is always FIPS's, asked for or not; and there is
# no FIPS in China.
tests/aws/moto python tests/aws/signatures.py endpoints | grep -vE '^(states us-gov-west-1 false|[a-z0-9]+ cn-north-1 true) true' >"$WORK/theirs"
while read -r service region fips dualstack _; do
    echo "$service $region $fips $dualstack $(AWS_USE_FIPS_ENDPOINT=$fips AWS_USE_DUALSTACK_ENDPOINT=$dualstack \
        "$AWS" endpoint "$service" "$region")"
done <"$WORK/theirs" >"$WORK/ours"
result $(($(wc -l <"$WORK/theirs") < 70)) "there are $(wc -l <"$WORK/theirs") names to compare"
same_text "$WORK/theirs" "$WORK/ours" 'services are where botocore says, in every partition'

is "$(AWS_ENDPOINT_URL=http://a:1/ "$AWS" endpoint dms eu-west-1)" http://a:1 'AWS_ENDPOINT_URL'
is "$(AWS_ENDPOINT_URL=http://a:1 AWS_ENDPOINT_URL_DATABASE_MIGRATION_SERVICE=https://b "$AWS" endpoint dms eu-west-1)" https://b "a service's own goes before it"
is "$(AWS_ENDPOINT_URL=http://a AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true "$AWS" endpoint dms eu-west-1)" https://dms.eu-west-1.amazonaws.com 'unless they are to be ignored'
like "$(AWS_ENDPOINT_URL='ftp://a' "$AWS" endpoint dms eu-west-1 2>&1)" 'CONFIG: .*AWS_ENDPOINT_URL.*not usable' 'what no endpoint can be is told'
is "$(AWS_REGION='' AWS_DEFAULT_REGION=eu-north-1 "$AWS" region)" eu-north-1 'AWS_DEFAULT_REGION'
like "$(AWS_REGION='eu/../x' "$AWS" region 2>&1)" 'CONFIG: AWS_REGION is not the name of a region' 'no host name is made of anything'
like "$(AWS_REGION='' "$AWS" region 2>&1)" 'CONFIG: no AWS region is given' 'no region'

# --- RDS's tokens ----------------------------------------------------------------------------------

# As a set of parameters: botocore puts the session's token at the end, and signs it in its place.
token() { tr '?&' '\n\n' | sort; }
for session in '' 'IQoJb3JpZ2luX2VjE/+=='; do
    export AWS_SESSION_TOKEN=$session
    for login in 'orders.c1x2.eu-west-1.rds.amazonaws.com 5432 reader eu-west-1 1700000000' 'h.example 3306 a@b+c eu-central-2 1799999999'; do
        tests/aws/moto python tests/aws/signatures.py token $login | token >"$WORK/theirs"
        "$AWS" token $login | token >"$WORK/ours"
        same_text "$WORK/theirs" "$WORK/ours" "a token for ${login%% *}${session:+ in a session}"
    done
done

# --- Requests --------------------------------------------------------------------------------------

for session in '' 'IQoJb3JpZ2luX2VjE/+=='; do
    export AWS_SESSION_TOKEN=$session
    helper tests/aws/moto python tests/aws/signatures.py serve
    said=$WORK/helper.$((${#HELPERS[@]} - 1))
    for ((try = 0; try < 200; try++)); do
        PORT=$(head -n 1 "$said" 2>/dev/null)
        [[ -z $PORT ]] || break
        sleep 0.05
    done
    export AWS_ENDPOINT_URL=http://127.0.0.1:$PORT
    in=${session:+ in a session}
    is "$("$AWS" call secretsmanager GetSecretValue '{"SecretId":"é"}' 2>&1)" '{"right":true}' "Secrets Manager$in"
    is "$("$AWS" call dms DescribeReplicationTasks 2>&1)" '{"right":true}' "DMS$in"
    is "$("$AWS" call states SendTaskHeartbeat '{"taskToken":"a"}' 2>&1)" '{"right":true}' "Step Functions$in"
    for pair in plan.json=plan.json 'runs/a b/c+d=runs/a%20b/c%2Bd' 'é~(x)*!%20&?#=%C3%A9~%28x%29%2A%21%2520%26%3F%23' 'a//b/../c=a//b/../c'; do
        key=${pair%=*}
        is "$(echo 1 | "$AWS" put "s3://bucket/$key" 2>&1)" written "S3: put $key$in"
        is "$("$AWS" get "s3://bucket/$key" 2>&1)" "/bucket/${pair#*=}" "S3: get $key$in"
    done
    is "$(echo 1 | "$AWS" put s3://bucket/x arn:aws:kms:eu-west-1:1:key/2 new 2>&1)" written "S3: with a key of KMS, and only if it is new$in"
    stop_helpers
done
finish
