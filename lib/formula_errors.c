/* formula_errors.c — dire ce qui n'a pu être lu, où, et ce qu'on voulait
 * peut-être écrire. */
#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "formula_lexer.h"

/* --- Suggestions --------------------------------------------------------- */

static void append(char *to, size_t size, const char *from)
{
    if (strlen(to) + strlen(from) < size)
        strcat(to, from);
}

/* Le nom comme on l'écrit au clavier, sans « _ » : « Wh », « yhat ». */
static void ascii_spelling(char *to, size_t size, const char *name)
{
    *to = '\0';
    while (*name) {
        char letter[5] = "";
        size_t length = utf8_length(name);
        memcpy(letter, name, length ? length : 1);
        const char *word = strcmp(letter, "ℓ") == 0 ? "ell"
                           : *letter == '_'         ? ""
                                                    : letter;
        for (size_t i = 0; greek_word(i); i++)
            if (strcmp(greek_letter(i), letter) == 0 && word == letter)
                word = greek_word(i);
        for (size_t i = 0; accent_word(i); i++)
            if (strcmp(accent_mark(i), letter) == 0)
                word = accent_word(i);
        append(to, size, word);
        name += length ? length : 1;
    }
}

/* Une lettre changée, ôtée ou mise coûte 2 ; une majuscule pour une minuscule,
 * 1. */
static size_t letter_cost(char a, char b)
{
    if (a == b)
        return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? 1 : 2;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* La distance d'édition entre deux mots. */
static size_t distance(const char *a, const char *b)
{
    size_t row[FORMULA_NAME], m = strlen(a), n = strlen(b);
    if (m >= FORMULA_NAME || n >= FORMULA_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= n; j++)
        row[j] = 2 * j;
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = 2 * i;
        for (size_t j = 1; j <= n; j++) {
            size_t changed = diagonal + letter_cost(a[i - 1], b[j - 1]);
            diagonal = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 2);
        }
    }
    return row[n];
}

typedef struct {
    const char *word;
    size_t distance;
    char name[FORMULA_NAME];
} Nearest;

/* Retient name s'il est le plus proche, et assez : la même initiale, à la
 * casse près, puis une lettre fausse au plus, ou deux dans un mot long. */
static void consider(Nearest *nearest, const char *spelling, const char *name)
{
    size_t longest = strlen(nearest->word), length = strlen(spelling);
    if (length > longest)
        longest = length;
    size_t allowed = longest < 2 ? 1 : longest < 6 ? 2 : 4;
    size_t gap = distance(nearest->word, spelling);
    if (letter_cost(*nearest->word, *spelling) < 2 && gap <= allowed &&
        gap < nearest->distance) {
        nearest->distance = gap;
        snprintf(nearest->name, sizeof nearest->name, "%s", name);
    }
}

static void write_hint(char *to, size_t size, const Nearest *nearest,
                       const char *mark)
{
    char shown[2 * FORMULA_NAME];
    *to = '\0';
    formula_print_name(shown, sizeof shown, nearest->name);
    if (*shown)
        snprintf(to, size, " ; vouliez-vous « %s%s » ?", mark, shown);
}

void name_suggest(char *to, size_t size, const FormulaNames *names,
                  const char *word)
{
    char spelling[FORMULA_NAME], typed[FORMULA_NAME];
    ascii_spelling(typed, sizeof typed, word);
    Nearest nearest = { .word = typed, .distance = SIZE_MAX };
    const char *name;
    for (size_t i = 0; (name = names->name(names->context, i)) != NULL; i++) {
        ascii_spelling(spelling, sizeof spelling, name);
        consider(&nearest, spelling, name);
    }
    for (size_t i = 0; builtin_word(i); i++)
        consider(&nearest, builtin_word(i), builtin_name(i));
    write_hint(to, size, &nearest, "");
}

void command_suggest(char *to, size_t size, const char *word)
{
    Nearest nearest = { .word = word, .distance = SIZE_MAX };
    for (size_t i = 0; command_name(i); i++)
        if (isalpha((unsigned char)*command_name(i)))
            consider(&nearest, command_name(i), command_name(i));
    write_hint(to, size, &nearest, "\\");
}

/* --- Messages ------------------------------------------------------------ */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

bool formula_fail(FormulaError *error, const char *text, size_t offset,
                  const char *format, ...)
{
    va_list arguments;
    *error = (FormulaError){ .offset = offset, .line = 1, .column = 1 };
    for (size_t i = 0; i < offset && offset != SIZE_MAX && text[i]; i++) {
        if (text[i] == '\n') {
            error->line++;
            error->column = 1;
        } else if (!is_continuation(text[i + 1])) {
            error->column++;
        }
    }
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return false;
}

/* Le caractère occupe-t-il une colonne à l'écran ? */
static bool is_wide(const char *c)
{
    for (size_t i = 0; accent_mark(i); i++)
        if (strncmp(c, accent_mark(i), strlen(accent_mark(i))) == 0)
            return false;
    return !is_continuation(*c);
}

/* Sous les octets [from, to) : un blanc par colonne. Rend leur nombre. */
static size_t indent(char *spaces, const char *from, const char *to)
{
    size_t columns = 0;
    for (; from < to; from++)
        if (is_wide(from))
            spaces[columns++] = *from == '\t' ? '\t' : ' ';
    return columns;
}

void formula_error_describe(char *to, size_t size, const char *text,
                            const FormulaError *error)
{
    if (error->offset == SIZE_MAX) {
        snprintf(to, size, "%s", error->text);
        return;
    }
    const char *place = text + least(error->offset, strlen(text));
    const char *start = place;
    while (start > text && start[-1] != '\n')
        start--;
    size_t length = strcspn(start, "\n");
    char *spaces = allocate(length + 1, 1);
    size_t columns = indent(spaces, start, place);
    snprintf(to, size, "ligne %zu, colonne %zu : %s\n%.*s\n%.*s^", error->line,
             error->column, error->text, (int)length, start, (int)columns,
             spaces);
    free(spaces);
}
