-- Left out: publications, unless the job keeps them.
SELECT current_setting('server_version_num')::int >= 150000 AS pg15, current_setting('server_version_num')::int >= 180000 AS pg18 \gset
CREATE SCHEMA old;
CREATE TABLE old.t (id integer PRIMARY KEY, a text, "B c" integer, twice integer GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE old.other (id integer PRIMARY KEY);
CREATE TABLE old.parts (id integer, at date) PARTITION BY RANGE (at);
CREATE TABLE old.part PARTITION OF old.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE PUBLICATION empty;
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION "Some" FOR TABLE old.t, old.parts WITH (publish = 'insert, truncate', publish_via_partition_root = true);
COMMENT ON PUBLICATION "Some" IS 'not all';
\if :pg15
CREATE PUBLICATION narrow FOR TABLE old.t (id, "B c") WHERE (id > 10 AND a = 'old.t'), TABLE ONLY old.part WHERE (at > '2020-06-01') WITH (publish = 'insert');
CREATE PUBLICATION wide FOR TABLES IN SCHEMA old, public;
\endif
\if :pg18
CREATE PUBLICATION computed FOR TABLE old.t WITH (publish_generated_columns = stored);
\endif
