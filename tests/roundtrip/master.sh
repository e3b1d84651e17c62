# Without a superuser on either side: the source is read with the rights that the README asks for, and the target is written
# by a role like the master user of RDS. The SQL of the README's section is run as it stands there. VERSION comes from the
# name of the test file.

readme_sql() { # NUMBER: of the block in the section
    sed -n '/^## Privileges/,/^## Guards/p' README.md | awk -v wanted="$1" '/^```sql$/ { count++; inside = 1; next } /^```$/ { inside = 0 } inside && count == wanted'
}

as() { url "$1" | sed "s/postgres@/$2@/"; } # DB USER

shop_job() { # [LINE-OF-YAML...]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source: { url: \"$(as shop reader)\" }" "target: { url: \"$(as shop_copy builder)\" }" \
        "load: { by: understudy }" "masking: none" "$@")
}

plain_dump() { lab dump "$SERVER" "$1" --schema-only --no-owner | grep -vE '^(--|$|\\(un)?restrict )'; } # DB

server "${TEST##*-}"
sql postgres <<'SQL'
CREATE ROLE rds_superuser;
CREATE ROLE shop_owner;
CREATE ROLE shop_reader;
CREATE ROLE shop_batch;
CREATE ROLE builder LOGIN NOSUPERUSER CREATEDB CREATEROLE NOREPLICATION IN ROLE rds_superuser;
CREATE ROLE reader LOGIN;
CREATE DATABASE shop TEMPLATE template0;
SQL
ok 'the source loads' sql shop <tests/roundtrip/master.sql
sql shop -c 'SET allow_system_table_mods = on' -c "DELETE FROM pg_seclabel WHERE provider <> 'dummy'"
ok "the README's rights on the source" sql shop < <(readme_sql 1)
ok "the README's database on the target" lab sql "$SERVER" postgres < <(readme_sql 3 | sed 's/;/ TEMPLATE template0;/')
ok "the README's rights on the target" sql shop_copy < <(readme_sql 4)
shop_job

# --- What is known beforehand ---

exits 0 'plan' plan
shows 'SUPERUSER_NEEDED: extension pageinspect: .*CREATE EXTENSION pageinspect' 'plan: an extension that is not trusted'
shows 'SUPERUSER_NEEDED: function low\.plus\(integer, integer\): needs superuser on the target' 'plan: a function in C'
shows 'SUPERUSER_NEEDED: base type low\.tiny' 'plan: a base type'
shows 'SUPERUSER_NEEDED: operator class low\.btree\.reversed' 'plan: an operator class'
shows 'SUPERUSER_NEEDED: language low_language' 'plan: an untrusted language'
shows 'skipped view low\.uses_plus: needs function low\.plus' 'plan: what needs one of them'
shows 'ROLE_UNREACHABLE: "builder" may not act for role "shop_batch".*\(GRANT shop_batch TO builder' 'plan: the GRANT that is missing'
shows 'ROLE_UNREACHABLE: "builder" may not act for role "postgres".*\(name it in rename\.roles or ignore_roles' 'plan: a superuser is granted to nobody'
shows 'SUPERUSER_NEEDED: setting log_statement' 'plan: a setting'
shows 'PRIVILEGES_LEFT_OUT: .*function pg_stat_reset' "plan: a grant on the system's function"
shows 'LABEL_PROVIDER_MISSING: security label table sales\.orders.*shared_preload_libraries' 'plan: a label without its provider'

# --- All that can be made is made ---

exits 65 'pre-data makes what it can, and says that it is not all' pre-data
says 'the target does not allow all of it: [0-9]+ SUPERUSER_NEEDED, 2 ROLE_UNREACHABLE, (1 OWNED_BY_OTHERS, )?1 LABEL_PROVIDER_MISSING' 'pre-data: it says so first'
says 'statements applied' 'pre-data: it went on'
exits 0 'load' load
exits 65 'post-data, too' post-data
says '0 objects failed, 0 were not reached, 1[0-9] are left to people' 'post-data: nothing failed'
exits 65 'post-data again' post-data
says 'nothing to do' 'post-data again: it says that there is nothing to do'
exits 0 'diff: what can be compared is equal' diff --exit-code

sql postgres -c 'CREATE DATABASE expected TEMPLATE shop'
sql expected -c 'SET client_min_messages = warning' -c 'SET allow_system_table_mods = on' -c 'DELETE FROM pg_seclabel' \
    -c 'DROP TABLE low.things' -c 'DROP TYPE low.tiny CASCADE' -c 'DROP LANGUAGE low_language CASCADE' \
    -c 'DROP FUNCTION low.handler, low.plus, low.tight CASCADE' -c 'DROP OPERATOR FAMILY low.reversed USING btree CASCADE' \
    -c 'DROP EXTENSION pageinspect' -c 'DROP EVENT TRIGGER low_noticed' -c 'ALTER TABLE public.batches OWNER TO builder' \
    -c 'REVOKE SELECT ON sales.lines FROM rds_superuser' -c 'REVOKE EXECUTE ON FUNCTION pg_stat_reset() FROM shop_reader' \
    -c 'ALTER DEFAULT PRIVILEGES FOR ROLE shop_batch IN SCHEMA sales REVOKE SELECT ON TABLES FROM shop_reader'
plain_dump expected >"$WORK/expected.dump"
plain_dump shop_copy >"$WORK/target.dump"
same_text "$WORK/expected.dump" "$WORK/target.dump" 'pg_dump: all else is as on the source'
rows expected >"$WORK/expected.rows"
rows shop_copy >"$WORK/target.rows"
same_text "$WORK/expected.rows" "$WORK/target.rows" 'rows and sequences are those of the source'
settings="SELECT setrole::regrole, setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database() ORDER BY setrole"
if ((${TEST##*-} < 16)); then # whoever has CREATEROLE there changes the settings of others
    is "$(value shop_copy "$settings")" $'-|{work_mem=8MB}\nshop_reader|{statement_timeout=1min}' 'settings, but for one'
else
    is "$(value shop_copy "$settings")" '-|{work_mem=8MB}' 'settings, but for two'
    exits 0 'plan again' plan
    shows 'OWNED_BY_OTHERS: setting statement_timeout.shop_reader' "a role's settings are its administrator's to change"
fi
owners="SELECT oid::regclass || ' ' || relowner::regrole FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'v', 'm', 'S') AND relnamespace::regnamespace::text IN ('sales', 'public') ORDER BY oid::regclass::text"
is "$(value shop_copy "$owners")" "$(value expected "$owners")" 'owners are those of the source, where they can be'

# --- The rights that do without pg_read_all_data ---

sql postgres -c 'REVOKE pg_read_all_data FROM reader'
exits 77 'without a right to read: load' load
ok "the README's other rights on the source" sql shop < <(readme_sql 2)
shop_job 'include: ["sales.*"]' 'ignore_roles: [reader]'
exits 0 'with the other rights: post-data' post-data
exits 0 'with the other rights: diff' diff --exit-code
exits 0 'with the other rights: load' load
sql postgres -c 'GRANT pg_read_all_data TO reader'

# --- What is excluded is not missed; what a superuser makes is found ---

shop_job 'exclude: ["low.*", "extension:*.pageinspect", "language:*", "event_trigger:*", "setting:*.log_statement"]' 'ignore_roles: [reader]'
exits 0 'what the job excludes is not missed' post-data
exits 0 'and diff says equal' diff --exit-code
shop_job 'ignore_roles: [reader]'
sql shop_copy -c 'CREATE EXTENSION pageinspect SCHEMA low' < /dev/null
sql shop_copy -c "ALTER DATABASE shop_copy SET log_statement = 'ddl'"
sed -n '/^CREATE FUNCTION low.plus/,/^CREATE FUNCTION low.tight/p; /^CREATE TYPE low.tiny/,/^CREATE TYPE low.tiny (/p; /^CREATE OPERATOR CLASS/p; /^CREATE EVENT TRIGGER/p' tests/roundtrip/master.sql |
    sql shop_copy >"$WORK/load" 2>&1
result $? 'a superuser makes what was missing' "$(<"$WORK/load")"
exits 0 'the next post-data makes what needed it' post-data
exits 0 'load: the table that could not be made' load
exits 0 'all of it: diff says equal' diff --exit-code
exits 0 'all of it: post-data again' post-data
says 'nothing to do' 'all of it: nothing to do'

# --- Again, with the tables forced to row security and with what a superuser made ---

sql shop -c 'ALTER TABLE sales.orders FORCE ROW LEVEL SECURITY'
exits 0 'row security for the owner, too' post-data
exits 0 'refresh: pre-data' pre-data --set existing=refresh
exits 0 'refresh: load' load
exits 0 'refresh: post-data' post-data
exits 0 'refresh: diff says equal' diff --exit-code
is "$(value shop_copy 'SELECT count(*) FROM sales.orders')" 100 'refresh: every row is there'

# --- A service's parameters ---

shop_job 'exclude: ["event_trigger:*"]' # RDS lets a master user make them, this server does not

sql postgres -c 'DROP DATABASE shop_copy' -c 'CREATE DATABASE shop_copy TEMPLATE template0 OWNER builder' \
    -c "ALTER DATABASE shop_copy SET rds.extensions = 'hstore, pageinspect'" -c "ALTER DATABASE shop_copy SET rds.allowed_extensions = 'hstore'"
exits 0 'RDS: plan' plan --set 'exclude=[]'
shows 'CREATE EVENT TRIGGER low_noticed' 'RDS: a member of rds_superuser makes event triggers'
shows "EXTENSION_UNAVAILABLE: extension pageinspect: the target's rds.allowed_extensions does not list the extension \(add pageinspect to rds.allowed_extensions in the target's parameter group" \
    'RDS: the parameter is named'
result "$(grep -c 'COMMENT ON EXTENSION' "$WORK/out")" 'RDS: no comment on an extension'
sql postgres -c 'ALTER DATABASE shop_copy OWNER TO postgres'
exits 77 'a user who may not create: pre-data' pre-data
says 'PRIVILEGE_MISSING: .*\(GRANT CREATE ON DATABASE shop_copy TO builder\)' 'a user who may not create: the GRANT is named'
sql shop_copy -c 'GRANT CREATE ON DATABASE shop_copy TO builder'
exits 77 'a user who may not create in public: pre-data' pre-data
says 'PRIVILEGE_MISSING: .*\(GRANT CREATE ON SCHEMA public TO builder\)' 'a user who may not create in public: the GRANT is named'
sql shop_copy -c 'GRANT CREATE ON SCHEMA public TO builder'
exits 65 'public is another one: pre-data' pre-data
exits 65 'public is another one: post-data' post-data
shows 'OWNED_BY_OTHERS' 'public is another one: what is said about it is left out'
shows 'OWNER_LACKS_CREATE' 'public is another one: who may not create there is not given what it owns'
shows 'remedy: GRANT CREATE ON SCHEMA public TO shop_reader' 'public is another one: the GRANT is named'
exits 0 'public is another one: diff says equal' diff --exit-code
finish
