/* The job spec: what is read, every mistake with its place, --set, the rules between keys, and that no password is told. */
#include "job.h"

#include <stdlib.h>
#include <unistd.h>

#include "job_table.h"
#include "tap.h"

static Arena *arena;

static bool read_job(Job *job, const char *text, Err *err)
{
    return job_read(job, arena, text, strlen(text), "job.yaml", err);
}

#define MINIMAL "version: 1\nsource: { url: 'postgres://h/d' }\n"

static const char whole[] = "version: 1\n"
                            "name: 123\n"
                            "source:\n"
                            "  url: \"postgres://u:secret@h/d\"\n"
                            "  password: { env: SOURCE_PASSWORD }\n"
                            "target: { url: postgres://t/d?sslmode=disable, password: { file: /run/p } }\n"
                            "connect: { timeout: 3600 }\n"
                            "include: [\"sales.*\", 'index:crm.tmp_[a-z]?']\n"
                            "exclude:\n"
                            "- \"*.tmp_*\"\n"
                            "- foreign_key:*\n"
                            "rename: { schemas: { sales: shop, 1: 2 }, roles: {} }\n"
                            "types:\n"
                            "- { type: tinyint, when: { precision: 1, signed: true }, to: boolean }\n"
                            "- column: shop.orders.flags\n"
                            "  to: varchar(64)\n"
                            "  drop: [default, not_null]\n"
                            "owners: ignore\n"
                            "grants: ignore\n"
                            "publications: keep\n"
                            "extra: keep\n"
                            "on_error: continue\n"
                            "load: { by: understudy }\n"
                            "masking: none\n"
                            "pre_data: { primary_keys: post_data }\n"
                            "post_data: { connections: 64, foreign_keys: not_valid, on_drift: pin,\n"
                            "             maintenance_work_mem: 512MB }\n"
                            "artifacts: no\n";

static void test_whole(void)
{
    Job job;
    Err err = {0};
    ok(read_job(&job, whole, &err) && job_validate(&job, &err), "a whole job: %s", err.message);
    is(job.name, "123", "a number is a text where a text is expected");
    is(job.artifacts, "no", "and so is a word that YAML takes for a truth value");
    is(job.source_url, "postgres://u:secret@h/d", "source.url");
    is(job.source_password_env, "SOURCE_PASSWORD", "source.password.env");
    is(job.target_password_file, "/run/p", "target.password.file");
    ok(job.connect_timeout == 3600 && job.post_data_connections == 64, "whole numbers");
    ok(job.include.count == 2 && job.exclude.count == 2, "lists");
    is(job.include.items[1], "index:crm.tmp_[a-z]?", "a glob with a kind");
    is(pairs_get(&job.rename_schemas, "sales"), "shop", "rename.schemas");
    is(pairs_get(&job.rename_schemas, "1"), "2", "rename.schemas, numbers");
    is(pairs_get(&job.rename_schemas, "x"), NULL, "rename.schemas, absent");
    ok(job.owners == JOB_OWNERS_IGNORE && job.grants == JOB_GRANTS_IGNORE && job.extra == JOB_EXTRA_KEEP &&
           job.on_error == JOB_ON_ERROR_CONTINUE && job.publications == JOB_PUBLICATIONS_KEEP &&
           job.load_by == JOB_LOAD_BY_UNDERSTUDY && job.masking.is_none &&
           job.pre_data_primary_keys == JOB_PRIMARY_KEYS_POST_DATA &&
           job.post_data_foreign_keys == JOB_FOREIGN_KEYS_NOT_VALID && job.post_data_on_drift == JOB_ON_DRIFT_PIN,
       "words");
    is(job.post_data_maintenance_work_mem, "512MB", "a size");
    ok(job.types.count == 2 && job.types.items[1].place.line == 15, "mappings in a list, and their places");
    const JobTypeRule *first = &job.types.items[0], *second = &job.types.items[1];
    is(first->to, "boolean", "a mapping's key");
    ok(first->when_precision == 1 && first->when_signed == 1, "keys of its sections");
    ok(second->when_signed == INT_NONE && second->type == NULL && second->drop != 0 && first->drop == 0,
       "what is absent in it");
    ok(second->drop == (1u << JOB_TYPE_DROP_DEFAULT | 1u << JOB_TYPE_DROP_NOT_NULL), "words in a list");
    ok(job.places[JOB_KEY_connect_timeout].line == 7 && job.places[JOB_KEY_connect_timeout].column == 21, "places");
}

static void test_defaults(void)
{
    Job job;
    Err err = {0};
    ok(read_job(&job, MINIMAL, &err) && job_validate(&job, &err), "the least job: %s", err.message);
    is(job.name, "understudy", "the default name");
    ok(job.connect_timeout == 60 && job.post_data_connections == 4, "default numbers");
    ok(job.owners == JOB_OWNERS_KEEP && job.load_by == JOB_LOAD_BY_NONE && !job.masking.is_none &&
           job.post_data_on_drift == JOB_ON_DRIFT_FOLLOW,
       "default words");
    ok(job.include.count == 0 && job.rename_roles.count == 0 && job.artifacts == NULL, "what is absent");
    ok(job.places[JOB_KEY_name].origin == NULL, "a default has no place");
    ok(read_job(&job, "{\"version\": 1,\t\"source\": {\"url\": \"postgres:\\/\\/h\\/d\"},\n\t\"include\": [\"a.*\"]}",
                &err),
       "JSON: %s", err.message);
    is(job.source_url, "postgres://h/d", "JSON's escapes");
    ok(read_job(&job, "\xEF\xBB\xBF" MINIMAL, &err), "a byte order mark: %s", err.message);
    ok(read_job(&job, "version: 1\r\nname: a\r\n", &err), "Windows line ends: %s", err.message);
    is(job.name, "a", "without their carriage return");
}

/* What DESIGN.md promises of the table: a member is its path with dots as underscores; defaults obey their own key. */
static void test_table(void)
{
    static const char *const members[] = {
#define KEY(member, path, TYPE, limit, otherwise, meaning) #member,
#include "job.def"
    };
    Job job;
    Err err = {0};
    EACH_JOB_KEY(info)
    {
        char *path = arena_copy(arena, info->path);
        for (char *c = path; *c != '\0'; c++)
            if (*c == '.')
                *c = '_';
        is(members[info->key], path, "member of %s", info->path);
        if (info->default_text == NULL)
            continue;
        bool is_set = read_job(&job, MINIMAL, &err) &&
                      job_set(&job, arena, arena_printf(arena, "%s=%s", info->path, info->default_text), &err);
        ok(is_set, "default of %s: %s", info->path, err.message);
    }
}

/* A mistake: the text, what the message must hold, what the hint must hold. */
typedef struct Mistake {
    const char *text, *message, *hint;
} Mistake;

static const Mistake mistakes[] = {
    {"", "job.yaml:1:1: empty", "version: 1"},
    {"# nothing\n", "job.yaml:1:1: empty", NULL},
    {"---\n", "job.yaml:1:1: empty", NULL},
    {"- a\n", "job.yaml:1:1: expected a map, got a list", NULL},
    {"hello\n", "job.yaml:1:1: expected a map, got a text", NULL},
    {"version: 1\n---\nversion: 1\n", "job.yaml:2:1: a second document", NULL},
    {"version: 1\nname: \xC3\n", "job.yaml:2:7: not UTF-8", "UTF-8"},
    {"name: \xC0\xAF\n", "job.yaml:1:7: not UTF-8", NULL},
    {"name: \xED\xA0\x80\n", "job.yaml:1:7: not UTF-8", NULL},
    {"\xFF\xFEv\n", "job.yaml:1:1: not UTF-8", NULL},
    {"n\xC3\xA4me: \x01\n", "job.yaml:1:7: a control character", NULL},
    {"name: \"a\\0b\"\n", "job.yaml:1:7: a NUL character in a text", NULL},
    /* keys */
    {"version: 1\nconections: 4\n", "job.yaml:2:1: unknown key \"conections\"", "did you mean post_data.connections?"},
    {"post_data: { conections: 4 }\n", "job.yaml:1:14: post_data: unknown key \"conections\"",
     "did you mean post_data.connections?"},
    {"psot_data: { x: 4 }\n", "job.yaml:1:1: unknown key \"psot_data\"", "did you mean post_data?"},
    {"post_data.connections: 4\n", "unknown key \"post_data.connections\"", "post_data: { connections: ... }"},
    {"source: { password: { vault: arn } }\n", "job.yaml:1:23: source.password: unknown key \"vault\"",
     "env, file, secret, key, iam"},
    {"source: { password: { secret: 'hunter2 ' } }\n", "source.password.secret: expected the ARN or the name of", NULL},
    {"source: { password: { iam: yes } }\n", "source.password.iam: expected true or false", NULL},
    {"aws: { region: EU West }\n", "aws.region: expected the name of a region, such as eu-west-1, got \"EU West\"",
     NULL},
    {"nothing: fail\n", "unknown key \"nothing\"", "keys: version, name, source"},
    {"'': 1\n", "job.yaml:1:1: unknown key", NULL},
    {"? [a]\n: 1\n", "job.yaml:1:3: a key must be a text", NULL},
    {"name: a\nversion: 1\nname: b\n", "job.yaml:3:1: duplicate key \"name\"", "line 1"},
    {"rename: { schemas: { a: b, \"a\": c } }\n", "job.yaml:1:28: duplicate key", NULL},
    {"source.password: { env: A }\n", "unknown key \"source.password\"", "source: { password: ... }"},
    /* types */
    {"version: yes\n", "job.yaml:1:10: version: expected 1, got \"yes\"", "digits"},
    {"version: 2\n", "job.yaml:1:10: version: \"2\" is out of range", "write 1"},
    {"version: \"1\"\n", "version: expected 1, got the text \"1\"", "without quotes"},
    {"version: 1.0\n", "version: expected 1, got \"1.0\"", NULL},
    {"connect: { timeout: [1] }\n", "job.yaml:1:21: connect.timeout: expected a whole number, got a list", NULL},
    {"connect: { timeout: 010 }\n", "expected a whole number, got \"010\"", NULL},
    {"connect: { timeout: }\n", "connect.timeout: expected a whole number, got nothing", "give it a value"},
    {"connect: { timeout: 0 }\n", "connect.timeout: \"0\" is out of range", "1..3600"},
    {"connect: { timeout: -1 }\n", "connect.timeout: \"-1\" is out of range", NULL},
    {"connect: { timeout: 99999999999999999999999 }\n", "is out of range", NULL},
    {"connect: 5\n", "job.yaml:1:10: connect: expected a map, got a text", "its keys: timeout"},
    {"connect:\n", "connect: expected a map, got nothing", NULL},
    {"name: [a]\n", "job.yaml:1:7: name: expected 1 to 64 letters, digits, _ . or -, got a list", NULL},
    {"name: {a: b}\n", "got a map", NULL},
    {"name: ~\n", "got nothing", NULL},
    {"name: ''\n", "job.yaml:1:7: name: expected 1 to 64 letters, digits, _ . or -, got the text \"\"", NULL},
    {"name: a b\n", "job.yaml:1:7: name: expected 1 to 64 letters", NULL},
    {"name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "it is too long", NULL},
    {"owners: kept\n", "job.yaml:1:9: owners: expected one of keep|ignore, got \"kept\"", "keep|ignore"},
    {"masking: [{ column: a.b.c }]\n", "job.yaml:1:11: masking 1: action is missing", "digits_mask"},
    {"masking: [{ column: a.b.c, action: hide }]\n", "masking 1: action: expected one of digits_mask|", NULL},
    {"masking: [{ column: a.b.c, action: digits_mask, with: '##' }]\n", "masking 1: with: expected one printable",
     NULL},
    {"masking: policy.yaml\n", "masking: expected none or a list of mappings, got \"policy.yaml\"", NULL},
    {"on_error: [stop]\n", "on_error: expected one of stop|continue, got a list", NULL},
    {"post_data: { maintenance_work_mem: 512 }\n", "expected a whole number and kB, MB or GB", NULL},
    {"artifacts: gs://bucket/x/\n", "job.yaml:1:12: artifacts: this is a URL, and none that can be used here", NULL},
    {"source: { snapshot: s3://b/x }\n", "source.snapshot: this is a URL, and none that can be used here", NULL},
    {"source: { password: { file: s3://bucket/x } }\n", "source.password.file: this is a URL, and none", NULL},
    {"artifacts: \"a\\tb\"\n", "it holds a control character", NULL},
    {"source: { password: hunter2 }\n", "job.yaml:1:21: source.password: expected a map, got a text", "env, file"},
    {"source: { password: { env: hunter-2 } }\n",
     "source.password.env: expected the name of an environment variable, got something", NULL},
    {"source: { url: host=h password=hunter2 }\n", "job.yaml:1:16: source.url: expected a URL such as", NULL},
    {"source: { url: postgres://u:hunter2,hunter2@h/d }\n", "job.yaml:1:37: source: unknown key", NULL},
    /* globs, pairs */
    {"include: sales.*\n", "job.yaml:1:10: include: expected a list of globs, got \"sales.*\"", "[\"sales.*\"]"},
    {"include: [a.b, [c]]\n", "job.yaml:1:16: include: expected a glob, got a list", NULL},
    {"include: ['']\n", "job.yaml:1:11: include: \"\" is no glob: it is empty", NULL},
    {"include:\n- a.b\n-\n", "include: expected a glob, got nothing", NULL},
    {"include: ['tabel:a.b']\n", "there is no kind \"tabel\"", "did you mean table?"},
    {"include: ['materialized view:a.b']\n", "there is no kind \"materialized view\"", "materialized_view"},
    {"include: ['table:']\n", "nothing follows the kind", NULL},
    {"include: ['a.[b']\n", "its brackets do not match", "close"},
    {"include: ['a.b]']\n", "its brackets do not match", NULL},
    {"include: ['a.[]']\n", "its brackets do not match", NULL},
    {"exclude: [\"a.\\n\"]\n", "it holds a control character", NULL},
    {"rename: { schemas: [a] }\n", "job.yaml:1:20: rename.schemas: expected a map of texts, got a list", NULL},
    {"rename: { schemas: { a: [b] } }\n", "job.yaml:1:25: rename.schemas: expected the name of a schema, got a list",
     NULL},
    {"rename: { schemas: { a: '' } }\n", "job.yaml:1:25: rename.schemas: expected the name of a schema", NULL},
    {"rename: { roles: { Public: b } }\n", "job.yaml:1:20: rename.roles: PUBLIC is everybody", NULL},
    /* mappings */
    {"types: { type: a }\n", "job.yaml:1:8: types: expected a list of mappings, got a map", "[{ ... }]"},
    {"types: [a]\n", "job.yaml:1:9: types 1: types: expected a mapping, got \"a\"", "its keys: type, column, when"},
    {"types: [{ to: a }, { typ: b }]\n", "job.yaml:1:22: types 2: unknown key \"typ\"", "did you mean type?"},
    {"types: [{ when: { precisoin: 1 } }]\n", "job.yaml:1:19: types 1: when: unknown key \"precisoin\"",
     "did you mean when.precision?"},
    {"types: [{ when: 1 }]\n", "types 1: when: expected a map, got a text", "its keys: signed"},
    {"types: [{ when: { signed: 'true' } }]\n", "types 1: when.signed: expected true or false, got the text \"true\"",
     "without quotes"},
    {"types: [{ drop: default }]\n", "types 1: drop: expected a list of default|not_null|typemod", NULL},
    {"types: [{ drop: [all] }]\n", "types 1: drop: expected a list of default|not_null|typemod, got \"all\"", NULL},
    {"types: [{ to: a, to: b }]\n", "job.yaml:1:18: types 1: duplicate key \"to\"", NULL},
    {"types: [{ to: '' }]\n", "types 1: to: expected a type", NULL},
    /* what YAML can and a job cannot */
    {"name: &a b\n", "job.yaml:1:7: anchors (&) are refused, so that no alias can ever expand", NULL},
    {"include: &a [b.c]\n", "job.yaml:1:10: anchors (&) are refused", NULL},
    {"name: *a\n", "job.yaml:1:7: aliases (*) are refused, so that none can ever expand", "quotes"},
    {"include: [*.tmp]\n", "job.yaml:1:12: not YAML: ", "a text that begins with * needs quotes"},
    {"source: { <<: { url: a } }\n", "job.yaml:1:11: merge keys (<<) are refused", NULL},
    {"name: !!str a\n", "job.yaml:1:7: tags (!) are refused", NULL},
    {"name: !secret\n", "job.yaml:1:7: tags (!) are refused", NULL},
    {"include: !x [a]\n", "job.yaml:1:10: tags (!) are refused", NULL},
    {"name: !a!b c\n", "not YAML: found undefined tag handle", "tags are refused"},
    {"x: [[[[[[[[1]]]]]]]]\n", "job.yaml:1:11: nested more than 8 deep", NULL},
    {"name: [a\n", "not YAML: ", NULL},
    {"name: \"a\n", "not YAML: found unexpected end of stream", "close the quotes"},
    {"a: b: c\n", "job.yaml:1:5: not YAML: mapping values are not allowed", "needs quotes"},
    {"source:\n\turl: x\n", "job.yaml:2:1: not YAML: found character that cannot start any token", "tabs"},
    {"name: @x\n", "job.yaml:1:7: not YAML: ", "@"},
    {"%YAML 3.0\n---\nname: x\n", "not YAML: found incompatible YAML document", "%"},
};

static void test_mistakes(void)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const Mistake *mistake = &mistakes[i];
        Job job;
        Err err = {0};
        char *name = arena_copy(arena, mistake->text);
        for (char *c = name; *c != '\0'; c++)
            if (*c == '\n' || *c == '\r' || *c == '#')
                *c = ' ';
        bool is_read = read_job(&job, mistake->text, &err);
        bool is_told = strstr(err.message, mistake->message) != NULL &&
                       (mistake->hint == NULL || strstr(err.hint, mistake->hint) != NULL);
        bool has_hint = err.hint[0] != '\0';
        bool is_secret = strstr(err.message, "hunter2") == NULL && strstr(err.hint, "hunter2") == NULL;
        if (!ok(!is_read && err.class == ERR_REFUSED && is_told && has_hint && is_secret, "%.60s", name))
            printf("# %s\n# hint: %s\n", err.message, err.hint);
    }
}

static void test_limits(void)
{
    Job job;
    Err err = {0};
    Buf text = {0};
    buf_puts(&text, MINIMAL "# ");
    while (text.length < JOB_MAX)
        buf_putc(&text, 'x');
    ok(job_read(&job, arena, text.text, JOB_MAX, "j", &err), "as large as it may be: %s", err.message);
    buf_putc(&text, 'x');
    ok(!job_read(&job, arena, text.text, JOB_MAX + 1, "j", &err), "one byte larger");
    is(err.message, "j:1:1: larger than 256 KiB", "the limit is told");
    ok(!job_read(&job, arena, "name: a\0b", 9, "j", &err), "a NUL character");
    is(err.message, "j:1:8: a NUL character", "and where it is");
    buf_clear(&text);
    buf_puts(&text, "include: ['");
    for (int i = 0; i < 256; i++)
        buf_putc(&text, 'x');
    buf_puts(&text, "']");
    ok(!read_job(&job, text.text, &err) && strstr(err.message, "longer than 255 bytes") != NULL, "a long glob");
    buf_free(&text);
}

static void test_many(void)
{
    Job job;
    Err err = {0};
    ok(!read_job(&job, "owners: x\nversion: 3\nname: &a b\nincluse: []\n", &err), "several mistakes");
    ok(job.problems.count == 4 && !job.problems.more, "all of them are there: %zu", job.problems.count);
    is(job_problem_text(arena, &job.problems.items[2]),
       "job.yaml:3:7: anchors (&) are refused, so that no alias can ever expand (write the value itself wherever it is needed; "
       "a text that begins with & needs quotes)",
       "in the order of the text");
    ok(strstr(err.message, "\njob.yaml:4:1: unknown key \"incluse\" (did you mean include?)") != NULL,
       "and in the message");
    Buf text = {0};
    for (int i = 0; i < 20; i++)
        buf_printf(&text, "unknown_key_with_quite_a_long_name_%02d: 1\n", i);
    ok(!read_job(&job, text.text, &err) && job.problems.count == 20 && !job.problems.more, "twenty");
    const char *end = strrchr(err.message, '\n');
    ok(end != NULL && strncmp(end, "\n... and ", 9) == 0 && strstr(end, " more") != NULL, "cut at a line: %s", end);
    buf_puts(&text, "one_more: 1\n");
    ok(!read_job(&job, text.text, &err) && job.problems.count == 20 && job.problems.more, "and more");
    buf_free(&text);
}

/* Texts that are small and would be large or slow: read within the suite's patience, and refused. */
static void test_hostile(void)
{
    static const char *const pieces[] = {"[",    "{",   "- ",     "? ",         "a: ",  "&a ",     "*a ", "!a ",
                                         "\"",   "[a,", "{a: b,", "'x': [],\n", "a:\n", "{a: *a,", "[?",  "\n",
                                         "- - ", "|\n", "%A\n",   ",",          "a\n",  "[:",      ":"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Job job;
        Err err = {0};
        Buf text = {0};
        while (text.length + strlen(pieces[i]) <= JOB_MAX)
            buf_puts(&text, pieces[i]);
        char *name = arena_slice(arena, pieces[i], strcspn(pieces[i], "\n"));
        ok(!job_read(&job, arena, text.text, text.length, "j", &err) && err.class == ERR_REFUSED, "256 KiB of %s",
           name);
        buf_free(&text);
    }
    Buf bomb = {0};
    buf_puts(&bomb, "a: &a [x]\n");
    for (char c = 'b'; c <= 'z'; c++)
        buf_printf(&bomb, "%c: &%c [*%c, *%c, *%c, *%c]\n", c, c, c - 1, c - 1, c - 1, c - 1);
    Job job;
    Err err = {0};
    ok(!read_job(&job, bomb.text, &err) && strstr(err.message, "no alias can ever expand") != NULL, "an alias bomb");
    buf_free(&bomb);
}

static const Mistake wrong_sets[] = {
    {"post_data.connections", "--set: no = in its argument", "key=value"},
    {"post_data.connection=4", "--set: unknown key \"post_data.connection\"", "did you mean post_data.connections?"},
    {"source={url: x}", "--set: source is a section", "set one of its keys: url, password, snapshot"},
    {"post_data.connections=65", "--set post_data.connections: post_data.connections: \"65\" is out of range", "1..64"},
    {"post_data.connections=", "expected a whole number, got nothing", NULL},
    {"include=a.b", "--set include: include: expected a list of globs", NULL},
    {"include=[*.x]", "--set include: not YAML: ", "quotes"},
    {"name=a\n--- b", "name", NULL},
    {"source.url=hunter2", "--set source.url: source.url: expected a URL", NULL},
    {"source.password.env=hunter-hunter2", "expected the name of an environment variable, got something else", NULL},
};

static void test_set(void)
{
    Job job;
    Err err = {0};
    ok(read_job(&job, whole, &err), "a job to set keys of");
    ok(job_set(&job, arena, "post_data.connections=8", &err) && job.post_data_connections == 8, "a number: %s",
       err.message);
    ok(job_set(&job, arena, "source.url=postgres://h/d?a=b", &err), "a text: %s", err.message);
    is(job.source_url, "postgres://h/d?a=b", "everything after the first =");
    ok(job_set(&job, arena, "include=[\"*.x\"]", &err) && job.include.count == 1, "a list replaces: %s", err.message);
    ok(job_set(&job, arena, "exclude=[]", &err) && job.exclude.count == 0, "an empty list: %s", err.message);
    ok(job_set(&job, arena, "types=[{type: int, to: bigint}]", &err) && job.types.count == 1, "mappings: %s",
       err.message);
    ok(job_set(&job, arena, "rename.roles={a: b}", &err), "a map: %s", err.message);
    is(pairs_get(&job.rename_roles, "a"), "b", "and what it holds");
    ok(job_set(&job, arena, "owners=keep", &err) && job.owners == JOB_OWNERS_KEEP, "a word: %s", err.message);
    is(job.places[JOB_KEY_owners].origin, "--set owners", "its place");
    for (size_t i = 0; i < sizeof wrong_sets / sizeof *wrong_sets; i++) {
        const Mistake *mistake = &wrong_sets[i];
        bool is_set = job_set(&job, arena, mistake->text, &err);
        bool is_secret = strstr(err.message, "hunter2") == NULL && strstr(err.hint, "hunter2") == NULL;
        if (!ok(!is_set && is_secret && strstr(err.message, mistake->message) != NULL &&
                    (mistake->hint == NULL || strstr(err.hint, mistake->hint) != NULL),
                "--set %.*s", (int)strcspn(mistake->text, "\n"), mistake->text))
            printf("# %s\n# hint: %s\n", err.message, err.hint);
    }
    ok(job.post_data_connections == 8 && job.include.count == 1, "what was refused changed nothing");
}

static const Mistake broken_rules[] = {
    {"name: a\nsource: { url: 'postgres://h' }\n", "job.yaml:1:1: version is missing", "add version: 1"},
    {"version: 1\n", "job.yaml:1:1: neither source.url nor source.snapshot is given", "add source"},
    {"version: 1\nsource: { url: 'postgres://h', password: { env: A, file: b } }\n",
     "job.yaml:2:58: both source.password.env and source.password.file are given", "keep one"},
    {MINIMAL "target: { password: { file: b, env: A } }\n", "both target.password.env and target.password.file", NULL},
    {MINIMAL "target: { password: { iam: true, secret: A } }\n",
     "both target.password.secret and target.password.iam are given", "keep one"},
    {MINIMAL "target: { password: { env: A, key: B } }\n",
     "target.password.key is given without target.password.secret", "name the secret"},
    {MINIMAL "types: [{ type: int, to: bigint }, { type: int }]\n", "job.yaml:3:36: types 2 says nothing", "add to"},
    {MINIMAL "types: [{ using: x, drop: [default] }]\n", "types 1: using without to", NULL},
    {MINIMAL "load: { by: understudy }\nmasking: [{ column: a.b.c, action: hash_mask }]\n", "masks no rows",
     "load.by: dms"},
    {MINIMAL "masking: [{ column: a.b.c, action: hash_mask }]\n", "knows nothing of these columns", "by: dms"},
    {MINIMAL "load: { by: understudy }\n", "job.yaml:3:13: load.by is understudy, and masking is missing",
     "masking: none"},
};

static void test_rules(void)
{
    Job job;
    Err err = {0};
    ok(read_job(&job, "version: 1\nsource: { snapshot: x.json }\n", &err) && job_validate(&job, &err),
       "a snapshot is a source");
    for (size_t i = 0; i < sizeof broken_rules / sizeof *broken_rules; i++) {
        const Mistake *rule = &broken_rules[i];
        bool is_read = read_job(&job, rule->text, &err);
        if (!ok(is_read && !job_validate(&job, &err) && err.class == ERR_REFUSED &&
                    strstr(err.message, rule->message) != NULL &&
                    (rule->hint == NULL || strstr(err.hint, rule->hint) != NULL),
                "rule: %s", rule->message))
            printf("# %s\n# hint: %s\n", err.message, err.hint);
    }
    ok(read_job(&job, "name: a\n", &err) && !job_validate(&job, &err) && strchr(err.message, '\n') != NULL,
       "all of them are told");
    ok(job_set(&job, arena, "version=1", &err) && job_set(&job, arena, "source.url=postgres://h/d", &err) &&
           job_validate(&job, &err),
       "--set may complete a job");
}

static void test_redaction(void)
{
    static const char *const urls[][2] = {
        {"postgres://u@h/d", "postgres://u@h/d"},
        {"postgres://h:5432/d?sslmode=disable", "postgres://h:5432/d?sslmode=disable"},
        {"postgres://[::1]:5432/d", "postgres://[::1]:5432/d"},
        {"postgres://u:p@h:1,i:2/d", "postgres://u:***@h:1,i:2/d"},
        {"postgres://u:@h/d", "postgres://u:***@h/d"},
        {"postgres://u:p@ss/w?rd#@h/d?a=b", "postgres://u:***@h/d?a=b"},
        {"postgres://u@h/d?password=p&a=b", "postgres://u@h/d?password=***&a=b"},
        {"postgres://h/d?a=b&%70assword=p", "postgres://h/d?a=b&%70assword=***"},
        {"postgres://h/d?sslpassword=p=q&x=1", "postgres://h/d?sslpassword=***&x=1"},
        {"postgres://h/d?oauth_client_secret=p", "postgres://h/d?oauth_client_secret=***"},
        {"postgres://u:p@h/d?password=q", "postgres://u:***@h/d?password=***"},
        {"postgres://h/d?password", "postgres://h/d?password"},
        {"host=h password=p", "***"},
        {"", "***"},
        {NULL, NULL},
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
        is(job_url_redacted(arena, urls[i][0]), urls[i][1], "redacted: %s", urls[i][0] == NULL ? "NULL" : urls[i][0]);
}

static const char *write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
    return path;
}

static void test_find(void)
{
    Job job;
    Err err = {0};
    char directory[] = "/tmp/test_job_XXXXXX";
    if (mkdtemp(directory) == NULL)
        abort();
    const char *path = write_file(arena_printf(arena, "%s/a b", directory), MINIMAL "name: file\n");
    unsetenv("UNDERSTUDY_JOB_URI");
    setenv("UNDERSTUDY_JOB", "", 1);
    ok(!job_find(&job, arena, NULL, NULL, &err) && err.class == ERR_USAGE && strstr(err.hint, "--job") != NULL,
       "no job at all");
    setenv("UNDERSTUDY_JOB_URI", arena_printf(arena, "file://localhost%s/a%%20b", directory), 1);
    ok(job_find(&job, arena, NULL, NULL, &err), "file:// : %s", err.message);
    is(job.name, "file", "is read");
    const char *strange = write_file(arena_printf(arena, "%s/100%%1z", directory), MINIMAL "name: strange\n");
    setenv("UNDERSTUDY_JOB_URI", arena_printf(arena, "file://%s", strange), 1);
    ok(job_find(&job, arena, NULL, NULL, &err) && strcmp(job.name, "strange") == 0, "a %% that begins no escape: %s",
       err.message);
    unlink(strange);
    setenv("UNDERSTUDY_JOB_URI", "s3://bucket", 1);
    ok(!job_find(&job, arena, NULL, NULL, &err) && err.class == ERR_CONFIG && strstr(err.message, "no object") != NULL,
       "no object of S3: %s", err.message);
    setenv("UNDERSTUDY_JOB_URI", "file://elsewhere/job", 1);
    ok(!job_find(&job, arena, NULL, NULL, &err) && err.class == ERR_USAGE, "another machine's file");
    setenv("UNDERSTUDY_JOB_URI", "file:///a%00b", 1);
    ok(!job_find(&job, arena, NULL, NULL, &err) && err.class == ERR_USAGE, "a NUL character in a path");
    setenv("UNDERSTUDY_JOB", "{version: 1, name: inline}", 1);
    ok(job_find(&job, arena, NULL, NULL, &err), "the text itself: %s", err.message);
    is(job.name, "inline", "goes before the URI");
    ok(job_find(&job, arena, NULL, path, &err) && strcmp(job.name, "file") == 0, "--job goes before both: %s",
       err.message);
    ok(!job_find(&job, arena, NULL, "/nowhere/job.yaml", &err) && err.class == ERR_ARTIFACT, "no file: %s",
       err.message);
    ok(!job_find(&job, arena, NULL, directory, &err) && err.class == ERR_ARTIFACT, "a directory: %s", err.message);
    ok(freopen(path, "r", stdin) != NULL && job_find(&job, arena, NULL, "-", &err), "standard input: %s", err.message);
    unlink(path);
    rmdir(directory);
}

static void test_said(void)
{
    void (*const said[])(Buf * out) = {job_help, job_markdown, job_json_schema};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        Buf out = {0};
        said[i](&out);
        EACH_JOB_KEY(info)
        if (strstr(buf_text(&out), info->meaning) == NULL)
            ok(false, "%s is not told", info->path);
        ok(out.length > 1000 && out.text[out.length - 1] == '\n', "every key is told");
        buf_free(&out);
    }
}

int main(void)
{
    arena = arena_new();
    test_whole();
    test_defaults();
    test_table();
    test_mistakes();
    test_limits();
    test_many();
    test_hostile();
    test_set();
    test_rules();
    test_redaction();
    test_find();
    test_said();
    arena_free(arena);
    return done();
}
