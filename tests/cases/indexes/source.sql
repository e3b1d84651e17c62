-- Indexes of every method, with everything that they can be told; extended statistics.
CREATE EXTENSION pg_trgm;
CREATE TABLE item (
    id int, name text, price numeric, tags text[], document jsonb, place point, area box, during int4range,
    words tsvector, address inet, "Mixed Case" text, code varchar(9)
);
INSERT INTO item SELECT n, 'name ' || n, n * 1.5, ARRAY['t' || n], jsonb_build_object('n', n), point(n, n), box(point(n, n), point(0, 0)),
    int4range(n, n + 9), to_tsvector('simple', 'word' || n), '10.0.0.1', 'X' || n, 'c' || n FROM generate_series(1, 50) n;

CREATE INDEX item_plain ON item (id);
CREATE UNIQUE INDEX item_unique ON item (id DESC NULLS LAST, name COLLATE "C" text_pattern_ops) INCLUDE (price, code) NULLS NOT DISTINCT WITH (fillfactor = 50, deduplicate_items = off) WHERE price > 0;
CREATE INDEX item_expression ON item (lower(name), (price * 2) DESC, ("Mixed Case" || 'x') COLLATE "POSIX" ASC NULLS FIRST);
CREATE INDEX "Item ""Odd"" Index; --" ON item ("Mixed Case" varchar_pattern_ops);
CREATE INDEX item_hash ON item USING hash (code) WITH (fillfactor = 60);
CREATE INDEX item_gin ON item USING gin (tags, document jsonb_path_ops) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX item_trgm ON item USING gist (name gist_trgm_ops (siglen = 32), during) WITH (buffering = off);
CREATE INDEX item_gist ON item USING gist (area) INCLUDE (id);
CREATE INDEX item_words ON item USING gist (words tsvector_ops (siglen = 100));
CREATE INDEX item_spgist ON item USING spgist (place kd_point_ops);
CREATE INDEX item_address ON item USING spgist (address) WHERE address << '10.0.0.0/8';
CREATE INDEX item_brin ON item USING brin (id int4_minmax_multi_ops (values_per_range = 16), price) WITH (pages_per_range = 4, autosummarize = on);
CREATE INDEX item_bloom ON item USING brin (name text_bloom_ops (n_distinct_per_range = 100, false_positive_rate = 0.05));
ALTER INDEX item_expression ALTER COLUMN 1 SET STATISTICS 500, ALTER COLUMN 2 SET STATISTICS 0;
ALTER TABLE item CLUSTER ON item_plain;
COMMENT ON INDEX item_hash IS 'equality only';

CREATE TABLE identified (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX by_both ON identified (b, a);
ALTER TABLE identified REPLICA IDENTITY USING INDEX by_both;

CREATE STATISTICS item_all ON id, price, name FROM item;
CREATE STATISTICS "Kinds" (ndistinct, mcv) ON id, code FROM item;
CREATE STATISTICS item_dependencies (dependencies) ON name, code FROM item;
CREATE STATISTICS item_expressions (mcv) ON lower(name), (price * 2), id FROM item;
CREATE STATISTICS item_expression_alone ON (id % 10) FROM item;
ALTER STATISTICS item_all SET STATISTICS 77;
COMMENT ON STATISTICS item_all IS 'they go together';

CREATE MATERIALIZED VIEW priced AS SELECT id, name, price, tags FROM item;
CREATE UNIQUE INDEX priced_id ON priced (id);
CREATE INDEX priced_tags ON priced USING gin (tags);
ALTER MATERIALIZED VIEW priced CLUSTER ON priced_id;
