-- Keys, checks, exclusions and foreign keys, with every option of theirs.
SELECT current_setting('server_version_num')::int >= 180000 AS pg18 \gset
CREATE EXTENSION btree_gist;

CREATE TABLE parent (
    id int PRIMARY KEY, a int, b int, note text,
    UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "One Note" UNIQUE NULLS NOT DISTINCT (note),
    CONSTRAINT wide UNIQUE (b, a) INCLUDE (note) WITH (fillfactor = 60),
    CONSTRAINT later UNIQUE (a) DEFERRABLE,
    CONSTRAINT plain CHECK (a < b), CHECK (b > 0) NO INHERIT
);
CREATE TABLE with_include (a int, b int, c text, CONSTRAINT with_include_key PRIMARY KEY (a) INCLUDE (b, c));
INSERT INTO parent VALUES (1, 1, 2, 'x'), (2, 3, 4, 'y');

CREATE TABLE child (
    id int PRIMARY KEY DEFERRABLE, parent_id int DEFAULT 1, a int, b int, other int,
    CONSTRAINT plain FOREIGN KEY (parent_id) REFERENCES parent,
    FOREIGN KEY (parent_id) REFERENCES parent ON DELETE CASCADE ON UPDATE SET DEFAULT,
    FOREIGN KEY (a, b) REFERENCES parent (b, a) MATCH FULL ON DELETE RESTRICT,
    FOREIGN KEY (b, a) REFERENCES parent (b, a) ON DELETE SET NULL (a),
    FOREIGN KEY (a, b) REFERENCES parent (b, a) ON DELETE SET DEFAULT (b) ON UPDATE CASCADE DEFERRABLE,
    FOREIGN KEY (other) REFERENCES parent DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO child VALUES (1, 1, NULL, NULL, 2), (2, NULL, NULL, NULL, NULL);
ALTER TABLE child ADD CONSTRAINT unchecked CHECK (id > 100) NOT VALID, ADD CONSTRAINT unknown FOREIGN KEY (id) REFERENCES parent NOT VALID;
CREATE TABLE chicken (id int PRIMARY KEY, egg int);
CREATE TABLE egg (id int PRIMARY KEY, chicken int REFERENCES chicken);
ALTER TABLE chicken ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE;
INSERT INTO chicken VALUES (1, NULL);
INSERT INTO egg VALUES (1, 1);

CREATE TABLE booking (
    room int, guest text, during tstzrange, at tstzrange,
    EXCLUDE USING gist (room WITH =, during WITH &&),
    CONSTRAINT elsewhere EXCLUDE USING gist (guest WITH =, at range_ops WITH &&) INCLUDE (room) WITH (fillfactor = 80) WHERE (guest IS NOT NULL) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT upper_guest EXCLUDE USING btree ((upper(guest)) WITH =) WHERE (room > 5)
);
INSERT INTO booking VALUES (1, 'a', '[2024-01-01,2024-01-02)', '[2024-01-01,2024-01-02)');
ALTER TABLE booking CLUSTER ON booking_room_during_excl;

-- Marks on the indexes of constraints.
CREATE TABLE marked (id int PRIMARY KEY, code text NOT NULL, CONSTRAINT codes UNIQUE (code));
ALTER TABLE marked CLUSTER ON marked_pkey;
ALTER TABLE marked REPLICA IDENTITY USING INDEX codes;
COMMENT ON CONSTRAINT codes ON marked IS 'the constraint';
COMMENT ON INDEX codes IS 'its index';
COMMENT ON CONSTRAINT plain ON child IS 'a foreign key';
COMMENT ON CONSTRAINT elsewhere ON booking IS 'an exclusion';

\if :pg18
CREATE TABLE seat (room int, during daterange, CONSTRAINT seat_key PRIMARY KEY (room, during WITHOUT OVERLAPS), CONSTRAINT also UNIQUE (during, room), UNIQUE (room, during WITHOUT OVERLAPS) DEFERRABLE);
CREATE TABLE seated (id int, room int, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES seat (room, PERIOD during));
CREATE TABLE multi (id int, at datemultirange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
INSERT INTO seat VALUES (1, '[2024-01-01,2024-02-01)');
INSERT INTO seated VALUES (1, 1, '[2024-01-05,2024-01-06)');
ALTER TABLE child ADD CONSTRAINT not_so_strict CHECK (a <> 99) NOT ENFORCED, ADD CONSTRAINT not_so_sure FOREIGN KEY (other) REFERENCES parent NOT ENFORCED;
CREATE TABLE parted (id int, ref int, CONSTRAINT loose CHECK (id <> 5) NOT ENFORCED) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
INSERT INTO parted VALUES (1, 555);
ALTER TABLE parted ADD CONSTRAINT some_day FOREIGN KEY (ref) REFERENCES parent NOT VALID, ADD FOREIGN KEY (id) REFERENCES parent NOT ENFORCED;
\endif
