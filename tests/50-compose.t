#!/usr/bin/env bash
# docker compose up as the README says it: the sample, an empty target, and the worker's image. Needs the docker engine and
# root's rights; tests/lab docker-up starts an engine where none runs, and makes the images where none can be pulled.
. "$(dirname "$0")/lib.sh"
tests/lab deps docker >"$WORK/deps" 2>&1 || skip "no docker engine can be installed: $(tail -n 1 "$WORK/deps")"
tests/lab docker-up >"$WORK/up" 2>"$WORK/why" || skip "no docker engine can be started: $(tail -n 1 "$WORK/why")"
eval "$(<"$WORK/up")"
export COMPOSE_PROJECT_NAME=understudy-test-$$

compose_down() {
    ((BASHPID == $$)) || return
    docker compose down --volumes --timeout 2 >/dev/null 2>&1
    tests/lab docker-down >/dev/null 2>&1
    rm -rf "$WORK"
}
trap compose_down EXIT

started=$SECONDS
ok "the worker's image is built" docker compose build worker
ok "docker compose up exits as the worker does: 0" docker compose up --no-log-prefix --exit-code-from worker worker
docker compose logs --no-log-prefix worker >"$WORK/out" 2>&1
shows 'equal: [0-9]+ objects, no differences' "and it prints the diff report"
shows 'copied 630012 rows' "the sample's rows were copied"
shows '"event":"applied"' "logs are JSON where there is no terminal"
note "built, loaded, cloned and compared in $((SECONDS - started)) s"

started=$SECONDS
ok "the MySQL pair, too" docker compose up --no-log-prefix --exit-code-from mysql-worker mysql-worker
docker compose logs --no-log-prefix mysql-worker >"$WORK/out" 2>&1
shows 'equal: [0-9]+ objects, no differences' "and it prints the diff report"
shows 'copied 240104 rows' "the sample's rows were copied"
note "loaded, cloned and compared in $((SECONDS - started)) s"

# --- What the image promises -----------------------------------------------------------------------------

image=understudy
in_image() { docker run --rm --read-only --cap-drop ALL --entrypoint "$1" "$image" "${@:2}"; } # PROGRAM [ARGUMENT...]
without_shell=(-v /dev/null:/usr/bin/dash:ro -v /dev/null:/usr/bin/bash:ro)

is "$(docker image inspect "$image" -f '{{.Config.User}}')" 10001:10001 "the image runs as nobody's user"
like "$(docker run --rm --read-only --cap-drop ALL "$image" --version)" '^understudy [0-9.]+' "it needs nothing but itself"
ok "a second clone has nothing to do, and no shell" docker compose run --rm --no-deps "${without_shell[@]}" worker clone --job /job.yaml
ok "nor has one of MySQL" docker compose run --rm --no-deps "${without_shell[@]}" mysql-worker clone --job /job.yaml

over_base=$(docker history --human=false --no-trunc --format '{{.Size}} {{.CreatedBy}}' "$image" |
    awk '{ sum += $1 } /ARG DEBIAN_FRONTEND/ { first = 1; exit } END { print first ? int(sum / 1000000) : "unknown" }')
result $((over_base < 5 || over_base >= 60)) "it is less than 60 MB over its base" "$over_base MB"
note "$over_base MB over its base"

bill=/usr/share/understudy/sbom.spdx.json
is "$(docker image inspect "$image" -f '{{index .Config.Labels "org.understudy.sbom"}}')" $bill \
    "the image's label says where its bill of materials is"
# shellcheck disable=SC2016 # dpkg-query's own names
in_image /usr/bin/dpkg-query -W -f '${Package} ${Version}\n' | sort >"$WORK/installed"
in_image /usr/bin/cat $bill | jq -r '.packages[1:][] | .name + " " + .versionInfo' | sort >"$WORK/billed"
same_text "$WORK/installed" "$WORK/billed" "the bill names every package that is in it, and no other"
is "$(grep -c '^libcurl' "$WORK/billed")" 1 "libcurl is one of them"

# Who signs for a server is looked up where Debian keeps the authorities: with this one there it is trusted, else it is not.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$WORK/key" -out "$WORK/certificate" 2>"$WORK/openssl"
chmod a+rx "$WORK" && chmod a+r "$WORK/certificate"
openssl s_server -accept localhost:0 -www -key "$WORK/key" -cert "$WORK/certificate" >"$WORK/server" 2>&1 &
authority=$!
for _ in {1..50}; do grep -q ACCEPT "$WORK/server" && break; sleep 0.1; done
asks_aws() { # [DOCKER-OPTION...]
    docker run --rm --read-only --cap-drop ALL --network host -e AWS_REGION=eu-central-1 -e AWS_ACCESS_KEY_ID=a -e AWS_SECRET_ACCESS_KEY=b \
        -e "AWS_ENDPOINT_URL=https://localhost:$(sed -n 's/^ACCEPT.*:\([0-9]*\).*/\1/p' "$WORK/server")" \
        -e UNDERSTUDY_JOB_URI=s3://bucket/job.yaml "$@" "$image" plan >"$WORK/out" 2>&1
}
asks_aws
shows '[Cc]ertificate' "whom no authority signed for is not trusted"
asks_aws -v "$WORK/certificate:/etc/ssl/certs/ca-certificates.crt:ro"
grep -qiE 'certificate|sigv4' "$WORK/out"; result $(($? != 1)) "whom one in Debian's list signed for is trusted, and asked" "$(<"$WORK/out")"
kill "$authority"

# How long it takes to start is printed, not tested: it is the machine's as much as ours.
name=$(docker run -d --entrypoint /usr/bin/sleep "$image" 60)
for _ in {1..10}; do
    from=${EPOCHREALTIME/[.,]/}
    docker exec "$name" understudy --version >/dev/null
    echo $(((${EPOCHREALTIME/[.,]/} - from) / 1000))
done | sort -n >"$WORK/starts"
note "understudy --version in a running container: $(sed -n 5p "$WORK/starts") ms, docker exec's own time included"
docker rm -f "$name" >/dev/null

# SIGTERM: within 10 seconds, with the code that says "run it again".
name=$(docker compose run -d --no-deps -e SOURCE_PASSWORD worker inspect \
    --set 'source.url=postgres://u@10.255.255.1/x?sslmode=disable' --set connect.timeout=600 --job /job.yaml)
sleep 2
started=$SECONDS
docker stop --time 10 "$name" >/dev/null
result $((SECONDS - started > 9)) "docker stop is obeyed within 10 s"
is "$(docker inspect "$name" -f '{{.State.ExitCode}}')" 143 "exit code 143"
docker rm "$name" >/dev/null
finish
