-- The rows of "shop". Everything comes from numbers and their checksums: no RAND(), no NOW(), no UUID(), so that every load on
-- every server holds the same rows. Triggers and foreign keys are as they are: the rows are right by construction.

SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO';
SET autocommit = 0;

INSERT INTO audit.tally (n)
WITH digit (d) AS (SELECT 0 UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)
SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d FROM digit AS a, digit AS b, digit AS c, digit AS d, digit AS e WHERE e.d < 2;

INSERT INTO crm.company (company_id, legal_name, vat_no, trade_register_no, street, zip, city, `faxNumber`, parent_company_id, extra)
SELECT 500 + n, CONCAT(ELT(1 + CRC32(CONCAT('c', n)) % 6, 'Müller', 'O''Brien', 'Łódź', '山田', 'Иванова', 'Smith-Jones'), ' & ', n, ELT(1 + n % 4, ' GmbH', ' AG', ' e.K.', ' S.à r.l.')),
    IF(n % 7 > 0, CONCAT('DE', LPAD(CRC32(CONCAT('vat', n)), 10, '0')), NULL), CONCAT('HRB ', n), 'Hauptstraße 1', LPAD(n * 37 % 99999, 5, '0'),
    'Köln', IF(n % 3 = 0, CONCAT('+49 ', n), NULL), IF(n % 10 = 0 AND n > 10, 500 + n DIV 10, NULL), JSON_OBJECT('branch', 'Köln', 'n', n)
FROM audit.tally WHERE n < 1500 ORDER BY n;

INSERT INTO crm.customer (customer_id, customer_no, email, first_name, last_name, salutation, birth_date, gender, phone, company_id, street, zip, city, country,
    tier, consents, preferences, signup_ip, credit_limit, password_hash, external_ref, notes, created_at, `updatedAt`, deleted)
SELECT n, CONCAT('C-', LPAD(n, 8, '0')),
    CASE CRC32(CONCAT('m', n)) % 20 WHEN 0 THEN NULL WHEN 1 THEN CONCAT('kunde', n, '(at)example.com') WHEN 2 THEN CONCAT('Anna.Kunde', n, '@EXAMPLE.com')
        ELSE CONCAT('kunde', n, ELT(1 + n % 3, '@example.com', '@example.org', '@mail.example.net')) END,
    ELT(1 + CRC32(CONCAT('f', n)) % 12, 'Anna', 'Erika', 'José', 'Zoë', 'Łukasz', 'O''Neil', 'Дмитрий', 'محمد', '花子', 'Jean-Luc', 'İpek', NULL),
    ELT(1 + CRC32(CONCAT('l', n)) % 10, 'Müller', 'Mustermann', 'O''Brien', 'García Márquez', 'Иванова', '山田', 'd''Arc', 'Null', 'Li', 'Straße'),
    ELT(1 + n % 4, 'Herr', 'Frau', 'Dr.', NULL), IF(n % 13 > 0, '1930-01-01' + INTERVAL CRC32(CONCAT('b', n)) % 28000 DAY, NULL),
    ELT(1 + n % 4, 'f', 'm', 'x', NULL), CASE n % 4 WHEN 0 THEN CONCAT('+49 (0)30 ', CRC32(n) % 10000000) WHEN 1 THEN '' WHEN 2 THEN NULL ELSE CONCAT('030/', n) END,
    IF(n % 9 = 0, 500 + CRC32(CONCAT('co', n)) % 1500, NULL), 'Am Markt 3', LPAD(n * 7 % 99999, 5, '0'), ELT(1 + n % 4, 'Berlin', 'München', 'Å', 'Łódź'),
    ELT(1 + n % 4, 'DE', 'AT', 'FR', 'PL'), ELT(1 + n % 5, 'none', 'bronze', 'silver', 'gold', 'it''s complicated'), n % 16,
    IF(n % 6 > 0, JSON_OBJECT('lang', ELT(1 + n % 3, 'de', 'en', 'fr'), 'tags', JSON_ARRAY(n % 10, n % 7), 'newsletter', n % 2 = 0), NULL),
    IF(n % 5 > 0, UNHEX(LPAD(HEX(n), 8, '0')), NULL), (CRC32(CONCAT('cl', n)) % 1000000) / 100, CONCAT('$2a$06$', LEFT(SHA2(CONCAT('pw', n), 256), 32)),
    INSERT(INSERT(INSERT(INSERT(LEFT(SHA2(CONCAT('ref', n), 256), 32), 9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-'),
    CASE n % 20 WHEN 0 THEN '' WHEN 1 THEN '   ' WHEN 2 THEN CONCAT('rang an, Rückruf unter ', n, '.\nFrau Müller fragen!') WHEN 4 THEN 'tab\there, back\\slash, "quotes", it''s \r\n and \\N' END,
    '2021-01-01 00:00:00' + INTERVAL CRC32(CONCAT('cr', n)) % 100000000 SECOND, IF(n % 2 = 0, '2023-05-06 07:08:09', NULL), n % 97 = 0
FROM audit.tally WHERE n BETWEEN 1 AND 12000 ORDER BY n;
INSERT INTO crm.customer (customer_id, customer_no, email, first_name, last_name, external_ref, notes, created_at, preferences) VALUES
    (900001, 'C-90000001', 'Dup.Licate@Example.com', 'Dup', 'Licate', 'a1', '👩‍👩‍👧‍👦 Familie, 🏳️‍🌈', '2022-01-01 00:00:00.004', 'null'),
    (900002, 'NULL', 'NULL', 'NULL', 'NULL', 'a2', 'مرحبا بالعالم שלום', '1970-01-01 00:00:01', '[]'),
    (900003, '', '', '', '', 'a3', '\\.\0\Z', '2038-01-19 03:14:07.999', '"\\u00e9"'),
    (900004, '💣', REPEAT('x', 300), REPEAT('Ü', 500), REPEAT('Long Name ', 50), 'a4', REPEAT('z', 60000), '2000-02-29 12:00:00', '{"a": {"b": [1.50, null, "x"]}}');

INSERT INTO crm.contact SELECT 500 + n DIV 2, n % 2 + 1, CONCAT('Contact ', n), CONCAT('contact.', n, '@firma.example'), CONCAT('BEGIN:VCARD\r\nFN:', n, '\r\nEND:VCARD\r\n') FROM audit.tally WHERE n < 2500 ORDER BY n;
INSERT INTO crm.note (note_id, customer_id, author, body, attachment, written_at)
SELECT n, 1 + CRC32(CONCAT('nc', n)) % 12000, 'Erika', CONCAT('Gespräch über Lieferung ', n, ', IBAN DE', LPAD(CRC32(n), 20, '0')), IF(n % 100 = 0, UNHEX(REPEAT(LEFT(SHA2(n, 256), 32), 20)), NULL),
    '2022-01-01 00:00:00.123456' + INTERVAL n MINUTE FROM audit.tally WHERE n BETWEEN 1 AND 4000 ORDER BY n;
INSERT INTO crm.note VALUES (100001, 1, '''', REPEAT('All work and no play makes Jürgen a dull boy. ', 20000), UNHEX(REPEAT('00FF0A0D5C27', 5000)), '9999-12-31 23:59:59.999999');
INSERT INTO crm.support_ticket (ticket_id, subject, customer_id, company_id, contact_id, severity, handling, payload)
SELECT 1000 + n, CONCAT('Re: ', ELT(1 + n % 3, 'Lieferung fehlt', 'Wo ist mein Paket??', '💥'), ' #', n), 1 + CRC32(CONCAT('tc', n)) % 12000, IF(n % 7 = 0, 500 + (n % 2500) DIV 2, NULL),
    IF(n % 7 = 0, n % 2500 % 2 + 1, NULL), 1 + n % 5, SEC_TO_TIME(n * 37 - 5000), JSON_OBJECT('n', n) FROM audit.tally WHERE n < 8000 ORDER BY n;

INSERT INTO catalog.category (id, parent_id, name) SELECT n, IF(n > 10, 1 + n % 10, NULL), CONCAT('Category ', n) FROM audit.tally WHERE n BETWEEN 1 AND 120 ORDER BY n;
INSERT INTO catalog.product (product_id, sku, name, description, category_id, list_price, weight_kg, length_cm, code, launched, specs, barcode)
SELECT 10 + n, CONCAT('SKU-', n), CONCAT('Produkt № ', n), REPEAT(CONCAT('sehr gut ', n, ' '), n % 9), 1 + n % 120, (CRC32(CONCAT('p', n)) % 1000000) / 1000, n / 8, n / 3, n, 1990 + n % 40,
    JSON_OBJECT('color', ELT(1 + n % 3, 'rot', 'grün', 'blau')), UNHEX(LPAD(HEX(n), 16, '0')) FROM audit.tally WHERE n < 3000 ORDER BY n;
INSERT INTO catalog.review (review_id, product_id, customer_id, stars, body, written_on)
SELECT n, 10 + CRC32(CONCAT('rp', n)) % 3000, IF(n % 8 > 0, 1 + CRC32(CONCAT('rc', n)) % 12000, NULL), 1 + n % 5, CONCAT('Bewertung ', n), '2021-01-01' + INTERVAL n % 1000 DAY
FROM audit.tally WHERE n BETWEEN 1 AND 12000 ORDER BY n;

INSERT INTO warehouse.site (site_id, code, position_on_map, outline)
SELECT n, CONCAT('S', n), POINT(n, n / 2), ST_GeomFromText(CONCAT('POLYGON((0 0,0 ', n, ',', n, ' ', n, ',0 0))')) FROM audit.tally WHERE n BETWEEN 1 AND 40 ORDER BY n;
INSERT INTO warehouse.`Lagerplätze` SELECT ELT(1 + n % 3, 'A', 'B', 'Ä'), n, n / 7, IF(n % 2, 'from', NULL) FROM audit.tally WHERE n < 300 ORDER BY n;
INSERT INTO warehouse.stock_movement SELECT n + 1, '2021-06-01' + INTERVAL CRC32(CONCAT('d', n)) % 1000 DAY, 10 + n % 3000, 1 + n % 5, CAST(CRC32(n) % 200 AS SIGNED) - 100 FROM audit.tally ORDER BY n;
INSERT INTO warehouse.scanner_event SELECT n % 50, '2023-01-01' + INTERVAL n SECOND, LEFT(SHA2(n, 256), 32) FROM audit.tally WHERE n < 20000 ORDER BY n;
/*M!100300 SELECT SETVAL(warehouse.pallet_seq, 4711), NEXTVAL(warehouse.`Count down`) INTO @a, @b */;

INSERT INTO sales.store SELECT n, CONCAT('Filiale ', n), 2001 + n % 20 FROM audit.tally WHERE n BETWEEN 1 AND 40 ORDER BY n;
INSERT INTO sales.`order` (order_id, customer_id, store_id, status, ordered_at, total, remark)
SELECT n + 1, 1 + CRC32(CONCAT('oc', n)) % 12000, IF(n % 3 = 0, 1 + n % 40, NULL), 1 + n % 7, '2021-01-01' + INTERVAL CRC32(CONCAT('od', n)) % 90000000 SECOND, (CRC32(CONCAT('ot', n)) % 100000) / 100,
    IF(n % 50 = 0, 'bitte klingeln; "2. Stock"', NULL) FROM audit.tally ORDER BY n;
INSERT INTO sales.order_line (order_id, line_no, product_id, quantity, price)
SELECT n + 1, l.l, 10 + CRC32(CONCAT('lp', n, l.l)) % 3000, 1 + n % 4, (CRC32(CONCAT('lr', n)) % 100000) / 1000
FROM audit.tally, (SELECT 1 AS l UNION ALL SELECT 2 UNION ALL SELECT 3) AS l WHERE l.l <= 1 + n % 3 ORDER BY n, l.l;
INSERT INTO sales.visit SELECT ELT(1 + n % 6, 'DE', 'AT', 'CH', 'FR', 'XX', 'US'), '2022-01-01' + INTERVAL n % 700 DAY, n, n % 12 FROM audit.tally WHERE n < 15000 ORDER BY n;
INSERT INTO sales.voucher SELECT CONCAT('V-', n), n / 4 FROM audit.tally WHERE n < 500 ORDER BY n;

INSERT INTO billing.invoice (invoice_id, order_id, issued_on, net, vat, iban)
SELECT 1000000 + n, n + 1, '2021-01-02' + INTERVAL n % 1000 DAY, (CRC32(CONCAT('in', n)) % 1000000) / 100, ELT(1 + n % 3, 19.00, 7.00, 0.00), CONCAT('DE', LPAD(CRC32(CONCAT('ib', n)), 20, '0')) FROM audit.tally WHERE n < 15000 ORDER BY n;
INSERT INTO billing.ledger_entry SELECT n DIV 2, n % 2, IF(n % 2, '8400', '1200'), IF(n % 2, 0, n), IF(n % 2, n - 1, 0) FROM audit.tally WHERE n < 20000 ORDER BY n;
INSERT INTO billing.exchange_rate (currency, day, rate) SELECT ELT(1 + n % 3, 'USD', 'CHF', 'PLN'), '2021-01-01' + INTERVAL n DIV 3 DAY, 1 + n / 777 FROM audit.tally WHERE n < 3000 ORDER BY n;

INSERT INTO hr.employee (id, name, manager_id, hired, salary) SELECT n, CONCAT('Mitarbeiter Jürgen ', n), IF(n > 5, 1 + n % 5, NULL), '2005-01-01' + INTERVAL n * 3 DAY, 2000 + n FROM audit.tally WHERE n BETWEEN 1 AND 900 ORDER BY n;
INSERT INTO hr.absence SELECT 1 + n % 900, '2022-01-01' + INTERVAL n DAY, '2022-01-05' + INTERVAL n DAY, ELT(1 + n % 3, 'Urlaub', 'krank', NULL) FROM audit.tally WHERE n < 1200 ORDER BY n;

INSERT INTO audit.change_log (id, changed_at, action, table_name, row_key) SELECT n + 1, '2022-01-01' + INTERVAL n SECOND, 'I', 'crm.customer', n FROM audit.tally WHERE n < 10000 ORDER BY n;
INSERT INTO audit.login_attempt (login, succeeded, attempted_at) SELECT CONCAT('kunde', n % 100), n % 4 > 0, '2022-02-02' + INTERVAL n SECOND FROM audit.tally WHERE n < 10000 ORDER BY n;
INSERT INTO audit.imported_customers_of_the_old_shop_system_before_the_merge SELECT IF(n % 50, n % 900, NULL), CONCAT('x', n % 40), REPEAT('.', n % 30) FROM audit.tally WHERE n < 1000 ORDER BY n;
COMMIT;
