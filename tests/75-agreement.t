#!/usr/bin/env bash
# What understudy makes of an application's schema beside what its authors wrote by hand for the other engine: applications
# that come with a schema for each are crossed both ways, and compared fact by fact (tests/agreement). Every disagreement has to
# be explained: the authors' two schemas differ there, or a rule made it.
. "$(dirname "$0")/lib-cross.sh"
CORPORA=${UNDERSTUDY_CORPORA:-../shared/corpora}
[[ -d $CORPORA/dual ]] || skip "no schemas for both engines at $CORPORA/dual"

declare -A ALL=([facts]=0 [agreed]=0 [explained]=0) CLASSES

loaded() { # SERVER DB FILE
    fresh "$1" "$2"
    on "$1" "$2" <"$3" >"$WORK/load" 2>&1
    result $? "$2: $(basename "$3") loads" "$(tail -n 5 "$WORK/load")"
}

# The source is a database called like the application; the target's is NAME_made, so that the authors' own stands beside it.
agrees() { # NAME
    local name=$1 db=${1//-/_} to line
    if is_postgres "$TARGET"; then
        fresh "$TARGET" "${db}_made"
        to="target: { url: \"$(lab url "$TARGET" "${db}_made")\" }"
    else
        wipe "$TARGET" "${db}_made"
        to="target: { url: \"$(lab url "$TARGET")\" }
rename: { schemas: { public: ${db}_made } }"
    fi
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(lab url "$SOURCE" "$db")\" }" "$to" "load: { by: understudy, verify: off }" "masking: none")
    exits 0 "$name: clone" clone
    tests/agreement "$name" "$(catalog "$SOURCE" "$db")" "$(catalog "$TARGET" "${db}_made")" "$(catalog "$TARGET" "$db")" >"$WORK/agreement"
    result $? "$name: every disagreement is explained" "$(grep UNEXPLAINED "$WORK/agreement")"
    line=$(tail -n 1 "$WORK/agreement")
    note "$line"
    count "$line"
    classes "$WORK/agreement"
}

classes() { # FILE
    local line
    while IFS= read -r line; do
        [[ $line =~ :\ ([0-9]+)\ by\ (source|rule|unexplained):\ (.*) ]] || continue
        line="by ${BASH_REMATCH[2]}: ${BASH_REMATCH[3]}"
        CLASSES[$line]=$((${CLASSES[$line]:-0} + BASH_REMATCH[1]))
    done <"$1"
}

count() { # LINE
    [[ $1 =~ :\ ([0-9]+)\ of\ ([0-9]+)\ facts.*\;\ ([0-9]+)\ by\ the\ source,\ ([0-9]+)\ by\ a\ rule ]] || return
    ALL[agreed]=$((ALL[agreed] + BASH_REMATCH[1])) ALL[facts]=$((ALL[facts] + BASH_REMATCH[2]))
    ALL[explained]=$((ALL[explained] + BASH_REMATCH[3]))
}

# MySQL's holds all databases.
catalog() { # SERVER DB: its snapshot, as tests/agreement takes it
    local file=$WORK/$1-$2.json
    [[ -e $file ]] || UNDERSTUDY_JOB="{ version: 1, source: { url: \"$(lab url "$1" "$2")\" } }" "$UNDERSTUDY" inspect --json >"$file" 2>/dev/null
    if is_postgres "$1"; then echo "$file"; else echo "$file:$2"; fi
}

for folder in "$CORPORA"/dual/*/; do
    name=$(basename "$folder")
    servers mysql 9.7 postgres 18
    loaded "$SOURCE" "${name//-/_}" "$folder$name.mysql.sql"
    loaded "$TARGET" "${name//-/_}" "$folder$name.pg.sql"
    agrees "$name"
    servers postgres 18 mysql 9.7
    agrees "$name"
done
for class in "${!CLASSES[@]}"; do echo "# ${CLASSES[$class]} $class"; done | sort -k2 -k1nr
share=$((ALL[agreed] * 1000 / (ALL[facts] > 0 ? ALL[facts] : 1)))
percent=$(((ALL[agreed] + ALL[explained]) * 1000 / (ALL[facts] > 0 ? ALL[facts] : 1)))
note "${ALL[agreed]} of ${ALL[facts]} facts agree as they stand ($((share / 10)).$((share % 10)) %); ${ALL[explained]} more where the authors' two schemas differ"
ok "at least 98 % agree where the authors agree with themselves: $((percent / 10)).$((percent % 10)) %" test "$percent" -ge 980
finish
