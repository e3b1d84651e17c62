/* Tokens, names, strings, lists and index definitions: text in, text out. */
#include "buf.h"
#include "scan.h"
#include "tap.h"

/* A letter for each type, then the token: "n:select s: ...". */
static const char *shown(Arena *arena, const char *text)
{
    static const char letters[] = {
        [TOKEN_SPACE] = '_',     [TOKEN_COMMENT] = 'c',  [TOKEN_NAME] = 'n',
        [TOKEN_STRING] = 's',    [TOKEN_DOLLAR] = 'd',   [TOKEN_NUMBER] = '1',
        [TOKEN_PARAMETER] = 'p', [TOKEN_OPERATOR] = 'o', [TOKEN_MARK] = 'm',
    };
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_postgres, text, strlen(text));
    Token token;
    while (scan_next(&scan, &token))
        if (token.type != TOKEN_SPACE)
            buf_printf(&out, "%s%c<%.*s>", out.length > 0 ? " " : "", letters[token.type], (int)token.length,
                       token.start);
    return arena_copy(arena, buf_text(&out));
}

static const char *joined(Arena *arena, const char *text, size_t length)
{
    SCOPED(Buf, buf_free) out = {0};
    Scan scan = scan_open(&syntax_postgres, text, length);
    Token token;
    while (scan_next(&scan, &token))
        buf_put(&out, token.start, token.length);
    return arena_copy(arena, buf_text(&out));
}

static const struct {
    const char *text, *tokens;
} texts[] = {
    {"", ""},
    {"a.\"B\"\"c\".d", "n<a> m<.> n<\"B\"\"c\"> m<.> n<d>"},
    {"straße _x$1", "n<straße> n<_x$1>"},
    {"U&\"d\\0061t\" u&'x' U & 'y'", "n<U&\"d\\0061t\"> s<u&'x'> n<U> o<&> s<'y'>"},
    {"'it''s' E'it\\'s' e'\\\\' x", "s<'it''s'> s<E'it\\'s'> s<e'\\\\'> n<x>"},
    {"'\\' B'01' X'1F' N'x' ee'y'", "s<'\\'> s<B'01'> s<X'1F'> s<N'x'> n<ee> s<'y'>"},
    {"$$a$b$$ $f$ $$x$$ $f$ $1 $", "d<$$a$b$$> d<$f$ $$x$$ $f$> p<$1> m<$>"},
    {"$a$ $ab$ $a $a$", "d<$a$ $ab$ $a $a$>"},
    {"x$a$ y", "n<x$a$> n<y>"},
    {"1 1.5 .5 1e-5 0x1F 1..2 a[1:2]",
     "1<1> 1<1.5> 1<.5> 1<1e-5> 1<0x1F> 1<1> m<..> 1<2> n<a> m<[> 1<1> m<:> 1<2> m<]>"},
    {"a::b[] a:=1 a=>1;", "n<a> m<::> n<b> m<[> m<]> n<a> m<:=> 1<1> n<a> o<=>> 1<1> m<;>"},
    {"a<=-1 a@-1 a*-b", "n<a> o<<=> o<-> 1<1> n<a> o<@-> 1<1> n<a> o<*> o<-> n<b>"},
    {"a ->> 'b' #>> c || d", "n<a> o<->>> s<'b'> o<#>>> n<c> o<||> n<d>"},
    {"a+/*x*/b+--c\nd", "n<a> o<+> c</*x*/> n<b> o<+> c<--c> n<d>"},
    {"/* a /* b */ c */ d /*/ */ e", "c</* a /* b */ c */> n<d> c</*/ */> n<e>"},
    {"OPERATOR(sales.=)", "n<OPERATOR> m<(> n<sales> m<.> o<=> m<)>"},
    {"'open", "s<'open>"},
    {"E'open\\", "s<E'open\\>"},
    {"\"open", "n<\"open>"},
    {"$$open", "d<$$open>"},
    {"/* open /* */", "c</* open /* */>"},
    {"U&\"", "n<U&\">"},
    {"'", "s<'>"},
    {"\\ {}", "m<\\> m<{> m<}>"},
};

/* Every beginning of every text must scan too: that is what unclosed means. */
static void check_tokens(Arena *arena)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i].text;
        is(shown(arena, text), texts[i].tokens, "tokens of %s", text);
        bool whole = true;
        for (size_t length = 0; length <= strlen(text); length++)
            whole = whole && strcmp(joined(arena, text, length), arena_slice(arena, text, length)) == 0;
        ok(whole, "the tokens put together are the text: %s", text);
    }
}

static void check_meanings(Arena *arena)
{
    static const struct {
        const char *token, *meaning;
    } cases[] = {
        {"Film", "film"},
        {"\"Film\"", "Film"},
        {"\"a\"\"b\"\"\"", "a\"b\""},
        {"STRAßE", "straße"},
        {"U&\"d\\0061t\\+000061\\\\\"", "data\\"},
        {"U&\"\\00e4\\20ac\\+01F600\"", "ä€😀"},
        {"\"open", "open"},
        {"\"\"", ""},
        {"a23456789_123456789_123456789_123456789_123456789_123456789_123",
         "a23456789_123456789_123456789_123456789_123456789_123456789_123"},
        {"'it''s'", "it's"},
        {"'a\\nb'", "a\\nb"},
        {"E'a\\nb\\\\\\'\\x41\\u00e4\\q''\"'", "a\nb\\'Aäq'\""},
        {"B'01'", "01"},
        {"$$a$$", "a"},
        {"$f$a$$b$f$", "a$$b"},
        {"$$open", "open"},
        {"$$", ""},
        {"'", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Scan scan = scan_open(&syntax_postgres, cases[i].token, strlen(cases[i].token));
        Token token;
        ok(scan_next(&scan, &token) && scan.at == scan.length, "one token: %s", cases[i].token);
        bool is_name = token.type == TOKEN_NAME;
        is(is_name ? scan_name(arena, &token) : scan_string(arena, &token), cases[i].meaning, "meaning of %s",
           cases[i].token);
        ok(token_names(&token, cases[i].meaning) == is_name, "names what it means: %s", cases[i].token);
        ok(!token_names(&token, "other") && !token_names(&token, arena_printf(arena, "%s ", cases[i].meaning)),
           "names nothing else: %s", cases[i].token);
    }
}

static void check_words(void)
{
    Token plain = {&syntax_postgres, TOKEN_NAME, "SeLect", 6}, quoted = {&syntax_postgres, TOKEN_NAME, "\"select\"", 8},
          mark = {&syntax_postgres, TOKEN_MARK, "::", 2};
    ok(token_is(&plain, "select") && !token_is(&plain, "selec") && !token_is(&plain, "selects"),
       "a keyword in any case");
    ok(!token_is(&quoted, "select"), "a quoted name is no keyword");
    ok(token_names(&quoted, "select") && !token_names(&plain, "SeLect"), "names are folded, quoted ones are not");
    ok(token_is_mark(&mark, "::") && !token_is_mark(&mark, ":"), "a mark");
}

static const char *listed(Arena *arena, const List *list)
{
    SCOPED(Buf, buf_free) out = {0};
    for (size_t i = 0; i < list->count; i++)
        buf_printf(&out, "[%s]", list->items[i]);
    return arena_copy(arena, buf_text(&out));
}

static void check_lists(Arena *arena)
{
    static const struct {
        const char *text, *pieces; /* NULL: brackets do not pair */
    } cases[] = {
        {"", ""},
        {" \n", ""},
        {"a", "[a]"},
        {" a , b\n", "[a][b]"},
        {"a,,b", "[a][][b]"},
        {"a,", "[a][]"},
        {"f(a, b), x[1, 2], 'a,b', \"c,d\", $$e,f$$, /* g,h */ i",
         "[f(a, b)][x[1, 2]]['a,b'][\"c,d\"][$$e,f$$][/* g,h */ i]"},
        {"a, ')', (b", NULL},
        {"a), (b", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        List list = {0};
        bool paired = scan_split(arena, &syntax_postgres, cases[i].text, strlen(cases[i].text), &list);
        is(paired ? listed(arena, &list) : NULL, cases[i].pieces, "split %s", cases[i].text);
    }
    ok(scan_closing(&syntax_postgres, "f(a, ')', (b[1])) c", 1) == 16, "a bracket closes");
    ok(scan_closing(&syntax_postgres, "f(a", 1) == 3, "a bracket does not close");
    ok(scan_closing(&syntax_postgres, "x", 0) == 1, "no bracket");
}

static void check_index_definitions(Arena *arena)
{
    static const struct {
        const char *definition, *keys, *include, *predicate;
    } cases[] = {
        {"CREATE INDEX i ON public.t USING btree (a)", "[a]", "", NULL},
        {"CREATE UNIQUE INDEX \"a USING b\" ON ONLY \"S\".\"t (x)\" USING btree (a DESC NULLS LAST, b COLLATE \"C\" "
         "text_pattern_ops) INCLUDE (c, \"d,e\") NULLS NOT DISTINCT WITH (fillfactor='70', deduplicate_items='off') "
         "TABLESPACE \"where\" WHERE (a > 0)",
         "[a DESC NULLS LAST][b COLLATE \"C\" text_pattern_ops]", "[c][\"d,e\"]", "(a > 0)"},
        {"CREATE INDEX i ON t USING gin (x public.gist_trgm_ops (siglen='32'), y)",
         "[x public.gist_trgm_ops (siglen='32')][y]", "", NULL},
        {"CREATE INDEX i ON t USING btree (lower((a || ' WHERE ('::text)), ((b -> 'x,)'::text))) WHERE ((a <> ') WHERE "
         "'::text) "
         "AND (b IS NOT NULL))",
         "[lower((a || ' WHERE ('::text))][((b -> 'x,)'::text))]", "", "((a <> ') WHERE '::text) AND (b IS NOT NULL))"},
        {"CREATE INDEX i ON t USING brin (a) WITH (pages_per_range='32') TABLESPACE include WHERE b", "[a]", "", "b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        IndexParts parts;
        Err err = {0};
        ok(scan_index_definition(arena, cases[i].definition, &parts, &err), "understood: %.60s", cases[i].definition);
        is(listed(arena, &parts.keys), cases[i].keys, "its keys");
        is(listed(arena, &parts.include), cases[i].include, "its included columns");
        is(parts.predicate, cases[i].predicate, "its predicate");
    }
    static const char *const strange[] = {
        "",
        "CREATE INDEX i ON t",
        "CREATE INDEX i ON t USING btree",
        "CREATE INDEX i ON t USING btree (a",
        "CREATE INDEX i ON t USING btree ()",
        "CREATE INDEX i ON t USING btree (a) FROM x",
        "CREATE INDEX i ON t USING btree (a) WHERE",
        "CREATE INDEX i ON t USING btree (a) INCLUDE b",
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        IndexParts parts;
        Err err = {0};
        ok(!scan_index_definition(arena, strange[i], &parts, &err) && err.class == ERR_BUG, "refused: %s", strange[i]);
    }
}

int main(void)
{
    Arena *arena = arena_new();
    check_tokens(arena);
    check_meanings(arena);
    check_words();
    check_lists(arena);
    check_index_definitions(arena);
    arena_free(arena);
    return done();
}
