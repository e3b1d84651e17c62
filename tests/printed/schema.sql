-- What postgres.txt and mysql.txt ask: the same in both engines.
CREATE TABLE person (id integer PRIMARY KEY, name varchar(80) NOT NULL, born date, height numeric(5, 2), boss integer, joined timestamp NULL, bits integer);
CREATE TABLE bill (id integer PRIMARY KEY, person_id integer NOT NULL, amount numeric(10, 2) NOT NULL, paid smallint NOT NULL, note varchar(200));
