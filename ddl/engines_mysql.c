/* Storage engines: which table keeps its own, and which becomes one of InnoDB. */
#include <string.h>
#include <strings.h>

#include "emit_mysql.h"
#include "text.h"
#include "translate_mysql.h"

typedef struct Engine {
    const char *mysql, *mariadb; /* how it is called there; NULL: it is none of theirs */
    bool is_elsewhere;           /* its rows are another server's, and so is its password */
} Engine;

static const Engine engines[] = {
    {"InnoDB", "InnoDB", false},
    {"MyISAM", "MyISAM", false},
    {"MEMORY", "MEMORY", false},
    {"CSV", "CSV", false},
    {"ARCHIVE", "ARCHIVE", false},
    {"BLACKHOLE", "BLACKHOLE", false},
    {"ndbcluster", NULL, false},
    {"MRG_MYISAM", "MRG_MyISAM", false},
    {NULL, "Aria", false},
    {NULL, "ROCKSDB", false},
    {NULL, "Columnstore", false},
    {NULL, "Mroonga", false},
    {"FEDERATED", "FEDERATED", true},
    {NULL, "CONNECT", true},
    {NULL, "SPIDER", true},
    {NULL, "S3", true},
};

static const Engine *engine_named(const char *name)
{
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
        if ((engines[i].mysql != NULL && strcasecmp(engines[i].mysql, name) == 0) ||
            (engines[i].mariadb != NULL && strcasecmp(engines[i].mariadb, name) == 0))
            return &engines[i];
    return NULL;
}

/* The server's own list, where it was read; else whatever its product brings. */
static bool is_offered(const Release *release, const char *name)
{
    const char *offered = catalog_parameter(release->catalog, "engines");
    for (const char *at = offered; at != NULL && *at != '\0'; at += *at == ',') {
        size_t length = strcspn(at, ",");
        if (strlen(name) == length && strncasecmp(at, name, length) == 0)
            return true;
        at += length;
    }
    return offered == NULL;
}

/* How the target calls the table's engine; NULL: it cannot have such a table. */
static const char *engine_there(const Table *table, const Release *target)
{
    const Engine *engine = engine_named(table->engine);
    bool is_mariadb = my_is_mariadb_release(target);
    const char *name = engine == NULL ? table->engine : is_mariadb ? engine->mariadb : engine->mysql;
    /* MySQL 8 left partitions to the engines, and these two took them. */
    bool may_be_partitioned =
        is_mariadb || name == NULL || strcmp(name, "InnoDB") == 0 || strcmp(name, "ndbcluster") == 0;
    if (name == NULL || !is_offered(target, name) || (table->partition_key != NULL && !may_be_partitioned))
        return NULL;
    return name;
}

/* ---- made one of InnoDB ---- */

static const char *with_engine(Arena *arena, const char *partition, const char *engine)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_mysql, partition, strlen(partition));
    bool follows = false;
    for (Token token; scan_next(&scan, &token);) {
        bool is_name = follows && token.type == TOKEN_NAME;
        if (is_name)
            buf_puts(&out, engine);
        else
            buf_put(&out, token.start, token.length);
        follows = token_is(&token, "engine") || (follows && !is_name);
    }
    return arena_copy(arena, buf_text(&out));
}

static bool is_of_other_engines(const char *option)
{
    static const char *const names[] = {"DELAY_KEY_WRITE", "PACK_KEYS",     "INSERT_METHOD", "UNION",
                                        "CONNECTION",      "TRANSACTIONAL", "PAGE_CHECKSUM", NULL};
    for (const char *const *name = names; *name != NULL; name++)
        if (strncasecmp(option, *name, strlen(*name)) == 0)
            return true;
    return false;
}

static void drop_options(Table *table, Arena *arena)
{
    List before = table->options;
    table->options = (List){arena_array(arena, before.count, sizeof *before.items), 0};
    for (size_t i = 0; i < before.count; i++)
        if (!is_of_other_engines(before.items[i]))
            table->options.items[table->options.count++] = before.items[i];
    bool is_innodb_format =
        table->row_format != NULL &&
        (strcasecmp(table->row_format, "DYNAMIC") == 0 || strcasecmp(table->row_format, "COMPRESSED") == 0 ||
         strcasecmp(table->row_format, "COMPACT") == 0 || strcasecmp(table->row_format, "REDUNDANT") == 0);
    if (!is_innodb_format)
        table->row_format = NULL;
}

static void make_innodb(Table *table, Arena *arena)
{
    table->engine = "InnoDB";
    drop_options(table, arena);
    List before = table->partitions;
    table->partitions.items = arena_array(arena, before.count, sizeof *before.items);
    for (size_t i = 0; i < before.count; i++)
        table->partitions.items[i] = with_engine(arena, before.items[i], "InnoDB");
}

/* InnoDB has trees only. What MariaDB says is a hash in a table of InnoDB's is its way of keeping long texts unique. */
static bool became_innodb(const Table *table)
{
    return text_equal(table->engine, "InnoDB") && !text_equal(((const Table *)table->object.origin)->engine, "InnoDB");
}

static void make_trees(Catalog *desired)
{
    EACH (desired, INDEX, Index, index)
        if (text_equal(index->method, "HASH") && became_innodb((const Table *)index->table))
            ((Index *)index)->method = "BTREE";
    EACH (desired, KEY, Key, key)
        if (text_equal(key->method, "HASH") && became_innodb((const Table *)key->table))
            ((Key *)key)->method = "BTREE";
}

/* ---- choosing ---- */

static void find_changed(Findings *findings, const Table *table, const char *there, const Versions *versions,
                         Arena *arena)
{
    const Engine *engine = engine_named(((const Table *)table->object.origin)->engine);
    const char *name = ((const Table *)table->object.origin)->engine;
    if (engine != NULL && engine->is_elsewhere)
        finding_add(findings, FINDING_ENGINE_CHANGED, table->object.origin,
                    "make it anew on the target, if a copy should lead where the source's leads",
                    "engine %s keeps its rows on another server: made a table of InnoDB", name);
    else if (there == NULL)
        finding_add(findings, FINDING_ENGINE_CHANGED, table->object.origin,
                    "nothing, unless somebody relies on what only that engine does",
                    "engine %s, which %s does not have%s: made a table of InnoDB", name,
                    my_release_text(arena, &versions->target),
                    table->partition_key == NULL ? "" : " for a partitioned table");
    else
        finding_add(findings, FINDING_ENGINE_CHANGED, table->object.origin, NULL,
                    "engine %s: made a table of InnoDB as the job says", name);
}

static void find_kept(Findings *findings, const Table *table, Map *told)
{
    if (map_put(told, table->engine, (void *)table->engine) == NULL)
        finding_add(findings, FINDING_ENGINE_KEPT, table->object.origin,
                    "set engines: innodb to have tables that survive a crash",
                    "engine %s, and so it is wherever else it stands: no transactions, no consistent snapshots",
                    table->engine);
}

/* Without a finding: a sequence loses nothing by another engine. */
static void choose_for_sequences(Catalog *desired, const Versions *versions, bool all_innodb)
{
    EACH (desired, SEQUENCE, Sequence, sequence)
        if (sequence->engine != NULL && (all_innodb || !is_offered(&versions->target, sequence->engine)))
            ((Sequence *)sequence)->engine = NULL;
}

void my_choose_engines(Catalog *desired, Arena *arena, const Versions *versions, bool all_innodb, Findings *findings)
{
    Map told = map_new(arena);
    EACH (desired, TABLE, Table, read) {
        Table *table = (Table *)read;
        if (table->engine == NULL || strcasecmp(table->engine, "InnoDB") == 0)
            continue;
        const Engine *engine = engine_named(table->engine);
        const char *there = engine_there(table, &versions->target);
        if (there != NULL && !all_innodb && !(engine != NULL && engine->is_elsewhere)) {
            table->engine = there;
            find_kept(findings, table, &told);
            continue;
        }
        make_innodb(table, arena);
        find_changed(findings, table, there, versions, arena);
    }
    make_trees(desired);
    choose_for_sequences(desired, versions, all_innodb);
}
