/* How one engine's statements are written: facts as fields, functions where there is truly code. */
#pragma once

#include "buf.h"
#include "column_order.h"
#include "rights.h"
#include "scan.h"
#include "statements.h"
#include "translate_options.h"
#include "versions.h"

struct Emit {
    Statements *out;
    Arena *scratch; /* until all is emitted */
    const Catalog *desired;
    const Catalog *actual;
    const EmitOptions *options;
    Findings *findings;
    ChangeType type; /* of the change at work */
    Refs *children;  /* by a desired table's ordinal: its partitions and inheritance children */
    ColumnOrder order;
    const size_t *circles; /* by a desired object's ordinal (circles.h) */
    Buf sql;               /* the statement at work; emit() takes it and leaves it empty */
    LIST_OF(struct Need) needs;
};

/* What the sessions that build on the target are given. */
typedef struct SessionOptions {
    const char *product;
    int64_t server_version;
    size_t connections;               /* how many there are */
    int64_t lock_timeout_s;           /* how long a statement waits for somebody else's lock */
    const char *maintenance_work_mem; /* the job's word; NULL: by the dialect's own rule */
} SessionOptions;

/* One of them: a statement that returns the value in force, or no row: where the server does not have the parameter, or
   where `ask` is a query for it. */
typedef struct SessionSetting {
    const char *name, *sql, *ask;
    const char *usual; /* a refusal is not told where the value in force is this one; NULL: it always is */
} SessionSetting;

enum { SESSION_SETTINGS_MAX = 16 };

typedef struct Modesty {
    const char *product; /* which has it; NULL: all of the engine */
    const char *sql;
    const char *words; /* "without ..." */
} Modesty;

/* How objects of a kind are said. */
typedef struct DialectKind {
    const char *word; /* before the name: TABLE; NULL: it stands in no statement of its own, or the word depends */
    enum { NAMED_ALONE, NAMED_ON } naming; /* by its name, or "name ON container" */
    void (*create)(Emit *emit, const Object *object);
    /* Brings change->fields of something that exists to what is desired. */
    void (*alter)(Emit *emit, const Change *change);
    /* Where it is a property of another object: takes the property away. */
    void (*drop)(Emit *emit, const Object *object);
} DialectKind;

/* What the reader only counted, by the type that its query gives it. */
typedef struct LeftOut {
    const char *type; /* NULL: any other; it ends the list */
    FindingCode code;
    const char *reason;
    const char *remedy;
} LeftOut;

struct Dialect {
    const char *engine;
    bool schemas_are_databases; /* one server may be source and target, as long as the schemas differ */
    /* ---- from one server to another */
    const Syntax *(*syntax)(const Object *object); /* of its texts */
    const LeftOut *left_out;
    const VersionHooks *versions;
    const RightsHooks *rights; /* NULL: nothing is known, so all is taken to be allowed */
    /* The half that makes the object, where it is not its kind's. */
    Section (*section)(const Object *object, const TranslateOptions *options);
    bool tells_unchecked;             /* its catalog says which foreign keys were never checked */
    bool has_owners;                  /* objects belong to roles */
    const char *const *service_roles; /* globs, up to a NULL: roles of services that run servers */
    /* Has an object that acts for its definer act for who uses it. NULL: there is no such thing. */
    void (*act_for_invoker)(Arena *arena, Object *object);
    /* What lets the session act for a role; what lets a role create in a schema. NULL: rights are not known. */
    void (*grant_membership)(Buf *out, const Catalog *target, const char *role);
    void (*grant_create)(Buf *out, const char *schema, const char *role);
    /* ---- statements */
    void (*quote_name)(Buf *out, const char *name);
    void (*quote_literal)(Buf *out, const char *text);
    void (*table_name)(Buf *out, const Object *table);
    const char *(*as_text)(const Column *column); /* SQL for its value as text; $ stands for it. NULL: any column */
    const char *alone;        /* before a table in FROM: its rows without those of what inherits from it */
    const DialectKind *kinds; /* by Kind */
    /* Drops an object of a kind that has no drop of its own. Never takes along what was not asked for. */
    void (*remove)(Emit *emit, const Object *object, const Removal *removal);
    /* What is of FATE_CUT: a column's default, a table's place below parents that go. */
    void (*cut)(Emit *emit, const Object *object, const Removal *removal);
    void (*empty)(Emit *emit, const Refs *tables);
    /* A column's while it is of its load type, as the catalog will show it. NULL: always none. */
    const char *(*load_collation)(const Column *column);
    /* What a run that was killed had half done, and the next one goes on with. NULL: there is no such thing. */
    bool (*is_unfinished)(const Catalog *desired, const Object *extra);
    /* A loader must see every row; post-data sets it again. */
    void (*lift_row_security)(Emit *emit, const Object *table);
    /* A statement that changes nothing, and fails with 22023 where the server has no such security label provider. NULL: it
       has no labels. */
    void (*probe_label)(Buf *out, const char *provider);
    /* Statements that belong to no difference between catalogs (ANALYZE). */
    void (*finish)(Emit *emit);
    bool has_delimiters;      /* its client ends a statement where it has been told to, and not inside of a body */
    const char *script_head;  /* what a script of statements begins with, so that they mean what they mean here */
    const char *try_run_lock; /* "t" when this session is now the only run on the database */
    const char *join_run;     /* for the run's other sessions */
    /* What makes a session build faster; returns how many. A server may refuse any of them: that costs speed, not truth. */
    size_t (*session)(Arena *arena, const SessionOptions *options, SessionSetting settings[SESSION_SETTINGS_MAX]);
    const char *setting_remedy; /* for who may not set one */
    /* For a session whose statement failed for want of memory or disk even alone: what to do without, one step after the
       other. The last has no sql. */
    const Modesty *modesty;
};

extern const Dialect dialect_postgres;
extern const Dialect dialect_mysql;
const Dialect *dialect_of(const char *engine); /* NULL when there is none */

/* Takes what was written into emit->sql as one statement about `subject`. It needs the subject's earlier statements, and
   for STEP_MAKE also what the subject refers to and what the server said it needs, for STEP_SHELL only its schema. */
Statement *emit(Emit *emit, const Object *subject, Step step, double cost_s, const char *what);
/* The statement makes `object`, too, and could be split into pieces: the subject's and this one. Takes emit->sql as what makes
   this one alone. */
void emit_piece(Emit *emit, Statement *statement, const Object *object);
/* More that the statement needs: the object's STEP_MAKE statements, or all of them. NULL objects are passed over. */
void emit_need(Emit *emit, const Statement *statement, const Object *object);
void emit_need_whole(Emit *emit, const Statement *statement, const Object *object);
/* Takes emit_need back. */
void emit_need_not(Emit *emit, const Statement *statement, const Object *object);
/* Whoever needs `object` whole needs this statement, too. */
void emit_completes(Emit *emit, const Statement *statement, const Object *object);
/* On the table and not on what is below it; or on the table and on everything below it. */
void emit_lock_only(Emit *emit, Statement *statement, const Object *on, LockMode mode);
void emit_lock(Emit *emit, Statement *statement, const Object *on, LockMode mode);
/* A type and a function of its own, or a domain and one that its check calls, need each other: the function no more of it
   than its shell, which of a domain is the domain without checks and default. */
bool emit_is_mutual(const Object *function, const Object *type);
/* The object has to be made anew, which the job may not allow. */
void emit_cannot(Emit *emit, const Change *change, const char *why);
/* May the rows be written anew? If not, that is found. */
bool emit_may_rewrite(Emit *emit, const Change *change, const char *why);
/* What the target has by this name is in the way. */
void emit_obstacle(Emit *emit, const Object *object, const char *why);
/* What uses the column has to be out of the way. */
void emit_clear_way(Emit *emit, const Object *column);
/* The object of this key on the target, or NULL. */
const Object *emit_there(const Emit *emit, const Object *object);
