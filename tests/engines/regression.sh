# PostgreSQL's own regression database, as `make installcheck` leaves it: every kind of object that there is, and what
# years of ALTER leave behind in a catalog, which no dump has. Part of tests/lab: its functions are there.
# It is made once and kept as a data directory; nobody's server runs the regression tests a second time.
readonly REGRESSION_RECIPE=1 # raise it when what is made here changes

regression_of() { echo "$LAB/regression/$1-v$REGRESSION_RECIPE.tar"; } # VERSION

# The tests are not in any binary package, and the headers are in none that a server needs.
regression_unpack() { # VERSION SCRATCH-DIRECTORY
    scratch_apt "$2" "$(postgres_suite)" || return
    (cd "$2" && "${SCRATCH_APT[@]}" download "postgresql-server-dev-$1" >&2 &&
        "${SCRATCH_APT[@]}" --download-only source "postgresql-$1" >&2) || return
    dpkg-deb -x "$2"/postgresql-server-dev-*.deb "$2/dev" &&
        tar -x -f "$2"/postgresql-*.orig.tar.bz2 -C "$2" --strip-components=4 --wildcards '*/src/test/regress'
}

# What the tests call in C. Who runs the server looks for libraries by name, so no path of ours is in the database.
regression_build() { # VERSION SCRATCH-DIRECTORY
    local cc=${CC:-gcc}
    mkdir -p "$2/lib"
    $cc -w -O1 -fPIC -shared -I"$2/dev/usr/include/postgresql/$1/server" -o "$2/lib/regress.so" "$2/regress.c" &&
        cp "$ROOT$(postgres_bin)/../lib"/{autoinc,refint}.so "$2/lib/"
}

# Their answers need not be right on every machine, but hardly more than a few may differ.
regression_run() { # VERSION SCRATCH-DIRECTORY
    local failed tests=$BASE/tests
    as_server mkdir -p "$tests/results"
    tar -c -C "$2" sql data expected parallel_schedule resultmap | as_server tar -x -C "$tests"
    tar -c -C "$2" lib | as_server tar -x -C "$BASE"
    as_server env -C "$tests" PG_ABS_SRCDIR="$tests" PG_ABS_BUILDDIR="$tests" PG_LIBDIR="$BASE/lib" PG_DLSUFFIX=.so \
        "$(postgres_bin)/../lib/pgxs/src/test/regress/pg_regress" --bindir="$(postgres_bin)" --dlpath="$BASE/lib" \
        --host=127.0.0.1 --port="$PORT" --user=postgres --dbname=regression \
        --schedule=parallel_schedule --max-connections=20 >"$2/log" 2>&1 || true
    failed=$(grep -cE '^not ok|\.\.\. FAILED' "$2/log")
    say "PostgreSQL $1: $(grep -cE '^ok|\.\.\. ok' "$2/log") of its regression tests pass, $failed fail"
    ((failed <= 5)) && grep -qE '^1\.\.[0-9]|tests (passed|failed)' "$2/log" || {
        tail -n 40 "$2/log" >&2
        return 1
    }
}

regression_make() ( # VERSION SCRATCH-DIRECTORY FILE
    name=regression-making-$1
    trap 'cmd_stop "$name"' EXIT
    cmd_stop "$name"
    cmd_start postgres "$1" "$name" >/dev/null && server_load "$name" &&
        regression_build "$1" "$2" && regression_run "$1" "$2" &&
        cmd_sql "$name" regression -c "UPDATE pg_proc SET probin = regexp_replace(probin, '^/.*/([a-z]+)\.so$', '\1') WHERE probin ~ '^/'" &&
        as_server "$(postgres_bin)/pg_ctl" stop -w -m fast -D "$BASE/data" >/dev/null &&
        as_server "$(postgres_bin)/pg_resetwal" -D "$BASE/data" >/dev/null && # 200 MB less
        as_server tar -c -C "$BASE" lib data >"$3.tmp" && mv "$3.tmp" "$3"
)

# Atomic, and once on a machine, like a root.
cmd_regression() { # VERSION
    local file scratch ENGINE=postgres VERSION=${1:-} ROOT BASE PORT PASSWORD TLS
    postgres_suite >/dev/null
    file=$(regression_of "$1")
    [[ ! -e $file ]] || return 0
    find_root
    mkdir -p "$LAB/regression"
    (
        flock 8
        [[ ! -e $file ]] || exit 0
        say "running PostgreSQL $1's own regression tests, once (about a minute)"
        scratch=$(mktemp -d)
        trap 'rm -rf "$scratch"' EXIT
        three_tries regression_unpack "$1" "$scratch" ||
            die "could not fetch the source of postgresql-$1 and postgresql-server-dev-$1 from $(mirror): see above"
        regression_make "$1" "$scratch" "$file" || die "PostgreSQL $1's regression tests did not run: see above"
    ) 8>"$LAB/regression/$1.lock"
}

# In place of initdb.
regression_cluster() {
    cmd_regression "$VERSION"
    as_server tar -x -C "$BASE" <"$(regression_of "$VERSION")"
}
