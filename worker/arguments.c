/* Options: one table, by which they are read and shown. */
#include "arguments.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Word {
    const char *word; /* NULL: it ends the list */
    unsigned value;
} Word;

typedef enum Way {
    SETS,  /* a bool to true */
    MEANS, /* one value, of an enum */
    NAMES, /* a value of an enum, by its word */
    HOLDS, /* a text */
    ADDS,  /* a text to others */
} Way;

typedef struct Option {
    const char *name;
    char letter; /* 0: none */
    Way way;
    size_t offset; /* in Arguments */
    unsigned value;
    const Word *words;
    const char *shown, *does; /* in the help; NULL: with the one before */
} Option;

static const Word formats[] = {
    {"text", REPORT_TEXT}, {"json", REPORT_JSON}, {"markdown", REPORT_MARKDOWN}, {"sql", REPORT_SQL}, {0}};
static const Word logs[] = {{"human", LOG_HUMAN}, {"json", LOG_JSON}, {0}};
static const Word colours[] = {{"always", COLOUR_ALWAYS}, {"never", COLOUR_NEVER}, {"auto", COLOUR_WHEN_TERMINAL}, {0}};

#define AT(member) .offset = offsetof(Arguments, member)
#define COLUMN "                      "

/* clang-format off */
static const Option options[] = {
    {"job", .way = HOLDS, AT(job), .shown = "--job FILE",
     .does = "the job spec (\"-\": standard input); else UNDERSTUDY_JOB (the text itself),\n"
             COLUMN "else UNDERSTUDY_JOB_URI (s3://... or file://...)"},
    {"set", .way = ADDS, AT(sets), .shown = "--set KEY=VALUE",
     .does = "override one key of the job, as often as needed; or say all of the job so"},
    {"format", .way = NAMES, AT(options.format), .words = formats, .shown = "--format FORMAT",
     .does = "of results: text, json; of diff also markdown and sql, a script that removes the differences"},
    {"json", .way = MEANS, AT(options.format), .value = REPORT_JSON, .shown = "--json",
     .does = "the same as --format json"},
    {"log", .way = NAMES, AT(log), .words = logs, .shown = "--log human|json",
     .does = "what standard error looks like (default: human on a terminal)"},
    {"verbose", .way = MEANS, AT(level), .value = LOG_DEBUG, .shown = "--verbose, --quiet",
     .does = "more, or only warnings and errors, on standard error"},
    {"quiet", .way = MEANS, AT(level), .value = LOG_WARNING},
    {"color", .way = NAMES, AT(colour), .words = colours, .shown = "--color WHEN",
     .does = "always, never, auto (default)"},
    {"exit-code", .way = SETS, AT(options.exit_code), .shown = "--exit-code",
     .does = "diff: exit 1 when there are differences"},
    {"target", .way = SETS, AT(options.target_side), .shown = "--target",
     .does = "inspect: the job's target instead of its source"},
    {"fingerprint", .way = SETS, AT(options.fingerprint), .shown = "--fingerprint",
     .does = "inspect: only the fingerprint"},
    {"output", .way = HOLDS, AT(options.output), .shown = "--output FILE", .does = "inspect: write there"},
    {"as-dms", .way = SETS, AT(options.as_dms), .shown = "--as-dms",
     .does = "load: as AWS DMS does it, with what it loses, for tests and demonstrations"},
    {"mappings", .way = HOLDS, AT(options.mappings), .shown = "--mappings FILE",
     .does = "load --as-dms: the task's table mappings"},
    {"settings", .way = HOLDS, AT(options.settings), .shown = "--settings FILE",
     .does = "load --as-dms: the task's settings (default: DMS's own)"},
    {"endpoints", .way = HOLDS, AT(options.endpoints), .shown = "--endpoints FILE",
     .does = "load --as-dms: the endpoints' settings, as plan writes them"},
    {"help", .letter = 'h', .way = SETS, AT(wants_help), .shown = "--help, --version", .does = ""},
    {"version", .letter = 'V', .way = SETS, AT(wants_version)},
};
/* clang-format on */

enum { OPTION_COUNT = sizeof options / sizeof *options, FIRST_WITHOUT_LETTER = 256 };

void arguments_help(FILE *file)
{
    fputs("options:\n", file);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options[i].shown != NULL)
            fprintf(file, options[i].does[0] == '\0' ? "  %s%s\n" : "  %-20s%s\n", options[i].shown, options[i].does);
}

bool arguments_mistake(Err *err, const char *what, const char *value)
{
    SCOPED(Arena *, arena_release) arena = arena_new();
    /* What was typed may be a URL with a password, or hold one behind a "=". */
    const char *shown = value == NULL                  ? NULL
                        : strstr(value, "://") != NULL ? job_url_redacted(arena, value)
                                                       : arena_slice(arena, value, strcspn(value, "="));
    err_set(err, ERR_USAGE, "%s%s%s%s", what, shown == NULL ? "" : " \"", shown == NULL ? "" : shown,
            shown == NULL ? "" : "\"");
    return err_hint(err, "understudy --help");
}

static bool take_word(const Option *option, unsigned *place, const char *value, Err *err)
{
    SCOPED(Buf, buf_free) what = {0};
    buf_printf(&what, "--%s is ", option->name);
    for (const Word *word = option->words; word->word != NULL; word++) {
        if (strcmp(word->word, value) == 0) {
            *place = word->value;
            return true;
        }
        buf_printf(&what, "%s%s", word->word, word[1].word == NULL ? ", not" : word[2].word == NULL ? " or " : ", ");
    }
    return arguments_mistake(err, buf_text(&what), value);
}

static bool take(Arguments *arguments, const Option *option, const char *value, Err *err)
{
    void *place = (char *)arguments + option->offset;
    switch (option->way) {
    case SETS: *(bool *)place = true; return true;
    case MEANS: *(unsigned *)place = option->value; return true;
    case NAMES: return take_word(option, place, value, err);
    case HOLDS: *(const char **)place = value; return true;
    case ADDS: break;
    }
    Settings *settings = place;
    if (settings->count == sizeof settings->items / sizeof *settings->items)
        return arguments_mistake(err, "more than 64 --set", NULL);
    settings->items[settings->count++] = value;
    return true;
}

/* As getopt_long wants them. */
static void put_long_options(struct option out[OPTION_COUNT + 1])
{
    for (int i = 0; i < OPTION_COUNT; i++)
        out[i] = (struct option){options[i].name,
                                 options[i].way == SETS || options[i].way == MEANS ? no_argument : required_argument,
                                 NULL, FIRST_WITHOUT_LETTER + i};
    out[OPTION_COUNT] = (struct option){0};
}

static const Option *option_of(int said)
{
    if (said >= FIRST_WITHOUT_LETTER)
        return &options[said - FIRST_WITHOUT_LETTER];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter == said)
            return &options[i];
    return NULL;
}

bool arguments_read(Arguments *arguments, int argc, char **argv, Err *err)
{
    struct option long_options[OPTION_COUNT + 1];
    *arguments = (Arguments){.level = LOG_INFO};
    put_long_options(long_options);
    opterr = 0;
    for (int said; (said = getopt_long(argc, argv, ":hV", long_options, NULL)) != -1;) {
        const Option *option = option_of(said);
        if (option == NULL)
            return arguments_mistake(err, said == ':' ? "this option needs a value:" : "unknown option",
                                     argv[optind - 1]);
        if (!take(arguments, option, optarg, err))
            return false;
        if (arguments->wants_help || arguments->wants_version)
            return true;
    }
    arguments->rest = argv + optind;
    arguments->rest_count = argc - optind;
    arguments->options.colour =
        arguments->colour == COLOUR_ALWAYS ||
        (arguments->colour == COLOUR_WHEN_TERMINAL && isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == NULL);
    return true;
}
