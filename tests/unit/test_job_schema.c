/* The JSON Schema in front of another's validator: it is one (draft 2020-12), and it agrees with the parser. */
#include <jansson.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "job.h"
#include "tap.h"

#define START "{\"version\": 1, \"source\": {\"url\": \"postgres://h/d\"}"

static const char *const valid[] = {
    START "}",
    START ", \"name\": \"a-b\", \"include\": [\"a.*\"], \"exclude\": [], \"rename\": {\"roles\": {\"a\": \"b\"}}}",
    START ", \"load\": {\"by\": \"understudy\"}, \"masking\": \"none\", \"owners\": \"ignore\", \"artifacts\": \"/a\"}",
    START
    ", \"load\": {\"by\": \"dms\"}, \"masking\": [{\"column\": \"a.b.c\", \"action\": \"digits_mask\", \"with\": \"*\"}]}",
    START
    ", \"types\": [{\"type\": \"int\", \"when\": {\"signed\": true, \"precision\": 1}, \"drop\": [\"default\"]}]}",
    START ", \"post_data\": {\"connections\": 64, \"foreign_keys\": \"skip\", \"maintenance_work_mem\": \"1GB\"}}",
};

static const char *const invalid[] = {
    "{\"source\": 1}",
    "{\"version\": 2}",
    "[]",
    START ", \"nme\": \"a\"}",
    START ", \"name\": \"a b\"}",
    START ", \"name\": [\"a\"]}",
    START ", \"include\": \"a.*\"}",
    START ", \"include\": [\"\"]}",
    START ", \"owners\": \"keeps\"}",
    START ", \"types\": {\"type\": \"int\"}}",
    START ", \"types\": [{\"typ\": \"int\"}]}",
    START ", \"types\": [{\"when\": {\"signed\": \"true\"}}]}",
    START ", \"types\": [{\"drop\": [\"all\"]}]}",
    START ", \"masking\": [{\"column\": \"a.b.c\"}]}",
    START ", \"masking\": \"policy\"}",
    START ", \"connect\": {\"timeout\": 0}}",
    START ", \"connect\": {\"timeout\": \"1\"}}",
    START ", \"post_data\": {\"connections\": 65}}",
    START ", \"post_data\": {\"maintenance_work_mem\": \"512\"}}",
    START ", \"rename\": {\"schemas\": [\"a\"]}}",
    START ", \"target\": {\"password\": {\"vault\": \"a\"}}}",
};

/* Exit 3: there is no such validator here. */
static const char validator[] = "import json, sys\n"
                                "try: from jsonschema import Draft202012Validator as V\n"
                                "except ImportError: sys.exit(3)\n"
                                "schema = json.load(open(sys.argv[1]))\n"
                                "V.check_schema(schema)\n"
                                "sys.exit(0 if V(schema).is_valid(json.loads(sys.argv[2])) else 1)\n";

static int validate(const char *schema_path, const char *document)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("python3", "python3", "-c", validator, schema_path, document, (char *)NULL);
        _exit(3);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static void check(const char *schema_path, const char *document, bool is_valid)
{
    Arena *arena = arena_new();
    Job job;
    Err err = {0};
    bool is_read = job_read(&job, arena, document, strlen(document), "job.json", &err) && job_validate(&job, &err);
    ok(is_read == is_valid, "parser: %s", document);
    int verdict = validate(schema_path, document);
    ok(verdict == 3 || verdict == !is_valid, "schema: %s%s", document,
       verdict == 3 ? " # SKIP no python3 jsonschema" : "");
    arena_free(arena);
}

int main(void)
{
    char path[] = "/tmp/test_job_schema_XXXXXX";
    int file = mkstemp(path);
    Buf schema = {0};
    job_json_schema(&schema);
    json_t *parsed = json_loads(buf_text(&schema), JSON_REJECT_DUPLICATES, NULL);
    ok(parsed != NULL, "the schema is JSON");
    ok(file >= 0 && write(file, schema.text, schema.length) == (ssize_t)schema.length && close(file) == 0, "written");
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
        check(path, valid[i], true);
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
        check(path, invalid[i], false);
    unlink(path);
    json_decref(parsed);
    buf_free(&schema);
    return done();
}
