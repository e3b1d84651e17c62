CREATE TABLE parent (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) UNIQUE);
CREATE TABLE child (
    parent_id integer REFERENCES parent,
    number serial,
    tags text[],
    PRIMARY KEY (parent_id, number)
);
CREATE TABLE without_key (id integer CHECK (id > 0));
CREATE TABLE split (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE split_2020 PARTITION OF split FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON child USING gin (tags);
