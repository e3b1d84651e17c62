/* The table as a JSON Schema (draft 2020-12): what editors complete and check while a job is written. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "job_glob.h"
#include "job_table.h"

static void set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        abort(); /* out of memory */
}

static json_t *text(const char *value)
{
    return json_string(value);
}

static json_t *object(void)
{
    json_t *made = json_object();
    set(made, "type", text("object"));
    return made;
}

/* What a map of keys may hold; made where it is not there yet. */
static json_t *properties_of(json_t *section)
{
    json_t *properties = json_object_get(section, "properties");
    if (properties == NULL) {
        set(section, "additionalProperties", json_false());
        set(section, "properties", json_object());
        properties = json_object_get(section, "properties");
    }
    return properties;
}

static json_t *describe_form(JobFormName name)
{
    const JobForm *form = &job_forms[name];
    json_t *schema = json_object();
    set(schema, "type", text("string"));
    set(schema, "minLength", json_integer(1));
    set(schema, "maxLength", json_integer((json_int_t)form->most));
    if (form->pattern != NULL)
        set(schema, "pattern", text(form->pattern));
    return schema;
}

static json_t *describe_int(const JobKeyInfo *info)
{
    json_t *schema = json_object();
    set(schema, "type", text("integer"));
    set(schema, "minimum", json_integer(info->least));
    set(schema, "maximum", json_integer(info->greatest));
    if (info->default_text != NULL)
        set(schema, "default", json_integer(strtoll(info->default_text, NULL, 10)));
    return schema;
}

static json_t *describe_word(const JobKeyInfo *info)
{
    json_t *schema = json_object(), *words = json_array();
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL && json_array_append_new(words, text(info->words[i].word)) != 0)
            abort(); /* out of memory */
    set(schema, "enum", words);
    return schema;
}

static json_t *describe_list(json_t *item)
{
    json_t *schema = json_object();
    set(schema, "type", text("array"));
    set(schema, "items", item);
    return schema;
}

static json_t *describe_globs(void)
{
    json_t *item = json_object();
    set(item, "type", text("string"));
    set(item, "minLength", json_integer(1));
    set(item, "maxLength", json_integer(JOB_GLOB_MAX));
    return describe_list(item);
}

static json_t *describe_pairs(const JobKeyInfo *info)
{
    json_t *schema = object();
    set(schema, "additionalProperties", describe_form(info->form));
    return schema;
}

static json_t *describe_flag(void)
{
    json_t *schema = json_object();
    set(schema, "type", text("boolean"));
    return schema;
}

static void add_key(Arena *arena, json_t *root, const JobKeyInfo *info);

static json_t *describe_item(Arena *arena, const JobTable *table)
{
    json_t *schema = object();
    EACH_KEY(table, info)
    add_key(arena, schema, info);
    return schema;
}

static json_t *describe_or_none(json_t *list)
{
    json_t *schema = json_object(), *none = json_object(), *either = json_array();
    set(none, "const", text("none"));
    if (json_array_append_new(either, list) != 0 || json_array_append_new(either, none) != 0)
        abort(); /* out of memory */
    set(schema, "anyOf", either);
    return schema;
}

static json_t *describe(Arena *arena, const JobKeyInfo *info)
{
    switch (info->type) {
    case JOB_INT: return describe_int(info);
    case JOB_TEXT: return describe_form(info->form);
    case JOB_WORD: return describe_word(info);
    case JOB_GLOBS:
    case JOB_ACCEPTED: return describe_globs();
    case JOB_PAIRS: return describe_pairs(info);
    case JOB_FLAG: return describe_flag();
    case JOB_WORDS: return describe_list(describe_word(info));
    case JOB_ITEMS: return describe_list(describe_item(arena, info->items));
    case JOB_ITEMS_OR_NONE: return describe_or_none(describe_list(describe_item(arena, info->items)));
    }
    return json_null();
}

static json_t *description(Arena *arena, const JobKeyInfo *info)
{
    SCOPED(Buf, buf_free) words = {0};
    buf_puts(&words, job_meaning(arena, info));
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL)
            buf_printf(&words, "\n%s: %s", info->words[i].word, info->words[i].meaning);
    return text(buf_text(&words));
}

static void require(json_t *section, const char *word)
{
    if (json_object_get(section, "required") == NULL)
        set(section, "required", json_array());
    if (json_array_append_new(json_object_get(section, "required"), text(word)) != 0)
        abort(); /* out of memory */
}

static void add_key(Arena *arena, json_t *root, const JobKeyInfo *info)
{
    json_t *section = root;
    const char *word = info->path;
    for (const char *dot; (dot = strchr(word, '.')) != NULL; word = dot + 1) {
        const char *name = arena_slice(arena, word, (size_t)(dot - word));
        json_t *properties = properties_of(section);
        if (json_object_get(properties, name) == NULL)
            set(properties, name, object());
        section = json_object_get(properties, name);
    }
    json_t *schema = describe(arena, info);
    set(schema, "description", description(arena, info));
    if (info->default_text != NULL && info->type != JOB_INT)
        set(schema, "default", text(info->default_text));
    set(properties_of(section), word, schema);
    if (info->is_required)
        require(section, word);
}

void job_json_schema(Buf *out)
{
    Arena *scratch = arena_new();
    json_t *root = json_object();
    set(root, "$schema", text("https://json-schema.org/draft/2020-12/schema"));
    set(root, "title", text("understudy job"));
    set(root, "type", text("object"));
    EACH_JOB_KEY(info)
    add_key(scratch, root, info);
    char *written = json_dumps(root, JSON_INDENT(2));
    if (written == NULL)
        abort(); /* out of memory */
    buf_puts(out, written);
    buf_putc(out, '\n');
    free(written);
    json_decref(root);
    arena_free(scratch);
}
