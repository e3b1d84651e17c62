/* What a column's type becomes in the other dialect: rows of data, and the few decisions that span columns (foreign keys,
   keys that must fit, collations). Pure. */
#pragma once

#include "buf.h"
#include "catalog.h"
#include "finding.h"
#include "type_class.h"

typedef struct Cross Cross;

/* One column's. Texts live in the cross's arena. */
typedef struct CrossType {
    const char
        *rule; /* "R12"; of the job's: "types 3"; NULL: no row knows it, the finding has been added, there is no type */
    const char *type; /* exactly as the target's catalog prints it: character varying(20), tinyint(1); NULL: there is
                              none, which has been told */
    const char *collation; /* as Column.collation has it: NULL for none (PostgreSQL: the type's own) */
    const char *load_type; /* what the rows are loaded into; NULL: the type */
    const char
        *load_using; /* the loaded value as its type, over the column's quoted name; NULL: a cast of the server's */
    bool is_load_nullable; /* NOT NULL only after the load */
    bool drops_default;    /* the target cannot hold it, or the job says so: leave the default out, it has been told */
    bool drops_not_null;
    bool not_null;             /* of a domain, or the column's own; less what is dropped */
    const char *default_value; /* the column's own or, in its absence, its domain's: in the source's dialect */
    Refs domains;              /* that it was of, the nearest first: their checks are to be said by the table */
    List labels;               /* of an enum or set, in their order */
    const char *enum_name;     /* to PostgreSQL: the enum's own name, in the schema of the column's table */
    const Object *enum_of; /* the source column whose enum it is: itself, or the root of its foreign keys. Who makes the
                              column that it is itself of makes the ENUM */
    const char *check;     /* that the target needs so that no value gets in which the type kept out; in its dialect. To
                              MariaDB, of class TYPE_JSON: the column's own, which bears its name */
    const char *needs;     /* the extension citext, or the collation that cross_finish_types makes for it; NULL */
    bool is_identity;      /* AUTO_INCREMENT, and the target's type may be an identity's */
    TypeClass class, source_class;
} CrossType;

/* Fills cross->types, by the source column's ordinal: the job's rules first, then the rows, then one type and collation for
   columns that foreign keys tie together, then what keys can hold. Findings and rules are told here. */
void cross_choose_types(Cross *cross);
/* After the last object: what types need beside enums (extensions, collations). To PostgreSQL only. */
void cross_finish_types(Cross *cross);
const CrossType *cross_type(const Cross *cross, const Object *source_column);
/* A column of that type, in a table of `made`; whether it is generated, and what its default is, is its maker's. */
Column *cross_make_column(Cross *cross, const Column *from, const Object *table);

/* To MySQL: of texts, unless a rule of the job says otherwise. */
const char *cross_text_collation(const Cross *cross);

/* All rules, a line each. */
void types_help(Buf *out);

/* To MySQL: how a column stands in a key or index of the source. Keys hold 3072 bytes in all, and no text without a length. */
typedef enum KeyWay {
    KEY_WHOLE,
    KEY_PREFIX, /* of so many characters, bytes of binary types */
    KEY_HASHED, /* unique, and too long: a generated column `binary(32) AS (unhex(sha2(c, 256))) STORED` stands for it */
    KEY_UNFIT, /* of a type that no key can hold: leave the index out; told by INDEX_SKIPPED or critical by the maker */
} KeyWay;
typedef struct KeyPart {
    KeyWay way;
    int64_t prefix;
} KeyPart;
/* Of `columns` (names; an expression's place is empty text, which counts nothing), in order. */
KeyPart *cross_key_parts(const Cross *cross, const Object *table, const List *columns, bool is_unique);
