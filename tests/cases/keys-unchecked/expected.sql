CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer, twin_id integer);
ALTER TABLE child ADD CONSTRAINT known_parent FOREIGN KEY (parent_id) REFERENCES parent ON DELETE SET NULL NOT VALID;
ALTER TABLE child ADD FOREIGN KEY (twin_id) REFERENCES child DEFERRABLE INITIALLY DEFERRED NOT VALID;
COMMENT ON CONSTRAINT known_parent ON child IS 'no child without';
