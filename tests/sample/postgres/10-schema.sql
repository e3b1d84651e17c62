-- The schema of "shop", a mid-size retailer: the production database our own tests copy.
-- It looks grown over years on purpose: what a tidy example leaves out is where a copy goes wrong.
-- Rows live in 20-data.sql. Everything is schema-qualified and nothing is newer than PostgreSQL 15.

SET client_encoding = 'UTF8';
SET client_min_messages = warning;
SET timezone = 'UTC';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_owner') THEN
        CREATE ROLE shop_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_reader') THEN
        CREATE ROLE shop_reader NOLOGIN;
    END IF;
END
$$;

-- schemas and extensions

CREATE SCHEMA crm AUTHORIZATION shop_owner;
CREATE SCHEMA catalog AUTHORIZATION shop_owner;
CREATE SCHEMA sales AUTHORIZATION shop_owner;
CREATE SCHEMA warehouse AUTHORIZATION shop_owner;
CREATE SCHEMA billing AUTHORIZATION shop_owner;
CREATE SCHEMA hr;
CREATE SCHEMA audit;
CREATE SCHEMA "Reports" AUTHORIZATION shop_reader;
CREATE SCHEMA ext;

CREATE EXTENSION pgcrypto WITH SCHEMA public;
CREATE EXTENSION citext WITH SCHEMA public;
CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE EXTENSION pg_trgm WITH SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA ext;

-- enums

CREATE TYPE sales.order_status AS ENUM ('new', 'paid', 'shipped', 'closed', 'cancelled');
ALTER TYPE sales.order_status ADD VALUE 'picking' BEFORE 'shipped';
ALTER TYPE sales.order_status ADD VALUE 'on hold' AFTER 'paid';
CREATE TYPE crm.loyalty_tier AS ENUM ('none', 'bronze', 'silver', 'gold', 'it''s complicated');
CREATE TYPE crm.consent_kind AS ENUM ('newsletter', 'phone', 'profiling', 'third_party');
CREATE TYPE billing.payment_method AS ENUM ('card', 'sepa', 'paypal', 'invoice', 'cash', 'gift card');
CREATE TYPE warehouse."Movement Kind" AS ENUM ('IN', 'OUT', 'Zählung', 'transfer → other', '');
CREATE TYPE audit.reserved_flag AS ENUM ();

-- functions that types, columns, checks and indexes need

CREATE FUNCTION catalog.ean_is_valid(ean text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT ean ~ '^[0-9]{13}$' $$;

CREATE FUNCTION catalog.price_diff(a numeric, b numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (a - b)::double precision;

CREATE FUNCTION catalog.slug(title text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT trim(both '-' from regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g')) $_$;

CREATE FUNCTION crm.phone_digits(phone text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5
    AS $$
BEGIN
    -- '+49 (0)30 ...' and '0049 30 ...' are the same line
    RETURN regexp_replace(regexp_replace(phone, '\(0\)', ''), '[^0-9]', '', 'g');
END
$$;

CREATE FUNCTION billing.iban_is_plausible(iban text, strict_length boolean DEFAULT false) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT iban IS NULL
        OR (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' AND (NOT strict_length OR length(iban) = 22))
$$;

CREATE SEQUENCE crm.customer_no_seq START WITH 100001;

CREATE FUNCTION crm.next_customer_no() RETURNS text
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN 'C-' || lpad(nextval('crm.customer_no_seq')::text, 8, '0'); END $$;

-- domains

CREATE DOMAIN public.amount AS numeric(14,2) DEFAULT 0 NOT NULL
    CONSTRAINT amount_not_negative CHECK (VALUE >= 0)
    CONSTRAINT amount_not_absurd CHECK (VALUE < 100000000000);
CREATE DOMAIN public.short_text AS character varying(80) COLLATE "C";
CREATE DOMAIN public.country_code AS character(2) DEFAULT 'DE' CHECK (VALUE ~ '^[A-Z]{2}$');
CREATE DOMAIN crm.email AS public.citext CONSTRAINT email_not_endless CHECK (length(VALUE::text) <= 20000);
CREATE DOMAIN crm.work_email AS crm.email CONSTRAINT work_email_has_at CHECK (position('@' in VALUE::text) > 1);
CREATE DOMAIN crm.phone_list AS text[] CHECK (cardinality(VALUE) <= 6) CHECK (array_ndims(VALUE) = 1 OR VALUE = '{}'::text[]);
CREATE DOMAIN billing.iban AS character varying(34) CONSTRAINT iban_plausible CHECK (billing.iban_is_plausible(VALUE::text));
CREATE DOMAIN billing.rate AS numeric(5,2) NOT NULL DEFAULT 100.00 CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN catalog.ean AS character(13) CHECK (catalog.ean_is_valid(VALUE::text));
CREATE DOMAIN sales.open_status AS sales.order_status CHECK (VALUE < 'closed'::sales.order_status);
CREATE DOMAIN hr."Working Time" AS interval hour to minute DEFAULT '40:00'::interval;
CREATE DOMAIN hr.period AS daterange CONSTRAINT period_not_empty CHECK (NOT isempty(VALUE));

-- composite types: plain, nested, with domains, with a quoted attribute

CREATE TYPE crm.address AS (
    street text,
    house_no character varying(12),
    zip text COLLATE "C",
    city text,
    country public.country_code,
    geo point
);
CREATE TYPE crm.contact_point AS (kind text, value text, verified_at timestamp(0) with time zone);
CREATE TYPE crm.household AS (main crm.address, former crm.address[], phones crm.phone_list);
CREATE TYPE warehouse.dimensions AS (length_cm numeric(8,2), width_cm numeric(8,2), height_cm numeric(8,2));
CREATE TYPE hr."Emergency Contact" AS ("Name" text, "relation to" text, phone text);

-- range types; each brings its multirange

CREATE TYPE catalog.price_range AS RANGE (
    subtype = numeric, subtype_diff = catalog.price_diff, multirange_type_name = catalog.price_multirange
);
CREATE TYPE warehouse.bin_range AS RANGE (subtype = text, collation = "C");

-- text search

CREATE TEXT SEARCH DICTIONARY catalog.german_words (
    TEMPLATE = pg_catalog.snowball, Language = 'german', StopWords = 'german'
);
CREATE TEXT SEARCH DICTIONARY catalog.as_written (TEMPLATE = pg_catalog.simple, Accept = 'true');
CREATE TEXT SEARCH CONFIGURATION catalog.product_search (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION catalog.product_search
    ADD MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH catalog.german_words, english_stem;
ALTER TEXT SEARCH CONFIGURATION catalog.product_search
    ADD MAPPING FOR numword, int, uint, float, version WITH catalog.as_written;

-- sequences of their own

CREATE SEQUENCE sales.order_no_seq AS bigint INCREMENT BY 10 MINVALUE 100 MAXVALUE 9000000000000 START WITH 100000 CACHE 20 CYCLE;
CREATE SEQUENCE warehouse.pallet_seq AS smallint MINVALUE -5 MAXVALUE 9999 START WITH 1 CYCLE;
CREATE SEQUENCE billing.reminder_countdown_seq AS integer INCREMENT BY -1 MINVALUE -2000000 MAXVALUE 1000 START WITH 1000;
CREATE SEQUENCE public."Legacy Counter" START WITH 7;
CREATE SEQUENCE public.never_used_seq;
CREATE UNLOGGED SEQUENCE public.scratch_seq INCREMENT BY 5;

-- crm

CREATE TABLE crm.company (
    company_id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 500 INCREMENT BY 2 CACHE 5) PRIMARY KEY,
    legal_name text NOT NULL,
    vat_no character varying(20),
    trade_register_no public.short_text,
    headquarters crm.address,
    billing_email crm.email,
    "faxNumber" character varying(40),
    parent_company_id bigint REFERENCES crm.company ON UPDATE CASCADE ON DELETE SET NULL,
    bank_accounts billing.iban[],
    extra ext.hstore DEFAULT ''::ext.hstore,
    CONSTRAINT company_vat_no_key UNIQUE NULLS NOT DISTINCT (vat_no, trade_register_no)
);

CREATE TABLE crm.customer (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_no text DEFAULT crm.next_customer_no() NOT NULL,
    email crm.email,
    first_name text,
    last_name text NOT NULL,
    full_name text GENERATED ALWAYS AS (COALESCE(first_name || ' ', '') || last_name) STORED,
    salutation character(4),
    birth_date date,
    gender character(1) CHECK (gender IN ('f', 'm', 'x', ' ')),
    phone text,
    phone_digits text GENERATED ALWAYS AS (crm.phone_digits(phone)) STORED,
    mobile_phones crm.phone_list DEFAULT '{}'::text[],
    national_id character varying(24),
    company_id bigint,
    main_address crm.address,
    other_addresses crm.address[],
    household crm.household,
    contact_points crm.contact_point[],
    tier crm.loyalty_tier DEFAULT 'none'::crm.loyalty_tier NOT NULL,
    attributes ext.hstore,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    crm_document json,
    signup_ip inet,
    credit_limit public.amount,
    password_hash text,
    external_ref uuid DEFAULT gen_random_uuid() NOT NULL,
    notes text,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    "updatedAt" timestamp without time zone,
    deleted boolean DEFAULT false NOT NULL,
    CONSTRAINT customer_no_key UNIQUE (customer_no) INCLUDE (tier),
    CONSTRAINT customer_external_ref_key UNIQUE (external_ref) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT customer_company_fk FOREIGN KEY (company_id) REFERENCES crm.company ON DELETE SET NULL
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_threshold = 500,
        toast.autovacuum_vacuum_scale_factor = 0.1);
ALTER TABLE crm.customer
    ALTER COLUMN notes SET STORAGE EXTERNAL,
    ALTER COLUMN notes SET COMPRESSION pglz,
    ALTER COLUMN preferences SET STORAGE MAIN,
    ALTER COLUMN last_name SET STATISTICS 500,
    ALTER COLUMN password_hash SET STATISTICS 0;

CREATE TABLE crm.customer_address (
    customer_id bigint NOT NULL REFERENCES crm.customer ON DELETE CASCADE,
    line_no smallint NOT NULL,
    recipient character varying(20000),
    street character varying(200),
    "houseNo" character varying(20),
    postcode character varying(16) COLLATE "C",
    city text,
    country public.country_code NOT NULL,
    valid hr.period NOT NULL,
    is_primary boolean DEFAULT false NOT NULL,
    lat double precision,
    lon real,
    CONSTRAINT customer_address_pkey PRIMARY KEY (customer_id, line_no) WITH (fillfactor = 95),
    CONSTRAINT customer_address_one_primary EXCLUDE USING gist (customer_id WITH =, valid WITH &&) WHERE (is_primary)
);

CREATE TABLE crm.contact (
    company_id bigint NOT NULL,
    contact_id integer NOT NULL,
    name text COLLATE "de-x-icu" NOT NULL,
    job_title text,
    email crm.work_email,
    phones text[] DEFAULT ARRAY[]::text[],
    linkedin_url text,
    vcard text,
    PRIMARY KEY (company_id, contact_id),
    FOREIGN KEY (company_id) REFERENCES crm.company ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE crm.consent (
    id bigserial PRIMARY KEY,
    customer_id bigint NOT NULL,
    kind crm.consent_kind NOT NULL,
    given boolean NOT NULL,
    given_at timestamp with time zone NOT NULL,
    ip_address inet,
    user_agent text,
    proof bytea,
    CONSTRAINT consent_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) ON DELETE CASCADE DEFERRABLE,
    CONSTRAINT consent_once UNIQUE (customer_id, kind, given_at) DEFERRABLE
);

CREATE TABLE crm.note (
    note_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    customer_id bigint REFERENCES crm.customer ON DELETE NO ACTION,
    author character varying(60),
    body text,
    attachment bytea,
    written_at timestamp without time zone
);
ALTER TABLE crm.note ALTER COLUMN body SET STORAGE EXTENDED, ALTER COLUMN attachment SET STORAGE EXTERNAL;

CREATE TABLE crm.support_ticket (
    ticket_id integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1 MINVALUE 1000 MAXVALUE 2000000000 START WITH 1000 CYCLE) PRIMARY KEY,
    subject character varying(250) NOT NULL,
    customer_id bigint REFERENCES crm.customer ON DELETE RESTRICT,
    company_id bigint,
    contact_id integer,
    severity smallint DEFAULT 3 NOT NULL CONSTRAINT severity_range CHECK (severity BETWEEN 1 AND 5),
    channel text DEFAULT 'mail' CHECK (channel IN ('mail', 'phone', 'chat', 'letter')),
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    handling interval(0),
    payload jsonb,
    CONSTRAINT ticket_contact_fk FOREIGN KEY (company_id, contact_id) REFERENCES crm.contact (company_id, contact_id)
        ON UPDATE CASCADE ON DELETE SET NULL (contact_id),
    CONSTRAINT ticket_closed_after_open CHECK (closed_at IS NULL OR closed_at >= opened_at)
);

CREATE TABLE crm.support_message (
    ticket_id integer NOT NULL REFERENCES crm.support_ticket ON DELETE CASCADE,
    message_no integer NOT NULL,
    sender text,
    body text,
    headers ext.hstore,
    sent_at timestamp(6) without time zone,
    PRIMARY KEY (ticket_id, message_no)
) PARTITION BY HASH (ticket_id);
CREATE TABLE crm.support_message_p0 PARTITION OF crm.support_message FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE crm.support_message_p1 PARTITION OF crm.support_message FOR VALUES WITH (MODULUS 2, REMAINDER 1) WITH (fillfactor = 70);

CREATE TABLE crm."Lead" (
    "LeadID" integer GENERATED BY DEFAULT AS IDENTITY,
    "FirstName" character varying(100),
    "LastName" character varying(100),
    "eMail" character varying(320),
    "Phone#" text,
    "Score" double precision,
    "Raw ""JSON""" jsonb,
    "Group" text,
    CONSTRAINT "PK_Lead" PRIMARY KEY ("LeadID")
);

CREATE UNLOGGED TABLE crm.web_session (
    sid character(32) PRIMARY KEY,
    customer_id bigint,
    ip inet NOT NULL,
    network cidr,
    user_agent text,
    data json,
    expires_at timestamp with time zone
);

CREATE TABLE crm.newsletter_subscriber (
    email public.citext PRIMARY KEY,
    name text,
    token character varying(64) DEFAULT encode(public.digest('subscriber'::text, 'sha256'::text), 'hex'::text),
    since date DEFAULT CURRENT_DATE,
    bounced bit(3) DEFAULT B'000'::"bit",
    topics bit varying(64)
);

CREATE TABLE crm.survey_2016 (
    respondent_id integer PRIMARY KEY, respondent_name text, respondent_email text, birth_year smallint,
    home_zip character varying(10), q001 text, q002 boolean, q003 character varying(40), q004 numeric(4,1),
    q005 date, q006 integer[], q007 character(2), q008 smallint, q009 text, q010 boolean, q011 character varying(40),
    q012 numeric(4,1), q013 date, q014 integer[], q015 character(2), q016 smallint, q017 text, q018 boolean,
    q019 character varying(40), q020 numeric(4,1), q021 date, q022 integer[], q023 character(2), q024 smallint,
    q025 text, q026 boolean, q027 character varying(40), q028 numeric(4,1), q029 date, q030 integer[],
    q031 character(2), q032 smallint, q033 text, q034 boolean, q035 character varying(40), q036 numeric(4,1),
    q037 date, q038 integer[], q039 character(2), q040 smallint, q041 text, q042 boolean, q043 character varying(40),
    q044 numeric(4,1), q045 date, q046 integer[], q047 character(2), q048 smallint, q049 text, q050 boolean,
    q051 character varying(40), q052 numeric(4,1), q053 date, q054 integer[], q055 character(2), q056 smallint,
    q057 text, q058 boolean, q059 character varying(40), q060 numeric(4,1), q061 date, q062 integer[],
    q063 character(2), q064 smallint, q065 text, q066 boolean, q067 character varying(40), q068 numeric(4,1),
    q069 date, q070 integer[], q071 character(2), q072 smallint, q073 text, q074 boolean, q075 character varying(40),
    q076 numeric(4,1), q077 date, q078 integer[], q079 character(2), q080 smallint, q081 text, q082 boolean,
    q083 character varying(40), q084 numeric(4,1), q085 date, q086 integer[], q087 character(2), q088 smallint,
    q089 text, q090 boolean, q091 character varying(40), q092 numeric(4,1), q093 date, q094 integer[],
    q095 character(2), q096 smallint, q097 text, q098 boolean, q099 character varying(40), q100 numeric(4,1),
    q101 date, q102 integer[], q103 character(2), q104 smallint, q105 text, q106 boolean, q107 character varying(40),
    q108 numeric(4,1), q109 date, q110 integer[], q111 character(2), q112 smallint, q113 text, q114 boolean,
    q115 character varying(40), q116 numeric(4,1), q117 date, q118 integer[], q119 character(2), q120 smallint,
    q121 text, q122 boolean, q123 character varying(40), q124 numeric(4,1), q125 date, q126 integer[],
    q127 character(2), q128 smallint, q129 text, q130 boolean, q131 character varying(40), q132 numeric(4,1),
    q133 date, q134 integer[], q135 character(2), q136 smallint, q137 text, q138 boolean, q139 character varying(40),
    q140 numeric(4,1), q141 date, q142 integer[], q143 character(2), q144 smallint, q145 text, q146 boolean,
    q147 character varying(40), q148 numeric(4,1), q149 date, q150 integer[], q151 character(2), q152 smallint,
    q153 text, q154 boolean, q155 character varying(40), q156 numeric(4,1), q157 date, q158 integer[],
    q159 character(2), q160 smallint, q161 text, q162 boolean, q163 character varying(40), q164 numeric(4,1),
    q165 date, q166 integer[], q167 character(2), q168 smallint, q169 text, q170 boolean, q171 character varying(40),
    q172 numeric(4,1), q173 date, q174 integer[], q175 character(2), q176 smallint, q177 text, q178 boolean,
    q179 character varying(40), q180 numeric(4,1), q181 date, q182 integer[], q183 character(2), q184 smallint,
    q185 text, q186 boolean, q187 character varying(40), q188 numeric(4,1), q189 date, q190 integer[],
    q191 character(2), q192 smallint, q193 text, q194 boolean, q195 character varying(40)
);

-- catalog

CREATE TABLE catalog.category (
    id smallserial PRIMARY KEY,
    parent_id smallint,
    name text NOT NULL,
    path text COLLATE "C",
    sort_order integer DEFAULT 0,
    CONSTRAINT category_parent_fk FOREIGN KEY (parent_id) REFERENCES catalog.category (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT category_not_own_parent CHECK (parent_id <> id)
);

CREATE TABLE catalog.supplier (
    supplier_code character varying(12) PRIMARY KEY,
    name text NOT NULL,
    contact_person text,
    contact_email public.citext,
    contact_phone character varying(50),
    address jsonb,
    iban billing.iban,
    rating numeric(3,1),
    active boolean DEFAULT true
);

CREATE TABLE catalog.product (
    product_id integer NOT NULL,
    sku character varying(32) NOT NULL,
    ean catalog.ean,
    name text NOT NULL,
    slug text GENERATED ALWAYS AS (catalog.slug(name)) STORED,
    description text,
    category_id smallint REFERENCES catalog.category ON UPDATE RESTRICT ON DELETE SET NULL,
    supplier_code character varying(12) DEFAULT 'UNKNOWN'::character varying
        REFERENCES catalog.supplier ON UPDATE CASCADE ON DELETE SET DEFAULT,
    list_price numeric(12,4),
    purchase_price money,
    price_band catalog.price_range,
    seasons catalog.price_multirange,
    size warehouse.dimensions,
    weight_kg real,
    keywords text[],
    price_matrix integer[][],
    data_sheet xml,
    specs jsonb,
    flags bit(8) DEFAULT B'00000000'::"bit" NOT NULL,
    search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('catalog.product_search'::regconfig, COALESCE(name, ''::text)), 'A')
        || setweight(to_tsvector('catalog.product_search'::regconfig, COALESCE(description, ''::text)), 'B')) STORED,
    gross_price numeric(12,2) GENERATED ALWAYS AS (round(list_price * 1.19, 2)) STORED,
    available daterange DEFAULT '[2010-01-01,)'::daterange,
    CONSTRAINT product_pkey PRIMARY KEY (product_id),
    CONSTRAINT product_sku_key UNIQUE (sku),
    CONSTRAINT product_price_sane CHECK (list_price >= 0 OR list_price IS NULL),
    CONSTRAINT product_sku_form CHECK (sku::text ~ '^[A-Z0-9-]+$')
);
CREATE SEQUENCE catalog.product_id_seq AS integer START WITH 10 OWNED BY catalog.product.product_id;
ALTER TABLE catalog.product ALTER COLUMN product_id SET DEFAULT nextval('catalog.product_id_seq'::regclass);

CREATE TABLE catalog.product_image (
    product_id integer NOT NULL REFERENCES catalog.product ON DELETE CASCADE,
    image_no integer NOT NULL,
    file_name character varying(255),
    thumbnail bytea,
    checksum bytea GENERATED ALWAYS AS (sha256(thumbnail)) STORED,
    exif jsonb,
    PRIMARY KEY (product_id, image_no)
);
ALTER TABLE catalog.product_image ALTER COLUMN thumbnail SET STORAGE EXTERNAL;

CREATE TABLE catalog.price (
    product_id integer NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar NOT NULL,
    during tstzrange NOT NULL,
    price public.amount,
    entered_by text DEFAULT CURRENT_USER,
    PRIMARY KEY (product_id, currency, during),
    FOREIGN KEY (product_id) REFERENCES catalog.product,
    CONSTRAINT price_no_overlap EXCLUDE USING gist (product_id WITH =, currency WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE catalog.review (
    review_id bigserial PRIMARY KEY,
    product_id integer NOT NULL REFERENCES catalog.product ON DELETE CASCADE,
    customer_id bigint,
    reviewer_name text,
    reviewer_city character varying(80),
    stars smallint,
    body text,
    helpful integer DEFAULT 0,
    written_on date
);
-- both came years after the rows, and the rows were never cleaned up
ALTER TABLE catalog.review ADD CONSTRAINT review_customer_fk
    FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) NOT VALID;
ALTER TABLE catalog.review ADD CONSTRAINT review_stars_range CHECK (stars BETWEEN 1 AND 5) NOT VALID;

CREATE TABLE catalog.bundle (
    bundle_id integer NOT NULL REFERENCES catalog.product,
    part_id integer NOT NULL REFERENCES catalog.product,
    quantity smallint DEFAULT '1'::smallint NOT NULL,
    PRIMARY KEY (bundle_id, part_id),
    CHECK (bundle_id <> part_id)
);

-- warehouse

CREATE TABLE warehouse.site (
    site_id smallint PRIMARY KEY,
    code character varying(8) NOT NULL UNIQUE,
    name text,
    street text,
    city text,
    manager_name text,
    manager_phone text,
    position_on_map point,
    outline polygon,
    delivery_area circle,
    opening time without time zone,
    closing time with time zone
);

CREATE TABLE warehouse."Lagerplätze" (
    "Platz-Nr" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id smallint NOT NULL REFERENCES warehouse.site,
    "größe" numeric(10,3),
    gang text,
    "straße/regal" text,
    bins warehouse.bin_range,
    UNIQUE (site_id, gang, "straße/regal")
);

CREATE TABLE warehouse.stock (
    site_id smallint NOT NULL REFERENCES warehouse.site,
    product_id integer NOT NULL REFERENCES catalog.product,
    on_hand integer DEFAULT 0 NOT NULL,
    reserved integer DEFAULT 0 NOT NULL,
    available integer GENERATED ALWAYS AS (on_hand - reserved) STORED,
    counted_at timestamp(0) without time zone,
    PRIMARY KEY (product_id, site_id)
) WITH (fillfactor = 60, autovacuum_vacuum_cost_delay = 5, autovacuum_enabled = true);

CREATE TABLE warehouse.stock_movement (
    movement_id bigint GENERATED BY DEFAULT AS IDENTITY,
    moved_at timestamp with time zone NOT NULL,
    site_id smallint NOT NULL,
    product_id integer NOT NULL,
    kind warehouse."Movement Kind" DEFAULT 'IN'::warehouse."Movement Kind" NOT NULL,
    quantity integer NOT NULL,
    operator_name text,
    remark text DEFAULT 'moved by hand',
    PRIMARY KEY (movement_id, moved_at),
    FOREIGN KEY (product_id, site_id) REFERENCES warehouse.stock (product_id, site_id),
    CONSTRAINT movement_not_nothing CHECK (quantity <> 0)
) PARTITION BY RANGE (moved_at);
CREATE TABLE warehouse.stock_movement_2021 PARTITION OF warehouse.stock_movement
    FOR VALUES FROM (MINVALUE) TO ('2022-01-01 00:00:00+00');
CREATE TABLE warehouse.stock_movement_2022 PARTITION OF warehouse.stock_movement
    (remark DEFAULT 'moved by robot')
    FOR VALUES FROM ('2022-01-01 00:00:00+00') TO ('2023-01-01 00:00:00+00');
-- written by another tool: other column order, two columns since dropped, a check of its own
CREATE TABLE warehouse.stock_movement_2023 (
    old_key uuid,
    remark text,
    quantity integer NOT NULL,
    kind warehouse."Movement Kind" NOT NULL,
    legacy_flag boolean,
    operator_name text,
    product_id integer NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    site_id smallint NOT NULL,
    movement_id bigint NOT NULL,
    CONSTRAINT movement_not_nothing CHECK (quantity <> 0),
    CONSTRAINT movement_2023_site CHECK (site_id < 100)
);
ALTER TABLE warehouse.stock_movement_2023 DROP COLUMN old_key, DROP COLUMN legacy_flag;
ALTER TABLE warehouse.stock_movement ATTACH PARTITION warehouse.stock_movement_2023
    FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');
CREATE TABLE warehouse.stock_movement_rest PARTITION OF warehouse.stock_movement DEFAULT;

CREATE TABLE warehouse.device (
    device_id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    mac macaddr,
    mac8 macaddr8,
    address inet,
    subnet cidr,
    assigned_to text,
    last_seen timestamp with time zone,
    UNIQUE NULLS NOT DISTINCT (mac)
);

CREATE TABLE warehouse.scanner_event (
    scanned_at timestamp with time zone,
    device_id uuid,
    badge_no character varying(16),
    code text,
    raw bytea,
    position_xyz double precision[]
);

CREATE TABLE warehouse.shipment (
    shipment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint,
    carrier text,
    tracking_no text,
    recipient_name text,
    recipient_phone text,
    delivery_address crm.address,
    weight_kg numeric(8,3),
    label xml,
    shipped_at timestamp with time zone,
    delivered_at timestamp with time zone,
    signature bytea,
    CONSTRAINT shipment_tracking_key UNIQUE (carrier, tracking_no) DEFERRABLE INITIALLY IMMEDIATE
);
ALTER TABLE warehouse.shipment ADD CONSTRAINT shipment_weight_positive CHECK (weight_kg > 0) NOT VALID;

-- sales

CREATE TABLE sales.store (
    store_id integer GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT BY 10) PRIMARY KEY,
    name text NOT NULL,
    location point,
    phone character varying(30),
    manager_email public.citext,
    opened_on date,
    parent_id integer REFERENCES sales.store ON DELETE SET NULL
);

CREATE TABLE sales."order" (
    order_id bigint DEFAULT nextval('sales.order_no_seq'::regclass) NOT NULL,
    customer_id bigint NOT NULL,
    store_id integer DEFAULT 10,
    status sales.order_status DEFAULT 'new'::sales.order_status NOT NULL,
    ordered_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    "desiredDelivery" daterange,
    ship_to crm.address,
    gift_message text,
    total public.amount,
    discount numeric(5,4) DEFAULT 0.0000,
    client_ip inet,
    "user" text DEFAULT SESSION_USER,
    contact_snapshot jsonb,
    CONSTRAINT order_pkey PRIMARY KEY (order_id) INCLUDE (customer_id),
    CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) ON UPDATE CASCADE ON DELETE RESTRICT,
    CONSTRAINT order_store_fk FOREIGN KEY (store_id) REFERENCES sales.store ON DELETE SET DEFAULT ON UPDATE NO ACTION
);
ALTER SEQUENCE sales.order_no_seq OWNED BY sales."order".order_id;
ALTER TABLE warehouse.shipment ADD CONSTRAINT shipment_order_fk
    FOREIGN KEY (order_id) REFERENCES sales."order" ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE sales.order_line (
    order_id bigint NOT NULL,
    line_no integer NOT NULL,
    product_id integer NOT NULL,
    quantity numeric(10,2) DEFAULT 1 NOT NULL CHECK (quantity > 0),
    unit_price public.amount,
    line_total numeric GENERATED ALWAYS AS (quantity * unit_price::numeric) STORED,
    engraving character varying(120),
    CONSTRAINT order_line_pkey PRIMARY KEY (order_id, line_no),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES sales."order" ON DELETE CASCADE,
    CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES catalog.product
) PARTITION BY HASH (order_id);
CREATE TABLE sales.order_line_0 PARTITION OF sales.order_line FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE sales.order_line_1 PARTITION OF sales.order_line FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE sales.order_line_2 PARTITION OF sales.order_line FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE sales.order_line_3 PARTITION OF sales.order_line FOR VALUES WITH (MODULUS 4, REMAINDER 3);

CREATE TABLE sales.order_history (
    order_id bigint NOT NULL REFERENCES sales."order" ON DELETE CASCADE,
    changed_at timestamp with time zone NOT NULL,
    old_status sales.order_status,
    new_status sales.order_status,
    changed_by text,
    PRIMARY KEY (order_id, changed_at)
);

-- list by country, then range by day; and one list partition that is not split
CREATE TABLE sales.visit (
    visit_id bigint NOT NULL,
    country character(2) NOT NULL,
    day date NOT NULL,
    customer_id bigint,
    ip inet,
    referrer text,
    pages jsonb,
    duration interval day to second(3),
    PRIMARY KEY (visit_id, country, day),
    FOREIGN KEY (customer_id) REFERENCES crm.customer ON DELETE SET NULL
) PARTITION BY LIST (country);
CREATE TABLE sales.visit_dach PARTITION OF sales.visit FOR VALUES IN ('DE', 'AT', 'CH') PARTITION BY RANGE (day);
CREATE TABLE sales.visit_dach_old PARTITION OF sales.visit_dach FOR VALUES FROM (MINVALUE) TO ('2023-01-01');
CREATE TABLE sales.visit_dach_2023 PARTITION OF sales.visit_dach FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE sales.visit_dach_new PARTITION OF sales.visit_dach DEFAULT;
CREATE TABLE sales.visit_fr PARTITION OF sales.visit FOR VALUES IN ('FR');
CREATE TABLE sales."visit_Other" PARTITION OF sales.visit DEFAULT PARTITION BY RANGE (day, visit_id);
CREATE TABLE sales.visit_other_early PARTITION OF sales."visit_Other" FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2023-06-01', 0);
CREATE TABLE sales.visit_other_late PARTITION OF sales."visit_Other" FOR VALUES FROM ('2023-06-01', 0) TO (MAXVALUE, MAXVALUE);

-- three columns are gone, one of them the first: attribute numbers have gaps
CREATE TABLE sales.voucher (
    old_voucher_id integer,
    code character varying(24),
    barcode text,
    value numeric(10,2) NOT NULL,
    owner_email text,
    internal_remark text,
    expires date
);
ALTER TABLE sales.voucher DROP COLUMN old_voucher_id;
ALTER TABLE sales.voucher DROP COLUMN barcode;
ALTER TABLE sales.voucher ADD COLUMN issued_to text, ADD COLUMN remaining numeric(10,2) DEFAULT 0.00 NOT NULL;
ALTER TABLE sales.voucher DROP COLUMN internal_remark;
ALTER TABLE sales.voucher ADD CONSTRAINT voucher_pkey PRIMARY KEY (code);
ALTER TABLE sales.voucher ADD CONSTRAINT voucher_remaining_fits CHECK (remaining <= value);

CREATE UNLOGGED TABLE sales.cart (
    cart_id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    customer_id bigint,
    guest_email text,
    items jsonb DEFAULT '[]'::jsonb NOT NULL,
    touched_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE sales.return_request (
    return_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint,
    line_no integer,
    reason text,
    customer_comment text,
    refund_iban billing.iban,
    refund public.amount,
    CONSTRAINT return_line_fk FOREIGN KEY (order_id, line_no) REFERENCES sales.order_line (order_id, line_no)
        MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE sales.room_booking (
    booking_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    room text NOT NULL,
    during tsrange NOT NULL,
    guest_name text,
    cancelled boolean DEFAULT false NOT NULL,
    CONSTRAINT room_booking_no_clash EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled),
    CONSTRAINT room_booking_one_open EXCLUDE USING btree (room WITH =) WHERE (upper_inf(during))
);

-- billing

CREATE TABLE billing.invoice (
    invoice_id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 1000000),
    issued_on date NOT NULL,
    order_id bigint,
    customer_id bigint NOT NULL,
    billed_to text,
    billing_address text,
    vat_no character varying(20),
    net numeric(18,4) NOT NULL,
    tax_rate billing.rate,
    gross numeric(18,4) GENERATED ALWAYS AS (net * (1 + tax_rate::numeric / 100)) STORED,
    paid boolean DEFAULT false,
    pdf bytea,
    CONSTRAINT invoice_pkey PRIMARY KEY (invoice_id, issued_on),
    CONSTRAINT invoice_order_fk FOREIGN KEY (order_id) REFERENCES sales."order",
    CONSTRAINT invoice_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer ON UPDATE CASCADE
) PARTITION BY RANGE (issued_on);
CREATE TABLE billing.invoice_2021 PARTITION OF billing.invoice FOR VALUES FROM ('-infinity') TO ('2022-01-01') WITH (fillfactor = 100);
CREATE TABLE billing.invoice_2022 PARTITION OF billing.invoice FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE billing.invoice_2023 (LIKE billing.invoice INCLUDING GENERATED INCLUDING DEFAULTS);
ALTER TABLE billing.invoice ATTACH PARTITION billing.invoice_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE billing.invoice_default PARTITION OF billing.invoice DEFAULT;

CREATE TABLE billing.bank_account (
    account_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES crm.customer ON DELETE CASCADE,
    holder text,
    iban billing.iban,
    bic character(11),
    mandate_ref text,
    mandate_signed date,
    valid boolean DEFAULT true
);

CREATE TABLE billing.payment_card (
    card_id bigserial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES crm.customer ON DELETE CASCADE,
    card_holder text,
    pan_last4 character(4),
    pan_encrypted bytea,
    pan_test_number character varying(19),
    expiry character varying(7),
    brand text
);

CREATE TABLE billing.payment (
    payment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint,
    issued_on date,
    method billing.payment_method NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar NOT NULL,
    card_id bigint REFERENCES billing.payment_card ON DELETE SET NULL,
    payer_name text,
    payer_iban text,
    reference text,
    booked_at timestamp with time zone,
    provider_response jsonb,
    CONSTRAINT payment_invoice_fk FOREIGN KEY (invoice_id, issued_on) REFERENCES billing.invoice (invoice_id, issued_on) MATCH FULL
);

CREATE TABLE billing.ledger_entry (
    entry_id bigserial PRIMARY KEY,
    voucher_no integer NOT NULL,
    account character varying(10) NOT NULL,
    debit numeric(20,6) DEFAULT 0 NOT NULL,
    credit numeric(20,6) DEFAULT 0 NOT NULL,
    text character varying(140),
    booked_on date NOT NULL,
    CHECK (debit = 0::numeric OR credit = 0::numeric)
);

CREATE TABLE billing.exchange_rate (
    currency character(3) NOT NULL,
    day date NOT NULL,
    rate numeric NOT NULL,
    source text,
    PRIMARY KEY (currency, day)
);

-- hr: inheritance over two levels, and a mixin

CREATE TABLE hr.person (
    id serial PRIMARY KEY,
    given_name text,
    family_name text COLLATE "de-x-icu" NOT NULL,
    born date,
    birth_place text,
    kind text DEFAULT 'person' NOT NULL,
    private_email text,
    mobile character varying(30),
    social_security_no character(12),
    emergency hr."Emergency Contact",
    CONSTRAINT person_born_check CHECK (born > '1850-01-01'::date),
    CONSTRAINT person_is_person CHECK (kind = 'person'::text) NO INHERIT
);
CREATE TABLE hr.stamped (
    changed_at timestamp with time zone DEFAULT now(),
    changed_by text DEFAULT CURRENT_USER
);
CREATE TABLE hr.employee (
    kind text DEFAULT 'employee' NOT NULL,
    employee_no character varying(10) NOT NULL,
    department_id integer,
    hired_on date NOT NULL,
    left_on date,
    work_email crm.work_email,
    iban billing.iban,
    tax_id character varying(16),
    religion text,
    working_time hr."Working Time",
    workload billing.rate,
    photo bytea,
    CONSTRAINT employee_pkey PRIMARY KEY (id),
    CONSTRAINT employee_no_key UNIQUE (employee_no),
    CONSTRAINT employee_left_check CHECK (left_on IS NULL OR left_on >= hired_on)
) INHERITS (hr.person);
CREATE TABLE hr.manager (
    bonus numeric(10,2),
    company_car character varying(12),
    PRIMARY KEY (id)
) INHERITS (hr.employee);
ALTER TABLE hr.manager ALTER COLUMN kind SET DEFAULT 'manager';
CREATE TABLE hr.applicant (
    applied_for text,
    cover_letter text,
    salary_wish int8range,
    PRIMARY KEY (id)
) INHERITS (hr.person, hr.stamped);
ALTER TABLE hr.applicant ALTER COLUMN changed_by SET DEFAULT 'career site', ALTER COLUMN kind SET DEFAULT 'applicant';

CREATE TABLE hr.department (
    department_id integer PRIMARY KEY,
    name text NOT NULL,
    cost_centre character varying(8) UNIQUE,
    parent_id integer REFERENCES hr.department ON DELETE RESTRICT,
    head_id integer,
    deputy_id integer
);
ALTER TABLE hr.department ADD CONSTRAINT department_head_fk FOREIGN KEY (head_id) REFERENCES hr.employee (id)
    ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE hr.department ADD CONSTRAINT department_deputy_fk FOREIGN KEY (deputy_id) REFERENCES hr.employee (id)
    DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE hr.employee ADD CONSTRAINT employee_department_fk FOREIGN KEY (department_id) REFERENCES hr.department
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE hr.salary (
    employee_id integer NOT NULL REFERENCES hr.employee (id),
    valid daterange NOT NULL,
    monthly numeric(10,2) NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar,
    remark text,
    PRIMARY KEY (employee_id, valid),
    EXCLUDE USING gist (employee_id WITH =, valid WITH &&)
);

CREATE TABLE hr.absence (
    absence_id integer GENERATED BY DEFAULT AS IDENTITY,
    employee_id integer NOT NULL,
    during daterange NOT NULL,
    reason text,
    diagnosis text,
    CONSTRAINT absence_pkey PRIMARY KEY (absence_id),
    CONSTRAINT absence_employee_fk FOREIGN KEY (employee_id) REFERENCES hr.employee (id) ON DELETE CASCADE
);

-- audit: range by month, then list by action

CREATE TABLE audit.change_log (
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    changed_at timestamp with time zone NOT NULL,
    action character(1) NOT NULL,
    table_name text NOT NULL,
    row_key text,
    changed_by text,
    old_row jsonb,
    new_row jsonb,
    flag audit.reserved_flag
) PARTITION BY RANGE (changed_at);
CREATE TABLE audit.change_log_2022 PARTITION OF audit.change_log
    FOR VALUES FROM ('2022-01-01 00:00:00+00') TO ('2023-01-01 00:00:00+00') PARTITION BY LIST (action);
CREATE TABLE audit.change_log_2022_iu PARTITION OF audit.change_log_2022 FOR VALUES IN ('I', 'U');
CREATE TABLE audit.change_log_2022_d PARTITION OF audit.change_log_2022 FOR VALUES IN ('D', NULL);
CREATE TABLE audit.change_log_2023 PARTITION OF audit.change_log
    FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');
CREATE TABLE audit.change_log_rest PARTITION OF audit.change_log DEFAULT;

CREATE TABLE audit.login_attempt (
    attempt_id bigserial,
    login text,
    ip inet,
    forwarded_for inet[],
    succeeded boolean,
    attempted_at timestamp with time zone DEFAULT clock_timestamp(),
    user_agent text
);

-- public: what nobody owns any more

CREATE TABLE public.schema_migrations (
    version character varying(14) PRIMARY KEY,
    applied_at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text)
);

CREATE TABLE public.app_setting (
    key text PRIMARY KEY,
    value jsonb,
    secret bytea,
    "default" text
);

CREATE TABLE public."Address Book 2009" (
    "Name" text,
    "Street & No" text,
    "E-Mail" text,
    "Tel." text,
    "date of birth" text
);

CREATE TABLE public.imported_customers_of_the_old_shop_system_from_before_the_merge (
    id integer,
    customer_name character varying(4000),
    email_address character varying(4000),
    "remark_of_the_clerk_who_typed_it_in_or_empty_if_nobody_did_äé" text
);

CREATE TABLE public.load_marker ();

-- one column of nearly every type; 20-data.sql fills it with the edges of each
CREATE TABLE public.type_zoo (
    label text PRIMARY KEY,
    c_smallint smallint,
    c_integer integer,
    c_bigint bigint,
    c_numeric numeric,
    c_numeric_scaled numeric(30,10),
    c_real real,
    c_double double precision,
    c_money money,
    c_boolean boolean,
    c_char character(10),
    c_internal_char "char",
    c_varchar character varying,
    c_varchar_posix character varying(100) COLLATE "POSIX",
    c_text text COLLATE "ucs_basic",
    c_name name,
    c_citext public.citext,
    c_bytea bytea,
    c_date date,
    c_time time(3) without time zone,
    c_timetz time with time zone,
    c_timestamp timestamp without time zone,
    c_timestamptz timestamp with time zone,
    c_interval interval,
    c_interval_ym interval year to month,
    c_interval_s interval second(2),
    c_uuid uuid,
    c_inet inet,
    c_cidr cidr,
    c_macaddr macaddr,
    c_macaddr8 macaddr8,
    c_bit bit(5),
    c_varbit bit varying,
    c_json json,
    c_jsonb jsonb,
    c_jsonpath jsonpath,
    c_xml xml,
    c_tsvector tsvector,
    c_tsquery tsquery,
    c_point point,
    c_line line,
    c_lseg lseg,
    c_box box,
    c_path path,
    c_polygon polygon,
    c_circle circle,
    c_int4range int4range,
    c_nummultirange nummultirange,
    c_price_multirange catalog.price_multirange,
    c_hstore ext.hstore,
    c_text_array text[],
    c_int_matrix integer[],
    c_date_array date[],
    c_enum sales.order_status,
    c_enum_array sales.order_status[],
    c_domain sales.open_status,
    c_composite crm.address,
    c_composite_array crm.address[],
    c_oid oid,
    c_pg_lsn pg_lsn
);

-- indexes

CREATE UNIQUE INDEX customer_email_live_idx ON crm.customer (lower(email::text)) WHERE NOT deleted AND email IS NOT NULL;
CREATE INDEX customer_name_idx ON crm.customer (last_name COLLATE "C", first_name DESC NULLS LAST) INCLUDE (customer_no);
CREATE INDEX customer_name_prefix_idx ON crm.customer (last_name text_pattern_ops);
CREATE INDEX customer_name_trgm_idx ON crm.customer USING gin (full_name gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX customer_preferences_idx ON crm.customer USING gin (preferences jsonb_path_ops);
CREATE INDEX customer_attributes_idx ON crm.customer USING gist (attributes ext.gist_hstore_ops (siglen = 32));
CREATE INDEX customer_phone_idx ON crm.customer USING hash (phone_digits);
CREATE INDEX customer_birthday_idx ON crm.customer (date_part('month', birth_date), date_part('day', birth_date));
CREATE INDEX customer_lang_idx ON crm.customer ((preferences ->> 'lang'), (lower(first_name)) varchar_pattern_ops);
ALTER INDEX crm.customer_lang_idx ALTER COLUMN 1 SET STATISTICS 400;
CREATE INDEX customer_company_idx ON crm.customer (company_id NULLS FIRST) WITH (fillfactor = 80, deduplicate_items = off);
CREATE INDEX customer_signup_ip_idx ON crm.customer USING spgist (signup_ip);
CREATE INDEX customer_created_brin ON crm.customer USING brin (created_at timestamptz_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX contact_name_idx ON crm.contact (name COLLATE "de-x-icu" DESC);
CREATE INDEX company_hq_zip_idx ON crm.company (((headquarters).zip));
CREATE INDEX ticket_open_idx ON crm.support_ticket (severity DESC, opened_at) WHERE closed_at IS NULL;
CREATE INDEX ticket_subject_idx ON crm.support_ticket USING gist (subject gist_trgm_ops (siglen = 24));
CREATE INDEX support_message_sent_idx ON crm.support_message (sent_at DESC NULLS LAST);
CREATE INDEX support_message_p1_sender_idx ON crm.support_message_p1 (sender);
CREATE UNIQUE INDEX "Lead eMail idx" ON crm."Lead" (upper("eMail"::text), "LeadID");
CREATE INDEX "web_session_Expiry" ON crm.web_session (expires_at) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX category_name_per_parent ON catalog.category (parent_id, name) NULLS NOT DISTINCT;
CREATE INDEX category_path_idx ON catalog.category USING spgist (path);
CREATE INDEX product_search_idx ON catalog.product USING gin (search);
CREATE INDEX product_keywords_idx ON catalog.product USING gin (keywords array_ops);
CREATE INDEX product_band_idx ON catalog.product USING gist (price_band);
CREATE INDEX product_margin_idx ON catalog.product ((list_price - upper(price_band))) WHERE list_price > 100::numeric;
CREATE UNIQUE INDEX product_slug_idx ON catalog.product (catalog.slug(name), product_id);
CREATE INDEX review_product_idx ON catalog.review (product_id, stars DESC) INCLUDE (customer_id, written_on);
CREATE INDEX lagerplatz_bins_idx ON warehouse."Lagerplätze" USING gist (bins);
CREATE INDEX site_map_idx ON warehouse.site USING spgist (position_on_map kd_point_ops);
CREATE INDEX movement_product_idx ON warehouse.stock_movement (product_id, moved_at DESC);
CREATE INDEX movement_2022_operator_idx ON warehouse.stock_movement_2022 (operator_name) WHERE operator_name <> ''::text;
CREATE INDEX scanner_event_time_brin ON warehouse.scanner_event USING brin (scanned_at) WITH (pages_per_range = 16);
CREATE INDEX scanner_event_device_idx ON warehouse.scanner_event USING hash (device_id);
CREATE INDEX shipment_city_idx ON warehouse.shipment (((delivery_address).city), shipped_at);
CREATE INDEX order_customer_idx ON sales."order" (customer_id, ordered_at DESC);
CREATE INDEX order_open_idx ON sales."order" (ordered_at) WHERE status <> ALL (ARRAY['closed'::sales.order_status, 'cancelled'::sales.order_status]);
CREATE INDEX "order_desiredDelivery_idx" ON sales."order" USING gist ("desiredDelivery" range_ops);
CREATE INDEX order_line_product_idx ON sales.order_line (product_id) WITH (fillfactor = 75);
CREATE INDEX visit_ip_idx ON sales.visit USING gist (ip inet_ops);
CREATE INDEX visit_day_idx ON sales.visit USING brin (day);
CREATE UNIQUE INDEX bank_account_one_valid ON billing.bank_account (customer_id) WHERE valid;
CREATE INDEX invoice_customer_idx ON billing.invoice (customer_id) INCLUDE (net);
CREATE INDEX payment_booked_idx ON billing.payment (booked_at DESC NULLS LAST, method) WHERE booked_at IS NOT NULL;
CREATE INDEX payment_reference_idx ON billing.payment (reference varchar_pattern_ops DESC);
CREATE INDEX employee_name_idx ON hr.employee (family_name COLLATE "C", given_name);
CREATE INDEX change_log_row_idx ON audit.change_log (table_name, row_key);
CREATE INDEX change_log_new_idx ON audit.change_log USING gin (new_row);
CREATE INDEX login_attempt_idx ON audit.login_attempt (login, attempted_at DESC) WHERE NOT succeeded;

-- extended statistics

CREATE STATISTICS crm.customer_place_stats (ndistinct, dependencies) ON tier, company_id, gender FROM crm.customer;
CREATE STATISTICS sales.order_mcv (mcv) ON status, store_id FROM sales."order";
CREATE STATISTICS sales.order_month_stats ON date_trunc('month'::text, (ordered_at AT TIME ZONE 'UTC'::text)) FROM sales."order";
CREATE STATISTICS billing."payment Stats" (ndistinct, mcv) ON method, currency, (amount > 100::numeric) FROM billing.payment;
ALTER STATISTICS billing."payment Stats" SET STATISTICS 250;

-- functions over tables

CREATE FUNCTION crm.find_customer(needle text, max_rows integer DEFAULT 20, include_deleted boolean DEFAULT false)
    RETURNS SETOF crm.customer
    LANGUAGE sql STABLE ROWS 20
    SET search_path TO 'crm', 'public', 'pg_temp'
    AS $$
    SELECT * FROM customer
    WHERE (email = needle::citext OR full_name ILIKE '%' || needle || '%') AND (include_deleted OR NOT deleted)
    ORDER BY customer_id LIMIT max_rows
$$;

CREATE FUNCTION crm.find_customer(born date) RETURNS SETOF crm.customer
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT * FROM crm.customer c WHERE c.birth_date = find_customer.born;
    END;

CREATE FUNCTION crm.customer_card(IN who bigint, OUT name text, OUT email text, OUT orders bigint)
    LANGUAGE plpgsql STABLE STRICT
    AS $$
BEGIN
    SELECT c.full_name, c.email::text, (SELECT count(*) FROM sales."order" o WHERE o.customer_id = who)
    INTO name, email, orders
    FROM crm.customer c WHERE c.customer_id = who;
END
$$;

CREATE FUNCTION crm.format_address(a crm.address, VARIADIC extra text[] DEFAULT '{}'::text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN concat_ws(', '::text, (a).street || ' '::text || (a).house_no::text, (a).zip || ' '::text || (a).city,
                     (a).country, NULLIF(array_to_string(extra, ', '::text), ''::text));

CREATE FUNCTION sales.order_total(wanted bigint) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 250
    BEGIN ATOMIC
        SELECT COALESCE(sum(l.line_total), 0::numeric) AS total FROM sales.order_line l WHERE l.order_id = order_total.wanted;
    END;

CREATE FUNCTION sales.top_products(since date DEFAULT '2023-01-01'::date, "how many" integer DEFAULT 10)
    RETURNS TABLE(product_id integer, "Product Name" text, sold numeric)
    LANGUAGE plpgsql STABLE
    AS $function$
#variable_conflict use_column
BEGIN
    -- a body with 'quotes', "identifiers", $$dollars$$ and a back\slash
    RETURN QUERY
        SELECT p.product_id, p.name, sum(l.quantity)
        FROM sales.order_line l
        JOIN sales."order" o ON o.order_id = l.order_id
        JOIN catalog.product p ON p.product_id = l.product_id
        WHERE o.ordered_at >= since
        GROUP BY p.product_id, p.name ORDER BY 3 DESC, 1 LIMIT "how many";
END
$function$;

CREATE FUNCTION billing.balance_of(customer bigint) RETURNS numeric
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(sum(net), 0) FROM billing.invoice WHERE customer_id = $1 AND NOT paid $$;

CREATE FUNCTION billing.mask_card(INOUT pan text, OUT last4 text)
    LANGUAGE plpgsql IMMUTABLE LEAKPROOF
    AS $$ BEGIN last4 := right(pan, 4); pan := regexp_replace(pan, '.(?=.{4})', '*', 'g'); END $$;

CREATE FUNCTION hr.age_of(born date, "on" date DEFAULT CURRENT_DATE) RETURNS integer
    LANGUAGE sql STABLE
    RETURN EXTRACT(year FROM age("on"::timestamp with time zone, born::timestamp with time zone))::integer;

CREATE FUNCTION public.first_not_blank(VARIADIC anyarray) RETURNS anyelement
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT e FROM unnest($1) WITH ORDINALITY AS u(e, n) WHERE e::text ~ '\S' ORDER BY n LIMIT 1 $_$;

CREATE FUNCTION public."Legacy_GetDate"(character varying DEFAULT 'now'::character varying) RETURNS timestamp without time zone
    LANGUAGE plpgsql
    SET timezone TO 'Europe/Berlin'
    SET datestyle TO 'ISO, DMY'
    AS $_$ BEGIN RETURN $1::timestamp; END $_$;

CREATE FUNCTION public.many_rows(IN n integer) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE ROWS 5
    AS $$ SELECT i, i::text FROM generate_series(1, n) AS i $$;

CREATE FUNCTION ext.hstore_merge(a ext.hstore, b ext.hstore) RETURNS ext.hstore
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(a, '') OPERATOR(ext.||) coalesce(b, '') $$;

-- procedures

CREATE PROCEDURE crm.forget_customer(IN who bigint, IN reason text DEFAULT 'GDPR art. 17')
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE crm.customer SET first_name = NULL, last_name = '?', email = NULL, phone = NULL, notes = reason, deleted = true
    WHERE customer_id = who;
    COMMIT;
    DELETE FROM crm.note WHERE customer_id = who;
END
$$;

CREATE PROCEDURE billing.close_day(IN day date, OUT message text, INOUT closed integer DEFAULT 0)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'billing', 'pg_temp'
    AS $$
BEGIN
    SELECT count(*) INTO closed FROM ledger_entry WHERE booked_on = day;
    message := format('%s entries on %s', closed, day);
END
$$;

CREATE PROCEDURE sales.touch_cart(IN wanted uuid)
    LANGUAGE sql
    BEGIN ATOMIC
        UPDATE sales.cart SET touched_at = CURRENT_TIMESTAMP WHERE cart.cart_id = touch_cart.wanted;
    END;

-- aggregates

CREATE FUNCTION sales.weighted_step(state numeric[], value numeric, weight numeric) RETURNS numeric[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ARRAY[state[1] + coalesce(value * weight, 0), state[2] + coalesce(weight, 0)] $$;
CREATE FUNCTION sales.weighted_join(a numeric[], b numeric[]) RETURNS numeric[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY[a[1] + b[1], a[2] + b[2]];
CREATE FUNCTION sales.weighted_final(state numeric[]) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN state[1] / NULLIF(state[2], 0::numeric);
CREATE AGGREGATE sales.weighted_avg(value numeric, weight numeric) (
    SFUNC = sales.weighted_step, STYPE = numeric[], FINALFUNC = sales.weighted_final,
    COMBINEFUNC = sales.weighted_join, INITCOND = '{0,0}', PARALLEL = safe
);
CREATE AGGREGATE public.join_lines(text) (SFUNC = textcat, STYPE = text, INITCOND = '');

-- views

CREATE VIEW crm.customer_public WITH (security_barrier = true) AS
    SELECT customer_id, customer_no, full_name, tier, (main_address).city AS city, (main_address).country AS country
    FROM crm.customer WHERE NOT deleted;

CREATE VIEW crm.gold_customer WITH (security_invoker = true) AS
    SELECT customer_id, full_name, city FROM crm.customer_public WHERE tier = 'gold'::crm.loyalty_tier;

CREATE VIEW crm.customer_edit AS
    SELECT customer_id, first_name, last_name, email, phone FROM crm.customer WHERE deleted = false
    WITH LOCAL CHECK OPTION;

CREATE VIEW crm.phone_book AS
    SELECT customer_id AS "Customer Id", full_name AS "Name", phone AS "Tel.", mobile_phones FROM crm.customer;

-- grouped by the primary key alone: the view depends on the constraint
CREATE VIEW sales.customer_revenue AS
    SELECT c.customer_id, c.full_name, c.email, count(o.order_id) AS orders, sum(o.total::numeric) AS revenue,
           max(o.ordered_at) AS last_order
    FROM crm.customer c LEFT JOIN sales."order" o ON o.customer_id = c.customer_id
    GROUP BY c.customer_id;

CREATE VIEW sales.big_spender AS
    SELECT customer_id, full_name, revenue, rank() OVER w AS "rank", ntile(10) OVER w AS decile
    FROM sales.customer_revenue WHERE revenue > 1000::numeric
    WINDOW w AS (ORDER BY revenue DESC);

CREATE VIEW sales.open_order WITH (security_barrier) AS
    SELECT order_id, customer_id, status, total, ordered_at FROM sales."order"
    WHERE status < 'closed'::sales.order_status
    WITH CASCADED CHECK OPTION;

CREATE RECURSIVE VIEW catalog.category_tree (id, parent_id, name, depth, trail) AS
    SELECT c.id, c.parent_id, c.name, 0, ARRAY[c.name] FROM catalog.category c WHERE c.parent_id IS NULL
    UNION ALL
    SELECT c.id, c.parent_id, c.name, t.depth + 1, t.trail || c.name
    FROM catalog.category c JOIN category_tree t ON t.id = c.parent_id;

CREATE VIEW catalog.product_overview AS
    SELECT p.product_id, p.name, p.gross_price, t.trail, stock.total AS in_stock,
           CASE WHEN stock.total IS NULL THEN 'unknown' WHEN stock.total <= 0 THEN 'sold out' ELSE 'in stock' END AS availability,
           crm.format_address(NULL::crm.address, VARIADIC p.keywords) AS keyword_line
    FROM catalog.product p
    LEFT JOIN catalog.category_tree t ON t.id = p.category_id
    LEFT JOIN LATERAL (SELECT sum(s.available) AS total FROM warehouse.stock s WHERE s.product_id = p.product_id) stock ON true;

CREATE VIEW hr.staff_directory AS
    SELECT e.id, e.given_name, e.family_name, e.work_email, e.tableoid::regclass::text AS source, d.name AS department
    FROM hr.employee e LEFT JOIN hr.department d USING (department_id);

CREATE VIEW "Reports"."Monthly Revenue (€)" AS
    SELECT date_trunc('month'::text, issued_on::timestamp without time zone)::date AS "Month",
           sum(net) FILTER (WHERE paid) AS "paid €", sum(net) AS "net €", count(DISTINCT customer_id) AS "Customers"
    FROM billing.invoice
    GROUP BY GROUPING SETS ((date_trunc('month'::text, issued_on::timestamp without time zone)), ());

CREATE VIEW audit.suspicious_login AS
    WITH bad AS (
        SELECT ip, count(*) AS failures FROM audit.login_attempt WHERE succeeded IS NOT TRUE GROUP BY ip HAVING count(*) > 3
    )
    SELECT bad.ip, bad.failures, EXISTS (SELECT FROM crm.web_session s WHERE s.ip = bad.ip) AS has_session FROM bad
    UNION ALL
    SELECT NULL::inet, 0::bigint, false WHERE NOT EXISTS (SELECT 1 FROM bad);

-- materialised views

CREATE MATERIALIZED VIEW sales.revenue_by_day WITH (fillfactor = 95) AS
    SELECT (o.ordered_at AT TIME ZONE 'UTC'::text)::date AS day, o.status, count(*) AS orders, sum(o.total::numeric) AS revenue
    FROM sales."order" o WHERE isfinite(o.ordered_at)
    GROUP BY 1, 2 ORDER BY 1, 2
    WITH NO DATA;
CREATE UNIQUE INDEX revenue_by_day_key ON sales.revenue_by_day (day, status);

CREATE MATERIALIZED VIEW sales.revenue_by_month AS
    SELECT date_trunc('month'::text, day::timestamp without time zone)::date AS month, sum(orders) AS orders, sum(revenue) AS revenue
    FROM sales.revenue_by_day GROUP BY 1 ORDER BY 1
    WITH NO DATA;
CREATE INDEX ON sales.revenue_by_month USING brin (month);

CREATE MATERIALIZED VIEW crm.mailing_list AS
    SELECT customer_id, email, crm.format_address(main_address) AS address_line FROM crm.customer
    WHERE email IS NOT NULL AND NOT deleted ORDER BY customer_id
    WITH NO DATA;
CREATE UNIQUE INDEX mailing_list_key ON crm.mailing_list (customer_id);
CREATE INDEX mailing_list_domain_idx ON crm.mailing_list (split_part(email::text, '@'::text, 2)) WHERE email IS NOT NULL;

-- never filled: it stays unpopulated
CREATE MATERIALIZED VIEW warehouse.stock_value AS
    SELECT s.site_id, sum(s.on_hand * p.list_price) AS value FROM warehouse.stock s JOIN catalog.product p USING (product_id) GROUP BY s.site_id
    WITH NO DATA;
CREATE INDEX stock_value_idx ON warehouse.stock_value (value DESC NULLS LAST);

-- triggers

CREATE FUNCTION crm.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW."updatedAt" := now() AT TIME ZONE 'utc'; RETURN NEW; END $$;
CREATE FUNCTION crm.trim_address() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.city := btrim(NEW.city, ' '); RETURN NEW; END $$;
CREATE FUNCTION crm.customer_edit_write() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE crm.customer SET deleted = true WHERE customer_id = OLD.customer_id;
        RETURN OLD;
    END IF;
    UPDATE crm.customer SET first_name = NEW.first_name, last_name = NEW.last_name, email = NEW.email, phone = NEW.phone
    WHERE customer_id = NEW.customer_id;
    RETURN NEW;
END
$$;
CREATE FUNCTION audit.log_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'audit', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO change_log (changed_at, action, table_name, row_key, changed_by, old_row, new_row)
    VALUES (now(), left(TG_OP, 1), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_ARGV[0], session_user,
            CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END
$$;
CREATE FUNCTION audit.log_statement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO audit.change_log (changed_at, action, table_name, changed_by)
    SELECT now(), left(TG_OP, 1), TG_TABLE_NAME || ': ' || count(*) || ' rows', session_user FROM fresh;
    RETURN NULL;
END
$$;
CREATE FUNCTION audit.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '% on % is not allowed: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]; END $$;
CREATE FUNCTION sales.order_line_defaults() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.engraving := NULLIF(NEW.engraving, ''); RETURN NEW; END $$;
CREATE FUNCTION billing.ledger_must_balance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (SELECT sum(debit) <> sum(credit) FROM billing.ledger_entry WHERE voucher_no = NEW.voucher_no) THEN
        RAISE EXCEPTION 'voucher % does not balance', NEW.voucher_no;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER customer_touch BEFORE UPDATE ON crm.customer
    FOR EACH ROW WHEN (NEW."updatedAt" IS NOT DISTINCT FROM OLD."updatedAt") EXECUTE FUNCTION crm.touch();
CREATE TRIGGER customer_audit AFTER INSERT OR DELETE OR UPDATE OF email, last_name, birth_date ON crm.customer
    FOR EACH ROW EXECUTE FUNCTION audit.log_row('customer', 'it''s "quoted"');
CREATE TRIGGER customer_no_truncate BEFORE TRUNCATE ON crm.customer
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse('customers are deleted one by one');
-- fires in replica mode too, so 20-data.sql runs it: it must stay deterministic
CREATE TRIGGER customer_address_trim BEFORE INSERT OR UPDATE ON crm.customer_address
    FOR EACH ROW EXECUTE FUNCTION crm.trim_address();
ALTER TABLE crm.customer_address ENABLE ALWAYS TRIGGER customer_address_trim;
CREATE TRIGGER customer_edit_write INSTEAD OF UPDATE OR DELETE ON crm.customer_edit
    FOR EACH ROW EXECUTE FUNCTION crm.customer_edit_write();
CREATE TRIGGER customer_edit_no_insert INSTEAD OF INSERT ON crm.customer_edit
    FOR EACH ROW EXECUTE FUNCTION audit.refuse('use the sign-up form');
CREATE TRIGGER consent_new AFTER INSERT ON crm.consent
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.log_statement();
CREATE TRIGGER consent_changed AFTER UPDATE ON crm.consent
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.log_statement();
CREATE TRIGGER order_audit AFTER UPDATE OF status ON sales."order"
    FOR EACH ROW WHEN (OLD.status <> NEW.status AND NEW.status = 'cancelled'::sales.order_status) EXECUTE FUNCTION audit.log_row('order');
CREATE TRIGGER order_line_defaults BEFORE INSERT OR UPDATE ON sales.order_line
    FOR EACH ROW EXECUTE FUNCTION sales.order_line_defaults();
CREATE TRIGGER order_line_audit AFTER DELETE ON sales.order_line
    FOR EACH ROW EXECUTE FUNCTION audit.log_row('order_line');
CREATE TRIGGER "movement Audit" AFTER INSERT ON warehouse.stock_movement
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.log_statement();
CREATE TRIGGER stock_movement_2021_closed BEFORE DELETE ON warehouse.stock_movement_2021
    FOR EACH ROW EXECUTE FUNCTION audit.refuse('the year is closed');
CREATE CONSTRAINT TRIGGER ledger_balance AFTER INSERT OR UPDATE ON billing.ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.ledger_must_balance();
CREATE CONSTRAINT TRIGGER ledger_account AFTER UPDATE OF account ON billing.ledger_entry FROM billing.exchange_rate
    NOT DEFERRABLE FOR EACH ROW WHEN (NEW.account::text = ''::text) EXECUTE FUNCTION audit.refuse('account missing');
CREATE TRIGGER salary_audit AFTER INSERT OR DELETE OR UPDATE ON hr.salary
    FOR EACH ROW EXECUTE FUNCTION audit.log_row('salary');
ALTER TABLE hr.salary DISABLE TRIGGER salary_audit;
CREATE TRIGGER employee_replica BEFORE DELETE ON hr.employee
    FOR EACH ROW EXECUTE FUNCTION audit.refuse('employees leave, they are not deleted');
ALTER TABLE hr.employee ENABLE REPLICA TRIGGER employee_replica;

-- rules

CREATE RULE phone_book_update AS ON UPDATE TO crm.phone_book
    DO INSTEAD UPDATE crm.customer SET phone = NEW."Tel." WHERE customer.customer_id = OLD."Customer Id";
CREATE RULE "keep migrations" AS ON DELETE TO public.schema_migrations DO INSTEAD NOTHING;
CREATE RULE voucher_spent AS ON UPDATE TO sales.voucher WHERE NEW.remaining < OLD.remaining
    DO ALSO INSERT INTO audit.login_attempt (login, succeeded, attempted_at) VALUES (OLD.code, true, now());

-- comments

COMMENT ON SCHEMA crm IS 'Customers and everyone we talk to. Owner: "CRM team" (crm@shop.example)';
COMMENT ON SCHEMA "Reports" IS 'what the accountants see';
COMMENT ON EXTENSION hstore IS 'in a schema of its own since the 9.1 upgrade';
COMMENT ON TYPE sales.order_status IS 'life of an order; ''picking'' came later';
COMMENT ON TYPE crm.address IS E'postal address\n\tas printed on the label';
COMMENT ON COLUMN crm.address.zip IS 'text, not number: 01067 Dresden';
COMMENT ON TYPE catalog.price_range IS 'lower and upper price';
COMMENT ON DOMAIN public.amount IS 'euros; never negative';
COMMENT ON CONSTRAINT amount_not_absurd ON DOMAIN public.amount IS 'someone typed a phone number here once';
COMMENT ON DOMAIN billing.iban IS 'PERSONAL DATA';
COMMENT ON SEQUENCE sales.order_no_seq IS 'steps of ten: the last digit is the channel';
COMMENT ON SEQUENCE public."Legacy Counter" IS '';
COMMENT ON TEXT SEARCH CONFIGURATION catalog.product_search IS 'German first, then English';
COMMENT ON TEXT SEARCH DICTIONARY catalog.german_words IS 'Snowball, German stop words (äöüß)';
COMMENT ON TABLE crm.customer IS E'One row per customer.\nDon''t join on e-mail: it''s not unique, see "deleted".\r\nC:\\old\\path — 客户 🛒';
COMMENT ON COLUMN crm.customer.email IS 'PERSONAL DATA, may be malformed before 2014';
COMMENT ON COLUMN crm.customer."updatedAt" IS 'UTC, set by customer_touch';
COMMENT ON COLUMN crm.customer.notes IS $$free text: 'he said "call my wife Erika", $100 off$$;
COMMENT ON TABLE crm.survey_2016 IS '200 columns; nobody remembers the questions';
COMMENT ON TABLE public."Address Book 2009" IS 'from the old Access database; do not delete (Herr Müller)';
COMMENT ON COLUMN public."Address Book 2009"."Street & No" IS 'both in one';
COMMENT ON TABLE public.load_marker IS 'no columns; a row means a load has run';
COMMENT ON COLUMN warehouse."Lagerplätze"."größe" IS 'Größe in m²';
COMMENT ON CONSTRAINT customer_no_key ON crm.customer IS 'includes the tier for the till';
COMMENT ON CONSTRAINT review_customer_fk ON catalog.review IS 'not valid: orphans from the 2013 merge';
COMMENT ON CONSTRAINT review_stars_range ON catalog.review IS 'not valid: 0 and 10 stars exist';
COMMENT ON CONSTRAINT room_booking_no_clash ON sales.room_booking IS 'a cancelled booking frees the room';
COMMENT ON CONSTRAINT person_is_person ON hr.person IS 'children say what they are';
COMMENT ON INDEX crm.customer_lang_idx IS 'its first column has a statistics target';
COMMENT ON INDEX crm."Lead eMail idx" IS 'a name with a space';
COMMENT ON STATISTICS sales.order_mcv IS 'status and store go together';
COMMENT ON FUNCTION crm.find_customer(text, integer, boolean) IS 'by name or e-mail';
COMMENT ON FUNCTION crm.find_customer(date) IS 'by date of birth';
COMMENT ON FUNCTION crm.format_address(crm.address, text[]) IS 'one line';
COMMENT ON PROCEDURE crm.forget_customer(bigint, text) IS 'erasure; commits on its own';
COMMENT ON AGGREGATE sales.weighted_avg(numeric, numeric) IS 'sum(v*w) / sum(w)';
COMMENT ON VIEW crm.customer_edit IS 'writable through INSTEAD OF triggers';
COMMENT ON COLUMN crm.phone_book."Tel." IS 'writable through a rule';
COMMENT ON MATERIALIZED VIEW sales.revenue_by_day IS 'refreshed nightly';
COMMENT ON COLUMN sales.revenue_by_day.day IS 'in UTC';
COMMENT ON TRIGGER customer_audit ON crm.customer IS 'it''s required by the auditors';
COMMENT ON TRIGGER order_line_audit ON sales.order_line IS 'on a partitioned table';
COMMENT ON RULE phone_book_update ON crm.phone_book IS 'older than INSTEAD OF triggers';
COMMENT ON TABLE sales.visit_dach IS 'a partition that is partitioned';
COMMENT ON COLUMN sales.order_line_1.engraving IS 'commented on one partition only';

-- owners: shop_owner owns the five shop schemas, shop_reader a few reports; hr, audit and public stay with the superuser

DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        SELECT format('ALTER %s %I.%I OWNER TO shop_owner',
                      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                      nspname, relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE nspname IN ('crm', 'catalog', 'sales', 'warehouse', 'billing') AND relkind IN ('r', 'p', 'v', 'm', 'S')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                          AND d.deptype IN ('a', 'i') AND relkind = 'S' AND d.refobjsubid > 0)
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO shop_owner', p.oid::regprocedure)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE nspname IN ('crm', 'catalog', 'sales', 'warehouse') AND prokind <> 'a' AND NOT proleakproof
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
        UNION ALL
        SELECT format('ALTER TYPE %I.%I OWNER TO shop_owner', nspname, typname)
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE nspname IN ('crm', 'catalog', 'sales', 'warehouse', 'billing')
          AND (typtype IN ('e', 'd', 'r') OR typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c')
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;
ALTER AGGREGATE sales.weighted_avg(numeric, numeric) OWNER TO shop_owner;
ALTER TEXT SEARCH CONFIGURATION catalog.product_search OWNER TO shop_owner;
ALTER TEXT SEARCH DICTIONARY catalog.german_words OWNER TO shop_owner;
ALTER STATISTICS sales.order_mcv OWNER TO shop_owner;
ALTER VIEW "Reports"."Monthly Revenue (€)" OWNER TO shop_reader;
ALTER FUNCTION public."Legacy_GetDate"(character varying) OWNER TO shop_reader;

-- privileges

GRANT USAGE ON SCHEMA crm, catalog, sales, warehouse, billing TO shop_reader;
GRANT USAGE ON SCHEMA hr, audit TO shop_owner;
GRANT USAGE ON SCHEMA ext TO PUBLIC;
GRANT ALL ON SCHEMA "Reports" TO shop_owner WITH GRANT OPTION;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT SELECT ON crm.customer_public, crm.gold_customer, sales.customer_revenue TO PUBLIC;
GRANT SELECT (customer_id, customer_no, tier, full_name), UPDATE (tier) ON crm.customer TO shop_reader;
GRANT SELECT ("LeadID", "Group") ON crm."Lead" TO shop_reader WITH GRANT OPTION;
GRANT SELECT, REFERENCES ON catalog.product, catalog.category TO shop_reader WITH GRANT OPTION;
GRANT SELECT ON billing.invoice TO shop_reader;
GRANT SELECT, INSERT ON audit.change_log TO shop_owner;
GRANT ALL ON hr.department TO shop_owner;
REVOKE DELETE, TRUNCATE ON sales."order" FROM shop_owner;
GRANT USAGE, SELECT ON SEQUENCE sales.order_no_seq TO shop_reader;
GRANT UPDATE ON SEQUENCE public."Legacy Counter" TO PUBLIC;
GRANT SELECT ON sales.revenue_by_month TO shop_reader;
REVOKE EXECUTE ON FUNCTION billing.balance_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION billing.balance_of(bigint) TO shop_owner WITH GRANT OPTION;
REVOKE ALL ON PROCEDURE crm.forget_customer(bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.refuse() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.refuse() TO shop_owner;
REVOKE USAGE ON TYPE billing.payment_method FROM PUBLIC;
GRANT USAGE ON TYPE billing.payment_method TO shop_reader;
GRANT USAGE ON DOMAIN billing.iban TO shop_reader WITH GRANT OPTION;
