/* formula_desk.c — voir formula_desk.h. */
#include "formula_desk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/evaluate.h"

/* --- Ouvrir -------------------------------------------------------------- */

static bool refuse(const Desk *desk, size_t line, const char *text,
                   const FormulaError *why, Error *error)
{
    char shown[2 * FORMULA_LENGTH] = "";
    formula_error_describe(shown, sizeof shown, text, why);
    return error_set(error, "%s:%zu: %.900s", desk->question->file->path, line,
                     shown);
}

bool desk_parse(Desk *desk, Formula *formula, const char *text,
                FormulaError *error)
{
    FormulaNames names = notation_names(&desk->scope.notation);
    return formula_parse(formula, text, &names, error);
}

/* « ∇_{W_y} ℓ = (ŷ − y) hᵀ », ou « W_y ← … ». */
static bool read_target(Desk *desk, const Item *item, Error *error)
{
    Target *target = &desk->target[desk->targets];
    Formula *formula = &target->formula;
    FormulaError why;
    if (!desk_parse(desk, formula, item->text, &why))
        return refuse(desk, item->line, item->text, &why, error);
    desk->targets++;
    target->item = item;
    target->names = formula->count - 1;
    bool chain = formula->count >= 2 && target->names <= TARGET_NAMES;
    for (size_t k = 0; chain && k < target->names; k++) {
        target->name[k] = formula->side[k];
        target->step |= formula->relation[k] == RELATION_ASSIGN;
        chain = formula->relation[k] == RELATION_EQUAL ||
                (target->step && k + 1 == target->names);
    }
    const char *letter[1];
    if (!chain || formula_indices(letter, 1, &desk->scope.notation,
                                  formula->side[0]) > 0)
        return error_set(error,
                         "%s:%zu: « answer: nom = réponse » est attendu, et "
                         "un premier nom sans indice",
                         desk->question->file->path, item->line);
    target->value = formula->side[formula->count - 1];
    return true;
}

const Line *desk_label(const Desk *desk, const char *label)
{
    label += *label == '@';
    const Line *found = find_label(&desk->chapter->labels, label);
    for (size_t i = 0; !found && i < desk->book->count; i++)
        found = find_label(&desk->book->chapters[i].labels, label);
    return found && is_equation(found) ? found : NULL;
}

static bool check_label(const Desk *desk, const char *label, size_t line,
                        Error *error)
{
    return desk_label(desk, label) ||
           error_set(error, "%s:%zu: aucune équation n'a l'étiquette « %s »",
                     desk->question->file->path, line, label);
}

static bool read_wrong(Desk *desk, size_t k, Error *error)
{
    const WrongFormula *wrong = &desk->question->wrong[k];
    Formula *formula = &desk->wrong[k];
    FormulaError why;
    if (!desk_parse(desk, formula, wrong->text, &why))
        return refuse(desk, wrong->line, wrong->text, &why, error);
    if (formula->count != 1)
        return error_set(error, "%s:%zu: une formule seule est attendue",
                         desk->question->file->path, wrong->line);
    return check_label(desk, wrong->label, wrong->line, error);
}

static bool read_formulas(Desk *desk, Error *error)
{
    const Question *q = desk->question;
    for (size_t i = 0; i < q->answers.count; i++)
        if (!read_target(desk, &q->answers.item[i], error))
            return false;
    for (size_t k = 0; k < q->wrongs; k++)
        if (!read_wrong(desk, k, error))
            return false;
    return check_label(desk, q->see.text, q->see.line, error);
}

static bool add_notation(Desk *desk, const Item *item, Error *error)
{
    FormulaError why = { .offset = SIZE_MAX };
    return notation_add(&desk->scope.notation, item->text, &why) ||
           refuse(desk, item->line, item->text, &why, error);
}

/* Le cas de la question est-il un de ceux du chapitre ? */
static bool check_case(const Desk *desk, Error *error)
{
    const Item *given = &desk->question->given;
    const Table *notation = &desk->chapter->notation;
    bool found = given->text == NULL;
    for (size_t i = 0; !found && i < notation->count; i++)
        found =
            strcmp(notation->lines[i].field[NOTATION_CASE], given->text) == 0;
    return found ||
           error_set(error, "%s:%zu: cas inconnu : « %s »",
                     desk->question->file->path, given->line, given->text);
}

/* La notation du chapitre, du cas, puis celle de la question. */
static bool open_scope(Desk *desk, bool large, Error *error)
{
    const Question *q = desk->question;
    char *said = NULL;
    size_t size = 0;
    FILE *log = open_memstream(&said, &size);
    if (!log)
        fatal(HERE, __func__, "mémoire épuisée");
    scope_open(&desk->scope, desk->book, desk->chapter,
               q->given.text ? q->given.text : "", log);
    fclose(log);
    desk->scope.log = NULL;
    bool done = desk->scope.errors == 0 || error_set(error, "%.1000s", said);
    free(said);
    notation_level(&desk->scope.notation, LEVEL_CASE);
    for (size_t i = 0; done && i < q->notation.count; i++)
        done = add_notation(desk, &q->notation.item[i], error);
    return done && (!large || add_notation(desk, &q->large, error));
}

bool desk_open(Desk *desk, const Book *book, const Question *question,
               bool large, Error *error)
{
    *desk = (Desk){ .book = book, .question = question };
    desk->chapter = book_find(book, question->file->chapter);
    if (!desk->chapter)
        return error_set(error, "%s : le chapitre %s manque",
                         question->file->path, question->file->chapter);
    bool done = check_case(desk, error) && open_scope(desk, large, error) &&
                read_formulas(desk, error);
    if (!done)
        desk_close(desk);
    return done;
}

void desk_close(Desk *desk)
{
    for (size_t i = 0; i < QUESTION_ITEMS; i++)
        formula_free(&desk->target[i].formula);
    for (size_t k = 0; k < QUESTION_WRONGS; k++)
        formula_free(&desk->wrong[k]);
    scope_close(&desk->scope);
    *desk = (Desk){ 0 };
}

/* --- Prouver ------------------------------------------------------------- */

bool desk_prove(Desk *desk, Proof *proof, Node *left, Node *right,
                const char *text)
{
    Proof unused;
    Formula formula = { .count = 2,
                        .side = { left, right },
                        .relation = { RELATION_EQUAL } };
    return formula_prove(proof ? proof : &unused, &desk->scope.notation,
                         &formula, text, 1);
}

Node *indexed(Indexed *room, Node *node, const char *const *letters,
              size_t count)
{
    if (count == 0)
        return node;
    *room = (Indexed){ .index = { .kind = NODE_INDEX,
                                  .count = count + 1,
                                  .height = node->height + 1 } };
    room->index.child = room->child;
    room->child[0] = node;
    for (size_t i = 0; i < count; i++) {
        room->letter[i] = (Node){ .kind = NODE_SYMBOL, .height = 1 };
        snprintf(room->letter[i].name, FORMULA_NAME, "%s", letters[i]);
        room->child[i + 1] = &room->letter[i];
    }
    return &room->index;
}

/* --- Formes -------------------------------------------------------------- */

const char *desk_sizes(const Desk *desk)
{
    const Question *question = desk->question;
    return question->sizes.text         ? question->sizes.text
           : question->file->sizes.text ? question->file->sizes.text
                                        : "";
}

size_t desk_size(Desk *desk, const char *name)
{
    Formula formula;
    FormulaError error;
    Value value;
    Usage usage = { 0 };
    size_t found = 0;
    if (!desk_parse(desk, &formula, name, &error))
        return 0;
    Evaluator *evaluator = evaluator_create(&desk->scope.notation);
    if (evaluator_value(evaluator, &value, formula.side[0], name, &usage,
                        &error) &&
        value_is_scalar(&value) && creal(value.data[0]) > 0)
        found = (size_t)creal(value.data[0]);
    evaluator_free(evaluator);
    formula_free(&formula);
    return found;
}

/* Le nom de la taille number, ou le nombre. */
static void size_name(Desk *desk, char *to, size_t size, size_t number)
{
    const char *list = desk_sizes(desk);
    char name[FORMULA_NAME];
    snprintf(to, size, "%zu", number);
    while (number > 1 && list_next(name, sizeof name, &list))
        if (desk_size(desk, name) == number) {
            snprintf(to, size, "%s", name);
            return;
        }
}

/* « 7×1 » au début de text : les deux tailles, et où cela finit ; ou NULL. */
static const char *shape_end(const char *text, size_t size[2])
{
    char *end;
    if (!isdigit((unsigned char)*text))
        return NULL;
    size[0] = strtoul(text, &end, 10);
    if (strncmp(end, "×", strlen("×")) != 0)
        return NULL;
    text = end + strlen("×");
    if (!isdigit((unsigned char)*text))
        return NULL;
    size[1] = strtoul(text, &end, 10);
    return end;
}

void desk_letters(Desk *desk, char *to, size_t size, const char *text)
{
    size_t used = 0, shape[2];
    bool inside = false; /* un nombre déjà commencé */
    while (*text && used + 1 < size) {
        const char *end = inside ? NULL : shape_end(text, shape);
        inside = isdigit((unsigned char)*text);
        if (!end) {
            to[used++] = *text++;
            continue;
        }
        char rows[FORMULA_NAME], cols[FORMULA_NAME];
        size_name(desk, rows, sizeof rows, shape[0]);
        size_name(desk, cols, sizeof cols, shape[1]);
        int more = snprintf(to + used, size - used, "%s × %s", rows, cols);
        used += more > 0 ? (size_t)more : 0;
        text = end;
    }
    to[used < size ? used : size - 1] = '\0';
}

bool desk_shape(Desk *desk, char *to, size_t size, const Node *node,
                size_t *rows, size_t *cols)
{
    const char *letters[LETTERS];
    char shape[64];
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    Evaluator *evaluator = evaluator_create(&desk->scope.notation);
    size_t count =
        formula_indices(letters, LETTERS, &desk->scope.notation, node);
    for (size_t i = 0; i < count && i < LETTERS; i++)
        evaluator_bind(evaluator, letters[i], 1);
    bool done = evaluator_value(evaluator, &value, node, "", &usage, &error);
    if (done) {
        value_shape(shape, sizeof shape, &value);
        desk_letters(desk, to, size, shape);
        if (rows)
            *rows = value.rows;
        if (cols)
            *cols = value.cols;
    }
    evaluator_free(evaluator);
    return done;
}
