CREATE TABLE place (id integer PRIMARY KEY, country char(2) NOT NULL, zip varchar(10) NOT NULL, UNIQUE (country, zip));
CREATE TABLE person (id integer PRIMARY KEY, place_id integer, zip varchar(10), country char(2), boss_id integer, strict_id integer NOT NULL,
    home_id integer DEFAULT 1);
ALTER TABLE person ADD CONSTRAINT later FOREIGN KEY (place_id) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE person ADD CONSTRAINT swapped FOREIGN KEY (zip, country) REFERENCES place (zip, country) MATCH FULL;
ALTER TABLE person ADD CONSTRAINT boss FOREIGN KEY (boss_id) REFERENCES person (id) ON DELETE SET NULL;
ALTER TABLE person ADD CONSTRAINT strict FOREIGN KEY (strict_id) REFERENCES place (id) ON DELETE SET NULL;
ALTER TABLE person ADD CONSTRAINT home FOREIGN KEY (home_id) REFERENCES place (id) ON DELETE SET DEFAULT ON UPDATE CASCADE;
ALTER TABLE person ADD CONSTRAINT unchecked FOREIGN KEY (id) REFERENCES place (id) NOT VALID;
CREATE TABLE other (id integer PRIMARY KEY, place_id integer, CONSTRAINT later FOREIGN KEY (place_id) REFERENCES place (id));
CREATE TABLE part (id integer, zip varchar(10), country char(2), PRIMARY KEY (id),
    CONSTRAINT part_place FOREIGN KEY (country, zip) REFERENCES place (country, zip) ON DELETE SET NULL (zip));
CREATE TABLE part_note (id bigint PRIMARY KEY, note text UNIQUE);
INSERT INTO place VALUES (1, 'DE', '10115'), (2, 'FR', '75001');
INSERT INTO person (id, place_id, zip, country, boss_id, strict_id) VALUES (1, 1, '10115', 'DE', NULL, 1), (2, 2, '75001', 'FR', 1, 2);
