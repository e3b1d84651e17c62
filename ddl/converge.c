/* Emit, see what stands in the way, let it go if it may, and emit again from what is left. */
#include "converge.h"

#include <string.h>

#include "dialect.h"

typedef struct Converging {
    Convergence *out;
    Arena *arena;
    const Catalog *desired, *actual;
    const ConvergeOptions *options;
    Findings *findings;
    Removal removal;
} Converging;

/* ---- what goes in any case ---- */

/* Schemas and extensions hold what the job is not about; where foreign servers are and how they are entered may have been
   set by hand. */
static const bool stays_by_word[KIND_COUNT] = {
    [KIND_SCHEMA] = true,         [KIND_EXTENSION] = true,    [KIND_FOREIGN_DATA_WRAPPER] = true,
    [KIND_FOREIGN_SERVER] = true, [KIND_USER_MAPPING] = true,
};

/* By the words `refresh` and `recreate`. */
static bool goes_by_word(const Converging *c, const Object *object)
{
    bool stays = stays_by_word[object->kind] || catalog_kinds[object->kind].section == SECTION_NONE ||
                 removal_is_property(c->actual, object) || !removal_is_wanted(&c->removal, object);
    if (stays || c->options->emit.section != SECTION_PRE)
        return false;
    switch (c->options->emit.permission->existing) {
    case EXISTING_FAIL: return false;
    case EXISTING_REFRESH: return catalog_find(c->desired, object->key) == NULL;
    case EXISTING_RECREATE: return true;
    }
    return false;
}

static bool is_unfinished(const Converging *c, const Object *object)
{
    const Dialect *dialect = dialect_of(c->desired->engine);
    return dialect->is_unfinished != NULL && dialect->is_unfinished(c->desired, object);
}

/* Extra objects that the job lets go, by word or by name; and identities, which are properties of their columns. */
static bool goes_as_extra(const Converging *c, const Object *object)
{
    const Permission *permission = c->options->emit.permission;
    if (catalog_find(c->desired, object->key) != NULL || catalog_kinds[object->kind].section == SECTION_NONE ||
        removal_is_property(c->actual, object) || is_unfinished(c, object))
        return false;
    if (removal_is_wanted(&c->removal, object))
        return object->kind == KIND_SEQUENCE && c->options->emit.section == SECTION_POST;
    bool by_word = permission->extra == EXTRA_DROP && object->kind != KIND_SCHEMA && object->kind != KIND_EXTENSION;
    return by_word || allow_names(&permission->allow, object);
}

static void seed(Converging *c)
{
    for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < c->actual->objects[kind].count; i++) {
            const Object *object = c->actual->objects[kind].items[i];
            if (goes_by_word(c, object) || goes_as_extra(c, object))
                (void)removal_add(&c->removal, object, "has to go as the job says"); /* a refusal is found */
        }
}

/* ---- what is extra and stays ---- */

static void find_extra(Converging *c, const Object *object, size_t *finished, const Object **first)
{
    bool is_pre = c->options->emit.section == SECTION_PRE;
    if (removal_is_wanted(&c->removal, object)) {
        bool is_shell = object->kind == KIND_BASE_TYPE && catalog_find(c->options->post, object->key) == NULL;
        if (is_pre && !is_shell)
            *first = (*finished)++ == 0 ? object : *first;
        return;
    }
    const Object *container = object_container(object);
    if (c->removal.refused[object->ordinal] ||
        (container != object && catalog_find(c->desired, container->key) == NULL))
        return; /* told already, or its container is */
    Finding *finding =
        finding_add(c->findings, FINDING_EXTRA_OBJECT, object,
                    arena_printf(c->findings->arena,
                                 "drop it, exclude it, or set extra: keep, extra: drop or allow: [\"%s\"] "
                                 "in the job",
                                 allow_entry(c->arena, object)),
                    "the target has it and the source does not");
    if (c->options->emit.permission->extra == EXTRA_KEEP)
        finding->severity = SEVERITY_INFO;
}

static void find_extras(Converging *c)
{
    size_t finished = 0;
    const Object *first = NULL;
    for (size_t i = 0; i < c->out->changes.list.count; i++) {
        const Change *change = &c->out->changes.list.items[i];
        bool is_ours = change->type == CHANGE_EXTRA &&
                       (removal_is_property(c->actual, change->actual) || is_unfinished(c, change->actual));
        if (change->type != CHANGE_EXTRA || is_ours)
            continue;
        find_extra(c, catalog_find(c->actual, change->actual->key), &finished, &first);
    }
    if (finished > 0 && c->options->is_alone && c->options->emit.permission->existing == EXISTING_FAIL)
        finding_add(c->findings, FINDING_FINISHED_TARGET, first,
                    "to load again, set existing: refresh or existing: recreate in the job; to go on, run post-data",
                    "the target holds %zu objects that post-data makes: an earlier run went beyond pre-data", finished);
}

/* Rows are held by what refers to them. */
static void find_references_to_emptied(Converging *c)
{
    const ConvergeOptions *options = c->options;
    if (options->emit.section != SECTION_PRE || options->emit.permission->existing != EXISTING_REFRESH)
        return;
    EACH (options->whole == NULL ? c->actual : options->whole, FOREIGN_KEY, ForeignKey, key) {
        const Object *there = catalog_find(c->actual, key->object.key);
        bool stays = there == NULL || removal_fate(&c->removal, there) == FATE_STAYS;
        if (stays && catalog_find(c->desired, key->referenced_table->key) != NULL)
            finding_add(c->findings, FINDING_EXTRA_OBJECT, &key->object, "drop it, or include its table in the job",
                        "it refers to %s, which is to be emptied", key->referenced_table->key);
    }
}

/* ---- what post-data said of what stays ---- */

/* Fields of post-data's that rows may not get past. */
static const struct {
    Kind kind;
    const char *field;
} gates[] = {
    {KIND_TABLE, "row_security"},
    {KIND_TABLE, "force_row_security"},
    {KIND_DOMAIN, "unchecked"},
    {KIND_COLUMN, "not_valid_name"},
};

static void open_gate(Converging *c, const Object *desired, const Object *there, uint64_t field)
{
    Changes *changes = &c->out->changes;
    for (size_t i = 0; i < changes->list.count; i++)
        if (changes->list.items[i].desired == desired) {
            changes->list.items[i].fields |= field;
            return;
        }
    *LIST_PUSH(c->arena, &changes->list) = (Change){CHANGE_ALTER, desired, there, field};
}

static void open_gates(Converging *c, const Catalog *rest)
{
    const ConvergeOptions *options = c->options;
    if (options->emit.section != SECTION_PRE || options->emit.permission->existing != EXISTING_REFRESH)
        return;
    for (size_t g = 0; g < sizeof gates / sizeof *gates; g++)
        for (size_t i = 0; i < c->desired->objects[gates[g].kind].count; i++) {
            const Object *desired = c->desired->objects[gates[g].kind].items[i];
            const Object *there = catalog_find(rest, desired->key);
            const KindInfo *kind = &catalog_kinds[desired->kind];
            for (size_t n = 0; there != NULL && n < kind->field_count; n++)
                if (strcmp(kind->fields[n].name, gates[g].field) == 0 &&
                    !compare_field(syntax_of(c->desired->engine), &kind->fields[n], desired, there))
                    open_gate(c, desired, there, UINT64_C(1) << n);
        }
}

/* ---- round and round ---- */

static bool build(Converging *c, Err *err)
{
    Convergence *out = c->out;
    catalog_free(out->rest);
    out->rest = NULL;
    if (c->removal.count > 0) {
        out->rest = removal_rest(&c->removal);
        if (!catalog_name_all(out->rest, err))
            return false;
    }
    const Catalog *rest = out->rest == NULL ? c->actual : out->rest;
    compare_catalogs(&out->changes, c->arena, c->desired, rest, c->options->emit.section == SECTION_POST);
    open_gates(c, rest);
    return statements_build(&out->statements, c->arena, &c->removal, &out->changes, c->desired, rest, &c->options->emit,
                            c->findings, err);
}

/* True when something more goes. */
static bool overcome(Converging *c)
{
    size_t before = c->removal.count;
    for (size_t i = 0; i < c->out->statements.obstacles.count; i++) {
        const Obstacle *obstacle = &c->out->statements.obstacles.items[i];
        const Object *there = catalog_find(c->actual, obstacle->object->key);
        if (there == NULL)
            continue;
        if (obstacle->why == NULL)
            (void)removal_clear(&c->removal, there); /* refusals are found */
        else
            (void)removal_add(&c->removal, there, obstacle->why);
    }
    return c->removal.count > before;
}

bool converge(Convergence *out, Arena *arena, const Catalog *desired, const Catalog *actual,
              const ConvergeOptions *options, Findings *findings, Err *err)
{
    *out = (Convergence){0};
    Converging c = {out, arena, desired, actual, options, findings, {0}};
    bool is_pre = options->emit.section == SECTION_PRE;
    c.removal = (Removal){.arena = arena,
                          .actual = actual,
                          .desired = desired,
                          .post = options->post,
                          .permission = options->emit.permission,
                          .rows_go = is_pre && options->emit.permission->existing != EXISTING_FAIL,
                          .findings = findings};
    removal_open(&c.removal, options->whole);
    seed(&c);
    for (bool again = true; again;) {
        Findings told = *findings;
        if (!build(&c, err))
            return false;
        size_t emitted = findings->list.count;
        again = overcome(&c);
        /* What this round's statements had to say is said again by the next one's. */
        if (again) {
            size_t kept = told.list.count;
            for (size_t i = emitted; i < findings->list.count; i++)
                findings->list.items[kept++] = findings->list.items[i];
            findings->list.count = kept;
        }
    }
    find_extras(&c);
    find_references_to_emptied(&c);
    return true;
}
