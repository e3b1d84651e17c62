/* DMS table mappings. */
#include "dms_mapping.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

typedef enum ActionClass { CLASS_SELECT, CLASS_NAME, CLASS_REMOVE, CLASS_TYPE, CLASS_MASK, CLASS_TABLE } ActionClass;

static const struct {
    const char *word;
    ActionClass class;
} actions[] = {
#define DMS_ACTION(name, word, class) [DMS_##name] = {word, CLASS_##class},
    DMS_ACTIONS(DMS_ACTION)
#undef DMS_ACTION
};

const char *dms_action_word(DmsAction action)
{
    return actions[action].word;
}

/* ---- patterns ---- */

/* The end of the pattern's first item, which stands for one character; *fits: it stands for this one. */
static const char *match_one(const char *pattern, const char *name, size_t length, bool *fits)
{
    const char *close = pattern[0] == '[' ? strchr(pattern + 1, ']') : NULL;
    if (close == NULL || close == pattern + 1) {
        uint32_t code;
        size_t size = text_character(pattern, strlen(pattern), &code);
        size = size == 0 ? 1 : size;
        *fits = pattern[0] == '_' || (size == length && memcmp(pattern, name, length) == 0);
        return pattern + size;
    }
    *fits = false;
    for (const char *c = pattern + 1; c < close; c++) {
        bool is_range = c + 2 < close && c[1] == '-';
        if (length == 1 && (is_range ? c[0] <= name[0] && name[0] <= c[2] : c[0] == name[0]))
            *fits = true;
        c += is_range ? 2 : 0;
    }
    return close + 1;
}

bool dms_matches(const char *pattern, const char *name)
{
    const char *again = NULL, *from = NULL; /* after the last %, and where it was tried */
    while (*name != '\0' || *pattern != '\0') {
        uint32_t code;
        size_t length = text_character(name, strlen(name), &code);
        length = length == 0 && *name != '\0' ? 1 : length;
        bool fits = false;
        if (*pattern == '%') {
            again = ++pattern;
            from = name;
            continue;
        }
        const char *next = *pattern == '\0' || length == 0 ? pattern : match_one(pattern, name, length, &fits);
        if (fits) {
            pattern = next;
            name += length;
        } else if (again != NULL && *from != '\0') {
            length = text_character(from, strlen(from), &code);
            name = from += length == 0 ? 1 : length;
            pattern = again;
        } else {
            return false;
        }
    }
    return true;
}

const char *dms_escaped(Arena *arena, const char *name)
{
    SCOPED(Buf, buf_free) out = {0};
    for (; *name != '\0'; name++)
        buf_printf(&out, strchr("_%[", *name) != NULL ? "[%c]" : "%c", *name);
    return arena_copy(arena, buf_text(&out));
}

/* ---- parsing ---- */

typedef struct Parsing {
    DmsMapping *mapping;
    const char *name;
    Findings *findings;
    Err *err;
    const json_t *rule;
    const char *id;
} Parsing;

/* Numbers may stand there as strings, and strings as numbers. */
static const char *text_in(const Parsing *p, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_integer(value))
        return arena_printf(p->mapping->arena, "%lld", (long long)json_integer_value(value));
    return json_is_string(value) && json_string_length(value) > 0
               ? arena_copy(p->mapping->arena, json_string_value(value))
               : NULL;
}

static int64_t number_in(const Parsing *p, const json_t *object, const char *key)
{
    const char *text = text_in(p, object, key);
    char *end = NULL;
    long long number = text == NULL ? 0 : strtoll(text, &end, 10);
    return text == NULL || *end != '\0' || number < 0 ? INT_NONE : number;
}

static bool refuse(const Parsing *p, const char *what)
{
    return err_set(p->err, ERR_REFUSED, "%s: rule %s: %s", p->name, p->id, what);
}

static void find_unknown(const Parsing *p, const char *what, const char *word)
{
    finding_add(p->findings, FINDING_DMS_SETTING, NULL,
                "make sure that it changes neither what is loaded nor what it is called on the target",
                "%s: rule %s: %s \"%s\" is not followed", p->name, p->id, what, word == NULL ? "" : word);
}

/* False: nothing of ours. */
static bool action_in(const Parsing *p, DmsAction *action)
{
    const char *word = text_in(p, p->rule, "rule-action");
    for (DmsAction a = 0; word != NULL && a < DMS_ACTION_COUNT; a++)
        if (text_equal(actions[a].word, word)) {
            *action = a;
            return true;
        }
    find_unknown(p, "rule-action", word);
    return false;
}

static bool parse_target(const Parsing *p, DmsRule *rule, bool *is_followed)
{
    static const char *const words[] = {
        [DMS_OF_TABLES] = "table", [DMS_OF_SCHEMAS] = "schema", [DMS_OF_COLUMNS] = "column"};
    const char *word = text_in(p, p->rule, "rule-target");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(words[i], word)) {
            rule->target = (DmsTarget)i;
            if (rule->target == DMS_OF_COLUMNS && rule->column == NULL)
                return refuse(p, "no column-name in its object-locator");
            return rule->target == DMS_OF_SCHEMAS || rule->table != NULL ||
                   refuse(p, "no table-name in its object-locator");
        }
    *is_followed = false;
    find_unknown(p, "rule-target", word);
    return true;
}

static bool parse_transformation(const Parsing *p, DmsRule *rule, bool *is_followed)
{
    static const bool needs_value[DMS_ACTION_COUNT] = {
        [DMS_RENAME] = true,     [DMS_ADD_PREFIX] = true,    [DMS_REMOVE_PREFIX] = true,  [DMS_REPLACE_PREFIX] = true,
        [DMS_ADD_SUFFIX] = true, [DMS_REMOVE_SUFFIX] = true, [DMS_REPLACE_SUFFIX] = true, [DMS_DIGITS_MASK] = true};
    *is_followed = action_in(p, &rule->action) && actions[rule->action].class != CLASS_SELECT;
    if (!*is_followed)
        return true;
    rule->value = text_in(p, p->rule, "value");
    rule->old_value = text_in(p, p->rule, "old-value");
    const json_t *type = json_object_get(p->rule, "data-type");
    rule->type = (DmsType){text_in(p, type, "type"), number_in(p, type, "precision"), number_in(p, type, "scale"),
                           number_in(p, type, "length")};
    if (needs_value[rule->action] && rule->value == NULL)
        return refuse(p, "no value");
    if (rule->action == DMS_CHANGE_DATA_TYPE && rule->type.type == NULL)
        return refuse(p, "no data-type");
    return parse_target(p, rule, is_followed);
}

static bool parse_selection(const Parsing *p, DmsRule *rule, bool *is_followed)
{
    *is_followed = action_in(p, &rule->action) && actions[rule->action].class == CLASS_SELECT;
    rule->has_filters = json_array_size(json_object_get(p->rule, "filters")) > 0;
    return rule->table != NULL || refuse(p, "no table-name in its object-locator");
}

static bool parse_table_settings(const Parsing *p, DmsRule *rule, bool *is_followed)
{
    const json_t *lobs = json_object_get(p->rule, "lob-settings");
    const json_t *parallel = json_object_get(p->rule, "parallel-load");
    const json_t *columns = json_object_get(parallel, "columns");
    *is_followed = true;
    rule->action = DMS_TABLE_SETTINGS;
    rule->lob_mode = text_in(p, lobs, "mode");
    rule->bulk_max_kb = number_in(p, lobs, "bulk-max-size");
    rule->parallel_load = text_in(p, parallel, "type");
    rule->parallel_columns.items =
        arena_array(p->mapping->arena, json_array_size(columns), sizeof *rule->parallel_columns.items);
    for (size_t i = 0; i < json_array_size(columns); i++)
        if (json_is_string(json_array_get(columns, i)))
            rule->parallel_columns.items[rule->parallel_columns.count++] =
                arena_copy(p->mapping->arena, json_string_value(json_array_get(columns, i)));
    return rule->table != NULL || refuse(p, "no table-name in its object-locator");
}

static bool parse_locator(const Parsing *p, DmsRule *rule)
{
    const json_t *locator = json_object_get(p->rule, "object-locator");
    const char *tables = text_in(p, locator, "table-type");
    rule->schema = text_in(p, locator, "schema-name");
    rule->table = text_in(p, locator, "table-name");
    rule->column = text_in(p, locator, "column-name");
    rule->tables = text_equal(tables, "view")  ? DMS_VIEWS
                   : text_equal(tables, "all") ? DMS_TABLES_AND_VIEWS
                                               : DMS_TABLES;
    return rule->schema != NULL || refuse(p, "no schema-name in its object-locator");
}

static bool parse_rule(Parsing *p)
{
    static const struct {
        const char *word;
        bool (*parse)(const Parsing *p, DmsRule *rule, bool *is_followed);
    } types[] = {{"selection", parse_selection},
                 {"transformation", parse_transformation},
                 {"table-settings", parse_table_settings}};
    p->id = text_in(p, p->rule, "rule-id");
    DmsRule rule = {.id = number_in(p, p->rule, "rule-id"), .name = text_in(p, p->rule, "rule-name")};
    if (rule.id == INT_NONE) {
        p->id = p->id == NULL ? "without an id" : p->id;
        return refuse(p, "rule-id is a number that no other rule has");
    }
    const char *word = text_in(p, p->rule, "rule-type");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        bool is_followed = true;
        if (!text_equal(types[i].word, word))
            continue;
        if (!parse_locator(p, &rule) || !types[i].parse(p, &rule, &is_followed))
            return false;
        if (is_followed)
            *LIST_PUSH(p->mapping->arena, &p->mapping->rules) = rule;
        return true;
    }
    find_unknown(p, "rule-type", word);
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t left = ((const DmsRule *)a)->id, right = ((const DmsRule *)b)->id;
    return left < right ? -1 : left > right;
}

static bool sort_rules(const Parsing *p)
{
    DmsMapping *mapping = p->mapping;
    if (mapping->rules.count > 0)
        qsort(mapping->rules.items, mapping->rules.count, sizeof *mapping->rules.items, compare_ids);
    for (size_t i = 1; i < mapping->rules.count; i++)
        if (mapping->rules.items[i].id == mapping->rules.items[i - 1].id)
            return err_set(p->err, ERR_REFUSED, "%s: two rules have the rule-id %lld", p->name,
                           (long long)mapping->rules.items[i].id);
    return true;
}

bool dms_mapping_parse(DmsMapping *mapping, Arena *arena, const char *text, size_t length, const char *name,
                       Findings *findings, Err *err)
{
    *mapping = (DmsMapping){.arena = arena};
    Parsing p = {.mapping = mapping, .name = name, .findings = findings, .err = err};
    json_error_t mistake;
    json_t *root = length > DMS_MAPPING_MAX ? NULL : json_loadb(text, length, JSON_REJECT_DUPLICATES, &mistake);
    if (length > DMS_MAPPING_MAX)
        return err_set(err, ERR_REFUSED, "%s: longer than a mapping can be", name);
    if (root == NULL)
        return err_set(err, ERR_REFUSED, "%s:%d:%d: %s", name, mistake.line, mistake.column, mistake.text);
    const json_t *rules = json_object_get(root, "rules");
    bool ok = json_is_array(rules) || err_set(err, ERR_REFUSED, "%s: no list of rules", name);
    for (size_t i = 0; ok && i < json_array_size(rules); i++) {
        p.rule = json_array_get(rules, i);
        ok = parse_rule(&p);
    }
    json_decref(root);
    return ok && sort_rules(&p);
}

/* ---- looking up ---- */

static bool speaks_of(const DmsRule *rule, const char *schema, const char *table, const char *column)
{
    return dms_matches(rule->schema, schema) && (table == NULL || dms_matches(rule->table, table)) &&
           (column == NULL || dms_matches(rule->column, column));
}

static const DmsRule *first_of(const DmsMapping *mapping, ActionClass class, DmsTarget target, const char *schema,
                               const char *table, const char *column)
{
    for (size_t i = 0; i < mapping->rules.count; i++) {
        const DmsRule *rule = &mapping->rules.items[i];
        if (actions[rule->action].class == class && rule->target == target && speaks_of(rule, schema, table, column))
            return rule;
    }
    return NULL;
}

static bool starts_with(const char *text, const char *start)
{
    return start != NULL && strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    return end != NULL && strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

static const char *in_letters(Arena *arena, const char *name, int (*letter)(int))
{
    char *copy = arena_copy(arena, name);
    for (char *c = copy; *c != '\0'; c++)
        if ((unsigned char)*c < 0x80)
            *c = (char)letter((unsigned char)*c);
    return copy;
}

static const char *named_by(Arena *arena, const DmsRule *rule, const char *name)
{
    const char *value = rule == NULL ? NULL : rule->value;
    size_t cut;
    if (rule == NULL || actions[rule->action].class != CLASS_NAME)
        return name;
    /* clang-format off */
    switch (rule->action) {
    case DMS_RENAME: return value;
    case DMS_CONVERT_LOWERCASE: return in_letters(arena, name, tolower);
    case DMS_CONVERT_UPPERCASE: return in_letters(arena, name, toupper);
    case DMS_ADD_PREFIX: return arena_printf(arena, "%s%s", value, name);
    case DMS_ADD_SUFFIX: return arena_printf(arena, "%s%s", name, value);
    case DMS_REMOVE_PREFIX: return starts_with(name, value) ? name + strlen(value) : name;
    case DMS_REPLACE_PREFIX:
        return starts_with(name, rule->old_value) ? arena_printf(arena, "%s%s", value, name + strlen(rule->old_value))
                                                  : name;
    case DMS_REMOVE_SUFFIX:
        return ends_with(name, value) ? arena_slice(arena, name, strlen(name) - strlen(value)) : name;
    case DMS_REPLACE_SUFFIX:
        cut = ends_with(name, rule->old_value) ? strlen(name) - strlen(rule->old_value) : strlen(name);
        return cut < strlen(name) ? arena_printf(arena, "%.*s%s", (int)cut, name, value) : name;
    case DMS_INCLUDE: case DMS_EXPLICIT: case DMS_EXCLUDE: case DMS_REMOVE_COLUMN: case DMS_INCLUDE_COLUMN:
    case DMS_CHANGE_DATA_TYPE: case DMS_DIGITS_MASK: case DMS_DIGITS_RANDOMIZE: case DMS_HASH_MASK:
    case DMS_TABLE_SETTINGS: case DMS_ACTION_COUNT: return name;
    }
    /* clang-format on */
    return name;
}

const char *dms_mapping_schema(const DmsMapping *mapping, const char *schema)
{
    return named_by(mapping->arena, first_of(mapping, CLASS_NAME, DMS_OF_SCHEMAS, schema, NULL, NULL), schema);
}

/* Whatever rule includes it: one that excludes it goes before. */
static const DmsRule *selection_of(const DmsMapping *mapping, const char *schema, const char *table, bool is_view)
{
    const DmsRule *found = NULL;
    for (size_t i = 0; i < mapping->rules.count; i++) {
        const DmsRule *rule = &mapping->rules.items[i];
        bool of_type = rule->tables == DMS_TABLES_AND_VIEWS || (rule->tables == DMS_VIEWS) == is_view;
        if (actions[rule->action].class != CLASS_SELECT || !of_type || !speaks_of(rule, schema, table, NULL))
            continue;
        if (rule->action == DMS_EXCLUDE)
            return NULL;
        found = found == NULL ? rule : found;
    }
    return found;
}

DmsTable dms_mapping_table(const DmsMapping *mapping, const char *schema, const char *table, bool is_view)
{
    const DmsRule *named = first_of(mapping, CLASS_NAME, DMS_OF_TABLES, schema, table, NULL);
    return (DmsTable){selection_of(mapping, schema, table, is_view), dms_mapping_schema(mapping, schema),
                      named_by(mapping->arena, named, table),
                      first_of(mapping, CLASS_TABLE, DMS_OF_TABLES, schema, table, NULL)};
}

/* include-column: of its tables all other columns are left out. */
static bool is_removed(const DmsMapping *mapping, const char *schema, const char *table, const char *column)
{
    bool is_chosen = false, are_chosen = false;
    for (size_t i = 0; i < mapping->rules.count; i++) {
        const DmsRule *rule = &mapping->rules.items[i];
        if (actions[rule->action].class != CLASS_REMOVE || !speaks_of(rule, schema, table, NULL))
            continue;
        bool names_it = dms_matches(rule->column, column);
        if (rule->action == DMS_REMOVE_COLUMN && names_it)
            return true;
        are_chosen = are_chosen || rule->action == DMS_INCLUDE_COLUMN;
        is_chosen = is_chosen || (rule->action == DMS_INCLUDE_COLUMN && names_it);
    }
    return are_chosen && !is_chosen;
}

DmsColumn dms_mapping_column(const DmsMapping *mapping, const char *schema, const char *table, const char *column)
{
    const DmsRule *named = first_of(mapping, CLASS_NAME, DMS_OF_COLUMNS, schema, table, column);
    const DmsRule *typed = first_of(mapping, CLASS_TYPE, DMS_OF_COLUMNS, schema, table, column);
    return (DmsColumn){
        .name = named_by(mapping->arena, named, column),
        .is_removed = is_removed(mapping, schema, table, column),
        .type = typed == NULL ? (DmsType){NULL, INT_NONE, INT_NONE, INT_NONE} : typed->type,
        .mask = first_of(mapping, CLASS_MASK, DMS_OF_COLUMNS, schema, table, column),
    };
}
