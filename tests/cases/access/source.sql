-- Who may do what: row security, policies, grants on every kind of object, default privileges.
SELECT current_setting('server_version_num')::int >= 170000 AS pg17, current_setting('server_version_num')::int >= 180000 AS pg18 \gset
DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['access_owner', 'access_reader', 'Access "Writer"', 'access_clerk'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I', r); END IF;
    END LOOP;
END $$;
CREATE SCHEMA desk AUTHORIZATION access_owner;
CREATE SCHEMA "Odd desk";

-- Row security: without policies, with them, forced, on partitions and children
CREATE TABLE desk.closed (id integer);
ALTER TABLE desk.closed ENABLE ROW LEVEL SECURITY;
CREATE TABLE desk.forced_only (id integer);
ALTER TABLE desk.forced_only FORCE ROW LEVEL SECURITY;
CREATE TABLE desk.unused (id integer);
CREATE POLICY sleeping ON desk.unused;
CREATE TABLE desk.team (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE desk.ticket (
    id integer PRIMARY KEY,
    team_id integer REFERENCES desk.team,
    owner name NOT NULL DEFAULT current_user,
    body text CHECK (body <> ''));
ALTER TABLE desk.ticket OWNER TO access_owner;
ALTER TABLE desk.team OWNER TO access_owner;
ALTER TABLE desk.ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.ticket FORCE ROW LEVEL SECURITY;
ALTER TABLE desk.team ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
INSERT INTO desk.team SELECT n, 'team ' || n FROM generate_series(1, 20) n;
INSERT INTO desk.ticket SELECT n, n % 20 + 1, CASE n % 2 WHEN 0 THEN 'access_owner' ELSE 'somebody' END, 'ticket ' || n FROM generate_series(1, 200) n;
CREATE FUNCTION desk.is_mine(name) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1 = current_user';
CREATE POLICY everybody ON desk.team USING (true);
CREATE POLICY mine ON desk.ticket USING (desk.is_mine(owner)) WITH CHECK (owner = CURRENT_USER AND body IS NOT NULL);
CREATE POLICY "Read ""all""" ON desk.ticket FOR SELECT TO access_reader, "Access ""Writer""" USING (team_id IN (SELECT t.id FROM desk.team t WHERE t.name <> owner));
CREATE POLICY adding ON desk.ticket FOR INSERT TO "Access ""Writer""" WITH CHECK (id > 0);
CREATE POLICY changing ON desk.ticket FOR UPDATE TO PUBLIC USING (team_id = ANY (ARRAY[1, 2, 3])) WITH CHECK (team_id < 10);
CREATE POLICY removing ON desk.ticket AS RESTRICTIVE FOR DELETE TO CURRENT_USER, access_clerk USING (owner::text LIKE 'a%');
CREATE POLICY narrow ON desk.ticket AS RESTRICTIVE FOR ALL TO access_clerk USING (team_id IS NOT NULL);
COMMENT ON POLICY mine ON desk.ticket IS 'whose it is';
CREATE TABLE desk.parted (id integer, region text) PARTITION BY LIST (region);
CREATE TABLE desk.parted_north PARTITION OF desk.parted FOR VALUES IN ('n');
CREATE TABLE desk.parted_south PARTITION OF desk.parted FOR VALUES IN ('s');
ALTER TABLE desk.parted ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.parted_south ENABLE ROW LEVEL SECURITY;
CREATE POLICY north_only ON desk.parted USING (region = 'n');
CREATE POLICY south_only ON desk.parted_south FOR SELECT USING (region = 's');
CREATE MATERIALIZED VIEW desk.open_tickets AS SELECT id FROM desk.ticket;
ALTER MATERIALIZED VIEW desk.open_tickets OWNER TO access_owner;
REFRESH MATERIALIZED VIEW desk.open_tickets; -- as its owner, who is forced

-- Grants on every kind of object
CREATE TABLE "Odd desk"."Odd table" (a integer, "b c" text, d date);
CREATE SEQUENCE desk.numbers;
CREATE VIEW desk.tickets AS SELECT id, body FROM desk.ticket;
CREATE TYPE desk.state AS ENUM ('new', 'old');
CREATE TYPE desk.pair AS (a integer, b integer);
CREATE DOMAIN desk.positive AS integer CHECK (VALUE > 0);
CREATE TYPE desk.span AS RANGE (subtype = integer);
CREATE FUNCTION desk.secret(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT a';
CREATE PROCEDURE desk.act(a integer) LANGUAGE sql AS 'SELECT a';
CREATE AGGREGATE desk.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE desk.every_row(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE desk.middle(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE desk.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
GRANT USAGE ON SCHEMA desk TO access_reader, "Access ""Writer""";
GRANT ALL ON SCHEMA "Odd desk" TO PUBLIC;
GRANT SELECT ON desk.team TO access_reader;
GRANT SELECT, INSERT, UPDATE ON desk.ticket TO "Access ""Writer""" WITH GRANT OPTION;
GRANT DELETE ON desk.ticket TO "Access ""Writer""";
REVOKE TRUNCATE, TRIGGER ON desk.closed FROM CURRENT_USER;
REVOKE ALL ON desk.unused FROM CURRENT_USER;
GRANT ALL ON "Odd desk"."Odd table" TO access_clerk;
GRANT SELECT (a, "b c"), UPDATE ("b c") ON "Odd desk"."Odd table" TO access_reader;
GRANT SELECT (d) ON "Odd desk"."Odd table" TO PUBLIC;
GRANT SELECT (id) ON desk.tickets TO access_reader WITH GRANT OPTION;
GRANT SELECT ON desk.open_tickets TO PUBLIC;
GRANT USAGE, SELECT ON SEQUENCE desk.numbers TO access_reader;
REVOKE USAGE ON TYPE desk.state FROM PUBLIC;
GRANT USAGE ON TYPE desk.state TO access_reader;
GRANT USAGE ON TYPE desk.pair, desk.span TO access_clerk;
REVOKE ALL ON TYPE desk.pair FROM PUBLIC;
REVOKE USAGE ON DOMAIN desk.positive FROM PUBLIC;
GRANT USAGE ON DOMAIN desk.positive TO "Access ""Writer""" WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION desk.secret FROM PUBLIC;
GRANT EXECUTE ON FUNCTION desk.secret TO access_clerk;
REVOKE EXECUTE ON PROCEDURE desk.act FROM PUBLIC;
GRANT EXECUTE ON FUNCTION desk.total(integer), desk.every_row(), desk.middle(float8, anyelement), desk.place(VARIADIC "any") TO access_reader;
REVOKE EXECUTE ON FUNCTION desk.total(integer), desk.every_row(), desk.middle(float8, anyelement), desk.place(VARIADIC "any") FROM PUBLIC;
\if :pg17
GRANT MAINTAIN ON desk.team TO access_clerk;
\endif

-- What will be made: it applies to nothing of the above, and to nothing that a run makes
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO access_reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO access_clerk;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO access_reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE access_owner REVOKE TRUNCATE ON TABLES FROM access_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE access_owner IN SCHEMA desk, "Odd desk" GRANT SELECT, INSERT ON TABLES TO "Access ""Writer""" WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE access_owner IN SCHEMA desk GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE access_owner IN SCHEMA desk GRANT USAGE ON SEQUENCES TO access_reader, access_clerk;
ALTER DEFAULT PRIVILEGES FOR ROLE access_clerk IN SCHEMA "Odd desk" GRANT EXECUTE ON FUNCTIONS TO access_reader;
\if :pg18
ALTER DEFAULT PRIVILEGES FOR ROLE access_owner GRANT SELECT ON LARGE OBJECTS TO access_reader;
\endif
