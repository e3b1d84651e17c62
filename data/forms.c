/* The forms, and finding a column's. */
#include "forms.h"

#include "accept.h"
#include "probe_ask.h"

#include <ctype.h>
#include <string.h>

/* The first row that fits counts; what no row fits travels as the server prints it. Sessions have UTC, ISO dates and floats
   with all their digits. */
static const Form forms[] = {
    /* 0x05 of bit(5): the lowest bits, in whole bytes. */
    {"mysql", "bit", NULL, "bytea varbinary", "$", true},
    {"mysql", "bit", NULL, NULL, "$ + 0", false},
    {"mysql", "vector", NULL, "vector", "VECTOR_TO_STRING($)", false},
    {"mysql", MYSQL_BYTES " vector " MYSQL_SHAPES, NULL, "bytea " MYSQL_BYTES " " MYSQL_SHAPES, "$", true},
    {"mysql", "float", NULL, NULL, "$ * 1e0", false}, /* else it is printed with six digits */
    {"mysql", "date datetime timestamp", NULL, "date timestamp",
     "IF(YEAR($) = 0 OR MONTH($) = 0 OR DAYOFMONTH($) = 0, NULL, $)", false},
    {"postgres", NULL, "[]", NULL, "$", false},
    {"postgres", "boolean", NULL, MYSQL_TEXTS, "$::text", false}, /* true, false */
    {"postgres", "boolean", NULL, NULL, "$::int", false},
    /* Its shortest text, read as a double, may be more than the greatest float. */
    {"postgres", "real", NULL, "float", "$::float8", false},
    {"postgres", "bytea", NULL, MYSQL_BYTES, "$", true},
    {"postgres", "timestamp", " with time zone", "datetime timestamp",
     "CASE WHEN $ = 'infinity' THEN '9999-12-31 23:59:59' ELSE $ AT TIME ZONE 'UTC' END", false},
    {"postgres", "timestamp", NULL, "datetime timestamp",
     "CASE WHEN $ = 'infinity' THEN '9999-12-31 23:59:59' ELSE $ END", false},
    {"postgres", "date", NULL, "date", "CASE WHEN $ = 'infinity' THEN '9999-12-31' ELSE $ END", false},
    {"postgres", "time", " with time zone", "time", "$::time", false},
    {"postgres", "money", NULL, NULL, "$::numeric", false},  /* without its sign */
    {"postgres", "character", NULL, NULL, "$::text", false}, /* without the blanks that fill it up */
};

static const Form as_printed = {.sql = "$"};

/* What a type that is loaded cannot hold, and the finding that tells it. */
static const struct {
    const char *from, *types, *into;
    ProbeFact fact;
    FindingCode code;
} losses[] = {
    {"mysql", "bigint", "bigint", FACT_BEYOND_BIGINT, FINDING_UBIGINT_OVERFLOW},
    {"mysql", MYSQL_TEXTS " json", "character text citext json jsonb", FACT_NUL_CHARS, FINDING_NUL_CHAR},
    {"postgres", "numeric real double", "decimal float double", FACT_NAN, FINDING_TYPE_LOSSY},
    {"postgres", "date timestamp", "date datetime", FACT_OUT_OF_DATE_RANGE, FINDING_TYPE_LOSSY},
    {"postgres", "timestamp", "timestamp", FACT_OUT_OF_EPOCH, FINDING_TYPE_LOSSY},
    {"postgres", "json jsonb", "json", FACT_UNFIT_JSON, FINDING_TYPE_LOSSY},
};

bool form_is_type(const char *words, const char *type)
{
    for (const char *word = words; *word != '\0';) {
        size_t length = strcspn(word, " ");
        size_t same = 0;
        while (same < length && (word[same] == type[same] || (word[same] == '_' && type[same] == ' ')))
            same++;
        if (same == length && !isalnum((unsigned char)type[length]) && type[length] != '_')
            return true;
        word += length + strspn(word + length, " ");
    }
    return false;
}

const char *form_type(const Catalog *source, const Column *column)
{
    SCOPED(Buf, buf_free) key = {0};
    const char *type = column->type;
    for (const Domain *domain;; type = domain->type) {
        buf_clear(&key);
        buf_printf(&key, "%s %s", catalog_kinds[KIND_DOMAIN].word, type);
        domain = (const Domain *)catalog_find(source, buf_text(&key));
        if (domain == NULL)
            return type;
    }
}

const Form *form_of(const Catalog *source, const Column *column, const char *load_type)
{
    const char *type = form_type(source, column);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const Form *form = &forms[i];
        if (strcmp(form->from, source->engine) == 0 && (form->types == NULL || form_is_type(form->types, type)) &&
            (form->part == NULL || strstr(type, form->part) != NULL) &&
            (form->into == NULL || form_is_type(form->into, load_type)))
            return form;
    }
    return &as_printed;
}

const char *form_loss(const Catalog *source, const Column *column, const char *load_type, const List *accept)
{
    const char *type = form_type(source, column);
    for (size_t i = 0; accept->count > 0 && i < sizeof losses / sizeof *losses; i++)
        if (strcmp(losses[i].from, source->engine) == 0 && form_is_type(losses[i].types, type) &&
            form_is_type(losses[i].into, load_type) && accept_names(accept, losses[i].code, &column->object))
            return probe_condition(losses[i].fact, source->engine, type);
    return NULL;
}

void form_put(Buf *out, const char *sql, const char *column)
{
    for (const char *dollar; (dollar = strchr(sql, '$')) != NULL; sql = dollar + 1) {
        buf_put(out, sql, (size_t)(dollar - sql));
        buf_puts(out, column);
    }
    buf_puts(out, sql);
}

void form_put_lossy(Buf *out, const char *loss, const char *sql, const char *column)
{
    if (loss != NULL) {
        buf_puts(out, "CASE WHEN ");
        form_put(out, loss, column);
        buf_puts(out, " THEN NULL ELSE ");
    }
    form_put(out, sql, column);
    buf_puts(out, loss == NULL ? "" : " END");
}
