/* Types, character sets, collations and modes of MySQL 8 to 9 and MariaDB 10.6 to 12: how each release spells them, and what stands
   in for those that it does not have. */
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "text.h"
#include "translate_mysql.h"

enum {
    MYSQL_WITHOUT_WIDTHS = 80019,
    MYSQL_WITH_UTF8MB3 = 80030, /* SHOW and information_schema say utf8mb3; before, utf8 */
    MYSQL_WITH_0900_BIN = 80017,
    MARIADB_WITH_UCA1400 = 101001,
};

bool my_is_mariadb_release(const Release *release)
{
    return text_equal(release->product, "MariaDB");
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* ---- types ---- */

/* int(11): so wide a column is shown by old clients. Only zerofill, and tinyint(1) as the boolean of many drivers, mean
   something by it. */
static const struct {
    const char *type;
    int is_signed, is_unsigned;
} widths[] = {
    {"tinyint", 4, 3}, {"smallint", 6, 5}, {"mediumint", 9, 8}, {"int", 11, 10}, {"bigint", 20, 20}, {"year", 4, 4},
};

static const char *with_width(Arena *arena, const char *type, bool has_widths)
{
    size_t word = strcspn(type, "( ");
    const char *rest = type + word, *close = *rest == '(' ? strchr(rest, ')') : NULL;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        if (strlen(widths[i].type) != word || strncmp(type, widths[i].type, word) != 0)
            continue;
        bool is_unsigned = strstr(rest, "unsigned") != NULL, is_boolean = strcmp(type, "tinyint(1)") == 0;
        if (has_widths && close == NULL)
            return arena_printf(arena, "%s(%d)%s", widths[i].type,
                                is_unsigned ? widths[i].is_unsigned : widths[i].is_signed, rest);
        if (!has_widths && close != NULL && !is_boolean && strstr(rest, "zerofill") == NULL)
            return arena_printf(arena, "%s%s", widths[i].type, close + 1);
    }
    return type;
}

const char *my_type_for(Arena *arena, const char *type, const Release *release)
{
    bool is_mariadb = my_is_mariadb_release(release);
    if (strcmp(type, "geometrycollection") == 0 || strcmp(type, "geomcollection") == 0)
        return is_mariadb ? "geometrycollection" : "geomcollection";
    return with_width(arena, type, is_mariadb || release->version < MYSQL_WITHOUT_WIDTHS);
}

/* ---- character sets ---- */

const char *my_charset_for(const char *charset, const Release *release)
{
    bool is_old = !my_is_mariadb_release(release) && release->version < MYSQL_WITH_UTF8MB3;
    if (strcmp(charset, "utf8") == 0 || strcmp(charset, "utf8mb3") == 0)
        return is_old ? "utf8" : "utf8mb3";
    if (strcmp(charset, "gb18030") == 0 && my_is_mariadb_release(release))
        return "utf8mb4";
    return charset;
}

/* ---- collations ---- */

/* Languages, as MySQL's collations of UCA 9.0.0 and MariaDB's of UCA 14.0.0 call them. */
static const struct {
    const char *mysql, *mariadb;
} languages[] = {
    {"cs", "czech"},         {"da", "danish"},     {"de_pb", "german2"}, {"eo", "esperanto"}, {"es", "spanish"},
    {"es_trad", "spanish2"}, {"et", "estonian"},   {"hr", "croatian"},   {"hu", "hungarian"}, {"is", "icelandic"},
    {"la", "roman"},         {"lt", "lithuanian"}, {"lv", "latvian"},    {"pl", "polish"},    {"ro", "romanian"},
    {"sk", "slovak"},        {"sl", "slovenian"},  {"sv", "swedish"},    {"tr", "turkish"},   {"vi", "vietnamese"},
};

/* What a name of one family says: its language, and what it tells apart. */
typedef struct Tailoring {
    const char *language; /* as the family calls it; "" for none */
    bool tells_accents, tells_cases;
} Tailoring;

/* "de_pb_0900_ai_ci" or "uca1400_german2_nopad_ai_ci", behind the character set. */
static Tailoring tailoring_of(Arena *arena, const char *name, const char *family)
{
    const char *at = strstr(name, family), *from = name, *to = at;
    if (at == name) {
        from = name + strlen(family);
        from += *from == '_';
        to = from;
        while (*to != '\0' && !starts_with(to, "nopad_") && !starts_with(to, "ai_") && !starts_with(to, "as_"))
            to += strcspn(to, "_") + (to[strcspn(to, "_")] == '_');
    }
    size_t length = (size_t)(to - from);
    length -= length > 0 && from[length - 1] == '_';
    return (Tailoring){arena_slice(arena, from, length), strstr(name, "as_") != NULL,
                       ends_with(name, "_cs") || ends_with(name, "_ks")};
}

static const char *put_0900(Arena *arena, const Tailoring *t)
{
    const char *language = "";
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].mariadb, t->language) == 0)
            language = languages[i].mysql;
    /* There is no 0900_ai_cs; of a language, there are ai_ci and as_cs only. */
    bool tells_accents = t->tells_accents || t->tells_cases;
    bool tells_cases = t->tells_cases || (tells_accents && *language != '\0');
    return arena_printf(arena, "utf8mb4_%s%s0900_a%c_c%c", language, *language == '\0' ? "" : "_",
                        tells_accents ? 's' : 'i', tells_cases ? 's' : 'i');
}

static const char *put_uca1400(Arena *arena, const Tailoring *t, const Release *release)
{
    const char *language = "";
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].mysql, t->language) == 0)
            language = languages[i].mariadb;
    if (release->version < MARIADB_WITH_UCA1400)
        return t->tells_cases ? "utf8mb4_nopad_bin" : "utf8mb4_unicode_520_nopad_ci";
    return arena_printf(arena, "utf8mb4_uca1400_%s%snopad_a%c_c%c", language, *language == '\0' ? "" : "_",
                        t->tells_accents ? 's' : 'i', t->tells_cases ? 's' : 'i');
}

/* Collations of one product that the other does not have, by what they are called behind the character set. */
static const struct {
    const char *name, *instead;
} replaced[] = {
    {"croatian_mysql561_ci", "croatian_ci"}, {"thai_520_w2", "unicode_520_ci"},     {"myanmar_ci", "unicode_520_ci"},
    {"general1400_as_ci", "general_ci"},     {"general_mysql500_ci", "general_ci"},
};

static const char *without_nopad(Arena *arena, const char *charset, const char *name)
{
    const char *at = strstr(name, "nopad_");
    return arena_printf(arena, "%s_%.*s%s", charset, (int)(at - name), name, at + strlen("nopad_"));
}

static const char *for_mysql(Arena *arena, const char *charset, const char *name, const Release *release)
{
    bool is_utf8mb4 = strcmp(charset, "utf8mb4") == 0;
    if (starts_with(name, "uca1400")) {
        Tailoring t = tailoring_of(arena, name, "uca1400");
        return is_utf8mb4 ? put_0900(arena, &t) : arena_printf(arena, "%s_unicode_520_ci", charset);
    }
    if (is_utf8mb4 && strcmp(name, "nopad_bin") == 0 && release->version >= MYSQL_WITH_0900_BIN)
        return "utf8mb4_0900_bin";
    if (strstr(name, "nopad_") != NULL)
        return without_nopad(arena, charset, name);
    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        if (strcmp(name, replaced[i].name) == 0)
            return arena_printf(arena, "%s_%s", charset, replaced[i].instead);
    return NULL;
}

static const char *for_mariadb(Arena *arena, const char *charset, const char *name, const Release *release)
{
    if (strcmp(charset, "gb18030") == 0)
        return ends_with(name, "bin") ? "utf8mb4_bin" : "utf8mb4_unicode_520_ci";
    if (strcmp(name, "0900_bin") == 0)
        return "utf8mb4_nopad_bin";
    if (strstr(name, "0900_") != NULL) {
        Tailoring t = tailoring_of(arena, name, "0900");
        return put_uca1400(arena, &t, release);
    }
    if (starts_with(name, "uca1400") && release->version < MARIADB_WITH_UCA1400)
        return arena_printf(arena, "%s_%s", charset, ends_with(name, "_cs") ? "bin" : "unicode_520_ci");
    return NULL;
}

const char *my_collation_for(Arena *arena, const char *collation, const Release *release, bool *is_other)
{
    if (starts_with(collation, "uca1400_")) /* MariaDB: of whatever character set stands there */
        return my_collation_for(arena, arena_printf(arena, "utf8mb4_%s", collation), release, is_other);
    size_t length = strcspn(collation, "_");
    if (collation[length] == '\0') /* "binary" */
        return collation;
    const char *charset = arena_slice(arena, collation, length), *name = collation + length + 1;
    const char *spelt = my_charset_for(charset, release);
    const char *other = my_is_mariadb_release(release) ? for_mariadb(arena, charset, name, release)
                                                       : for_mysql(arena, spelt, name, release);
    *is_other = *is_other || other != NULL;
    if (other != NULL)
        return other;
    return strcmp(charset, spelt) == 0 ? collation : arena_printf(arena, "%s_%s", spelt, name);
}

/* ---- sql_mode ---- */

/* What one product has and the other refuses to be set to. The first list was MySQL's, too, up to 5.7, where ORACLE was no grammar
   of its own: from there, MariaDB does without. */
static bool is_mode_of(const char *mode, size_t length, const Versions *versions)
{
    static const char *const mariadb[] = {"ORACLE",
                                          "MSSQL",
                                          "DB2",
                                          "MAXDB",
                                          "POSTGRESQL",
                                          "MYSQL323",
                                          "MYSQL40",
                                          "NO_KEY_OPTIONS",
                                          "NO_TABLE_OPTIONS",
                                          "NO_FIELD_OPTIONS",
                                          "NO_AUTO_CREATE_USER",
                                          "IGNORE_BAD_TABLE_OPTIONS",
                                          "EMPTY_STRING_IS_NULL",
                                          "SIMULTANEOUS_ASSIGNMENT",
                                          "TIME_ROUND_FRACTIONAL",
                                          NULL};
    static const char *const mysql[] = {"TIME_TRUNCATE_FRACTIONAL", NULL};
    bool is_mariadb = my_is_mariadb_release(&versions->target),
         is_both = is_mariadb && my_is_mariadb_release(&versions->source);
    for (const char *const *other = mariadb; !is_both && *other != NULL; other++)
        if (strlen(*other) == length && strncmp(*other, mode, length) == 0)
            return false;
    for (const char *const *other = mysql; is_mariadb && *other != NULL; other++)
        if (strlen(*other) == length && strncmp(*other, mode, length) == 0)
            return false;
    return true;
}

const char *my_sql_mode_for(Arena *arena, const char *modes, const Versions *versions)
{
    static const char without_users[] = "NO_AUTO_CREATE_USER"; /* MariaDB means it by TRADITIONAL, too */
    SCOPED(Buf, buf_free) out = {0};
    bool implies = my_is_mariadb_release(&versions->target) && strstr(modes, "TRADITIONAL") != NULL;
    for (const char *at = modes; *at != '\0'; at += *at == ',') {
        size_t length = strcspn(at, ",");
        bool is_implied = implies && strncmp(at, without_users, length) == 0 && length == strlen(without_users);
        if (length > 0 && is_mode_of(at, length, versions) && !is_implied) {
            buf_puts(&out, out.length > 0 ? "," : "");
            buf_put(&out, at, length);
        }
        if (strncmp(at, "TRADITIONAL", length) == 0 && implies)
            buf_printf(&out, ",%s", without_users);
        at += length;
    }
    return arena_copy(arena, buf_text(&out));
}
