#include "paragraph.h"

#include <stdbool.h>
#include <string.h>

enum { INDENT = 2, WIDTH = 76 };

size_t text_width(const char *text)
{
    size_t count = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        bool combining = c[0] == 0xCC || (c[0] == 0xCD && c[1] < 0xB0);
        count += (*c & 0xC0) != 0x80 && !combining;
    }
    return count;
}

/* L'espace qui est en at va-t-elle devant une ponctuation, ou après « ? */
static bool is_tied(const char *text, const char *at)
{
    const char *quote = "«";
    size_t length = strlen(quote);
    bool opened = (size_t)(at - text) >= length &&
                  strncmp(at - length, quote, length) == 0;
    return opened || strchr(":;!?", at[1]) ||
           strncmp(at + 1, "»", strlen("»")) == 0;
}

/* Octets du prochain morceau insécable de text. */
static size_t word_length(const char *text)
{
    const char *end = text + strcspn(text, " \n");
    while (*end == ' ' && end[1] && end[1] != '\n' && is_tied(text, end))
        end += 1 + strcspn(end + 1, " \n");
    return (size_t)(end - text);
}

void paragraph_print(FILE *file, const char *text)
{
    size_t column = INDENT;
    fprintf(file, "%*s", INDENT, "");
    for (bool first = true; *text; first = false) {
        char word[1024];
        size_t length = word_length(text);
        snprintf(word, sizeof word, "%.*s", (int)length, text);
        bool broken = !first && text[-1] == '\n';
        if (!first && (broken || column + 1 + text_width(word) > WIDTH)) {
            fprintf(file, "\n%*s", INDENT, "");
            column = INDENT;
        } else if (!first) {
            fputc(' ', file);
            column++;
        }
        fputs(word, file);
        column += text_width(word);
        text += length + (text[length] != '\0');
    }
    fputc('\n', file);
}
