/* fuzz_formula.c — n'importe quels octets, lus comme une formule.
 *
 * Ce qui se lit, écrit puis relu, doit redonner le même arbre ; rien ne doit
 * planter. check_formula y passe quelques milliers de textes ; make fuzz
 * cherche plus longtemps, avec libFuzzer. Le premier octet choisit la table des
 * noms.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/formula.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Un nom, puis ce qu'il est. Ceux d'après NULL ne sont connus qu'une fois sur
 * deux : sans eux, e, I, O, T et δ ont leur autre sens. */
typedef struct {
    const char *name;
    unsigned kind;
} Known;

static const Known known[] = {
    { "x", 1 },       { "y", 1 },       { "h", 1 },          { "X", 1 },
    { "W_h", 1 },     { "W_y", 1 },     { "b_h", 1 },        { "N", 1 },
    { "ℓ", 1 },       { "L", 3 },       { "f", 3 },          { "s", 2 },
    { "y\u0302", 3 }, { "y\u0303", 1 }, { "h\u0303", 1 },    { "θ", 1 },
    { "η_0", 1 },     { "h^*", 1 },     { "D_+", 2 },        { "ReLU", 2 },
    { "a", 1 },       { "a_kj", 1 },    { "θ\u0302_hh", 1 }, { NULL, 0 },
    { "e", 1 },       { "I", 1 },       { "O", 3 },          { "T", 1 },
    { "δ", 1 },       { "i", 1 },       { "x_1", 1 },        { "lr", 1 },
};

static size_t known_count(const bool *more)
{
    size_t count = sizeof known / sizeof *known;
    for (size_t i = 0; !*more && i < count; i++)
        if (!known[i].name)
            return i;
    return count;
}

static unsigned kind(void *context, const char *name)
{
    for (size_t i = 0; i < known_count(context); i++)
        if (known[i].name && strcmp(known[i].name, name) == 0)
            return known[i].kind;
    return 0;
}

static const char *name_at(void *context, size_t i)
{
    return i < known_count(context) ? known[i].name : NULL;
}

/* Toute la chaîne, dans un bloc neuf. */
static char *print_chain(const Formula *formula)
{
    static const char *const signs[] = { " = ", " < ", " ≤ ", " > ",
                                         " ≥ ", " ⟺ ", " ← " };
    size_t length = 0;
    for (size_t i = 0; i < formula->count; i++)
        length += 8 + formula_print(NULL, 0, formula->side[i]);
    char *text = calloc(length + 1, 1);
    for (size_t i = 0, at = 0; text && i < formula->count; i++) {
        if (i > 0)
            strcat(text + at, signs[formula->relation[i - 1]]);
        at += strlen(text + at);
        at += formula_print(text + at, length + 1 - at, formula->side[i]);
    }
    return text;
}

static bool same(const Formula *a, const Formula *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!formula_same(a->side[i], b->side[i]) ||
            (i > 0 && a->relation[i - 1] != b->relation[i - 1]))
            return false;
    return true;
}

/* Écrire, relire : le même arbre, ou abort. */
static void check_again(const Formula *formula, const char *text,
                        const FormulaNames *names)
{
    FormulaError error = { .offset = 0 };
    Formula again;
    char *printed = print_chain(formula), few[16];
    formula_print(few, sizeof few, formula->side[0]);
    if (printed && strlen(printed) < FORMULA_LENGTH) {
        bool read = formula_parse(&again, printed, names, &error);
        if (!read || !same(formula, &again)) {
            fprintf(stderr, "« %s »\nécrit « %s »\n%s\n", text, printed,
                    read ? "se relit autrement" : error.text);
            abort();
        }
        formula_free(&again);
    }
    free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool more = size > 0 && data[0] % 2;
    FormulaNames names = { &more, kind, name_at };
    char name[FORMULA_NAME], described[64];
    char *text = calloc(size + 1, 1);
    FormulaError error = { .offset = 0 };
    Formula formula;
    if (!text)
        return 0;
    memcpy(text, data + (size > 0), size - (size > 0));
    if (formula_name(name, text) > strlen(text))
        abort();
    bool read = formula_parse(&formula, text, &names, &error);
    if (read == (*error.text != '\0'))
        abort(); /* une erreur a été oubliée, ou tue */
    if (read)
        check_again(&formula, text, &names);
    else
        formula_error_describe(described, sizeof described, text, &error);
    formula_free(&formula);
    free(text);
    return 0;
}
