/* What was probably meant by a word that does not exist. */
#include "job_table.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 80 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t job_distance(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > LONGEST || length_b > LONGEST)
        return SIZE_MAX;
    size_t rows[3][LONGEST + 1]; /* of the usual table, the last three */
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3], *before = rows[(i + 2) % 3], *two_before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            row[j] = least(before[j], row[j - 1]) + 1;
            row[j] = least(row[j], before[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_before[j - 2] + 1);
        }
    }
    return rows[length_a % 3][length_b];
}

/* Where the last word of a dotted path begins. */
static size_t last_word(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot == NULL ? 0 : (size_t)(dot - path) + 1;
}

/* A word in the right section may differ by a third, one that belongs elsewhere by a quarter. */
static size_t path_distance(const char *meant, const char *written)
{
    size_t meant_at = last_word(meant), written_at = last_word(written), length = strlen(written + written_at);
    bool is_here = meant_at == written_at && strncmp(meant, written, meant_at) == 0;
    size_t distance = job_distance(meant + meant_at, written + written_at);
    if (distance > (is_here ? (length + 2) / 3 : length / 4))
        return SIZE_MAX;
    return distance * 2 + !is_here;
}

const char *job_key_nearest(Arena *arena, const JobTable *table, const char *path)
{
    const char *nearest = NULL;
    size_t shortest = SIZE_MAX;
    EACH_KEY(table, info)
    for (const char *end = info->path; *end != '\0';) {
        end += *end == '.';
        end += strcspn(end, ".");
        const char *candidate = arena_slice(arena, info->path, (size_t)(end - info->path));
        size_t distance = path_distance(candidate, path);
        if (distance < shortest) {
            shortest = distance;
            nearest = candidate;
        }
    }
    return nearest;
}
