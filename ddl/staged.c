/* Staged columns. */
#include "staged.h"

#include <string.h>

#include "text.h"

/* ---- halves ---- */

void staged_relax(Catalog *pre)
{
    const Dialect *dialect = dialect_of(pre->engine);
    EACH (pre, COLUMN, Column, at) {
        Column *column = (Column *)at;
        if (column->is_load_nullable)
            column->not_null = false;
        if (column->load_type == NULL)
            continue;
        column->type = column->load_type;
        column->collation = dialect->load_collation == NULL ? NULL : dialect->load_collation(column);
        column->default_value = column->generated == NULL ? NULL : column->default_value;
    }
}

static bool reads_staged(const Syntax *syntax, const Column *column)
{
    const Refs *parts = &column->table->parts;
    Scan scan = scan_open(syntax, column->default_value, strlen(column->default_value));
    for (Token token; scan_solid(&scan, &token);)
        for (size_t i = 0; token.type == TOKEN_NAME && i < parts->count; i++) {
            const Column *other = (const Column *)parts->items[i];
            if (other->object.kind == KIND_COLUMN && other->load_type != NULL && token_names(&token, other->name))
                return true;
        }
    return false;
}

void staged_defer(Catalog *post)
{
    const Dialect *dialect = dialect_of(post->engine);
    EACH (post, COLUMN, Column, column)
        if (column->generated != NULL && column->default_value != NULL &&
            reads_staged(dialect->syntax(&column->object), column))
            ((Column *)column)->object.section = SECTION_POST;
}

/* ---- after the load ---- */

static const Column *there_of(const Emit *e, const Column *column)
{
    return (const Column *)emit_there(e, &column->object);
}

bool staged_has_load_type(const Emit *e, const Column *column)
{
    const Column *there = there_of(e, column);
    return column->load_type != NULL && there != NULL && text_equal(there->type, column->load_type) &&
           !text_equal(column->type, column->load_type);
}

static bool lacks_not_null(const Emit *e, const Column *column)
{
    const Column *there = there_of(e, column);
    return column->is_load_nullable && column->not_null && there != NULL && !there->not_null &&
           text_equal(there->type, column->type) && text_equal(there->collation, column->collation);
}

bool staged_is(const Emit *e, const Column *column)
{
    return staged_has_load_type(e, column) || lacks_not_null(e, column);
}

Refs staged_of_table(const Emit *e, const Column *column)
{
    const Refs *parts = &column->table->parts;
    Refs found = {arena_array(e->scratch, parts->count, sizeof *found.items), 0};
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i]->kind == KIND_COLUMN && staged_is(e, (const Column *)parts->items[i]))
            found.items[found.count++] = parts->items[i];
    return found;
}

void staged_come_first(Emit *e, const Statement *statement, const Column *added)
{
    if (added->generated == NULL)
        return;
    const Refs staged = staged_of_table(e, added);
    for (size_t i = 0; i < staged.count; i++)
        emit_need(e, statement, staged.items[i]);
}

Change staged_rest(const Change *change)
{
    static const char *const done[] = {"type", "collation", "default_value", "not_null", "not_null_name"};
    Change rest = *change;
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        rest = change_without(&rest, done[i]);
    return rest;
}
