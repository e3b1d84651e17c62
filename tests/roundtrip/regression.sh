# PostgreSQL's own regression database, through the whole line with all its rows. VERSION comes from the name of the test file.
VERSION=${TEST##*-}

# What understudy leaves alone, and says so: what was granted on the system's own tables.
dump() { lab dump "$SERVER" "$1" --schema-only | grep -vE '^(--|$|\\(un)?restrict |GRANT .* ON TABLE pg_catalog\.)'; } # DB

server "$VERSION" --regression
for view in mvtest_tvvm mvtest_bb; do sql regression -c "REFRESH MATERIALIZED VIEW $view"; done # the others are fresh
fresh target
job regression target 'publications: keep'
exits 0 "pre-data" pre-data
exits 0 "pre-data again" pre-data
says 'nothing to do' "it says that there is nothing to do"
exits 0 "load" load
exits 0 "post-data" post-data
shows 'privileges on column rolname of table pg_authid' 'privileges on system objects are told'
is_finished regression regression target
has_same_rows regression regression target
finish
