CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t (
    id integer PRIMARY KEY, t text, v varchar(50), i integer, k integer NOT NULL, s smallint, big bigint, n numeric(10,2), f double precision,
    b boolean, d date, ts timestamp(0), tz timestamptz, tm time, j jsonb, x bytea, e mood, u uuid);
INSERT INTO t VALUES
    (1, 'abc', 'abc', 7, 2, 3, 7000000000, 10.25, 2.5, true, '2024-02-29', '2024-02-29 13:04:05', '2024-02-29 13:04:05+00', '13:04:05',
     '{"a": {"b": [1, 2, {"c": "deep"}]}, "name": "Bob", "n": 5, "a b": true}', 'bytes', 'ok', '6ccd780c-baba-1026-9564-5b8c656024db'),
    (2, 'ABC', 'ABC', -7, 3, -3, -7, -10.25, -2.5, false, '2023-12-31', '2023-12-31 23:59:59', '2023-12-31 23:59:59+00', '00:00:00',
     '{"tags": ["x", "y"]}', '\x00ff', 'sad', NULL),
    (3, '', '', 0, 1, 0, 0, 0.00, 0, false, '1999-01-01', '1999-01-01 00:00:00', '1999-01-01 00:00:00+00', '23:59:59', '{}', '', 'happy', NULL),
    (4, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, ' pad,ded ', '100%_x', 21474, 21474, 327, 9223372036854775, 99999999.99, 0.1, true, '9998-12-31', '9998-12-31 23:59:59',
     '2037-01-01 00:00:00+02', '12:00:00', '{"n": 5.5, "name": "it''s"}', 'z', 'ok', NULL),
    (6, 'Größe, 日本', 'a''b\c', -21474, 5, -327, -9223372036854775, -99999999.99, -0.1, false, '1970-01-01',
     '1970-01-01 00:00:01', '1970-01-01 00:00:01+00', '01:02:03', '{"a": {"b": []}}', 'q', NULL, NULL);
