/* Lines, events and the bar. */
#include "log.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "snapshot.h"
#include "text.h"

static struct {
    pthread_mutex_t lock;
    bool json, terminal, bar_is_drawn;
    LogLevel least;
    char run_id[64];
    const char *phase;
    double started, last_progress, progress_started, first_share;
} logger = {.lock = PTHREAD_MUTEX_INITIALIZER, .least = LOG_INFO};

static const char *const level_names[] = {"debug", "info", "warning", "error"};

void log_open(LogFormat format, LogLevel least, const char *run_id)
{
    logger.terminal = isatty(STDERR_FILENO) == 1;
    logger.json = format == LOG_JSON || (format == LOG_AUTO && !logger.terminal);
    logger.terminal = logger.terminal && !logger.json;
    logger.least = least;
    snprintf(logger.run_id, sizeof logger.run_id, "%s", run_id);
    logger.started = clock_now_s();
}

const char *log_run_id(void)
{
    return logger.run_id;
}

void log_phase(const char *phase)
{
    pthread_mutex_lock(&logger.lock);
    logger.phase = phase;
    logger.last_progress = 0;
    logger.progress_started = 0;
    pthread_mutex_unlock(&logger.lock);
}

static void wipe_bar(void)
{
    if (logger.bar_is_drawn)
        fputs("\r\033[K", stderr);
    logger.bar_is_drawn = false;
}

static void put_number(Buf *out, double number)
{
    if (number == floor(number) && fabs(number) < 1e15)
        buf_printf(out, "%.0f", number);
    else
        buf_printf(out, "%.3f", number);
}

static void put_json(Buf *out, LogLevel level, const char *event, const char *message, const LogField *fields,
                     size_t count)
{
    struct timespec now;
    struct tm parts;
    char stamp[40];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &parts);
    buf_printf(out, "{\"schema_version\":1,\"ts\":\"%s.%03ldZ\",\"level\":\"%s\",\"event\":", stamp,
               now.tv_nsec / 1000000, level_names[level]);
    text_put_json(out, event);
    buf_puts(out, ",\"run_id\":");
    text_put_json(out, logger.run_id);
    if (logger.phase != NULL) {
        buf_puts(out, ",\"phase\":");
        text_put_json(out, logger.phase);
    }
    if (message != NULL) {
        buf_puts(out, ",\"message\":");
        text_put_json(out, message);
    }
    for (size_t i = 0; i < count; i++) {
        buf_putc(out, ',');
        text_put_json(out, fields[i].name);
        buf_putc(out, ':');
        if (fields[i].text != NULL)
            text_put_json(out, fields[i].text);
        else
            put_number(out, fields[i].number);
    }
    buf_puts(out, "}\n");
}

/* Further lines of a message stand under the first. */
static void put_human(Buf *out, LogLevel level, const char *message)
{
    static const char *const marks[] = {"", "", "warning: ", "error: "};
    static const char *const colours[] = {"\033[2m", "", "\033[33m", "\033[31m"};
    double elapsed = clock_now_s() - logger.started;
    SCOPED(Arena *, arena_release) arena = arena_new();
    buf_printf(out, "%s%7.2fs%s %s%s", logger.terminal ? "\033[2m" : "", elapsed, logger.terminal ? "\033[0m" : "",
               logger.terminal ? colours[level] : "", marks[level]);
    for (const char *line = message == NULL ? "" : message;;) {
        size_t length = strcspn(line, "\n");
        text_put_plain(out, arena_slice(arena, line, length));
        if (line[length] == '\0')
            break;
        buf_puts(out, "\n         ");
        line += length + 1;
    }
    buf_printf(out, "%s\n", logger.terminal ? "\033[0m" : "");
}

void log_write(LogLevel level, const char *event, const char *message, const LogField *fields, size_t count)
{
    if (level < logger.least)
        return;
    Buf line = {0};
    pthread_mutex_lock(&logger.lock);
    if (logger.json)
        put_json(&line, level, event, message, fields, count);
    else
        put_human(&line, level, message);
    wipe_bar();
    fputs(buf_text(&line), stderr);
    fflush(stderr);
    pthread_mutex_unlock(&logger.lock);
    buf_free(&line);
}

void log_line(LogLevel level, const char *event, const char *format, ...)
{
    char message[3000];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    log_write(level, event, message, NULL, 0);
}

void log_machine_line(const Buf *line)
{
    pthread_mutex_lock(&logger.lock);
    wipe_bar();
    fwrite(buf_text(line), 1, line->length, stderr);
    pthread_mutex_unlock(&logger.lock);
}

void log_error(const Err *err)
{
    Buf message = {0};
    const char *hint =
        err->class == ERR_STOPPED && err->hint[0] == '\0' ? "run the same command again to go on" : err->hint;
    buf_puts(&message, err->message);
    if (!logger.json && hint[0] != '\0')
        buf_printf(&message, "\n%s", hint);
    log_event(LOG_ERROR, "error", buf_text(&message), LOG_TEXT("class", err_class_name(err->class)),
              LOG_TEXT("sqlstate", err->sqlstate), LOG_TEXT("hint", hint),
              LOG_NUMBER("exit_code", err_exit_code(err->class)));
    buf_free(&message);
}

/* 3 s, 2 min, 1 h 5 min. */
static void put_duration(Buf *out, double seconds)
{
    long minutes = (long)(seconds / 60 + 0.5);
    if (seconds < 90)
        buf_printf(out, "%.0f s", seconds);
    else if (minutes < 60)
        buf_printf(out, "%ld min", minutes);
    else
        buf_printf(out, "%ld h %ld min", minutes / 60, minutes % 60);
}

/* By how the work went so far; 0: too early to say. */
static double seconds_left(const Progress *progress, double elapsed)
{
    double gone = progress->share - logger.first_share;
    return elapsed < 3 || gone <= 0 || progress->share >= 1 ? 0 : elapsed * (1 - progress->share) / gone;
}

static void draw_bar(const Progress *progress, double left)
{
    enum { WIDTH = 24, EDGE = 4, ROOM_FOR_NAMES = 12 };
    struct winsize window = {.ws_col = 80};
    (void)ioctl(STDERR_FILENO, TIOCGWINSZ, &window);
    Buf line = {0};
    for (int i = 0; i < WIDTH; i++)
        buf_puts(&line, (double)i < progress->share * (double)WIDTH ? "█" : "░");
    size_t beyond_columns = line.length - WIDTH; /* the blocks have three bytes each */
    buf_printf(&line, " %3d%% %llu/%llu %s", (int)(progress->share * 100), (unsigned long long)progress->done,
               (unsigned long long)progress->total, progress->unit);
    if (progress->bytes_total > 0)
        buf_printf(&line, ", %.0f/%.0f MB", (double)progress->bytes / 1e6, (double)progress->bytes_total / 1e6);
    if (left > 0) {
        buf_puts(&line, ", ");
        put_duration(&line, left);
        buf_puts(&line, " left");
    }
    size_t shown = line.length - beyond_columns;
    if (progress->what != NULL && window.ws_col > shown + ROOM_FOR_NAMES) {
        Buf name = {0};
        text_put_plain(&name, progress->what);
        buf_printf(&line, "  %.*s", (int)(window.ws_col - shown - EDGE), buf_text(&name));
        buf_free(&name);
    }
    fprintf(stderr, "\r\033[K%s", buf_text(&line));
    fflush(stderr);
    logger.bar_is_drawn = true;
    buf_free(&line);
}

void log_progress(const Progress *progress)
{
    double now = clock_now_s();
    if (!logger.terminal && !logger.json)
        return;
    pthread_mutex_lock(&logger.lock);
    if (logger.progress_started == 0) {
        logger.progress_started = logger.last_progress = now;
        logger.first_share = progress->share;
    }
    bool due = now - logger.last_progress >= (logger.terminal ? 0.1 : 5);
    double left = seconds_left(progress, now - logger.progress_started);
    if (due)
        logger.last_progress = now;
    if (due && logger.terminal)
        draw_bar(progress, left);
    pthread_mutex_unlock(&logger.lock);
    if (due && logger.json)
        log_event(LOG_INFO, "progress", NULL, LOG_NUMBER("done", progress->done), LOG_NUMBER("total", progress->total),
                  LOG_TEXT("unit", progress->unit), LOG_NUMBER("share", progress->share),
                  LOG_NUMBER("bytes", progress->bytes), LOG_NUMBER("seconds_left", left),
                  LOG_TEXT("what", progress->what));
}

void log_progress_end(void)
{
    pthread_mutex_lock(&logger.lock);
    wipe_bar();
    logger.progress_started = 0;
    pthread_mutex_unlock(&logger.lock);
}
