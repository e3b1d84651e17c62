/* Names and values as people read them. */
#include "report_show.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "snapshot.h"
#include "text.h"

static const char *const colour_codes[] = {
    [COLOUR_NONE] = "",       [COLOUR_EXPECTED] = "\033[31m", [COLOUR_FOUND] = "\033[32m",
    [COLOUR_DIM] = "\033[2m", [COLOUR_BOLD] = "\033[1m",      [COLOUR_SQL] = "\033[36m",
};

static void begin(const Paper *paper, Colour colour)
{
    if (paper->has_colour)
        buf_puts(paper->out, colour_codes[colour]);
}

static void end(const Paper *paper, Colour colour)
{
    if (paper->has_colour && colour != COLOUR_NONE)
        buf_puts(paper->out, "\033[0m");
}

void show_text(const Paper *paper, Colour colour, const char *text)
{
    begin(paper, colour);
    text_put_plain(paper->out, text);
    end(paper, colour);
}

void show_brief(const Paper *paper, Colour colour, const char *text)
{
    enum { MOST = 240 };
    size_t length = strcspn(text, "\n");
    if (length <= MOST && text[length] == '\0') {
        show_text(paper, colour, text);
        return;
    }
    SCOPED(Buf, buf_free) brief = {0};
    for (size_t at = 0, next; at < length; at += next) {
        uint32_t code;
        next = text_character(text + at, length - at, &code);
        next = next == 0 ? 1 : next;
        if (at + next > MOST)
            break;
        buf_put(&brief, text + at, next);
    }
    buf_puts(&brief, " ...");
    show_text(paper, colour, buf_text(&brief));
}

void show_format(const Paper *paper, Colour colour, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    begin(paper, colour);
    buf_puts(paper->out, text);
    end(paper, colour);
}

void show_count(const Paper *paper, Colour colour, size_t count, const char *noun)
{
    char last = noun[strlen(noun) - 1]; /* indexes, statistics */
    show_format(paper, colour, "%zu %s%s", count, noun, count == 1 || last == 's' ? "" : last == 'x' ? "es" : "s");
}

static void put_items(Buf *out, const List *list)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        buf_puts(out, i == 0 ? "" : ", ");
        buf_puts(out, list->items[i]);
    }
    buf_putc(out, ']');
}

/* A kind's word is shown only where kinds may vary. */
static const char *referred(const Object *object, FieldType type)
{
    return object == NULL ? "nothing" : type == FIELD_ANY ? object->key : object->name;
}

static List referred_list(Arena *arena, const Refs *refs)
{
    List list = {arena_array(arena, refs->count, sizeof *list.items), refs->count};
    for (size_t i = 0; i < refs->count; i++)
        list.items[i] = referred(refs->items[i], FIELD_REFS);
    return list;
}

static List items_of(Arena *arena, const Object *object, const Field *field)
{
    return field->type == FIELD_REFS ? referred_list(arena, field_at(object, field)) : FIELD_VALUE(object, field, List);
}

static const char *text_value(const char *text)
{
    return text == NULL ? "nothing" : text[0] == '\0' ? "\"\"" : text;
}

static const char *list_value(Arena *arena, const List *list)
{
    SCOPED(Buf, buf_free) out = {0};
    put_items(&out, list);
    return arena_copy(arena, out.text);
}

const char *show_value(Arena *arena, const Object *object, const Field *field)
{
    List list;
    switch (field_shape(field->type)) {
    case SHAPE_TEXT: return text_value(FIELD_VALUE(object, field, char *));
    case SHAPE_BOOL: return FIELD_VALUE(object, field, bool) ? "true" : "false";
    case SHAPE_INT:
        if (snapshot_is_empty(object, field))
            return "nothing";
        return arena_printf(arena, "%" PRId64, FIELD_VALUE(object, field, int64_t));
    case SHAPE_LIST:
    case SHAPE_REFS: list = items_of(arena, object, field); return list_value(arena, &list);
    case SHAPE_REF: return referred(FIELD_VALUE(object, field, Object *), field->type);
    }
    return "";
}

static List split_lines(Arena *arena, const char *text)
{
    size_t count = 1, at = 0;
    for (const char *c = text; *c != '\0'; c++)
        count += *c == '\n';
    List lines = {arena_array(arena, count, sizeof *lines.items), count};
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text + at, "\n");
        lines.items[i] = arena_slice(arena, text + at, length);
        at += length + 1;
    }
    return lines;
}

List show_lines(Arena *arena, const Object *object, const Field *field)
{
    switch (field_shape(field->type)) {
    case SHAPE_LIST:
    case SHAPE_REFS: return items_of(arena, object, field);
    case SHAPE_TEXT:
        if (snapshot_is_empty(object, field))
            return (List){0};
        return split_lines(arena, FIELD_VALUE(object, field, char *));
    case SHAPE_REF:
    case SHAPE_BOOL:
    case SHAPE_INT: return split_lines(arena, show_value(arena, object, field));
    }
    return (List){0};
}
