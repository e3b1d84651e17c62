# What live tests of the whole system on AWS have beside tests/lib-cross.sh: the system as Terraform renders it, in front of moto
# (tests/aws/front.py), and its state machines, which run here (tests/aws/states.mjs). Servers speak TLS and ask for passwords,
# which are in no job: they are in Secrets Manager.
. "$(dirname "${BASH_SOURCE[0]}")/lib-cross.sh"

SCALE=0.01     # seconds here for one of AWS's
FRONT='' CA=$WORK/ca.pem
PASSWORD_PG=planted-$RANDOM$RANDOM-pg PASSWORD_MY=planted-$RANDOM$RANDOM-my

clean_up() {
    ((BASHPID == $$)) || return
    local job server
    for job in $(jobs -p); do kill "$job" 2>/dev/null; done
    for server in "${!ENGINE[@]}"; do lab stop "$server" >/dev/null 2>&1; done
    rm -rf "$WORK"
}

needs_aws() {
    command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not installed"
    command -v terraform >/dev/null || skip "terraform is not installed"
    command -v jq >/dev/null || skip "jq is not installed"
}

server_with_password() { # ENGINE VERSION PASSWORD [OPTION...]: NAME is its name afterwards
    start_engine "$1" "$2" --tls --password "$3" "${@:4}"
}

# --- The system ------------------------------------------------------------------------------------

port_of() { lab url "$1" | sed -E 's|.*:([0-9]+)/.*|\1|'; }                # SERVER
ca_of() { lab url "$1" | sed -E 's/.*(sslrootcert|ssl-ca)=([^&]*).*/\2/'; } # SERVER

wait_for() { # FILE: until it has a line
    local i
    for ((i = 0; i < 200; i++)); do
        [[ -s $1 ]] && return
        sleep 0.1
    done
    note "nothing came: $1" "$(cat "$1".err 2>/dev/null)"
    return 1
}

system_up() { # VARIABLES-FILE
    local port
    mkdir -p "$WORK/logs" "$WORK/executions"
    tests/aws/render . "$1" "$WORK/rendered" || return
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    tests/aws/moto serve "$port" >"$WORK/moto" 2>&1 &
    timeout 60 bash -c "until (: </dev/tcp/127.0.0.1/$port) 2>/dev/null; do sleep 0.1; done" || return
    tests/aws/moto python tests/aws/front.py "http://127.0.0.1:$port" "$WORK/rendered" "$WORK/logs" "$(realpath "$UNDERSTUDY")" "$SCALE" \
        >"$WORK/front" 2>"$WORK/front.err" &
    wait_for "$WORK/front" || return
    FRONT=$(<"$WORK/front")
}

front() { curl -sS --fail-with-body -X POST "$FRONT/-/$1" -d "${2:-{\}}"; } # WHAT [JSON]

# In the form in which the module secrets writes them, and rotation does.
secret_is() { # ARN PASSWORD
    front secret "$(jq -n --arg arn "$1" --arg password "$2" '{($arn): ({password: $password} | tojson)}')" >/dev/null
}

secret_of() { jq -r ".$2.password.secret" "$WORK/rendered/objects/jobs%2F$1.json.json"; } # DATABASE source|target

secrets_are() { # POSTGRES-PASSWORD MYSQL-PASSWORD
    local job side
    for job in "$WORK"/rendered/objects/*.json; do
        for side in source target; do
            if [[ $(jq -r ".$side.url" "$job") == postgres:* ]]; then
                secret_is "$(jq -r ".$side.password.secret" "$job")" "$1"
            else
                secret_is "$(jq -r ".$side.password.secret" "$job")" "${2:-}"
            fi
        done
    done
}

# --- What a test does with it ----------------------------------------------------------------------

states() { # ARGUMENT...: what comes out is in $WORK/out, and STATUS
    STATUS=0
    MACHINES=$WORK/rendered/machines EXECUTIONS=$WORK/executions FRONT=$FRONT TIME_SCALE=$SCALE \
        timeout -k 5 120 tests/aws/node tests/aws/states.mjs "$@" >"$WORK/out" 2>"$WORK/err" || STATUS=$?
}

start() { # MACHINE JSON
    jq . <<<"$2" >"$WORK/input.json" || return
    states start "$1" "$WORK/input.json"
}

out() { jq -r "$1" "$WORK/out"; } # FILTER

succeeds() { # NAME
    is "$(out .status)" SUCCEEDED "$1" || note "$(out '.error, .cause')" "$(tail -n 3 "$WORK/err")" "$(tail -qn 2 "$WORK"/logs/*.log | cut -c 1-600 | tail -n 8)" >&2
}

fails_with() { # NAME ERROR REGEX-OF-THE-CAUSE
    is "$(out .error)" "$2" "$1" || note "$(out '.status, .cause')" >&2
    like "$(out .cause)" "$3" "$1: it says why"
}

# The execution that the failed one names.
redriven() { sed -nE 's/.*redrive-execution --execution-arn ([A-Za-z0-9:-]+).*/\1/p' "$WORK/out" | head -n 1; }

fault() { front fault "$1" >/dev/null; } # JSON
