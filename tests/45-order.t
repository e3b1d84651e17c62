#!/usr/bin/env bash
# Order and locks: a web of foreign keys with cycles, trees of partitions and many indexes, over several connections. Nothing
# waits for another session of ours, nothing deadlocks, however the threads happen to run. RUNS in the environment: how often.
. "$(dirname "$0")/lib.sh"

RUNS=${RUNS:-3}

# 40 tables with keys to three others each, whichever way round, and to themselves; 4 trees of 3 x 4 partitions that refer to
# tables and to each other, with indexes, unique keys, checks, triggers; rows in all of them.
web() {
    cat <<'SQL'
CREATE SCHEMA web;
SELECT format('CREATE TABLE web.t%1$s (id int PRIMARY KEY, a int, b int, c int, self int, code text, UNIQUE (a, id))', n) FROM generate_series(0, 39) n \gexec
SELECT format('INSERT INTO web.t%s SELECT i, i %% 400, i %% 300, i %% 200, i, md5(i::text) FROM generate_series(0, 399) i', n) FROM generate_series(0, 39) n \gexec
SELECT format('CREATE INDEX ON web.t%s (%s)', n, k) FROM generate_series(0, 39) n, unnest(ARRAY['b', 'c', 'code', 'lower(code)']) k \gexec
SELECT format('ALTER TABLE web.t%s ADD FOREIGN KEY (a) REFERENCES web.t%s, ADD FOREIGN KEY (b) REFERENCES web.t%s ON DELETE CASCADE, ADD FOREIGN KEY (self) REFERENCES web.t%1$s, ADD CHECK (c >= 0)',
    n, (n + 1) % 40, (n + 17) % 40) FROM generate_series(0, 39) n \gexec
SELECT format('ALTER TABLE web.t%s ADD FOREIGN KEY (c) REFERENCES web.t%s DEFERRABLE INITIALLY DEFERRED', n, (n * 7 + 3) % 40) FROM generate_series(0, 39) n \gexec
SELECT format('CREATE TABLE web.p%s (id int, k int, ref int, code text, PRIMARY KEY (id, k)) PARTITION BY RANGE (id)', n) FROM generate_series(0, 3) n \gexec
SELECT format('CREATE TABLE web.p%s_%s PARTITION OF web.p%1$s FOR VALUES FROM (%3$s) TO (%4$s) PARTITION BY HASH (k)', n, r, r * 100, r * 100 + 100)
FROM generate_series(0, 3) n, generate_series(0, 2) r \gexec
SELECT format('CREATE TABLE web.p%s_%s_%s PARTITION OF web.p%1$s_%2$s FOR VALUES WITH (MODULUS 4, REMAINDER %3$s)', n, r, h)
FROM generate_series(0, 3) n, generate_series(0, 2) r, generate_series(0, 3) h \gexec
SELECT format('INSERT INTO web.p%s SELECT i, i, i %% 300, md5(i::text) FROM generate_series(0, 299) i', n) FROM generate_series(0, 3) n \gexec
SELECT format('CREATE INDEX ON web.p%s (%s)', n, k) FROM generate_series(0, 3) n, unnest(ARRAY['ref', 'code', 'k, code']) k \gexec
SELECT format('ALTER TABLE web.p%s ADD UNIQUE (k, id), ADD CHECK (ref >= 0), ADD FOREIGN KEY (ref) REFERENCES web.t%s, ADD FOREIGN KEY (id, k) REFERENCES web.p%s',
    n, n * 9, (n + 1) % 4) FROM generate_series(0, 3) n \gexec
SELECT format('ALTER TABLE web.t%s ADD p int GENERATED ALWAYS AS (id %% 300) STORED, ADD FOREIGN KEY (p, p) REFERENCES web.p%s', n, n % 4) FROM generate_series(0, 39, 5) n \gexec
CREATE FUNCTION web.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
SELECT format('CREATE TRIGGER nothing AFTER INSERT ON web.%s FOR EACH ROW EXECUTE FUNCTION web.nothing()', t) FROM unnest(ARRAY['p0', 'p1', 'p2', 'p3', 't0', 't7', 't30']) t \gexec
SQL
}

server 18
# The server's log names every wait of a tenth of a second.
sql postgres -c "ALTER SYSTEM SET deadlock_timeout = '100ms'" -c 'ALTER SYSTEM SET log_lock_waits = on' -c 'ALTER SYSTEM SET autovacuum = off' \
    -c 'SELECT pg_reload_conf()' >/dev/null
waits() { value postgres "SELECT line FROM regexp_split_to_table(pg_read_file(current_setting('data_directory') || '/../server.log'), '\n') AS line WHERE line ~ 'still waiting for|deadlock detected'"; }
fresh web
web | sql web >"$WORK/load" 2>&1
result $? 'the web loads' "$(tail -n 5 "$WORK/load")"
for ((run = 1; run <= RUNS; run++)); do
    fresh target
    job web target "post_data: { connections: $((run % 3 == 0 ? 16 : run % 3 == 1 ? 8 : 3)) }"
    exits 0 "run $run of $RUNS: clone" clone
    is "$(grep -cE 'deadlock|trying again|waits for a lock' "$WORK/err")" 0 "run $run: nothing waited for a lock"
    is "$(value target "SELECT deadlocks FROM pg_stat_database WHERE datname = 'target'")" 0 "run $run: no deadlock"
done
is "$(waits || echo 'the log cannot be read')" '' "in the server's log nobody waits for a lock"
is_finished 'the web' web target
has_same_rows 'the web' web target
finish
