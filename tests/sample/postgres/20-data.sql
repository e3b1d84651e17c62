-- The rows of "shop". Everything comes from generate_series and md5/hashtext of the row number: no random(),
-- no now(), no generated UUID, so that every load on every server holds the same rows in the same order.

SET client_encoding = 'UTF8';
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
SET synchronous_commit = off;
-- triggers would write audit rows with the time of the load; foreign keys hold by construction
SET session_replication_role = replica;

CREATE FUNCTION pg_temp.h(i bigint, salt text) RETURNS integer LANGUAGE sql IMMUTABLE COST 1
    RETURN hashtext(salt || i::text) & 2147483647;
CREATE FUNCTION pg_temp.pick(i bigint, salt text, list text[]) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN list[1 + (hashtext(salt || i::text) & 2147483647) % array_length(list, 1)];
CREATE FUNCTION pg_temp.first_name(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN pg_temp.pick(i, 'first', '{Anna,Erika,Max,José,Zoë,Björn,Łukasz,Søren,Mary Ann,O''Neil,Дмитрий,Ольга,محمد,שרה,花子,伟,Nguyễn,Jean-Luc,İpek,Ana María,Hans,Ursula,Kevin,Chantal,Ernst August,X}'::text[]);
CREATE FUNCTION pg_temp.last_name(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN pg_temp.pick(i, 'last', '{Müller,Mustermann,Schmidt,O''Brien,García Márquez,van der Berg,Straße,Иванова,العلي,כהן,山田,王,Østergård,d''Arc,Smith,Smith-Jones,Kowalska,Yılmaz,Li,Ng,"Null",Freiherr von und zu Guttenberg,Nielsen,Dvořák,Þórsdóttir,de la Cruz}'::text[]);
CREATE FUNCTION pg_temp.city(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN pg_temp.pick(i, 'city', '{Berlin,München,Köln,Frankfurt (Oder),Wien,Zürich,Paris,Łódź,København,Москва,New York,Llanfairpwllgwyngyll,Å,Sankt Pölten,’s-Hertogenbosch}'::text[]);
CREATE FUNCTION pg_temp.street(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN pg_temp.pick(i, 'street', '{Hauptstraße,Bahnhofstr.,Am Markt,Rue de l''Église,Main Street,ул. Ленина,Kaiser-Wilhelm-Allee,Unter den Linden,c/o Meier\, Dorfplatz}'::text[]);
CREATE FUNCTION pg_temp.day(i bigint, salt text) RETURNS date LANGUAGE sql IMMUTABLE COST 1
    RETURN '2021-01-01'::date + pg_temp.h(i, salt) % 1200;
CREATE FUNCTION pg_temp.moment(i bigint, salt text) RETURNS timestamptz LANGUAGE sql IMMUTABLE COST 1
    RETURN to_timestamp(1609459200 + pg_temp.h(i, salt) % 103680000) + (pg_temp.h(i, salt || 'ms') % 1000000) * interval '1 microsecond';
CREATE FUNCTION pg_temp.iban(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN 'DE' || lpad((pg_temp.h(i, 'ck') % 98)::text, 2, '0') || lpad(pg_temp.h(i, 'blz')::text, 8, '1') || lpad(pg_temp.h(i, 'acc')::text, 10, '0');
CREATE FUNCTION pg_temp.phone(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN CASE pg_temp.h(i, 'pf') % 9
        WHEN 0 THEN '+49 (0)30 ' || pg_temp.h(i, 'p') % 10000000 WHEN 1 THEN '0049-171-' || pg_temp.h(i, 'p') % 10000000
        WHEN 2 THEN '030/' || pg_temp.h(i, 'p') % 1000000 WHEN 3 THEN '+1 555 01' || pg_temp.h(i, 'p') % 100
        WHEN 4 THEN '' WHEN 5 THEN NULL WHEN 6 THEN 'call after 6pm: ' || pg_temp.h(i, 'p') % 1000000
        WHEN 7 THEN '+43 1 ' || pg_temp.h(i, 'p') % 10000000 || ' ext. 12' ELSE '0' || pg_temp.h(i, 'p') END;
CREATE FUNCTION pg_temp.email(i bigint) RETURNS text LANGUAGE sql IMMUTABLE COST 1
    RETURN CASE pg_temp.h(i, 'mf') % 25
        WHEN 0 THEN NULL WHEN 1 THEN 'kunde' || i || '(at)example.com' WHEN 2 THEN 'Anna.Kunde' || i || '@EXAMPLE.com'
        WHEN 3 THEN 'kunde' || i || '@exämple.de' WHEN 4 THEN ' kunde' || i || '@example.org ' WHEN 5 THEN 'kunde+shop' || i || '@example..net'
        ELSE 'kunde' || i || pg_temp.pick(i, 'dom', '{@example.com,@example.org,@mail.example.net,@example.co.uk}'::text[]) END;
CREATE FUNCTION pg_temp.address(i bigint) RETURNS crm.address LANGUAGE sql STABLE COST 1
    AS $$ SELECT ROW(pg_temp.street(i), (1 + i % 200) || CASE i % 5 WHEN 0 THEN 'a' ELSE '' END, lpad((i * 37 % 99999)::text, 5, '0'),
                     pg_temp.city(i), (ARRAY['DE','AT','FR','PL'])[1 + i % 4],
                     CASE WHEN i % 3 > 0 THEN point(5 + i % 1000 / 100.0, 47 + i % 800 / 100.0) END)::crm.address $$;

BEGIN;

-- NOT VALID constraints came after their rows: step aside, come back at the end
CREATE TEMP TABLE late_constraint ON COMMIT DROP AS
    SELECT conrelid::regclass::text AS table_name, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition,
           obj_description(oid, 'pg_constraint') AS comment
    FROM pg_constraint WHERE NOT convalidated ORDER BY oid;
DO $$
DECLARE c record;
BEGIN
    FOR c IN SELECT * FROM late_constraint LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %s', c.table_name, c.name);
    END LOOP;
END
$$;

-- crm

INSERT INTO crm.company (company_id, legal_name, vat_no, trade_register_no, headquarters, billing_email, "faxNumber", parent_company_id, bank_accounts, extra)
SELECT 500 + 2 * i, pg_temp.last_name(i) || ' & ' || pg_temp.last_name(i + 9) || pg_temp.pick(i, 'form', '{ GmbH, AG," e.K.", Ltd., S.à r.l.}'),
       CASE WHEN i % 7 > 0 THEN 'DE' || lpad(pg_temp.h(i, 'vat')::text, 10, '0') END, 'HRB ' || i,
       CASE WHEN i % 11 > 0 THEN pg_temp.address(i) END, 'rechnung@firma' || i || '.example', pg_temp.phone(i + 1),
       CASE WHEN i % 10 = 0 AND i > 10 THEN 500 + 2 * (i / 10) END, ARRAY[pg_temp.iban(i), NULL, pg_temp.iban(i + 1)]::billing.iban[],
       ext.hstore(ARRAY['branch', 'contact'], ARRAY[pg_temp.city(i), pg_temp.first_name(i)])
FROM generate_series(0, 1499) AS i;

INSERT INTO crm.customer (customer_id, customer_no, email, first_name, last_name, salutation, birth_date, gender, phone, mobile_phones,
    national_id, company_id, main_address, other_addresses, household, contact_points, tier, attributes, preferences, crm_document,
    signup_ip, credit_limit, password_hash, external_ref, notes, created_at, "updatedAt", deleted)
OVERRIDING SYSTEM VALUE
SELECT i, 'C-' || lpad(i::text, 8, '0'), pg_temp.email(i), NULLIF(pg_temp.first_name(i), 'X'), pg_temp.last_name(i),
       pg_temp.pick(i, 'sal', '{Herr,Frau,Dr.,"    ",Mx}'),
       CASE WHEN i % 13 > 0 THEN '1930-01-01'::date + pg_temp.h(i, 'born') % 28000 END,
       (ARRAY['f', 'm', 'x', ' ', NULL])[1 + pg_temp.h(i, 'g') % 5], pg_temp.phone(i),
       CASE i % 6 WHEN 0 THEN NULL WHEN 1 THEN '{}' WHEN 2 THEN ARRAY[pg_temp.phone(i + 1), NULL] ELSE ARRAY['+49 171 ' || i] END::text[],
       CASE WHEN i % 4 = 0 THEN upper(substr(md5('nid' || i), 1, 9)) WHEN i % 4 = 1 THEN lpad(pg_temp.h(i, 'ssn')::text, 11, '0') END,
       CASE WHEN i % 9 = 0 THEN 500 + 2 * (pg_temp.h(i, 'comp') % 1500) END,
       CASE WHEN i % 17 > 0 THEN pg_temp.address(i) END,
       CASE i % 10 WHEN 0 THEN ARRAY[pg_temp.address(i + 1), NULL, pg_temp.address(i + 2)] WHEN 1 THEN '{}'::crm.address[] END,
       CASE WHEN i % 50 = 0 THEN ROW(pg_temp.address(i + 3), ARRAY[pg_temp.address(i + 4)], ARRAY['030 1', '"2"'])::crm.household END,
       CASE WHEN i % 8 = 0 THEN ARRAY[ROW('mail', 'privat' || i || '@example.org', pg_temp.moment(i, 'ver'))::crm.contact_point, ROW('fax', '', NULL)::crm.contact_point] END,
       (ARRAY['none', 'none', 'bronze', 'silver', 'gold', 'it''s complicated'])[1 + pg_temp.h(i, 'tier') % 6]::crm.loyalty_tier,
       CASE WHEN i % 3 = 0 THEN ext.hstore(ARRAY['shoe size', (36 + i % 12)::text, 'pet', NULL]) END,
       jsonb_build_object('lang', pg_temp.pick(i, 'lang', '{de,en,fr,pl,NULL}'), 'newsletter', i % 2 = 0,
           'emergency', jsonb_build_object('name', pg_temp.first_name(i + 5) || ' ' || pg_temp.last_name(i), 'phones', jsonb_build_array(pg_temp.phone(i + 5), NULL))),
       CASE WHEN i % 12 = 0 THEN format('{"id": %s,  "contact": {"email": "%s", "dob": "19%s-0%s-11"}, "id": %s}', i, 'crm' || i || '@example.com', 50 + i % 50, 1 + i % 9, -i)::json END,
       CASE WHEN i % 5 > 0 THEN ('10.' || i % 256 || '.' || i / 256 % 256 || '.7')::inet WHEN i % 10 = 5 THEN ('2001:db8::' || to_hex(i % 65536))::inet END,
       (pg_temp.h(i, 'lim') % 1000000) / 100.0, '$2a$06$' || md5('pw' || i), md5('ref' || i)::uuid,
       CASE i % 20 WHEN 0 THEN '' WHEN 1 THEN '   ' WHEN 2 THEN pg_temp.first_name(i) || ' rang an, Rückruf unter ' || COALESCE(pg_temp.phone(i + 2), '?') || E'.\nFrau ' || pg_temp.last_name(i + 1) || ' fragen!'
           WHEN 3 THEN 'NULL' WHEN 4 THEN E'tab\there, back\\slash, "quotes", it''s \r\n and \\N' WHEN 5 THEN 'card 4111 1111 1111 1111, exp 12/27 (deleted on request)' END,
       pg_temp.moment(i, 'created'), CASE WHEN i % 2 = 0 THEN pg_temp.moment(i, 'upd') AT TIME ZONE 'UTC' END, i % 97 = 0
FROM generate_series(1, 24000) AS i;

-- what production really holds
INSERT INTO crm.customer (customer_id, customer_no, email, first_name, last_name, birth_date, phone, notes, external_ref, created_at, preferences, crm_document, credit_limit, deleted)
OVERRIDING SYSTEM VALUE VALUES
    (900001, 'C-90000001', 'Dup.Licate@Example.com', 'Dup', 'Licate', '0001-01-01', E'\t', '👩‍👩‍👧‍👦 Familie, 🏳️‍🌈', md5('a1')::uuid, '2022-01-01 00:00:00.0004+00', 'null', 'null', 0, false),
    (900002, 'c-90000001', 'dup.licate@example.COM', 'DUP', 'LICATE', '9999-12-31', '+', 'مرحبا بالعالم שלום ‏(RTL)‎', md5('a2')::uuid, 'infinity', '[]', '[]', 0.01, true),
    (900003, '', '', '', '', 'infinity', 'unknown', E'e\u0301 n\u0303 A\u030A Z\u0351\u036B\u0343', md5('a3')::uuid, '-infinity', '"just a string"', '"\u00e9"', 99999999999.99, false),
    (900004, ' ', '@', ' ', ' ', '-infinity', 'n/a', E'\x01\x02\x07\x08\x0b\x0c\x1b\x7f', md5('a4')::uuid, '0001-01-01 00:00:00+00', '42', '  { "a" :  1 }  ', 0, false),
    (900005, 'NULL', 'NULL', 'NULL', 'NULL', '4713-01-01 BC', 'NULL', 'NULL', md5('a5')::uuid, '4000-01-01 00:00:00+00 BC', '{"k": null, "": {"a": [[], {}, [null, 1.50, 1e400]]}}', '0', 0, false),
    (900006, '-', 'a@b@c@d', NULL, '-', '1900-02-28', '0', E'\\.', md5('a6')::uuid, '9999-12-31 23:59:59.999+00', '{"email": "nested@example.com", "<b>": "\u0001"}', NULL, 1, false),
    (900007, '💣', repeat('x', 9000) || '@example.com', repeat('Ü', 5000), repeat('Long Name ', 1000), '2024-02-29', repeat('1', 4000), NULL, md5('a7')::uuid, '2000-02-29 12:00:00+14', '{}', NULL, 1, true),
    (900008, E'\n', E'new\nline@example.com', E'\n', E'\\N', '1582-10-10', E'\\', E'\\n is not a newline', md5('a8')::uuid, '1883-11-18 12:03:57+00', 'true', 'true', 1, false),
    (900009, 'ﷺ', 'ﬁle@example.com', 'ǅ', 'ß', NULL, '٠١٢٣', '＜ｆｕｌｌ　ｗｉｄｔｈ＞', md5('a9')::uuid, '2023-10-29 01:30:00+00', '"\ud83d\ude00"', '"\ud83d\ude00"', 1, false);

INSERT INTO crm.customer_address
SELECT 1 + (i - 1) % 20000, 1 + (i - 1) / 20000, pg_temp.first_name(i % 20000) || ' ' || pg_temp.last_name(i % 20000), pg_temp.street(i),
       CASE WHEN i % 9 > 0 THEN (i % 150)::text || '/' || i % 4 ELSE '' END, CASE i % 12 WHEN 0 THEN NULL WHEN 1 THEN 'D-' || i % 99999 ELSE lpad((i * 7 % 99999)::text, 5, '0') END,
       '  ' || pg_temp.city(i) || ' ', (ARRAY['DE', 'AT', 'CH', 'FR', 'XX'])[1 + i % 5],
       daterange(pg_temp.day(i, 'v'), CASE WHEN i % 3 = 0 THEN pg_temp.day(i, 'v') + 1000 END), i <= 20000,
       CASE i % 1000 WHEN 0 THEN 'NaN'::double precision WHEN 1 THEN '-0' WHEN 2 THEN NULL ELSE 47 + (i % 800) / 100.0 END::double precision,
       CASE i % 1000 WHEN 3 THEN 'Infinity'::real WHEN 4 THEN '-0' ELSE 5 + (i % 1000) / 70.0 END
FROM generate_series(1, 28000) AS i;
UPDATE crm.customer_address SET recipient = repeat('Prinzessin Maximiliane-Antoinette zu ', 270) WHERE customer_id = 77 AND line_no = 1;

INSERT INTO crm.contact
SELECT 500 + 2 * (i / 2), i % 2 + 1, pg_temp.first_name(i) || ' ' || pg_temp.last_name(i + 3), pg_temp.pick(i, 'job', '{Einkauf,CEO,"",Buchhaltung,Hausmeister}'),
       CASE WHEN i % 6 > 0 THEN lower('contact.' || i || '@firma' || i / 2 || '.example') END, ARRAY[pg_temp.phone(i), pg_temp.phone(i + 1)],
       'https://linkedin.example/in/' || md5(i::text), E'BEGIN:VCARD\r\nFN:' || pg_temp.first_name(i) || E'\r\nTEL:' || COALESCE(pg_temp.phone(i), '') || E'\r\nEND:VCARD\r\n'
FROM generate_series(0, 2499) AS i;

INSERT INTO crm.consent (customer_id, kind, given, given_at, ip_address, user_agent, proof)
SELECT 1 + i % 24000, (enum_range(NULL::crm.consent_kind))[1 + i / 24000 % 4], pg_temp.h(i, 'yes') % 3 > 0, pg_temp.moment(i, 'consent'),
       ('192.0.2.' || i % 256)::inet, 'Mozilla/5.0 (' || pg_temp.pick(i, 'ua', '{X11; Linux,iPhone,"",Windows NT 6.1}') || ')', CASE WHEN i % 50 = 0 THEN decode(md5(i::text) || '00ff00', 'hex') END
FROM generate_series(0, 29999) AS i;

INSERT INTO crm.note (note_id, customer_id, author, body, attachment, written_at)
SELECT i, 1 + pg_temp.h(i, 'nc') % 24000, pg_temp.first_name(i),
       CASE i % 8 WHEN 0 THEN '' ELSE 'Gespräch mit ' || pg_temp.first_name(i + 1) || ' ' || pg_temp.last_name(i + 1) || ' (' || COALESCE(pg_temp.email(i), 'keine Mail') || '), geb. ' || ('1950-01-01'::date + i)
            || ', IBAN ' || pg_temp.iban(i) || CASE WHEN i % 3 = 0 THEN '; Ehefrau: ' || pg_temp.first_name(i + 2) ELSE '' END END,
       CASE WHEN i % 100 = 0 THEN decode(repeat(md5(i::text), 20), 'hex') END, pg_temp.moment(i, 'note') AT TIME ZONE 'UTC'
FROM generate_series(1, 12000) AS i;
INSERT INTO crm.note (note_id, customer_id, author, body, attachment, written_at) VALUES
    (100001, 1, 'x', repeat('All work and no play makes Jürgen a dull boy. ', 23000), NULL, '2022-01-01'),
    (100002, NULL, NULL, (SELECT string_agg(md5(n::text), '' ORDER BY n) FROM generate_series(1, 32768) AS n), NULL, 'infinity'),
    (100003, 2, '', E'\n\n\n', (SELECT string_agg(decode(md5(n::text), 'hex'), '\x00'::bytea ORDER BY n) FROM generate_series(1, 20000) AS n), '0044-03-15 BC'),
    (100004, 3, '''', '"', '\x', '9999-12-31 23:59:59.999999'),
    (100005, 4, '\', '\.', '\x00', '-infinity');

INSERT INTO crm.support_ticket (ticket_id, subject, customer_id, company_id, contact_id, severity, channel, opened_at, closed_at, handling, payload)
OVERRIDING SYSTEM VALUE
SELECT 1000 + i, 'Re: ' || pg_temp.pick(i, 'subj', '{Lieferung fehlt,"Wo ist mein Paket??",FW: Rechnung,Reklamation Herr Schmidt,💥}') || ' #' || i,
       1 + pg_temp.h(i, 'tc') % 24000, CASE WHEN i % 7 = 0 THEN 500 + 2 * (i % 2500 / 2) END, CASE WHEN i % 14 = 0 THEN i % 2500 % 2 + 1 END, 1 + i % 5,
       (ARRAY['mail', 'phone', 'chat', 'letter', NULL])[1 + i % 5], pg_temp.moment(i, 'open'), CASE WHEN i % 4 > 0 THEN pg_temp.moment(i, 'open') + i * interval '1 second' END,
       CASE WHEN i % 4 > 0 THEN make_interval(months => i % 3, days => -(i % 40), secs => i) END,
       jsonb_build_object('caller', jsonb_build_object('tel', pg_temp.phone(i), 'name', pg_temp.last_name(i)), 'tags', '[]'::jsonb)
FROM generate_series(0, 7999) AS i;
INSERT INTO crm.support_message
SELECT 1000 + i / 2, 1 + i % 2, COALESCE(pg_temp.email(i), 'agent'), 'Sehr geehrte Frau ' || pg_temp.last_name(i) || E',\n\n' || repeat('bla ', i % 60) || E'\n-- \n' || pg_temp.first_name(i + 1),
       ext.hstore(ARRAY['From', 'Message-ID'], ARRAY[pg_temp.email(i), '<' || md5(i::text) || '@mx>']), pg_temp.moment(i, 'sent') AT TIME ZONE 'UTC'
FROM generate_series(0, 15999) AS i;

INSERT INTO crm."Lead" SELECT i, pg_temp.first_name(i), pg_temp.last_name(i), pg_temp.email(i), pg_temp.phone(i),
       CASE i % 50 WHEN 0 THEN 'NaN'::double precision WHEN 1 THEN '-Infinity' WHEN 2 THEN '-0' ELSE i / 7.0 END,
       CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'null'::jsonb ELSE jsonb_build_object('Mail', pg_temp.email(i), 'Wohnort', pg_temp.city(i)) END, CASE WHEN i % 2 = 0 THEN 'A' END
FROM generate_series(1, 3000) AS i;

INSERT INTO crm.web_session SELECT md5('sid' || i), CASE WHEN i % 3 > 0 THEN 1 + i % 24000 END, ('203.0.113.' || i % 256)::inet, ('10.' || i % 256 || '.0.0/16')::cidr,
       'curl/7.' || i % 80, ('{"cart": [ ],  "user":"' || i || '"}')::json, pg_temp.moment(i, 'exp')
FROM generate_series(1, 5000) AS i;

INSERT INTO crm.newsletter_subscriber SELECT 'Leser' || i || '@example.net', CASE WHEN i % 4 > 0 THEN pg_temp.first_name(i) END, md5('tok' || i), pg_temp.day(i, 'since'), (i % 8)::bit(3),
       CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN B'' ELSE pg_temp.h(i, 'top')::bit(31)::varbit END
FROM generate_series(1, 5000) AS i;

DO $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(CASE format_type(atttypid, atttypmod)
               WHEN 'smallint' THEN format('(i * %s %% 32767)::smallint', attnum)
               WHEN 'text' THEN format($f$CASE (i + %s) %% 9 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'frag ' || pg_temp.first_name(i + %1$s) ELSE substr(md5(i::text || %1$s), 1, i %% 12) END$f$, attnum)
               WHEN 'boolean' THEN format('CASE WHEN (i + %s) %% 5 > 0 THEN (i + %1$s) %% 2 = 0 END', attnum)
               WHEN 'date' THEN format('pg_temp.day(i + %s, ''q'')', attnum)
               WHEN 'integer[]' THEN format('CASE (i + %s) %% 4 WHEN 0 THEN ARRAY[i, NULL, -i] WHEN 1 THEN ''{}''::int[] WHEN 2 THEN ARRAY[[i], [%1$s]] END', attnum)
               WHEN 'numeric(4,1)' THEN format('CASE WHEN (i + %s) %% 200 = 0 THEN ''NaN''::numeric ELSE (i %% 9999) / 10.0 END', attnum)
               WHEN 'character(2)' THEN format('chr(97 + (i + %s) %% 26)', attnum)
               ELSE format('substr(md5(i::text || %s), 1, 1 + i %% 30)', attnum) END, ', ' ORDER BY attnum)
    INTO columns
    FROM pg_attribute WHERE attrelid = 'crm.survey_2016'::regclass AND attnum > 5;
    EXECUTE 'INSERT INTO crm.survey_2016 SELECT i, pg_temp.first_name(i) || '' '' || pg_temp.last_name(i), pg_temp.email(i), 1940 + i % 70, lpad(i::text, 5, ''0''), '
            || columns || ' FROM generate_series(1, 1500) AS i';
END
$$;

-- catalog

INSERT INTO catalog.category (id, parent_id, name, path, sort_order)
SELECT i, CASE WHEN i > 10 THEN 1 + (i - 11) / 6 END, pg_temp.pick(i, 'cat', '{Schuhe,Hüte,Bücher,Spielzeug,Garten,"Tisch & Stuhl",Diverses}') || ' ' || i, '/' || i % 10 || '/' || i, -i
FROM generate_series(1, 120) AS i;
INSERT INTO catalog.supplier SELECT CASE i WHEN 0 THEN 'UNKNOWN' ELSE 'S' || lpad(i::text, 5, '0') END, pg_temp.last_name(i) || ' Import', pg_temp.first_name(i) || ' ' || pg_temp.last_name(i + 2), 'einkauf@lieferant' || i || '.example',
       pg_temp.phone(i), jsonb_build_object('street', pg_temp.street(i), 'city', pg_temp.city(i), 'contacts', jsonb_build_array(jsonb_build_object('name', pg_temp.first_name(i + 1), 'mobile', '+49 160 ' || i))),
       CASE WHEN i % 4 > 0 THEN pg_temp.iban(i) END, CASE i % 30 WHEN 29 THEN 'NaN'::numeric ELSE i % 10 END, i % 9 > 0
FROM generate_series(0, 299) AS i;

INSERT INTO catalog.product (product_id, sku, ean, name, description, category_id, supplier_code, list_price, purchase_price, price_band, seasons, size, weight_kg,
    keywords, price_matrix, data_sheet, specs, flags, available)
SELECT i, 'SKU-' || i, CASE WHEN i % 3 > 0 THEN lpad((4000000000000 + i * 7)::text, 13, '0') END, pg_temp.pick(i, 'adj', '{Roter,Blaue,Großes,Feiner,"Wasserdichte"}') || ' ' || pg_temp.pick(i, 'noun', '{Stiefel,Hut,Buch,Ball,Spaten,Stuhl}') || ' ' || i,
       CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE repeat('Dieses Produkt ist besonders ' || pg_temp.pick(i, 'desc', '{schön,haltbar,billig,"100% vegan"}') || '. ', i % 12) END,
       1 + i % 120, CASE i % 300 WHEN 0 THEN 'UNKNOWN' ELSE 'S' || lpad((i % 300)::text, 5, '0') END, CASE WHEN i % 77 > 0 THEN (pg_temp.h(i, 'price') % 5000000) / 10000.0 END,
       (i % 100 + 0.5)::numeric::money, catalog.price_range(i % 50, i % 50 + 10.5, '[]'), CASE WHEN i % 5 = 0 THEN catalog.price_multirange(catalog.price_range(1, 2), catalog.price_range(i, NULL)) END,
       CASE WHEN i % 4 > 0 THEN ROW(i % 100, 10.5, NULL)::warehouse.dimensions END, i / 3.0, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN '{}' WHEN 2 THEN ARRAY['neu', NULL, 'a"b,c{}\'] ELSE ARRAY['sale', pg_temp.city(i)] END::text[],
       CASE i % 3 WHEN 0 THEN ARRAY[[i, 2], [3, NULL]] WHEN 1 THEN '[0:1]={7,8}'::int[] END, CASE WHEN i % 20 = 0 THEN ('<sheet lang="de"><hersteller kontakt="' || pg_temp.first_name(i) || '">' || i || '</hersteller><!-- ü --></sheet>')::xml END,
       CASE WHEN i % 2 = 0 THEN jsonb_build_object('farbe', i % 7, 'maße', jsonb_build_array(i, i + 0.10)) END, (i % 256)::bit(8), CASE i % 9 WHEN 0 THEN 'empty' WHEN 1 THEN '(,)' ELSE '[2020-01-01,2030-01-01)' END::daterange
FROM generate_series(10, 3009) AS i;

INSERT INTO catalog.product_image (product_id, image_no, file_name, thumbnail, exif) SELECT 10 + i % 3000, 1 + i / 3000, 'bild_' || i || '.JPG', decode(repeat(md5(i::text) || '00', 1 + i % 20), 'hex'),
       jsonb_build_object('GPS', jsonb_build_array(52.5 + i / 1000.0, 13.4), 'Artist', pg_temp.first_name(i))
FROM generate_series(0, 3999) AS i;
INSERT INTO catalog.price SELECT 10 + i % 3000, (ARRAY['EUR', 'CHF'])[1 + i / 6000], tstzrange(('202' || i / 3000 % 2 + 1 || '-01-01 00:00+00')::timestamptz, CASE i / 3000 % 2 WHEN 0 THEN '2022-01-01 00:00+00'::timestamptz END),
       (pg_temp.h(i, 'lp') % 100000) / 100.0, pg_temp.first_name(i)
FROM generate_series(0, 11999) AS i;
-- one review in forty belongs to a customer who is gone, some have 0 or 10 stars
INSERT INTO catalog.review SELECT i, 10 + pg_temp.h(i, 'rp') % 3000, CASE WHEN i % 40 = 0 THEN 500000 + i WHEN i % 6 > 0 THEN 1 + pg_temp.h(i, 'rc') % 24000 END, pg_temp.first_name(i) || ' ' || left(pg_temp.last_name(i), 1) || '.', pg_temp.city(i),
       CASE i % 200 WHEN 0 THEN 0 WHEN 1 THEN 10 WHEN 2 THEN NULL ELSE 1 + i % 5 END, CASE i % 7 WHEN 0 THEN NULL ELSE 'Toll! Mein Mann ' || pg_temp.first_name(i + 4) || ' liebt es 😍' || repeat('!', i % 40) END, i % 3, pg_temp.day(i, 'rev')
FROM generate_series(1, 12000) AS i;
INSERT INTO catalog.bundle SELECT 10 + i, 10 + (i * 7 + 1) % 3000, 1 + i % 3 FROM generate_series(0, 299) AS i WHERE i <> (i * 7 + 1) % 3000;

-- warehouse

INSERT INTO warehouse.site SELECT i, 'WH' || i, 'Lager ' || pg_temp.city(i), pg_temp.street(i) || ' ' || i, pg_temp.city(i), pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), pg_temp.phone(i),
       CASE WHEN i % 4 > 0 THEN point(i, -i / 3.0) END, polygon(box(point(0, 0), point(i, i))), circle(point(i, 0), i), '06:00', '22:00+02'
FROM generate_series(1, 12) AS i;
INSERT INTO warehouse."Lagerplätze" (site_id, "größe", gang, "straße/regal", bins)
SELECT 1 + i % 12, i / 7.0, chr(65 + i / 12 % 26), 'R' || i, warehouse.bin_range('A' || i % 10, 'K' || i % 10) FROM generate_series(0, 1199) AS i;
INSERT INTO warehouse.stock (site_id, product_id, on_hand, reserved, counted_at) SELECT 1 + i / 3000, 10 + i % 3000, pg_temp.h(i, 'st') % 500 - 5, pg_temp.h(i, 'rs') % 20, CASE WHEN i % 5 > 0 THEN pg_temp.moment(i, 'cnt') AT TIME ZONE 'UTC' END FROM generate_series(0, 11999) AS i;
INSERT INTO warehouse.stock_movement SELECT i, pg_temp.moment(i, 'mv'), 1 + i % 4, 10 + pg_temp.h(i, 'mp') % 3000, (enum_range(NULL::warehouse."Movement Kind"))[1 + i % 5], CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * (1 + i % 30),
       CASE i % 9 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE pg_temp.first_name(i % 40) || ' ' || pg_temp.last_name(i % 40) END, CASE WHEN i % 30 = 0 THEN 'beschädigt, siehe Hr. ' || pg_temp.last_name(i) END
FROM generate_series(1, 50000) AS i;
INSERT INTO warehouse.stock_movement VALUES (1000001, 'infinity', 1, 10, '', 2147483647, 'x', NULL), (1000002, '-infinity', 1, 10, 'IN', -2147483648, 'x', NULL);
INSERT INTO warehouse.device SELECT md5('dev' || i)::uuid, ('08:00:2b:01:' || lpad(to_hex(i / 256), 2, '0') || ':' || lpad(to_hex(i % 256), 2, '0'))::macaddr, ('08:00:2b:01:02:03:' || lpad(to_hex(i / 256), 2, '0') || ':' || lpad(to_hex(i % 256), 2, '0'))::macaddr8,
       ('172.16.' || i / 256 || '.' || i % 256 || '/24')::inet, ('172.16.' || i / 256 || '.0/24')::cidr, CASE WHEN i % 3 > 0 THEN pg_temp.first_name(i) END, pg_temp.moment(i, 'seen')
FROM generate_series(0, 399) AS i;
INSERT INTO warehouse.scanner_event SELECT CASE WHEN i % 100 > 0 THEN '2023-01-01 00:00+00'::timestamptz + i * interval '13 seconds' END, md5('dev' || i % 400)::uuid, 'B' || i % 60, 'PAL' || pg_temp.h(i, 'pal') % 9999,
       CASE WHEN i % 10 = 0 THEN decode(md5(i::text), 'hex') END, CASE WHEN i % 4 = 0 THEN ARRAY[i / 3.0, 'NaN', '-0']::double precision[] END
FROM generate_series(1, 40000) AS i;
-- the table has no key, and the same row five times
INSERT INTO warehouse.scanner_event SELECT '2023-01-01 00:00+00', NULL, 'B1', 'twice', NULL, NULL FROM generate_series(1, 5);
INSERT INTO warehouse.shipment OVERRIDING SYSTEM VALUE SELECT i, 100000 + 10 * i, pg_temp.pick(i, 'car', '{DHL,UPS,"Bote Karl"}'), 'JJD' || lpad(i::text, 14, '0'), pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), pg_temp.phone(i), pg_temp.address(i),
       CASE WHEN i % 500 = 0 THEN -1 WHEN i % 501 = 0 THEN 0 WHEN i % 20 = 0 THEN NULL ELSE (1 + i % 30000) / 1000.0 END, CASE WHEN i % 100 = 0 THEN ('<label><to>' || pg_temp.last_name(i) || '</to></label>')::xml END,
       pg_temp.moment(i, 'ship'), CASE WHEN i % 3 > 0 THEN pg_temp.moment(i, 'ship') + interval '2 days' END, CASE WHEN i % 50 = 0 THEN '\x89504e470d0a1a0a00'::bytea END
FROM generate_series(0, 14999) AS i;

-- sales

INSERT INTO sales.store VALUES (10, 'Online', NULL, '', 'web@shop.example', '2001-01-01', NULL);
INSERT INTO sales.store SELECT 10 * i, 'Filiale ' || pg_temp.city(i), point(10 + i / 7.0, 50), pg_temp.phone(i), lower('filiale' || i || '@shop.example'), pg_temp.day(i, 'store'), CASE WHEN i > 5 THEN 10 * (i / 2) ELSE 10 END FROM generate_series(2, 40) AS i;
INSERT INTO sales."order" SELECT 100000 + 10 * i, 1 + pg_temp.h(i, 'oc') % 24000, CASE WHEN i % 4 > 0 THEN 10 * (1 + i % 40) END, (ARRAY['new', 'paid', 'on hold', 'picking', 'shipped', 'closed', 'closed', 'closed', 'cancelled'])[1 + pg_temp.h(i, 'os') % 9]::sales.order_status,
       pg_temp.moment(i, 'ord'), CASE WHEN i % 3 = 0 THEN daterange(pg_temp.day(i, 'del'), pg_temp.day(i, 'del') + 3) END, CASE WHEN i % 6 = 0 THEN pg_temp.address(i) END,
       CASE i % 60 WHEN 0 THEN 'Alles Liebe, Oma ' || pg_temp.first_name(i) || ' ❤️' WHEN 1 THEN '' END, (pg_temp.h(i, 'tot') % 200000) / 100.0, (i % 5) / 20.0, ('198.51.100.' || i % 256)::inet,
       CASE i % 3 WHEN 0 THEN 'web' WHEN 1 THEN 'till' || i % 9 END, CASE WHEN i % 5 = 0 THEN jsonb_build_object('name', pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), 'mail', pg_temp.email(i), 'tel', pg_temp.phone(i)) END
FROM generate_series(0, 39999) AS i;
INSERT INTO sales.order_line (order_id, line_no, product_id, quantity, unit_price, engraving) SELECT 100000 + 10 * (i / 2), 1 + i % 2, 10 + pg_temp.h(i, 'olp') % 3000, 1 + i % 7, (pg_temp.h(i, 'up') % 30000) / 100.0, CASE WHEN i % 70 = 0 THEN 'für ' || pg_temp.first_name(i) END FROM generate_series(0, 79999) AS i;
INSERT INTO sales.order_history SELECT 100000 + 10 * i, pg_temp.moment(i, 'oh'), 'new', 'paid', CASE WHEN i % 2 = 0 THEN pg_temp.first_name(i) END FROM generate_series(0, 14999) AS i;
INSERT INTO sales.visit SELECT i, (ARRAY['DE', 'DE', 'DE', 'AT', 'CH', 'FR', 'PL', 'US', '  '])[1 + i % 9], pg_temp.day(i, 'vis'), CASE WHEN i % 3 = 0 THEN 1 + i % 24000 END, ('198.18.' || i / 256 % 256 || '.' || i % 256)::inet,
       CASE i % 5 WHEN 0 THEN '' WHEN 1 THEN NULL ELSE 'https://search.example/?q=' || pg_temp.last_name(i) END, CASE WHEN i % 10 = 0 THEN jsonb_build_array('/', '/p/' || i, NULL) END, make_interval(hours => i % 30, secs => i % 3600 + 0.123)
FROM generate_series(1, 40000) AS i;
INSERT INTO sales.voucher SELECT 'V-' || upper(substr(md5('v' || i), 1, 10)), 10 * (1 + i % 20), CASE WHEN i % 3 > 0 THEN pg_temp.email(i) END, CASE WHEN i % 8 > 0 THEN pg_temp.day(i, 'vou') ELSE 'infinity' END, CASE WHEN i % 2 = 0 THEN pg_temp.first_name(i) || ' ' || pg_temp.last_name(i) END, i % 10 FROM generate_series(1, 4000) AS i;
INSERT INTO sales.cart SELECT md5('cart' || i)::uuid, CASE WHEN i % 2 = 0 THEN i END, CASE WHEN i % 2 = 1 THEN pg_temp.email(i) END, jsonb_build_array(jsonb_build_object('p', 10 + i % 3000, 'for', pg_temp.first_name(i))), pg_temp.moment(i, 'cart') FROM generate_series(1, 3000) AS i;
INSERT INTO sales.return_request (order_id, line_no, reason, customer_comment, refund_iban, refund) SELECT CASE WHEN i % 10 > 0 THEN 100000 + 10 * i END, CASE WHEN i % 10 > 0 THEN 1 + i % 2 END, pg_temp.pick(i, 'why', '{zu klein,defekt,"gefällt nicht",""}'),
       'Bitte an ' || pg_temp.first_name(i) || ' ' || pg_temp.last_name(i) || ' erstatten', CASE WHEN i % 3 > 0 THEN pg_temp.iban(i) END, i FROM generate_series(1, 2000) AS i;
INSERT INTO sales.room_booking SELECT i, 'Raum ' || i % 10, tsrange('2023-01-01 08:00'::timestamp + (i / 10) * interval '2 hours', '2023-01-01 10:00'::timestamp + (i / 10) * interval '2 hours'), pg_temp.first_name(i), false FROM generate_series(1, 500) AS i;
INSERT INTO sales.room_booking SELECT 1000 + i, 'Raum ' || i, '[2023-01-01 08:00,2024-01-01 00:00)', pg_temp.last_name(i), true FROM generate_series(0, 9) AS i;
INSERT INTO sales.room_booking VALUES (2000, 'Saal', '[2025-01-01 00:00,)', E'Gruppe "Müller"', false), (2001, 'Saal', 'empty', NULL, false);

-- billing

INSERT INTO billing.invoice (invoice_id, issued_on, order_id, customer_id, billed_to, billing_address, vat_no, net, tax_rate, paid, pdf)
SELECT 1000000 + i, pg_temp.day(i, 'inv'), 100000 + 10 * i, 1 + pg_temp.h(i, 'oc') % 24000, pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), pg_temp.street(i) || ' ' || i % 99 || E'\n' || lpad((i % 99999)::text, 5, '0') || ' ' || pg_temp.city(i),
       CASE WHEN i % 9 = 0 THEN 'DE' || i END, (pg_temp.h(i, 'net') % 10000000) / 10000.0, (ARRAY[19, 7, 0, 7.7])[1 + i % 4], i % 6 > 0, CASE WHEN i % 400 = 0 THEN convert_to('%PDF-1.4 Rechnung an ' || pg_temp.last_name(i), 'UTF8') || '\x00ff'::bytea END
FROM generate_series(0, 29999) AS i;
INSERT INTO billing.invoice (invoice_id, issued_on, customer_id, net, tax_rate) VALUES (1, '-infinity', 1, 'NaN', 19), (2, '0001-01-01', 1, -99999999999999.9999, 0), (9223372036854775807, '9999-12-31', 2, 99999999999999.9999, 0), (-9223372036854775808, 'infinity', 2, 0.0001, 100);
INSERT INTO billing.bank_account (customer_id, holder, iban, bic, mandate_ref, mandate_signed, valid) SELECT 1 + i % 9000, pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), CASE WHEN i % 20 > 0 THEN pg_temp.iban(i) END, 'DEUTDEFF' || CASE WHEN i % 2 = 0 THEN 'XXX' ELSE '' END,
       'M-' || i, pg_temp.day(i, 'man'), i < 9000 FROM generate_series(0, 9999) AS i;
INSERT INTO billing.payment_card SELECT i, 1 + i % 24000, upper(pg_temp.first_name(i) || ' ' || pg_temp.last_name(i)), lpad((i % 10000)::text, 4, '0'), decode(md5('pan' || i) || md5('iv' || i), 'hex'), CASE WHEN i % 500 = 0 THEN '4111 1111 1111 1111' WHEN i % 501 = 0 THEN '5555555555554444' END,
       lpad((1 + i % 12)::text, 2, '0') || '/' || 25 + i % 6, (ARRAY['visa', 'VISA', 'Mastercard', 'amex', ''])[1 + i % 5] FROM generate_series(1, 10000) AS i;
INSERT INTO billing.payment (invoice_id, issued_on, method, amount, currency, card_id, payer_name, payer_iban, reference, booked_at, provider_response)
SELECT CASE WHEN i % 25 > 0 THEN 1000000 + i END, CASE WHEN i % 25 > 0 THEN pg_temp.day(i, 'inv') END, (enum_range(NULL::billing.payment_method))[1 + i % 6], (pg_temp.h(i, 'net') % 10000000) / 10000.0, (ARRAY['EUR', 'EUR', 'CHF'])[1 + i % 3], CASE WHEN i % 6 = 0 THEN 1 + i % 10000 END,
       pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), CASE WHEN i % 6 = 1 THEN pg_temp.iban(i) END, 'RE ' || 1000000 + i || ' ' || pg_temp.last_name(i), CASE WHEN i % 30 > 0 THEN pg_temp.moment(i, 'pay') END,
       CASE WHEN i % 6 IN (0, 2) THEN jsonb_build_object('payer', jsonb_build_object('email', pg_temp.email(i), 'ip', '192.0.2.' || i % 256), 'raw', E'line\u0001end') END
FROM generate_series(0, 29999) AS i;
INSERT INTO billing.ledger_entry (voucher_no, account, debit, credit, text, booked_on) SELECT i / 2, (1000 + i % 50)::text, CASE i % 2 WHEN 0 THEN i / 2 + 0.01 ELSE 0 END, CASE i % 2 WHEN 1 THEN i / 2 + 0.01 ELSE 0 END, 'Zahlung ' || pg_temp.last_name(i / 2), pg_temp.day(i / 2, 'led') FROM generate_series(2, 12001) AS i;
INSERT INTO billing.exchange_rate SELECT (ARRAY['CHF', 'USD', 'PLN'])[1 + i % 3], '2021-01-01'::date + i / 3, 1 + (pg_temp.h(i, 'fx') % 1000000) / 1e6, 'ECB' FROM generate_series(0, 2999) AS i;

-- hr

INSERT INTO hr.department SELECT i, pg_temp.pick(i, 'dep', '{Einkauf,IT,Verkauf,"R&D",Lager}') || ' ' || i, 'K' || i, CASE WHEN i > 3 THEN i / 3 END, 1000 + i, CASE WHEN i % 2 = 0 THEN 1100 + i END FROM generate_series(1, 25) AS i;
INSERT INTO hr.person SELECT i, pg_temp.first_name(i), pg_temp.last_name(i), '1950-01-01'::date + pg_temp.h(i, 'hb') % 18000, pg_temp.city(i), 'person', 'privat' || i || '@example.net', pg_temp.phone(i), lpad(i::text, 8, '0'), ROW('Mutter', 'is "Mum"', '')::hr."Emergency Contact" FROM generate_series(1, 400) AS i;
INSERT INTO hr.employee (id, given_name, family_name, born, birth_place, private_email, mobile, social_security_no, emergency, employee_no, department_id, hired_on, left_on, work_email, iban, tax_id, religion, working_time, workload, photo)
SELECT 1000 + i, pg_temp.first_name(i), pg_temp.last_name(i), '1960-01-01'::date + pg_temp.h(i, 'eb') % 15000, pg_temp.city(i), pg_temp.email(i), pg_temp.phone(i), '65' || lpad(i::text, 6, '0') || 'M00' || i % 10,
       CASE WHEN i % 3 = 0 THEN ROW(pg_temp.first_name(i + 1), 'Ehepartner', pg_temp.phone(i + 1))::hr."Emergency Contact" END, 'E' || lpad(i::text, 5, '0'), 1 + i % 25, pg_temp.day(i, 'hire') - 3000, CASE WHEN i % 7 = 0 THEN pg_temp.day(i, 'hire') END,
       lower('mitarbeiter' || i || '@shop.example'), pg_temp.iban(i), lpad(pg_temp.h(i, 'tax')::text, 11, '0'), (ARRAY['rk', 'ev', '', NULL])[1 + i % 4], (20 + i % 20) * interval '1 hour' + interval '30 min', 50 + i % 51, CASE WHEN i % 40 = 0 THEN '\xffd8ffe000104a464946'::bytea END
FROM generate_series(1, 1500) AS i;
INSERT INTO hr.manager (id, given_name, family_name, born, employee_no, department_id, hired_on, work_email, working_time, workload, bonus, company_car) SELECT 5000 + i, pg_temp.first_name(i), pg_temp.last_name(i), '1955-05-05'::date + i, 'M' || i, 1 + i % 25, pg_temp.day(i, 'mh'), 'chef' || i || '@shop.example', '40:00', 100, i * 1000.50, 'B-SH ' || i FROM generate_series(1, 60) AS i;
INSERT INTO hr.applicant (id, given_name, family_name, born, private_email, applied_for, cover_letter, salary_wish, changed_at) SELECT 8000 + i, pg_temp.first_name(i), pg_temp.last_name(i), '1980-01-01'::date + i, pg_temp.email(i), 'Kasse', 'Sehr geehrte Damen und Herren, ich, ' || pg_temp.first_name(i) || ', geboren in ' || pg_temp.city(i) || ', ...', int8range(30000, 30000 + i), pg_temp.moment(i, 'appl') FROM generate_series(1, 500) AS i;
INSERT INTO hr.stamped VALUES ('2022-02-02 02:02:02+00', 'nobody');
INSERT INTO hr.salary SELECT 1001 + i % 1500, daterange(('20' || 15 + 5 * (i / 1500) || '-01-01')::date, CASE i / 1500 WHEN 0 THEN '2020-01-01'::date END), 2000 + pg_temp.h(i, 'sal') % 5000, 'EUR', CASE WHEN i % 90 = 0 THEN 'Pfändung, RA ' || pg_temp.last_name(i) END FROM generate_series(0, 2999) AS i;
INSERT INTO hr.absence SELECT i, 1001 + i % 1500, daterange(pg_temp.day(i, 'abs'), pg_temp.day(i, 'abs') + 1 + i % 14), pg_temp.pick(i, 'areason', '{Urlaub,krank,Elternzeit}'), CASE WHEN i % 5 = 0 THEN 'J06.9 (Attest Dr. ' || pg_temp.last_name(i) || ')' END FROM generate_series(1, 6000) AS i;

-- audit

INSERT INTO audit.change_log (changed_at, action, table_name, row_key, changed_by, old_row, new_row) SELECT pg_temp.moment(i, 'log'), (ARRAY['I', 'U', 'U', 'D'])[1 + i % 4], 'crm.customer', (1 + i % 24000)::text, pg_temp.first_name(i % 30),
       CASE WHEN i % 4 > 0 THEN jsonb_build_object('email', pg_temp.email(i), 'last_name', pg_temp.last_name(i)) END, CASE WHEN i % 4 < 3 THEN jsonb_build_object('email', pg_temp.email(i + 1), 'phone', pg_temp.phone(i)) END
FROM generate_series(1, 30000) AS i;
INSERT INTO audit.login_attempt SELECT i, CASE WHEN i % 2 = 0 THEN pg_temp.email(i) ELSE 'admin' END, ('203.0.113.' || pg_temp.h(i, 'lip') % 256)::inet, CASE i % 3 WHEN 0 THEN '{}'::inet[] WHEN 1 THEN ARRAY['10.0.0.1', NULL, '::1']::inet[] END, i % 4 > 0, pg_temp.moment(i, 'login'), repeat('Mozilla ', i % 5) FROM generate_series(1, 20000) AS i;

-- public

INSERT INTO public.schema_migrations SELECT '20' || lpad(i::text, 12, '0'), '2011-01-01'::timestamp + i * interval '9 days' FROM generate_series(1, 300) AS i;
INSERT INTO public.app_setting VALUES ('smtp', '{"host": "mail.shop.example", "from": "Erika Mustermann <erika@shop.example>", "password": "hunter2"}', '\xdeadbeef00', ''), ('', 'null', NULL, NULL), ('deep', (repeat('[', 200) || repeat(']', 200))::jsonb, '', 'NULL'), ('größe', '{"ä": "\\", "\"": 1e-7, "big": 123456789012345678901234567890.10}', '\x00', E'\t');
INSERT INTO public."Address Book 2009" SELECT pg_temp.last_name(i) || ', ' || pg_temp.first_name(i), pg_temp.street(i) || ' ' || i, pg_temp.email(i), pg_temp.phone(i), (ARRAY['01.02.1970', '1970-02-01', 'Feb 70', '?', ''])[1 + i % 5] FROM generate_series(1, 800) AS i;
INSERT INTO public."Address Book 2009" SELECT 'Mustermann, Erika', NULL, 'erika@example.com', NULL, NULL FROM generate_series(1, 3);
INSERT INTO public.imported_customers_of_the_old_shop_system_from_before_the_merge SELECT CASE WHEN i % 50 > 0 THEN i % 900 END, pg_temp.first_name(i) || E'\u00a0' || pg_temp.last_name(i), pg_temp.email(i), CASE WHEN i % 3 = 0 THEN repeat('.', i) END FROM generate_series(1, 1000) AS i;
INSERT INTO public.load_marker DEFAULT VALUES;
INSERT INTO public.load_marker DEFAULT VALUES;
INSERT INTO public.load_marker DEFAULT VALUES;

INSERT INTO public.type_zoo (label) VALUES ('all null');
INSERT INTO public.type_zoo VALUES
    ('lowest', -32768, -2147483648, -9223372036854775808, '-Infinity', -99999999999999999999.9999999999, '-Infinity', '-Infinity', '-92233720368547758.08'::numeric::money, false, '', '', '', '', '', '', '', '',
     '4714-11-24 BC', '00:00:00', '00:00:00+15:59:59', '4714-11-24 00:00:00 BC', '4714-11-24 00:00:00+00 BC', '-178000000 years', '-1 year', '-0.01 seconds', '00000000-0000-0000-0000-000000000000', '0.0.0.0/0', '::/0',
     '00:00:00:00:00:00', '00:00:00:00:00:00:00:00', B'00000', B'', 'null', 'null', '$', '', '', '', '(-0,0)', '{1,0,0}', '[(0,0),(0,0)]', '(0,0),(0,0)', '[(0,0)]', '((0,0))', '<(0,0),0>', 'empty', '{}', '{}', '', '{}', '{}', '{}',
     'new', '{}', 'new', '(,,,,,)', '{}', 0, '0/0'),
    ('highest', 32767, 2147483647, 9223372036854775807, 'Infinity', 99999999999999999999.9999999999, 'Infinity', 'Infinity', '92233720368547758.07'::numeric::money, true, '💶💶💶💶💶💶💶💶💶💶', '~', repeat('ÿ', 4000), repeat('z', 100), repeat('𝔘', 3000), repeat('n', 63), 'ÄÖÜ', decode(repeat('00ff', 3000), 'hex'),
     '5874897-12-31', '24:00:00', '24:00:00-15:59:59', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00', '178000000 years', '9999 years 11 months', '59.99 seconds', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '255.255.255.255', 'ffff:ffff::/32',
     'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff', B'11111', (repeat('10', 500))::varbit, '{"a":1,"a":2, "b" : [ ]}', '{"a": {"b": [1, "2", null, true, {"c": -0.0}]}}', 'strict $."a"[*] ? (@.b > 1)', '<?xml version="1.0"?><a b="c">&lt;é&#x1F600;<![CDATA[<x>]]></a>', '''a b'':1A,3B c''d', '!(''a'' & ''b'':*A) | c <-> d',
     '(1e308,-1e-308)', '{1,-1,0}', '[(1,2),(3,4)]', '(3,4),(1,2)', '((0,0),(1,1),(1,0))', '((0,0),(1,1),(1,0))', '<(1,2),3>', '[1,2147483647)', '{[1,2),(3,)}', '{[1.5,2.5],(3,4)}', '"a\"=>\\"=>"b=>c", "nul"=>NULL, "NULL"=>"NULL", ""=>""', '{NULL,"NULL","","a,b","c\"d","e\\f","{}"," "}', '[-1:0][2:3]={{1,NULL},{3,4}}', '{infinity,-infinity,"0044-03-15 BC",NULL}',
     'cancelled', '{picking,NULL,"on hold"}', 'shipped', '("a ""b"", \\\\ c",1,"0 1",")(",FR,"(1,2)")', '{"(x,,,,DE,)",NULL,"(,,,,,)"}', 4294967295, 'FFFFFFFF/FFFFFFFF'),
    ('not a number', 0, 0, 0, 'NaN', 'NaN', 'NaN', 'NaN', 0::numeric::money, NULL, ' a', ' ', ' ', ' ', ' ', ' ', ' ', '\x20', 'infinity', '12:34:56.789', '12:34:56.789123+05:30', 'infinity', 'infinity', '1 year -2 mons +3 days -04:05:06.789', '1 month', '0', md5('x')::uuid, '10.0.0.1/8', '10.0.0.0/8',
     '08:00:2b:01:02:03', '08:00:2b:ff:fe:01:02:03', B'10101', B'1', '[1, 2,3]', '[1, 2, 3]', '$.a', '<a/>', 'fat:2 cat:3', 'cat', '(NaN,Infinity)', '{0,1,-1}', '[(1,1),(1,1)]', '(1,1),(0,0)', '[(1,1),(2,2)]', '((1,1),(2,2))', '<(0,0),1>', '(,5]', '{(,)}', '{(,)}', 'a=>1', '{{a,b},{c,NULL}}', '{{{1},{2}}}', '{2024-02-29}', 'paid', '{new}', NULL, NULL, '{NULL}', 1, '16/B374D848'),
    ('minus zero', -1, -1, -1, -0.000, 0.0000000001, '-0', '-0', (-0.01)::money, true, E'\t', E'\\', E'\n', E'\r', E'\b\f\x0b', '\', 'İ', '\x5c', '-infinity', '23:59:59.9996', '00:00:00-00:00:01', '-infinity', '-infinity', '00:00:00', '0', '1.005', NULL, '::ffff:1.2.3.4', '::ffff:1.2.3.0/120', NULL, NULL, B'01010', NULL, '"\\u0041"', '"A"', NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[5,5]', '{[1,1]}', NULL, NULL, ARRAY[E'\n', E'\t', E'\\', ''''], NULL, NULL, 'on hold', NULL, NULL, ROW('', '', '', '', 'DE', NULL)::crm.address, NULL, NULL, NULL),
    ('huge and tiny', 1, 1, 1, (repeat('9', 3000) || '.' || repeat('1', 1000))::numeric, 1e-10, 3.4028235e38, 1.7976931348623157e308, 1::money, true, 'a', 'a', 'a', 'a', 'a', 'a', 'a', '\x61', '2000-01-01', '00:00', '00:00+00', '1999-12-31 23:59:59.9999995', '2000-01-01 00:00:00+00', '1 microsecond', '0', '0', NULL, '1::', '1::/16', NULL, NULL, NULL, NULL, '1e400', '1e400', NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('denormal', 1, 1, 1, ('0.' || repeat('0', 400) || '1')::numeric, 0, 1e-45, 5e-324, 1::money, true, 'b', 'b', 'b', 'b', 'b', 'b', 'b', '\x62', '1970-01-01', '00:00', '00:00+00', '1970-01-01', '1970-01-01 00:00:00+00', '1 day', '0', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

DO $$
DECLARE c record;
BEGIN
    FOR c IN SELECT * FROM late_constraint LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %s %s', c.table_name, c.name, c.definition);
        IF c.comment IS NOT NULL THEN
            EXECUTE format('COMMENT ON CONSTRAINT %s ON %s IS %L', c.name, c.table_name, c.comment);
        END IF;
    END LOOP;
END
$$;

-- sequences: past the rows above, and a few in odd states

SELECT setval('crm.customer_no_seq', 900009),
       setval(pg_get_serial_sequence('crm.customer', 'customer_id'), 900009),
       setval(pg_get_serial_sequence('crm.company', 'company_id'), 3500),
       setval(pg_get_serial_sequence('crm.note', 'note_id'), 100005),
       setval(pg_get_serial_sequence('crm.support_ticket', 'ticket_id'), 8999),
       setval(pg_get_serial_sequence('crm."Lead"', 'LeadID'), 3000),
       setval('catalog.category_id_seq', 120), setval('catalog.product_id_seq', 3009), setval('catalog.review_review_id_seq', 12000),
       setval(pg_get_serial_sequence('warehouse.stock_movement', 'movement_id'), 1000002),
       setval(pg_get_serial_sequence('warehouse.shipment', 'shipment_id'), 15000, false),
       setval(pg_get_serial_sequence('sales.store', 'store_id'), 400),
       setval(pg_get_serial_sequence('sales.room_booking', 'booking_id'), 2001),
       setval('sales.order_no_seq', 500000, false),
       setval(pg_get_serial_sequence('billing.invoice', 'invoice_id'), 1030000, false),
       setval('billing.payment_card_card_id_seq', 10000), setval('hr.person_id_seq', 9000),
       setval(pg_get_serial_sequence('hr.absence', 'absence_id'), 6000), setval('audit.login_attempt_attempt_id_seq', 20000),
       setval('warehouse.pallet_seq', 9999), setval('warehouse.pallet_seq', -5, false),
       setval('billing.reminder_countdown_seq', -1999999), setval('public."Legacy Counter"', 4711, false), setval('public.scratch_seq', 1)
\g /dev/null

COMMIT;

RESET session_replication_role;

REFRESH MATERIALIZED VIEW sales.revenue_by_day;
REFRESH MATERIALIZED VIEW sales.revenue_by_month;
REFRESH MATERIALIZED VIEW crm.mailing_list;

ANALYZE;
