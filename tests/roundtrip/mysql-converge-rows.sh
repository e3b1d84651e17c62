# NAME [ENTRY] START DESIRED: $T is a table that both sides have.

# --- Databases and tables ---
alters collation "$T" "$T; ALTER DATABASE collation CHARACTER SET latin1"
alters comment "$T" "$T; ALTER TABLE t COMMENT = 'it''s new'"
alters no_comment "$T; ALTER TABLE t COMMENT = 'old'" "$T"
alters table_collation "$T" "$T; ALTER TABLE t DEFAULT CHARACTER SET latin1"
alters options "$T; ALTER TABLE t STATS_PERSISTENT = 1" "$T; ALTER TABLE t STATS_SAMPLE_PAGES = 9"
alters auto_increment "$T" "$T; ALTER TABLE t AUTO_INCREMENT = 1000"
refuses engine table:engine.t "$T" "$T; ALTER TABLE t ENGINE = MyISAM"
refuses row_format table:row_format.t "$T" "$T; ALTER TABLE t ROW_FORMAT = COMPRESSED"

alters empty 'CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int, g int AS (a + 2) STORED)' \
    'CREATE TABLE t (id int NOT NULL PRIMARY KEY, a smallint, g int AS (a + 1) VIRTUAL) ROW_FORMAT = COMPRESSED PARTITION BY HASH (id) PARTITIONS 2'

# --- Columns ---
alters added "$T" "$T; ALTER TABLE t ADD d int NOT NULL DEFAULT 7, ADD first int FIRST, ADD e varchar(9) COLLATE utf8mb4_bin AFTER a, ADD f int AFTER e"
alters added_generated "$T" "$T; ALTER TABLE t ADD g int AS (a + 1) STORED, ADD v int AS (a + 2) VIRTUAL"
alters added_auto 'CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)' \
    'CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int); INSERT INTO t (a) VALUES (1), (2)'
alters added_auto_index 'CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)' \
    'CREATE TABLE t (a int, id int NOT NULL AUTO_INCREMENT, KEY k (id, a)); INSERT INTO t (a) VALUES (1), (2)'
alters wider "$T" "$T; ALTER TABLE t MODIFY a bigint, MODIFY b mediumtext, MODIFY c varchar(300)"
alters default_value "$T" "$T; ALTER TABLE t ALTER a SET DEFAULT 3, MODIFY c varchar(10) DEFAULT 'it''s'"
alters no_default "$T; ALTER TABLE t ALTER a SET DEFAULT 3" "$T"
alters not_null "$T" "$T; ALTER TABLE t MODIFY a int NOT NULL COMMENT 'must be'"
alters nullable "$T; ALTER TABLE t MODIFY a int NOT NULL" "$T"
alters utf8 'CREATE TABLE t (a varchar(10)) CHARACTER SET latin1; INSERT INTO t VALUES ('"'ä'"')' \
    'CREATE TABLE t (a varchar(10)) CHARACTER SET utf8mb4'
alters enum "CREATE TABLE t (a enum('a', 'b')); INSERT INTO t VALUES ('b')" "CREATE TABLE t (a enum('a', 'b', 'c'))"
alters stored "$T; ALTER TABLE t ADD g int AS (a + 1) STORED" "$T; ALTER TABLE t ADD g int AS (a + 2) STORED"
alters invisible "$T" "$T; ALTER TABLE t MODIFY b text INVISIBLE"
refuses narrower column:narrower.t.a "$T" "$T; ALTER TABLE t MODIFY a smallint"
refuses other_type column:other_type.t.c "$T" "$T; ALTER TABLE t MODIFY c int"
refuses latin column:latin.t.c "$T" "$T; ALTER TABLE t MODIFY c varchar(10) CHARACTER SET latin1"
refuses virtual column:virtual.t.g "$T; ALTER TABLE t ADD g int AS (a + 1) STORED" "$T; ALTER TABLE t ADD g int AS (a + 1) VIRTUAL"
refuses dropped column:dropped.t.x "$T; ALTER TABLE t ADD x int" "$T"

# --- Keys and indexes ---
alters key_added 'CREATE TABLE t (a int NOT NULL); INSERT INTO t VALUES (1)' 'CREATE TABLE t (a int NOT NULL PRIMARY KEY)'
alters key_changed "$T" "$T; ALTER TABLE t MODIFY a int NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (id, a)"
alters index_added "$T" "$T; CREATE UNIQUE INDEX u ON t (a); CREATE INDEX i ON t (b(3), a DESC); CREATE FULLTEXT INDEX f ON t (b)"
alters index_changed "$T; CREATE INDEX i ON t (a)" "$T; CREATE UNIQUE INDEX i ON t (a, c) COMMENT 'now unique'"
alters index_hidden "$T; CREATE INDEX i ON t (a)" "$T; CREATE INDEX i ON t (a) ${HIDDEN_INDEX:-INVISIBLE}"
alters index_shown "$T; CREATE INDEX i ON t (a) ${HIDDEN_INDEX:-INVISIBLE}" "$T; CREATE INDEX i ON t (a)"
drops index_extra "$T; CREATE INDEX i ON t (a)" "$T"
drops key_extra 'CREATE TABLE t (a int NOT NULL PRIMARY KEY); INSERT INTO t VALUES (1)' 'CREATE TABLE t (a int NOT NULL)'

# --- Checks ---
alters check_added "$T" "$T; ALTER TABLE t ADD CONSTRAINT c1 CHECK (a > 0), ADD CONSTRAINT c2 CHECK (a < 9)"
alters check_changed "$T; ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)" "$T; ALTER TABLE t ADD CONSTRAINT c CHECK (a >= 0)"
drops check_extra "$T; ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)" "$T"

# --- Foreign keys ---
F="$T; CREATE TABLE u (id int NOT NULL PRIMARY KEY, t int, KEY t (t)); INSERT INTO u VALUES (1, 1), (2, NULL)"
alters foreign_added "$F" "$F; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id) ON DELETE CASCADE"
alters foreign_changed "$F; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id)" \
    "$F; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id) ON DELETE CASCADE ON UPDATE SET NULL"
alters foreign_wider "$F; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id)" \
    "$F; ALTER TABLE u MODIFY t bigint; ALTER TABLE t MODIFY id bigint NOT NULL AUTO_INCREMENT; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id)"
drops foreign_extra "$F; ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES t (id)" "$T; CREATE TABLE u (id int NOT NULL PRIMARY KEY, t int)"

# --- Partitions ---
P='CREATE TABLE t (a int NOT NULL) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20)'
R='; INSERT INTO t VALUES (1), (11)'
alters partition_added "$P)$R" "$P, PARTITION p2 VALUES LESS THAN (30), PARTITION p3 VALUES LESS THAN MAXVALUE)"
refuses partition_dropped table:partition_dropped.t "$P)$R" \
    'CREATE TABLE t (a int NOT NULL) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (20))'
refuses partitioned table:partitioned.t "$T" "$T; ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 3"
refuses unpartitioned table:unpartitioned.t "$T; ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 3" "$T"

# --- What only the target has ---
drops table_extra "$T; CREATE TABLE extra (a int)" "$T"
drops column_extra "$T; ALTER TABLE t ADD x int, ADD KEY x (x)" "$T"

if [[ $ENGINE == mysql ]]; then
    alters functional "$T" "$T; CREATE INDEX i ON t ((lower(c))); CREATE INDEX j ON t ((a + 1))"
    alters not_enforced "$T; ALTER TABLE t ADD CONSTRAINT n_e CHECK (a > 0)" "$T; ALTER TABLE t ADD CONSTRAINT n_e CHECK (a > 0) NOT ENFORCED"
    alters srid "CREATE TABLE t (id int NOT NULL PRIMARY KEY, p point NOT NULL)" "CREATE TABLE t (id int NOT NULL PRIMARY KEY, p point NOT NULL SRID 0)"
else
    alters column_check "$T" "$T; ALTER TABLE t MODIFY a int CHECK (a > 0)"
    alters column_check_kept "$T; ALTER TABLE t MODIFY a int CHECK (a > 0)" "$T; ALTER TABLE t MODIFY a bigint CHECK (a > 0)"
    alters column_check_changed "$T; ALTER TABLE t MODIFY a int CHECK (a > 0)" "$T; ALTER TABLE t MODIFY a int CHECK (a > -1)"
    drops column_check_extra "$T; ALTER TABLE t MODIFY a int CHECK (a > 0)" "$T"
    alters versioned_added "$T; ALTER TABLE t ADD SYSTEM VERSIONING" "$T; ALTER TABLE t ADD SYSTEM VERSIONING, ADD d int DEFAULT 1"
    refuses versioned table:versioned.t "$T" "$T; ALTER TABLE t ADD SYSTEM VERSIONING"
    refuses unversioned table:unversioned.t "$T; ALTER TABLE t ADD SYSTEM VERSIONING" "$T"
fi
