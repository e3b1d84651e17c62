/* From changes to a graph of statements, in an order that is stable: by kind and name first, by need second. */
#include "statements.h"

#include <stdlib.h>
#include <string.h>

#include "circles.h"
#include "dialect.h"

/* One line for each mode, from the manual's table of conflicting lock modes: bit m means "conflicts with mode m". */
bool lock_conflicts(LockMode a, LockMode b)
{
    static const unsigned char conflicts[] = {
        [LOCK_ACCESS_SHARE] = 0x80,  [LOCK_ROW_SHARE] = 0xC0,
        [LOCK_ROW_EXCLUSIVE] = 0xF0, [LOCK_SHARE_UPDATE_EXCLUSIVE] = 0xF8,
        [LOCK_SHARE] = 0xEC,         [LOCK_SHARE_ROW_EXCLUSIVE] = 0xFC,
        [LOCK_EXCLUSIVE] = 0xFE,     [LOCK_ACCESS_EXCLUSIVE] = 0xFF,
    };
    return (conflicts[a] >> b & 1) != 0;
}

const Dialect *dialect_of(const char *engine)
{
    static const Dialect *const dialects[] = {&dialect_postgres, &dialect_mysql};
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i]->engine, engine) == 0)
            return dialects[i];
    return NULL;
}

/* ---- what emitters call ---- */

/* "Statement `from` needs `object`", or, with `from_object` the other way round, "who needs `object` whole needs `from`". */
typedef struct Need {
    size_t from;
    const Object *object;
    bool whole;
    bool completes;
} Need;

static size_t number_of(const Emit *emit, const Statement *statement)
{
    return (size_t)(statement - emit->out->list.items);
}

static void push_need(Emit *emit, const Statement *statement, const Object *object, bool whole, bool completes)
{
    if (object != NULL)
        *LIST_PUSH(emit->scratch, &emit->needs) = (Need){number_of(emit, statement), object, whole, completes};
}

void emit_need(Emit *emit, const Statement *statement, const Object *object)
{
    push_need(emit, statement, object, false, false);
}

void emit_need_not(Emit *emit, const Statement *statement, const Object *object)
{
    for (size_t i = emit->needs.count; i-- > 0 && emit->needs.items[i].from == number_of(emit, statement);)
        if (emit->needs.items[i].object == object)
            emit->needs.items[i] = emit->needs.items[--emit->needs.count];
}

void emit_need_whole(Emit *emit, const Statement *statement, const Object *object)
{
    push_need(emit, statement, object, true, false);
}

void emit_completes(Emit *emit, const Statement *statement, const Object *object)
{
    push_need(emit, statement, object, false, true);
}

static void need_schema(Emit *emit, const Statement *statement, const Object *object)
{
    const KindInfo *kind = &catalog_kinds[object->kind];
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].role == ROLE_IDENTITY && kind->fields[i].type == FIELD_REF)
            emit_need(emit, statement, FIELD_VALUE(object, &kind->fields[i], Object *));
}

typedef struct Needing {
    Emit *emit;
    const Statement *statement;
} Needing;

static void need_one(void *context, const Object *object, const Object *needed)
{
    const Needing *needing = context;
    (void)object;
    emit_need(needing->emit, needing->statement, needed);
}

Statement *emit(Emit *emit, const Object *subject, Step step, double cost_s, const char *what)
{
    Statement *statement = LIST_PUSH(emit->out->arena, &emit->out->list);
    *statement = (Statement){
        .sql = arena_slice(emit->out->arena, buf_text(&emit->sql), emit->sql.length),
        .what = what,
        .subject = subject,
        .type = emit->type,
        .step = step,
        .cost_s = cost_s,
    };
    buf_clear(&emit->sql);
    switch (step) {
    case STEP_SHELL: need_schema(emit, statement, subject); break;
    case STEP_MAKE: object_each_needed(subject, false, need_one, &(Needing){emit, statement}); break;
    case STEP_FINISH: emit_need(emit, statement, subject); break;
    }
    return statement;
}

void emit_piece(Emit *emit, Statement *statement, const Object *object)
{
    *LIST_PUSH(emit->out->arena, &statement->pieces) =
        (Piece){arena_slice(emit->out->arena, buf_text(&emit->sql), emit->sql.length), object, NULL};
    buf_clear(&emit->sql);
    object_each_needed(object, false, need_one, &(Needing){emit, statement});
}

void emit_lock_only(Emit *emit, Statement *statement, const Object *on, LockMode mode)
{
    on = on == NULL ? NULL : catalog_find(emit->desired, on->key);
    if (on != NULL) /* else nobody has another statement about it */
        *LIST_PUSH(emit->out->arena, &statement->locks) = (Lock){on, mode};
}

void emit_lock(Emit *emit, Statement *statement, const Object *on, LockMode mode)
{
    emit_lock_only(emit, statement, on, mode);
    on = on == NULL ? NULL : catalog_find(emit->desired, on->key);
    if (on == NULL || on->kind != KIND_TABLE)
        return;
    const Refs *children = &emit->children[on->ordinal];
    for (size_t i = 0; i < children->count; i++)
        emit_lock(emit, statement, children->items[i], mode);
}

static const char *differing_fields(const Emit *emit, const Change *change, const char *why)
{
    SCOPED(Buf, buf_free) text = {0};
    buf_puts(&text, "differs in ");
    change_put_fields(&text, change);
    buf_printf(&text, ": %s", why);
    return arena_copy(emit->out->arena, buf_text(&text));
}

void emit_cannot(Emit *emit, const Change *change, const char *why)
{
    if (change->desired != NULL && change->actual != NULL)
        emit_obstacle(emit, change->desired, differing_fields(emit, change, why));
}

void emit_obstacle(Emit *emit, const Object *object, const char *why)
{
    *LIST_PUSH(emit->out->arena, &emit->out->obstacles) = (Obstacle){object, why};
}

bool emit_may_rewrite(Emit *emit, const Change *change, const char *why)
{
    const Permission *permission = emit->options->permission;
    const Object *table = object_container(change->actual);
    bool rows_go = emit->options->section == SECTION_PRE && permission->existing != EXISTING_FAIL;
    if (rows_go || allow_names(&permission->allow, change->desired) || removal_is_empty(emit->actual, table))
        return true;
    finding_add(emit->findings, FINDING_CANNOT_ALTER, change->desired,
                arena_printf(emit->findings->arena, "allow: [\"%s\"] in the job has it done",
                             allow_entry(emit->scratch, change->desired)),
                "%s", differing_fields(emit, change, why));
    return false;
}

void emit_clear_way(Emit *emit, const Object *column)
{
    emit_obstacle(emit, column, NULL);
}

static bool has_need(const Object *object, const Object *needed)
{
    for (size_t i = 0; i < object->needs.count; i++)
        if (object->needs.items[i] == needed)
            return true;
    return false;
}

bool emit_is_mutual(const Object *function, const Object *type)
{
    bool has_shell = type->kind == KIND_BASE_TYPE || type->kind == KIND_RANGE || type->kind == KIND_DOMAIN;
    return has_shell && function->kind == KIND_FUNCTION && has_need(type, function) && has_need(function, type);
}

const Object *emit_there(const Emit *emit, const Object *object)
{
    return catalog_find(emit->actual, object->key);
}

/* ---- the graph ---- */

static void gather_children(Emit *emit)
{
    Arena *arena = emit->scratch;
    emit->children = arena_array(arena, emit->desired->object_count + 1, sizeof *emit->children);
    for (int pass = 0; pass < 2; pass++)
        EACH (emit->desired, TABLE, Table, table) {
            const Object *single[1] = {table->partition_of};
            Refs parents = table->partition_of != NULL ? (Refs){single, 1} : table->inherits;
            for (size_t i = 0; i < parents.count; i++) {
                Refs *children = &emit->children[parents.items[i]->ordinal];
                if (pass == 1 && children->items == NULL) {
                    children->items = arena_array(arena, children->count, sizeof(Object *));
                    children->count = 0;
                }
                if (pass == 1)
                    children->items[children->count] = &table->object;
                children->count++;
            }
        }
}

static void emit_change(Emit *emit, const Dialect *dialect, const Change *change)
{
    const Object *object = change->desired != NULL ? change->desired : change->actual;
    emit->type = change->type;
    switch (change->type) {
    case CHANGE_CREATE:
        if (dialect->kinds[object->kind].create != NULL)
            dialect->kinds[object->kind].create(emit, object);
        if (emit->options->section == SECTION_POST && dialect->kinds[object->kind].alter != NULL) {
            Change rest = {CHANGE_CREATE, object, NULL, compare_late_fields(object)};
            if (rest.fields != 0)
                dialect->kinds[object->kind].alter(emit, &rest);
        }
        return;
    case CHANGE_ALTER:
        if (dialect->kinds[object->kind].alter != NULL)
            dialect->kinds[object->kind].alter(emit, change);
        else
            emit_cannot(emit, change, "objects of this kind are not altered");
        return;
    case CHANGE_EXTRA:
        if (dialect->kinds[object->kind].drop != NULL && emit->options->section == SECTION_POST)
            dialect->kinds[object->kind].drop(emit, object);
        return;
    }
}

/* Statements of one object, in the order in which they were emitted. */
typedef struct Chain {
    LIST_OF(size_t) all; /* with what completes it */
    LIST_OF(size_t) makers;
    LIST_OF(size_t) shell; /* one at most */
    LIST_OF(size_t) parts; /* a table's columns that come or change */
} Chain;

static Chain *chain_of(Chain *chains, const Catalog *desired, const Object *object)
{
    /* Columns and other parts that have no statement of their own are made with what they belong to. */
    for (;;) {
        if (catalog_find(desired, object->key) != object)
            return NULL;
        Chain *chain = &chains[object->ordinal];
        const Object *whole = object_container(object);
        if (chain->makers.count > 0 || whole == object)
            return chain;
        object = whole;
    }
}

static void add_edge(Statements *statements, size_t from, size_t to)
{
    if (from == to)
        return;
    Statement *statement = &statements->list.items[from];
    if (statement->needs.count > 0 && statement->needs.items[statement->needs.count - 1] == to)
        return;
    *LIST_PUSH(statements->arena, &statement->needs) = to;
}

static void add_to_chain(Emit *emit, Chain *chains, size_t number, const Object *subject)
{
    const Statement *statement = &emit->out->list.items[number];
    if (catalog_find(emit->desired, subject->key) != subject)
        return;
    Chain *chain = &chains[subject->ordinal];
    if (chain->all.count > 0)
        add_edge(emit->out, number, chain->all.items[chain->all.count - 1]);
    *LIST_PUSH(emit->scratch, &chain->all) = number;
    if (statement->step == STEP_MAKE)
        *LIST_PUSH(emit->scratch, &chain->makers) = number;
    if (statement->step == STEP_MAKE && subject->kind == KIND_COLUMN)
        *LIST_PUSH(emit->scratch, &chains[object_container(subject)->ordinal].parts) = number;
    if (statement->step == STEP_SHELL)
        *LIST_PUSH(emit->scratch, &chain->shell) = number;
}

static Chain *build_chains(Emit *emit)
{
    const Statements *statements = emit->out;
    Chain *chains = arena_array(emit->scratch, emit->desired->object_count + 1, sizeof *chains);
    for (size_t i = 0; i < statements->list.count; i++) {
        const Statement *statement = &statements->list.items[i];
        add_to_chain(emit, chains, i, statement->subject);
        for (size_t n = 0; n < statement->pieces.count; n++)
            if (statement->pieces.items[n].subject != statement->subject)
                add_to_chain(emit, chains, i, statement->pieces.items[n].subject);
    }
    return chains;
}

/* An event trigger would fire at, and may refuse, whatever came after it. */
static bool comes_last(const Emit *emit, const Statement *statement)
{
    const Object *subject = statement->subject;
    return object_top(subject)->kind == KIND_EVENT_TRIGGER && catalog_find(emit->desired, subject->key) == subject;
}

static void put_last(Emit *emit)
{
    Statements *statements = emit->out;
    for (size_t i = 0; i < statements->list.count; i++)
        for (size_t n = 0; comes_last(emit, &statements->list.items[i]) && n < statements->list.count; n++)
            if (!comes_last(emit, &statements->list.items[n]))
                add_edge(statements, i, n);
}

/* A column that is added once the children are there: they do not wait for it. */
static bool is_for_children(const Emit *emit, const Object *subject, size_t part)
{
    return subject->kind == KIND_TABLE &&
           column_order_is_late(&emit->order, (const Column *)emit->out->list.items[part].subject);
}

static bool is_same_circle(const Emit *emit, const Object *a, const Object *b)
{
    a = a->kind == KIND_COLUMN ? object_container(a) : a;
    return catalog_find(emit->desired, a->key) == a && emit->circles[a->ordinal] != 0 &&
           emit->circles[a->ordinal] == emit->circles[b->ordinal];
}

static void link_statements(Emit *emit, Chain *chains)
{
    for (size_t i = 0; i < emit->needs.count; i++)
        if (emit->needs.items[i].completes) {
            Chain *chain = chain_of(chains, emit->desired, emit->needs.items[i].object);
            if (chain != NULL)
                *LIST_PUSH(emit->scratch, &chain->all) = emit->needs.items[i].from;
        }
    for (size_t i = 0; i < emit->needs.count; i++) {
        const Need *need = &emit->needs.items[i];
        Chain *chain = need->completes ? NULL : chain_of(chains, emit->desired, need->object);
        const Object *subject = emit->out->list.items[need->from].subject;
        /* An object's own statements are chained already. */
        if (chain == NULL || chain == chain_of(chains, emit->desired, subject))
            continue;
        bool shell_only = emit_is_mutual(subject, need->object) || (!need->whole && need->object->kind == KIND_VIEW &&
                                                                    is_same_circle(emit, subject, need->object));
        shell_only = shell_only || (!need->whole && chain->makers.count == 0); /* a domain's checks may all come late */
        size_t count = shell_only ? chain->shell.count : need->whole ? chain->all.count : chain->makers.count;
        const size_t *numbers = shell_only ? chain->shell.items : need->whole ? chain->all.items : chain->makers.items;
        for (size_t n = 0; n < count; n++)
            add_edge(emit->out, need->from, numbers[n]);
        for (size_t n = 0; subject->kind != KIND_COLUMN && n < chain->parts.count; n++)
            if (!is_for_children(emit, subject, chain->parts.items[n]))
                add_edge(emit->out, need->from, chain->parts.items[n]);
    }
}

/* ---- what goes ---- */

/* Statements that take something away, by the ordinal of what they are about. */
typedef struct Departure {
    const Removal *removal;
    RemovalSteps steps;
    size_t *numbers; /* of the steps' objects: their statement's, plus 1 */
    size_t end;      /* they are the first so many */
    size_t barrier;  /* everything else needs it; SIZE_MAX: nothing does */
} Departure;

static void emit_emptying(Emit *emit, const Dialect *dialect)
{
    enum { TABLES_MAX = 100 }; /* a table's locks are many, with its indexes and TOAST */
    const Object *tables[TABLES_MAX];
    Refs batch = {tables, 0};
    EACH (emit->desired, TABLE, Table, table) {
        const Table *there = (const Table *)emit_there(emit, &table->object);
        if (there != NULL && (there->row_security || there->force_row_security))
            dialect->lift_row_security(emit, &there->object);
        if (there == NULL || there->server != NULL ||
            there->bytes == 0) /* rows may lie in partitions that are tables */
            continue;
        batch.items[batch.count++] = &there->object;
        if (batch.count == TABLES_MAX) {
            dialect->empty(emit, &batch);
            batch.count = 0;
        }
    }
    if (batch.count > 0)
        dialect->empty(emit, &batch);
}

/* In the order of the steps, so that the last that waits for nothing comes after all the others of its kind. */
static void emit_departures(Emit *emit, const Dialect *dialect, Departure *out, const Removal *removal)
{
    *out = (Departure){.removal = removal, .barrier = SIZE_MAX};
    emit->type = CHANGE_EXTRA;
    out->numbers = arena_array(emit->scratch, removal->actual->object_count + 1, sizeof *out->numbers);
    removal_steps(removal, emit->scratch, &out->steps);
    for (size_t i = 0; i < out->steps.list.count; i++) {
        const RemovalStep *step = &out->steps.list.items[i];
        if (removal_fate(removal, step->object) == FATE_CUT)
            dialect->cut(emit, step->object, removal);
        else
            dialect->remove(emit, step->object, removal);
        out->numbers[step->object->ordinal] = emit->out->list.count;
        if (!step->is_late)
            out->barrier = emit->out->list.count - 1;
    }
    size_t first = emit->out->list.count;
    if (emit->options->section == SECTION_PRE && emit->options->permission->existing == EXISTING_REFRESH)
        emit_emptying(emit, dialect);
    out->end = emit->out->list.count;
    for (size_t i = first; i < out->end; i++) {
        if (out->barrier != SIZE_MAX)
            *LIST_PUSH(emit->out->arena, &emit->out->list.items[i].needs) = out->barrier;
        out->barrier = i;
    }
}

static void need_all(Statements *statements, size_t from, const Chain *chain)
{
    for (size_t i = 0; chain != NULL && i < chain->all.count; i++)
        add_edge(statements, from, chain->all.items[i]);
}

/* What is made anew is made after its namesake is gone. */
static void come_after_namesake(Statements *out, const Departure *departure, size_t from, const Object *object)
{
    const Object *gone = catalog_find(departure->removal->actual, object->key);
    size_t number = gone == NULL ? 0 : departure->numbers[removal_step_of(departure->removal, gone)->ordinal];
    if (number > 0)
        add_edge(out, from, number - 1);
}

static void link_departures(Emit *emit, Chain *chains, const Departure *departure)
{
    Statements *out = emit->out;
    const Removal *removal = departure->removal;
    size_t early = SIZE_MAX;
    for (size_t i = 0; i < departure->steps.list.count; i++)
        early = departure->steps.list.items[i].is_late ? early : i;
    for (size_t i = 0; i < departure->steps.list.count; i++) {
        const RemovalStep *step = &departure->steps.list.items[i];
        size_t number = departure->numbers[step->object->ordinal] - 1;
        for (size_t n = 0; n < step->after.count; n++)
            if (departure->numbers[step->after.items[n]->ordinal] <= number) /* else it is a circle */
                add_edge(out, number, departure->numbers[step->after.items[n]->ordinal] - 1);
        if (!step->is_late && i != early)
            add_edge(out, departure->numbers[departure->steps.list.items[early].object->ordinal] - 1, number);
    }
    for (size_t i = 0; i < departure->steps.list.count; i++)
        for (size_t n = 0; departure->steps.list.items[i].object->kind == KIND_EVENT_TRIGGER && n < departure->end; n++)
            if (out->list.items[n].subject->kind != KIND_EVENT_TRIGGER)
                add_edge(out, n, departure->numbers[departure->steps.list.items[i].object->ordinal] - 1);
    for (size_t i = departure->end; departure->barrier != SIZE_MAX && i < out->list.count; i++)
        add_edge(out, i, departure->barrier);
    for (size_t i = 0; i < removal->survivors.count; i++) {
        const Survivor *survivor = &removal->survivors.items[i];
        if (!removal_survives(removal, survivor))
            continue;
        size_t number = departure->numbers[removal_step_of(removal, survivor->gone)->ordinal] - 1;
        need_all(out, number, chain_of(chains, emit->desired, survivor->desired));
    }
    for (size_t i = departure->end; i < out->list.count; i++) {
        come_after_namesake(out, departure, i, out->list.items[i].subject);
        for (size_t n = 0; n < out->list.items[i].pieces.count; n++)
            come_after_namesake(out, departure, i, out->list.items[i].pieces.items[n].subject);
    }
}

typedef struct Sort {
    Statements *statements;
    Statement *sorted;
    size_t count;
    size_t *place;        /* old number -> new number */
    unsigned char *state; /* 0 new, 1 being visited, 2 placed */
    size_t cycle_at;
} Sort;

/* Depth first, in emission order: a statement comes as early as its needs allow, so the order is stable. */
static bool sort_visit(Sort *sort, size_t number)
{
    if (sort->state[number] == 2)
        return true;
    if (sort->state[number] == 1) {
        sort->cycle_at = number;
        return false;
    }
    sort->state[number] = 1;
    const Statement *statement = &sort->statements->list.items[number];
    for (size_t i = 0; i < statement->needs.count; i++)
        if (!sort_visit(sort, statement->needs.items[i]))
            return false;
    sort->state[number] = 2;
    sort->place[number] = sort->count;
    sort->sorted[sort->count++] = *statement;
    return true;
}

static bool sort_statements(Statements *statements, Findings *findings, Err *err)
{
    size_t count = statements->list.count;
    Sort sort = {
        .statements = statements,
        .sorted = arena_array(statements->arena, count, sizeof *sort.sorted),
        .place = arena_array(statements->arena, count, sizeof *sort.place),
        .state = arena_array(statements->arena, count, 1),
    };
    for (size_t i = 0; i < count; i++)
        if (!sort_visit(&sort, i)) {
            const Object *object = statements->list.items[sort.cycle_at].subject;
            finding_add(findings, FINDING_DEPENDENCY_CYCLE, object, "leave one of them out by exclude",
                        "needs something that needs it");
            err_set(err, ERR_REFUSED, "%s needs something that needs it in turn", object->key);
            return err_hint(err, "leave one of them out by exclude, and report the case");
        }
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < sort.sorted[i].needs.count; n++)
            sort.sorted[i].needs.items[n] = sort.place[sort.sorted[i].needs.items[n]];
    statements->list.items = sort.sorted;
    statements->list.capacity = count;
    return true;
}

static void measure_paths(Statements *statements)
{
    for (size_t i = statements->list.count; i-- > 0;) {
        Statement *statement = &statements->list.items[i];
        statement->path_s += statement->cost_s;
        for (size_t n = 0; n < statement->needs.count; n++) {
            Statement *needed = &statements->list.items[statement->needs.items[n]];
            if (needed->path_s < statement->path_s)
                needed->path_s = statement->path_s;
        }
    }
}

bool statements_build(Statements *statements, Arena *arena, const Removal *removal, const Changes *changes,
                      const Catalog *desired, const Catalog *actual, const EmitOptions *options, Findings *findings,
                      Err *err)
{
    const Dialect *dialect = dialect_of(desired->engine);
    if (dialect == NULL)
        return err_set(err, ERR_BUG, "no dialect for engine \"%s\"", desired->engine);
    *statements = (Statements){.arena = arena};
    Arena *scratch = arena_new();
    Emit work = {.out = statements,
                 .scratch = scratch,
                 .desired = desired,
                 .actual = actual,
                 .options = options,
                 .findings = findings};
    Departure departure;
    gather_children(&work);
    column_order_init(&work.order, scratch, desired, work.children);
    work.circles = circles_find(scratch, desired);
    emit_departures(&work, dialect, &departure, removal);
    for (size_t i = 0; i < changes->list.count; i++)
        emit_change(&work, dialect, &changes->list.items[i]);
    if (options->section == SECTION_POST && !options->only_differences && dialect->finish != NULL)
        dialect->finish(&work);
    buf_free(&work.sql);
    Chain *chains = build_chains(&work);
    link_statements(&work, chains);
    link_departures(&work, chains, &departure);
    put_last(&work);
    arena_free(scratch);
    if (!sort_statements(statements, findings, err))
        return false;
    measure_paths(statements);
    return true;
}

void statements_leave_out(Statements *statements, const Map *done)
{
    size_t *places = arena_array(statements->arena, statements->list.count, sizeof *places), kept = 0;
    for (size_t i = 0; i < statements->list.count; i++) {
        Statement statement = statements->list.items[i];
        size_t needs = 0;
        for (size_t n = 0; n < statement.needs.count; n++)
            if (places[statement.needs.items[n]] != SIZE_MAX)
                statement.needs.items[needs++] = places[statement.needs.items[n]];
        statement.needs.count = needs;
        places[i] = map_get(done, statement.sql) == NULL ? kept : SIZE_MAX;
        if (places[i] != SIZE_MAX)
            statements->list.items[kept++] = statement;
    }
    statements->list.count = kept;
}
