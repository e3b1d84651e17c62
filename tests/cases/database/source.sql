-- What is the whole database's: settings, and event triggers, which must not fire at what makes the rest.
CREATE SCHEMA "My Schema";
CREATE TABLE "My Schema".log (id serial PRIMARY KEY, tag text);
CREATE FUNCTION "My Schema".noted() RETURNS event_trigger LANGUAGE plpgsql AS
$$BEGIN INSERT INTO "My Schema".log (tag) VALUES (tg_tag); END$$;
CREATE FUNCTION forbidden() RETURNS event_trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '% is forbidden here', tg_tag; END$$;
CREATE VIEW tags AS SELECT tag FROM "My Schema".log;
COMMENT ON VIEW tags IS 'made before anybody forbids it';
GRANT SELECT ON tags TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;

ALTER DATABASE :"DBNAME" SET search_path TO "$user", 'My Schema', 'with "quotes", and a comma', public;
ALTER DATABASE :"DBNAME" SET temp_tablespaces TO '';
ALTER DATABASE :"DBNAME" SET work_mem TO '12MB';
ALTER DATABASE :"DBNAME" SET log_statement TO 'ddl';
ALTER DATABASE :"DBNAME" SET "TimeZone" TO 'Europe/Zurich';
ALTER DATABASE :"DBNAME" SET application_name TO 'it''s ours';
ALTER ROLE CURRENT_USER IN DATABASE :"DBNAME" SET lock_timeout TO '90s';

CREATE EVENT TRIGGER noted ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE INDEX') EXECUTE FUNCTION "My Schema".noted();
CREATE EVENT TRIGGER "No Drops" ON sql_drop EXECUTE FUNCTION forbidden();
COMMENT ON EVENT TRIGGER "No Drops" IS 'not here';
CREATE EVENT TRIGGER off ON table_rewrite EXECUTE FUNCTION forbidden();
ALTER EVENT TRIGGER off DISABLE;
CREATE EVENT TRIGGER on_replicas ON ddl_command_start WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION forbidden();
ALTER EVENT TRIGGER on_replicas ENABLE REPLICA;
CREATE EVENT TRIGGER always ON ddl_command_start WHEN TAG IN ('CREATE VIEW') EXECUTE FUNCTION forbidden();
ALTER EVENT TRIGGER always ENABLE ALWAYS;
CREATE EVENT TRIGGER nothing_at_all ON ddl_command_start EXECUTE FUNCTION forbidden();
