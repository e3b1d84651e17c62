-- A column of every type, as each rule of its table tells apart, with a row that each holds.
SET TimeZone = 'UTC';
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TYPE mood AS ENUM ('sad', 'Sad', 'it''s, "é\');
CREATE TYPE blank AS ENUM ('a ', '');
CREATE TYPE pair AS (a int, b text);
CREATE TYPE span AS RANGE (subtype = date);
CREATE DOMAIN short AS varchar(10) NOT NULL DEFAULT 'none' CHECK (VALUE <> 'no');
CREATE DOMAIN shorter AS short CHECK (VALUE <> 'yes');
CREATE DOMAIN feeling AS mood;
CREATE TABLE numbers (
    id serial PRIMARY KEY, flag boolean NOT NULL DEFAULT true, small smallint, whole integer, big bigint, cents numeric(10,2), hundreds numeric(10,-2), thousandths numeric(3,5),
    wide numeric(80,10), any_number numeric, half real, full_ double precision, price money, ident oid);
INSERT INTO numbers VALUES (1, true, -32768, -2147483648, -9223372036854775808, 1.50, 1200, 0.00123, 1.5, 1.2345, 1.5, 1.5, '$1.50', 4294967295),
    (2, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 12345678901234567890, NULL, NULL, NULL, NULL);
CREATE TABLE texts (
    id uuid PRIMARY KEY, code text NOT NULL UNIQUE, fixed char(5), longer char(300), longest char(20000), limited varchar(20) DEFAULT 'it''s', more varchar(16384), most varchar(5000000), endless varchar, plain text,
    blind citext, ident name, letter "char", bytes bytea, document json, tree jsonb, mood mood DEFAULT 'sad', blank blank, short short, shorter shorter, feeling feeling);
INSERT INTO texts VALUES ('123e4567-e89b-12d3-a456-426655440000', 'a', 'ab', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'J', 'k', 'l', '\xdead', '{"a":1}', '{"a": 1}', 'it''s, "é\', 'a ', 'm', 'n', 'Sad'),
    ('00000000-0000-0000-0000-000000000000', 'b', '', '', '', '', '', '', '', '', '', '', '', '', '[]', '[]', NULL, '', '', '', NULL);
CREATE TABLE times (id int PRIMARY KEY, day date, moment timestamp, milli timestamp(3) DEFAULT CURRENT_TIMESTAMP, zoned timestamptz(0) NOT NULL DEFAULT now(), clock time, clock_zoned time(0) with time zone, while_ interval, days interval day);
INSERT INTO times VALUES (1, '0001-01-01', '9999-12-31 23:59:59.999999', '2020-02-29 12:00:00.123', '2038-01-19 03:14:07+00', '23:59:59.999999', '12:00:00+02', '1 mon 2 days -03:00:00.5', '5 days'),
    (2, NULL, NULL, NULL, '2020-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
CREATE TABLE others (
    id int PRIMARY KEY, list int[], grid text[][], moods mood[], address inet, network cidr, mac macaddr, mac8 macaddr8, bits bit(5), more_bits bit varying(70), any_bits bit varying,
    whole_range int4range, times_range tsrange, spans span, ranges int4multirange, made pair, pairs hstore, words tsvector, query tsquery, document xml,
    spot point, line line, lseg lseg, box box, path path, polygon polygon, circle circle, relation regclass, lsn pg_lsn, transaction xid8, json_path jsonpath);
INSERT INTO others VALUES (1, '{1,NULL}', '{{a,b},{c,d}}', '{sad}', '192.0.2.1/24', '192.0.2.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101', B'1', B'', '[1,10)', '[2020-01-01,)', '[2020-01-01,2020-02-01)',
    '{[1,2),[5,6)}', '(1,a)', 'a=>1', 'a:1 b:2', 'a & b', '<a>é</a>', '(1,2)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(0,0),1>', 'pg_class', '0/1', '18446744073709551615', '$.a[*]');
INSERT INTO others (id) VALUES (2);
