CREATE TABLE "Mixed Case" ("Id" integer PRIMARY KEY, "ID" integer, "select" integer, "a`b""c" integer);
CREATE INDEX "PRIMARY" ON "Mixed Case" ("select");
CREATE INDEX "mixed" ON "Mixed Case" ("ID");
CREATE INDEX "MIXED" ON "Mixed Case" ("ID", "Id");
CREATE TABLE "mixed case" ("Id" integer PRIMARY KEY);
CREATE SCHEMA "Other";
CREATE TABLE "Other".t (id integer PRIMARY KEY);
COMMENT ON TABLE "Other".t IS 'in a schema of its own';
INSERT INTO "Mixed Case" VALUES (1, 2, 3, 4);
