# What the benches share: whole processes are measured, and medians of them printed. A bench has a folder $WORK, the pids of its
# servers in $SERVER_PIDS, in $GUESTS the peers that may fail, and a function `plain`, which shows a command as a person types it.

say() { printf '%s\n' "$*" >&2; }
die() { say "bench: $*"; exit 1; }

# One line: wall seconds, CPU seconds of the command's processes, CPU seconds of the server's, peak
# memory (MB) of the largest of the command's processes (not less than this Python's own, some 10 MB, which the
# kernel hands down). The server's are its first process, that one's children, and those that it has waited for.
write_measure() {
    cat >"$WORK/measure.py" <<'PYTHON'
import os, resource, sys, time

def server_ticks(firsts):
    ticks = 0
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
        except OSError:
            continue
        if entry in firsts:
            ticks += sum(map(int, fields[11:15]))
        elif fields[1] in firsts:
            ticks += sum(map(int, fields[11:13]))
    return ticks

pids, command = sys.argv[1:]
firsts = pids.split()
before, started = server_ticks(firsts), time.monotonic()
child = os.posix_spawn("/bin/bash", ["bash", "-o", "pipefail", "-c", command], os.environ)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
wall, used = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
time.sleep(0.3)  # until the backends are gone
server = (server_ticks(firsts) - before) / os.sysconf("SC_CLK_TCK")
print(f"{wall:.3f} {used.ru_utime + used.ru_stime:.3f} {server:.2f} {used.ru_maxrss / 1024:.1f}")
sys.exit(status != 0)
PYTHON
}

measure() { # NAME COMMAND : adds a line to the name's file
    local shown
    python3 -I -S "$WORK/measure.py" "$SERVER_PIDS" "$2" >>"$WORK/$1.runs" 2>"$WORK/err" || {
        tail -n 20 "$WORK/err" >&2
        rm "$WORK/$1.runs"
        if [[ " $GUESTS " == *" $1 "* ]]; then
            say "bench: $1 failed, see above: it is left out"
            mapfile -t peers < <(printf '%s\n' "${peers[@]}" | grep -vx "$1")
            return
        fi
        die "this failed, see above: $(plain "$2")"
    }
    read -r shown _ < <(tail -n 1 "$WORK/$1.runs")
    printf ' %s %s s ' "$1" "$shown" >&2
}

median() { # NAME FIELD
    awk -v field="$2" '{ print $field }' "$WORK/$1.runs" | sort -n |
        awk '{ line[NR] = $1 } END { print NR % 2 ? line[(NR + 1) / 2] : (line[NR / 2] + line[NR / 2 + 1]) / 2 }'
}

row() { # LABEL NAME COMMAND PEER...: the ratio is to the fastest peer
    local wall best=
    wall=$(median "$2" 1)
    for peer in "${@:4}"; do best+="$(median "$peer" 1) "; done
    best=$(tr ' ' '\n' <<<"$best" | grep . | sort -n | head -n 1)
    printf '  %-12s %8.2f %7.2f %11.2f %11.2f %9.0f   %s\n' "$1" "$wall" "$(awk "BEGIN { print $wall / $best }")" \
        "$(median "$2" 2)" "$(median "$2" 3)" "$(median "$2" 4)" "$(plain "$3")"
}

heading() { # TITLE
    printf '\n%s\n  %-12s %8s %7s %11s %11s %9s   %s\n' "$1" '' 'wall s' 'ratio' 'client CPU' 'server CPU' 'peak MB' command
}

