/* What a DMS task loads. */
#include "dms_plan.h"

#include <stdlib.h>
#include <string.h>

#include "dms_masks.h"
#include "text.h"

typedef struct Planning {
    DmsPlan *plan;
    const Object **made; /* by the source object's ordinal: what the target has of it */
    Findings *findings;
} Planning;

/* ---- what became of the source's objects ---- */

static bool is_partition(const Object *object)
{
    const Object *table = object->kind == KIND_COLUMN ? object_container(object) : object;
    return table->kind == KIND_TABLE && ((const Table *)table)->partition_of != NULL;
}

/* A table whose partitions are tables on the target: they have its origin, too. */
static void find_made(Planning *p, const Catalog *post)
{
    static const Kind kinds[] = {KIND_TABLE, KIND_COLUMN};
    const Catalog *source = p->plan->source;
    p->made = arena_array(p->plan->arena, source->object_count + 1, sizeof *p->made);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < post->objects[kinds[k]].count; i++) {
            const Object *object = post->objects[kinds[k]].items[i], *origin = object->origin;
            bool is_ours = origin != NULL && origin->kind == kinds[k];
            if (is_ours && (p->made[origin->ordinal] == NULL || is_partition(p->made[origin->ordinal])))
                p->made[origin->ordinal] = object;
        }
}

static const Table *made_table(const Planning *p, const Table *from)
{
    while (p->made[from->object.ordinal] == NULL && from->partition_of != NULL)
        from = (const Table *)from->partition_of;
    return (const Table *)p->made[from->object.ordinal];
}

/* A partition's, of what its whole became. */
static const Column *made_column(const Planning *p, const Column *from, const Table *to)
{
    const Object *made = p->made[from->object.ordinal];
    const Table *table = (const Table *)from->table;
    for (const Object *at = table->partition_of; made == NULL && at != NULL; at = ((const Table *)at)->partition_of) {
        const Column *above = object_column(at, from->name);
        made = above == NULL ? NULL : p->made[above->object.ordinal];
    }
    return made != NULL && object_container(made) == &to->object ? (const Column *)made : NULL;
}

/* ---- columns ---- */

static bool is_type(const char *type, const char *word)
{
    size_t length = strlen(word);
    return strncmp(type, word, length) == 0 && (type[length] == '\0' || type[length] == '(' || type[length] == ' ');
}

/* DMS knows decimals of 38 digits (user guide, "Data types"): longer ones travel as texts. */
static DmsType travelling_type(const DmsPlan *plan, const Column *from, const DmsMask *mask)
{
    enum { DIGITS_MAX = 38, HASH_LENGTH = 64 };
    const DmsType none = {NULL, INT_NONE, INT_NONE, INT_NONE};
    const char *open = strchr(from->type, '(');
    bool is_long = strcmp(plan->from, "mysql") == 0 && is_type(from->type, "decimal") && open != NULL &&
                   strtol(open + 1, NULL, 10) > DIGITS_MAX;
    if (mask != NULL && mask->action == DMS_HASH_MASK && dms_is_number(plan->from, from->type))
        return (DmsType){"string", INT_NONE, INT_NONE, HASH_LENGTH};
    return is_long ? (DmsType){"string", INT_NONE, INT_NONE, 70} : none;
}

static void note_traits(DmsPlan *plan, const Column *from)
{
    bool mapped = plan->dms.map_boolean_as_boolean;
    if (strcmp(plan->from, "postgres") != 0)
        return;
    if (is_type(from->type, "boolean")) {
        plan->traits[DMS_HAS_BOOLEANS] = true;
        plan->traits[mapped ? DMS_HAS_BOOLEANS_MAPPED : DMS_HAS_BOOLEANS_AS_WORDS] = true;
    }
    if (strcmp(from->type, "numeric") == 0)
        plan->traits[DMS_HAS_UNBOUNDED_NUMERICS] = true;
    if (strcmp(from->type, "character varying") == 0) {
        int64_t bytes = probe_fact(plan->probe, &from->object, FACT_MAX_BYTES);
        plan->traits[DMS_HAS_UNBOUNDED_VARCHARS] = true;
        plan->varchar_max_bytes = bytes > plan->varchar_max_bytes ? bytes : plan->varchar_max_bytes;
    }
}

/* As long as DMS holds it: texts in UTF-16 (user guide, "Setting LOB support"). */
static int64_t held_bytes(const DmsPlan *plan, const Column *from)
{
    int64_t bytes = probe_fact(plan->probe, &from->object, FACT_MAX_BYTES);
    int64_t characters = probe_fact(plan->probe, &from->object, FACT_MAX_CHARS);
    if (bytes == PROBE_UNKNOWN)
        return INT_NONE;
    if (characters == PROBE_UNKNOWN || characters > bytes)
        return is_type(from->type, "bytea") || strstr(from->type, "blob") != NULL ? bytes : bytes * 2;
    return characters * 2 + (bytes - characters) * 2 / 3; /* four bytes hold two of its units */
}

static void note_lob(DmsPlan *plan, DmsLoadedTable *table, const Column *from)
{
    int64_t bytes = held_bytes(plan, from);
    if (!dms_is_lob(plan->from, from))
        return;
    bool is_known = bytes != INT_NONE && (!table->has_lobs || table->lob_bytes != INT_NONE);
    table->lob_bytes = !is_known ? INT_NONE : bytes > table->lob_bytes ? bytes : table->lob_bytes;
    table->has_lobs = plan->has_lobs = true;
}

/* What DMS does not carry (user guide, "Limitations" of each endpoint), though the target has a place for it. */
static void tell_lost(const Planning *p, const Column *from, const Column *to)
{
    const DmsPlan *plan = p->plan;
    bool is_plain = to != NULL && to->generated == NULL;
    bool has_fractions = strcmp(plan->from, "postgres") == 0 && strcmp(plan->to, "mysql") == 0 && is_plain &&
                         is_type(to->type, "time") && probe_fact(plan->probe, &from->object, FACT_TIME_FRACTIONS) != 0;
    if (is_plain && from->generated != NULL)
        finding_add(p->findings, FINDING_DMS_SETTING, &from->object,
                    "compute it on the target: UPDATE it after the load, or have a trigger do so",
                    "DMS loads no generated columns, and on the target it is a plain one: it stays empty")
            ->severity = to->not_null ? SEVERITY_CRITICAL : SEVERITY_WARNING;
    else if (is_plain && from->is_invisible && strcmp(plan->from, plan->to) == 0)
        finding_add(p->findings, FINDING_TYPE_UNSUPPORTED_DMS, &from->object,
                    "make it visible on the source, or say remove_column in masking: it gets its default then",
                    "DMS loads no invisible columns")
            ->severity = from->auto_increment ? SEVERITY_WARNING : SEVERITY_CRITICAL;
    else if (is_plain && has_fractions)
        finding_add(p->findings, FINDING_TYPE_LOSSY, &from->object, "make it a varchar by a `types:` rule",
                    "DMS loads times into MySQL without the fractions of their seconds");
}

static void plan_column(const Planning *p, DmsLoadedTable *table, const Column *from)
{
    DmsPlan *plan = p->plan;
    const Column *to = made_column(p, from, table->to);
    const DmsMask *mask = dms_mask_of(&plan->dms, &from->object);
    bool stays = to == NULL || from->generated != NULL || to->generated != NULL || from->is_invisible ||
                 (mask != NULL && mask->action == DMS_REMOVE_COLUMN);
    DmsLoadedColumn *column = LIST_PUSH(plan->arena, &table->columns);
    *column = (DmsLoadedColumn){from, stays ? NULL : to, stays ? NULL : mask, travelling_type(plan, from, mask)};
    if (mask == NULL || mask->action != DMS_REMOVE_COLUMN)
        tell_lost(p, from, to);
    if (stays)
        return;
    note_traits(plan, from);
    note_lob(plan, table, from);
}

/* ---- ranges ---- */

/* The column that alone is the primary key, and never NULL: rows with NULL in it would not be loaded. */
static const Column *key_column(const Table *table)
{
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Key *key = (const Key *)table->object.parts.items[i];
        if (key->object.kind == KIND_KEY && key->is_primary && key->columns.count == 1) {
            const Column *column = object_column(&table->object, key->columns.items[0]);
            return column != NULL && column->not_null ? column : NULL;
        }
    }
    return NULL;
}

/* What the server will give out next, or gave out last, says how far the keys go. */
static int64_t greatest_key(const DmsPlan *plan, const Table *table, const Column *column)
{
    if (column->auto_increment)
        return table->auto_increment;
    EACH (plan->source, SEQUENCE, Sequence, sequence)
        if ((sequence->identity_of == &column->object || sequence->owned_by == &column->object) &&
            sequence->increment > 0)
            return sequence->last_value;
    return INT_NONE;
}

/* From one engine to another the types' findings tell it. */
static void tell_cut(const Planning *p)
{
    const DmsPlan *plan = p->plan;
    if (strcmp(plan->from, plan->to) != 0 || plan->dms.lob_mode != DMS_LOB_LIMITED)
        return;
    for (size_t i = 0; i < plan->tables.count; i++) {
        const DmsLoadedTable *table = &plan->tables.items[i];
        bool is_known = table->lob_bytes != INT_NONE;
        if (table->has_lobs && (!is_known || table->lob_bytes > plan->lob_max_kb * 1024))
            finding_add(p->findings, FINDING_LOB_TRUNC, &table->from->object,
                        "set dms.lob_mode: full or inline, or another dms.lob_max_size",
                        is_known
                            ? "it has large objects that are longer than LobMaxSize: DMS cuts them"
                            : "how long its large objects are is not known: DMS cuts what is longer than LobMaxSize")
                ->severity = is_known ? SEVERITY_CRITICAL : SEVERITY_WARNING;
    }
}

static void plan_ranges(DmsPlan *plan, DmsLoadedTable *table)
{
    enum { RANGES_MAX = 8 };
    const int64_t range_bytes = INT64_C(512) << 20;
    const Column *column = key_column(table->from);
    int64_t greatest = column == NULL ? INT_NONE : greatest_key(plan, table->from, column);
    int64_t count = table->from->bytes == INT_NONE ? 0 : table->from->bytes / range_bytes;
    count = count > RANGES_MAX ? RANGES_MAX : count;
    if (count < 2 || greatest < count)
        return;
    table->ranges.column = column->name;
    for (int64_t i = 1; i < count; i++)
        *LIST_PUSH(plan->arena, &table->ranges.bounds) = greatest / count * i;
}

/* ---- tables ---- */

static bool is_inherited(const Planning *p, const Table *table)
{
    EACH (p->plan->source, TABLE, Table, child)
        for (size_t i = 0; i < child->inherits.count; i++)
            if (child->inherits.items[i] == &table->object && p->made[child->object.ordinal] != NULL)
                return true;
    return false;
}

/* DMS reads a parent with its children's rows, and they themselves: of a partitioned table it loads the partitions. */
static bool is_loaded(const Planning *p, const Table *table)
{
    bool is_whole = strcmp(p->plan->from, "postgres") == 0 && table->partition_key != NULL;
    if (is_whole || table->server != NULL || made_table(p, table) == NULL)
        return false;
    if (!is_inherited(p, table))
        return true;
    if (table->bytes > 0)
        finding_add(p->findings, FINDING_DMS_SETTING, &table->object,
                    "copy its own rows by hand: INSERT INTO ... SELECT * FROM ONLY it",
                    "other tables inherit from it: DMS would load their rows with its own, so it is not loaded");
    return false;
}

static void plan_table(Planning *p, const Table *from)
{
    DmsLoadedTable *table = LIST_PUSH(p->plan->arena, &p->plan->tables);
    *table = (DmsLoadedTable){.from = from, .to = made_table(p, from)};
    for (size_t i = 0; i < from->object.parts.count; i++)
        if (from->object.parts.items[i]->kind == KIND_COLUMN)
            plan_column(p, table, (const Column *)from->object.parts.items[i]);
    plan_ranges(p->plan, table);
}

static int64_t lob_max_kb(const DmsPlan *plan)
{
    enum { DMS_DEFAULT_KB = 32, DMS_MOST_KB = 102400 };
    int64_t most = 0;
    if (plan->dms.lob_max_kb != INT_NONE)
        return plan->dms.lob_max_kb;
    for (size_t i = 0; i < plan->tables.count; i++) {
        const DmsLoadedTable *table = &plan->tables.items[i];
        int64_t kb = table->lob_bytes == INT_NONE ? 0 : (table->lob_bytes + 1023) / 1024;
        most = table->has_lobs && kb > most ? kb : most;
    }
    return most > DMS_MOST_KB ? DMS_MOST_KB : most > DMS_DEFAULT_KB ? most : DMS_DEFAULT_KB;
}

void dms_plan(DmsPlan *plan, Arena *arena, const Catalog *source, const Desired *desired, const DmsOptions *dms,
              const Probe *probe, Findings *findings)
{
    *plan = (DmsPlan){.arena = arena,
                      .source = source,
                      .from = source->engine,
                      .to = desired->post->engine,
                      .dms = *dms,
                      .probe = probe,
                      .varchar_max_bytes = INT_NONE};
    Planning p = {.plan = plan, .findings = findings};
    find_made(&p, desired->post);
    EACH (source, TABLE, Table, table)
        if (is_loaded(&p, table))
            plan_table(&p, table);
    plan->lob_max_kb = lob_max_kb(plan);
    tell_cut(&p);
    plan->traits[DMS_ALWAYS] = true;
    plan->traits[DMS_HAS_CDC] = dms->task != DMS_FULL_LOAD;
    plan->traits[DMS_HAS_LIMITED_LOBS] = plan->has_lobs && dms->lob_mode == DMS_LOB_LIMITED;
}
