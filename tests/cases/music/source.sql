-- The smallest that has a bit of everything usual: keys, a foreign key to itself, an index on an expression, a partial
-- one, a view, a trigger, an identity, checks of all the ways to write a list, and rows.
CREATE SCHEMA music;

CREATE TABLE music.artist (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    kind varchar(9) CHECK (kind IN ('solo', 'band')),
    UNIQUE (name)
);
CREATE TABLE music.album (
    id serial PRIMARY KEY,
    artist_id integer NOT NULL REFERENCES music.artist ON DELETE CASCADE,
    title varchar(160) NOT NULL,
    issued date DEFAULT CURRENT_DATE,
    reissue_of integer REFERENCES music.album DEFERRABLE
);
CREATE TABLE music.track (
    album_id integer REFERENCES music.album,
    number smallint CHECK (number BETWEEN 1 AND 99),
    title varchar(200) NOT NULL,
    format varchar(9) DEFAULT 'flac' CONSTRAINT known_format CHECK (format IN ('flac', 'mp3')),
    grade char(1) CHECK (grade IN ('a', 'b', 'c')),
    seconds numeric(8, 2) CHECK (seconds > 0),
    PRIMARY KEY (album_id, number)
);
CREATE INDEX ON music.album (lower(title));
CREATE INDEX track_lossy ON music.track (title) WHERE format IN ('mp3', 'ogg');
CREATE INDEX track_one ON music.track (title) WHERE format = 'mp3' AND grade IN ('a');

CREATE VIEW music.long_track AS
    SELECT a.name, t.title, t.seconds FROM music.track t JOIN music.album b ON b.id = t.album_id
    JOIN music.artist a ON a.id = b.artist_id WHERE t.seconds > 300 AND t.format IN ('flac', 'mp3') AND a.kind IN ('band');

CREATE FUNCTION music.tidy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.title := trim(NEW.title);
    RETURN NEW;
END
$$;
CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON music.track FOR EACH ROW EXECUTE FUNCTION music.tidy();
COMMENT ON TABLE music.album IS 'one row an issue; it''s not the medium';

INSERT INTO music.artist (name, kind) SELECT 'artist ' || i, CASE i % 3 WHEN 0 THEN 'band' WHEN 1 THEN 'solo' END FROM generate_series(1, 50) i;
INSERT INTO music.album (artist_id, title, issued) SELECT 1 + i % 50, 'Album No. ' || i, '2001-01-01'::date + i FROM generate_series(1, 200) i;
UPDATE music.album SET reissue_of = id - 1 WHERE id % 7 = 0;
INSERT INTO music.track SELECT 1 + i % 200, 1 + i / 200, E'a title\twith \\ and ' || i, CASE WHEN i % 4 > 0 THEN 'mp3' ELSE 'flac' END, 'b', 60 + i % 600 FROM generate_series(0, 2999) i;
