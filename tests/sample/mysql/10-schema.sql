-- The schema of "shop", a mid-size retailer, as its MySQL side of the house keeps it: the production databases our own tests copy.
-- It looks grown over years on purpose: what a tidy example leaves out is where a copy goes wrong.
-- Rows live in 20-data.sql. What is MySQL's alone stands in /*!80000 ... */, what is MariaDB's in /*M!100600 ... */.

SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

CREATE USER IF NOT EXISTS shop_owner@'%' ACCOUNT LOCK;
GRANT ALL ON *.* TO shop_owner@'%';

CREATE DATABASE crm DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE catalog DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE warehouse DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE DATABASE sales DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE billing DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
CREATE DATABASE hr DEFAULT CHARACTER SET latin1 COLLATE latin1_german1_ci;
CREATE DATABASE audit DEFAULT CHARACTER SET utf8mb3;
CREATE DATABASE `Reports (€)` DEFAULT CHARACTER SET utf8mb4;

-- functions that others need

DELIMITER //
CREATE DEFINER = shop_owner@'%' FUNCTION crm.phone_digits(phone varchar(200)) RETURNS varchar(200) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
    DETERMINISTIC NO SQL SQL SECURITY INVOKER
    COMMENT 'digits only; it''s not a check'
BEGIN
    -- '+49 (0)30 ...' and '0049 30 ...' are the same line
    DECLARE digits varchar(200) DEFAULT '';
    DECLARE i int DEFAULT 1;
    WHILE i <= CHAR_LENGTH(phone) DO
        IF SUBSTRING(phone, i, 1) BETWEEN '0' AND '9' THEN
            SET digits = CONCAT(digits, SUBSTRING(phone, i, 1)); # keep it
        END IF;
        SET i = i + 1;
    END WHILE;
    RETURN digits;
END //
CREATE FUNCTION billing.gross(net decimal(14, 2), rate decimal(5, 2)) RETURNS decimal(14, 2)
    DETERMINISTIC
    RETURN ROUND(net * (1 + rate / 100), 2) //
CREATE FUNCTION `Reports (€)`.`Is Weekend?`(`Day ``of`` sale` date) RETURNS tinyint(1) DETERMINISTIC
    RETURN DAYOFWEEK(`Day ``of`` sale`) IN (1, 7) //
DELIMITER ;

-- crm

CREATE TABLE crm.company (
    company_id bigint unsigned NOT NULL AUTO_INCREMENT,
    legal_name varchar(200) NOT NULL,
    vat_no varchar(20) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
    trade_register_no varchar(80) COLLATE utf8mb4_bin DEFAULT NULL,
    street varchar(200), zip varchar(16), city varchar(100),
    `faxNumber` varchar(40) DEFAULT NULL,
    parent_company_id bigint unsigned DEFAULT NULL,
    extra json DEFAULT NULL,
    PRIMARY KEY (company_id),
    UNIQUE KEY company_vat_no_key (vat_no, trade_register_no),
    KEY company_parent (parent_company_id),
    CONSTRAINT company_parent_fk FOREIGN KEY (parent_company_id) REFERENCES crm.company (company_id) ON DELETE SET NULL ON UPDATE CASCADE
) AUTO_INCREMENT = 500 COMMENT = 'firms we sell to';

CREATE TABLE crm.customer (
    customer_id bigint unsigned NOT NULL AUTO_INCREMENT,
    customer_no varchar(20) NOT NULL,
    email varchar(320) DEFAULT NULL COMMENT 'PERSONAL DATA, may be malformed before 2014',
    first_name varchar(500) DEFAULT NULL,
    last_name varchar(500) NOT NULL DEFAULT '',
    full_name varchar(1001) GENERATED ALWAYS AS (CONCAT_WS(' ', first_name, last_name)) STORED,
    salutation char(4) DEFAULT NULL,
    birth_date date DEFAULT NULL,
    gender enum('f', 'm', 'x', '') DEFAULT NULL,
    phone varchar(200) DEFAULT NULL,
    company_id bigint unsigned DEFAULT NULL,
    street varchar(200) DEFAULT NULL, zip varchar(16) DEFAULT NULL, city varchar(100) DEFAULT 'Köln', country char(2) NOT NULL DEFAULT 'DE',
    tier enum('none', 'bronze', 'silver', 'gold', 'it''s complicated') NOT NULL DEFAULT 'none',
    consents set('newsletter', 'phone', 'profiling', 'third party') NOT NULL DEFAULT '',
    preferences json DEFAULT NULL,
    signup_ip varbinary(16) DEFAULT NULL,
    credit_limit decimal(14, 2) unsigned NOT NULL DEFAULT 0.00,
    password_hash char(60) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
    external_ref char(36) CHARACTER SET ascii NOT NULL DEFAULT (UUID()),
    notes text,
    created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `updatedAt` datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
    deleted tinyint(1) NOT NULL DEFAULT 0,
    internal_flags bit(8) NOT NULL DEFAULT b'00000001' /*!80023 INVISIBLE *//*M!100303 INVISIBLE */,
    PRIMARY KEY (customer_id),
    UNIQUE KEY customer_no_key (customer_no),
    UNIQUE KEY customer_external_ref_key (external_ref),
    KEY customer_name_idx (last_name(20), first_name(10) DESC) COMMENT 'for the till',
    KEY customer_email_idx (email(40)) /*!80000 INVISIBLE *//*M!100600 IGNORED */,
    KEY customer_company (company_id),
    /*!80013 KEY customer_email_lower ((LOWER(email))), KEY customer_tags ((CAST(preferences->'$.tags' AS UNSIGNED ARRAY))), */
    FULLTEXT KEY customer_notes_ft (notes),
    CONSTRAINT customer_company_fk FOREIGN KEY (company_id) REFERENCES crm.company (company_id) ON DELETE SET NULL,
    CONSTRAINT customer_country_form CHECK (country REGEXP '^[A-Z]{2}$'),
    CONSTRAINT customer_born CHECK (birth_date >= '1800-01-01') /*!80016 NOT ENFORCED */
) ROW_FORMAT = DYNAMIC COMMENT = 'One row per customer.\nDon''t join on e-mail: it''s not unique, see "deleted".\r\nC:\\old\\path — 客户 🛒';

CREATE TABLE crm.contact (
    company_id bigint unsigned NOT NULL,
    contact_id int NOT NULL,
    name varchar(200) NOT NULL,
    email varchar(320) DEFAULT NULL,
    vcard mediumtext,
    PRIMARY KEY (company_id, contact_id),
    CONSTRAINT contact_company_fk FOREIGN KEY (company_id) REFERENCES crm.company (company_id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE crm.note (
    note_id int unsigned NOT NULL AUTO_INCREMENT,
    customer_id bigint unsigned DEFAULT NULL,
    author varchar(60) DEFAULT 'anonymous',
    body longtext,
    attachment longblob,
    written_at datetime(6) DEFAULT NULL,
    PRIMARY KEY (note_id),
    CONSTRAINT note_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) ON DELETE CASCADE,
    FULLTEXT KEY note_body_ft (body) /*!50706 WITH PARSER ngram */,
    FULLTEXT KEY note_both_ft (author, body)
);

CREATE TABLE crm.support_ticket (
    ticket_id int NOT NULL AUTO_INCREMENT,
    subject varchar(250) NOT NULL,
    customer_id bigint unsigned DEFAULT NULL,
    company_id bigint unsigned DEFAULT NULL,
    contact_id int DEFAULT NULL,
    severity tinyint unsigned NOT NULL DEFAULT 3,
    handling time(0) DEFAULT NULL,
    payload json DEFAULT NULL,
    PRIMARY KEY (ticket_id),
    KEY ticket_contact (company_id, contact_id),
    CONSTRAINT ticket_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) ON DELETE RESTRICT ON UPDATE NO ACTION,
    CONSTRAINT ticket_contact_fk FOREIGN KEY (company_id, contact_id) REFERENCES crm.contact (company_id, contact_id),
    CHECK (severity BETWEEN 1 AND 5)
) AUTO_INCREMENT = 1000;

-- catalog

CREATE TABLE catalog.category (
    id smallint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id smallint unsigned DEFAULT NULL,
    name varchar(100) NOT NULL,
    path varchar(500) GENERATED ALWAYS AS (CONCAT('/', LOWER(name))) VIRTUAL,
    UNIQUE KEY (parent_id, name),
    CONSTRAINT category_parent_fk FOREIGN KEY (parent_id) REFERENCES catalog.category (id)
);

CREATE TABLE catalog.product (
    product_id mediumint unsigned NOT NULL AUTO_INCREMENT,
    sku varchar(30) CHARACTER SET ascii NOT NULL,
    name varchar(200) NOT NULL,
    description text,
    category_id smallint unsigned DEFAULT NULL,
    list_price decimal(12, 4) DEFAULT NULL,
    gross_price decimal(12, 2) GENERATED ALWAYS AS (ROUND(list_price * 1.19, 2)) STORED,
    weight_kg float DEFAULT NULL,
    length_cm double DEFAULT NULL,
    code int(8) unsigned zerofill DEFAULT NULL,
    launched year DEFAULT NULL,
    specs json DEFAULT NULL,
    barcode binary(8) NOT NULL DEFAULT '\0\0\0\0\0\0\0\0',
    /*!90000 embedding vector(4) DEFAULT NULL, */
    /*M!110700 embedding vector(4) NOT NULL DEFAULT x'00000000000000000000000000000000', VECTOR KEY product_embedding (embedding) M=6 DISTANCE=cosine, */
    PRIMARY KEY (product_id),
    UNIQUE KEY product_sku_key (sku),
    KEY product_price (list_price DESC, name(30)),
    KEY product_category (category_id),
    CONSTRAINT product_category_fk FOREIGN KEY (category_id) REFERENCES catalog.category (id) ON DELETE SET NULL,
    CONSTRAINT product_price_sane CHECK (list_price >= 0 OR list_price IS NULL),
    CONSTRAINT product_sku_form CHECK (sku REGEXP '^[A-Z0-9-]+$')
);

CREATE TABLE catalog.review (
    review_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    product_id mediumint unsigned NOT NULL,
    customer_id bigint unsigned DEFAULT NULL,
    stars tinyint DEFAULT NULL,
    body text,
    written_on date DEFAULT (CURRENT_DATE),
    KEY review_product (product_id, stars),
    KEY review_customer (customer_id),
    CONSTRAINT review_product_fk FOREIGN KEY (product_id) REFERENCES catalog.product (product_id) ON DELETE CASCADE,
    CONSTRAINT review_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id) ON DELETE SET NULL
) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8;

-- warehouse

CREATE TABLE warehouse.site (
    site_id smallint NOT NULL PRIMARY KEY,
    code varchar(8) NOT NULL,
    position_on_map point NOT NULL /*!80003 SRID 0 */,
    outline polygon DEFAULT NULL,
    opening time DEFAULT '08:00:00',
    UNIQUE KEY site_code_key (code) USING BTREE,
    SPATIAL KEY site_position (position_on_map)
);

CREATE TABLE warehouse.`Lagerplätze` (
    `Halle` char(1) NOT NULL, `Regal-Nr.` int NOT NULL, `größe` decimal(6, 2) DEFAULT NULL COMMENT 'Größe in m²', `select` varchar(10) DEFAULT NULL,
    PRIMARY KEY (`Halle`, `Regal-Nr.`),
    KEY `by größe` (`größe`, `select`)
);

CREATE TABLE warehouse.stock_movement (
    movement_id bigint NOT NULL AUTO_INCREMENT,
    moved_on date NOT NULL,
    product_id mediumint unsigned NOT NULL,
    kind enum('IN', 'OUT', 'Zählung', 'transfer → other', '') NOT NULL DEFAULT '',
    quantity int NOT NULL,
    PRIMARY KEY (movement_id, moved_on),
    KEY movement_product (product_id, moved_on)
) PARTITION BY RANGE COLUMNS (moved_on) (
    PARTITION p2021 VALUES LESS THAN ('2022-01-01') COMMENT = 'the year is closed',
    PARTITION p2022 VALUES LESS THAN ('2023-01-01'),
    PARTITION rest VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE warehouse.scanner_event (
    device_id int NOT NULL, at datetime NOT NULL, code varchar(40) DEFAULT NULL, KEY (device_id, at)
) PARTITION BY HASH (device_id) PARTITIONS 3;

/*M!100300 CREATE SEQUENCE warehouse.pallet_seq START WITH 1 MINVALUE -5 MAXVALUE 9999 INCREMENT BY 1 CACHE 20 CYCLE */;
/*M!100300 CREATE SEQUENCE warehouse.`Count down` START WITH 1000 MINVALUE -2000000 MAXVALUE 1000 INCREMENT BY -1 NOCACHE NOCYCLE */;

-- sales

CREATE TABLE sales.store (
    store_id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL,
    opened year NOT NULL DEFAULT 2001
) ROW_FORMAT = COMPACT STATS_PERSISTENT = 1 STATS_AUTO_RECALC = 0;

CREATE TABLE sales.`order` (
    order_id bigint unsigned NOT NULL AUTO_INCREMENT,
    customer_id bigint unsigned NOT NULL,
    store_id int DEFAULT NULL,
    status enum('new', 'paid', 'on hold', 'picking', 'shipped', 'closed', 'cancelled') NOT NULL DEFAULT 'new',
    ordered_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    total decimal(14, 2) NOT NULL DEFAULT 0.00,
    remark varchar(2000) DEFAULT NULL,
    PRIMARY KEY (order_id),
    KEY order_customer (customer_id, ordered_at DESC),
    KEY order_open (status, ordered_at),
    KEY order_store (store_id),
    CONSTRAINT order_customer_fk FOREIGN KEY (customer_id) REFERENCES crm.customer (customer_id),
    CONSTRAINT order_store_fk FOREIGN KEY (store_id) REFERENCES sales.store (store_id) ON UPDATE CASCADE
);

CREATE TABLE sales.order_line (
    order_id bigint unsigned NOT NULL,
    line_no smallint unsigned NOT NULL,
    product_id mediumint unsigned NOT NULL,
    quantity int NOT NULL DEFAULT 1,
    price decimal(12, 4) NOT NULL,
    amount decimal(16, 4) GENERATED ALWAYS AS (quantity * price) VIRTUAL,
    PRIMARY KEY (order_id, line_no),
    KEY line_product (product_id),
    KEY line_amount (amount),
    CONSTRAINT line_order_fk FOREIGN KEY (order_id) REFERENCES sales.`order` (order_id) ON DELETE CASCADE,
    CONSTRAINT line_product_fk FOREIGN KEY (product_id) REFERENCES catalog.product (product_id)
);

CREATE TABLE sales.visit (
    country char(2) NOT NULL, day date NOT NULL, visit_id bigint NOT NULL, pages int DEFAULT NULL,
    PRIMARY KEY (visit_id, country, day)
) PARTITION BY LIST COLUMNS (country)
SUBPARTITION BY HASH (TO_DAYS(day)) SUBPARTITIONS 2 (
    PARTITION dach VALUES IN ('DE', 'AT', 'CH'),
    PARTITION fr VALUES IN ('FR'),
    PARTITION other VALUES IN ('XX', 'US')
);

CREATE TABLE sales.voucher (code varchar(20) NOT NULL, remaining decimal(10, 2) NOT NULL DEFAULT 0.00, PRIMARY KEY (code)) PARTITION BY KEY (code) PARTITIONS 2;

-- billing

CREATE TABLE billing.invoice (
    invoice_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id bigint unsigned DEFAULT NULL,
    issued_on date NOT NULL,
    net decimal(14, 2) NOT NULL,
    vat decimal(5, 2) NOT NULL DEFAULT 19.00,
    iban varchar(34) CHARACTER SET ascii DEFAULT NULL,
    KEY invoice_day (issued_on),
    UNIQUE KEY invoice_order (order_id),
    CONSTRAINT invoice_order_fk FOREIGN KEY (order_id) REFERENCES sales.`order` (order_id),
    CONSTRAINT `invoice ``net`` > 0` CHECK (net > -1000000 AND vat IN (0.00, 7.00, 16.00, 19.00))
) AUTO_INCREMENT = 1000000;

CREATE TABLE billing.ledger_entry (
    voucher_no int NOT NULL, line_no int NOT NULL, account varchar(10) NOT NULL DEFAULT '', debit decimal(14, 2) NOT NULL DEFAULT 0.00, credit decimal(14, 2) NOT NULL DEFAULT 0.00,
    PRIMARY KEY (voucher_no, line_no)
);

CREATE TABLE billing.exchange_rate (
    currency char(3) NOT NULL, day date NOT NULL, rate double NOT NULL, PRIMARY KEY (currency, day)
) /*M!100300 WITH SYSTEM VERSIONING */;

-- hr: the oldest part, in Latin 1

CREATE TABLE hr.employee (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL,
    manager_id int DEFAULT NULL,
    hired date NOT NULL,
    salary decimal(10, 2) DEFAULT NULL,
    job_title varchar(100) DEFAULT 'Bürokraft',
    KEY employee_manager (manager_id),
    CONSTRAINT employee_manager_fk FOREIGN KEY (manager_id) REFERENCES hr.employee (id)
);

CREATE TABLE hr.absence (
    employee_id int NOT NULL, first_day date NOT NULL, last_day date NOT NULL, kind varchar(20) DEFAULT NULL,
    /*M!100400 PERIOD FOR during (first_day, last_day), */
    PRIMARY KEY (employee_id, first_day),
    CONSTRAINT absence_employee_fk FOREIGN KEY (employee_id) REFERENCES hr.employee (id) ON DELETE CASCADE
);

-- audit

CREATE TABLE audit.change_log (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, changed_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), action char(1) NOT NULL,
    table_name varchar(130) NOT NULL, row_key varchar(100) DEFAULT NULL, old_row json DEFAULT NULL, changed_by varchar(300) DEFAULT NULL
);
CREATE TABLE audit.tally (n int NOT NULL PRIMARY KEY) COMMENT = 'numbers to count with';
CREATE TABLE audit.imported_customers_of_the_old_shop_system_before_the_merge (a varchar(20), b varchar(200), c text);
/*!80030 SET SESSION sql_generate_invisible_primary_key = ON */;
CREATE TABLE audit.login_attempt (login varchar(100) DEFAULT NULL, succeeded tinyint(1) DEFAULT NULL, attempted_at timestamp NULL DEFAULT NULL);
/*!80030 SET SESSION sql_generate_invisible_primary_key = OFF */;

-- views, one upon another

CREATE DEFINER = shop_owner@'%' SQL SECURITY DEFINER VIEW crm.customer_public AS SELECT customer_id, customer_no, tier, full_name FROM crm.customer WHERE NOT deleted;
CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW crm.gold_customer (id, `no.`) AS SELECT customer_id, customer_no FROM crm.customer_public WHERE tier = 'gold';
CREATE VIEW crm.phone_book AS SELECT customer_id, last_name, phone, crm.phone_digits(phone) AS digits FROM crm.customer WHERE phone <> '' WITH CASCADED CHECK OPTION;
CREATE VIEW crm.german_customer AS SELECT * FROM crm.company WHERE vat_no LIKE 'DE%' WITH LOCAL CHECK OPTION;
CREATE ALGORITHM = TEMPTABLE VIEW sales.revenue_by_day AS
    SELECT DATE(ordered_at) AS day, status, COUNT(*) AS orders, SUM(total) AS revenue FROM sales.`order` GROUP BY DATE(ordered_at), status;
CREATE VIEW `Reports (€)`.`Monthly Revenue` AS
    WITH months AS (SELECT DATE_FORMAT(day, '%Y-%m') AS month, revenue FROM sales.revenue_by_day)
    SELECT month AS `Month`, SUM(revenue) AS `Revenue (€)` FROM months GROUP BY month ORDER BY month;
CREATE VIEW `Reports (€)`.best_customer AS
    SELECT customer_id, revenue, RANK() OVER (ORDER BY revenue DESC) AS place
    FROM (SELECT customer_id, SUM(total) AS revenue FROM sales.`order` GROUP BY customer_id) AS sums;
CREATE VIEW hr.chief AS SELECT e.name, e.salary FROM hr.employee AS e WHERE NOT EXISTS (SELECT 1 FROM hr.employee AS m WHERE m.id = e.manager_id);

-- routines

DELIMITER //
CREATE DEFINER = shop_owner@'%' PROCEDURE crm.forget_customer(IN customer bigint unsigned, OUT gone int, INOUT reason varchar(100))
    MODIFIES SQL DATA
    COMMENT 'erasure'
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        SET gone = -1;
    END;
    START TRANSACTION;
    UPDATE crm.customer SET email = NULL, first_name = NULL, last_name = 'forgotten', notes = CONCAT('reason: ', reason) WHERE customer_id = customer;
    SET gone = ROW_COUNT(), reason = '';
    COMMIT;
END //
CREATE PROCEDURE sales.`close old orders`() READS SQL DATA
BEGIN
    DECLARE done int DEFAULT FALSE;
    DECLARE id bigint unsigned;
    DECLARE old_orders CURSOR FOR SELECT order_id FROM sales.`order` WHERE status = 'shipped';
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
    OPEN old_orders;
    each_order: LOOP
        FETCH old_orders INTO id;
        IF done THEN LEAVE each_order; END IF;
    END LOOP;
    CLOSE old_orders;
END //
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES' //
CREATE FUNCTION hr."label of"(id int) RETURNS varchar(50) CHARSET latin1 DETERMINISTIC NO SQL
    RETURN '#' || id || ' \ "no escape"' //
SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' //
CREATE PROCEDURE crm.phone_digits(IN phone varchar(200)) SELECT crm.phone_digits(phone) AS digits //

-- triggers

CREATE TRIGGER crm.customer_trim BEFORE INSERT ON crm.customer FOR EACH ROW SET NEW.city = TRIM(NEW.city) //
CREATE TRIGGER crm.customer_upper BEFORE INSERT ON crm.customer FOR EACH ROW FOLLOWS customer_trim SET NEW.country = UPPER(NEW.country) //
CREATE TRIGGER crm.customer_first BEFORE INSERT ON crm.customer FOR EACH ROW PRECEDES customer_trim
    IF NEW.customer_no IS NULL THEN SET NEW.customer_no = CONCAT('C-', UUID_SHORT()); END IF //
CREATE DEFINER = shop_owner@'%' TRIGGER crm.customer_audit AFTER UPDATE ON crm.customer FOR EACH ROW
BEGIN
    IF NOT (OLD.email <=> NEW.email) THEN
        INSERT INTO audit.change_log (action, table_name, row_key, old_row, changed_by)
        VALUES ('U', 'crm.customer', OLD.customer_id, JSON_OBJECT('email', OLD.email), CURRENT_USER()); -- it's "quoted"; really
    END IF;
END //
CREATE TRIGGER sales.line_audit AFTER DELETE ON sales.order_line FOR EACH ROW
    INSERT INTO audit.change_log (action, table_name, row_key) VALUES ('D', 'sales.order_line', CONCAT(OLD.order_id, '/', OLD.line_no)) //

-- events

CREATE DEFINER = shop_owner@'%' EVENT sales.nightly ON SCHEDULE EVERY 1 DAY STARTS '2024-01-01 03:00:00' ON COMPLETION PRESERVE ENABLE
    COMMENT 'when it''s quiet' DO CALL sales.`close old orders`() //
CREATE EVENT audit.thin_out ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2024-01-01 00:00:00' ENDS '2038-01-01 00:00:00' DISABLE DO
BEGIN
    DELETE FROM audit.change_log WHERE changed_at < NOW() - INTERVAL 10 YEAR LIMIT 1000;
END //
DELIMITER ;

-- MariaDB's packages

/*M!100300 SET sql_mode = ORACLE */;
DELIMITER //
/*M!100300 CREATE PACKAGE billing.rates AS
    FUNCTION vat_of(country varchar(2)) RETURN decimal(5, 2);
    PROCEDURE forget;
END */ //
/*M!100300 CREATE PACKAGE BODY billing.rates AS
    FUNCTION vat_of(country varchar(2)) RETURN decimal(5, 2) AS
    BEGIN
        RETURN CASE country WHEN 'DE' THEN 19.00 ELSE 20.00 END;
    END;
    PROCEDURE forget AS
    BEGIN
        NULL;
    END;
END */ //
DELIMITER ;
SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

-- roles and what they may do

CREATE ROLE IF NOT EXISTS shop_reader;
GRANT SELECT ON crm.customer_public TO shop_reader;
GRANT SELECT (customer_id, tier), UPDATE (tier) ON crm.customer TO shop_reader;
GRANT SELECT, EXECUTE ON sales.* TO shop_reader;
GRANT EXECUTE ON PROCEDURE crm.forget_customer TO shop_reader;
