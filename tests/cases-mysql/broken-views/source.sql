-- Views of what is gone, and views of them.
CREATE DATABASE broken;
USE broken;
CREATE TABLE kept (a int);
CREATE TABLE gone (a int);
CREATE VIEW good AS SELECT a FROM kept;
CREATE VIEW bad AS SELECT a FROM gone;
CREATE VIEW worse AS SELECT bad.a FROM bad JOIN kept;
DROP TABLE gone;
