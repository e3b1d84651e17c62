/* libyaml's events as a tree. The only file that knows libyaml. */
#include "job_yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "job_text.h"

typedef struct Yaml {
    yaml_parser_t parser;
    JobReport *report;
    Arena *arena;
} Yaml;

static JobPlace place_of(const Yaml *yaml, yaml_mark_t mark)
{
    return job_place(yaml->report, mark.line + 1, mark.column + 1);
}

static bool has(const char *text, const char *part)
{
    return text != NULL && strstr(text, part) != NULL;
}

static const char *syntax_hint(const yaml_parser_t *parser)
{
    if (has(parser->context, "alias"))
        return "a text that begins with * needs quotes: \"*.tmp\"";
    if (has(parser->context, "tag") || has(parser->problem, "tag"))
        return "tags are refused; a text that begins with ! needs quotes";
    if (has(parser->problem, "cannot start any token"))
        return "lines are indented with spaces, not tabs; a text that begins with @ ` or % needs quotes";
    if (has(parser->problem, "directive") || has(parser->problem, "incompatible"))
        return "leave out lines that begin with %";
    if (has(parser->context, "quoted scalar"))
        return "close the quotes; inside double quotes \\ is written \\\\";
    return "check indentation and brackets; a text that holds \": \" or \" #\" needs quotes";
}

static bool syntax_error(Yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        fputs("understudy: out of memory\n", stderr);
        abort();
    }
    const char *began = "";
    if (parser->context != NULL && yaml->report->has_lines)
        began = arena_printf(yaml->arena, " %s that began at %zu:%zu", parser->context, parser->context_mark.line + 1,
                             parser->context_mark.column + 1);
    job_problem(yaml->report, place_of(yaml, parser->problem_mark), syntax_hint(parser), "not YAML: %s%s",
                parser->problem, began);
    return false;
}

static bool next(Yaml *yaml, yaml_event_t *event)
{
    if (yaml_parser_parse(&yaml->parser, event))
        return true;
    return syntax_error(yaml);
}

/* What a node begins with, and what no job needs. Names are not repeated: they may be half of an unquoted password. */
static bool is_refused(Yaml *yaml, JobPlace place, const void *anchor, const void *tag)
{
    if (anchor != NULL)
        job_problem(yaml->report, place,
                    "write the value itself wherever it is needed; a text that begins with & needs quotes",
                    "anchors (&) are refused, so that no alias can ever expand");
    if (tag != NULL)
        job_problem(yaml->report, place, "leave it out; a text that begins with ! needs quotes",
                    "tags (!) are refused");
    return anchor != NULL || tag != NULL;
}

static Node *node_new(Yaml *yaml, NodeKind kind, const yaml_event_t *event)
{
    Node *node = arena_alloc(yaml->arena, sizeof *node);
    *node = (Node){.kind = kind, .place = place_of(yaml, event->start_mark), .text = ""};
    return node;
}

static bool is_null(const char *text)
{
    return *text == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0 || strcmp(text, "Null") == 0 ||
           strcmp(text, "NULL") == 0;
}

static Node *alias(Yaml *yaml, const yaml_event_t *event)
{
    Node *node = node_new(yaml, NODE_REFUSED, event);
    job_problem(yaml->report, node->place, "write the value again; a text that begins with * needs quotes: \"*.tmp\"",
                "aliases (*) are refused, so that none can ever expand");
    return node;
}

static Node *scalar(Yaml *yaml, const yaml_event_t *event)
{
    Node *node = node_new(yaml, NODE_TEXT, event);
    const char *text = (const char *)event->data.scalar.value;
    node->length = event->data.scalar.length;
    node->text = arena_slice(yaml->arena, text, node->length);
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (node->is_plain && is_null(node->text))
        node->kind = NODE_NOTHING;
    if (strlen(node->text) != node->length) {
        job_problem(yaml->report, node->place, "leave out \\0", "a NUL character in a text");
        node->kind = NODE_REFUSED;
    }
    if (is_refused(yaml, node->place, event->data.scalar.anchor, event->data.scalar.tag))
        node->kind = NODE_REFUSED;
    return node;
}

static bool read_node(Yaml *yaml, const yaml_event_t *event, size_t depth, Node **node);

static bool read_items(Yaml *yaml, Node *node, yaml_event_type_t end, size_t depth)
{
    for (;;) {
        SCOPED(yaml_event_t, yaml_event_delete) event = {0};
        if (!next(yaml, &event))
            return false;
        if (event.type == end)
            return true;
        Node *item;
        if (!read_node(yaml, &event, depth, &item))
            return false;
        *LIST_PUSH(yaml->arena, &node->items) = item;
    }
}

static bool read_inside(Yaml *yaml, const yaml_event_t *event, size_t depth, Node **node)
{
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    Node *made = *node = node_new(yaml, is_map ? NODE_MAP : NODE_LIST, event);
    if (depth > JOB_DEPTH_MAX) {
        job_problem(yaml->report, made->place, "no key is that deep: check brackets and indentation",
                    "nested more than %d deep", JOB_DEPTH_MAX);
        return false;
    }
    const void *anchor = is_map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const void *tag = is_map ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    if (is_refused(yaml, made->place, anchor, tag))
        made->kind = NODE_REFUSED;
    return read_items(yaml, made, is_map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT, depth + 1);
}

static bool read_node(Yaml *yaml, const yaml_event_t *event, size_t depth, Node **node)
{
    if (event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT)
        return read_inside(yaml, event, depth, node);
    *node = event->type == YAML_ALIAS_EVENT ? alias(yaml, event) : scalar(yaml, event);
    return true;
}

/* The stream: its start, one document with one node, its end. */
static bool read_document(Yaml *yaml, Node **root)
{
    for (;;) {
        SCOPED(yaml_event_t, yaml_event_delete) event = {0};
        if (!next(yaml, &event))
            return false;
        if (event.type == YAML_STREAM_END_EVENT)
            return true;
        if (event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_END_EVENT)
            continue;
        if (event.type == YAML_DOCUMENT_START_EVENT) {
            if (*root == NULL)
                continue;
            job_problem(yaml->report, place_of(yaml, event.start_mark), "one job is one document: leave out this one",
                        "a second document");
            return false;
        }
        if (!read_node(yaml, &event, 1, root))
            return false;
    }
}

static bool is_text(JobReport *report, const char *text, size_t length)
{
    const char *why = NULL;
    size_t line, column, at = job_text_bad(text, length, &why);
    if (at == length)
        return true;
    job_text_place(text, at, &line, &column);
    job_problem(report, job_place(report, line, column), "save it as UTF-8, without control characters", "%s", why);
    return false;
}

bool job_yaml_read(JobReport *report, Arena *arena, const char *text, size_t length, Node **root)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* Windows editors put one in front of UTF-8 */
    *root = NULL;
    if (length >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (length > JOB_MAX) {
        job_problem(report, job_place(report, 1, 1), "let globs name many objects at once", "larger than %d KiB",
                    JOB_MAX / 1024);
        return false;
    }
    if (!is_text(report, text, length))
        return false;
    Yaml yaml = {.report = report, .arena = arena};
    if (!yaml_parser_initialize(&yaml.parser)) {
        fputs("understudy: out of memory\n", stderr);
        abort();
    }
    yaml_parser_set_encoding(&yaml.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml.parser, (const unsigned char *)text, length);
    bool is_whole = read_document(&yaml, root);
    yaml_parser_delete(&yaml.parser);
    return is_whole;
}
