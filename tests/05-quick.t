#!/usr/bin/env bash
# The fast one, for make check: two schemas on whichever server this machine has, and what README repeats.
. "$(dirname "$0")/lib.sh"

NATIVE=$(find /usr/lib/postgresql/*/bin/postgres 2>/dev/null | cut -d / -f 5 | sort -n | tail -n 1)
server "${NATIVE:-18}"
round_trip music tests/cases/music/source.sql
round_trip sample tests/sample/postgres/10-schema.sql

"$UNDERSTUDY" job markdown >"$WORK/keys"
sed -n '/^<!-- job markdown: begin/,/^<!-- job markdown: end/{/^<!--/!p}' README.md >"$WORK/readme"
same_text "$WORK/keys" "$WORK/readme" 'README has the keys of a job: else put in what understudy job markdown prints'
finish
