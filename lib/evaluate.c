/* evaluate.c — la vie d'un évaluateur, et ce qu'on lui demande du dehors. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "evaluator.h"

/* --- Vie et mort --------------------------------------------------------- */

Evaluator *evaluator_create(Notation *notation)
{
    Evaluator *e = allocate(1, sizeof *e);
    e->notation = notation;
    e->stack.capacity = STACK;
    /* Chaque élément y est écrit avant d'être lu : pas de zéros à y mettre. */
    e->stack.data = malloc(STACK * sizeof *e->stack.data);
    if (!e->stack.data)
        fatal(HERE, __func__, "mémoire épuisée");
    evaluator_draw(e, 0, WITNESS_DIFFERENCES);
    return e;
}

void evaluator_free(Evaluator *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < CACHE; i++)
        free(e->cache[i].value.data);
    free(e->stack.data);
    free(e);
}

void evaluator_draw(Evaluator *e, uint64_t seed, Witness witness)
{
    e->seed = seed;
    e->witness = witness;
    e->bound_count = e->bound_base = 0;
    e->held_count = e->floor = 0;
    e->example = NOWHERE;
    touch(e);
}

void evaluator_fail(Evaluator *e, const Node *node, const char *format, ...)
{
    char why[sizeof e->error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    if (e->defining) {
        char name[2 * FORMULA_NAME];
        formula_print_name(name, sizeof name,
                           e->chain[e->defining - 1].symbol->name);
        formula_fail(e->error, e->text, SIZE_MAX,
                     "dans la définition de %s : %.400s", name, why);
    } else {
        formula_fail(e->error, e->text, node ? node->start : SIZE_MAX, "%s",
                     why);
    }
    longjmp(e->escape, 1);
}

Value settle(Evaluator *e, size_t mark, Value value)
{
    double complex *to = e->stack.data + mark;
    size_t n = value_count(&value);
    if (value.data != to)
        memmove(to, value.data, n * sizeof *to);
    value.data = to;
    e->stack.top = mark + n;
    return value;
}

Value checked(Evaluator *e, const Node *node, Value value)
{
    if (!value.data)
        evaluator_fail(e, node, "le calcul demande trop de mémoire");
    return value;
}

double complex evaluate_scalar(Evaluator *e, const Node *node,
                               const char *what)
{
    size_t mark = e->stack.top;
    Value value = evaluate_node(e, node);
    if (!value_is_scalar(&value)) {
        char shape[64], text[128];
        value_shape(shape, sizeof shape, &value);
        formula_print(text, sizeof text, node);
        evaluator_fail(e, node, "%s doit être un nombre : %s est %s", what,
                       text, shape);
    }
    e->stack.top = mark;
    return value.data[0];
}

/* --- De l'extérieur ------------------------------------------------------ */

/* Prépare une évaluation ; les symboles tenus et les indices restent. */
static void begin(Evaluator *e, const char *text, FormulaError *error)
{
    e->text = text;
    e->error = error;
    e->depth = e->defining = e->differentiating = 0;
    e->stepping = e->probing = false;
    e->budget = BUDGET;
    e->usage = (Usage){ 0 };
    e->example = NOWHERE;
    e->stack.top = e->floor;
}

bool evaluator_value(Evaluator *e, Value *value, const Node *node,
                     const char *text, Usage *usage, FormulaError *error)
{
    size_t held = e->held_count, bound = e->bound_count, base = e->bound_base;
    begin(e, text, error);
    if (setjmp(e->escape) != 0) {
        e->held_count = held;
        e->bound_count = bound;
        e->bound_base = base;
        touch(e);
        return false;
    }
    *value = evaluate_node(e, node);
    grow_scale(&usage->scale, e->usage.scale);
    usage->derivative |= e->usage.derivative;
    usage->differences |= e->usage.differences;
    usage->undecided |= e->usage.undecided;
    return true;
}

bool evaluator_range(Evaluator *e, const Node *node, const char *name,
                     const char *text, long *low, long *high,
                     FormulaError *error)
{
    size_t held = e->held_count, bound = e->bound_count;
    begin(e, text, error);
    *error = (FormulaError){ .offset = SIZE_MAX };
    if (setjmp(e->escape) != 0) {
        e->held_count = held;
        e->bound_count = bound;
        e->bound_base = 0;
        touch(e);
        return false;
    }
    return index_range(e, node, name, low, high);
}
