-- What the server makes of a query, in its own words; and whether it makes the same of two.
SET search_path = '';
SET check_function_bodies = off;
CREATE FUNCTION pg_temp.shown(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE 'CREATE TEMPORARY VIEW shown_view AS ' || query;
    said := pg_get_viewdef('pg_temp.shown_view'::regclass);
    EXECUTE 'DROP VIEW pg_temp.shown_view';
    RETURN said;
EXCEPTION WHEN OTHERS THEN
    RETURN '!' || sqlerrm;
END $$;
CREATE FUNCTION pg_temp.compare(name text, original text, printed text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    wanted text := pg_temp.shown(original);
    got text := pg_temp.shown(printed);
BEGIN
    IF wanted = got AND wanted NOT LIKE '!%' THEN
        RETURN 'same';
    END IF;
    RETURN CASE WHEN wanted LIKE '!%' THEN 'unfit ' ELSE 'DIFFERS ' END || name || E'\n  ' || original || E'\n  ' || printed || E'\n  ' || got;
END $$;
-- What was asked and what the server makes of it, as hexadecimal digits.
CREATE FUNCTION pg_temp.show(query text) RETURNS text LANGUAGE sql AS $$
    SELECT 'shown ' || encode(convert_to(query, 'UTF8'), 'hex') || E'\t' || encode(convert_to(pg_temp.shown(query), 'UTF8'), 'hex')
$$;
