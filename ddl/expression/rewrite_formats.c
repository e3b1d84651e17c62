/* Little languages inside of strings: formats of dates, paths into JSON, regular expressions, intervals. Text in, text out. */
#include "rewriting.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- dates ---- */

static const struct {
    const char *mysql, *postgres;
} formats[] = {
    {"%Y", "YYYY"},    {"%y", "YY"},     {"%m", "MM"},     {"%d", "DD"},         {"%H", "HH24"}, {"%h", "HH12"},
    {"%I", "HH12"},    {"%i", "MI"},     {"%s", "SS"},     {"%S", "SS"},         {"%f", "US"},   {"%p", "AM"},
    {"%M", "FMMonth"}, {"%b", "Mon"},    {"%W", "FMDay"},  {"%a", "Dy"},         {"%j", "DDD"},  {"%c", "FMMM"},
    {"%e", "FMDD"},    {"%k", "FMHH24"}, {"%l", "FMHH12"}, {"%T", "HH24:MI:SS"}, {"%v", "IW"},   {"%x", "IYYY"},
};

const char *format_to_postgres(Arena *arena, const char *format)
{
    SCOPED(Buf, buf_free) out = {0};
    for (const char *at = format; *at != '\0';) {
        size_t plain = strcspn(at, "%"), i = 0;
        if (plain > 0) { /* letters would be taken for a pattern's */
            bool has_letters = false;
            for (size_t k = 0; k < plain; k++)
                has_letters |= isalpha((unsigned char)at[k]) != 0 || at[k] == '"' || at[k] == '\\';
            if (has_letters && memchr(at, '"', plain) != NULL)
                return NULL;
            buf_printf(&out, has_letters ? "\"%.*s\"" : "%.*s", (int)plain, at);
            at += plain;
            continue;
        }
        while (i < sizeof formats / sizeof *formats && strncmp(formats[i].mysql, at, 2) != 0)
            i++;
        if (at[1] == '%')
            buf_putc(&out, '%');
        else if (i == sizeof formats / sizeof *formats)
            return NULL;
        else
            buf_puts(&out, formats[i].postgres);
        at += 2;
    }
    return arena_copy(arena, buf_text(&out));
}

/* The longest pattern first: DDD before DD, HH24 before HH. */
static size_t pattern_at(const char *at, const char **found)
{
    size_t best = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t length = strlen(formats[i].postgres);
        if (length > best && strncmp(formats[i].postgres, at, length) == 0) {
            best = length;
            *found = formats[i].mysql;
        }
    }
    return best;
}

const char *format_to_mysql(Arena *arena, const char *format)
{
    SCOPED(Buf, buf_free) out = {0};
    for (const char *at = format; *at != '\0';) {
        const char *found = NULL, *close = *at == '"' ? strchr(at + 1, '"') : NULL;
        size_t length = pattern_at(at, &found);
        if (close != NULL) {
            buf_put(&out, at + 1, (size_t)(close - at) - 1);
            at = close + 1;
        } else if (length > 0) {
            buf_puts(&out, found);
            at += length;
        } else if (isalpha((unsigned char)*at) || *at == '"') {
            return NULL;
        } else {
            buf_puts(&out, *at == '%' ? "%%" : (char[]){*at, '\0'});
            at++;
        }
    }
    return arena_copy(arena, buf_text(&out));
}

/* ---- JSON paths ---- */

typedef LIST_OF(const char *) Steps;

static List list_of(const Steps *steps)
{
    return (List){steps->items, steps->count};
}

static const char *index_step(Arena *arena, const char **at)
{
    size_t digits = strspn(*at + 1, "0123456789");
    if (digits == 0 || (*at)[1 + digits] != ']')
        return NULL;
    const char *step = arena_slice(arena, *at + 1, digits);
    *at += digits + 2;
    return step;
}

static const char *member_step(Arena *arena, const char **at)
{
    const char *from = *at + 1;
    if (*from == '"') {
        const char *end = strchr(from + 1, '"');
        if (end == NULL || memchr(from + 1, '\\', (size_t)(end - from)) != NULL)
            return NULL;
        *at = end + 1;
        return arena_slice(arena, from + 1, (size_t)(end - from) - 1);
    }
    size_t length = strcspn(from, ".[*\" ");
    *at = from + length;
    return length == 0 ? NULL : arena_slice(arena, from, length);
}

bool json_path_steps(Arena *arena, const char *path, List *steps)
{
    Steps made = {0};
    if (*path++ != '$')
        return false;
    while (*path != '\0') {
        const char *step = *path == '[' ? index_step(arena, &path) : *path == '.' ? member_step(arena, &path) : NULL;
        if (step == NULL)
            return false;
        *LIST_PUSH(arena, &made) = step;
    }
    *steps = list_of(&made);
    return true;
}

const char *json_path_text(Arena *arena, const List *steps)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_putc(&out, '{');
    for (size_t i = 0; i < steps->count; i++) {
        const char *step = steps->items[i];
        bool is_plain = *step != '\0' && strcasecmp(step, "null") != 0;
        for (const char *at = step; *at != '\0'; at++)
            is_plain &= isalnum((unsigned char)*at) || *at == '_' || *at == '-';
        buf_puts(&out, i > 0 ? "," : "");
        if (is_plain) {
            buf_puts(&out, step);
            continue;
        }
        buf_putc(&out, '"');
        for (const char *at = step; *at != '\0'; at++) {
            if (*at == '"' || *at == '\\')
                buf_putc(&out, '\\');
            buf_putc(&out, *at);
        }
        buf_putc(&out, '"');
    }
    buf_putc(&out, '}');
    return arena_copy(arena, buf_text(&out));
}

bool json_array_steps(Arena *arena, const char *text, List *steps)
{
    Steps made = {0};
    SCOPED(Buf, buf_free) one = {0};
    if (*text++ != '{')
        return false;
    while (*text != '}') {
        bool is_quoted = *text == '"';
        buf_clear(&one);
        text += is_quoted;
        while (*text != '\0' && (is_quoted ? *text != '"' : strchr(",}", *text) == NULL)) {
            if (*text == '{' && !is_quoted)
                return false;
            text += *text == '\\' && text[1] != '\0';
            buf_putc(&one, *text++);
        }
        if (*text == '\0')
            return false;
        text += is_quoted;
        *LIST_PUSH(arena, &made) = arena_copy(arena, buf_text(&one));
        if (*text == ',')
            text++;
        else if (*text != '}')
            return false;
    }
    *steps = list_of(&made);
    return text[1] == '\0';
}

const char *json_path_of(Arena *arena, const List *steps)
{
    SCOPED(Buf, buf_free) out = {0};
    buf_putc(&out, '$');
    for (size_t i = 0; i < steps->count; i++) {
        const char *step = steps->items[i];
        size_t length = strlen(step);
        bool is_name = *step == '_' || isalpha((unsigned char)*step);
        for (const char *at = step; *at != '\0'; at++)
            is_name &= isalnum((unsigned char)*at) || *at == '_';
        if (length > 0 && strspn(step, "0123456789") == length)
            buf_printf(&out, "[%s]", step);
        else if (is_name || *step == '"') /* a key of digits is quoted already */
            buf_printf(&out, ".%s", step);
        else
            buf_printf(&out, ".\"%s\"", step);
    }
    return arena_copy(arena, buf_text(&out));
}

/* ---- regular expressions ---- */

/* [...] with ranges and [:classes:]; NULL: what the engines may take differently. */
static const char *after_class(const char *at)
{
    at++;
    at += *at == '^';
    at += *at == ']';
    while (*at != ']') {
        if (*at == '\0' || strncmp(at, "[.", 2) == 0 || strncmp(at, "[=", 2) == 0 || strncmp(at, "&&", 2) == 0 ||
            strncmp(at, "--", 2) == 0)
            return NULL;
        if (strncmp(at, "[:", 2) == 0) {
            const char *end = strstr(at, ":]");
            if (end == NULL)
                return NULL;
            at = end + 2;
            continue;
        }
        if (*at == '[' || (*at == '\\' && (isalnum((unsigned char)at[1]) && strchr("dws", at[1]) == NULL)))
            return NULL;
        at += *at == '\\' ? 2 : 1;
    }
    return at + 1;
}

static const char *after_repeat(const char *at)
{
    size_t digits = strspn(at + 1, "0123456789");
    const char *end = at + 1 + digits;
    end += *end == ',';
    end += strspn(end, "0123456789");
    return digits > 0 && *end == '}' ? end + 1 : NULL;
}

bool regexp_is_common(const char *pattern, const char **what)
{
    *what = "an escape that is not \\d, \\w, \\s or a sign's";
    for (const char *at = pattern; *at != '\0';) {
        if (*at == '\\') {
            if (at[1] == '\0' || (isalnum((unsigned char)at[1]) && strchr("dwsDWS", at[1]) == NULL))
                return false;
            at += 2;
            continue;
        }
        const char *next = at + 1;
        if (*at == '[' || *at == '{')
            next = *at == '[' ? after_class(at) : after_repeat(at);
        if (next == NULL) {
            *what = *at == '[' ? "a class of characters" : "a count of repetitions";
            return false;
        }
        if ((*at == '(' && at[1] == '?') || (strchr("*+?}", *at) != NULL && (at[1] == '?' || at[1] == '+')) ||
            strncmp(pattern, "***", 3) == 0) {
            *what = "a group or quantifier of a special kind";
            return false;
        }
        at = next;
    }
    return true;
}

/* ---- intervals ---- */

static const char *mysql_unit(const char *word, size_t length)
{
    static const char *const units[][2] = {
        {"year", "year"}, {"mon", "month"},     {"month", "month"}, {"week", "week"},     {"day", "day"},
        {"hour", "hour"}, {"minute", "minute"}, {"min", "minute"},  {"second", "second"}, {"sec", "second"}};
    if (length > 1 && word[length - 1] == 's')
        length--;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strlen(units[i][0]) == length && strncasecmp(units[i][0], word, length) == 0)
            return units[i][1];
    return NULL;
}

/* 03:04:05.6 */
static bool clock_parts(Arena *arena, const char *text, size_t length, Steps *numbers, Steps *units)
{
    static const char *const names[] = {"hour", "minute", "second"};
    bool is_negative = *text == '-';
    const char *end = text + length, *at = text + (*text == '-' || *text == '+');
    for (size_t i = 0; i < 3 && at < end; i++) {
        size_t digits = strspn(at, "0123456789.");
        const char *number = arena_slice(arena, at, digits);
        if (digits == 0 || (i < 2 && strchr(number, '.') != NULL) ||
            strcmp(strchr(number, '.') != NULL ? number : "", ".") == 0)
            return false;
        while (*number == '0' && number[1] != '\0' && number[1] != '.')
            number++;
        if (strspn(number, "0.") != strlen(number)) {
            *LIST_PUSH(arena, numbers) = is_negative ? arena_printf(arena, "-%s", number) : number;
            *LIST_PUSH(arena, units) = names[i];
        }
        at += digits;
        at += at < end && *at == ':';
    }
    return at == end;
}

/* A year and two months are fourteen months at once: in between there may be a shorter one. */
static bool add_months(Arena *arena, Steps *numbers, const Steps *units, const char *number, const char *unit)
{
    size_t last = units->count - 1;
    if (units->count == 0 || strcmp(units->items[last], "year") != 0 || strcmp(unit, "month") != 0)
        return false;
    numbers->items[last] =
        arena_printf(arena, "%lld", strtoll(numbers->items[last], NULL, 10) * 12 + strtoll(number, NULL, 10));
    units->items[last] = "month";
    return true;
}

bool interval_parts(Arena *arena, const char *text, List *numbers, List *units)
{
    Steps of_numbers = {0}, of_units = {0};
    while (*text != '\0') {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ");
        if (memchr(text, ':', length) != NULL) {
            if (!clock_parts(arena, text, length, &of_numbers, &of_units))
                return false;
            text += length;
            continue;
        }
        size_t sign = *text == '-' || *text == '+', digits = strspn(text + sign, "0123456789");
        if (digits == 0)
            return false;
        const char *number = arena_slice(arena, *text == '+' ? text + 1 : text, digits + (*text == '-')),
                   *word = text + sign + digits;
        word += strspn(word, " ");
        size_t letters = strcspn(word, " ");
        const char *unit = mysql_unit(word, letters);
        if (unit == NULL)
            return false;
        text = word + letters;
        if (add_months(arena, &of_numbers, &of_units, number, unit))
            continue;
        *LIST_PUSH(arena, &of_numbers) = number;
        *LIST_PUSH(arena, &of_units) = unit;
    }
    *numbers = list_of(&of_numbers);
    *units = list_of(&of_units);
    return of_numbers.count > 0;
}

static const char *months_text(Arena *arena, int64_t months)
{
    SCOPED(Buf, buf_free) out = {0};
    if (months / 12 != 0)
        buf_printf(&out, "%lld year%s", (long long)(months / 12), months / 12 == 1 ? "" : "s");
    if (months % 12 != 0 || months == 0)
        buf_printf(&out, "%s%lld mon%s", out.length > 0 ? " " : "", (long long)(months % 12),
                   months % 12 == 1 ? "" : "s");
    return arena_copy(arena, buf_text(&out));
}

const char *interval_text(Arena *arena, int64_t count, const char *unit)
{
    static const struct {
        const char *unit;
        int64_t months, days, seconds;
    } units[] = {{"year", 12, 0, 0}, {"quarter", 3, 0, 0}, {"month", 1, 0, 0},   {"week", 0, 7, 0},
                 {"day", 0, 1, 0},   {"hour", 0, 0, 3600}, {"minute", 0, 0, 60}, {"second", 0, 0, 1}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(units[i].unit, unit) != 0)
            continue;
        if (units[i].months > 0)
            return months_text(arena, count * units[i].months);
        const long long days = count * units[i].days, seconds = llabs(count) * units[i].seconds;
        if (days != 0)
            return arena_printf(arena, "%lld day%s", days, days == 1 ? "" : "s");
        return arena_printf(arena, "%s%02lld:%02lld:%02lld", count < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60,
                            seconds % 60);
    }
    return arena_printf(arena, "%lld %s", (long long)count, unit);
}
