/* Checks, foreign keys, exclusion constraints. */
#include <string.h>

#include "postgres_mysql.h"
#include "quote.h"
#include "text.h"

/* ---- foreign keys that change rows ---- */

static bool is_one_of(const char *word, const char *a, const char *b)
{
    return text_equal(word, a) || text_equal(word, b);
}

/* The server refuses checks on columns that it changes itself (3823; MySQL manual, 15.1.20.6). */
static bool changes_columns(const ForeignKey *key)
{
    return is_one_of(key->on_update, "CASCADE", "SET NULL") || text_equal(key->on_delete, "SET NULL");
}

/* And stored columns that are computed from those. */
static bool changes_rows(const ForeignKey *key)
{
    return changes_columns(key) || text_equal(key->on_delete, "CASCADE");
}

static bool mentions_any(const char *text, const List *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (pgmy_mentions(text, columns->items[i]))
            return true;
    return false;
}

void pgmy_choose_generated(Cross *cross)
{
    EACH (cross->source, FOREIGN_KEY, ForeignKey, key)
        for (size_t i = 0; changes_rows(key) && i < key->table->parts.count; i++) {
            const Column *column = (const Column *)key->table->parts.items[i];
            if (column->object.kind == KIND_COLUMN && column->generated != NULL && column->default_value != NULL &&
                mentions_any(column->default_value, &key->columns))
                pgmy(cross)->is_virtual[column->object.ordinal] = true;
        }
}

/* ---- checks ---- */

static const char *counter_in(Cross *cross, const Object *table, const char *text)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const Object *part = table->parts.items[i];
        if (part->kind == KIND_COLUMN && pgmy(cross)->is_counter[part->ordinal] &&
            pgmy_mentions(text, ((const Column *)part)->name))
            return ((const Column *)part)->name;
    }
    return NULL;
}

static const ForeignKey *changer_of(const Object *table, const char *text)
{
    for (size_t i = 0; i < table->parts.count; i++) {
        const ForeignKey *key = (const ForeignKey *)table->parts.items[i];
        if (key->object.kind == KIND_FOREIGN_KEY && changes_columns(key) && mentions_any(text, &key->columns))
            return key;
    }
    return NULL;
}

/* Why the server would refuse it, whatever it says; NULL: it would not. */
static const char *refused(Cross *cross, const Object *table, const char *text)
{
    const char *counter = counter_in(cross, table, text);
    const ForeignKey *key = changer_of(table, text);
    if (counter != NULL)
        return arena_printf(cross->arena, "%s refuses checks of an AUTO_INCREMENT column: %s", cross->made->product,
                            counter);
    if (key != NULL)
        return arena_printf(cross->arena, "%s refuses checks of columns that a foreign key changes: %s",
                            cross->made->product, key->name);
    return NULL;
}

static void make_check(Cross *cross, const Object *from, const Object *table, const char *name, const char *expression,
                       bool not_enforced)
{
    Check *made = (Check *)cross_make(cross, KIND_CHECK, from);
    made->table = cross_twin(cross, table);
    made->name = cross_name_take(cross, SPACE_CHECK, table, name, from);
    made->expression = expression;
    made->is_valid = true;
    made->not_enforced = not_enforced;
}

static bool has_check(const Object *table, const char *name)
{
    for (size_t i = 0; i < table->parts.count; i++)
        if (table->parts.items[i]->kind == KIND_CHECK &&
            strcmp(((const Check *)table->parts.items[i])->name, name) == 0)
            return true;
    return false;
}

static bool is_of_partition_alone(const Check *check)
{
    const Table *table = (const Table *)check->table;
    return table->partition_of != NULL && !has_check(table->partition_of, check->name);
}

/* It holds for new rows, or for none. */
static bool is_half(const Check *check)
{
    return !check->is_valid || check->not_enforced;
}

static const char *half_word(const Check *check)
{
    return check->not_enforced ? "NOT ENFORCED" : "NOT VALID";
}

static void make_whole(Cross *cross, const Check *check)
{
    const char *text = cross_expression(cross, &check->object, check->table, check->expression, CROSS_CHECK);
    if (text == NULL) {
        cross_settle(cross, &check->object, LEDGER_MANUAL, "its expression could not be said");
        return;
    }
    make_check(cross, &check->object, check->table, check->name, text, is_half(check));
    if (!check->is_valid && !check->not_enforced)
        cross_find(cross, FINDING_OPTION_DROPPED, &check->object,
                   "mend the rows that break it, and ALTER TABLE ... ALTER CHECK ... ENFORCED on the target",
                   "NOT VALID: made NOT ENFORCED, for rows may break it")
            ->severity = SEVERITY_WARNING;
}

void pgmy_check(Cross *cross, const Object *from)
{
    const Check *check = (const Check *)from;
    const char *why = refused(cross, check->table, check->expression);
    if (is_of_partition_alone(check))
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_EXPR_MANUAL, "check the whole table on the source",
                    "of one partition alone, which %s does not check by itself: %s", cross->made->product,
                    check->expression);
    else if (pgmy_follows(cross, from, check->table))
        return;
    else if (why != NULL)
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_EXPR_MANUAL, "have triggers check", "%s: %s", why,
                    check->expression);
    else if (is_half(check) && pgmy(cross)->is_mariadb)
        cross_leave(cross, from, LEDGER_SKIPPED, FINDING_OPTION_DROPPED,
                    "mend the rows that break it, and make it by hand", "%s: MariaDB checks every row or none",
                    half_word(check));
    else
        make_whole(cross, check);
}

/* ---- checks of types ---- */

/* What MariaDB calls json is a check that stands with its column and bears its name. */
static void check_json(Cross *cross, const Column *from, const char *expression)
{
    const Column *column = (const Column *)cross_twin(cross, &from->object);
    Check *made = (Check *)cross_make(cross, KIND_CHECK, &from->object);
    made->table = column->table;
    made->name = made->column = column->name;
    made->expression = expression;
    made->is_valid = true;
}

/* No value is one of none. */
static const char *check_of(Cross *cross, const Column *from, const CrossType *type)
{
    bool is_empty = type->source_class == TYPE_ENUM && type->labels.count == 0;
    return is_empty ? arena_printf(cross->arena, "%s is null", cross_quoted(cross, cross_name_of(cross, &from->object)))
                    : type->check;
}

static void check_type(Cross *cross, const Column *from, const CrossType *type)
{
    if (type->check == NULL)
        return;
    if (pgmy(cross)->is_mariadb && type->class == TYPE_JSON)
        check_json(cross, from, type->check);
    else
        make_check(cross, &from->object, from->table,
                   arena_printf(cross->arena, "%s_%s_check", ((const Table *)from->table)->name, from->name),
                   check_of(cross, from, type), false);
}

/* ---- checks of domains ---- */

/* CONSTRAINT name CHECK ((VALUE > 0)) [NOT VALID]: the name, and what stands in the brackets. */
static const char *taken_apart(Arena *arena, const char *text, const char **name)
{
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    Token token;
    *name = NULL;
    for (size_t place = 0; scan_solid(&scan, &token); place++) {
        if (place == 1)
            *name = scan_name(arena, &token);
        if (token_is_mark(&token, "(")) {
            size_t close = scan_closing(&syntax_postgres, text, scan.at - 1);
            return arena_slice(arena, text + scan.at, close - scan.at);
        }
    }
    return NULL;
}

static const char *over_column(Arena *arena, const char *text, const char *column)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    for (Token token; scan_next(&scan, &token);)
        if (token_is(&token, "VALUE"))
            quote_postgres_name(&out, column);
        else
            buf_put(&out, token.start, token.length);
    return arena_copy(arena, buf_text(&out));
}

static void check_domain(Cross *cross, const Column *from, const Domain *domain, const char *constraint)
{
    const char *name = NULL, *text = taken_apart(cross->arena, constraint, &name);
    if (text == NULL)
        return;
    text = over_column(cross->arena, text, from->name);
    const char *why = refused(cross, from->table, text);
    if (why != NULL) {
        cross_find(cross, FINDING_EXPR_MANUAL, &from->object, "have triggers check", "%s: %s of %s", why, constraint,
                   domain->object.origin->key);
        return;
    }
    const char *said = cross_expression(cross, &from->object, from->table, text, CROSS_CHECK);
    if (said != NULL)
        make_check(cross, &from->object, from->table,
                   arena_printf(cross->arena, "%s_%s_%s", ((const Table *)from->table)->name, from->name, name), said,
                   false);
}

void pgmy_check_column(Cross *cross, const Column *from)
{
    const CrossType *type = cross_type(cross, &from->object);
    check_type(cross, from, type);
    for (size_t i = 0; i < type->domains.count; i++) {
        const Domain *domain = (const Domain *)type->domains.items[i];
        for (size_t n = 0; n < domain->checks.count; n++)
            check_domain(cross, from, domain, domain->checks.items[n]);
    }
}

/* ---- exclusion constraints ---- */

void pgmy_exclusion(Cross *cross, const Object *from)
{
    const Exclusion *exclusion = (const Exclusion *)from;
    if (!pgmy_follows(cross, from, exclusion->table))
        cross_leave(cross, from, LEDGER_MANUAL, FINDING_KIND_MANUAL,
                    "have triggers look for rows that exclude each other, under a lock",
                    "%s keeps rows apart by equality alone: %s", cross->made->product, exclusion->definition);
}
