/* One key's value. */
#include "job_value.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "job_glob.h"
#include "job_text.h"

#define MEMBER(into, info, Type) (*(Type *)((char *)(into) + (info)->offset))
#define MEMBER_OF_CONST(in, info, Type) (*(Type const *)((const char *)(in) + (info)->offset))

/* Whichever mapping's. */
typedef struct Items {
    const void *items;
    size_t count;
    bool is_none; /* said so */
} Items;

/* The words' enums are written through unsigned, as which both compilers keep an enum without negative values. */
_Static_assert(sizeof(JobOwners) == sizeof(unsigned), "an enum is an unsigned");

static const JobWord *word_find(const JobKeyInfo *info, const char *text)
{
    for (size_t i = 0; i < info->word_count; i++)
        if (info->words[i].word != NULL && strcmp(info->words[i].word, text) == 0)
            return &info->words[i];
    return NULL;
}

void job_value_default(void *into, const JobKeyInfo *info)
{
    switch (info->type) {
    case JOB_INT:
        MEMBER(into, info, int64_t) = info->default_text == NULL ? INT_NONE : strtoll(info->default_text, NULL, 10);
        break;
    case JOB_TEXT: MEMBER(into, info, const char *) = info->default_text; break;
    case JOB_WORD: /* without a default: the word that cannot be written, which is the first */
        MEMBER(into, info, unsigned) = info->default_text == NULL ? 0 : word_find(info, info->default_text)->value;
        break;
    case JOB_GLOBS:
    case JOB_ACCEPTED: MEMBER(into, info, List) = (List){0}; break;
    case JOB_PAIRS: MEMBER(into, info, Pairs) = (Pairs){0}; break;
    case JOB_FLAG: MEMBER(into, info, int64_t) = INT_NONE; break;
    case JOB_WORDS: MEMBER(into, info, unsigned) = 0; break;
    case JOB_ITEMS:
    case JOB_ITEMS_OR_NONE: MEMBER(into, info, Items) = (Items){0}; break;
    }
}

bool job_value_is_absent(const void *in, const JobKeyInfo *info)
{
    switch (info->type) {
    case JOB_INT: return MEMBER_OF_CONST(in, info, int64_t) == INT_NONE;
    case JOB_TEXT: return MEMBER_OF_CONST(in, info, const char *) == NULL;
    case JOB_WORD: return info->words[0].word == NULL && MEMBER_OF_CONST(in, info, unsigned) == 0;
    case JOB_GLOBS:
    case JOB_ACCEPTED: return MEMBER_OF_CONST(in, info, List).count == 0;
    case JOB_PAIRS: return MEMBER_OF_CONST(in, info, Pairs).count == 0;
    case JOB_FLAG: return MEMBER_OF_CONST(in, info, int64_t) == INT_NONE;
    case JOB_WORDS: return MEMBER_OF_CONST(in, info, unsigned) == 0;
    case JOB_ITEMS:
    case JOB_ITEMS_OR_NONE:
        return MEMBER_OF_CONST(in, info, Items).count == 0 && !MEMBER_OF_CONST(in, info, Items).is_none;
    }
    return true;
}

static const char *got(Arena *arena, const Node *node, bool is_hidden)
{
    switch (node->kind) {
    case NODE_NOTHING: return "nothing";
    case NODE_LIST: return "a list";
    case NODE_MAP: return "a map";
    case NODE_TEXT:
    case NODE_REFUSED: break;
    }
    if (is_hidden)
        return "something else";
    const char *shown = job_shown(arena, node->text, node->length);
    return node->is_plain ? shown : arena_printf(arena, "the text %s", shown);
}

static void wrong_type(JobReport *report, const JobKeyInfo *info, const Node *node, const char *expected,
                       const char *hint)
{
    if (node->kind == NODE_REFUSED)
        return;
    job_problem(report, node->place, node->kind == NODE_NOTHING ? "give it a value, or leave the key out" : hint,
                "%s: expected %s, got %s", info->path, expected,
                got(report->arena, node, job_forms[info->form].is_hidden));
}

static bool is_whole_number(const char *text)
{
    size_t digits = strspn(text + (*text == '-'), "0123456789");
    const char *first = text + (*text == '-');
    return digits > 0 && first[digits] == '\0' && (*first != '0' || digits == 1);
}

static void set_int(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    const char *limits = job_type_text(report->arena, info);
    if (node->kind != NODE_TEXT || !node->is_plain || !is_whole_number(node->text)) {
        wrong_type(report, info, node, info->least == info->greatest ? limits : "a whole number",
                   "write it in digits, without quotes");
        return;
    }
    long long value = strtoll(node->text, NULL, 10); /* saturates, and no limit is that far */
    if (value < info->least || value > info->greatest)
        job_problem(report, node->place, arena_printf(report->arena, "write %s", limits), "%s: %s is out of range",
                    info->path, job_shown(report->arena, node->text, node->length));
    else
        MEMBER(into, info, int64_t) = value;
}

static void set_word(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    const char *allowed = arena_printf(report->arena, "one of %s", job_type_text(report->arena, info));
    const JobWord *word = node->kind == NODE_TEXT ? word_find(info, node->text) : NULL;
    if (word == NULL)
        wrong_type(report, info, node, allowed, arena_printf(report->arena, "write %s", allowed));
    else
        MEMBER(into, info, unsigned) = word->value;
}

static void set_flag(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    bool is_true = node->kind == NODE_TEXT && node->is_plain && strcmp(node->text, "true") == 0;
    if (is_true || (node->kind == NODE_TEXT && node->is_plain && strcmp(node->text, "false") == 0))
        MEMBER(into, info, int64_t) = is_true;
    else
        wrong_type(report, info, node, "true or false", "write true or false, without quotes");
}

static void set_words(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    const char *allowed = job_type_text(report->arena, info);
    size_t problems = report->problems->count;
    unsigned listed = 0;
    if (node->kind != NODE_LIST)
        wrong_type(report, info, node, arena_printf(report->arena, "a %s", allowed), "write a list: [a, b]");
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count && !report->problems->more; i++) {
        const Node *item = node->items.items[i];
        const JobWord *word = item->kind == NODE_TEXT ? word_find(info, item->text) : NULL;
        if (word == NULL)
            wrong_type(report, info, item, arena_printf(report->arena, "a %s", allowed), "write those words only");
        else
            listed |= 1u << word->value;
    }
    if (report->problems->count == problems)
        MEMBER(into, info, unsigned) = listed;
}

static bool matches(const char *pattern, const char *text)
{
    regex_t compiled;
    if (pattern == NULL)
        return true;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool does = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return does;
}

/* A path, or an object of S3 where the form allows one: no other URL. */
static bool is_place(JobReport *report, const JobKeyInfo *info, const Node *node)
{
    bool may_be_object = info->form == JOB_FORM_DIRECTORY || info->form == JOB_FORM_FILE;
    bool is_path = may_be_object || info->form == JOB_FORM_SECRET_FILE;
    if (!is_path || !matches("^[A-Za-z][A-Za-z0-9+.-]*://", node->text) ||
        (may_be_object && matches("^s3://[a-z0-9.-]{3,63}(/|$)", node->text)))
        return true;
    job_problem(report, node->place, arena_printf(report->arena, "write %s", job_forms[info->form].expected),
                "%s: this is a URL, and none that can be used here", info->path);
    return false;
}

/* Whether a text, a value or one side of a pair, has the form that the key asks for. */
static bool fits(JobReport *report, const JobKeyInfo *info, const Node *node)
{
    const JobForm *form = &job_forms[info->form];
    const char *hint = arena_printf(report->arena, "write %s", form->expected);
    if (node->kind != NODE_TEXT || node->length == 0) {
        wrong_type(report, info, node, form->expected, hint);
        return false;
    }
    if (!is_place(report, info, node))
        return false;
    const char *why = node->length > form->most                      ? "it is too long"
                      : !job_text_is_clean(node->text, node->length) ? "it holds a control character"
                                                                     : NULL;
    if (why == NULL && matches(form->pattern, node->text))
        return true;
    if (why == NULL)
        wrong_type(report, info, node, form->expected, hint);
    else
        job_problem(report, node->place, hint, "%s: expected %s, but %s", info->path, form->expected, why);
    return false;
}

static void set_text(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    if (fits(report, info, node))
        MEMBER(into, info, const char *) = arena_slice(report->arena, node->text, node->length);
}

/* What the texts of a list are. */
typedef struct Listed {
    const char *one, *many, *hint, *example;
    JobMistake *mistake;
} Listed;

static const Listed globs = {"a glob", "a list of globs", "write schema.name, with * ? or [..] where any will do",
                             "[\"sales.*\"]", job_glob_mistake};
static const Listed accepted = {"a finding", "a list of findings", "write CODE or CODE:kind:schema.table.column",
                                "[TYPE_LOSSY]", job_accepted_mistake};

static bool is_listed(JobReport *report, const JobKeyInfo *info, const Listed *listed, const Node *node)
{
    const char *hint = NULL;
    if (node->kind != NODE_TEXT) {
        wrong_type(report, info, node, listed->one, listed->hint);
        return false;
    }
    const char *mistake = listed->mistake(report->arena, node->text, node->length, &hint);
    if (mistake != NULL)
        job_problem(report, node->place, hint, "%s: %s is no %s: %s", info->path,
                    job_shown(report->arena, node->text, node->length), listed->one + strlen("a "), mistake);
    return mistake == NULL;
}

static void set_list(void *into, const JobKeyInfo *info, const Listed *listed, const Node *node, JobReport *report)
{
    if (node->kind != NODE_LIST) {
        wrong_type(report, info, node, listed->many,
                   arena_printf(report->arena, "write a list of texts: %s", listed->example));
        return;
    }
    List list = {.items = arena_array(report->arena, node->items.count, sizeof *list.items)};
    for (size_t i = 0; i < node->items.count && !report->problems->more; i++) {
        const Node *item = node->items.items[i];
        if (is_listed(report, info, listed, item))
            list.items[list.count++] = arena_slice(report->arena, item->text, item->length);
    }
    if (list.count == node->items.count)
        MEMBER(into, info, List) = list;
}

const char *job_value_key_shown(Arena *arena, const Node *key, const Node *value)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    bool is_word = key->length > 0 && key->length <= 64 && strspn(key->text, word) == key->length;
    return is_word && value->kind != NODE_NOTHING ? arena_printf(arena, " \"%s\"", key->text) : "";
}

bool job_value_is_key(JobReport *report, Map *seen, const Node *key, const Node *value)
{
    if (key->kind == NODE_REFUSED)
        return false;
    if (key->kind == NODE_LIST || key->kind == NODE_MAP) {
        job_problem(report, key->place, "check colons and brackets", "a key must be a text");
        return false;
    }
    if (key->is_plain && strcmp(key->text, "<<") == 0) {
        job_problem(report, key->place, "write the keys themselves", "merge keys (<<) are refused, as aliases are");
        return false;
    }
    const Node *before = map_put(seen, key->text, (void *)(uintptr_t)key);
    if (before == NULL)
        return true;
    const char *hint =
        before->place.line == 0
            ? "keep one of them"
            : arena_printf(report->arena, "it is at line %zu already: keep one of them", before->place.line);
    job_problem(report, key->place, hint, "duplicate key%s", job_value_key_shown(report->arena, key, value));
    return false;
}

/* PUBLIC stands for everybody: it is no role, so it cannot be another one. */
static bool is_role(JobReport *report, const JobKeyInfo *info, const Node *node)
{
    if (info->form != JOB_FORM_ROLE || strcasecmp(node->text, "public") != 0)
        return true;
    job_problem(report, node->place, "leave it out", "%s: PUBLIC is everybody, not a role", info->path);
    return false;
}

static bool is_side(JobReport *report, const JobKeyInfo *info, const Node *node)
{
    return fits(report, info, node) && is_role(report, info, node);
}

static void set_pairs(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    if (node->kind != NODE_MAP) {
        wrong_type(report, info, node, "a map of texts", "write a map: { old: new }");
        return;
    }
    size_t count = 0;
    Pair *pairs = arena_array(report->arena, node->items.count / 2, sizeof *pairs);
    Map seen = map_new(report->arena);
    for (size_t i = 0; i < node->items.count && !report->problems->more; i += 2) {
        const Node *key = node->items.items[i], *value = node->items.items[i + 1];
        bool is_key = job_value_is_key(report, &seen, key, value) && is_side(report, info, key);
        if (is_side(report, info, value) && is_key)
            pairs[count++] = (Pair){arena_slice(report->arena, key->text, key->length),
                                    arena_slice(report->arena, value->text, value->length)};
    }
    if (count * 2 == node->items.count)
        MEMBER(into, info, Pairs) = (Pairs){pairs, count};
}

static void set_item(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    const JobTable *table = info->items;
    size_t problems = report->problems->count;
    job_keys_default(into, table);
    *(JobPlace *)((char *)into + table->place) = node->place;
    if (node->kind != NODE_MAP) {
        wrong_type(report, info, node, "a mapping",
                   arena_printf(report->arena, "its keys: %s", job_section_words(report->arena, table, "")));
        return;
    }
    job_keys_set(into, table, node, report);
    for (size_t i = 0; report->problems->count == problems && i < table->count; i++)
        if (table->keys[i].is_required && job_value_is_absent(into, &table->keys[i]))
            job_problem(report, node->place,
                        arena_printf(report->arena, "add %s: %s", table->keys[i].path,
                                     job_type_text(report->arena, &table->keys[i])),
                        "%s is missing", table->keys[i].path);
}

static void set_items(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    bool may_be_none = info->type == JOB_ITEMS_OR_NONE;
    if (may_be_none && node->kind == NODE_TEXT && strcmp(node->text, "none") == 0) {
        MEMBER(into, info, Items) = (Items){.is_none = true};
        return;
    }
    if (node->kind != NODE_LIST) {
        wrong_type(report, info, node, may_be_none ? "none or a list of mappings" : "a list of mappings",
                   "write a list of maps: [{ ... }]");
        return;
    }
    size_t problems = report->problems->count, count = node->items.count;
    const char *outside = report->within;
    char *items = arena_array(report->arena, count, info->items->size);
    for (size_t i = 0; i < count && !report->problems->more; i++) {
        report->within = arena_printf(report->arena, "%s %zu: ", info->path, i + 1);
        set_item(items + i * info->items->size, info, node->items.items[i], report);
    }
    report->within = outside;
    if (report->problems->count == problems)
        MEMBER(into, info, Items) = (Items){items, count, false};
}

void job_value_set(void *into, const JobKeyInfo *info, const Node *node, JobReport *report)
{
    size_t problems = report->problems->count;
    switch (info->type) {
    case JOB_INT: set_int(into, info, node, report); break;
    case JOB_TEXT: set_text(into, info, node, report); break;
    case JOB_WORD: set_word(into, info, node, report); break;
    case JOB_GLOBS: set_list(into, info, &globs, node, report); break;
    case JOB_ACCEPTED: set_list(into, info, &accepted, node, report); break;
    case JOB_PAIRS: set_pairs(into, info, node, report); break;
    case JOB_FLAG: set_flag(into, info, node, report); break;
    case JOB_WORDS: set_words(into, info, node, report); break;
    case JOB_ITEMS:
    case JOB_ITEMS_OR_NONE: set_items(into, info, node, report); break;
    }
    if (report->problems->count == problems && info->key != JOB_KEY_COUNT)
        ((Job *)into)->places[info->key] = node->place;
}
