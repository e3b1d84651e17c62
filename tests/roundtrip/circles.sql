CREATE TABLE account (id int PRIMARY KEY, name text);

-- Each was made first as something else.
CREATE VIEW hen AS SELECT 1 AS id, NULL::text AS name;
CREATE VIEW egg AS SELECT id, name FROM hen;
CREATE VIEW chick AS SELECT id FROM egg;
CREATE OR REPLACE VIEW hen WITH (security_barrier) AS SELECT id, name FROM account UNION ALL SELECT id, 'chick' FROM chick;
COMMENT ON VIEW egg IS 'which was first?';

-- By way of a function that reads what it is in, and of a table with the row type.
CREATE VIEW counted AS SELECT 1::bigint AS n, 'x' COLLATE "C" AS letter, 2::numeric(4, 2) AS price;
CREATE FUNCTION count_them() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM counted; END;
CREATE OR REPLACE VIEW counted AS SELECT count_them() AS n, 'y' COLLATE "C" AS letter, 3::numeric(4, 2) AS price;
CREATE VIEW boxed AS SELECT 1 AS a, 'b'::varchar(5) AS b;
CREATE TABLE box (content boxed, contents boxed[]);
CREATE OR REPLACE VIEW boxed AS SELECT id AS a, name::varchar(5) AS b FROM account UNION ALL SELECT (content).a, (content).b FROM box;
