/* Rows from one engine to the other: each value in its form, column by column. */
#include <string.h>

#include "copy_engine.h"
#include "forms.h"

/* What rows are loaded into: what is there, or will be, which may not be what it ends as. */
static const char *load_type(const CopyPlan *plan, const Column *column)
{
    const Column *there = (const Column *)catalog_find(plan->target, column->object.key);
    if (there != NULL)
        return there->type;
    return column->load_type == NULL ? column->type : column->load_type;
}

/* What is generated makes itself, and what stands beside a twin has no values of its own. */
void across_columns(AcrossColumns *columns, const CopyPlan *plan, const Object *table, Arena *arena)
{
    columns->items = arena_array(arena, table->parts.count, sizeof *columns->items);
    for (size_t i = 0; i < table->parts.count; i++) {
        const Column *column = (const Column *)table->parts.items[i];
        if (column->object.kind == KIND_COLUMN && column->generated == NULL && column->object.origin != NULL &&
            column->object.origin->kind == KIND_COLUMN) {
            const char *type = load_type(plan, column);
            const Column *origin = (const Column *)column->object.origin;
            const char *loss = plan->dms == NULL ? form_loss(plan->source, origin, type, &plan->accept) : NULL;
            columns->items[columns->count++] = (AcrossColumn){column, origin, type, loss};
        }
    }
}

void across_put_table(Buf *out, const Db *target, const Object *table, const AcrossColumns *columns)
{
    copy_put_table(out, target, table);
    for (size_t i = 0; i < columns->count; i++) {
        buf_puts(out, i == 0 ? " (" : ", ");
        target->driver->quote_name(out, columns->items[i].column->name);
    }
    buf_putc(out, ')');
}

static void put_read(Buf *out, const CopyPlan *plan, const Db *source, const Object *table, AcrossColumns *columns)
{
    SCOPED(Buf, buf_free) name = {0};
    buf_puts(out, "SELECT ");
    for (size_t i = 0; i < columns->count; i++) {
        const AcrossColumn *item = &columns->items[i];
        const Form *form = form_of(plan->source, item->origin, item->type);
        buf_clear(&name);
        source->driver->quote_name(&name, item->origin->name);
        buf_puts(out, i > 0 ? ", " : "");
        form_put_lossy(out, item->loss, form->sql, buf_text(&name));
        columns->is_bytes[i] = form->is_bytes;
    }
    buf_printf(out, " %s ", plan->from->from((const Table *)table->origin));
    copy_put_table(out, source, table->origin);
}

/* The column that an integrity constraint is about may be one in which the target can only have NULL. */
static bool tell_null(const AcrossColumns *columns, Err *err)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].loss != NULL && columns->items[i].column->not_null &&
            strncmp(err->sqlstate, "23", 2) == 0)
            return err_hint(err, "mend the rows whose values the target cannot hold, or let the column be NULL by a "
                                 "`types:` rule with drop: [not_null]");
    return false;
}

bool across_copy(const CopyPlan *plan, Db *source, Db *target, const Object *table, Arena *scratch, uint64_t *rows,
                 uint64_t *bytes, Err *err)
{
    SCOPED(Buf, buf_free) read = {0};
    SCOPED(Buf, buf_free) write = {0};
    AcrossColumns columns = {0};
    *rows = *bytes = 0;
    across_columns(&columns, plan, table, scratch);
    if (columns.count == 0)
        return true;
    columns.is_bytes = arena_array(scratch, columns.count, sizeof *columns.is_bytes);
    put_read(&read, plan, source, table, &columns);
    plan->to->write(&write, target, table, &columns);
    DbStream stream = {.read = buf_text(&read), .write = buf_text(&write), .is_bytes = columns.is_bytes};
    return db_stream(source, target, &stream, rows, bytes, err) || tell_null(&columns, err);
}
