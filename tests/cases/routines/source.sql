-- Functions with every option, aggregates of every kind, and what is made of functions.
SELECT current_setting('server_version_num')::int >= 140000 AS pg14 \gset
CREATE SCHEMA f;
CREATE SCHEMA "Other";

-- Languages: their handlers come first.
CREATE FUNCTION f.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION f.inline(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION f.validator(oid) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE TRUSTED LANGUAGE whole HANDLER f.handler INLINE f.inline VALIDATOR f.validator;
CREATE LANGUAGE "Odd language" HANDLER f.handler;
COMMENT ON LANGUAGE whole IS 'PL/pgSQL under another name';
REVOKE USAGE ON LANGUAGE whole FROM PUBLIC;
CREATE FUNCTION f.in_whole() RETURNS integer LANGUAGE whole AS 'BEGIN RETURN 1; END';
CREATE FUNCTION f.in_odd() RETURNS integer LANGUAGE "Odd language" AS 'BEGIN RETURN 1; END';

CREATE FUNCTION f.from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_end';
CREATE FUNCTION f.to_sql(internal) RETURNS varchar LANGUAGE internal IMMUTABLE AS 'prsd_end';
CREATE TRANSFORM FOR varchar LANGUAGE whole (FROM SQL WITH FUNCTION f.from_sql(internal), TO SQL WITH FUNCTION f.to_sql(internal));
CREATE TYPE f.short AS (a integer);
CREATE FUNCTION f.short_from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_end';
CREATE TRANSFORM FOR f.short LANGUAGE sql (FROM SQL WITH FUNCTION f.short_from_sql(internal));
COMMENT ON TRANSFORM FOR varchar LANGUAGE whole IS 'hardly one';
CREATE FUNCTION f.transformed(varchar) RETURNS integer TRANSFORM FOR TYPE varchar LANGUAGE whole AS 'BEGIN RETURN 1; END';

\if :pg14
CREATE FUNCTION f.latin(integer, integer, cstring, internal, integer, boolean) RETURNS integer LANGUAGE c STRICT AS '$libdir/utf8_and_iso8859_1', 'utf8_to_iso8859_1';
CREATE CONVERSION f.to_latin FOR 'UTF8' TO 'LATIN1' FROM f.latin;
\endif
CREATE DEFAULT CONVERSION "Other"."From latin" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION "Other"."From latin" IS 'the way back';

-- Functions.
CREATE TABLE f.film (id integer PRIMARY KEY, title text DEFAULT 'x');
CREATE FUNCTION f.options(a integer, INOUT b text DEFAULT 'it''s', OUT c numeric, VARIADIC d integer[] DEFAULT '{1,2}') RETURNS record
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED COST 7 SET search_path = f, pg_temp SET work_mem = '10MB'
    AS $$BEGIN c := 1; END$$;
CREATE FUNCTION f.rows(integer) RETURNS SETOF f.film LANGUAGE sql STABLE PARALLEL SAFE COST 3 ROWS 77 AS 'SELECT * FROM f.film WHERE id = $1';
CREATE FUNCTION f.in_table(n integer) RETURNS TABLE (id integer, title text) LANGUAGE sql AS $a$SELECT id, '$$' || title FROM f.film$a$;
CREATE FUNCTION f.supported(integer, integer, text) RETURNS SETOF integer LANGUAGE sql IMMUTABLE SUPPORT generate_series_int4_support AS 'SELECT 1';
CREATE FUNCTION f.windowed() RETURNS bigint LANGUAGE internal IMMUTABLE WINDOW AS 'window_row_number';
CREATE FUNCTION f.of_type(t f.film.id%TYPE) RETURNS trigger LANGUAGE internal AS 'suppress_redundant_updates_trigger';
CREATE FUNCTION f.polymorphic(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE PROCEDURE f.procedure(a integer, INOUT b integer DEFAULT 3) LANGUAGE plpgsql SET application_name FROM CURRENT AS $$BEGIN END$$;
CREATE PROCEDURE f.commits() LANGUAGE plpgsql SECURITY INVOKER AS $$BEGIN COMMIT; END$$;
COMMENT ON PROCEDURE f.procedure IS 'with INOUT';
\if :pg14
CREATE PROCEDURE f.out_only(IN a integer, OUT b integer, OUT c text) LANGUAGE plpgsql AS $$BEGIN b := 1; END$$;
COMMENT ON PROCEDURE f.out_only(integer, OUT integer, OUT text) IS 'with OUT';
REVOKE ALL ON PROCEDURE f.out_only(integer, OUT integer, OUT text) FROM PUBLIC;
CREATE FUNCTION f.atomic(film_id integer) RETURNS text LANGUAGE sql STABLE
    BEGIN ATOMIC SELECT upper(v.title) FROM f.film v WHERE v.id = atomic.film_id; SELECT title FROM f.film LIMIT 1; END;
CREATE FUNCTION f.returns(a integer) RETURNS integer LANGUAGE sql RETURN a + length(f.atomic(a));
CREATE VIEW f.uses AS SELECT f.returns(id) AS number FROM f.film;
CREATE FUNCTION f.reads_view() RETURNS SETOF f.uses LANGUAGE sql BEGIN ATOMIC SELECT number FROM f.uses; END;
\endif

-- Aggregates.
CREATE FUNCTION f.add(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE FUNCTION f.subtract(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 - coalesce($2, 0)';
CREATE FUNCTION f.final(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION f.final_extra(bigint, integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION f.first(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION f.count_all(integer, VARIADIC "any") RETURNS integer LANGUAGE internal IMMUTABLE AS 'int4inc';
CREATE FUNCTION f.keep_larger(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT greatest($1, $2)';
CREATE FUNCTION f.larger(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > $2';
CREATE OPERATOR f.>> (FUNCTION = f.larger, LEFTARG = integer, RIGHTARG = integer);
CREATE OPERATOR FAMILY f.aggregated USING btree;
CREATE AGGREGATE f.total(number integer) (SFUNC = f.add, STYPE = bigint, SSPACE = 16, FINALFUNC = f.final, COMBINEFUNC = int8pl, INITCOND = '0',
    MSFUNC = f.add, MINVFUNC = f.subtract, MSTYPE = bigint, MSSPACE = 24, MFINALFUNC = f.final_extra, MFINALFUNC_EXTRA,
    MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE f.any_first(anyelement) (SFUNC = f.first, STYPE = anyelement, PARALLEL = RESTRICTED);
CREATE AGGREGATE f.largest(integer) (SFUNC = f.keep_larger, STYPE = integer, SORTOP = OPERATOR(f.>>));
CREATE AGGREGATE f.stars(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE f.many(VARIADIC list "any") (SFUNC = f.count_all, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE f.partial(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg, FINALFUNC_MODIFY = SHAREABLE,
    COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize);
CREATE AGGREGATE f.percentile(fraction float8 ORDER BY number float8) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_cont_float8_final);
CREATE AGGREGATE f.most_common(ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = mode_final, FINALFUNC_EXTRA);
CREATE AGGREGATE f.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
COMMENT ON AGGREGATE f.place(VARIADIC "any" ORDER BY VARIADIC "any") IS 'hypothetical';
COMMENT ON AGGREGATE f.stars(*) IS 'counts';
CREATE VIEW f.totals AS SELECT f.total(id) AS total, f.percentile(0.5) WITHIN GROUP (ORDER BY id) AS half FROM f.film;

-- Text search, down to the functions.
CREATE FUNCTION f.start(internal, integer) RETURNS internal LANGUAGE internal STRICT AS 'prsd_start';
CREATE TEXT SEARCH PARSER f.parser (START = f.start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH PARSER "Other"."Short" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE FUNCTION f.lexize(internal, internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'dsimple_lexize';
CREATE TEXT SEARCH TEMPLATE f.template (INIT = dsimple_init, LEXIZE = f.lexize);
CREATE TEXT SEARCH TEMPLATE "Other"."No init" (LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY f.dictionary (TEMPLATE = f.template, stopwords = 'english', accept = 'false');
CREATE TEXT SEARCH CONFIGURATION f.configuration (PARSER = f.parser);
ALTER TEXT SEARCH CONFIGURATION f.configuration ADD MAPPING FOR word, asciiword WITH f.dictionary, pg_catalog.simple;
COMMENT ON TEXT SEARCH PARSER f.parser IS 'a parser';
COMMENT ON TEXT SEARCH TEMPLATE f.template IS 'a template';
COMMENT ON TEXT SEARCH DICTIONARY f.dictionary IS 'a dictionary';
COMMENT ON TEXT SEARCH CONFIGURATION f.configuration IS 'a configuration';
CREATE INDEX ON f.film USING gin (to_tsvector('f.configuration'::regconfig, title));

-- Owners.
ALTER LANGUAGE whole OWNER TO pg_monitor;
ALTER CONVERSION "Other"."From latin" OWNER TO pg_monitor;
ALTER FUNCTION f.options OWNER TO pg_monitor;
ALTER PROCEDURE f.procedure OWNER TO pg_monitor;
ALTER AGGREGATE f.place(VARIADIC "any" ORDER BY VARIADIC "any") OWNER TO pg_monitor;
ALTER TEXT SEARCH DICTIONARY f.dictionary OWNER TO pg_monitor;
ALTER TEXT SEARCH CONFIGURATION f.configuration OWNER TO pg_monitor;
