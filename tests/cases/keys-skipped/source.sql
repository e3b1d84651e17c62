-- Foreign keys that the job leaves out, or leaves unchecked: the rows may hold orphans.
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (
    id integer PRIMARY KEY,
    parent_id integer CONSTRAINT known_parent REFERENCES parent ON DELETE SET NULL,
    twin_id integer REFERENCES child DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON CONSTRAINT known_parent ON child IS 'no child without';
