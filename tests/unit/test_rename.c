/* Schemas renamed in SQL text: sales becomes shop, "Old Name" becomes "New""Name", a and b swap, old, new and excluded
 * move. */
#include <ctype.h>

#include "rename.h"
#include "tap.h"

static const Rename renames[] = {
    {"sales", "shop"},
    {"Old Name", "New\"Name"},
    {"a", "b"},
    {"b", "a"},
    {"straße", "Weg"},
    {"it's", "its"},
    {"its", "it's"},
    {"new", "moved_new"},
    {"set", "bag"},
    {"excluded", "moved_excluded"},
    {"a23456789_123456789_123456789_123456789_123456789_123456789_123", "short"},
};

/* Enough of a quoter for the names above. */
static void quote(Buf *out, const char *name)
{
    bool is_plain = true;
    for (const char *c = name; *c != '\0'; c++)
        is_plain = is_plain && (islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '_');
    if (!is_plain)
        buf_putc(out, '"');
    for (const char *c = name; *c != '\0'; c++)
        buf_puts(out, *c == '"' ? "\"\"" : (char[]){*c, '\0'});
    if (!is_plain)
        buf_putc(out, '"');
}

static const char *renamed(Arena *arena, const char *text, bool *mentions)
{
    return rename_sql(arena, &syntax_postgres, text, renames, sizeof renames / sizeof *renames, quote, mentions);
}

static void check_changes(Arena *arena)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"sales.mood", "shop.mood"},
        {"sales.mood[]", "shop.mood[]"},
        {"SALES.mood", "shop.mood"},
        {"\"Old Name\".x", "\"New\"\"Name\".x"},
        {"straße.x", "\"Weg\".x"},
        {"a23456789_123456789_123456789_123456789_123456789_123456789_123.t", "short.t"},
        {"sales . /* why */ mood", "shop . /* why */ mood"},
        {"a.f(b.g(a.h))", "b.f(a.g(b.h))"},
        {"(sales.f(x))::sales.mood", "(shop.f(x))::shop.mood"},
        {"(x OPERATOR(sales.=) y)", "(x OPERATOR(shop.=) y)"},
        {"(x OPERATOR(sales.*) y)", "(x OPERATOR(shop.*) y)"},
        {"(x COLLATE sales.german)", "(x COLLATE shop.german)"},
        {"ARRAY['a.x'::sales.mood, 'b'::sales.mood]", "ARRAY['a.x'::shop.mood, 'b'::shop.mood]"},
        {"'{1,2}'::sales.mood[]", "'{1,2}'::shop.mood[]"},
        {"nextval('sales.seq'::regclass)", "nextval('shop.seq'::regclass)"},
        {"nextval('\"Old Name\".\"sales.seq\"'::regclass)", "nextval('\"New\"\"Name\".\"sales.seq\"'::regclass)"},
        {"'\"it''s\".t'::regclass", "'its.t'::regclass"},
        {"'its.\"we''ird\"'::regclass", "'\"it''s\".\"we''ird\"'::regclass"},
        {"E'sales.\"back\\\\slash\"'::regclass", "E'shop.\"back\\\\slash\"'::regclass"},
        {"'sales.f(sales.mood,a.t)'::regprocedure", "'shop.f(shop.mood,b.t)'::regprocedure"},
        {"'sales.+'::regoper", "'shop.+'::regoper"},
        {"'sales'::regnamespace", "'shop'::regnamespace"},
        {"E'it\\'s sales.x' || sales.f()", "E'it\\'s sales.x' || shop.f()"},
        /* a table or alias of the schema's name */
        {"SELECT sales.id, sales.f(sales.id) FROM sales.sales", "SELECT sales.id, shop.f(sales.id) FROM shop.sales"},
        {"SELECT sales.id FROM crm.x sales", NULL},
        {"SELECT sales.id FROM crm.x AS sales", NULL},
        {"SELECT sales.id FROM sales.x sales JOIN sales.y ON sales.id = y.id",
         "SELECT sales.id FROM shop.x sales JOIN shop.y ON sales.id = y.id"},
        {"SELECT y.id FROM (sales.sales JOIN sales.y ON ((sales.id = y.id)))",
         "SELECT y.id FROM (shop.sales JOIN shop.y ON ((sales.id = y.id)))"},
        {"SELECT y.id FROM sales.y, sales.sales, LATERAL sales.f(sales.id) g(v)",
         "SELECT y.id FROM shop.y, shop.sales, LATERAL shop.f(sales.id) g(v)"},
        {"SELECT y.id FROM sales.y JOIN sales.sales ON sales.a = y.a, sales.z WHERE z.id = sales.id",
         "SELECT y.id FROM shop.y JOIN shop.sales ON sales.a = y.a, shop.z WHERE z.id = sales.id"},
        {"WITH sales AS ( SELECT t.id FROM sales.t) SELECT sales.id FROM sales",
         "WITH sales AS ( SELECT t.id FROM shop.t) SELECT sales.id FROM sales"},
        {"WITH RECURSIVE x AS ( SELECT 1), sales(id) AS ( SELECT t.id FROM sales.t) SELECT sales.id FROM sales",
         "WITH RECURSIVE x AS ( SELECT 1), sales(id) AS ( SELECT t.id FROM shop.t) SELECT sales.id FROM sales"},
        {"SELECT sales.x FROM ( SELECT t.x FROM ONLY sales.t) sales",
         "SELECT sales.x FROM ( SELECT t.x FROM ONLY shop.t) sales"},
        {"SELECT sales.x FROM sales.f(1) sales(x sales.mood, y text COLLATE sales.c)",
         "SELECT sales.x FROM shop.f(1) sales(x shop.mood, y text COLLATE shop.c)"},
        {"SELECT sales.x FROM ROWS FROM(sales.f(1), g(2) AS (q sales.mood)) WITH ORDINALITY sales(x, q, n)",
         "SELECT sales.x FROM ROWS FROM(shop.f(1), g(2) AS (q shop.mood)) WITH ORDINALITY sales(x, q, n)"},
        {"SELECT sales.v FROM sales.d, LATERAL XMLTABLE(('/r'::text) PASSING (d.x) COLUMNS v sales.mood PATH "
         "('@v'::text), "
         "w sales.mood DEFAULT (sales.w)) sales",
         "SELECT sales.v FROM shop.d, LATERAL XMLTABLE(('/r'::text) PASSING (d.x) COLUMNS v shop.mood PATH "
         "('@v'::text), "
         "w shop.mood DEFAULT (sales.w)) sales"},
        {"SELECT 1 FROM sales.sales WHERE sales.a IS DISTINCT FROM sales.b AND EXTRACT(year FROM sales.d) > 0",
         "SELECT 1 FROM shop.sales WHERE sales.a IS DISTINCT FROM sales.b AND EXTRACT(year FROM sales.d) > 0"},
        {"SELECT sales.*::sales.sales AS s, count(sales.*) AS n, ROW(sales.*) FROM sales.sales",
         "SELECT sales.*::shop.sales AS s, count(sales.*) AS n, ROW(sales.*) FROM shop.sales"},
        {"SELECT t.a AS update, sales.b AS set FROM sales.t, sales.sales GROUP BY t.a, sales.b",
         "SELECT t.a AS update, sales.b AS set FROM shop.t, shop.sales GROUP BY t.a, sales.b"},
        {"SELECT CAST(sales.a AS sales.mood) FROM sales.sales FOR UPDATE OF sales",
         "SELECT CAST(sales.a AS shop.mood) FROM shop.sales FOR UPDATE OF sales"},
        {"SELECT sales.a FROM sales.sales UNION ALL ( SELECT sales.b FROM sales.sales)",
         "SELECT sales.a FROM shop.sales UNION ALL ( SELECT sales.b FROM shop.sales)"},
        {"SELECT 1 FROM ( WITH x AS ( SELECT sales.a, sales.b FROM sales.sales) SELECT x.a FROM x) q",
         "SELECT 1 FROM ( WITH x AS ( SELECT sales.a, sales.b FROM shop.sales) SELECT x.a FROM x) q"},
        /* definitions */
        {"CREATE INDEX i ON ONLY sales.sales USING gist (sales.f(a) COLLATE sales.c sales.ops (siglen='32'), b "
         "sales.ops) "
         "WHERE (sales.f(a) = 'sales.x'::sales.mood)",
         "CREATE INDEX i ON ONLY shop.sales USING gist (shop.f(a) COLLATE shop.c shop.ops (siglen='32'), b shop.ops) "
         "WHERE (shop.f(a) = 'sales.x'::shop.mood)"},
        {"CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF x ON new.t FROM new.r DEFERRABLE FOR EACH ROW "
         "WHEN ((new.x > new.f(old.x))) EXECUTE FUNCTION new.g()",
         "CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF x ON moved_new.t FROM moved_new.r DEFERRABLE FOR EACH "
         "ROW "
         "WHEN ((new.x > moved_new.f(old.x))) EXECUTE FUNCTION moved_new.g()"},
        {"CREATE RULE r AS\n    ON UPDATE TO new.v\n   WHERE (new.x > 1) DO INSTEAD ( UPDATE new.t SET x = new.x, y = "
         "new.y\n"
         "  WHERE (t.x = old.x);\n INSERT INTO new.log (new.x)  SELECT new.x\n FROM new.t; )",
         "CREATE RULE r AS\n    ON UPDATE TO moved_new.v\n   WHERE (new.x > 1) DO INSTEAD ( UPDATE moved_new.t SET x = "
         "new.x, y = "
         "new.y\n  WHERE (t.x = old.x);\n INSERT INTO moved_new.log (new.x)  SELECT new.x\n FROM moved_new.t; )"},
        {"UPDATE sales.t SET sales.x = sales.f(1), y = 2, sales.z = 3, (sales.p, q) = ROW(1, sales.g())",
         "UPDATE shop.t SET sales.x = shop.f(1), y = 2, sales.z = 3, (sales.p, q) = ROW(1, shop.g())"},
        {"INSERT INTO excluded.t AS x (a) VALUES (1) ON CONFLICT(a) DO UPDATE SET a = excluded.a WHERE x.a <> "
         "excluded.a",
         "INSERT INTO moved_excluded.t AS x (a) VALUES (1) ON CONFLICT(a) DO UPDATE SET a = excluded.a WHERE x.a <> "
         "excluded.a"},
        {"UPDATE set.set SET set = set.set, a = set.f() FROM set.b",
         "UPDATE bag.set SET set = set.set, a = bag.f() FROM bag.b"},
        {"DELETE FROM sales.t USING sales.sales WHERE t.id = sales.id RETURNING sales.id",
         "DELETE FROM shop.t USING shop.sales WHERE t.id = sales.id RETURNING sales.id"},
        {"MERGE INTO sales.t sales USING sales.s ON sales.id = s.id WHEN MATCHED THEN UPDATE SET v = sales.v "
         "WHEN NOT MATCHED THEN INSERT (id, sales.x) VALUES (s.id, sales.f())",
         "MERGE INTO shop.t sales USING shop.s ON sales.id = s.id WHEN MATCHED THEN UPDATE SET v = sales.v "
         "WHEN NOT MATCHED THEN INSERT (id, sales.x) VALUES (s.id, shop.f())"},
        {"CREATE OR REPLACE FUNCTION sales.sales(sales sales.mood DEFAULT 'x'::sales.mood)\n RETURNS SETOF sales.t\n "
         "LANGUAGE "
         "sql\nBEGIN ATOMIC\n SELECT sales.sales, t.*::sales.t FROM sales.t;\n UPDATE sales.t SET x = "
         "sales.sales;\nEND\n",
         "CREATE OR REPLACE FUNCTION shop.sales(sales shop.mood DEFAULT 'x'::shop.mood)\n RETURNS SETOF shop.t\n "
         "LANGUAGE "
         "sql\nBEGIN ATOMIC\n SELECT sales.sales, t.*::shop.t FROM shop.t;\n UPDATE shop.t SET x = "
         "sales.sales;\nEND\n"},
        {"CREATE FUNCTION f() RETURNS sales.t LANGUAGE sql\n SET search_path TO 'public', 'sales', 'Old Name'\n SET a "
         "TO 'sales'\n"
         "AS $function$ SELECT 1 $function$",
         "CREATE FUNCTION f() RETURNS shop.t LANGUAGE sql\n SET search_path TO 'public', 'shop', 'New\"Name'\n SET a "
         "TO 'sales'\n"
         "AS $function$ SELECT 1 $function$"},
        {"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = \"Old Name\", sales, public AS $$ $$",
         "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = \"New\"\"Name\", shop, public AS $$ $$"},
        {"CREATE FUNCTION sales.f() AS $function$ SELECT sales.f(), $$ sales.x $$ $function$ SET x TO y",
         "CREATE FUNCTION shop.f() AS $function$ SELECT sales.f(), $$ sales.x $$ $function$ SET x TO y"},
        {"SELECT JSON_VALUE(sales.x, '$' RETURNING sales.mood) FROM sales.sales",
         "SELECT JSON_VALUE(sales.x, '$' RETURNING shop.mood) FROM shop.sales"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *expected = cases[i].expected == NULL ? cases[i].text : cases[i].expected;
        is(renamed(arena, cases[i].text, NULL), expected, "%.70s", cases[i].text);
    }
}

static void check_same(Arena *arena)
{
    static const char *const texts[] = {
        "",
        "1",
        "sales",
        "crm.sales.x",
        "(x).sales.y",
        "\"SALES\".x",
        "\"Sales\".x",
        "Old.Name",
        "'sales.x'::text",
        "sales.*",
        "$$sales.x$$",
        "-- sales.x",
        "/* sales.x */ 1",
        "'{sales.x}'::regclass[]",
        "'sales'::regrole",
        "\"sales",
        "'sales.x",
        "sales.",
        "sales.1",
        "UPDATE t SET search_path = 'sales'",
        "wholesales.x",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ok(renamed(arena, texts[i], NULL) == texts[i], "unchanged, and not copied: %s", texts[i]);
    ok(rename_sql(arena, &syntax_postgres, NULL, renames, 1, quote, NULL) == NULL, "no text stays none");
    ok(rename_sql(arena, &syntax_postgres, "sales.x", renames, 0, quote, NULL)[1] == 'a', "no renames");
}

static void check_mentions(Arena *arena)
{
    static const struct {
        const char *text;
        bool expected;
    } cases[] = {
        {"CREATE FUNCTION sales.f() AS $function$ SELECT 1 $function$", false},
        {"CREATE FUNCTION f() AS $function$ SELECT sales.f() $function$", true},
        {"CREATE FUNCTION f() AS $function$ SELECT SALES . f() $function$", true},
        {"CREATE FUNCTION f() AS $function$ SELECT \"Old Name\".f() $function$", true},
        {"CREATE FUNCTION f() AS $function$ SELECT wholesales.f(), sales_x.y, sales $function$", false},
        {"CREATE FUNCTION f() AS $function$ $$sales.x$$ $function$", true},
        {"'sales.x'::text", true},
        {"'sales.x'::regclass", false},
        {"'sales.x'::sales.mood", true},
        {"-- sales.x", false},
        {"$$", false},
        {"'", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool mentions = false;
        (void)renamed(arena, cases[i].text, &mentions);
        ok(mentions == cases[i].expected, "%s: %s", cases[i].expected ? "mentions" : "no mention", cases[i].text);
    }
}

int main(void)
{
    Arena *arena = arena_new();
    check_changes(arena);
    check_same(arena);
    check_mentions(arena);
    arena_free(arena);
    return done();
}
