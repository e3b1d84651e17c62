CREATE TABLE t (id integer PRIMARY KEY, u uuid, a varchar(20), n numeric(10, 2), j jsonb, CHECK (j->>'x' <> a));
CREATE VIEW casts AS SELECT id, n::text AS whole, a::char(5) AS part, a || n::text AS both FROM t WHERE n::text <> a;
CREATE VIEW keys AS SELECT id, coalesce(j->>'x', a) AS x, concat(a, j->>'y', '!') AS y, json_build_object('a', a, 'j', j, 'u', u) AS o FROM t;
INSERT INTO t VALUES (1, '12345678-1234-1234-1234-123456789012', 'a', 1.5, '{"x": "b", "y": "c"}');
