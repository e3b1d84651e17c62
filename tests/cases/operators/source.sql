-- Operators, their families and classes, casts, access methods.
CREATE SCHEMA o;
CREATE SCHEMA "Other";
CREATE TYPE o.money2 AS (amount integer, currency text);
CREATE FUNCTION o.amount(o.money2) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount';
CREATE FUNCTION o.lt(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount < $2.amount';
CREATE FUNCTION o.le(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount <= $2.amount';
CREATE FUNCTION o.eq(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount = $2.amount';
CREATE FUNCTION o.ne(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount <> $2.amount';
CREATE FUNCTION o.ge(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount >= $2.amount';
CREATE FUNCTION o.gt(o.money2, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount > $2.amount';
CREATE FUNCTION o.cmp(o.money2, o.money2) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sign($1.amount - $2.amount)::integer';
CREATE FUNCTION o.cmp(o.money2, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sign($1.amount - $2)::integer';
CREATE FUNCTION o.lt(o.money2, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount < $2';
CREATE FUNCTION o.eq(o.money2, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount = $2';
CREATE FUNCTION o.hash(o.money2) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.amount';
CREATE FUNCTION o.negative(o.money2) RETURNS o.money2 LANGUAGE sql IMMUTABLE AS 'SELECT ROW(-$1.amount, $1.currency)::o.money2';

-- Commutators and negators that come later are shells at first; one comes never.
CREATE OPERATOR o.< (FUNCTION = o.lt, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.>), NEGATOR = OPERATOR(o.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR o.<= (FUNCTION = o.le, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.>=), NEGATOR = OPERATOR(o.>));
CREATE OPERATOR o.= (FUNCTION = o.eq, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.=), NEGATOR = OPERATOR(o.<>), HASHES, MERGES,
    RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR o.<> (FUNCTION = o.ne, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.<>), NEGATOR = OPERATOR(o.=));
CREATE OPERATOR o.>= (FUNCTION = o.ge, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.<=), NEGATOR = OPERATOR(o.<));
CREATE OPERATOR o.> (FUNCTION = o.gt, LEFTARG = o.money2, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.<), NEGATOR = OPERATOR(o.<=));
CREATE OPERATOR o.< (FUNCTION = o.lt, LEFTARG = o.money2, RIGHTARG = integer, COMMUTATOR = OPERATOR("Other".>));
CREATE OPERATOR o.= (FUNCTION = o.eq, LEFTARG = o.money2, RIGHTARG = integer);
CREATE OPERATOR "Other".@-@ (FUNCTION = o.negative, RIGHTARG = o.money2);
COMMENT ON OPERATOR o.< (o.money2, o.money2) IS 'less money';
COMMENT ON OPERATOR "Other".@-@ (NONE, o.money2) IS 'a prefix operator';

-- A family with loose members, classes of several methods, one of them wanted by a partitioned table.
CREATE OPERATOR FAMILY o.money_ops USING btree;
CREATE OPERATOR CLASS o.money_ops DEFAULT FOR TYPE o.money2 USING btree FAMILY o.money_ops AS
    OPERATOR 1 o.<, OPERATOR 2 o.<=, OPERATOR 3 o.=, OPERATOR 4 o.>=, OPERATOR 5 o.>, FUNCTION 1 o.cmp(o.money2, o.money2);
ALTER OPERATOR FAMILY o.money_ops USING btree ADD
    OPERATOR 1 o.< (o.money2, integer), OPERATOR 3 o.= (o.money2, integer), FUNCTION 1 (o.money2, integer) o.cmp(o.money2, integer);
CREATE OPERATOR CLASS o."Hashed money" DEFAULT FOR TYPE o.money2 USING hash AS OPERATOR 1 o.=, FUNCTION 1 o.hash(o.money2);
CREATE OPERATOR CLASS o.other_ints FOR TYPE integer USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer), FUNCTION 4 (integer) btequalimage(oid);
CREATE OPERATOR CLASS o.points FOR TYPE point USING gist AS
    STORAGE box, OPERATOR 1 <<, OPERATOR 15 <-> (point, point) FOR ORDER BY pg_catalog.float_ops,
    FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
    FUNCTION 3 gist_point_compress(internal), FUNCTION 5 gist_box_penalty(internal, internal, internal),
    FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal),
    FUNCTION 8 gist_point_distance(internal, point, smallint, oid, internal), FUNCTION 9 gist_point_fetch(internal);
CREATE OPERATOR CLASS o.lists FOR TYPE integer[] USING gin AS
    STORAGE integer, OPERATOR 1 && (anyarray, anyarray), FUNCTION 1 btint4cmp(integer, integer), FUNCTION 2 ginarrayextract(anyarray, internal, internal),
    FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal);
CREATE OPERATOR FAMILY "Other"."Lonely" USING hash;
CREATE OPERATOR FAMILY "Other".empty USING btree;
CREATE OPERATOR CLASS "Other".nothing FOR TYPE box USING spgist AS OPERATOR 1 <<, FUNCTION 1 spg_box_quad_config(internal, internal);
-- Members of one of the system's families.
CREATE FUNCTION o.cmp(integer, o.money2) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sign($1 - $2.amount)::integer';
CREATE FUNCTION o.eq(integer, o.money2) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2.amount';
CREATE OPERATOR o.= (FUNCTION = o.eq, LEFTARG = integer, RIGHTARG = o.money2, COMMUTATOR = OPERATOR(o.=));
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD
    OPERATOR 3 o.= (integer, o.money2), FUNCTION 1 (integer, o.money2) o.cmp(integer, o.money2);
COMMENT ON OPERATOR FAMILY "Other"."Lonely" USING hash IS 'nobody is here';
COMMENT ON OPERATOR CLASS o.money_ops USING btree IS 'sorts money';
CREATE TABLE o.parted (id integer, price o.money2) PARTITION BY RANGE (id o.other_ints);
CREATE TABLE o.part PARTITION OF o.parted FOR VALUES FROM (0) TO (9);
INSERT INTO o.parted VALUES (1, ROW(5, 'EUR'));
CREATE INDEX ON o.parted (id o.other_ints DESC);
CREATE INDEX ON o.part USING hash (price o."Hashed money");
CREATE INDEX ON o.part (price);
CREATE VIEW o.cheap AS SELECT * FROM o.part WHERE price OPERATOR(o.<) 3 ORDER BY price USING OPERATOR(o.>);

-- Casts.
CREATE FUNCTION o.make(integer) RETURNS o.money2 LANGUAGE sql IMMUTABLE AS $$SELECT ROW($1, 'EUR')::o.money2$$;
CREATE TYPE o.coin AS ENUM ('cent');
CREATE CAST (integer AS o.money2) WITH FUNCTION o.make(integer) AS ASSIGNMENT;
CREATE CAST (o.money2 AS integer) WITH FUNCTION o.amount(o.money2) AS IMPLICIT;
CREATE CAST (o.coin AS text) WITH INOUT AS IMPLICIT;
CREATE TYPE o.raw;
CREATE FUNCTION o.raw_in(cstring) RETURNS o.raw LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION o.raw_out(o.raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE o.raw (INPUT = o.raw_in, OUTPUT = o.raw_out, LIKE = integer);
CREATE CAST (integer AS o.raw) WITHOUT FUNCTION;
CREATE CAST (o.money2[] AS text) WITH INOUT;
COMMENT ON CAST (integer AS o.money2) IS 'in euros';
CREATE TABLE o.cast_default (price o.money2 DEFAULT 7);

-- Access methods of tables and indexes.
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD "GiST 2" TYPE INDEX HANDLER gisthandler;
COMMENT ON ACCESS METHOD heap2 IS 'the heap under another name';
CREATE OPERATOR CLASS o.own_method DEFAULT FOR TYPE box USING "GiST 2" AS
    OPERATOR 1 <<, OPERATOR 3 &&, FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
    FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
CREATE TABLE o.on_heap2 (id integer, b box) USING heap2;
CREATE INDEX by_own_method ON o.on_heap2 USING "GiST 2" (b);
INSERT INTO o.on_heap2 VALUES (1);
CREATE MATERIALIZED VIEW o.on_heap2_too USING heap2 AS SELECT * FROM o.on_heap2;

-- Owners.
ALTER OPERATOR o.< (o.money2, o.money2) OWNER TO pg_monitor;
ALTER OPERATOR o.>= (o.money2, o.money2) OWNER TO pg_monitor;
ALTER OPERATOR FAMILY o.money_ops USING btree OWNER TO pg_monitor;
ALTER OPERATOR CLASS o.money_ops USING btree OWNER TO pg_monitor;
