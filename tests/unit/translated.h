/* Catalogs by hand, translated for a job whose rows DMS loads. */
#pragma once

#include "catalogs.h"
#include "dms_plan.h"

typedef struct Translated {
    Arena *arena;
    Catalog *source;
    Desired desired;
    DmsPlan plan;
    Findings findings;
    Ledger ledger;
    Err err;
} Translated;

/* PostgreSQL 18 with the schema "s", shop. */
__attribute__((unused)) static Catalog *postgres_18(void)
{
    Catalog *catalog = catalog_new("postgres");
    catalog->product = "PostgreSQL";
    catalog->server_version = 180000;
    catalog->server_text = "PostgreSQL 18";
    catalog->user = "me";
    add(catalog, KIND_SCHEMA, "s", "name", "shop", NULL);
    return catalog;
}

/* Takes the source. */
__attribute__((unused)) static void translated_open(Translated *t, Catalog *source, const TranslateOptions *options)
{
    *t = (Translated){.arena = arena_new(), .source = source};
    t->findings.arena = t->arena;
    finish(source);
    ledger_open(&t->ledger, t->arena, source);
    if (!translate(&t->desired, t->arena, source, NULL, options, &t->findings, &t->ledger, &t->err))
        ok(false, "translate: %s", t->err.message);
    dms_plan(&t->plan, t->arena, source, &t->desired, &options->dms, NULL, &t->findings);
}

__attribute__((unused)) static void translated_close(Translated *t)
{
    desired_free(&t->desired);
    catalog_free(t->source);
    arena_free(t->arena);
}
