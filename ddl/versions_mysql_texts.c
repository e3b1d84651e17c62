/* Expressions, views and routines of MySQL and MariaDB: what the other one calls otherwise, and what it does not have. */
#include <string.h>

#include "quote.h"
#include "translate_mysql.h"

/* ---- functions that only one of them has ---- */

static const char *const of_mysql[] = {
    "any_value",
    "bin_to_uuid",
    "uuid_to_bin",
    "is_uuid",
    "json_storage_size",
    "json_storage_free",
    "statement_digest",
    "statement_digest_text",
    "st_latitude",
    "st_longitude",
    "st_transform",
    "st_validate",
    "st_swapxy",
    "st_hausdorffdistance",
    "st_frechetdistance",
    "vector_dim",
    "distance",
    "format_bytes",
    "format_pico_time",
    "ps_thread_id",
    "ps_current_thread_id",
    "icu_version",
    "roles_graphml",
    "gtid_subset",
    "gtid_subtract",
    "grouping",
    NULL,
};
static const char *const of_mariadb[] = {
    "nextval",
    "lastval",
    "setval",
    "json_compact",
    "json_loose",
    "json_equals",
    "json_normalize",
    "json_exists",
    "json_query",
    "json_key_value",
    "natural_sort_key",
    "sformat",
    "to_char",
    "to_number",
    "to_date",
    "chr",
    "kdf",
    "add_months",
    "decode_oracle",
    "concat_operator_oracle",
    "lpad_oracle",
    "rpad_oracle",
    "ltrim_oracle",
    "rtrim_oracle",
    "substr_oracle",
    "replace_oracle",
    "median",
    "percentile_cont",
    "percentile_disc",
    "column_create",
    "column_get",
    "column_add",
    "column_json",
    "crc32c",
    "uuid_v4",
    "uuid_v7",
    "sys_guid",
    "vec_distance",
    "vec_distance_euclidean",
    "vec_distance_cosine",
    "binlog_gtid_pos",
    "st_pointonsurface",
    "st_relate",
    NULL,
};

/* MySQL had these up to 5.7, and MariaDB has them still. */
static const char *const of_mysql57[] = {
    "old_password",
    "password",
    "encode",
    "decode",
    "encrypt",
    "des_encrypt",
    "des_decrypt",
    "json_append",
    "area",
    "asbinary",
    "astext",
    "aswkb",
    "aswkt",
    "buffer",
    "centroid",
    "convexhull",
    "crosses",
    "dimension",
    "disjoint",
    "endpoint",
    "envelope",
    "equals",
    "exteriorring",
    "geomcollfromtext",
    "geomcollfromwkb",
    "geometrycollectionfromtext",
    "geometrycollectionfromwkb",
    "geometryfromtext",
    "geometryfromwkb",
    "geometryn",
    "geometrytype",
    "geomfromtext",
    "geomfromwkb",
    "glength",
    "interiorringn",
    "intersects",
    "isclosed",
    "isempty",
    "issimple",
    "linefromtext",
    "linefromwkb",
    "linestringfromtext",
    "linestringfromwkb",
    "mbrequal",
    "mlinefromtext",
    "mlinefromwkb",
    "multilinestringfromtext",
    "multilinestringfromwkb",
    "multipointfromtext",
    "multipointfromwkb",
    "multipolygonfromtext",
    "multipolygonfromwkb",
    "mpointfromtext",
    "mpointfromwkb",
    "mpolyfromtext",
    "mpolyfromwkb",
    "numgeometries",
    "numinteriorrings",
    "numpoints",
    "overlaps",
    "pointfromtext",
    "pointfromwkb",
    "pointn",
    "polyfromtext",
    "polyfromwkb",
    "polygonfromtext",
    "polygonfromwkb",
    "srid",
    "startpoint",
    "touches",
    "within",
    NULL,
};

static const char *text_of(const Object *object)
{
    static const char *const fields[] = {"definition", "expression", "default_value"};
    const Field *field = NULL;
    for (size_t i = 0; field == NULL && i < sizeof fields / sizeof *fields; i++)
        field = field_named(object->kind, fields[i]);
    return field == NULL ? NULL : FIELD_VALUE(object, field, char *);
}

/* What has brackets and is no call: INSERT INTO area (id), CREATE TEMPORARY TABLE area (id int). */
static bool names_a_table(const Token *before)
{
    return before->length > 0 && (token_is(before, "into") || token_is(before, "table") || token_is(before, "exists"));
}

/* A word before a bracket, behind no dot: there, a function of one's own would be. */
static bool calls_any_of(const Object *object, const char *const *names)
{
    const char *text = text_of(object);
    if (text == NULL)
        return false;
    Scan scan = scan_open(my_syntax(object), text, strlen(text));
    Token before = {0}, name = {0};
    for (Token token; scan_solid(&scan, &token); before = name, name = token) {
        if (name.length == 0 || !token_is_mark(&token, "(") || (before.length > 0 && token_is_mark(&before, ".")) ||
            names_a_table(&before))
            continue;
        for (const char *const *function = names; *function != NULL; function++)
            if (token_is(&name, *function))
                return true;
    }
    return false;
}

bool my_calls_mysql(const Object *object)
{
    return calls_any_of(object, of_mysql);
}

bool my_calls_mariadb(const Object *object)
{
    return calls_any_of(object, of_mariadb);
}

bool my_calls_mysql57(const Object *object)
{
    return calls_any_of(object, of_mysql57);
}

/* ---- functions with two names, collations ---- */

static const struct {
    const char *mysql, *mariadb;
} renamed[] = {
    {"json_pretty", "json_detailed"}, {"string_to_vector", "vec_fromtext"}, {"vector_to_string", "vec_totext"},
    {"to_vector", "vec_fromtext"},    {"from_vector", "vec_totext"},
};

static const char *name_there(const Token *name, bool is_mariadb)
{
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (token_is(name, is_mariadb ? renamed[i].mysql : renamed[i].mariadb))
            return is_mariadb ? renamed[i].mariadb : renamed[i].mysql;
    return NULL;
}

/* The last two words, for telling what comes. */
typedef struct Place {
    Token last, before;
} Place;

static bool was(const Token *token, const char *word)
{
    return token->length > 0 && token_is(token, word);
}

/* What stands for a name where a collation or a character set does; NULL: it stays. */
static const char *instead_of(Arena *arena, const Place *place, const Token *token, const Release *release)
{
    bool is_other = false;
    if (token->type != TOKEN_NAME && token->type != TOKEN_STRING)
        return NULL;
    const char *name = token->type == TOKEN_NAME ? scan_name(arena, token) : scan_string(arena, token), *there = NULL;
    if (was(&place->last, "collate"))
        there = my_collation_for(arena, name, release, &is_other);
    else if (was(&place->last, "charset") || was(&place->last, "using") ||
             (was(&place->last, "set") && (was(&place->before, "character") || was(&place->before, "char"))))
        there = my_charset_for(name, release);
    return there == NULL || strcmp(there, name) == 0 ? NULL : there;
}

static const char *text_for(Arena *arena, const Syntax *syntax, const char *text, const Release *release);

/* MySQL prints a REGEXP b as a function that MariaDB does not have. The scan stands behind the name, and then behind its
   bracket. */
static bool put_regexp(Arena *arena, Buf *out, Scan *scan, const Release *release)
{
    Scan ahead = *scan;
    Token open;
    List arguments;
    if (!scan_solid(&ahead, &open) || !token_is_mark(&open, "("))
        return false;
    size_t from = ahead.at, to = scan_closing(scan->syntax, scan->text, from - 1);
    if (to >= scan->length || !scan_split(arena, scan->syntax, scan->text + from, to - from, &arguments) ||
        arguments.count != 2)
        return false;
    buf_printf(out, "(%s regexp %s)", text_for(arena, scan->syntax, arguments.items[0], release),
               text_for(arena, scan->syntax, arguments.items[1], release));
    scan->at = to + 1;
    return true;
}

/* MariaDB writes such a literal of a generated column down without its escapes, and cannot read that again. Our sessions'
   literals are of this character set anyway. The scan stands behind the introducer. */
static bool introduces_a_quote(const Token *token, const Scan *scan)
{
    Scan ahead = *scan;
    Token literal;
    return token->type == TOKEN_NAME && token_is(token, "_utf8mb4") && scan_next(&ahead, &literal) &&
           literal.type == TOKEN_STRING && literal.length > 2 &&
           memchr(literal.start + 1, '\'', literal.length - 2) != NULL;
}

/* With the names of functions, collations and character sets that the release has. */
static const char *text_for(Arena *arena, const Syntax *syntax, const char *text, const Release *release)
{
    SCOPED(Buf, buf_free) out = {0};
    bool is_mariadb = my_is_mariadb_release(release);
    Scan scan = scan_open(syntax, text, strlen(text));
    Place place = {0};
    bool is_changed = false;
    for (Token token; scan_next(&scan, &token);) {
        bool is_own = place.last.length > 0 && token_is_mark(&place.last, ".");
        bool is_call = token.type == TOKEN_NAME && !is_own && scan.text[scan.at] == '(';
        const char *other = is_call ? name_there(&token, is_mariadb) : instead_of(arena, &place, &token, release);
        bool is_regexp =
            is_call && is_mariadb && token_is(&token, "regexp_like") && put_regexp(arena, &out, &scan, release);
        bool is_dropped =
            is_mariadb ? introduces_a_quote(&token, &scan) : was(&place.last, "select") && was(&token, "sql_cache");
        is_changed = is_changed || other != NULL || is_regexp || is_dropped;
        if (other != NULL)
            buf_puts(&out, other);
        else if (!is_regexp && !is_dropped)
            buf_put(&out, token.start, token.length);
        if (token.type != TOKEN_SPACE && token.type != TOKEN_COMMENT)
            place = (Place){token, place.last};
    }
    return is_changed ? arena_slice(arena, buf_text(&out), out.length) : text;
}

/* ---- the texts of an object ---- */

/* As somebody wrote it; what the server prints has all names in quotes. */
static bool is_written(Kind kind)
{
    return kind == KIND_FUNCTION || kind == KIND_PROCEDURE || kind == KIND_TRIGGER || kind == KIND_EVENT;
}

static void fit_text(Arena *arena, const Object *object, const Syntax *syntax, const char **text,
                     const Versions *versions)
{
    const Release *source = &versions->source, *target = &versions->target;
    if (*text == NULL)
        return;
    *text = text_for(arena, syntax, *text, target);
    if (!is_written(object->kind) || my_is_mariadb_release(source))
        return;
    *text = my_quote_words(arena, syntax, *text, versions);
    if (source->version < 80000 && !my_is_mariadb_release(target))
        *text = my_name_collation(arena, syntax, *text);
}

void my_fit_texts(Arena *arena, Object *object, const Versions *versions)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    const Syntax *syntax = my_syntax(object);
    for (size_t i = 0; i < kind->field_count; i++) {
        void *slot = (void *)field_at(object, &kind->fields[i]);
        if (kind->fields[i].type == FIELD_SQLS) {
            List *list = slot, before = *list;
            list->items = arena_array(arena, before.count, sizeof *list->items);
            for (size_t n = 0; n < before.count; n++) {
                list->items[n] = before.items[n];
                fit_text(arena, object, syntax, &list->items[n], versions);
            }
        } else if (kind->fields[i].type == FIELD_SQL || kind->fields[i].type == FIELD_EXPR ||
                   kind->fields[i].type == FIELD_QUERY) {
            fit_text(arena, object, syntax, slot, versions);
        }
    }
}

/* ---- names of a view's columns ---- */

static bool ends_item(const Token *token)
{
    static const char *const words[] = {"from", "union", "except", "intersect", "where", "order", "limit"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return token_is_mark(token, ",");
}

/* The query's first SELECT, as the server prints it: each of its items ends with AS and a name. */
static bool put_names(Buf *out, const char *query, const List *columns)
{
    Scan scan = scan_open(&syntax_mysql, query, strlen(query));
    Token token, last = {0}, before = {0};
    size_t depth = 0, done = 0;
    const char *from = query;
    do { /* past WITH */
        if (!scan_solid(&scan, &token))
            return false;
        depth += token_is_mark(&token, "(");
        depth -= token_is_mark(&token, ")");
    } while (depth > 0 || !token_is(&token, "select"));
    for (bool more = true, in_list = true; more && in_list;) {
        more = scan_solid(&scan, &token);
        if (!more || (depth == 0 && ends_item(&token))) {
            if (done == columns->count || last.start == NULL || !token_is(&before, "as"))
                return false;
            buf_put(out, from, (size_t)(last.start - from));
            quote_mysql_name(out, columns->items[done++]);
            from = last.start + last.length;
            in_list = more && token_is_mark(&token, ",");
        }
        depth += more && token_is_mark(&token, "(");
        depth -= more && token_is_mark(&token, ")");
        before = last;
        last = token;
    }
    buf_puts(out, from);
    return done == columns->count;
}

void my_name_columns(Arena *arena, View *view)
{
    SCOPED(Buf, buf_free) out = {0};
    if (view->columns.count == 0 || !put_names(&out, view->definition, &view->columns))
        return;
    view->definition = arena_slice(arena, buf_text(&out), out.length);
    view->columns = (List){0};
}
