-- Children and their parents: where columns stand, what is a table's own, and what comes from above.
SELECT current_setting('server_version_num')::int >= 180000 AS pg18 \gset

-- A column that comes to a parent later stands behind the children's own.
CREATE TABLE place (name text, seats int);
CREATE TABLE station (tracks int) INHERITS (place);
CREATE TABLE harbour (depth numeric) INHERITS (place);
CREATE TABLE ferry_terminal (ramps int DEFAULT 2) INHERITS (station, harbour);
ALTER TABLE place ADD opened date NOT NULL DEFAULT '2020-01-01';
ALTER TABLE harbour ADD crane boolean;
ALTER TABLE ferry_terminal ADD lounge text COLLATE "C";
ALTER TABLE place ADD closed date, ADD wide bigint GENERATED ALWAYS AS (seats * 2) STORED;
ALTER TABLE ferry_terminal ALTER closed SET DEFAULT '2030-12-31', ALTER opened DROP DEFAULT;
ALTER TABLE station ALTER COLUMN name SET STORAGE EXTERNAL, ALTER COLUMN name SET STATISTICS 300;
INSERT INTO ferry_terminal (name, seats, opened) VALUES ('Kiel', 300, '1961-05-01');

-- One that the child has already is merged: it stays the child's own, where it was.
CREATE TABLE meter (id int);
CREATE TABLE gas_meter (unit text, pressure int) INHERITS (meter);
ALTER TABLE meter ADD unit text;

-- Renamed and dropped ones leave their marks.
CREATE TABLE tool (gone int, old_name text, weight int);
CREATE TABLE saw (teeth int, gone_too int) INHERITS (tool);
ALTER TABLE tool DROP COLUMN gone, ADD maker text;
ALTER TABLE saw DROP COLUMN gone_too, ADD blade text;
ALTER TABLE tool RENAME old_name TO name;
ALTER TABLE ONLY tool DROP COLUMN weight; -- saw's own from now on

-- Made a child later: all columns are its own, in an order of its own.
CREATE TABLE shape (name text, area float8);
CREATE TABLE circle (radius float8, area float8, name varchar, CHECK (radius > 0));
ALTER TABLE circle ALTER name TYPE text, INHERIT shape;

-- Nothing but what the parent has, and a parent that has nothing.
CREATE TABLE nothing ();
CREATE TABLE something (a int) INHERITS (nothing);
CREATE TABLE ledger (amount numeric NOT NULL, note text);
CREATE TABLE ledger_2023 () INHERITS (ledger);
CREATE TABLE ledger_2024 (note text NOT NULL DEFAULT 'none', PRIMARY KEY (amount)) INHERITS (ledger);

-- Checks: inherited, not inherited, and valid in the child only.
ALTER TABLE ledger ADD CONSTRAINT positive CHECK (amount > 0), ADD CONSTRAINT only_here CHECK (note <> '') NO INHERIT;
CREATE TABLE parcel (weight int);
CREATE TABLE parcel_abroad (country text, CONSTRAINT weighed CHECK (weight > 0)) INHERITS (parcel);
CREATE TABLE parcel_home () INHERITS (parcel);
CREATE TABLE parcel_checked () INHERITS (parcel);
INSERT INTO parcel_home VALUES (-1);
ALTER TABLE parcel ADD CONSTRAINT weighed CHECK (weight > 0) NOT VALID;
ALTER TABLE parcel_checked VALIDATE CONSTRAINT weighed;

-- Several levels, several parents, mixed persistence and options.
CREATE UNLOGGED TABLE scratch (fillfactor_is int) INHERITS (ledger, meter) WITH (fillfactor = 40);
CREATE TABLE deep_1 () INHERITS (ledger_2023);
CREATE TABLE deep_2 (own int) INHERITS (deep_1);

\if :pg18
-- NOT NULL has names, and is inherited or not.
CREATE TABLE mother (a int CONSTRAINT a_is_there NOT NULL, b int NOT NULL NO INHERIT, c int);
CREATE TABLE daughter (CONSTRAINT b_is_there NOT NULL b) INHERITS (mother);
CREATE TABLE son (a int CONSTRAINT my_own NOT NULL) INHERITS (mother);
ALTER TABLE mother ADD CONSTRAINT c_is_there NOT NULL c NOT VALID;
ALTER TABLE daughter VALIDATE CONSTRAINT c_is_there;
INSERT INTO mother VALUES (1, 1, 1);
COMMENT ON CONSTRAINT a_is_there ON mother IS 'named';
COMMENT ON CONSTRAINT c_is_there ON mother IS 'not valid';

CREATE TABLE nulls (id int, x int);
INSERT INTO nulls VALUES (1, NULL);
ALTER TABLE nulls ADD CONSTRAINT some_day NOT NULL x NOT VALID;

-- Expressions of generated columns may be the child's own, and are virtual or not.
CREATE TABLE price (net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) VIRTUAL);
CREATE TABLE reduced (gross numeric GENERATED ALWAYS AS (net * 1.07) VIRTUAL) INHERITS (price);

ALTER TABLE parcel ADD CONSTRAINT light CHECK (weight < 50) NOT ENFORCED;
\endif
