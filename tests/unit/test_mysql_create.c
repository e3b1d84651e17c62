/* What SHOW CREATE of MySQL and MariaDB says, and what information_schema escapes: text in, parts out. */
#include "read_mysql.h"
#include "tap.h"

static const char *joined(Arena *arena, const List *list)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < list->count; i++)
        buf_printf(&out, "%s%s", i > 0 ? " | " : "", list->items[i]);
    return arena_copy(arena, buf_text(&out));
}

static void check_escapes(Arena *arena)
{
    static const struct {
        const char *text, *meant;
    } escapes[] = {
        {"(`b1` + 1)", "(`b1` + 1)"},
        {"_utf8mb4\\'it\\\\\\'s \\\\\\\\\\'", "_utf8mb4'it\\'s \\\\'"},
        {"concat(`a`,_utf8mb4\\'\\\\n\\')", "concat(`a`,_utf8mb4'\\n')"},
        {"a\\nb", "a\nb"},
        {"ends in \\", "ends in \\"},
        {"`\xC3\x83\xC2\xA4` > _utf8mb4\\'\xC3\xA2\xC2\x82\xC2\xAC\\'", "`\xC3\xA4` > _utf8mb4'\xE2\x82\xAC'"},
        {"`\xC3\xA4` > \xE2\x82\xAC", "`\xC3\xA4` > \xE2\x82\xAC"},
        {"`\xC3\xA4`", "`\xC3\xA4`"},
    };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        is(my_unescaped(arena, escapes[i].text), escapes[i].meant, "unescaped: %s", escapes[i].text);
    ok(my_unescaped(arena, NULL) == NULL, "nothing stays nothing");
}

static void check_options(Arena *arena)
{
    static const struct {
        const char *text, *options, *row_format;
    } cases[] = {
        {"", "", NULL},
        {"partitioned", "", NULL},
        {"row_format=DYNAMIC COMPRESSION=\"zlib\" stats_persistent=1 partitioned KEY_BLOCK_SIZE=8",
         "COMPRESSION='zlib' | KEY_BLOCK_SIZE=8 | STATS_PERSISTENT=1", "DYNAMIC"},
        {" ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin STATS_PERSISTENT=1 ROW_FORMAT=COMPRESSED "
         "COMMENT='ROW_FORMAT=FIXED' `PAGE_COMPRESSED`='1'",
         "PAGE_COMPRESSED='1' | STATS_PERSISTENT=1", "COMPRESSED"},
        {" /*!80023 AUTOEXTEND_SIZE=4194304 */ ENGINE=InnoDB /*!80021 SECONDARY_ENGINE_ATTRIBUTE='{\"a\": 1}' */",
         "AUTOEXTEND_SIZE=4194304 | SECONDARY_ENGINE_ATTRIBUTE='{\"a\": 1}'", NULL},
        {" ENGINE=MRG_MyISAM UNION=(`a`,`b c`) INSERT_METHOD=LAST DATA DIRECTORY='/x' WITH SYSTEM VERSIONING",
         "DATA DIRECTORY='/x' | INSERT_METHOD=LAST | UNION=(`a`,`b c`)", NULL},
        {" ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t' /*!50100 TABLESPACE `Ts` */ `Own`=`Ab`", "OWN=`Ab`",
         NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *row_format = NULL;
        List options = my_options(arena, cases[i].text, strlen(cases[i].text), &row_format);
        is(joined(arena, &options), cases[i].options, "options of: %s", cases[i].text);
        is(row_format, cases[i].row_format, "row format of: %s", cases[i].text);
    }
}

static void check_table(Arena *arena)
{
    static const char text[] =
        "CREATE TABLE `a (b` (\n"
        "  `id` int NOT NULL AUTO_INCREMENT COMMENT 'DEFAULT 1, ) COLUMN_FORMAT FIXED',\n"
        "  `bin` varbinary(10) DEFAULT 0x00FF,\n"
        "  `cf` int /*!50606 STORAGE DISK */ /*!50606 COLUMN_FORMAT FIXED */ DEFAULT NULL,\n"
        "  `e` enum('x,','y)') DEFAULT 'x,',\n"
        "  PRIMARY KEY (`id`,`valid` WITHOUT OVERLAPS),\n"
        "  UNIQUE KEY `u``2` (`e`(10),`id` DESC) KEY_BLOCK_SIZE=8,\n"
        "  KEY `fx` ((lower(`e`)),((`id` * 2)) DESC) USING BTREE COMMENT 'WITH PARSER x' /*!80000 INVISIBLE */,\n"
        "  FULLTEXT KEY `ft` (`e`) /*!50100 WITH PARSER `ngram` */ ,\n"
        "  VECTOR KEY `v` (`bin`) `M`=8 `DISTANCE`=cosine,\n"
        "  CONSTRAINT `c` CHECK ((`id` > 0)),\n"
        "  PERIOD FOR `valid` (`a`, `b`)\n"
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COMMENT=') PARTITION BY'\n"
        "/*!50100 PARTITION BY RANGE (year(`d`))\n"
        "SUBPARTITION BY HASH (to_days(`d`))\n"
        "(PARTITION p0 VALUES LESS THAN (1990)\n"
        " (SUBPARTITION s0 COMMENT = 'a,  b' ENGINE = InnoDB,\n"
        "  SUBPARTITION s1 ENGINE = InnoDB),\n"
        " PARTITION p1 VALUES LESS THAN MAXVALUE\n"
        " (SUBPARTITION s2 ENGINE = InnoDB,\n"
        "  SUBPARTITION `s3` ENGINE = InnoDB)) */";
    static const struct {
        const char *name, *keys, *options;
    } indexes[] = {
        {"PRIMARY", "`id` | `valid` WITHOUT OVERLAPS", ""},
        {"u`2", "`e`(10) | `id` DESC", "KEY_BLOCK_SIZE=8"},
        {"fx", "(lower(`e`)) | ((`id` * 2)) DESC", ""},
        {"ft", "`e`", "WITH PARSER `ngram`"},
        {"v", "`bin`", "M=8 | DISTANCE=cosine"},
    };
    MyTable table;
    Err err = {0};
    if (!ok(my_table(arena, text, &table, &err), "a table is taken apart: %s", err.message))
        return;
    ok(table.columns.count == 4 && table.indexes.count == 5, "%zu columns, %zu indexes", table.columns.count,
       table.indexes.count);
    ok(table.columns.items[0].literal == NULL && table.columns.items[0].format == NULL, "a comment is no code");
    is(table.columns.items[1].literal, "0x00FF", "a binary default");
    is(table.columns.items[2].format, "FIXED", "a column's format");
    is(table.columns.items[3].literal, "'x,'", "a literal with a comma");
    for (size_t i = 0; i < table.indexes.count; i++) {
        is(table.indexes.items[i].name, indexes[i].name, "index %zu", i);
        is(joined(arena, &table.indexes.items[i].keys), indexes[i].keys, "its keys");
        is(joined(arena, &table.indexes.items[i].options), indexes[i].options, "its options");
    }
    is(joined(arena, &table.periods), "PERIOD FOR `valid` (`a`, `b`)", "a period");
    is(joined(arena, &table.period_names), "valid", "its name");
    is(table.row_format, "DYNAMIC", "the row format that was asked for");
    is(table.partition_key, "RANGE (year(`d`)) SUBPARTITION BY HASH (to_days(`d`))", "how it is partitioned");
    is(joined(arena, &table.partitions),
       "PARTITION `p0` VALUES LESS THAN (1990) (SUBPARTITION `s0` COMMENT = 'a,  b' ENGINE = InnoDB, SUBPARTITION `s1` ENGINE = InnoDB)"
       " | PARTITION `p1` VALUES LESS THAN MAXVALUE (SUBPARTITION `s2` ENGINE = InnoDB, SUBPARTITION `s3` ENGINE = InnoDB)",
       "its partitions");
}

static void check_partition_keys(Arena *arena)
{
    static const struct {
        const char *tail, *key, *partitions;
    } cases[] = {
        {"/*!50100 PARTITION BY KEY ()\nPARTITIONS 3 */", "KEY () PARTITIONS 3", ""},
        {"/*!50100 PARTITION BY LINEAR KEY */ /*!50611 ALGORITHM = 1 */ /*!50100 (a,b)\n(PARTITION x ENGINE = InnoDB) */",
         "LINEAR KEY ALGORITHM = 1 (`a`,`b`)", "PARTITION `x` ENGINE = InnoDB"},
        {" PARTITION BY SYSTEM_TIME LIMIT 1000\n(PARTITION `p0` HISTORY ENGINE = InnoDB,\n PARTITION `pn` CURRENT ENGINE = InnoDB)",
         "SYSTEM_TIME LIMIT 1000", "PARTITION `p0` HISTORY ENGINE = InnoDB | PARTITION `pn` CURRENT ENGINE = InnoDB"},
        {"", NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        MyTable table;
        Err err = {0};
        const char *text = arena_printf(arena, "CREATE TABLE `t` (\n  `a` int\n) ENGINE=InnoDB\n%s", cases[i].tail);
        ok(my_table(arena, text, &table, &err), "partitioned: %s", cases[i].tail);
        is(table.partition_key, cases[i].key, "how");
        is(joined(arena, &table.partitions), cases[i].partitions, "into what");
    }
    MyTable table;
    Err err = {0};
    ok(!my_table(arena, "CREATE TABLE `t` (`a` int", &table, &err) && err.class == ERR_BUG,
       "what never ends is refused");
}

static void check_texts(Arena *arena)
{
    is(my_text("CREATE DEFINER=`FUNCTION`@`%` FUNCTION `f(`(a INT) RETURNS int\nRETURN 1", "", NULL),
       "(a INT) RETURNS int\nRETURN 1", "a function's");
    is(my_text("CREATE DEFINER=\"r\"@\"%\" PACKAGE BODY \"BODY\" AS x", "ANSI_QUOTES,ORACLE", NULL), " AS x",
       "a package body's");
    is(my_text("CREATE DEFINER=`r`@`%` TRIGGER `FOR` BEFORE INSERT ON `EACH` FOR EACH ROW SET @a = 1", "",
               "FOR EACH ROW"),
       "SET @a = 1", "a trigger's");
    is(my_text("CREATE DEFINER=`r`@`%` EVENT `e` ON SCHEDULE EVERY 1 DAY COMMENT 'DO it' DO SELECT 1", "", "DO"),
       "SELECT 1", "an event's");
    ok(my_text("CREATE TABLE t (a int)", "", NULL) == NULL, "a table has none");
    ok(my_is_aggregate("CREATE DEFINER=`r`@`%` AGGREGATE FUNCTION `f`(a INT)", "") &&
           !my_is_aggregate("CREATE DEFINER=`AGGREGATE`@`%` FUNCTION `f`(a INT)", ""),
       "an aggregate is known by its word");
    MyView view;
    Err err = {0};
    static const char text[] =
        "CREATE ALGORITHM=MERGE DEFINER=`VIEW`@`%` SQL SECURITY INVOKER VIEW `d`.`AS` (`x``y`,`z`) AS "
        "select 1 AS `a`,2 AS `b` WITH CASCADED CHECK OPTION";
    if (!ok(my_view(arena, text, true, &view, &err), "a view is taken apart: %s", err.message))
        return;
    is(view.algorithm, "MERGE", "its algorithm");
    is(joined(arena, &view.columns), "x`y | z", "the names of its columns");
    is(view.query, "select 1 AS `a`,2 AS `b`", "its query, without what is checked");
}

int main(void)
{
    Arena *arena = arena_new();
    check_escapes(arena);
    check_options(arena);
    check_table(arena);
    check_partition_keys(arena);
    check_texts(arena);
    arena_free(arena);
    return done();
}
