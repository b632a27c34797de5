#include "table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/error.h"

/* La longueur du caractère UTF-8 bien formé que voici, 0 s'il n'y en a pas. */
static size_t utf8_length(const unsigned char *c)
{
    size_t length = *c < 0x80                 ? 1
                    : *c >= 0xc2 && *c < 0xe0 ? 2
                    : *c >= 0xe0 && *c < 0xf0 ? 3
                    : *c >= 0xf0 && *c < 0xf5 ? 4
                                              : 0;
    for (size_t i = 1; i < length; i++)
        if ((c[i] & 0xc0) != 0x80)
            return 0;
    bool bad = (*c == 0xe0 && c[1] < 0xa0) || (*c == 0xed && c[1] > 0x9f) ||
               (*c == 0xf0 && c[1] < 0x90) || (*c == 0xf4 && c[1] > 0x8f);
    return bad ? 0 : length;
}

/* Commandes C0 et C1, et ce qui retourne le sens de lecture. */
static bool is_control(const unsigned char *c, size_t length)
{
    return *c < 0x20 || *c == 0x7f ||
           (length == 2 && *c == 0xc2 && c[1] < 0xa0) ||
           (length == 3 && memcmp(c, "\xe2\x80", 2) == 0 &&
            ((c[2] >= 0x8e && c[2] <= 0x8f) ||
             (c[2] >= 0xa8 && c[2] <= 0xae))) ||
           (length == 3 && memcmp(c, "\xe2\x81", 2) == 0 && c[2] >= 0xa6 &&
            c[2] <= 0xa9);
}

char *table_cell(const char *text)
{
    static const char unknown[] = "\xef\xbf\xbd"; /* U+FFFD */
    char *cell = allocate(3 * strlen(text) + 1, 1), *to = cell;
    for (const char *from = text; *from;) {
        const unsigned char *c = (const unsigned char *)from;
        size_t length = utf8_length(c);
        if (length == 0) {
            to = (char *)memcpy(to, unknown, 3) + 3;
        } else if (is_control(c, length)) {
            *to++ = ' ';
        } else {
            memcpy(to, from, length);
            to += length;
        }
        from += length ? length : 1;
    }
    return cell;
}

static void csv_cell(FILE *file, const char *cell)
{
    const char *first = cell + strspn(cell, " ");
    bool formula = *first && strchr("=+-@", *first);
    bool quoted = strpbrk(cell, ",\"\r\n;") != NULL;
    if (quoted)
        fputc('"', file);
    if (formula)
        fputc('\'', file);
    for (; *cell; cell++) {
        if (*cell == '"')
            fputc('"', file);
        fputc(*cell, file);
    }
    if (quoted)
        fputc('"', file);
}

void table_csv(FILE *file, char *const cells[TABLE_COLUMNS])
{
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        if (i > 0)
            fputc(',', file);
        csv_cell(file, cells[i]);
    }
    fputs("\r\n", file);
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

void table_pad(FILE *file, const char *text, size_t width)
{
    size_t count = characters(text);
    size_t kept = count > width ? width - 1 : count;
    for (size_t i = 0; *text; text++) {
        i += ((unsigned char)*text & 0xc0) != 0x80;
        if (i > kept)
            break;
        fputc(*text, file);
    }
    if (count > width)
        fputs("…", file);
    for (; count < width; count++)
        fputc(' ', file);
}
