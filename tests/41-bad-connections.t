#!/usr/bin/env bash
# Servers that cannot be reached, do not let us in, or are not who they should be; and passwords that nobody ever sees.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

server 15
STRICT=$SERVER-tls # asks for a password, speaks TLS
OURS=Tg7-planted-secret WRONG=no-such-secret IN_URL=Url-planted-secret
start_server "$STRICT" postgres 15 --password "$OURS" --tls
STRICT_URL=$(lab url "$STRICT" DB)
CA=${STRICT_URL#*sslrootcert=}
HOST_PORT=${STRICT_URL#*@} HOST_PORT=${HOST_PORT%%/*}
strict() { lab sql "$STRICT" "$@"; }

fresh src
fresh tgt
sql src <tests/bad/shop.sql
strict postgres -c 'CREATE DATABASE src'
strict src <tests/bad/shop.sql
strict postgres -c "CREATE ROLE in_url LOGIN SUPERUSER PASSWORD '$IN_URL'"
remember src tgt

SOURCE=$(url src) TARGET=$(url tgt)
QUICK='connect: { timeout: 2 }'
plain_job() { # SOURCE-URL TARGET-URL [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$1\" }" "target: { url: \"$2\" }" "$QUICK" "${@:3}")
}

# --- Nobody there ----------------------------------------------------------------------------------

in_time() { # SECONDS NAME
    result $((SECONDS - STARTED > $1)) "$2: it took no longer than $1 s" "it took $((SECONDS - STARTED)) s"
}

CLOSED=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
plain_job "$SOURCE" "postgres://u@127.0.0.1:$CLOSED/d?sslmode=disable"
STARTED=$SECONDS
mistake 69 'closed port' "target: .*127.0.0.1.*port $CLOSED failed: Connection refused" 'check host, port and firewall; raise connect.timeout' pre-data
in_time 8 'closed port, asked twice'
plain_job "postgres://u@127.0.0.1:$CLOSED/d?sslmode=disable" "$TARGET"
ONCE=1 mistake 69 'closed port of the source' "source: .*port $CLOSED failed: Connection refused" 'check host' pre-data

for side in nothing http close; do
    listen tests/bad/silent.py $side
    plain_job "$SOURCE" "postgres://u@127.0.0.1:$PORT/d?sslmode=disable"
    STARTED=$SECONDS
    ONCE=1 mistake 69 "a port that says $side" "target: .*(port $PORT failed: [a-zA-Z]|did not answer within 2 s)" 'check host|and what its log says|server.s log' pre-data
    in_time 6 "a port that says $side"
done
plain_job "$SOURCE" 'postgres://u@no-such-host.example/d'
ONCE=1 mistake 69 'a host without address' 'target: could not translate host name "no-such-host.example"' 'check host' pre-data
plain_job "$SOURCE" "postgres://u@invalid-certificate.example:$CLOSED/d?hostaddr=127.0.0.1&sslmode=disable"
ONCE=1 mistake 69 'words in names decide nothing' 'Connection refused' 'check host' pre-data

# Falls silent after the login, and is told to stop then.
for moment in session query; do
    listen tests/bad/old_server.py 150000 $moment
    plain_job "$SOURCE" "postgres://u@127.0.0.1:$PORT/d?sslmode=disable"
    "${BOUND[@]}" "$UNDERSTUDY" pre-data --log human >"$SAID/$moment.out" 2>"$SAID/$moment.err" &
    sleep 1
    STARTED=$SECONDS
    kill -TERM $!
    STATUS=0; wait $! || STATUS=$?
    result $((STATUS != 143)) "a server that falls silent at its first $moment: SIGTERM ends it" "exit code $STATUS, not 143" "$(<"$SAID/$moment.err")"
    in_time 10 "a server that falls silent at its first $moment"
done
STARTED=$SECONDS
listen tests/bad/old_server.py 150000 session
plain_job "$SOURCE" "postgres://u@127.0.0.1:$PORT/d?sslmode=disable"
STATUS=0; "${BOUND[@]}" "$UNDERSTUDY" pre-data --log human >"$SAID/silent.out" 2>"$SAID/silent.err" || STATUS=$?
result $((STATUS != 69)) 'a server that falls silent after the login: connect.timeout holds' "exit code $STATUS, not 69" "$(<"$SAID/silent.err")"

# --- Not a URL, not ours ---------------------------------------------------------------------------

bad_url() { # NAME WHAT TARGET-URL
    plain_job "$SOURCE" "$3"
    STARTED=$SECONDS
    mistake 78 "$1" "target.*$2" '[a-z]' pre-data
    in_time 2 "$1"
}
bad_url 'an unknown scheme' "scheme" 'oracle://u@h/d'
bad_url 'a port beyond all ports' '99999' 'postgres://u@127.0.0.1:99999/d?sslmode=disable'
bad_url 'a parameter that does not exist' 'sslmod' "${TARGET/sslmode/sslmod}"
bad_url 'a parameter without value' '' "$TARGET&x"
bad_url 'an unknown sslmode' 'sslmode' 'postgres://u@127.0.0.1/d?sslmode=sometimes'
bad_url 'a % that is not escaped' '' "postgres://u:50%-half-secret@127.0.0.1:$CLOSED/d"
bad_url 'a / that is not escaped' '' "postgres://u:half-secret/x@127.0.0.1:$CLOSED/d"
plain_job "$SOURCE" "postgres://u:p@half-secret@127.0.0.1:$CLOSED/d"
exits 78 'an @ that is not escaped' pre-data
is_secret 'parts of a password that was not escaped are not repeated' half-secret

plain_job "$SOURCE" "${TARGET/tgt/no_such_db}"
mistake 78 'a database that does not exist' 'target: .*database "no_such_db" does not exist' 'create it, or correct the URL' pre-data
plain_job "$SOURCE" "${TARGET/postgres@/no_such_role@}"
mistake 78 'a user that does not exist' 'target: .*role "no_such_role" does not exist' 'create it, or correct the URL' pre-data

for version in 110022 90624; do
    listen tests/bad/old_server.py $version
    plain_job "$SOURCE" "postgres://postgres@127.0.0.1:$PORT/d?sslmode=disable"
    mistake 78 "server_version_num $version" "target.*PostgreSQL $((version / 10000)) is older" 'versions 12 to 18 are supported: upgrade the server' pre-data
    plain_job "postgres://postgres@127.0.0.1:$PORT/d?sslmode=disable" "$TARGET"
    ONCE=1 mistake 78 "server_version_num $version of the source" "source.*PostgreSQL $((version / 10000)) is older" 'upgrade' pre-data
done

# --- Passwords -------------------------------------------------------------------------------------

passworded() { # SOURCE-PASSWORD-YAML [SOURCE-URL]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source:" "  url: \"${2:-${STRICT_URL/DB/src}}\"" "${1:+  password: { $1 \}}" \
        "target: { url: \"$TARGET\" }" "$QUICK")
}
export RIGHT_PASSWORD=$OURS WRONG_PASSWORD=$WRONG
echo "$OURS" >"$WORK/right"
echo "$WRONG" >"$WORK/wrong"
: >"$WORK/empty"
head -c 30000 /dev/zero | tr '\0' x >"$WORK/long"

passworded 'env: RIGHT_PASSWORD' && exits 0 'a password in the environment' inspect --fingerprint
result "$(grep -c 'not protected\|password' "$WORK/err")" 'nothing to warn of: TLS verify-full, password in the environment' "$(<"$WORK/err")"
passworded "file: $WORK/right" && exits 0 'a password in a file, with a line end' inspect --fingerprint
passworded '' "${STRICT_URL/DB/src}" && UNDERSTUDY_JOB=${UNDERSTUDY_JOB/postgres@/in_url:$IN_URL@} exits 0 'a password in the URL' inspect --fingerprint
says 'warning: .*password inside a URL.*use password.secret, password.env or password.file' 'a password in the URL: is warned of'

passworded 'env: WRONG_PASSWORD' && mistake 77 'a wrong password' 'source: .*password authentication failed for user "postgres"' 'check user and password' pre-data
passworded "file: $WORK/wrong" && ONCE=1 mistake 77 'a wrong password in a file' 'source: .*password authentication failed' 'password.file' pre-data
passworded '' && mistake 77 'no password' 'source: .*no password supplied' 'password.env or password.file' pre-data
passworded 'env: NO_SUCH_VARIABLE' && mistake 78 'a variable that is not there' 'source.password.env: .*"NO_SUCH_VARIABLE"' 'export it' pre-data
passworded "file: $WORK/none" && mistake 78 'a password file that is not there' 'source.password.file: ".*/none": No such file' 'readable' pre-data
passworded "file: $WORK" && ONCE=1 mistake 78 'a password file that is a folder' 'source.password.file: .*Is a directory' '[a-z]' pre-data
passworded "file: $WORK/long" && mistake 78 'a password file that is no password' 'source.password.file: ".*/long" is longer' 'nothing else' pre-data
passworded "file: $WORK/empty" && ONCE=1 mistake 77 'an empty password file' 'source: .*(no password supplied|empty)' 'password' pre-data

# --- TLS -------------------------------------------------------------------------------------------

tls() { # EXIT-CODE NAME WHAT REMEDY SOURCE-URL
    passworded 'env: RIGHT_PASSWORD' "$5"
    mistake "$1" "$2" "$3" "$4" pre-data
}
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -x509 -days 3 -subj /CN=wrong -keyout "$WORK/wrong.key" \
    -out "$WORK/wrong.crt" 2>/dev/null

plain_job "${SOURCE%%\?*}" "$TARGET"
mistake 78 'no sslmode and a server without TLS' 'source: .*server does not support SSL' 'verify-full is the default: enable TLS .*sslmode' pre-data
tls 78 'no CA file' 'source: .*root certificate file .*does not exist' 'sslrootcert=FILE' "postgres://postgres@$HOST_PORT/src"
tls 78 'a CA file that is not there' 'source: .*root certificate file ".*none.crt" does not exist' 'sslrootcert=FILE' "postgres://postgres@$HOST_PORT/src?sslrootcert=$WORK/none.crt"
tls 78 'the CA of another server' 'source: .*certificate verify failed' 'sslrootcert=FILE' "postgres://postgres@$HOST_PORT/src?sslrootcert=$WORK/wrong.crt"
tls 78 'the name of another host' 'source: .*certificate .*does not match host name "other.example"' 'host|verify-full' \
    "postgres://postgres@other.example:${HOST_PORT#*:}/src?hostaddr=127.0.0.1&sslrootcert=$CA"
PGSSLMODE=disable PGSSLROOTCERT=$WORK/wrong.crt tls 78 'PGSSLMODE from the environment does not weaken it' 'source: .*certificate verify failed' 'sslrootcert' "postgres://postgres@$HOST_PORT/src"
for mode in require disable; do
    passworded 'env: RIGHT_PASSWORD' "postgres://postgres@$HOST_PORT/src?sslmode=$mode"
    exits 0 "sslmode=$mode in the job is obeyed" inspect --fingerprint
    says "warning: .*source is not protected by verified TLS: .*sslmode=$mode" "sslmode=$mode is warned of"
done
passworded 'env: RIGHT_PASSWORD' "postgres://postgres@$HOST_PORT/src?sslrootcert=$CA"
exits 0 'verify-full without a word in the URL' inspect --fingerprint
untouched 'after all these refusals' src tgt

# --- Nobody ever sees a password -------------------------------------------------------------------

# The whole line, every form of output, and everything that is written.
strict src <<SQL
CREATE EXTENSION postgres_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far');
CREATE USER MAPPING FOR postgres SERVER far OPTIONS (user 'me', password 'Fdw-planted-secret');
SQL
whole_line() { # NAME SOURCE-URL SOURCE-PASSWORD-YAML FORM...
    local job="$WORK/$1.yaml" form command
    printf '%s\n' "version: 1" "source:" "  url: \"$2\"" "${3:+  password: { $3 \}}" "target: { url: \"$TARGET\" }" "load: { by: understudy }" \
        "masking: none" "artifacts: $WORK/artifacts" 'extra: keep' >"$job"
    for form in "${@:4}"; do
        fresh tgt
        for command in 'inspect' 'inspect --fingerprint' "inspect --output $WORK/artifacts/inspect.json" 'plan' 'plan --json' pre-data load \
            post-data diff 'diff --json' 'pre-data --json' clone; do
            LOG=$form understudy $command --verbose --job "$job"
        done
    done
}
mkdir -p "$WORK/artifacts"
whole_line env "${STRICT_URL/DB/src}" 'env: RIGHT_PASSWORD' human json
whole_line file "${STRICT_URL/DB/src}" "file: $WORK/right" human
whole_line url "$(sed "s/postgres@/in_url:$IN_URL@/; s/DB/src/" <<<"$STRICT_URL")" '' human json
exits 0 'the whole line went through' post-data --job "$WORK/url.yaml"
understudy diff "$(sed "s/postgres@/in_url:$IN_URL@/; s/DB/src/" <<<"$STRICT_URL")" "$TARGET"
understudy diff --json "$(sed "s/postgres@/in_url:$IN_URL@/; s/DB/src/" <<<"$STRICT_URL")" "$TARGET"
is "$(find "$WORK/artifacts" -name '*.json' -o -name '*.sql' | wc -l | awk '{ print ($1 > 3) }')" 1 'artifacts were written'
is_secret 'a password from environment or file is nowhere' "$OURS" "$WORK/artifacts"
is_secret 'a password from a URL is nowhere' "$IN_URL" "$WORK/artifacts"
is_secret 'a wrong password is nowhere' "$WRONG"
is_secret 'a password that the source keeps is nowhere' Fdw-planted-secret "$WORK/artifacts"
is "$(strict postgres -Atc "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%planted%' AND pid <> pg_backend_pid()")" 0 'no session shows a password'
is "$(find "$WORK/artifacts" -type f -perm /077 | wc -l)" 0 'artifacts are their owner'\''s alone'

# While it works, its arguments hold what was typed, and no more.
listen tests/bad/silent.py
passworded 'env: RIGHT_PASSWORD' "postgres://postgres@127.0.0.1:$PORT/src?sslmode=disable"
"$UNDERSTUDY" inspect >"$SAID/args.out" 2>"$SAID/args.err" &
sleep 0.5
tr '\0' ' ' <"/proc/$!/cmdline" >"$SAID/args"
is "$(<"$SAID/args")" "$UNDERSTUDY inspect " 'its arguments are what was typed'
kill $!
wait $!
is_secret 'no password shows in the arguments' "$OURS"

# --- A large catalog is read over two connections, or over the one that can be had ------------------

fresh large
sql large -c "DO 'BEGIN FOR n IN 1..300 LOOP EXECUTE format(''CREATE TABLE t%s (a int PRIMARY KEY, b text DEFAULT 1, c int CHECK (c > 0))'', n); END LOOP; END'" \
    -c 'CREATE ROLE one LOGIN CONNECTION LIMIT 1'
is "$(value large "SELECT pg_relation_size('pg_attribute') > 1000000")" t 'the catalog is a large one'
for user in postgres one; do
    plain_job "$(url large | sed "s/postgres@/$user@/")" "$TARGET"
    exits 0 "$user reads it" inspect --fingerprint
    cp "$WORK/out" "$WORK/read-by-$user"
done
same_text "$WORK/read-by-postgres" "$WORK/read-by-one" 'one connection reads what two do'
finish
