/* Tables, their columns, and what is said about them. */
#include <string.h>

#include "postgres_mysql.h"
#include "text.h"

/* ---- tables ---- */

static void tell_of_inheritance(Cross *cross, const Table *from)
{
    if (from->inherits.count == 0)
        return;
    cross_find(cross, FINDING_OPTION_DROPPED, &from->object,
               "read a parent's rows and its children's by a view with UNION ALL, where that is meant",
               "it inherits from %s: made a table by itself, whose rows the parent does not show",
               from->inherits.items[0]->origin->key)
        ->severity = SEVERITY_WARNING;
}

/* What its words say is lost; what it holds is not. */
static void tell_of_storage(Cross *cross, const Table *from)
{
    static const char by_itself[] = "nothing, unless somebody relies on it";
    if (from->is_unlogged)
        cross_find(cross, FINDING_OPTION_DROPPED, &from->object, by_itself,
                   "unlogged: made a table of InnoDB, which logs every row");
    if (from->of_type != NULL)
        cross_find(cross, FINDING_OPTION_DROPPED, &from->object, by_itself, "of type %s: made a table by itself",
                   from->of_type);
    if (from->access_method != NULL)
        cross_find(cross, FINDING_OPTION_DROPPED, &from->object, by_itself,
                   "of access method %s: made a table of InnoDB", from->access_method);
    if (from->options.count > 0)
        cross_find(cross, FINDING_OPTION_DROPPED, &from->object, by_itself,
                   "made without its storage parameters (%s%s)", from->options.items[0],
                   from->options.count > 1 ? ", ..." : "");
    if (from->row_security)
        cross_find(cross, FINDING_OPTION_DROPPED, &from->object,
                   "grant on views that show to each account what it may see, and not on the table",
                   "row security is not to be had: whoever may read the table reads every row")
            ->severity = SEVERITY_WARNING;
}

static bool has_columns(const Object *table)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_COLUMN)
            return true;
    return false;
}

static const Object *root_of(const Table *table)
{
    while (table->partition_of != NULL)
        table = (const Table *)table->partition_of;
    return &table->object;
}

static int64_t next_of(Cross *cross, const Object *table)
{
    const PgMy *work = pgmy(cross);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        if (part->kind == KIND_COLUMN && work->is_counter[part->ordinal])
            return pgmy_next_value(work->counts_by[part->ordinal]);
    }
    return INT_NONE;
}

static void make_table(Cross *cross, const Table *from)
{
    Table *made = (Table *)cross_make(cross, KIND_TABLE, &from->object);
    made->schema = cross_twin(cross, from->schema);
    made->name = cross_name_of(cross, &from->object);
    made->engine = "InnoDB";
    made->collation = pgmy(cross)->collation;
    made->auto_increment = next_of(cross, &from->object);
    made->bytes = from->bytes;
    made->rows = from->rows;
    tell_of_inheritance(cross, from);
    tell_of_storage(cross, from);
    pgmy_partition(cross, made, from);
}

void pgmy_table(Cross *cross, const Object *from)
{
    const Table *table = (const Table *)from;
    if (table->partition_of != NULL)
        cross_absorb(cross, from, arena_printf(cross->arena, "the partitions of %s", root_of(table)->origin->key));
    else if (table->server != NULL)
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_KIND_MANUAL, "copy what lies there by a job of its own",
                    "a foreign table shows another server's rows, which %s does not do", cross->made->product);
    else if (!has_columns(from))
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, NULL,
                    "it has no columns, and %s wants one at least", cross->made->product);
    else if (!pgmy_follows(cross, from, table->schema))
        make_table(cross, table);
}

/* ---- columns ---- */

static void set_default(Cross *cross, Column *made, const Column *from)
{
    const PgMy *work = pgmy(cross);
    const Sequence *sequence = work->counts_by[from->object.ordinal];
    const Object *twin = sequence == NULL ? NULL : cross_twin(cross, &sequence->object);
    if (sequence != NULL && work->is_counter[from->object.ordinal]) {
        made->auto_increment = true;
        cross_rule(cross, "S01", "what a sequence counts is AUTO_INCREMENT", &from->object);
        if (work->users[sequence->object.ordinal] > 1)
            cross_find(cross, FINDING_DEFAULT_CHANGED, &from->object,
                       "have whoever inserts name a value, if no two of these tables may have the same",
                       "%s counts for %zu tables: AUTO_INCREMENT goes on from where it stands, for this one alone",
                       sequence->object.origin->key, work->users[sequence->object.ordinal])
                ->severity = SEVERITY_WARNING;
    } else if (sequence == NULL) {
        made->default_value = cross_default(cross, from);
    } else if (twin != NULL) {
        const Sequence *counter = (const Sequence *)twin;
        made->default_value =
            arena_printf(cross->arena, "nextval(%s)",
                         cross_qualified(cross, ((const Schema *)counter->schema)->name, counter->name));
        catalog_need_object(cross->made, &made->object, twin);
    } else {
        cross_find(
            cross, FINDING_DEFAULT_DROPPED, &from->object,
            "have whoever inserts name a value, or give it a sequence of its own on the source",
            "its values come from %s, and %s counts one column a table, of integers, and no two from one sequence: it has no default",
            sequence->object.origin->key, cross->made->product);
    }
}

/* What cannot be computed is stored as it was computed on the source. */
static void set_generated(Cross *cross, Column *made, const Column *from)
{
    made->default_value = cross_expression(cross, &from->object, from->table, from->default_value, CROSS_GENERATED);
    if (made->default_value == NULL) {
        cross_find(cross, FINDING_GEN_NOT_IMMUTABLE, &from->object,
                   "have a trigger compute it on the target, or whoever writes the row",
                   "made a plain column, which %s",
                   cross->options->dms.is_loader ? "stays empty: DMS does not load what the source computed"
                                                 : "holds the values that the source computed");
        return;
    }
    made->generated = from->generated;
    if (pgmy(cross)->is_virtual[from->object.ordinal]) {
        made->generated = "VIRTUAL";
        cross_rule(cross, "G02", "a stored column below a foreign key that changes rows is computed when it is read",
                   &from->object);
    }
}

static void make_column(Cross *cross, const Column *from)
{
    Column *made = cross_make_column(cross, from, cross_twin(cross, from->table));
    if (from->generated != NULL)
        set_generated(cross, made, from);
    else
        set_default(cross, made, from);
}

void pgmy_column_kind(Cross *cross, const Object *from)
{
    const Column *column = (const Column *)from;
    const CrossType *type = cross_type(cross, from);
    if (pgmy_follows(cross, from, column->table))
        return;
    if (type->type == NULL) {
        cross_settle(cross, from, LEDGER_MANUAL,
                     arena_printf(cross->arena, "no type of %s stands for %s", cross->made->product, column->type));
        return;
    }
    make_column(cross, column);
    pgmy_check_column(cross, column);
}

/* ---- defaults, as they were read ---- */

/* A number, date or time without what says nothing: quotes, a plus, noughts at either end. NULL: it is none. */
static const char *plain_literal(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length >= 2 && text[0] == '\'' && text[length - 1] == '\'') {
        text++;
        length -= 2;
    }
    const char *sign = length > 0 && *text == '-' ? "-" : "";
    size_t start = length > 0 && strchr("+-", *text) != NULL;
    while (start < length && text[start] == '0')
        start++;
    if (length == 0 || strspn(text + start, "0123456789.:- ") < length - start)
        return NULL;
    if (memchr(text + start, '.', length - start) != NULL) {
        while (text[length - 1] == '0')
            length--;
        length -= text[length - 1] == '.';
    }
    return length <= start ? "0" : arena_printf(arena, "%s%.*s", sign, (int)(length - start), text + start);
}

void pgmy_adopt_defaults(Catalog *there, const Catalog *post)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    EACH (there, COLUMN, Column, column) {
        const Column *wanted = (const Column *)catalog_find(post, column->object.key);
        bool has_both = wanted != NULL && wanted->default_value != NULL && column->default_value != NULL;
        if (!has_both || wanted->collation != NULL) /* to texts, noughts are letters */
            continue;
        const char *a = plain_literal(arena, wanted->default_value), *b = plain_literal(arena, column->default_value);
        if (a != NULL && b != NULL && strcmp(a, b) == 0)
            ((Column *)column)->default_value = wanted->default_value;
    }
}

/* ---- comments ---- */

/* In characters (MySQL manual, 15.1.20); MariaDB has the same. */
static const struct Place {
    Kind kind;
    size_t most;
    size_t offset;
} places[] = {
    {KIND_TABLE, 2048, offsetof(Table, comment)},   {KIND_COLUMN, 1024, offsetof(Column, comment)},
    {KIND_INDEX, 1024, offsetof(Index, comment)},   {KIND_KEY, 1024, offsetof(Key, comment)},
    {KIND_SCHEMA, 1024, offsetof(Schema, comment)},
};

static const struct Place *place_of(const Cross *cross, const Object *made)
{
    if (made->kind == KIND_SCHEMA && !pgmy(cross)->is_mariadb)
        return NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].kind == made->kind)
            return &places[i];
    return NULL;
}

static size_t cut_at(const char *text, size_t characters)
{
    size_t length = 0, left = strlen(text), size;
    uint32_t code;
    while (characters-- > 0 && (size = text_character(text + length, left, &code)) > 0) {
        length += size;
        left -= size;
    }
    return length;
}

/* Comments are of utf8mb3: beyond U+FFFF the servers put a question mark. */
static const char *in_three_bytes(Cross *cross, const Comment *from)
{
    SCOPED(Buf, buf_free) out = {0};
    size_t left = strlen(from->text), size;
    uint32_t code;
    bool has_four = false;
    for (const char *at = from->text; (size = text_character(at, left, &code)) > 0; at += size, left -= size) {
        has_four = has_four || code > 0xFFFF;
        buf_put(&out, code > 0xFFFF ? "?" : at, code > 0xFFFF ? 1 : size);
    }
    if (!has_four)
        return from->text;
    cross_find(cross, FINDING_OPTION_DROPPED, &from->object, "keep the whole text elsewhere",
               "%s keeps no characters beyond U+FFFF in comments: each is a question mark", cross->made->product);
    return arena_copy(cross->arena, buf_text(&out));
}

static const char *fitting(Cross *cross, const Comment *from, size_t most)
{
    const char *text = in_three_bytes(cross, from);
    size_t length = cut_at(text, most);
    if (text[length] == '\0')
        return text;
    cross_find(cross, FINDING_OPTION_DROPPED, &from->object, "keep the whole text elsewhere",
               "%s takes comments of %zu characters: cut there", cross->made->product, most);
    return arena_slice(cross->arena, text, length);
}

static const Object *commented(const Cross *cross, const Comment *comment)
{
    if (comment->column == NULL)
        return cross_twin(cross, comment->on);
    const Column *column = pgmy_column(cross, comment->on, comment->column);
    return column == NULL ? NULL : &column->object;
}

/* What initdb says. */
static bool is_of_service(const Comment *comment)
{
    return comment->on->kind == KIND_SCHEMA && strcmp(comment->text, "standard public schema") == 0;
}

void pgmy_comment(Cross *cross, const Object *from)
{
    const Comment *comment = (const Comment *)from;
    const Object *made = commented(cross, comment);
    const struct Place *place = made == NULL ? NULL : place_of(cross, made);
    const char **text = place == NULL ? NULL : (const char **)((char *)(uintptr_t)made + place->offset);
    if (is_of_service(comment)) {
        cross_absorb(cross, from, "nobody: every database has it");
        return;
    }
    if (made == NULL && pgmy_follows(cross, from, comment->on))
        return;
    if (text == NULL || *text != NULL || comment->constraint != NULL) {
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_OPTION_DROPPED, NULL, "%s keeps no comment on %s",
                    cross->made->product, text == NULL ? "it" : "its constraint");
        return;
    }
    *text = fitting(cross, comment, place->most);
    cross_absorb(cross, from, made->kind == KIND_SCHEMA ? "its database" : catalog_kinds[made->kind].word);
}
