#!/usr/bin/env bash
# The contract with AWS DMS, in all four directions: what plan writes drives a loader that does as DMS does, and post-data
# finishes what it left; masks; LOB modes; a task's own mappings; a run that was killed between the steps of one table.
. "$(dirname "$0")/lib-cross.sh"

side_url() { # SERVER DB: MySQL's databases are schemas, which the job names
    if is_postgres "$1"; then lab url "$1" "$2"; else lab url "$1"; fi
}

dms_job() { # FROM-SERVER TO-SERVER [LINE-OF-YAML...]: from shop to copy
    local rename='rename: { schemas: { shop: copy } }'
    is_postgres "$2" && rename=''
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(side_url "$1" shop)\" }" \
        "target: { url: \"$(side_url "$2" copy)\" }" "include: ['shop.*']" "exclude: ['shop.unwanted']" "load: { by: dms }" \
        "artifacts: $WORK/artifacts" "$rename" "${@:3}")
    rm -rf "$WORK/artifacts"
    SOURCE=$1 TARGET=$2
    target_is_empty copy
}

load_as_dms() { # NAME [MAPPINGS]
    local dms=$WORK/artifacts/dms
    exits 0 "$1: the task loads" load --as-dms --mappings "${2:-$dms/table-mappings.json}" --settings "$dms/task-settings.json" \
        --endpoints "$dms/endpoint-settings.json"
}

is_through() { # NAME
    exits 0 "$1: post-data" post-data
    exits 0 "$1: diff says equal" diff --exit-code
    exits 0 "$1: post-data again" post-data
    says 'nothing to do' "$1: it says that there is nothing to do"
}

same_answer() { # QUERY NAME
    value "$SOURCE" shop "$1" >"$WORK/source.rows"
    value "$TARGET" copy "$1" >"$WORK/target.rows"
    [[ -s $WORK/source.rows ]] || result 1 "$2: there are rows"
    same_text "$WORK/source.rows" "$WORK/target.rows" "$2"
}

contract() { # NAME
    exits 0 "$1: pre-data" pre-data
    load_as_dms "$1"
    is_through "$1"
}

rules() { python3 -c 'import json, sys
for r in json.load(open(sys.argv[1]))["rules"]:
    o = r["object-locator"]
    print(r["rule-id"], r.get("rule-target", ""), r.get("rule-action", r["rule-type"]), o.get("table-name", ""), o.get("column-name", ""), r.get("value", ""))' \
    "$WORK/artifacts/dms/table-mappings.json" | tr -s ' ' | sed 's/ $//'; }

servers postgres 18 mysql 9.7
PG=$SOURCE MY=$TARGET
value "$MY" '' 'SET GLOBAL local_infile = 1'
source_is shop tests/dms/source.pg.sql
TARGET=$PG SOURCE=$MY
source_is shop tests/dms/source.mysql.sql

# --- Within one engine ---------------------------------------------------------------------------

MY_ROWS='SELECT id, name, ssn, phone, age, sha2(bio, 256), doc, ok, bits + 0, flag + 0, wide + 0, big, name_up, first, updated FROM customer ORDER BY id; SELECT * FROM `Order_Item` ORDER BY id'
PG_ROWS='SELECT id, name, bio, doc, ok, tags, name_up FROM shop.customer ORDER BY id; SELECT * FROM shop."Order_Item" ORDER BY id; SELECT * FROM shop.log ORDER BY id'

dms_job "$MY" "$MY"
exits 0 'MySQL to MySQL: plan' plan
shows '-- dms: 2 tables, 2 columns left out, 0 masked' 'plan says what the task does'
is "$(rules)" '1 include Order[_]Item
2 include customer
3 schema rename copy
4 column change-data-type customer big
5 column remove-column customer name[_]up
6 column remove-column customer first
7 table-settings customer' 'its rules'
contract 'MySQL to MySQL'
same_answer "$MY_ROWS" 'MySQL to MySQL: rows are the same'

MASKS='masking: [{ column: shop.customer.ssn, action: digits_mask, with: "*" }, { column: shop.customer.phone, action: hash_mask },
  { column: shop.customer.age, action: hash_mask }, { column: shop.customer.amount, action: remove_column }]'
MASKED="***-**-**** $(printf '555 123' | sha256sum | tr 'a-f' 'A-F' | cut -d' ' -f1) $(printf 41 | sha256sum | tr 'a-f' 'A-F' | cut -d' ' -f1) none"
is_masked() { # TABLE NAME
    is "$(value "$TARGET" copy "SELECT concat_ws(' ', ssn, phone, age, coalesce(cast(amount AS char(9)), 'none')) FROM $1 WHERE id = 1")" \
        "$MASKED" "$2: nobody sees what is masked"
}

dms_job "$PG" "$PG" "$MASKS"
contract 'PostgreSQL to PostgreSQL, masked'
is_masked shop.customer 'PostgreSQL to PostgreSQL'
same_answer "$PG_ROWS" 'PostgreSQL to PostgreSQL: rows are the same'

# --- From one to the other -----------------------------------------------------------------------

dms_job "$MY" "$PG" 'dms: { lob_mode: full }'
exits 0 'MySQL to PostgreSQL, full LOB mode: plan' plan
shows 'ALTER COLUMN doc TYPE jsonb USING ' 'what is loaded as a text becomes what it is'
contract 'MySQL to PostgreSQL, full LOB mode'
has_same_rows 'MySQL to PostgreSQL'

dms_job "$PG" "$MY"
exits 0 'PostgreSQL to MySQL: plan' plan --json
is "$(python3 -c 'import json, sys; print(*json.load(sys.stdin)["dms"])' <"$WORK/out")" \
    'table_mappings task_settings endpoint_settings replication_config' 'plan in JSON has them, too'
like "$(rules)" 'table rename log\[_\]old log' 'partitions are loaded into the one table'
exits 0 'PostgreSQL to MySQL: pre-data' pre-data
load_as_dms 'PostgreSQL to MySQL'
# Killed before the values were computed, and while: what is there is not theirs.
value "$MY" copy 'ALTER TABLE `Order_Item` ADD COLUMN understudy_3 tinyint(1); UPDATE `Order_Item` SET understudy_3 = 7 WHERE id = 1'
is_through 'PostgreSQL to MySQL, after a kill'
is "$(value "$MY" copy 'SELECT id, active FROM `Order_Item` ORDER BY id')" $'0\t0\n1\t1' 'booleans are right, and so is an id of 0'
has_same_rows 'PostgreSQL to MySQL'

# --- Masks ---------------------------------------------------------------------------------------

dms_job "$PG" "$MY" "$MASKS"
contract 'PostgreSQL to MySQL, masked'
is_masked copy.customer 'PostgreSQL to MySQL'
dms_job "$PG" "$MY" 'masking: [{ column: shop.customer.id, action: digits_randomize }]'
exits 65 'a mask that cannot be: pre-data' pre-data
says 'MASK_INVALID.*part of a key' 'it says why'

# --- A task's own mappings -----------------------------------------------------------------------

cat >"$WORK/task.json" <<'JSON'
{"rules": [
 {"rule-type": "selection", "rule-id": 1, "rule-name": "a", "object-locator": {"schema-name": "sh%", "table-name": "%"}, "rule-action": "include", "filters": []},
 {"rule-type": "selection", "rule-id": 2, "rule-name": "b", "object-locator": {"schema-name": "shop", "table-name": "un[m-w]anted"}, "rule-action": "exclude"},
 {"rule-type": "transformation", "rule-id": 9, "rule-name": "c", "rule-target": "table", "object-locator": {"schema-name": "shop", "table-name": "%"}, "rule-action": "convert-lowercase"},
 {"rule-type": "transformation", "rule-id": 10, "rule-name": "d", "rule-target": "table", "object-locator": {"schema-name": "shop", "table-name": "customer"}, "rule-action": "rename", "value": "late"},
 {"rule-type": "transformation", "rule-id": 11, "rule-name": "e", "rule-target": "schema", "object-locator": {"schema-name": "shop"}, "rule-action": "rename", "value": "app"},
 {"rule-type": "transformation", "rule-id": 12, "rule-name": "f", "rule-target": "column", "object-locator": {"schema-name": "shop", "table-name": "Order_Item", "column-name": "%"}, "rule-action": "add-prefix", "value": "o_"},
 {"rule-type": "transformation", "rule-id": 13, "rule-name": "g", "rule-target": "column", "object-locator": {"schema-name": "shop", "table-name": "customer", "column-name": "name[_]up"}, "rule-action": "remove-column"},
 {"rule-type": "transformation", "rule-id": 14, "rule-name": "h", "rule-target": "column", "object-locator": {"schema-name": "shop", "table-name": "customer", "column-name": "first"}, "rule-action": "remove-column"}
]}
JSON
dms_job "$MY" "$PG" "dms: { mappings: $WORK/task.json }"
UNDERSTUDY_JOB=$(grep -vE '^(include|exclude)' <<<"$UNDERSTUDY_JOB")
exits 0 "a task's mappings: pre-data" pre-data
is "$(value "$PG" copy "SELECT string_agg(c.oid::regclass::text || '.' || attname, ' ' ORDER BY relname, attnum) FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
    WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND attnum BETWEEN 1 AND 2")" \
    'app.customer.id app.customer.name app.order_item.o_id app.order_item.o_customer' 'the lowest rule-id names the target'
load_as_dms "a task's mappings" "$WORK/task.json"
is_through "a task's mappings"
has_same_rows "a task's mappings"
exits 78 'another name in the job is refused' plan --set 'rename.schemas={ shop: store }'
says 'rename.schemas calls shop store' 'it says which'
exits 65 'an exclude of the job that the task does not have is refused' pre-data --set 'exclude=["shop.Order_Item"]' --set existing=recreate
says 'the task loads it, and the job leaves it out' 'it says so'

finish
