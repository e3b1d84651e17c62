-- Partitions of every kind, any depth, attached with their own differences.
CREATE TABLE event (id bigint, at timestamptz NOT NULL, kind text, note text DEFAULT 'none', PRIMARY KEY (id, at, kind), CONSTRAINT counted CHECK (id > 0)) PARTITION BY RANGE (at);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event (note DEFAULT 'of 2024', CONSTRAINT only_here CHECK (note <> '')) FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind);
CREATE TABLE event_2024_a PARTITION OF event_2024 FOR VALUES IN ('a', 'c') PARTITION BY HASH (id);
CREATE TABLE event_2024_a0 PARTITION OF event_2024_a FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE UNLOGGED TABLE event_2024_a1 PARTITION OF event_2024_a FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE event_2024_rest PARTITION OF event_2024 DEFAULT WITH (fillfactor = 30);
CREATE TABLE event_rest PARTITION OF event DEFAULT;
-- Columns in another order, one that was dropped, a default, storage and keys of its own.
CREATE TABLE event_2025 (gone int, note text NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, id bigint NOT NULL, own_key int GENERATED ALWAYS AS (1) STORED);
ALTER TABLE event_2025 DROP gone, DROP own_key, ALTER note SET STORAGE EXTERNAL, ADD CONSTRAINT counted CHECK (id > 0), ADD CONSTRAINT mine CHECK (kind <> 'm');
ALTER TABLE event ATTACH PARTITION event_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO event SELECT n, '2022-06-01'::timestamptz + n * interval '1 day', (ARRAY['a', 'b', 'c'])[1 + n % 3] FROM generate_series(1, 900) n;
INSERT INTO event VALUES (1001, '2025-05-05', 'k', 'x'), (1002, '2099-01-01', 'a', 'y');

-- Indexes: everywhere, on one only, attached, not attached everywhere, of their own.
CREATE INDEX event_kind ON event (kind, lower(note));
CREATE INDEX event_id_only ON ONLY event (id);
CREATE INDEX event_2023_id ON event_2023 (id);
ALTER INDEX event_id_only ATTACH PARTITION event_2023_id;
CREATE INDEX event_2024_own ON event_2024_rest (note) WHERE kind = 'b';
CREATE UNIQUE INDEX event_2024_unique ON event_2024 (id, at, kind);
COMMENT ON INDEX event_kind IS 'of all';
COMMENT ON TABLE event_2024_a IS 'two halves';
CREATE STATISTICS event_statistics ON id, kind FROM event;
CREATE STATISTICS event_2023_statistics ON id, kind FROM event_2023;

-- Foreign keys from, to and between.
CREATE TABLE kind (name text PRIMARY KEY);
INSERT INTO kind SELECT DISTINCT kind FROM event WHERE kind IS NOT NULL;
ALTER TABLE event ADD FOREIGN KEY (kind) REFERENCES kind ON DELETE SET NULL;
CREATE TABLE remark (event_id bigint, event_at timestamptz, event_kind text, CONSTRAINT remarked FOREIGN KEY (event_id, event_at, event_kind) REFERENCES event ON DELETE CASCADE);
INSERT INTO remark SELECT id, at, kind FROM event WHERE id < 20;
ALTER TABLE event_2023 ADD CONSTRAINT extra FOREIGN KEY (kind) REFERENCES kind (name);

-- Triggers come down, and may be told otherwise there.
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER stamped BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TRIGGER told AFTER UPDATE ON event REFERENCING NEW TABLE AS n OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION stamp();
ALTER TABLE event_2023 DISABLE TRIGGER stamped;
ALTER TABLE event_2024 ENABLE ALWAYS TRIGGER stamped;
CREATE TRIGGER own AFTER DELETE ON event_rest FOR EACH ROW WHEN (OLD.id > 3) EXECUTE FUNCTION stamp();

-- Keys of several columns and expressions, hash with an operator class, bounds of many types.
CREATE TABLE many (a int, b date, c text, d numeric(6, 2), e boolean, u uuid) PARTITION BY RANGE (a, (b + 1), c COLLATE "C" text_ops);
CREATE TABLE many_1 PARTITION OF many FOR VALUES FROM (1, '2020-01-01', MINVALUE) TO (5, '2024-02-29', 'it''s');
CREATE TABLE many_2 PARTITION OF many FOR VALUES FROM (5, '2024-02-29', 'it''s') TO (9, MAXVALUE, MAXVALUE);
CREATE TABLE flags (e boolean, n int) PARTITION BY LIST (e);
CREATE TABLE flags_true PARTITION OF flags FOR VALUES IN (true);
CREATE TABLE flags_false PARTITION OF flags FOR VALUES IN (false);
CREATE TABLE hashed (u uuid, t text) PARTITION BY HASH (u, lower(t));
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE no_partitions (LIKE many) PARTITION BY LIST (a);
INSERT INTO flags VALUES (true, 1), (false, 2);
ALTER TABLE many REPLICA IDENTITY FULL;
ALTER TABLE many_1 REPLICA IDENTITY NOTHING;
