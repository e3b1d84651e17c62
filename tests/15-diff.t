#!/usr/bin/env bash
. "$(dirname "$0")/lib.sh"
# diff as a user meets it: between databases and snapshots, in each format, and the script that removes the differences.
server 18
SCHEMA="
CREATE TABLE customer (id integer PRIMARY KEY, name text NOT NULL, tier text DEFAULT 'none', note varchar(20));
CREATE INDEX customer_name ON customer (lower(name));
CREATE TABLE purchase (id integer PRIMARY KEY, customer_id integer REFERENCES customer, amount numeric(10,2));
CREATE SEQUENCE number;
CREATE VIEW spent AS SELECT customer_id, sum(amount) AS amount FROM purchase GROUP BY customer_id;
CREATE FUNCTION greet(who text) RETURNS text LANGUAGE sql AS \$\$SELECT 'hello ' || who;\$\$;
COMMENT ON TABLE customer IS 'who buys';"
fresh wanted
fresh there
sql wanted <<<"$SCHEMA"
sql there <<<"$SCHEMA"
understudy inspect "$(url wanted)" --output "$WORK/before.json"
exits 0 'equal' diff --exit-code "$(url wanted)" "$(url there)"
shows '^equal: [0-9]+ objects, no differences'$'\n' 'nothing was left out'

sql there 2>/dev/null <<'END'
ALTER TABLE customer ALTER tier SET DEFAULT 'gold', ALTER name DROP NOT NULL, ADD remark text, ALTER note TYPE varchar(10);
DROP INDEX customer_name;
DROP TABLE purchase CASCADE;
CREATE TABLE mine (id serial PRIMARY KEY, "odd`name" text);
CREATE OR REPLACE FUNCTION greet(who text) RETURNS text LANGUAGE sql AS $$SELECT 'goodbye ' || who;$$;
COMMENT ON TABLE customer IS 'who comes';
END
exits 0 'without --exit-code, differences are no failure' diff "$(url wanted)" "$(url there)"
exits 1 'with it, they are' diff --exit-code "$(url wanted)" "$(url there)"
shows '~ column public.customer.tier'$'\n''      default_value: expected '\''none'\''::text, found '\''gold'\''::text'$'\n''      => ALTER TABLE [^;]* SET DEFAULT '\''none'\''::text;' \
    'the field, both values, and the statement'
shows '\+ column public.customer.remark: extra'$'\n''      with extra: drop => ALTER TABLE public.customer DROP COLUMN remark;' 'what is extra: only if the job says so'
shows '- table public.purchase: missing, with 3 columns, 1 key, 1 foreign key'$'\n''    => CREATE TABLE' 'parts are counted'
exits 1 'as Markdown' diff --exit-code --format markdown "$(url wanted)" "$(url there)"
shows '## table `public.customer`'$'\n''.*- \*\*missing\*\*: index `public.customer.customer_name`' 'grouped by object'
shows '```sql'$'\n''(.*'$'\n'')?CREATE INDEX customer_name' 'with the statements'
exits 1 'as JSON' diff --exit-code --format json "$(url wanted)" "$(url there)"
shows '"key":"index public.customer.customer_name","status":"missing".*"sql":\["CREATE INDEX ' 'with the statements, too'
is "$(grep -c '"status":"missing"' "$WORK/out")" 8 'one line for each object'
exits 64 'a format that there is not' diff --format html "$(url wanted)" "$(url there)"
exits 64 'a format that is not of this command' inspect --format sql "$(url wanted)"

exits 1 'as SQL' diff --exit-code --format sql "$(url wanted)" "$(url there)"
cp "$WORK/out" "$WORK/script.sql"
ok 'psql runs the script' sql there --set ON_ERROR_STOP=1 -1 -f - <"$WORK/script.sql"
exits 1 'what only the target has is left' diff --exit-code "$(url wanted)" "$(url there)" --format sql
is "$(grep -vcE '^(--.*)?$' "$WORK/out")" 0 'nothing but comments'
sed -n 's/^-- \(DROP\|ALTER\)/\1/p' "$WORK/out" | sql there
exits 0 'and when that was run, too, both are equal' diff --exit-code "$(url wanted)" "$(url there)"

exits 0 'a snapshot and a database' diff --exit-code "$WORK/before.json" "$(url there)"
sql there -c 'ALTER TABLE customer ADD CHECK (id > 0)'
understudy inspect "$(url there)" --output "$WORK/after.json"
exits 1 'two snapshots' diff --exit-code "$WORK/before.json" "$WORK/after.json"
shows '\+ check public.customer.customer_id_check: extra'$'\n''      with extra: drop => ALTER TABLE public.customer DROP CONSTRAINT customer_id_check;' 'with the statement'
shows 'expected  .*before.json wanted, PostgreSQL 18' 'which is which'

# Whoever may not look says so.
sql postgres -c 'CREATE ROLE looker LOGIN' -c 'CREATE ROLE absent'
sql wanted -c "SELECT setval('number', 9)" -c 'ALTER TABLE customer OWNER TO absent' >/dev/null
sql there -c "ALTER TABLE customer DROP CONSTRAINT customer_id_check"
LOOKER=$(url there | sed 's/postgres@/looker@/')
job wanted there
exits 0 'as one who may read nothing' diff --exit-code --set "target.url=$LOOKER"
shows '^equal: .*; see the findings below' 'equal is not said in silence'
shows '1 sequences?.* values? could not be read on the target' 'the value is not taken for a difference, and that is told'
exits 1 'as one who may' diff --exit-code --set owners=ignore
shows 'last_value: expected 9, found 1' 'a job compares the values of sequences'
exits 0 'without a job, nobody knows what values they should have' diff --exit-code "$(url wanted)" "$(url there)" --set owners=ignore
exits 0 'a job that leaves things out' diff --exit-code --set owners=ignore --set 'exclude=["public.number"]'
shows '^equal: .*; not everything was compared' 'equal is not said in silence'
shows 'sequence public.number: exclude: public.number' 'what was left out, and why'

# What a workflow takes from a run.
summary() { jq -c "$2" "$WORK/run/$1.summary.json"; } # COMMAND FILTER
exits 1 'a run leaves a summary among its artifacts' diff --exit-code --set owners=ignore --set "artifacts=$WORK/run"
is "$(summary diff '[.format, .command, .outcome, .exit_code, .class, .differences]')" '["understudy-summary","diff","differences",1,null,1]' 'it says how the run ended'
exits 65 'one that is refused, too' pre-data --set owners=ignore --set "artifacts=$WORK/run"
is "$(summary pre-data '[.outcome, .exit_code, .class, .findings.critical == (.decisions | length), (.objects.objects > 0)]')" '["refused",65,"REFUSED",true,true]' 'what is to be decided stands there'
like "$(summary pre-data '.decisions[0]')" '"code":"[A-Z_]+","object":"[^"]+","message":"[^"]+","remedy":"[^"]+"' 'with its remedy'
exits 69 'and one that found no server' diff --set "target.url=postgres://postgres@127.0.0.1:1/there" --set connect.timeout=1 --set "artifacts=$WORK/run"
is "$(summary diff '[.outcome, .class, .objects]')" '["failed","CONNECT",null]' 'it says why'
finish
