-- Views with every option and upon each other; rules; materialized views; triggers.
CREATE TABLE account (id int PRIMARY KEY, name text, balance numeric, hidden boolean DEFAULT false);
INSERT INTO account SELECT n, 'name ' || n, n * 10, n % 3 = 0 FROM generate_series(1, 9) n;

CREATE VIEW plain AS SELECT * FROM account;
CREATE VIEW renamed (number, "Account Name") AS SELECT id, name FROM account;
CREATE VIEW checked WITH (security_barrier) AS SELECT id, name FROM account WHERE id > 3 WITH LOCAL CHECK OPTION;
CREATE VIEW checked_twice WITH (security_invoker = true) AS SELECT id FROM checked WHERE id < 8 WITH CASCADED CHECK OPTION;
CREATE VIEW defaulted AS SELECT id, name, balance FROM account;
ALTER VIEW defaulted ALTER balance SET DEFAULT 5, ALTER COLUMN name SET DEFAULT 'it''s';
CREATE VIEW aaa_needs_zzz AS SELECT 1 AS one;
CREATE VIEW zzz AS SELECT * FROM plain JOIN renamed ON number = id;
CREATE OR REPLACE VIEW aaa_needs_zzz AS SELECT count(*)::int AS one FROM zzz;
CREATE RECURSIVE VIEW countdown (n) AS VALUES (10) UNION ALL SELECT n - 1 FROM countdown WHERE n > 0;
CREATE VIEW no_columns AS SELECT;
CREATE VIEW grouped AS SELECT id, name, count(*) FROM account GROUP BY id; -- needs the primary key
CREATE VIEW whole_rows AS SELECT a, ROW(a.id, a.name, 1, true)::account AS made FROM account a;

-- A view and a function that need each other, and a table with the row type of a view.
CREATE VIEW rich AS SELECT id, balance FROM account WHERE balance > 50;
CREATE FUNCTION richest(rich) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT max(balance) FROM rich';
CREATE FUNCTION poor() RETURNS SETOF rich LANGUAGE sql STABLE BEGIN ATOMIC SELECT id, balance FROM rich WHERE balance < 60; END;
CREATE VIEW poorest AS SELECT * FROM poor();
CREATE FUNCTION self_made() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM poorest; END;
CREATE TABLE log_of_rich (entry rich, entries rich[]);
CREATE VIEW logged AS SELECT (entry).balance FROM log_of_rich;
INSERT INTO log_of_rich VALUES ((7, 70), ARRAY[(8, 80)::rich]);

-- Rules.
CREATE TABLE trail (at int, what text);
CREATE RULE trail_insert AS ON INSERT TO plain DO INSTEAD INSERT INTO account (id, name) VALUES (NEW.id, NEW.name) RETURNING account.*;
CREATE RULE trail_update AS ON UPDATE TO plain DO ALSO INSERT INTO trail VALUES (OLD.id, 'updated');
CREATE RULE trail_delete AS ON DELETE TO account WHERE OLD.hidden DO ALSO (INSERT INTO trail VALUES (OLD.id, 'deleted'); DELETE FROM trail WHERE at < 0);
CREATE RULE nothing AS ON INSERT TO trail WHERE NEW.what IS NULL DO INSTEAD NOTHING;
CREATE RULE "Told Otherwise" AS ON UPDATE TO trail DO ALSO NOTIFY trail;
ALTER TABLE trail DISABLE RULE nothing;
ALTER TABLE account ENABLE ALWAYS RULE trail_delete;
COMMENT ON RULE nothing ON trail IS 'off';
COMMENT ON VIEW checked IS 'two options';
COMMENT ON COLUMN renamed."Account Name" IS 'called otherwise';

-- Materialized views.
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 70, autovacuum_enabled = off) AS SELECT hidden, sum(balance) AS total, string_agg(name, ',' ORDER BY id) AS names FROM account GROUP BY hidden;
ALTER MATERIALIZED VIEW totals ALTER names SET STORAGE EXTERNAL, ALTER names SET STATISTICS 9, ALTER names SET COMPRESSION pglz, ALTER total SET (n_distinct = 2);
CREATE VIEW of_totals AS SELECT sum(total) FROM totals;
CREATE MATERIALIZED VIEW again AS SELECT * FROM of_totals;
CREATE MATERIALIZED VIEW above AS SELECT count(*) FROM again, zzz;
CREATE MATERIALIZED VIEW empty AS SELECT 1 AS a WITH NO DATA;
COMMENT ON MATERIALIZED VIEW totals IS 'all of it';

-- Triggers.
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER instead INSTEAD OF UPDATE ON renamed FOR EACH ROW EXECUTE FUNCTION noted('a', 'it''s', '3');
CREATE TRIGGER before_view BEFORE INSERT ON checked FOR EACH STATEMENT EXECUTE FUNCTION noted();
CREATE TRIGGER some_columns AFTER UPDATE OF name, balance ON account FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION noted();
CREATE TRIGGER "Truncated" BEFORE TRUNCATE ON account EXECUTE FUNCTION noted();
CREATE CONSTRAINT TRIGGER deferred AFTER DELETE ON account FROM trail DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION noted();
CREATE TRIGGER tables AFTER INSERT ON account REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION noted();
ALTER TABLE account DISABLE TRIGGER some_columns, ENABLE REPLICA TRIGGER "Truncated", ENABLE ALWAYS TRIGGER tables;
COMMENT ON TRIGGER deferred ON account IS 'at the end';
