CREATE TABLE parent (id integer PRIMARY KEY, name varchar(40));
CREATE SEQUENCE child_number_seq AS integer;
CREATE TABLE child (
    parent_id integer,
    number integer DEFAULT nextval('child_number_seq'),
    tags text[],
    PRIMARY KEY (parent_id, number)
);
CREATE TABLE without_key (id integer);
CREATE TABLE split (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE split_2020 PARTITION OF split FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
