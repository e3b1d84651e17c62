#!/usr/bin/env bash
# make demo in a clone of this tree, as a newcomer runs it: it ends well and leaves nothing behind.
. "$(dirname "$0")/lib.sh"
git rev-parse --git-dir >/dev/null 2>&1 || skip "not a git checkout, so there is nothing to clone"
git clone -q . "$WORK/clone" || skip "this checkout cannot be cloned"
before=$(ls /tmp)
started=$SECONDS
status=0
(cd "$WORK/clone" && env -u UNDERSTUDY make demo) >"$WORK/out" 2>"$WORK/err" </dev/null || status=$?
note "make demo took $((SECONDS - started)) s"
is "$status" 0 "make demo exits 0"
[[ $status == 0 ]] || note "$(tail -n 20 "$WORK/err")"
shows 'equal: [0-9]+ objects, no differences' "it ends with a report that says equal"
shows 'MySQL 9\.7' "it shows MySQL, too"
is "$(tests/lab list | grep -c '^demo-')" 0 "it leaves no server running"
is "$(comm -13 <(sort <<<"$before") <(ls /tmp | sort) | grep -c understudy)" 0 "it leaves no folder behind"
is "$(cd "$WORK/clone" && git status --porcelain)" '' "it leaves the clone as it was"
finish
