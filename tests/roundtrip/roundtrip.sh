# Whole schemas through the whole line: the sample, our small cases, and schemas of others where there are any.
# VERSION comes from the name of the test file.
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora/pg}

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
    ! grep -q '^-- Left out: ' "$case" || continue # a target that is not equal is for 11-cases
    round_trip "$(basename "$(dirname "$case")")" "$case"
done
if [[ -d $CORPORA ]]; then corpora; else note "no folder $CORPORA: only schemas of our own"; fi
finish
