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

# --- Findings: what README lists, and each somewhere in what a test expects ---

sed -nE 's/^ +F\(([A-Z_]+), *([A-Z]+),.*/\1 \L\2/p' ddl/finding.h | sort >"$WORK/codes"
sed -n '/^## Findings/,/^## What became/s/^| \([A-Z_]*\) | \([a-z]*\) | .*/\1 \2/p' README.md | sort >"$WORK/readme"
same_text "$WORK/codes" "$WORK/readme" 'README has the findings of ddl/finding.h'
grep -hvE '^ *#' tests/[1-9]*.t tests/roundtrip/*.sh tests/bad/*.sh tests/cases*/*/shows tests/cases*/*/findings.* tests/flavours/*.findings |
    grep -oE '\b[A-Z]+(_[A-Z]+)*\b' | sort -u >"$WORK/expected"
is "$(cut -d ' ' -f 1 "$WORK/codes" | comm -23 - "$WORK/expected" | paste -sd ' ')" '' 'every code of a finding is one that a live test expects'
finish
