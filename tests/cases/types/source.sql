-- Types of every kind with every option, and collations.
SELECT current_setting('server_version_num')::int >= 160000 AS pg16, current_setting('server_version_num')::int >= 170000 AS pg17 \gset
CREATE SCHEMA t;
CREATE SCHEMA "Odd ""One";

-- Collations: every provider, and a table that needs one.
CREATE COLLATION t.plain (provider = libc, locale = 'C');
CREATE COLLATION t.halves (lc_collate = 'C', lc_ctype = 'POSIX');
CREATE COLLATION t.german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION "Odd ""One"."No Case" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION t.copied FROM "C";
\if :pg16
CREATE COLLATION t.ruled (provider = icu, locale = 'und', rules = '&a < g, ''quoted''');
\endif
\if :pg17
CREATE COLLATION t.built (provider = builtin, locale = 'C.UTF-8');
\endif
COMMENT ON COLLATION t.german IS 'as in the phone book';
CREATE TABLE t.sorted (id integer, name text COLLATE "Odd ""One"."No Case", other text COLLATE t.german);
INSERT INTO t.sorted VALUES (1, 'a', 'b');
CREATE INDEX ON t.sorted (other COLLATE t.plain);
CREATE DOMAIN t.name AS text COLLATE t.german;

-- Base types: its own functions take the type, so that its shell comes first.
CREATE TYPE t.shell_alone;
COMMENT ON TYPE t.shell_alone IS 'never defined';

CREATE TYPE t.number;
CREATE FUNCTION t.number_in(cstring) RETURNS t.number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION t.number_out(t.number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION t.number_receive(internal) RETURNS t.number LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION t.number_send(t.number) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE TYPE t.number (INPUT = t.number_in, OUTPUT = t.number_out, RECEIVE = t.number_receive, SEND = t.number_send, INTERNALLENGTH = 4,
    PASSEDBYVALUE, ALIGNMENT = int4, CATEGORY = 'N', PREFERRED = true, DEFAULT = '42', DELIMITER = ';');
COMMENT ON TYPE t.number IS 'like integer';
COMMENT ON FUNCTION t.number_in(cstring) IS 'input';
GRANT USAGE ON TYPE t.number TO PUBLIC;
REVOKE ALL ON TYPE t.number FROM PUBLIC;
REVOKE ALL ON FUNCTION t.number_out(t.number) FROM PUBLIC;

CREATE TYPE t.word;
CREATE FUNCTION t.word_in(cstring, oid, integer) RETURNS t.word LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
CREATE FUNCTION t.word_out(t.word) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
CREATE TYPE t.word (INPUT = t.word_in, OUTPUT = t.word_out, TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout,
    INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = int4, CATEGORY = 'S', COLLATABLE = true,
    DEFAULT = 'it''s');

CREATE TYPE t.pair;
CREATE FUNCTION t.pair_in(cstring) RETURNS t.pair LANGUAGE internal IMMUTABLE STRICT AS 'point_in';
CREATE FUNCTION t.pair_out(t.pair) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'point_out';
CREATE TYPE t.pair (INPUT = t.pair_in, OUTPUT = t.pair_out, INTERNALLENGTH = 16, ALIGNMENT = double, ELEMENT = float8, ANALYZE = range_typanalyze);

CREATE TYPE "Odd ""One"."Odd type";
CREATE FUNCTION "Odd ""One"."in"(cstring) RETURNS "Odd ""One"."Odd type" LANGUAGE internal IMMUTABLE STRICT AS 'charin';
CREATE FUNCTION "Odd ""One"."out"("Odd ""One"."Odd type") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'charout';
CREATE TYPE "Odd ""One"."Odd type" (INPUT = "Odd ""One"."in", OUTPUT = "Odd ""One"."out", INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char);

CREATE TABLE t.holds (
    a t.number DEFAULT '7',
    b t.word(9),
    d t.number[],
    e "Odd ""One"."Odd type"
);
INSERT INTO t.holds VALUES (DEFAULT, 'abc', '{1;2}', 'x');
CREATE DOMAIN t.positive AS t.number NOT NULL;
CREATE DOMAIN t.forgetful AS t.number;
ALTER DOMAIN t.forgetful DROP DEFAULT;

-- Ranges: a canonical function takes the range, a difference its subtype.
CREATE TYPE t.span;
CREATE FUNCTION t.span_canonical(t.span) RETURNS t.span LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE FUNCTION t.span_diff(integer, integer) RETURNS float8 LANGUAGE internal IMMUTABLE STRICT AS 'int4range_subdiff';
CREATE TYPE t.span AS RANGE (subtype = integer, canonical = t.span_canonical, subtype_diff = t.span_diff);
COMMENT ON TYPE t.span IS 'whole numbers';
SELECT current_setting('server_version_num')::int >= 140000 AS pg14 \gset
\if :pg14
CREATE TYPE t.words AS RANGE (subtype = text, collation = t.german, subtype_opclass = text_pattern_ops, multirange_type_name = t.many_words);
CREATE TABLE t.many (m t.many_words, s t.span_multirange DEFAULT '{[1,2)}');
\endif
CREATE TABLE t.spans (s t.span, EXCLUDE USING gist (s WITH &&));
COMMENT ON TYPE t._span IS 'a place of its own, which nothing reads';
COMMENT ON TYPE t.spans IS 'the row';
COMMENT ON TABLE t.spans IS 'the table';
INSERT INTO t.spans VALUES ('[1,3]');

-- Composites, enums, domains.
CREATE TYPE t.composite AS ("The number" t.number, name text COLLATE t.german, spans t.span[], "composite" numeric(9,2));
COMMENT ON COLUMN t.composite.name IS 'an attribute';
CREATE TYPE t.empty AS ();
CREATE TYPE t.mood AS ENUM ('sad', 'it''s', 'ok');
CREATE TYPE t.no_mood AS ENUM ();
CREATE TABLE t.of_type OF t.composite (PRIMARY KEY ("composite"));
CREATE DOMAIN t.level AS integer DEFAULT 3 CONSTRAINT "Low" CHECK (VALUE > 0);
CREATE DOMAIN t.level_of_none AS t.level;
ALTER DOMAIN t.level_of_none DROP DEFAULT;
CREATE TABLE t.levels (l t.level);
INSERT INTO t.levels VALUES (100);
ALTER DOMAIN t.level ADD CONSTRAINT high CHECK (VALUE < 10) NOT VALID;
COMMENT ON CONSTRAINT high ON DOMAIN t.level IS 'not for the old ones';
CREATE DOMAIN t.levels_too AS t.level[] CHECK (cardinality(VALUE) < 3);

-- Owners.
ALTER COLLATION t.german OWNER TO pg_monitor;
ALTER TYPE t.number OWNER TO pg_monitor;
ALTER TYPE t.shell_alone OWNER TO pg_monitor;
ALTER TYPE t.span OWNER TO pg_monitor;
ALTER TYPE t.composite OWNER TO pg_monitor;
ALTER TYPE t.mood OWNER TO pg_monitor;
ALTER DOMAIN t.level OWNER TO pg_monitor;

-- Functions that take a domain or a row, and are called by the domain's check or the row's default.
CREATE DOMAIN t.circular AS t.level NOT NULL;
CREATE FUNCTION t.is_fine(t.circular) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE FUNCTION t.seven() RETURNS t.circular LANGUAGE sql IMMUTABLE AS 'SELECT 7';
ALTER DOMAIN t.circular ADD CONSTRAINT fine CHECK (t.is_fine(VALUE::t.circular));
ALTER DOMAIN t.circular SET DEFAULT t.seven();
CREATE DOMAIN t.circular_late AS integer;
CREATE FUNCTION t.is_fine(t.circular_late) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
ALTER DOMAIN t.circular_late ADD CONSTRAINT fine CHECK (t.is_fine(VALUE::t.circular_late)) NOT VALID;
CREATE TABLE t.uses_circular (a t.circular, b t.circular_late, c integer, d integer NOT NULL);
CREATE FUNCTION t.of_row(t.uses_circular) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 3';
ALTER TABLE t.uses_circular ALTER c SET DEFAULT t.of_row(NULL::t.uses_circular), ALTER d SET DEFAULT t.of_row(NULL::t.uses_circular) + 1;
