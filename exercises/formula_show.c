/* formula_show.c — voir formula_show.h. */
#include "formula_show.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formula_desk.h"
#include "paragraph.h"

bool show_colours(FILE *file)
{
    const char *no_color = getenv("NO_COLOR");
    return isatty(fileno(file)) && !(no_color && *no_color);
}

void question_name(char *to, size_t size, const Question *question)
{
    const char *text = question->answers.item[0].text;
    const char *equal = strstr(text, " = "), *step = strstr(text, " ← ");
    const char *end = step && (!equal || step < equal) ? step : equal;
    snprintf(to, size, "%.*s", end ? (int)(end - text) : (int)strlen(text),
             text);
}

/* « ∇_{W_y} ℓ : n_y × n_h ». */
static void show_targets(FILE *file, Desk *desk)
{
    for (size_t i = 0; i < desk->targets; i++) {
        char name[256], shape[64];
        const Target *target = &desk->target[i];
        formula_print(name, sizeof name, target->name[0]);
        if (desk_shape(desk, shape, sizeof shape, target->value, NULL, NULL))
            fprintf(file, "    %s %s … : %s\n", name, target->step ? "←" : "=",
                    shape);
    }
}

static void show_uses(FILE *file, Desk *desk)
{
    const char *list = desk->question->uses.text;
    char word[256], shape[64], text[2048] = "Notations utiles : ";
    const char *separator = "";
    while (list && list_next(word, sizeof word, &list)) {
        Formula formula;
        FormulaError error;
        size_t used = strlen(text);
        bool ones = strcmp(word, "𝟏") == 0;
        *shape = '\0';
        if (!ones && desk_parse(desk, &formula, word, &error)) {
            desk_shape(desk, shape, sizeof shape, formula.side[0], NULL, NULL);
            formula_free(&formula);
        }
        snprintf(text + used, sizeof text - used, "%s%s%s%s", separator, word,
                 *shape ? ", " : "",
                 ones ? ", une colonne de uns (au clavier, ones)" : shape);
        separator = " ; ";
    }
    size_t used = strlen(text);
    snprintf(text + used, sizeof text - used, ".");
    if (desk->question->uses.text)
        paragraph_print(file, text);
}

bool show_question(FILE *file, const Book *book, const Question *question,
                   Error *error)
{
    Desk desk;
    if (!desk_open(&desk, book, question, false, error))
        return false;
    paragraph_print(file, question->ask.text);
    show_targets(file, &desk);
    show_uses(file, &desk);
    desk_close(&desk);
    return true;
}

static void show_line(FILE *file, const char *text)
{
    if (*text)
        paragraph_print(file, text);
}

/* Les lignes de text, en retrait. */
static void show_lines(FILE *file, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        fprintf(file, "    %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

void formula_show(FILE *file, const Question *question,
                  const FormulaVerdict *verdict)
{
    static const char *const colours[] = { "\033[33m", "\033[31m",
                                           "\033[32m" };
    bool colour = show_colours(file);
    fprintf(file, "%s%s%s : %s (%s, chapitre %d)\n",
            colour ? colours[verdict->state] : "", state_name(verdict->state),
            colour ? "\033[0m" : "", verdict->name, question->id,
            atoi(question->file->chapter));
    show_line(file, verdict->text);
    show_lines(file, verdict->quote);
    show_line(file, verdict->evidence);
    show_line(file, verdict->step);
}

bool show_hint(FILE *file, const Question *question, size_t k)
{
    if (k >= question->hints.count)
        return false;
    fprintf(file, "  indice %zu sur %zu : %s\n", k + 1, question->hints.count,
            question->hints.item[k].text);
    return true;
}
