/* Names for another engine: folding, length, and one of a kind. */
#include "names.h"
#include "tap.h"

static const struct {
    const char *wanted, *lower, *postgres, *mysql;
} fits[] = {
    {"customer", "customer", "customer", "customer"},
    {"OrderLine", "orderline", "OrderLine", "OrderLine"},
    {"\xC3\x84pfel", "\xC3\x84pfel", "\xC3\x84pfel", "\xC3\x84pfel"},
    {"ends in space  ", "ends in space  ", "ends in space  ", "ends in space"},
    {"\xF0\x9F\x90\x98s", "\xF0\x9F\x90\x98s", "\xF0\x9F\x90\x98s", "_s"},
    {"a12345678901234567890123456789012345678901234567890123456789012", /* 63 */
     "a12345678901234567890123456789012345678901234567890123456789012",
     "a12345678901234567890123456789012345678901234567890123456789012",
     "a12345678901234567890123456789012345678901234567890123456789012"},
    {"a123456789012345678901234567890123456789012345678901234567890123", /* 64 */
     "a12345678901234567890123456789012345678901234567890123_a9993e36",
     "a12345678901234567890123456789012345678901234567890123_a9993e36",
     "a123456789012345678901234567890123456789012345678901234567890123"},
    {"a1234567890123456789012345678901234567890123456789012\xC3\x84\xC3\x84\xC3\x84\xC3\x84\xC3\x84\xC3\x84", /* cut between characters */
     "a1234567890123456789012345678901234567890123456789012_a9993e36",
     "a1234567890123456789012345678901234567890123456789012_a9993e36",
     "a1234567890123456789012345678901234567890123456789012\xC3\x84\xC3\x84\xC3\x84\xC3\x84\xC3\x84\xC3\x84"},
};

int main(void)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        Names lower = names_open(arena, &name_limits_postgres, NAMES_LOWER);
        Names postgres = names_open(arena, &name_limits_postgres, NAMES_PRESERVE);
        Names mysql = names_open(arena, &name_limits_mysql, NAMES_PRESERVE);
        is(names_fit(&lower, fits[i].wanted, "abc"), fits[i].lower, "in lower case: %s", fits[i].wanted);
        is(names_fit(&postgres, fits[i].wanted, "abc"), fits[i].postgres, "for PostgreSQL: %s", fits[i].wanted);
        is(names_fit(&mysql, fits[i].wanted, "abc"), fits[i].mysql, "for MySQL: %s", fits[i].wanted);
    }
    Names names = names_open(arena, &name_limits_postgres, NAMES_PRESERVE);
    const NameSpace relation = {"relation shop", false}, other = {"relation other", false}, blind = {"column t", true};
    is(names_take(&names, relation, "orders", "abc"), "orders", "the first has its name");
    is(names_take(&names, other, "orders", "def"), "orders", "in another schema, too");
    is(names_take(&names, relation, "orders", "abc"), "orders_a9993e36", "the next one has digits of its key");
    is(names_take(&names, relation, "orders", "abc"), "orders_96099596", "and the third others");
    is(names_take(&names, relation, "Orders", "abc"), "Orders", "where case tells names apart");
    is(names_take(&names, blind,
                  "Stra\xC3\x9F"
                  "E\xC3\x84",
                  "abc"),
       "Stra\xC3\x9F"
       "E\xC3\x84",
       "where it does not");
    is(names_take(&names, blind,
                  "stra\xC3\x9F"
                  "e\xC3\xA4",
                  "abc"),
       "stra\xC3\x9F"
       "e\xC3\xA4_a9993e36",
       "beyond ASCII, too");
    ok(names_are_free(&names, blind, "street"), "a name that nobody took is free");
    ok(!names_are_free(&names, relation, "orders_a9993e36"), "one that was given is not");
    return done();
}
