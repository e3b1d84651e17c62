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

image=understudy
is "$(docker image inspect "$image" -f '{{.Config.User}}')" 10001:10001 "the image runs as nobody's user"
is "$(docker image inspect "$image" -f '{{index .Config.Labels "org.understudy.sbom"}}')" /usr/share/understudy/sbom.spdx.json \
    "the image's label says where its bill of materials is"
ok "a second clone has nothing to do" docker compose run --rm --no-deps worker clone --job /job.yaml
ok "nor has one of MySQL" docker compose run --rm --no-deps mysql-worker clone --job /job.yaml
like "$(docker run --rm --read-only --cap-drop ALL "$image" --version)" '^understudy [0-9.]+' "it needs nothing but itself"

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
