CREATE TABLE book (id integer PRIMARY KEY, title varchar(100) NOT NULL, author varchar(60), body text, tags text[], facts jsonb,
    price numeric(8,2), deleted boolean NOT NULL DEFAULT false, published date, code varchar(20), isbn text);
CREATE UNIQUE INDEX book_code ON book (code) WHERE NOT deleted;
CREATE INDEX book_new ON book (published) WHERE deleted;
CREATE INDEX book_order ON book (published DESC NULLS LAST, title);
CREATE UNIQUE INDEX book_including ON book (title, author) INCLUDE (price);
CREATE INDEX book_covering ON book (author) INCLUDE (price);
CREATE INDEX book_pattern ON book (title varchar_pattern_ops);
CREATE INDEX book_collated ON book (title COLLATE "en-x-icu");
CREATE INDEX book_lower ON book (lower(title));
CREATE UNIQUE INDEX book_lower_author ON book (lower(author), id);
CREATE INDEX book_hash ON book USING hash (author);
CREATE INDEX book_tags ON book USING gin (tags);
CREATE INDEX book_facts ON book USING gin (facts jsonb_path_ops);
CREATE INDEX book_search ON book USING gin (to_tsvector('english', title || ' ' || body));
CREATE INDEX book_brin ON book USING brin (published);
CREATE INDEX book_body ON book (body);
CREATE UNIQUE INDEX book_isbn ON book (isbn);
CREATE INDEX book_filled ON book (price) WITH (fillfactor = 60);
SELECT current_setting('server_version_num')::int >= 150000 AS pg15 \gset
ALTER TABLE book ADD CONSTRAINT book_nulls UNIQUE NULLS NOT DISTINCT (author, published);
ALTER TABLE book ADD CONSTRAINT book_later UNIQUE (title, published) DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE booking (room integer, during int4range, EXCLUDE USING gist (during WITH &&));
INSERT INTO book (id, title, author, code, deleted, isbn) VALUES (1, 'A', 'a', 'x', false, '1'), (2, 'B', 'b', 'x', true, '2'), (3, 'a', 'c', 'X', false, '3');
