/* What an operator has to know of the types that were chosen: once a table and rule, with the columns' names. */
#include <inttypes.h>
#include <string.h>

#include "text.h"
#include "types_work.h"

/* ---- what the rows told ---- */

#define AS_TEXT "mend the rows on the source, or have the column made varchar by a `types:` rule"
#define ONLY_NULL "which can only be NULL there"
#define DMS_FAILS "on which DMS's load of the table fails"

/* What it means that rows hold a fact; critical: they do not get into the target as they are. */
static const struct {
    ProbeFact fact;
    FindingCode code;
    FindingSeverity severity;
    const char *remedy;
} meanings[] = {
    {FACT_NOT_BOOLEAN, FINDING_TYPE_CHANGED, SEVERITY_INFO, NULL},
    {FACT_EMPTY_ENUM, FINDING_ENUM_EMPTY, SEVERITY_WARNING, "mend the rows on the source to get an enum"},
    {FACT_TIME_OUT_OF_DAY, FINDING_TYPE_LOSSY, SEVERITY_WARNING, "mend the rows on the source to get a time"},
    {FACT_BEYOND_BIGINT, FINDING_UBIGINT_OVERFLOW, SEVERITY_CRITICAL,
     "mend the rows on the source, or say its type by a `types:` rule"},
    {FACT_ZERO_DATES, FINDING_ZERO_DATE, SEVERITY_WARNING, "mend the rows on the source to keep NOT NULL"},
    {FACT_NUL_CHARS, FINDING_NUL_CHAR, SEVERITY_CRITICAL,
     "mend the rows on the source, or have the column made bytea by a `types:` rule"},
    {FACT_NAN, FINDING_TYPE_LOSSY, SEVERITY_CRITICAL, AS_TEXT},
    {FACT_OUT_OF_DATE_RANGE, FINDING_TYPE_LOSSY, SEVERITY_CRITICAL, AS_TEXT},
    {FACT_INFINITE_DATES, FINDING_TYPE_LOSSY, SEVERITY_CRITICAL, AS_TEXT},
    {FACT_OUT_OF_EPOCH, FINDING_TYPE_LOSSY, SEVERITY_CRITICAL, "let it be a datetime: leave out the `types:` rule"},
    {FACT_UNFIT_JSON, FINDING_TYPE_LOSSY, SEVERITY_CRITICAL,
     "mend the rows on the source, or have the column made longtext by a `types:` rule"},
    {FACT_TIME_FRACTIONS, FINDING_TYPE_LOSSY, SEVERITY_WARNING, "have the column made varchar by a `types:` rule"},
};

/* What is on the target in the place of what cannot be: when we load, and the job accepts it; and when DMS does. */
static const struct {
    ProbeFact fact;
    bool is_null; /* when we load */
    const char *ours, *by_dms;
} losses[] = {
    {FACT_BEYOND_BIGINT, true, ONLY_NULL, DMS_FAILS},
    {FACT_NUL_CHARS, true, ONLY_NULL, DMS_FAILS},
    {FACT_NAN, true, ONLY_NULL, "which DMS makes 0 of"},
    {FACT_OUT_OF_DATE_RANGE, true, ONLY_NULL, "which DMS makes 0000-00-00 or another date of"},
    {FACT_INFINITE_DATES, false, "which is 9999-12-31 there", "which is 9999-12-31 there"},
    {FACT_OUT_OF_EPOCH, true, ONLY_NULL, "which DMS makes 0000-00-00 of"},
    {FACT_UNFIT_JSON, true, ONLY_NULL, DMS_FAILS},
};

/* The end of what is told: what becomes of such values. */
static void tell_loss(const TypeWork *work, const Column *column, ProbeFact fact, Finding *finding)
{
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
        if (losses[i].fact != fact)
            continue;
        bool is_ours = !work->cross->options->dms.is_loader;
        finding->needs_null = is_ours && losses[i].is_null && work->types[column->object.ordinal].not_null;
        finding->message = arena_printf(work->cross->findings->arena, "%s, %s%s", finding->message,
                                        is_ours ? losses[i].ours : losses[i].by_dms,
                                        finding->needs_null ? ", and it is NOT NULL" : "");
        if (finding->needs_null)
            finding->remedy = arena_printf(
                work->cross->findings->arena,
                "%s, or, if no primary key has it, let it be NULL there by one with drop: [not_null]", finding->remedy);
    }
}

static void tell_fact(const TypeWork *work, const Column *column, ProbeFact fact)
{
    const Probe *probe = work->cross->options->probe;
    int64_t count = probe_fact(probe, &column->object, fact);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (meanings[i].fact != fact || count == PROBE_UNKNOWN || count == 0)
            continue;
        const char *sample = probe_sample(probe, &column->object, fact);
        Finding *finding =
            cross_find(work->cross, meanings[i].code, &column->object, meanings[i].remedy,
                       "made `%s`: %" PRId64 " rows hold %s%s%s", work->types[column->object.ordinal].type, count,
                       probe_fact_meaning(fact), sample == NULL ? "" : ", such as ", sample == NULL ? "" : sample);
        finding->severity = meanings[i].severity;
        tell_loss(work, column, fact, finding);
    }
}

static void tell_rows(const TypeWork *work, const Column *column)
{
    const TypeRow *row = work->chosen[column->object.ordinal];
    const CrossType *type = &work->types[column->object.ordinal];
    if (row == NULL || type->type == NULL)
        return;
    bool is_loaders = row->fact == FACT_TIME_FRACTIONS && !work->cross->options->dms.is_loader; /* DMS drops them */
    if (row->asks && type->rule == row->rule && !is_loaders)
        tell_fact(work, column, row->fact);
    if (row->asks && type->rule == row->rule && row->fact == FACT_OUT_OF_DATE_RANGE)
        tell_fact(work, column, FACT_INFINITE_DATES);
    if (work->to_mysql && strncmp(type->type, "timestamp", 9) == 0)
        tell_fact(work, column, FACT_OUT_OF_EPOCH);
    if (row->has_dates)
        tell_fact(work, column, FACT_ZERO_DATES);
    if (type->class == TYPE_TEXT || type->class == TYPE_JSON)
        tell_fact(work, column, FACT_NUL_CHARS);
    if (type->drops_default && row->has_dates && column->default_value != NULL)
        cross_find(work->cross, FINDING_ZERO_DATE, &column->object, "give the column another default on the source",
                   "its default %s is no date on the target: it has none there, and may be NULL",
                   column->default_value);
}

/* ---- once a table and rule ---- */

typedef bool Concerns(const TypeWork *work, const Column *column, const TypeRow *row);

static bool concerns_told(const TypeWork *work, const Column *column, const TypeRow *row)
{
    const CrossType *type = &work->types[column->object.ordinal];
    return row->told != NULL && work->chosen[column->object.ordinal] == row && type->rule == row->rule;
}

/* A type that holds anything was taken since nobody looked. */
static bool concerns_unproven(const TypeWork *work, const Column *column, const TypeRow *row)
{
    const CrossType *type = &work->types[column->object.ordinal];
    return row->asks && work->chosen[column->object.ordinal] == row && type->rule == row->rule && row > work->rows &&
           row[-1].asks && row[-1].fact == row->fact && (row[-1].when & IS_SAFE) &&
           probe_fact(work->cross->options->probe, &column->object, row->fact) == PROBE_UNKNOWN;
}

static bool concerns_blind(const TypeWork *work, const Column *column, const TypeRow *row)
{
    (void)row;
    const CrossType *type = &work->types[column->object.ordinal];
    size_t length = column->collation == NULL ? 0 : strlen(column->collation);
    return !work->to_mysql && type->class == TYPE_TEXT && type->collation == NULL &&
           (type->type == NULL || strstr(type->type, "citext") == NULL) && length > 3 &&
           strcmp(column->collation + length - 3, "_ci") == 0;
}

/* The columns of a table that a rule concerns: their names, and the only one of them. */
static const char *names_of(const TypeWork *work, const Table *table, const TypeRow *row, Concerns *concerns,
                            const Column **only)
{
    const char *names = NULL;
    *only = NULL;
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind != KIND_COLUMN || !concerns(work, column, row))
            continue;
        *only = names == NULL ? column : NULL;
        names = names == NULL ? column->name : arena_printf(work->arena, "%s, %s", names, column->name);
    }
    return names;
}

static Finding *tell_of(TypeWork *work, const Table *table, const TypeRow *row, Concerns *concerns, FindingCode code,
                        const char *remedy, const char *message)
{
    const Column *only;
    const char *names = names_of(work, table, row, concerns, &only);
    if (names == NULL)
        return NULL;
    if (only != NULL)
        return cross_find(work->cross, code, &only->object, remedy, "%s",
                          type_fill(work, only, message, work->types[only->object.ordinal].type));
    return cross_find(work->cross, code, &table->object, remedy, "%s: %s", names, message);
}

static void tell_row(TypeWork *work, const Table *table, const TypeRow *row)
{
    bool is_numeric = row->told != NULL && strstr(row->told, "{t}") != NULL;
    FindingCode code = row->is_unfit   ? FINDING_TYPE_UNSUPPORTED_DMS
                       : row->is_lossy ? FINDING_TYPE_LOSSY
                                       : FINDING_TYPE_CHANGED;
    for (size_t i = 0; is_numeric && i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind == KIND_COLUMN && concerns_told(work, column, row))
            cross_find(work->cross, code, &column->object, row->remedy, "%s",
                       type_fill(work, column, row->told, work->types[column->object.ordinal].type));
    }
    if (row->told != NULL && !is_numeric)
        tell_of(work, table, row, concerns_told, code, row->remedy, row->told);
    if (row->asks)
        tell_of(work, table, row, concerns_unproven, FINDING_TYPE_UNPROVEN,
                "let the probe look at the rows (`probe: auto`), or say its type by a `types:` rule",
                arena_printf(work->arena, "taken for what holds anything: nobody looked for %s",
                             probe_fact_meaning(row->fact)));
}

/* ---- what DMS does ---- */

enum { DMS_DIGITS = 38, DMS_SCALE = 6, DMS_WHOLE_DIGITS = 22 };

static void tell_dms(const TypeWork *work, const Column *column)
{
    const TypeText *text = &work->texts[column->object.ordinal];
    const Probe *probe = work->cross->options->probe;
    bool is_numeric = strcmp(text->word, "numeric") == 0 || strcmp(text->word, "decimal") == 0;
    bool is_made_up = strcmp(column->name, "my_row_id") == 0 && column->auto_increment; /* by MySQL: it is left out */
    if (column->is_invisible && !is_made_up)
        cross_find(work->cross, FINDING_TYPE_UNSUPPORTED_DMS, &column->object,
                   "make it visible on the source for the load",
                   "DMS does not load an invisible column: it would be NULL or its default in every row");
    if (strcmp(text->word, "vector") == 0 && !work->to_mysql)
        cross_find(work->cross, FINDING_TYPE_UNSUPPORTED_DMS, &column->object,
                   "leave the column out, or have understudy load the rows", "DMS does not say that it loads vectors");
    if (is_numeric && text->first != INT_NONE && text->first > DMS_DIGITS)
        cross_find(work->cross, FINDING_TYPE_LOSSY, &column->object, "verify it after the load",
                   "DMS's numbers have 38 digits, the column's %lld: %s", (long long)text->first,
                   work->to_mysql ? "DMS carries it as a text" : "the table mappings make it a string on the way");
    bool is_open = is_numeric && text->first == INT_NONE && work->to_mysql;
    int64_t scale = probe_fact(probe, &column->object, FACT_MAX_SCALE);
    int64_t digits = probe_fact(probe, &column->object, FACT_MAX_DIGITS);
    if (is_open && (scale == PROBE_UNKNOWN || scale > DMS_SCALE || digits > DMS_WHOLE_DIGITS))
        cross_find(work->cross, FINDING_TYPE_LOSSY, &column->object,
                   "have DMS read a view that casts it to numeric(p,s) or text",
                   "DMS takes numeric without a precision for NUMERIC(28,6), and rounds");
}

/* ---- all ---- */

static void tell_table(TypeWork *work, const Table *table)
{
    for (size_t i = 0; i < table->object.parts.count; i++) {
        const Column *column = (const Column *)table->object.parts.items[i];
        if (column->object.kind != KIND_COLUMN)
            continue;
        tell_rows(work, column);
        if (work->cross->options->dms.is_loader && work->types[column->object.ordinal].type != NULL)
            tell_dms(work, column);
        if (work->types[column->object.ordinal].rule == NULL)
            cross_find(work->cross, FINDING_TYPE_UNKNOWN, &column->object, "say its type by a `types:` rule",
                       "no rule says what `%s` becomes: the column is left out", column->type);
    }
    for (const TypeRow *row = work->rows; row->rule != NULL; row++)
        if (row->told != NULL || row->asks)
            tell_row(work, table, row);
    Finding *blind = tell_of(work, table, NULL, concerns_blind, FINDING_COLLATION_SEMANTICS,
                             "a `types:` rule with ci: citext or icu keeps it",
                             "equal without regard to case on the source, and not on the target");
    if (blind != NULL)
        blind->severity = SEVERITY_INFO;
}

void type_tell(TypeWork *work)
{
    EACH (work->cross->source, TABLE, Table, table)
        if (table->partition_of == NULL)
            tell_table(work, table);
}
