/* A database's schema in memory: objects of the kinds in model.def. Built once, then const and shared between threads. */
#pragma once

#include <stdint.h>

#include "arena.h"
#include "map.h"

#define INT_NONE INT64_MIN

typedef enum Kind {
#define KIND(K, Struct, word, section) KIND_##K,
#define FIELD(K, name, type, role)
#define END(K, Struct)
#include "model.def"
#undef KIND
#undef FIELD
#undef END
    KIND_COUNT
} Kind;

typedef enum Section { SECTION_PRE, SECTION_POST, SECTION_NONE } Section;

typedef enum FieldType {
    FIELD_NAME,
    FIELD_ROLE,
    FIELD_TEXT,
    FIELD_SQL,
    FIELD_EXPR,
    FIELD_QUERY,
    FIELD_BOOL,
    FIELD_INT,
    FIELD_NAMES,
    FIELD_ROLES,
    FIELD_TEXTS,
    FIELD_SQLS,
    FIELD_REF,
    FIELD_REFS,
    FIELD_ANY,
} FieldType;

/* What a field is in memory: text, bool, int64_t, List, Object *, Refs. */
typedef enum FieldShape { SHAPE_TEXT, SHAPE_BOOL, SHAPE_INT, SHAPE_LIST, SHAPE_REF, SHAPE_REFS } FieldShape;

typedef enum FieldRole { ROLE_IDENTITY, ROLE_COMPARE, ROLE_LATE, ROLE_INFO } FieldRole;

typedef struct Object Object;
typedef struct List {
    const char **items;
    size_t count;
} List;
typedef struct Refs {
    const Object **items;
    size_t count;
} Refs;

/* The head of every object's struct. */
struct Object {
    Kind kind;
    Section section;      /* its kind's at first; translate decides */
    const Object *origin; /* what it was copied from; NULL when it was read */
    size_t ordinal;       /* 0, 1, ... in the catalog, kind by kind */
    const char *id;       /* the server's, in this catalog only */
    const char *name;     /* qualified, quoted where needed: public.film.title */
    const char *key;      /* kind and name: "column public.film.title"; the same in every catalog */
    Refs needs;           /* what the server says must exist before it */
    Refs parts; /* what belongs to it and disappears with it: a table's columns in order, keys, comments, ... */
};

#define CTYPE_NAME const char *
#define CTYPE_ROLE const char *
#define CTYPE_TEXT const char *
#define CTYPE_SQL const char *
#define CTYPE_EXPR const char *
#define CTYPE_QUERY const char *
#define CTYPE_BOOL bool
#define CTYPE_INT int64_t
#define CTYPE_NAMES List
#define CTYPE_ROLES List
#define CTYPE_TEXTS List
#define CTYPE_SQLS List
#define CTYPE_REF const Object *
#define CTYPE_REFS Refs
#define CTYPE_ANY const Object *
#define KIND(K, Struct, word, section) \
    typedef struct Struct {            \
        Object object;
#define FIELD(K, name, type, role) CTYPE_##type name;
#define END(K, Struct) \
    }                  \
    Struct;            \
    typedef Struct Struct_##K;
#include "model.def"
#undef KIND
#undef FIELD
#undef END

typedef struct Field {
    const char *name;
    FieldType type;
    FieldRole role;
    size_t offset;      /* in the kind's struct */
    const char *engine; /* the only one whose queries have it; NULL: all do, "": none */
} Field;

typedef struct KindInfo {
    const char *word;
    Section section;
    size_t size;
    const Field *fields;
    size_t field_count; /* at most 64: compare keeps them in a mask */
} KindInfo;

extern const KindInfo catalog_kinds[KIND_COUNT];

FieldShape field_shape(FieldType type);
/* As in an object that nobody has filled. */
void field_clear(Object *object, const Field *field);
const Field *field_named(Kind kind, const char *name); /* NULL: the kind has none */
/* An identity that may be empty: PUBLIC, the whole object and not a column, every schema. */
bool field_may_be_empty(Kind kind, const Field *field);
/* A field's place in an object, for reading. */
const void *field_at(const Object *object, const Field *field);
#define FIELD_VALUE(object, field, type) (*(const type *)field_at((object), (field)))

typedef struct Catalog {
    Arena *arena;
    const char *engine;      /* "postgres", "mysql" */
    const char *product;     /* "PostgreSQL", "MySQL", "MariaDB" */
    int64_t server_version;  /* as the engine numbers it: 150018 */
    const char *server_text; /* as the engine words it */
    const char *server_id;   /* what no other database shares: system identifier and database */
    const char *database;
    const char *user; /* the session's */
    bool is_superuser;
    bool is_ours;             /* the session may do what the database's owner may */
    bool may_create;          /* schemas and extensions, in this database */
    const char *service;      /* that runs the server: "rds"; NULL when none is known */
    const char *crossed_from; /* the engine whose catalog it was made of; NULL: it was not */
    LIST_OF(Object *) objects[KIND_COUNT];
    size_t object_count;
    Map by_key;
    struct Building *building; /* while it is read; NULL afterwards */
} Catalog;

Catalog *catalog_new(const char *engine);
void catalog_free(Catalog *catalog);
void catalog_release(Catalog **catalog); /* for SCOPED */

/* Building. Text is not copied: it must live as long as catalog_keep's copy. */
Object *catalog_add(Catalog *catalog, Kind kind, const char *id);
void catalog_expect(Catalog *catalog, size_t count); /* so many more */
/* Another id by which the server means the same object: a table's row type, a constraint's index. */
void catalog_alias(Catalog *catalog, Object *object, const char *id, size_t length);
bool catalog_knows(const Catalog *catalog, const char *id); /* an object by this very id has been added */
/* The value, copied as far as the field needs it. */
const char *catalog_keep(Catalog *catalog, const Field *field, const char *value);
/* Fills a field from a value's text (lists: a JSON array of strings). NULL leaves it empty. References are resolved by
   catalog_finish, from ids. */
bool catalog_set(Catalog *catalog, Object *object, const Field *field, const char *value, Err *err) MUST_CHECK;
void catalog_need(Catalog *catalog, const char *id, const char *needed_id); /* the ids are copied */
/* The same once everything is there. */
void catalog_need_object(Catalog *catalog, Object *object, const Object *needed);
/* Resolves references, names every object, sorts each kind by name. Unknown ids in `needs` are left out: they are
   system objects. */
bool catalog_finish(Catalog *catalog, Err *err) MUST_CHECK;
/* Names, keys, order and ordinals anew, after fields or references were changed. */
bool catalog_name_all(Catalog *catalog, Err *err) MUST_CHECK;

/* Objects and what they refer to, as far as `keep` says yes; dropped references become NULL. Each copy keeps its
   original's place in `twins` (indexed by ordinal, catalog->object_count long), NULL for what was left out. */
/* Text is shared: the copy must not outlive the original. Call catalog_name_all on it before use. */
Catalog *catalog_copy(const Catalog *catalog, bool (*keep)(const Object *object, void *context), void *context,
                      Object ***twins);

/* "PostgreSQL 18.1", "MariaDB 10.11.19" */
const char *catalog_server(Arena *arena, const Catalog *catalog);

bool object_is_any(const Object *object, void *context); /* true: for copying all */

const Object *catalog_find(const Catalog *catalog, const char *key); /* NULL when absent */
/* A server's parameter; NULL: it has none of that name, or nobody read it. */
const char *catalog_parameter(const Catalog *catalog, const char *name);
bool catalog_parameter_is_on(const Catalog *catalog, const char *name); /* ON or 1 */
/* The object that it belongs to and disappears with (a column's table), or itself. */
const Object *object_container(const Object *object);
/* The table, view, type, ... that filters look at: containers up to the top. */
const Object *object_top(const Object *object);
/* The schema in which it lies itself: NULL for what is a part of something else, and for what lies in none. */
const Object *object_schema(const Object *object);
const Column *object_column(const Object *table, const char *name);          /* NULL when there is none */
const Object *object_part(const Object *whole, Kind kind, const char *name); /* the same of any kind that has names */
/* What it is called itself, and its schema, table or the like, which may be NULL: the model knows. */
const char *object_own_name(const Object *object, const Object **within);

/* Visits whatever the object stands upon: what its fields refer to (those of LATE ones only if asked), then what the server
   said it needs. Never NULL. */
typedef void ObjectVisit(void *context, const Object *object, const Object *needed);
void object_each_needed(const Object *object, bool with_late, ObjectVisit *visit, void *context);

#define EACH(catalog, K, Type, name)                                                                              \
    for (size_t name##_at = 0; name##_at < (catalog)->objects[KIND_##K].count; name##_at++)                       \
        for (const Type *name = (const Type *)(catalog)->objects[KIND_##K].items[name##_at], *name##_once = name; \
             name##_once != NULL; name##_once = NULL)

bool list_equal(const List *a, const List *b);
bool list_has(const List *list, const char *item);
