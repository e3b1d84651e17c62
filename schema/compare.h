/* What differs between two catalogs of one dialect, object by object, field by field. */
#pragma once

#include "buf.h"
#include "catalog.h"
#include "scan.h"

typedef enum ChangeType {
    CHANGE_CREATE, /* desired, and not there */
    CHANGE_ALTER,  /* there, and different in `fields` */
    CHANGE_EXTRA,  /* there, and not desired */
} ChangeType;

typedef struct Change {
    ChangeType type;
    const Object *desired; /* NULL for CHANGE_EXTRA */
    const Object *actual;  /* NULL for CHANGE_CREATE */
    uint64_t fields;       /* bit i: the i-th field of the kind */
} Change;

typedef struct Changes {
    LIST_OF(Change) list; /* by kind and name */
} Changes;

/* Kinds of section NONE are not compared. With `with_late` false, neither are LATE fields: pre-data does not decide
   them. A ROLE that is NULL in the desired catalog is equal to any. */
void compare_catalogs(Changes *changes, Arena *arena, const Catalog *desired, const Catalog *actual, bool with_late);

/* One field of two objects of one kind; text that differs is compared as the syntax has it. */
bool compare_field(const Syntax *syntax, const Field *field, const Object *desired, const Object *actual);
/* The mask of all fields that compare_catalogs looks at and that are not empty: what creating an object must set. */
uint64_t compare_late_fields(const Object *object);
bool change_has(const Change *change, const char *field_name);
/* "type, default_value": the fields that differ. */
void change_put_fields(Buf *out, const Change *change);
/* The same change without one field, for saying what is left to do. */
Change change_without(const Change *change, const char *field_name);
