/* evaluate_functions.c — les fonctions de toujours, et celles du chapitre. */
#include <math.h>
#include <string.h>

#include "evaluator.h"

/* --- Fonctions ----------------------------------------------------------- */

double complex complex_absolute(double complex z)
{
    return creal(z) < 0 ? -z : z;
}

static double complex sign(double complex z)
{
    double x = creal(z);
    return x < 0 ? -1 : x > 0 ? 1 : x;
}

static double complex imaginary(double complex z)
{
    return cimag(z);
}

static double complex real(double complex z)
{
    return creal(z);
}

/* Un NaN l'emporte : rien ne doit le cacher. */
double complex complex_larger(double complex a, double complex b)
{
    return creal(a) < creal(b) || isnan(creal(b)) ? b : a;
}

double complex complex_smaller(double complex a, double complex b)
{
    return creal(b) < creal(a) || isnan(creal(b)) ? b : a;
}

static const struct {
    const char *name;
    double complex (*f)(double complex);
} elementwise[] = {
    { "exp", cexp },   { "log", clog },      { "tanh", ctanh },
    { "cosh", ccosh }, { "sinh", csinh },    { "cos", ccos },
    { "sin", csin },   { "sqrt", csqrt },    { "abs", complex_absolute },
    { "sign", sign },  { "Im", imaginary },  { "Re", real },
    { "tan", ctan },   { "artanh", catanh },
};

/* [softmax] */
/* SoftMax d'une colonne ; d'un lot, ligne par ligne. */
static Value softmax(Evaluator *e, const Value *a, const Node *node)
{
    Value y = checked(e, node, value_copy(&e->stack, a));
    bool column =
        y.kind == VALUE_COLS || (y.kind == VALUE_PLAIN && y.cols == 1);
    size_t length = column ? y.rows : y.cols;
    for (size_t first = 0; first < value_count(&y); first += length) {
        double complex *z = y.data + first, largest = z[0], total = 0;
        for (size_t j = 0; j < length; j++)
            largest = complex_larger(largest, z[j]);
        for (size_t j = 0; j < length; j++)
            total += z[j] = cexp(z[j] - creal(largest));
        for (size_t j = 0; j < length; j++)
            z[j] /= total;
    }
    return y;
}
/* [/softmax] */

static Value diagonal(Evaluator *e, const Value *a, const Node *node)
{
    if (a->kind != VALUE_PLAIN || a->cols != 1)
        evaluator_fail(e, node, "diag demande une colonne");
    Value d =
        checked(e, node, value_push(&e->stack, VALUE_PLAIN, a->rows, a->rows));
    for (size_t i = 0; i < a->rows; i++)
        d.data[i * a->rows + i] = a->data[i];
    return d;
}

static Value trace(Evaluator *e, const Value *a, const Node *node)
{
    if (a->kind != VALUE_PLAIN || a->rows != a->cols)
        evaluator_fail(e, node, "tr demande une matrice carrée");
    double complex sum = 0;
    for (size_t i = 0; i < a->rows; i++)
        sum += a->data[i * a->cols + i];
    return checked(e, node, value_number(&e->stack, sum));
}

/* max ou min : des arguments entre eux, ou des entrées d'un seul. */
static Value extremum(Evaluator *e, const Node *node,
                      double complex (*f)(double complex, double complex))
{
    size_t mark = e->stack.top;
    Value best = evaluate_node(e, node->child[0]);
    for (size_t k = 1; k < node->count; k++) {
        Value next = evaluate_node(e, node->child[k]);
        Value both = value_combine(&e->stack, &best, &next, f);
        if (!both.data)
            evaluator_fail(e, node, "des formes différentes");
        best = settle(e, mark, both);
    }
    if (best.kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    if (node->count > 1)
        return best;
    double complex z = best.data[0];
    for (size_t k = 1; k < value_count(&best); k++)
        z = f(z, best.data[k]);
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, z));
}

/* ligne(A, k) : la ligne k de A, en colonne. */
static Value row_of(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    if (node->count != 2)
        evaluator_fail(e, node, "ligne demande une matrice et un rang");
    Value a = evaluate_node(e, node->child[0]);
    long k = evaluate_index(e, node->child[1]);
    if (a.kind != VALUE_PLAIN || k < 1 || (size_t)k > a.rows)
        evaluator_fail(e, node, "pas de ligne %ld", k);
    Held held = { .value = a };
    return settle(e, mark, held_row(e, &held, k, node));
}

/* Les fonctions connues, d'un argument déjà calculé. */
static Value builtin(Evaluator *e, const Node *node, const Value *a)
{
    if (a->kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    for (size_t i = 0; i < sizeof elementwise / sizeof *elementwise; i++)
        if (strcmp(node->name, elementwise[i].name) == 0)
            return checked(e, node, value_map(&e->stack, a, elementwise[i].f));
    if (strcmp(node->name, "SoftMax") == 0)
        return softmax(e, a, node);
    if (strcmp(node->name, "diag") == 0)
        return diagonal(e, a, node);
    if (strcmp(node->name, "tr") == 0)
        return trace(e, a, node);
    evaluator_fail(e, node, "« %s » n'a pas de valeur", node->name);
}

/* f(a, b, …), à gauche de la définition ; NULL si f se tire au hasard. */
static const Node *signature(const Symbol *function)
{
    if (!function->count)
        return NULL;
    const Node *left = function->definition[0]->formula.side[0];
    return left->kind == NODE_INDEX ? left->child[0] : left;
}

static void check_arity(Evaluator *e, const Symbol *function, const Node *node)
{
    const Node *left = signature(function);
    size_t count = left ? left->count : 1;
    if (node->count != count)
        evaluator_fail(e, node, "%s prend %zu argument%s", node->name, count,
                       count > 1 ? "s" : "");
}

/* Tient les paramètres de f(a, b, …) aux valeurs données. */
static void hold_arguments(Evaluator *e, const Node *left, const Node *node,
                           const Value *values)
{
    for (size_t k = 0; k < left->count; k++) {
        const Symbol *parameter =
            left->child[k]->kind == NODE_SYMBOL
                ? notation_find(e->notation, left->child[k]->name, ROLE_SYMBOL)
                : NULL;
        if (!parameter)
            evaluator_fail(e, node, "un paramètre de %s n'est pas un symbole",
                           left->name);
        hold(e, parameter, NOWHERE, values[k], node);
    }
}

/* Une fonction tirée au hasard, terme à terme comme tanh. */
static Value drawn(Evaluator *e, const Symbol *function, const Node *node,
                   const Value *a)
{
    if (a->kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    Value y = checked(e, node, value_copy(&e->stack, a));
    for (size_t k = 0; k < value_count(&y); k++)
        y.data[k] = draw_function(e, function, y.data[k]);
    if (y.kind == VALUE_LITERAL)
        y.kind = VALUE_PLAIN;
    return y;
}

/* Une fonction du chapitre, en des arguments déjà calculés. */
static Value apply(Evaluator *e, const Symbol *function, const Node *node,
                   const Value *values)
{
    if (!function->count)
        return drawn(e, function, node, &values[0]);
    uint64_t generation = e->generation;
    size_t base = e->bound_base, held = e->held_count;
    hold_arguments(e, signature(function), node, values);
    enter_definition(e, function, (long)e->counter, node);
    e->bound_base = e->bound_count;
    Value value = right_side(e, function->definition[0], 0);
    e->bound_base = base;
    e->defining--;
    e->held_count = held;
    e->generation = generation;
    return value;
}

enum { ARGUMENTS = 4 };

/* Les arguments, dans la forme que déclarent les paramètres de la fonction :
 * L(0, b) prend la matrice nulle. */
static void evaluate_arguments(Evaluator *e, const Symbol *function,
                               const Node *node, Value *values)
{
    const Node *left = signature(function);
    if (node->count > ARGUMENTS)
        evaluator_fail(e, node, "trop d'arguments");
    for (size_t k = 0; k < node->count; k++) {
        values[k] = evaluate_node(e, node->child[k]);
        const Symbol *parameter =
            left
                ? notation_find(e->notation, left->child[k]->name, ROLE_SYMBOL)
                : NULL;
        if (parameter && !find_held(e, parameter, NOWHERE))
            values[k] = declared_shape(e, parameter, NOWHERE, values[k], node);
    }
}

/* f en z : ce que dérive f'(x). */
static Value call_at(Evaluator *e, const void *context, double complex z)
{
    const Node *node = context;
    size_t mark = e->stack.top;
    const Symbol *function =
        notation_find(e->notation, node->name, ROLE_FUNCTION);
    Value argument = checked(e, node, value_number(&e->stack, z));
    return settle(e, mark,
                  function ? apply(e, function, node, &argument)
                           : builtin(e, node, &argument));
}

Value evaluate_call(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    const Symbol *function =
        notation_find(e->notation, node->name, ROLE_FUNCTION);
    if (function)
        check_arity(e, function, node);
    if (node->order > 0) {
        if (node->count != 1)
            evaluator_fail(e, node, "%s n'a pas une seule variable",
                           node->name);
        double complex z =
            evaluate_scalar(e, node->child[0], "la variable d'une dérivée");
        return derivative_of(e, call_at, node, z, node->order);
    }
    Value values[ARGUMENTS];
    if (function) {
        evaluate_arguments(e, function, node, values);
        return settle(e, mark, apply(e, function, node, values));
    }
    if (strcmp(node->name, "max") == 0)
        return extremum(e, node, complex_larger);
    if (strcmp(node->name, "min") == 0)
        return extremum(e, node, complex_smaller);
    if (strcmp(node->name, "ligne") == 0)
        return row_of(e, node);
    if (node->count != 1)
        evaluator_fail(e, node, "%s prend un argument", node->name);
    values[0] = evaluate_node(e, node->child[0]);
    return settle(e, mark, builtin(e, node, &values[0]));
}
