CREATE DATABASE broken;
USE broken;
CREATE TABLE kept (a int);
CREATE VIEW good AS SELECT a FROM kept;
