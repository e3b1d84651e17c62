SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci;
CREATE TABLE t (
    id int PRIMARY KEY, t varchar(100) COLLATE utf8mb4_0900_ai_ci, cs varchar(100) COLLATE utf8mb4_bin, i int, k int NOT NULL,
    s smallint, big bigint, n decimal(10,2), f double, b tinyint(1), d date, ts datetime, tm time, j json,
    x varbinary(50), e enum('b','a','c'), st set('x','y','z'));
INSERT INTO t VALUES
    (1, 'abc', 'abc', 7, 2, 3, 7000000000, 10.25, 2.5, 1, '2024-02-29', '2024-02-29 13:04:05', '13:04:05',
     '{"a": {"b": [1, 2, {"c": "deep"}]}, "name": "Bob", "n": 5, "a b": true}', 'bytes', 'a', 'x,z'),
    (2, 'ABC', 'ABC', -7, 3, -3, -7, -10.25, -2.5, 0, '2023-12-31', '2023-12-31 23:59:59', '00:00:00', '[1, 2, 3]', x'00ff', 'b', ''),
    (3, '', '', 0, 1, 0, 0, 0.00, 0, 0, '1999-01-01', '1999-01-01 00:00:00', '23:59:59', '{}', '', 'c', 'y'),
    (4, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, ' pad,ded ', '100%_x', 2147483640, 2147483640, 32767, 9223372036854775807, 99999999.99, 1e10, 1, '9998-12-31', '9998-12-31 23:59:59',
     '12:00:00', '{"a": null, "n": 5.5, "name": "it''s"}', 'z', 'a', 'x,y,z'),
    (6, 'Größe, 日本', 'a''b\\c', -2147483640, -1, -32768, -9223372036854775807, -99999999.99, -0.1, 0, '1970-01-01',
     '1970-01-01 00:00:01', '01:02:03', '"text"', 'q', NULL, 'z');
