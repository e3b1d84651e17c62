-- Dates that a strict session refuses, as old applications have them; an id of 0; rows that are long on purpose.
CREATE DATABASE zero_dates;
USE zero_dates;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';

CREATE TABLE old (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  made datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  day date NOT NULL DEFAULT '0000-00-00',
  some_day date DEFAULT '2020-00-00',
  no_day date DEFAULT '2020-02-31',
  stamped timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
  kind enum('a', 'b') NOT NULL DEFAULT 'a',
  KEY made (made), UNIQUE KEY day (day, id)
);
INSERT INTO old (id) VALUES (0), (1);
