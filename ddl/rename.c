/* Renaming schemas in SQL text. `a.b` is a schema and its object in some places, a table and its column in others;
   which one is told by the place, as far as it tells, and else by whether the text declares a table or alias `a`.
   The places are those of PostgreSQL's printer, src/backend/utils/adt/ruleutils.c, and MySQL's fit in: this is no parser of
   all SQL. */
#include "rename.h"

#include <string.h>

/* What a token stands in. One per level of brackets is open at a time. */
typedef enum Place {
    PLACE_EXPRESSION,
    PLACE_HEADER,  /* CREATE FUNCTION, TRIGGER, INDEX, RULE up to what they execute: no columns with a table's name */
    PLACE_FROM,    /* a list of relations */
    PLACE_ON,      /* a join's condition: an expression up to the next JOIN or comma */
    PLACE_TARGET,  /* INTO or UPDATE: a relation and its alias */
    PLACE_TARGETS, /* the columns of an INSERT, of SET (...): no schema, ever */
    PLACE_SET,     /* SET column = expression, ... */
    PLACE_COLUMNS, /* name type, ... */
} Place;

/* A level of brackets. */
typedef struct Level {
    Place place;
    bool is_query;    /* has its own SELECT, UPDATE, DELETE: FROM is not that of EXTRACT(year FROM ...) */
    bool has_columns; /* XMLTABLE( or JSON_TABLE(: a COLUMNS clause may come */
} Level;

/* The text's tokens without blanks and comments, each with its place. */
typedef struct Sql {
    const Token *tokens;
    Place *places;
    bool *in_query;
    size_t count;
} Sql;

typedef struct Renamer {
    Arena *arena;
    const Rename *renames;
    size_t count;
    void (*quote)(Buf *out, const char *name);
    const char *text;
    Sql sql;
    bool *is_range; /* for each rename: the text declares a table or alias of that name */
} Renamer;

static const Token end_token = {.type = TOKEN_SPACE, .start = "", .length = 0};

/* The token at a distance; beyond either end, one that is nothing. */
static const Token *near(const Sql *sql, size_t at, int distance)
{
    size_t i = at + (size_t)distance;
    return i < sql->count ? &sql->tokens[i] : &end_token;
}

static bool is_word(const Sql *sql, size_t at, int distance, const char *word)
{
    return token_is(near(sql, at, distance), word);
}

static bool is_mark(const Sql *sql, size_t at, int distance, const char *mark)
{
    return token_is_mark(near(sql, at, distance), mark);
}

static bool is_name(const Sql *sql, size_t at, int distance)
{
    return near(sql, at, distance)->type == TOKEN_NAME;
}

static bool is_one_of(const Token *token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (token_is(token, *words))
            return true;
    return false;
}

/* Part of a qualified name, so no keyword. */
static bool is_dotted(const Sql *sql, size_t at)
{
    return is_mark(sql, at, -1, ".") || is_mark(sql, at, 1, ".");
}

/* Words like UPDATE are not reserved: x.a AS update. SELECT is. */
static bool is_column_alias(const Sql *sql, size_t at)
{
    return is_word(sql, at, -1, "as") && !is_word(sql, at, 0, "select");
}

static bool starts_update(const Sql *sql, size_t at)
{
    static const char *const before[] = {"atomic", "instead", "also", "do",     "begin",
                                         "then",   "else",    "loop", "repeat", NULL};
    const Token *previous = near(sql, at, -1);
    bool is_start = previous == &end_token || token_is_mark(previous, ";") || token_is_mark(previous, "(") ||
                    token_is_mark(previous, ")") || is_one_of(previous, before);
    bool is_conflict_action = is_word(sql, at, 1, "set") && !is_dotted(sql, at + 1);
    return is_start && is_word(sql, at, 0, "update") && is_name(sql, at, 1) && !is_conflict_action;
}

static bool starts_set(const Sql *sql, size_t at, const Level *level)
{
    return is_word(sql, at, 0, "set") && (level->place == PLACE_TARGET || is_word(sql, at, -1, "update"));
}

/* The clauses that end a list of relations or assignments: all are reserved, so no column is printed like them. */
static bool starts_expression(const Token *token, Place place)
{
    static const char *const queries[] = {"select", "values", NULL};
    static const char *const clauses[] = {"where", "group", "having", "order",     "window", "limit",     "offset",
                                          "fetch", "for",   "union",  "intersect", "except", "returning", NULL};
    bool is_list = place == PLACE_TARGETS || place == PLACE_COLUMNS;
    return is_one_of(token, queries) || (!is_list && is_one_of(token, clauses));
}

/* The header of a function, rule or view ends where what it executes begins. A trigger's and an index's never do. */
static bool ends_header(const Sql *sql, size_t at)
{
    static const char *const words[] = {"atomic", "return", "do", "select", "where", NULL};
    return is_one_of(near(sql, at, 0), words);
}

static bool starts_from(const Sql *sql, size_t at, const Level *level)
{
    if (is_word(sql, at, 0, "join") || is_word(sql, at, 0, "straight_join"))
        return true;
    if (is_word(sql, at, 0, "from"))
        return !is_word(sql, at, -1, "distinct") && (level->is_query || level->place == PLACE_FROM);
    /* DELETE and MERGE have USING relation, a join has USING (columns). */
    return is_word(sql, at, 0, "using") && (level->place == PLACE_FROM || level->place == PLACE_TARGET) &&
           !is_mark(sql, at, 1, "(");
}

/* What a word at this level makes of the level. */
static void enter_clause(const Sql *sql, size_t at, Level *level)
{
    static const char *const statements[] = {"select", "delete", "into", NULL};
    const Token *token = near(sql, at, 0);
    if (token->type != TOKEN_NAME || is_dotted(sql, at) || is_column_alias(sql, at))
        return;
    if (level->place == PLACE_HEADER) {
        if (ends_header(sql, at))
            *level = (Level){.place = PLACE_EXPRESSION, .is_query = true};
        return;
    }
    bool is_update = starts_update(sql, at);
    level->is_query = level->is_query || is_update || is_one_of(token, statements);
    if (is_update || token_is(token, "into"))
        level->place = PLACE_TARGET;
    else if (starts_set(sql, at, level))
        level->place = PLACE_SET;
    else if (starts_from(sql, at, level))
        level->place = PLACE_FROM;
    else if (level->place == PLACE_FROM && token_is(token, "on"))
        level->place = PLACE_ON;
    else if (level->has_columns && token_is(token, "columns"))
        level->place = PLACE_COLUMNS;
    else if (starts_expression(token, level->place))
        level->place = PLACE_EXPRESSION;
}

/* Where in a list of relations one begins; else its alias, its function's arguments, ... come. */
static bool is_relation_start(const Sql *sql, size_t at)
{
    static const char *const before[] = {"from",  "join", "straight_join", "only", "lateral",
                                         "using", "into", "update",        NULL};
    const Token *previous = near(sql, at, -1);
    return token_is_mark(previous, ",") || token_is_mark(previous, "(") || is_one_of(previous, before);
}

/* Behind an alias: FROM f(x) alias(a type, b type). Of a relation, only names stand there. */
static bool is_column_list(const Sql *sql, size_t at)
{
    return is_mark(sql, at, -2, ")") || is_word(sql, at, -2, "as") || is_word(sql, at, -2, "ordinality") ||
           is_word(sql, at, -1, "as") || is_word(sql, at, -1, "columns");
}

static bool opens_targets(const Sql *sql, size_t at, Place outer)
{
    if (is_word(sql, at, -1, "insert"))
        return true;
    if (outer == PLACE_SET)
        return is_word(sql, at, -1, "set") || is_mark(sql, at, -1, ",");
    return outer == PLACE_TARGET;
}

/* The place inside of a bracket that opens at a token of the outer level. */
static Level enter_bracket(const Sql *sql, size_t at, const Level *outer)
{
    static const char *const tables[] = {"xmltable", "json_table", NULL};
    Level level = {.has_columns = is_one_of(near(sql, at, -1), tables)};
    bool is_when = is_word(sql, at, -1, "when");
    if (opens_targets(sql, at, outer->place))
        level.place = PLACE_TARGETS;
    else if (outer->place == PLACE_HEADER && !is_when)
        level.place = PLACE_HEADER;
    else if (outer->place == PLACE_FROM && is_relation_start(sql, at))
        level.place = PLACE_FROM;
    else if ((outer->place == PLACE_FROM && is_name(sql, at, -1) && is_column_list(sql, at)) ||
             (outer->place == PLACE_COLUMNS && is_word(sql, at, -1, "columns")))
        level.place = PLACE_COLUMNS;
    return level;
}

static Level first_level(const Sql *sql)
{
    static const char *const headers[] = {"create", "alter", "set", NULL};
    if (is_one_of(near(sql, 0, 0), headers) && !is_mark(sql, 0, 1, "."))
        return (Level){.place = PLACE_HEADER};
    return (Level){.place = PLACE_EXPRESSION, .is_query = true};
}

/* The level after a comma or semicolon on it. */
static void separate(const Token *token, Level *level)
{
    if (token_is_mark(token, ",") && level->place == PLACE_ON)
        level->place = PLACE_FROM;
    if (token_is_mark(token, ";") && level->place != PLACE_HEADER)
        level->place = PLACE_EXPRESSION;
}

/* Gives every token its place. A bracket itself stands in the outer one. */
static void find_places(Arena *arena, Sql *sql)
{
    LIST_OF(Level) levels = {0};
    *LIST_PUSH(arena, &levels) = first_level(sql);
    for (size_t i = 0; i < sql->count; i++) {
        const Token *token = &sql->tokens[i];
        if ((token_is_mark(token, ")") || token_is_mark(token, "]")) && levels.count > 1)
            levels.count--;
        Level *level = &levels.items[levels.count - 1];
        separate(token, level);
        enter_clause(sql, i, level);
        sql->places[i] = level->place;
        sql->in_query[i] = level->is_query;
        if (token_is_mark(token, "(") || token_is_mark(token, "[")) {
            Level inner = enter_bracket(sql, i, level);
            *LIST_PUSH(arena, &levels) = inner;
        }
    }
}

static Sql sql_read(Arena *arena, const Syntax *syntax, const char *text)
{
    LIST_OF(Token) tokens = {0};
    Scan scan = scan_open(syntax, text, strlen(text));
    Token token;
    while (scan_solid(&scan, &token))
        *LIST_PUSH(arena, &tokens) = token;
    Sql sql = {.tokens = tokens.items,
               .places = arena_array(arena, tokens.count, sizeof *sql.places),
               .in_query = arena_array(arena, tokens.count, sizeof *sql.in_query),
               .count = tokens.count};
    find_places(arena, &sql);
    return sql;
}

/* new.x and old.x are columns of the rule's, the trigger's or RETURNING's rows, excluded.x of ON CONFLICT's. */
static bool is_implied_range(const Sql *sql, const char *name)
{
    bool is_row = strcmp(name, "new") == 0 || strcmp(name, "old") == 0;
    bool is_excluded = strcmp(name, "excluded") == 0;
    for (size_t i = 0; (is_row || is_excluded) && i < sql->count; i++) {
        if (is_row && (is_word(sql, i, 0, "rule") || is_word(sql, i, 0, "trigger") || is_word(sql, i, 0, "returning")))
            return true;
        if (is_excluded && is_word(sql, i, 0, "conflict"))
            return true;
    }
    return false;
}

/* schema.name where a relation, or a function whose arguments are read as function.argument, is named. */
static bool ends_relation(const Sql *sql, size_t at)
{
    if (!is_mark(sql, at, -1, ".") || !is_name(sql, at, -2))
        return false;
    if (is_word(sql, at, -3, "function") || is_word(sql, at, -3, "procedure"))
        return true;
    Place place = sql->places[at];
    return (place == PLACE_FROM || place == PLACE_TARGET) && is_relation_start(sql, at - 2);
}

static bool is_alias(const Sql *sql, size_t at)
{
    Place place = sql->places[at];
    if ((place != PLACE_FROM && place != PLACE_TARGET) || is_dotted(sql, at))
        return false;
    return is_name(sql, at, -1) || is_mark(sql, at, -1, ")");
}

/* WITH name AS (, WITH name(columns) AS (; a window's name is taken along. */
static bool is_with_name(const Sql *sql, size_t at)
{
    if (is_dotted(sql, at))
        return false;
    return is_word(sql, at, -1, "with") || is_word(sql, at, -1, "recursive") ||
           (is_mark(sql, at, -1, ",") && is_word(sql, at, 1, "as")) ||
           (is_mark(sql, at, -1, ",") && is_mark(sql, at, -2, ")") && is_mark(sql, at, 1, "("));
}

static bool is_range_name(const Sql *sql, const char *name)
{
    for (size_t i = 0; i < sql->count; i++)
        if (token_names(&sql->tokens[i], name) && (ends_relation(sql, i) || is_alias(sql, i) || is_with_name(sql, i)))
            return true;
    return is_implied_range(sql, name);
}

/* In OPERATOR(schema.*), and in OPERATOR 1 schema.* of a class, a name is followed by an operator. */
static bool is_operator_schema(const Sql *sql, size_t at)
{
    bool is_place = is_mark(sql, at, -1, "(") || near(sql, at, -1)->type == TOKEN_NUMBER;
    return is_place && is_word(sql, at, -2, "operator") && near(sql, at, 2)->type == TOKEN_OPERATOR;
}

static bool is_column_type(const Sql *sql, size_t at)
{
    return sql->places[at] == PLACE_COLUMNS && is_name(sql, at, -1) &&
           (is_mark(sql, at, -2, ",") || is_mark(sql, at, -2, "(") || is_word(sql, at, -2, "columns"));
}

/* Assigned to, not read: a field of a column. */
static bool is_target(const Sql *sql, size_t at)
{
    Place place = sql->places[at];
    return place == PLACE_TARGETS || (place == PLACE_SET && (is_word(sql, at, -1, "set") || is_mark(sql, at, -1, ",")));
}

/* The place alone tells that it is a schema. */
static bool is_surely_schema(const Sql *sql, size_t at)
{
    static const char *const before[] = {"as", "to", "collate", "into", "only", "setof", "call", NULL};
    Place place = sql->places[at];
    if (is_mark(sql, at, 3, ".") || is_mark(sql, at, 3, "(") || is_mark(sql, at, -1, "::"))
        return true;
    if (place == PLACE_HEADER || is_column_type(sql, at) || is_one_of(near(sql, at, -1), before))
        return true;
    /* JSON_VALUE(x, path RETURNING type) */
    if (is_word(sql, at, -1, "returning") && !sql->in_query[at])
        return true;
    return (place == PLACE_FROM || place == PLACE_TARGET) && is_relation_start(sql, at);
}

static const Rename *find_rename(const Renamer *renamer, const Token *token)
{
    for (size_t i = 0; i < renamer->count; i++)
        if (token_names(token, renamer->renames[i].from))
            return &renamer->renames[i];
    return NULL;
}

static const Rename *rename_of_qualifier(const Renamer *renamer, size_t at)
{
    const Sql *sql = &renamer->sql;
    if (!is_name(sql, at, 0) || !is_mark(sql, at, 1, ".") || is_mark(sql, at, -1, "."))
        return NULL;
    const Rename *rename = find_rename(renamer, &sql->tokens[at]);
    if (rename == NULL || is_operator_schema(sql, at))
        return rename;
    if (!is_name(sql, at, 2) || is_target(sql, at))
        return NULL;
    return is_surely_schema(sql, at) || !renamer->is_range[rename - renamer->renames] ? rename : NULL;
}

/* An item of SET search_path TO a, b in a header: there it is a name without a dot, or a literal that is the name. */
static const Rename *rename_of_path(const Renamer *renamer, size_t at)
{
    const Sql *sql = &renamer->sql;
    const Token *token = &sql->tokens[at];
    if (sql->places[at] != PLACE_HEADER || (token->type != TOKEN_NAME && token->type != TOKEN_STRING))
        return NULL;
    int i = -1;
    while (is_mark(sql, at, i, ",") && (is_name(sql, at, i - 1) || near(sql, at, i - 1)->type == TOKEN_STRING))
        i -= 2;
    bool is_assigned = is_word(sql, at, i, "to") || near(sql, at, i)->type == TOKEN_OPERATOR;
    if (!is_assigned || !is_word(sql, at, i - 1, "search_path") || !is_word(sql, at, i - 2, "set"))
        return NULL;
    if (token->type == TOKEN_NAME)
        return find_rename(renamer, token);
    const char *name = scan_string(renamer->arena, token);
    for (size_t k = 0; k < renamer->count; k++)
        if (strcmp(name, renamer->renames[k].from) == 0)
            return &renamer->renames[k];
    return NULL;
}

/* Text as it stands between the quotes of a literal like `token`. */
static void put_inside(Buf *out, const Token *token, const char *text)
{
    bool backslashes = token->start[0] == 'E' || token->start[0] == 'e';
    for (; *text != '\0'; text++) {
        if (*text == '\'' || (backslashes && *text == '\\'))
            buf_putc(out, *text);
        buf_putc(out, *text);
    }
}

static bool is_object_literal(const Sql *sql, size_t at)
{
    static const char *const types[] = {"regclass",    "regproc",   "regprocedure",  "regtype",      "regoper",
                                        "regoperator", "regconfig", "regdictionary", "regcollation", "regnamespace",
                                        NULL};
    return sql->tokens[at].type == TOKEN_STRING && is_mark(sql, at, 1, "::") && is_one_of(near(sql, at, 2), types) &&
           !is_mark(sql, at, 3, "[");
}

/* 'sales.film_id_seq'::regclass: the text of the literal has identifiers of its own, and nothing but objects. */
static bool put_object_literal(const Renamer *renamer, size_t at, Buf *out)
{
    const Token *literal = &renamer->sql.tokens[at];
    bool is_schema = is_word(&renamer->sql, at, 2, "regnamespace"), changed = false;
    const char *text = scan_string(renamer->arena, literal);
    Scan scan = scan_open(literal->syntax, text, strlen(text));
    Token token, previous = end_token;
    SCOPED(Buf, buf_free) inside = {0};
    while (scan_next(&scan, &token)) {
        bool is_qualifier = is_schema || (scan.text[scan.at] == '.' && !token_is_mark(&previous, "."));
        const Rename *rename = is_qualifier ? find_rename(renamer, &token) : NULL;
        if (rename == NULL)
            buf_put(&inside, token.start, token.length);
        else
            renamer->quote(&inside, rename->to);
        changed = changed || rename != NULL;
        previous = token;
    }
    if (!changed)
        return false;
    const char *open = memchr(literal->start, '\'', literal->length);
    buf_put(out, literal->start, (size_t)(open + 1 - literal->start));
    put_inside(out, literal, buf_text(&inside));
    buf_putc(out, '\'');
    return true;
}

/* Puts what replaces a token; false when it stays. */
static bool put_renamed(const Renamer *renamer, size_t at, Buf *out)
{
    const Token *token = &renamer->sql.tokens[at];
    const Rename *rename = rename_of_qualifier(renamer, at);
    if (rename == NULL)
        rename = rename_of_path(renamer, at);
    if (rename == NULL)
        return is_object_literal(&renamer->sql, at) && put_object_literal(renamer, at, out);
    if (token->type == TOKEN_NAME) {
        renamer->quote(out, rename->to);
        return true;
    }
    buf_putc(out, '\'');
    put_inside(out, &(Token){.start = "'"}, rename->to);
    buf_putc(out, '\'');
    return true;
}

static bool is_word_byte(char c)
{
    return c == '_' || (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* The length of a name as it stands at `at`, in whatever case and with its quotes doubled or not; 0 if it does not. */
static size_t spelling(const char *at, const char *end, const char *name)
{
    const char *from = at;
    for (; *name != '\0'; name++, at++) {
        if (at >= end || (*at | 0x20) != (*name | 0x20))
            return 0;
        if (*name == '"' && at + 1 < end && at[1] == '"')
            at++;
    }
    return (size_t)(at - from);
}

/* `name.` as a word in a body: what is searched is any language, so more is found than is meant. */
static bool body_mentions(const Token *body, const char *name)
{
    const char *end = body->start + body->length;
    for (const char *at = body->start + 1; at < end; at++) {
        size_t length = is_word_byte(at[-1]) ? 0 : spelling(at, end, name);
        if (length == 0)
            continue;
        const char *next = at + length;
        while (next < end && (*next == '"' || *next == ' '))
            next++;
        if (next < end && *next == '.')
            return true;
    }
    return false;
}

static bool mentions(const Renamer *renamer, const Token *token)
{
    if (token->type == TOKEN_STRING || token->type == TOKEN_DOLLAR)
        for (size_t i = 0; i < renamer->count; i++)
            if (body_mentions(token, renamer->renames[i].from))
                return true;
    return false;
}

static void find_ranges(Renamer *renamer)
{
    renamer->is_range = arena_array(renamer->arena, renamer->count, sizeof *renamer->is_range);
    for (size_t i = 0; i < renamer->count; i++)
        renamer->is_range[i] = is_range_name(&renamer->sql, renamer->renames[i].from);
}

static const char *rename_all(const Renamer *renamer, Arena *arena, bool *mentions_in_body)
{
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Buf, buf_free) piece = {0};
    const char *copied = renamer->text; /* up to here, all is in `out` */
    for (size_t i = 0; i < renamer->sql.count; i++) {
        const Token *token = &renamer->sql.tokens[i];
        buf_clear(&piece);
        if (put_renamed(renamer, i, &piece)) {
            buf_put(&out, copied, (size_t)(token->start - copied));
            buf_put(&out, piece.text, piece.length);
            copied = token->start + token->length;
        } else if (mentions_in_body != NULL && mentions(renamer, token))
            *mentions_in_body = true;
    }
    if (copied == renamer->text)
        return renamer->text;
    buf_puts(&out, copied);
    return arena_slice(arena, out.text, out.length);
}

const char *rename_sql(Arena *arena, const Syntax *syntax, const char *text, const Rename *renames, size_t count,
                       void (*quote)(Buf *out, const char *name), bool *mentions_in_body)
{
    if (text == NULL || count == 0)
        return text;
    Arena *scratch = arena_new(); /* tokens are many times the text, and `arena` may live as long as the run */
    Renamer renamer = {.arena = scratch, .renames = renames, .count = count, .quote = quote, .text = text};
    renamer.sql = sql_read(scratch, syntax, text);
    find_ranges(&renamer);
    const char *renamed = rename_all(&renamer, arena, mentions_in_body);
    arena_free(scratch);
    return renamed;
}
