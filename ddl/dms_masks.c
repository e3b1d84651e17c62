/* Masking. */
#include "dms_masks.h"

#include <stdlib.h>
#include <string.h>

#include "allow.h"
#include "scan.h"

const DmsMask *dms_mask_of(const DmsOptions *options, const Object *source_column)
{
    for (size_t i = 0; options->is_loader && i < options->mask_count; i++) {
        List entry = {(const char **)&options->masks[i].column, 1};
        if (allow_names(&entry, source_column))
            return &options->masks[i];
    }
    return NULL;
}

/* ---- what DMS takes for what (user guide, "Using data masking to hide sensitive information") ---- */

static bool is_one_of(const char *type, const char *const *words)
{
    size_t length = strcspn(type, "( ");
    for (; *words != NULL; words++)
        if (strlen(*words) == length && strncmp(type, *words, length) == 0)
            return true;
    return false;
}

bool dms_is_number(const char *engine, const char *type)
{
    static const char *const mysql[] = {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", NULL};
    static const char *const postgres[] = {"smallint", "integer", "bigint", "numeric", NULL};
    return is_one_of(type, strcmp(engine, "mysql") == 0 ? mysql : postgres);
}

/* Those that DMS has as STRING or WSTRING, and that are texts on the target, too. */
static bool is_text(const char *engine, const char *type)
{
    static const char *const mysql[] = {"char", "varchar", "tinytext", "text", NULL};
    static const char *const postgres[] = {"character", "bpchar", NULL};
    return is_one_of(type, strcmp(engine, "mysql") == 0 ? mysql : postgres);
}

/* Texts to DMS, which a hash's text may take the place of. */
static bool is_text_to_dms(const char *engine, const Column *column)
{
    static const char *const mysql[] = {"enum", "set", NULL};
    static const char *const postgres[] = {"uuid", "inet", "cidr", "macaddr", "macaddr8", "interval", NULL};
    bool is_enum = false;
    for (size_t i = 0; i < column->object.needs.count; i++)
        is_enum = is_enum || column->object.needs.items[i]->kind == KIND_ENUM;
    return is_text(engine, column->type) || is_enum ||
           is_one_of(column->type, strcmp(engine, "mysql") == 0 ? mysql : postgres);
}

/* ---- what a column is to others ---- */

typedef struct Part {
    bool is_primary, is_unique, refers, is_referred_to;
} Part;

/* A key of an index: the name alone, or with what follows it. */
static bool keys_have(const Syntax *syntax, const List *keys, const char *name)
{
    for (size_t i = 0; i < keys->count; i++) {
        Scan scan = scan_open(syntax, keys->items[i], strlen(keys->items[i]));
        for (Token token; scan_solid(&scan, &token);)
            if (token.type == TOKEN_NAME && token_names(&token, name))
                return true;
    }
    return false;
}

static Part part_of(const Catalog *source, const Column *column)
{
    Part part = {0};
    for (size_t i = 0; i < column->table->parts.count; i++) {
        const Object *object = column->table->parts.items[i];
        if (object->kind == KIND_KEY && list_has(&((const Key *)object)->columns, column->name)) {
            part.is_unique = true;
            part.is_primary = part.is_primary || ((const Key *)object)->is_primary;
        }
        part.is_unique =
            part.is_unique || (object->kind == KIND_INDEX && ((const Index *)object)->is_unique &&
                               keys_have(syntax_of(source->engine), &((const Index *)object)->keys, column->name));
    }
    EACH (source, FOREIGN_KEY, ForeignKey, key) {
        part.refers = part.refers || (key->table == column->table && list_has(&key->columns, column->name));
        part.is_referred_to = part.is_referred_to || (key->referenced_table == column->table &&
                                                      list_has(&key->referenced_columns, column->name));
    }
    return part;
}

static bool is_counted(const Catalog *source, const Column *column)
{
    bool is = column->auto_increment || column->identity != NULL;
    EACH (source, SEQUENCE, Sequence, sequence)
        is = is || sequence->owned_by == &column->object || sequence->identity_of == &column->object;
    return is;
}

static bool is_partition_key(const Syntax *syntax, const Column *column)
{
    const Table *table = (const Table *)column->table;
    const List key = {(const char **)&table->partition_key, table->partition_key == NULL ? 0 : 1};
    return keys_have(syntax, &key, column->name);
}

/* ---- what cannot be ---- */

typedef struct Masking {
    const Catalog *source;
    const DmsOptions *options;
    const char *const *reasons;
    Findings *findings;
} Masking;

static void refuse(const Masking *m, const Column *column, const char *remedy, const char *why)
{
    finding_add(m->findings, FINDING_MASK_INVALID, &column->object, remedy, "%s", why);
}

static const char *unfit_type(const Masking *m, const Column *column, DmsAction action)
{
    const char *engine = m->source->engine;
    bool is_number = dms_is_number(engine, column->type);
    if (action == DMS_REMOVE_COLUMN)
        return NULL;
    if (dms_is_lob(engine, column))
        return "a large object to DMS, which masks none";
    if (action == DMS_DIGITS_MASK && !is_text(engine, column->type))
        return "digits_mask is for texts";
    if (action == DMS_DIGITS_RANDOMIZE && !is_text(engine, column->type) && !is_number)
        return "digits_randomize is for texts and exact numbers";
    if (action == DMS_HASH_MASK && !is_text_to_dms(engine, column) && !is_number)
        return "hash_mask is for texts and exact numbers";
    return NULL;
}

static void check_place(const Masking *m, const Column *column, DmsAction action)
{
    const Part part = part_of(m->source, column);
    bool is_digits = action == DMS_DIGITS_MASK || action == DMS_DIGITS_RANDOMIZE;
    if (is_digits && (part.is_unique || part.refers || part.is_referred_to))
        refuse(m, column, "use hash_mask, for all columns that refer to each other",
               "it is part of a key: values that differ may become the same, and references lose each other");
    if (action == DMS_REMOVE_COLUMN && (part.is_primary || part.is_referred_to))
        refuse(m, column, "use hash_mask, for all columns that refer to each other",
               "it is part of a primary key, or others refer to it: it cannot be empty");
    if (action == DMS_REMOVE_COLUMN && column->not_null && column->default_value == NULL)
        refuse(m, column, "use another action, or give it a default on the source",
               "it is NOT NULL and has no default: rows without it are refused");
    if (action == DMS_HASH_MASK && is_counted(m->source, column))
        refuse(m, column, "leave it as it is, or load it without its sequence", "its values are counted: no hash is");
    if (action != DMS_REMOVE_COLUMN && is_partition_key(syntax_of(m->source->engine), column))
        refuse(m, column, "leave it as it is", "rows lie in partitions by it");
}

static DmsAction action_of(const Masking *m, const Object *table, const char *name)
{
    const Column *column = object_column(table, name);
    const DmsMask *mask = column == NULL ? NULL : dms_mask_of(m->options, &column->object);
    return mask == NULL ? DMS_ACTION_COUNT : mask->action;
}

/* What refers to each other is hashed on both sides or on none. */
static void check_references(const Masking *m)
{
    EACH (m->source, FOREIGN_KEY, ForeignKey, key)
        for (size_t i = 0;
             key->referenced_table != NULL && m->reasons[key->object.ordinal] == NULL && i < key->columns.count; i++) {
            DmsAction child = action_of(m, key->table, key->columns.items[i]);
            DmsAction parent = action_of(m, key->referenced_table, key->referenced_columns.items[i]);
            if ((child == DMS_HASH_MASK) != (parent == DMS_HASH_MASK) && child != DMS_REMOVE_COLUMN)
                finding_add(m->findings, FINDING_MASK_INVALID, &key->object, "use hash_mask for both, or for none",
                            "%s and what it refers to would no longer agree: one is hashed, the other is not",
                            key->columns.items[i]);
        }
}

static void check_column(const Masking *m, const Column *column)
{
    const DmsMask *mask = dms_mask_of(m->options, &column->object);
    if (mask == NULL || m->reasons[column->object.ordinal] != NULL || column->table->kind != KIND_TABLE)
        return;
    const char *unfit = unfit_type(m, column, mask->action);
    if (column->generated != NULL)
        refuse(m, column, "mask the columns that it is computed from", "it is computed on the target");
    else if (unfit != NULL)
        refuse(m, column, "use another action; remove_column is for any type", unfit);
    else
        check_place(m, column, mask->action);
}

/* A name that is mistyped would leave values as they are. */
static void check_matches(const Masking *m)
{
    for (size_t i = 0; i < m->options->mask_count; i++) {
        const List entry = {(const char **)&m->options->masks[i].column, 1};
        bool matches = false;
        EACH (m->source, COLUMN, Column, column)
            matches = matches || allow_names(&entry, &column->object);
        if (!matches)
            finding_add(m->findings, FINDING_MASK_INVALID, NULL, "correct its name, or take it out of masking",
                        "masking speaks of %s, and the source has no such column",
                        m->options->masks[i].column + strlen("column:"));
    }
}

void dms_check_masks(const Catalog *source, const DmsOptions *options, const char *const *reasons, Findings *findings)
{
    const Masking m = {source, options, reasons, findings};
    if (!options->is_loader || options->mask_count == 0)
        return;
    check_matches(&m);
    EACH (source, COLUMN, Column, column)
        check_column(&m, column);
    check_references(&m);
}

/* ---- what follows for the target ---- */

static bool holds_other_values(const DmsOptions *options, const Column *column)
{
    const DmsMask *mask = dms_mask_of(options, &column->object);
    return mask != NULL && mask->action != DMS_REMOVE_COLUMN;
}

bool dms_check_is_masked(const Catalog *source, const DmsOptions *options, const Check *check)
{
    const List text = {(const char **)&check->expression, check->expression == NULL ? 0 : 1};
    for (size_t i = 0; i < check->table->parts.count; i++) {
        const Column *column = (const Column *)check->table->parts.items[i];
        if (column->object.kind == KIND_COLUMN && holds_other_values(options, column) &&
            keys_have(syntax_of(source->engine), &text, column->name))
            return true;
    }
    return false;
}

/* A text of this length or a longer one. */
static bool has_room(const char *engine, const char *type)
{
    enum { HASH_LENGTH = 64 };
    static const char *const longer[] = {"text", "citext", "tinytext", "mediumtext", "longtext", NULL};
    const char *open = strchr(type, '(');
    bool is_varying = strncmp(type, "character varying", 17) == 0 || strncmp(type, "varchar", 7) == 0;
    if (is_one_of(type, longer))
        return true;
    return is_varying && (open == NULL ? strcmp(engine, "postgres") == 0 : strtol(open + 1, NULL, 10) >= HASH_LENGTH);
}

void dms_widen(Catalog *post, const DmsOptions *options, Findings *findings)
{
    bool is_mysql = strcmp(post->engine, "mysql") == 0;
    EACH (post, COLUMN, Column, at) {
        Column *column = (Column *)at;
        const Object *origin = column->object.origin;
        const DmsMask *mask = origin == NULL || origin->kind != KIND_COLUMN ? NULL : dms_mask_of(options, origin);
        if (mask == NULL || mask->action != DMS_HASH_MASK || has_room(post->engine, column->type))
            continue;
        finding_add(findings, FINDING_TYPE_CHANGED, origin, NULL, "made %s: a hash has 64 characters",
                    is_mysql ? "varchar(64)" : "character varying(64)");
        bool was_text = strstr(column->type, "char") != NULL;
        column->type = is_mysql ? "varchar(64)" : "character varying(64)";
        column->load_type = column->load_using = NULL;
        if (was_text)
            continue;
        column->collation = is_mysql ? ((const Table *)column->table)->collation : NULL;
        column->default_value = column->on_update = NULL;
    }
}
