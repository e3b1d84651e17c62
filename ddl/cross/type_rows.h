/* The tables of types: a row a type and condition. The first row that fits a column is its rule. */
#pragma once

#include "probe.h"
#include "type_text.h"
#include "types.h"

/* What can be true of a column. */
typedef enum TypeFact {
    IS_UNSIGNED = 1 << 0,
    IS_COUNTER = 1 << 1, /* AUTO_INCREMENT */
    IS_ONE = 1 << 2,     /* its length or precision is 1 */
    IS_ZERO = 1 << 3,    /* it is 0 */
    HAS_LENGTH = 1 << 4,
    IS_LONG = 1 << 5,        /* longer than the target's type of the same name can be */
    IS_HUGE = 1 << 6,        /* and than the next larger one */
    IS_WIDE = 1 << 7,        /* more digits than the target's numbers have */
    HAS_SCALE = 1 << 8,      /* of a float, whose digits are rounded */
    IS_JSON = 1 << 9,        /* MariaDB: the alias, by its CHECK */
    IS_SAFE = 1 << 10,       /* the probe has answered, and no row is in the way of the row's fact */
    IS_PLAIN = 1 << 11,      /* an enum's labels are names that the target takes */
    IS_MARIADB = 1 << 12,    /* the target */
    HAS_UUID = 1 << 13,      /* the target: MariaDB 10.7 */
    IN_KEY = 1 << 14,        /* of a key, index or foreign key */
    TAKES_CHANGES = 1 << 15, /* DMS goes on after the full load */
    IS_LATE = 1 << 16,       /* DMS: large objects come as parameters of statements, after their row or as changes */
    HAS_WORDS = 1 << 17,     /* DMS: boolean comes as the words true and false */
    IS_IDENTIFIER = 1 << 18, /* MySQL: of a primary key, or at either end of a foreign key */
} TypeFact;

typedef struct TypeRow {
    const char *rule;  /* "R12" */
    const char *words; /* of the source, between bars: "tinytext|text"; * in one stands for anything */
    unsigned when, unless;
    TypeClass source_class, class;
    /* {1} {2}: what stands in the source's brackets; {c}: the column; {n}: a length, at least 1; {p},{s}: precision and scale as
       the target takes them; {w},{u}: bits rounded up to bytes, and the rest; {m}: the longest label; {l}: labels, as literals;
       {e}: the enum; {f}: the fraction's digits in brackets, "" for none */
    const char *type;         /* NULL: none holds it, the column is left out */
    const char *load, *using; /* NULL: as its type */
    const char *check;
    const char *what; /* the rule, for reports */
    const char *told, *remedy;
    ProbeFact fact; /* that IS_SAFE is about; and if it is not safe, this is told */
    bool asks;      /* there is such a fact */
    bool has_dates; /* which may be zero */
    bool is_unfit;  /* TYPE_UNSUPPORTED_DMS with `told` */
    bool is_lossy;  /* TYPE_LOSSY, else TYPE_CHANGED where there is something to tell */
} TypeRow;

extern const TypeRow type_rows_mysql[], type_rows_postgres[]; /* up to one without a rule */

/* What a rule of the job may ask for, that is loaded as another type and converted. */
typedef struct TypeConversion {
    const char *from, *to; /* words, as in TypeRow */
    const char *load, *using;
} TypeConversion;

extern const TypeConversion type_conversions_mysql[], type_conversions_postgres[]; /* up to one without `from` */
