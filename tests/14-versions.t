#!/usr/bin/env bash
. "$(dirname "$0")/lib.sh"
# From one major version to another. The standard for what comes out is the same file, loaded by the newer server itself.
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora/pg}
OLD=$SERVER-old NEW=$SERVER-new

on() { SERVER=$1; URL=$(lab url "$1" DB); } # SERVER: sql, fresh, dump and url speak of this one

# A partition's NOT NULL bears its parent's name where it was made with its parent, and children of an inherited one say
# whether it is their own: 15 knows neither. GRANT ALL is MAINTAIN, too, where there is one.
same_in_both() {
    sed -E -e 's/ CONSTRAINT [^ ]+_not_null[0-9]* NOT NULL/ NOT NULL/' -e '/^ +(CONSTRAINT [^ ]+ )?NOT NULL [^ ]+,?$/d' \
        -e 's/GRANT (ALL|SELECT,INSERT,REFERENCES,DELETE,TRIGGER,TRUNCATE,UPDATE) ON TABLE/GRANT ALL ON TABLE/'
}

upwards() { # NAME FILE...
    on "$OLD"
    fresh source
    cat "${@:2}" | sql source >"$WORK/load" 2>&1
    result $? "$1: the source loads" "$(tail -n 5 "$WORK/load")" || return
    local source
    source=$(url source)
    on "$NEW"
    fresh target
    fresh native
    cat "${@:2}" | sql native >"$WORK/load" 2>&1
    job source target
    exits 0 "$1: clone" clone --set "source.url=$source"
    exits 0 "$1: post-data again" post-data --set "source.url=$source"
    says 'nothing to do' "$1: it says that there is nothing to do"
    exits 0 "$1: the file on both servers is the same schema" diff --exit-code "$source" "$(url native)" --quiet
    exits 0 "$1: the other way round, too" diff --exit-code "$(url native)" "$source" --quiet
    dump native | same_in_both >"$WORK/native.dump"
    dump target | same_in_both >"$WORK/target.dump"
    same_text "$WORK/native.dump" "$WORK/target.dump" "$1: pg_dump says that the clone is what the newer server makes of the file"
}

downwards() {
    local finding source
    on "$NEW"
    fresh source
    sql source >"$WORK/load" 2>&1 <tests/versions/newer.sql
    result $? "downwards: the source loads" "$(tail -n 5 "$WORK/load")" || return
    source=$(url source)
    on "$OLD"
    sql postgres -c 'CREATE ROLE newer_reader'
    fresh target
    job source target
    exits 0 "downwards: clone" clone --set "source.url=$source" --json
    while read -r finding; do
        shows "$finding" "downwards: found: $finding"
    done <<'END'
"VERSION_CHANGED","severity":"warning","object":"column public.made.double"
"VERSION_CHANGED","severity":"info","object":"column public.made.a"
"VERSION_CHANGED","severity":"warning","object":"column public.loose.b"
"VERSION_CHANGED","severity":"info","object":"column public.parted.id"
"VERSION_CHANGED","severity":"info","object":"table public.slow"
"VERSION_CHANGED","severity":"warning","object":"grant table public.made.newer_reader"
"VERSION_LEFT_OUT","severity":"warning","object":"grant table public.slow.newer_reader"
"VERSION_LEFT_OUT","severity":"warning","object":"check public.loose.quiet"
"VERSION_LEFT_OUT","severity":"warning","object":"key public.booking.booking_pkey"
"VERSION_LEFT_OUT","severity":"warning","object":"foreign key public.use_of.
"VERSION_LEFT_OUT","severity":"warning","object":"foreign key public.pointer.
"VERSION_LEFT_OUT","severity":"warning","object":"exclusion public.parted.
END
    is "$(value target 'SELECT sum(double), sum(triple) FROM made')" '30|45' 'downwards: what was virtual is stored'
    exits 0 "downwards: post-data again" post-data --set "source.url=$source"
    says 'nothing to do' "downwards: it says that there is nothing to do"
    exits 0 "downwards: diff says equal" diff --exit-code --set "source.url=$source"
    lab sql "$NEW" source -c "CREATE VIEW too_new AS SELECT JSON_VALUE('{}'::jsonb, '\$.a') AS a"
    exits 70 "downwards: what no rule knows" post-data --set "source.url=$source"
    says "source and target are of different versions" "downwards: is explained"
}

own_identity() {
    on "$OLD"
    fresh source
    sql source -c 'CREATE TABLE p (id integer, n integer) PARTITION BY LIST (n); CREATE TABLE p1 (id integer GENERATED ALWAYS AS IDENTITY, n integer)' \
        -c 'ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1)' -c 'INSERT INTO p1 (n) VALUES (1)' \
        -c 'CREATE UNLOGGED TABLE u (n integer) PARTITION BY LIST (n)'
    local source
    source=$(url source)
    on "$NEW"
    fresh target
    job source target
    exits 0 "a partition's own identity: clone" clone --set "source.url=$source"
    shows 'column public.p1.id: a partition with an identity of its own' "a partition's own identity: found"
    shows 'table public.u: an unlogged partitioned table' "an unlogged partitioned table: found"
}

# With all its rows. 18 has no such functions in its library, and a child's column that its parent does not generate is none.
regression() {
    on "$OLD"
    local source
    source=$(url regression)
    on "$NEW"
    fresh target
    job nothing target 'publications: keep' \
        'exclude: ["public.ttdummy", "public.set_ttdummy", "public.get_columns_length", "default_privileges:*"]'
    exits 0 "regression: clone" clone --set "source.url=$source"
    shows 'table public.gtest_normal_child: a table that generates a column' "regression: what 18 does not have is found"
    exits 0 "regression: diff says equal" diff --exit-code --set "source.url=$source"
    exits 0 "regression: post-data again" post-data --set "source.url=$source"
    says 'nothing to do' "regression: it says that there is nothing to do"
}

for version in 15:$OLD 18:$NEW; do
    start_server "${version#*:}" postgres "${version%%:*}" --regression
    lab sql "${version#*:}" postgres -c 'CREATE ROLE shop_owner' -c 'CREATE ROLE shop_reader'
done
upwards older tests/versions/older.sql
upwards sample tests/sample/postgres/10-schema.sql
upwards music tests/cases/music/source.sql
for name in adventureworks gisia lago; do
    [[ ! -e $CORPORA/$name.sql ]] || upwards "$name" "$CORPORA/$name.sql"
done
regression
downwards
own_identity
finish
