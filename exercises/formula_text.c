#include "formula_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/error.h"

/* Une écriture, et celle du cahier. letter : seulement si aucune réponse n'a
 * cette lettre seule ; word : seulement si aucune lettre ne suit. */
typedef struct {
    const char *from, *to;
    char letter;
    bool word;
} Habit;

static const Habit habits[] = {
    { "^{\\mathrm{T}}", "^\\top ", 0, false },
    { "^\\mathrm{T}", "^\\top ", 0, false },
    { "^{\\mathsf{T}}", "^\\top ", 0, false },
    { "^\\mathsf{T}", "^\\top ", 0, false },
    { "^{T}", "^\\top ", 'T', false },
    { "^T", "^\\top ", 'T', false },
    { "^{t}", "^\\top ", 't', false },
    { "^t", "^\\top ", 't', true },
    { "ones(N, 1)", "ones", 0, false },
    { "ones(N,1)", "ones", 0, false },
    { "ones(N)", "ones", 0, false },
    { "\\mathbf{1}_{N}", "\\mathbf{1}", 0, false },
    { "\\mathbf{1}_N", "\\mathbf{1}", 0, true },
    { "1_{N}", "ones", 0, false },
    { "1_N", "ones", 0, true },
    { "∇Wy", "∇_{W_y}", 0, true },
    { "∇by", "∇_{b_y}", 0, true },
    { "∇Wh", "∇_{W_h}", 0, true },
    { "∇bh", "∇_{b_h}", 0, true },
};

static bool has_letter(const char *text, char letter)
{
    for (const char *c = strchr(text, letter); c; c = strchr(c + 1, letter))
        if ((c == text || !isalpha((unsigned char)c[-1])) &&
            !isalpha((unsigned char)c[1]))
            return true;
    return false;
}

static bool is_used(const Question *question, char letter)
{
    for (size_t i = 0; letter && i < question->answers.count; i++)
        if (has_letter(question->answers.item[i].text, letter))
            return true;
    return false;
}

static bool applies(const Habit *habit, const Question *question,
                    const char *text)
{
    size_t length = strlen(habit->from);
    if (strncmp(text, habit->from, length) != 0)
        return false;
    if (habit->word && isalnum((unsigned char)text[length]))
        return false;
    return !is_used(question, habit->letter);
}

static const Habit *habit_at(const Question *question, const char *text)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (applies(&habits[i], question, text))
            return &habits[i];
    return NULL;
}

char *formula_usual(const Question *question, const char *text)
{
    char *usual = allocate(4 * strlen(text) + 1, 1), *end = usual;
    while (*text) {
        const Habit *habit = habit_at(question, text);
        const char *to = habit ? habit->to : text;
        size_t length = habit ? strlen(to) : 1;
        memcpy(end, to, length);
        end += length;
        text += habit ? strlen(habit->from) : 1;
    }
    return usual;
}
