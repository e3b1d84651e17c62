#!/usr/bin/env bash
# MySQL 5.7 as a source, as far as that can be seen without one: its queries, asked of a newer server, read the same, and what they
# read makes a target. What its texts would say besides, test_versions_mysql57.c says. No server of 5.7 has ever been asked.
. "$(dirname "$0")/lib-mysql.sh"
READ_AS=$(dirname "$UNDERSTUDY")/tests/read_as

[[ -x $READ_AS ]] || { note "there is no $READ_AS: make builds it with its name"; exit 1; }
servers mysql 9.7
on "$SOURCE" <tests/versions/mysql-5.7.sql >"$WORK/load" 2>&1
result $? 'the schema is loaded' "$(<"$WORK/load")"

# --- The queries -------------------------------------------------------------------------------------

# But for who is a system user, of which there was none, and the order of indexes and dependencies, which nobody compares.
catalog_of() { # VERSION FILE
    "$READ_AS" "$1" "$(lab url "$SOURCE")" >"$WORK/$1.json" 2>"$WORK/err"
    result $? "the queries for $1 are answered" "$(<"$WORK/err")"
    sed -E '/^"server_version"/d; s/,"is_system_user":true//; s/,"position":[0-9]+\}/}/; /^\{"key":"view/s/,"needs":.*//' "$WORK/$1.json" >"$2"
}
catalog_of 50744 "$WORK/old"
catalog_of 90704 "$WORK/new"
same_text "$WORK/new" "$WORK/old" "the queries for 5.7 read $(grep -c '"key"' "$WORK/old") objects as those for 9.7 do"
is "$(grep -c '^{"key":"view shop.v3.*"needs":."function shop.f()","table shop.child"' "$WORK/50744.json")" 1 'what a view needs is found in its text'

# --- To a newer server ------------------------------------------------------------------------------

like_that() { # [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' 'version: 1' "source: { snapshot: $WORK/50744.json }" "target: { url: \"$(lab url "$TARGET")\" }" 'events: keep' \
        'masking: none' 'include: ["shop.*", "odd `name.*"]' 'exclude: ["view:shop.broken"]' "$@")
}
like_that "artifacts: $WORK/plan"
exits 0 'plan' plan
for half in pre-data post-data; do
    ok "$half.sql runs in the client" on "$TARGET" <"$WORK/plan/$half.sql"
done
exits 0 'diff says equal' diff --exit-code
like_that
exits 0 'what was found' plan --json
while read -r finding; do
    shows "$finding" "found: $finding"
done <<'END'
"procedure shop.areas","message":"a procedure that calls functions of MySQL 5.7
"index shop.types.sp","message":"a spatial index that needs no SRID
END
finish
