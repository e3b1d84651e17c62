/* Tokens, names and strings of MySQL's SQL: text in, text out. */
#include "buf.h"
#include "scan.h"
#include "tap.h"

/* A letter for each type, then the token: "n<select> s<...>". */
static const char *shown(Arena *arena, const Syntax *syntax, const char *text)
{
    static const char letters[] = {
        [TOKEN_SPACE] = '_',     [TOKEN_COMMENT] = 'c',  [TOKEN_NAME] = 'n',
        [TOKEN_STRING] = 's',    [TOKEN_DOLLAR] = 'd',   [TOKEN_NUMBER] = '1',
        [TOKEN_PARAMETER] = 'p', [TOKEN_OPERATOR] = 'o', [TOKEN_MARK] = 'm',
    };
    SCOPED(Buf, buf_free) out = {0};
    SCOPED(Buf, buf_free) whole = {0};
    Scan scan = scan_open(syntax, text, strlen(text));
    Token token;
    while (scan_next(&scan, &token)) {
        buf_put(&whole, token.start, token.length);
        if (token.type != TOKEN_SPACE)
            buf_printf(&out, "%s%c<%.*s>", out.length > 0 ? " " : "", letters[token.type], (int)token.length,
                       token.start);
    }
    is(buf_text(&whole), text, "the tokens are the text");
    return arena_copy(arena, buf_text(&out));
}

static const struct {
    const char *mode, *text, *tokens;
} texts[] = {
    {NULL, "", ""},
    {NULL, "a.`B``c`.d", "n<a> m<.> n<`B``c`> m<.> n<d>"},
    {NULL, "straße $x _y$1", "n<straße> n<$x> n<_y$1>"},
    {NULL, "'it''s' 'it\\'s' \"x\\\"y\"", "s<'it''s'> s<'it\\'s'> s<\"x\\\"y\">"},
    {"ANSI_QUOTES", "\"x\\\" 'y\\''", "n<\"x\\\"> s<'y\\''>"},
    {"STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES", "'x\\' \"y\\\"", "s<'x\\'> s<\"y\\\">"},
    {"NO_BACKSLASH_ESCAPES,ANSI_QUOTES", "\"x\\\" 'y\\'", "n<\"x\\\"> s<'y\\'>"},
    {NULL, "_utf8mb4'x' x'1F' B'01' n'x' nn'y'", "n<_utf8mb4> s<'x'> s<x'1F'> s<B'01'> s<n'x'> n<nn> s<'y'>"},
    {NULL, "1 1.5 .5 1e-5 1.e5 0x1F 0b01 0X1F", "1<1> 1<1.5> 1<.5> 1<1e-5> 1<1.e5> 1<0x1F> 1<0b01> n<0X1F>"},
    {NULL, "1st 1e5x t.5 t.5x `t`.5 0x 0xg",
     "n<1st> n<1e5x> n<t> m<.> n<5> n<t> m<.> n<5x> n<`t`> m<.> n<5> n<0x> n<0xg>"},
    {NULL, "a # b\nc -- d\ne--f /* g /* */ h", "n<a> c<# b> n<c> c<-- d> n<e> o<-> o<-> n<f> c</* g /* */> n<h>"},
    {NULL, "a /*!80023 INVISIBLE */ /*M!100201 b */ c",
     "n<a> c</*!80023> n<INVISIBLE> c<*/> c</*M!100201> n<b> c<*/> n<c>"},
    {NULL, "a<=>b->>'$.c'||d:=1", "n<a> o<<=>> n<b> o<->>> s<'$.c'> o<||> n<d> m<:=> 1<1>"},
    {NULL, "a=-1 a!=b", "n<a> o<=> o<-> 1<1> n<a> o<!=> n<b>"},
    {NULL, "@a @@sql_mode @@global.x 'u'@'%' @`b c`", "p<@a> p<@@sql_mode> p<@@global.x> s<'u'> p<@'%'> p<@`b c`>"},
    {NULL, "x 'open", "n<x> s<'open>"},
    {NULL, "`open", "n<`open>"},
    {NULL, "'open\\", "s<'open\\>"},
    {NULL, "/* open", "c</* open>"},
    {NULL, "@", "p<@>"},
    {NULL, "x'", "s<x'>"},
};

static void check_meanings(Arena *arena)
{
    static const struct {
        const char *mode, *token, *meaning;
    } cases[] = {
        {NULL, "abc", "abc"},
        {NULL, "AbC", "AbC"},
        {NULL, "`a``b\\`", "a`b\\"},
        {"ANSI_QUOTES", "\"a\"\"b\"", "a\"b"},
        {NULL, "'it''s \\'x\\' \\n\\\\ \\%'", "it's 'x' \n\\ \\%"},
        {NULL, "\"a'b\"\"c\"", "a'b\"c"},
        {"NO_BACKSLASH_ESCAPES", "'a\\n'", "a\\n"},
        {NULL, "x'1F'", "1F"},
        {NULL, "'open", "open"},
        {NULL, "`", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Scan scan = scan_open(syntax_of_sql_mode(cases[i].mode), cases[i].token, strlen(cases[i].token));
        Token token;
        ok(scan_next(&scan, &token), "a token: %s", cases[i].token);
        bool is_name = token.type == TOKEN_NAME;
        is(is_name ? scan_name(arena, &token) : scan_string(arena, &token), cases[i].meaning, "meaning of %s",
           cases[i].token);
        ok(token_names(&token, cases[i].meaning) == is_name, "names what it means: %s", cases[i].token);
        ok(!token_names(&token, "other") && !token_names(&token, arena_printf(arena, "%s ", cases[i].meaning)),
           "names nothing else: %s", cases[i].token);
    }
}

int main(void)
{
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        is(shown(arena, syntax_of_sql_mode(texts[i].mode), texts[i].text), texts[i].tokens, "tokens of %s",
           texts[i].text);
    check_meanings(arena);
    List list;
    const char *items = "`a,b`(10) DESC,(concat(`c`,',')), d";
    ok(scan_split(arena, &syntax_mysql, items, strlen(items), &list) && list.count == 3, "a list is split");
    is(list.items[1], "(concat(`c`,','))", "outside of brackets and quotes");
    arena_free(arena);
    return done();
}
