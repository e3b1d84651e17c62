-- What PostgreSQL 15 and 18 print or keep differently. Made on 15, cloned to 18, and made on 18 as it stands.
CREATE TYPE point3 AS (x integer, y integer, z integer);
CREATE TABLE item (
    id integer PRIMARY KEY, name text NOT NULL, "json" text, "system_user" text, at point3, "Odd.One" numeric, tags text[],
    CHECK ("json" <> 'x'), CHECK ("system_user" IS DISTINCT FROM "json"));
CREATE INDEX item_json ON item (lower("json"), "Odd.One" DESC) INCLUDE (tags) WHERE "json" IS NOT NULL;
CREATE TABLE other (id integer, item_id integer REFERENCES item (id), name text);

-- One table in FROM: 16 and newer leave its name away.
CREATE VIEW one AS SELECT id, name AS "json", "json" AS name, (at).x, tags[1] AS tag, item.*::item AS whole FROM item
    WHERE name IS DISTINCT FROM 'item.id' AND id = ANY (ARRAY[1, 2]) ORDER BY name, "json";
CREATE VIEW one_alias AS SELECT i.name, count(*) FILTER (WHERE i.id > 0) AS "i.name", max(i."Odd.One") FROM item i
    GROUP BY i.name HAVING count(i.id) > 0 ORDER BY i.name DESC LIMIT 3;
CREATE VIEW one_window AS SELECT id, row_number() OVER (PARTITION BY name ORDER BY id) AS n, sum(id) OVER w FROM item
    WINDOW w AS (PARTITION BY name ORDER BY id ROWS UNBOUNDED PRECEDING);
CREATE VIEW one_query AS SELECT q.a, q.b FROM (SELECT id AS a, name AS b FROM item WHERE id > 1) q WHERE q.a > 0;
CREATE VIEW one_union AS SELECT q.a FROM ((SELECT id AS a FROM item UNION SELECT id FROM other) EXCEPT SELECT 7) q;
CREATE VIEW one_cte AS WITH c AS (SELECT item.id, item.name FROM item) SELECT c.name, c.id FROM c WHERE c.id > 1;
CREATE VIEW one_function AS SELECT s.n, s.n + 1 AS m FROM generate_series(1, 3) s(n);
CREATE VIEW one_rows AS SELECT v.column1, v.column2 FROM (VALUES (1, 'a'), (2, 'b')) v;
CREATE VIEW one_sample AS SELECT i.id FROM ONLY item i TABLESAMPLE bernoulli (10) REPEATABLE (1);
CREATE VIEW one_nested AS SELECT item.id, (SELECT max(other.name) FROM other WHERE other.item_id = item.id) AS latest FROM item
    WHERE EXISTS (SELECT FROM other o WHERE o.id = item.id) AND item.id IN (SELECT id FROM other UNION SELECT item.id);
CREATE VIEW one_locked AS SELECT i.id FROM item i FOR UPDATE OF i;
CREATE VIEW one_checked WITH (security_barrier, check_option = local) AS SELECT id, name FROM item WHERE id > 5;
CREATE MATERIALIZED VIEW one_kept AS SELECT name, count(*) AS n FROM item GROUP BY name;
CREATE UNIQUE INDEX one_kept_name ON one_kept (name);
-- Several: every version names them.
CREATE VIEW two AS SELECT item.id, other.name FROM item JOIN other ON other.item_id = item.id;
CREATE VIEW two_lateral AS SELECT i.id, o.name FROM item i, LATERAL (SELECT name FROM other WHERE other.id = i.id) o;
CREATE VIEW two_sets AS SELECT id FROM item UNION ALL SELECT id FROM other ORDER BY 1;
CREATE VIEW none AS SELECT 1 AS a, 'item.id'::text AS b;
CREATE VIEW only_rows AS VALUES (1, 'x'), (2, 'y');

CREATE RULE copy AS ON INSERT TO other DO ALSO INSERT INTO item (id, name) VALUES (new.id, new.name);
CREATE FUNCTION find("json" text, a integer DEFAULT 1) RETURNS SETOF item LANGUAGE sql STABLE
    BEGIN ATOMIC SELECT * FROM item WHERE item."json" = find."json"; END;
CREATE DOMAIN word AS text NOT NULL CHECK (VALUE <> '');
CREATE STATISTICS item_stats ON name, (lower("json")) FROM item;
ALTER TABLE item ALTER name SET STATISTICS 300, ALTER "json" SET COMPRESSION pglz;

CREATE TABLE parted (id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, n integer DEFAULT 0, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parted_2 (id bigint NOT NULL, day date NOT NULL, n integer DEFAULT 2);
ALTER TABLE parted ATTACH PARTITION parted_2 DEFAULT;
INSERT INTO parted (day, n) VALUES ('2024-02-02', 1), ('2026-02-02', 2);
CREATE TABLE base (id integer PRIMARY KEY, kind text NOT NULL DEFAULT 'base');
CREATE TABLE heir (more integer) INHERITS (base);

REVOKE TRUNCATE ON item FROM CURRENT_USER;
GRANT ALL ON other TO PUBLIC;
GRANT SELECT ON one TO PUBLIC;
