# A schema through the whole line, onto an empty database: both halves around a load, and again.
# VERSION comes from the name of the test file.
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora/pg}

round_trip() { # NAME FILE...
    local name=$1 source=$1-source target=$1-target
    fresh "$source"
    cat "${@:2}" | sql "$source" >"$WORK/load" 2>&1
    result $? "$name: the source loads" "$(tail -n 5 "$WORK/load")" || return
    fresh "$target"
    job "$source" "$target"
    exits 0 "$name: pre-data" pre-data
    exits 0 "$name: pre-data again" pre-data
    says 'nothing to do' "$name: it says that there is nothing to do"
    exits 0 "$name: load" load
    exits 0 "$name: post-data" post-data
    is_finished "$name" "$source" "$target"
    has_same_rows "$name" "$source" "$target"
    exits 65 "$name: pre-data on a finished target is refused" pre-data
    says 'an earlier run went beyond pre-data' "$name: it says why"
    drop "$source" "$target"
}

# X-schema.sql and X-data.sql are one; what needs a newer server says so.
corpora() {
    local file name
    for file in "$CORPORA"/*.sql; do
        name=$(basename "$file" .sql)
        case $name in
        *-data) continue ;;
        *-schema) round_trip "${name%-schema}" "$file" "${file%-schema.sql}-data.sql" ;;
        pagila) ((VERSION < 18)) || round_trip "$name" "$file" ;; # its defaults call uuidv7()
        *) round_trip "$name" "$file" ;;
        esac
    done
}

VERSION=${TEST##*-}
server "$VERSION"
round_trip sample tests/sample/postgres/{10-schema,20-data}.sql
for case in tests/cases/*/source.sql; do
    round_trip "$(basename "$(dirname "$case")")" "$case"
done
if [[ -d $CORPORA ]]; then corpora; else note "no folder $CORPORA: only schemas of our own"; fi
finish
