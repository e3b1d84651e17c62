/* Inside of the reports: values as people read them, colours, and two texts side by side. Used by report_*.c only. */
#pragma once

#include "report.h"

typedef enum Colour { COLOUR_NONE, COLOUR_EXPECTED, COLOUR_FOUND, COLOUR_DIM, COLOUR_BOLD, COLOUR_SQL } Colour;

/* What is written in text goes through one of these. */
typedef struct Paper {
    Buf *out;
    bool has_colour;
} Paper;

/* Escapes what could steer the terminal, in the text and not in the colour. */
void show_text(const Paper *paper, Colour colour, const char *text);
/* Its first line, or as much of that as people read; what is cut says so: the reports for machines have all of it. */
void show_brief(const Paper *paper, Colour colour, const char *text);
/* Only for what holds no names and no values. */
void show_format(const Paper *paper, Colour colour, const char *format, ...) PRINTF(3, 4);
/* "1 object", "2 objects", "2 indexes". */
void show_count(const Paper *paper, Colour colour, size_t count, const char *noun);

/* On one line: true, 42, text as it stands, [a, b], public.film; "nothing" for NULL, "" for an empty text. */
const char *show_value(Arena *arena, const Object *object, const Field *field);
/* The same as lines: of a text its lines, of a list its items. */
List show_lines(Arena *arena, const Object *object, const Field *field);

/* By severity and code, with their remedies; nothing when there are none. */
void show_findings(const Paper *paper, const Findings *findings);

/* Expected and found lines as a unified diff, indented; long ones are cut and say so. */
void show_difference(const Paper *paper, int indent, const List *expected, const List *found);
