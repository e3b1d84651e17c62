/* Which columns of parents and children are added late, and in which order. */
#include "catalogs.h"
#include "column_order.h"

typedef struct Family {
    Arena *arena;
    Catalog *catalog;
    ColumnOrder order;
} Family;

/* A parent's columns a and b, and its child's in the order of `letters`: a and b are inherited, others its own. */
static void open_family(Family *family, const char *letters)
{
    *family = (Family){.arena = arena_new(), .catalog = catalog_new("postgres")};
    Catalog *catalog = family->catalog;
    add(catalog, KIND_SCHEMA, "s", "name", "s", NULL);
    add(catalog, KIND_TABLE, "p", "schema", "s", "name", "parent", NULL);
    add(catalog, KIND_TABLE, "c", "schema", "s", "name", "child", "inherits", "[\"p\"]", NULL);
    add(catalog, KIND_COLUMN, "p/a", "table", "p", "name", "a", "position", "1", "is_local", "true", NULL);
    add(catalog, KIND_COLUMN, "p/b", "table", "p", "name", "b", "position", "2", "is_local", "true", NULL);
    for (size_t i = 0; letters[i] != '\0'; i++) {
        const char *name = arena_printf(catalog->arena, "%c", letters[i]);
        add(catalog, KIND_COLUMN, arena_printf(catalog->arena, "c/%s", name), "table", "c", "name", name, "position",
            arena_printf(catalog->arena, "%zu", i + 1), "is_local", letters[i] < 'x' ? "false" : "true", NULL);
    }
    finish(catalog);
    Refs *children = arena_array(family->arena, catalog->object_count + 1, sizeof *children);
    const Object **child = arena_array(family->arena, 1, sizeof *child);
    child[0] = catalog_find(catalog, "table s.child");
    children[catalog_find(catalog, "table s.parent")->ordinal] = (Refs){child, 1};
    column_order_init(&family->order, family->arena, catalog, children);
}

static void close_family(Family *family)
{
    catalog_free(family->catalog);
    arena_free(family->arena);
}

static const Column *column(const Family *family, const char *name)
{
    return (const Column *)catalog_find(family->catalog, arena_printf(family->arena, "column s.%s", name));
}

static bool is_late(const Family *family, const char *name)
{
    return column_order_is_late(&family->order, column(family, name));
}

static void check_plain(void)
{
    Family family;
    open_family(&family, "abx");
    ok(!is_late(&family, "parent.a") && !is_late(&family, "parent.b") && !is_late(&family, "child.x"),
       "where INHERITS puts them, none is late");
    close_family(&family);
}

static void check_late(void)
{
    Family family;
    open_family(&family, "axby");
    ok(!is_late(&family, "parent.a") && !is_late(&family, "child.x"), "what stands first is made first");
    ok(is_late(&family, "parent.b") && is_late(&family, "child.b") && is_late(&family, "child.y"),
       "what stands behind the child's own is late, and all after it");
    Refs before = column_order_before(&family.order, column(&family, "parent.b"));
    ok(before.count == 0, "the first late one waits for none");
    before = column_order_before(&family.order, column(&family, "child.y"));
    ok(before.count == 1 && before.items[0] == &column(&family, "parent.b")->object,
       "a child's own waits for the parent's");
    Refs makers = column_order_makers(&family.order, column(&family, "child.b"));
    ok(makers.count == 1 && makers.items[0] == &column(&family, "parent.b")->object,
       "an inherited one is the parent's");
    close_family(&family);
}

static void check_circle(void)
{
    Family family;
    open_family(&family, "bxa");
    ok(!is_late(&family, "parent.a") && !is_late(&family, "parent.b") && !is_late(&family, "child.x"),
       "an order that nothing leads to is given up");
    close_family(&family);
}

int main(void)
{
    check_plain();
    check_late();
    check_circle();
    return done();
}
