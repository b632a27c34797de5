/* evaluate_operations.c — un nœud : sommes, produits, puissances,
 * réductions. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "evaluator.h"

/* Compte un nœud et work opérations, dont PER_NODE coûtent autant qu'un nœud. */
static void spend(Evaluator *e, const Node *node, size_t work)
{
    size_t cost = work ? work / PER_NODE : 1;
    if (cost >= e->budget)
        evaluator_fail(e, node, "le calcul est trop long");
    e->budget -= cost;
}

/* --- Opérations ---------------------------------------------------------- */

static double complex sum2(double complex a, double complex b)
{
    return a + b;
}

static double complex difference2(double complex a, double complex b)
{
    return a - b;
}

static double complex product2(double complex a, double complex b)
{
    return a * b;
}

static double complex quotient2(double complex a, double complex b)
{
    return a / b;
}

static double complex opposite(double complex a)
{
    return -a;
}

/* Une puissance entière par produits : cpow y perdrait des chiffres. */
static double complex power2(double complex a, double complex p)
{
    double n = creal(p);
    if (cimag(p) != 0 || n != rint(n) || fabs(n) > 64)
        return cexp(p * clog(a));
    double complex z = 1;
    for (double k = 0; k < fabs(n); k++)
        z *= a;
    return n < 0 ? 1 / z : z;
}

/* « h est 5×1, ∇_ỹ ℓ est 7×1 : » */
static void describe(char *to, size_t size, const Node *node, const Value *a,
                     const Value *b)
{
    char left[160], right[160], shape_a[64], shape_b[64];
    formula_print(left, sizeof left, node->child[0]);
    formula_print(right, sizeof right, node->child[1]);
    value_shape(shape_a, sizeof shape_a, a);
    value_shape(shape_b, sizeof shape_b, b);
    snprintf(to, size, "%s est %s, %s est %s", left, shape_a, right, shape_b);
}

_Noreturn static void fail_shapes(Evaluator *e, const Node *node,
                                  const Value *a, const Value *b,
                                  const char *what)
{
    char shapes[480];
    describe(shapes, sizeof shapes, node, a, b);
    evaluator_fail(e, node, "%s : %s", shapes, what);
}

/* Les formes ne s'accordent pas : ce n'est pas la place qui manque. */
static bool refused(const Value *c)
{
    return !c->data && c->rows == 0 && c->cols == 0;
}

/* a et b terme à terme. */
static Value evaluate_combine(Evaluator *e, const Node *node,
                              double complex (*f)(double complex,
                                                  double complex),
                              const char *what)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    Value c = value_combine(&e->stack, &a, &b, f);
    if (refused(&c))
        fail_shapes(e, node, &a, &b, what);
    return settle(e, mark, checked(e, node, c));
}

/* Le produit existerait-il en transposant l'un des deux ? */
static bool transposed_would_do(Evaluator *e, const Value *a, const Value *b)
{
    Value at = value_transpose(&e->stack, a),
          bt = value_transpose(&e->stack, b);
    return at.data && bt.data &&
           (value_multiply(&e->stack, &at, b).data ||
            value_multiply(&e->stack, a, &bt).data);
}

static Value evaluate_product(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    spend(e, node, value_count(&a) * b.cols);
    Value c = value_multiply(&e->stack, &a, &b);
    if (refused(&c)) {
        char text[256], what[400];
        formula_print(text, sizeof text, node);
        snprintf(what, sizeof what, "le produit %s n'existe pas%s", text,
                 transposed_would_do(e, &a, &b)
                     ? " ; une transposée manque-t-elle ?"
                     : "");
        fail_shapes(e, node, &a, &b, what);
    }
    return settle(e, mark, checked(e, node, c));
}

/* Un quotient par un nombre, ou terme à terme. */
static Value evaluate_quotient(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    if (!value_is_scalar(&b) || b.kind == VALUE_LITERAL) {
        Value c = value_combine(&e->stack, &a, &b, quotient2);
        if (refused(&c) || b.kind == VALUE_IDENTITY)
            fail_shapes(e, node, &a, &b, "on ne divise que par un nombre");
        return settle(e, mark, checked(e, node, c));
    }
    b.data[0] = 1 / b.data[0];
    Value c = value_multiply(&e->stack, &a, &b);
    return settle(e, mark, checked(e, node, c));
}

static Value evaluate_unary(Evaluator *e, const Node *node,
                            double complex (*f)(double complex))
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    return settle(e, mark, checked(e, node, value_map(&e->stack, &a, f)));
}

static Value evaluate_power(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    double complex p = evaluate_scalar(e, node->child[1], "un exposant");
    Value a = evaluate_node(e, node->child[0]);
    if (a.kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] = power2(a.data[k], p);
    return settle(e, mark, a);
}

static Value evaluate_transpose(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    return settle(e, mark, checked(e, node, value_transpose(&e->stack, &a)));
}

/* Somme, ou plus grand, des entrées : ⟨a, b⟩ et ‖a‖. */
static double complex fold(const Value *a,
                           double complex (*f)(double complex, double complex))
{
    double complex total = a->data[0];
    for (size_t k = 1; k < value_count(a); k++)
        total = f(total, a->data[k]);
    return total;
}

/* ⟨·, ·⟩ et ‖·‖ parcourent toutes les entrées : il faut savoir combien. */
static void require_size(Evaluator *e, const Node *node, const Value *a)
{
    char shape[64];
    value_shape(shape, sizeof shape, a);
    if (a->kind != VALUE_PLAIN && a->kind != VALUE_LITERAL)
        evaluator_fail(e, node, "de quelle taille ? la valeur est %s", shape);
}

static Value evaluate_inner(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value c = evaluate_combine(e, node, product2,
                               "⟨·, ·⟩ demande deux formes égales");
    require_size(e, node, &c);
    double complex total = fold(&c, sum2);
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, total));
}

static Value evaluate_norm(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    require_size(e, node, &a);
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] = node->order == 2 ? a.data[k] * a.data[k]
                                     : complex_absolute(a.data[k]);
    double complex total = fold(&a, node->order == 0 ? complex_larger : sum2);
    e->stack.top = mark;
    return checked(
        e, node,
        value_number(&e->stack, node->order == 2 ? csqrt(total) : total));
}

static Value evaluate_matrix(Evaluator *e, const Node *node)
{
    size_t rows = (size_t)node->order, cols = node->count / rows;
    Value a = checked(e, node, value_push(&e->stack, VALUE_PLAIN, rows, cols));
    for (size_t k = 0; k < node->count; k++)
        a.data[k] = evaluate_scalar(e, node->child[k], "une entrée");
    return a;
}

/* --- Sommes et autres réductions ----------------------------------------- */

static const struct {
    const char *name;
    double complex (*f)(double complex, double complex);
    double empty;
} reductions[] = {
    { "sum", sum2, 0 },
    { "prod", product2, 1 },
    { "max", complex_larger, -INFINITY },
    { "min", complex_smaller, INFINITY },
};

static void reduction_range(Evaluator *e, const Node *node, long *low,
                            long *high)
{
    const Node *const *child = (const Node *const *)node->child;
    if (child[2] && child[3]) {
        *low = evaluate_index(e, child[2]);
        *high = evaluate_index(e, child[3]);
        return;
    }
    if (!index_range(e, child[0], child[1]->name, low, high))
        evaluator_fail(e, node, "de quoi « %s » est-il l'indice ?",
                       child[1]->name);
    if (child[2])
        *low = evaluate_index(e, child[2]);
}

static Value evaluate_reduce(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top, which = 0, count = e->bound_count;
    long low, high;
    while (strcmp(reductions[which].name, node->name) != 0)
        which++;
    reduction_range(e, node, &low, &high);
    long except = node->child[4] ? evaluate_index(e, node->child[4]) : low - 1;
    Value total = { .data = NULL };
    for (long i = low; i <= high; i++) {
        if (i == except)
            continue;
        bind_index(e, node->child[1]->name, i, node);
        Value term = evaluate_node(e, node->child[0]);
        e->bound_count = count;
        Value both = total.data ? value_combine(&e->stack, &total, &term,
                                                reductions[which].f)
                                : term;
        if (!both.data)
            evaluator_fail(e, node, "les termes n'ont pas tous la même forme");
        total = settle(e, mark, both);
    }
    if (!total.data) {
        total = checked(e, node, value_push(&e->stack, VALUE_LITERAL, 1, 1));
        total.data[0] = reductions[which].empty;
    }
    return total;
}

/* --- Un nœud ------------------------------------------------------------- */

static Value literal(Evaluator *e, const Node *node, ValueKind kind,
                     double complex z)
{
    Value a = checked(e, node, value_push(&e->stack, kind, 1, 1));
    a.data[0] = z;
    return a;
}

static Value delta(Evaluator *e, const Node *node)
{
    bool equal =
        evaluate_index(e, node->child[0]) == evaluate_index(e, node->child[1]);
    return checked(e, node, value_number(&e->stack, equal));
}

/* [dispatch] */
/* Ce qui nomme une valeur. */
static Value dispatch_leaf(Evaluator *e, const Node *node)
{
    switch (node->kind) {
    case NODE_NUMBER:
        return literal(e, node, VALUE_LITERAL, node->number);
    case NODE_BIG_O:
        return literal(e, node, VALUE_LITERAL, 0);
    case NODE_ONES:
        return literal(e, node, VALUE_ROWS, 1);
    case NODE_IDENTITY:
        return literal(e, node, VALUE_IDENTITY, 1);
    case NODE_SYMBOL:
        return evaluate_symbol(e, node);
    case NODE_INDEX:
        return evaluate_subscript(e, node);
    case NODE_DELTA:
        return delta(e, node);
    case NODE_MATRIX:
        return evaluate_matrix(e, node);
    default:
        evaluator_fail(e, node, "nœud inconnu");
    }
}

/* Ce qui en combine. */
static Value dispatch_operation(Evaluator *e, const Node *node)
{
    switch (node->kind) {
    case NODE_NEGATE:
        return evaluate_unary(e, node, opposite);
    case NODE_ADD:
        return evaluate_combine(e, node, sum2, "leur somme n'existe pas");
    case NODE_SUBTRACT:
        return evaluate_combine(e, node, difference2,
                                "leur différence n'existe pas");
    case NODE_HADAMARD:
        return evaluate_combine(e, node, product2,
                                "⊙ demande deux formes égales");
    case NODE_PRODUCT:
        return evaluate_product(e, node);
    case NODE_DIVIDE:
        return evaluate_quotient(e, node);
    case NODE_POWER:
        return evaluate_power(e, node);
    case NODE_TRANSPOSE:
        return evaluate_transpose(e, node);
    case NODE_ABS:
        return evaluate_unary(e, node, complex_absolute);
    case NODE_NORM:
        return evaluate_norm(e, node);
    case NODE_INNER:
        return evaluate_inner(e, node);
    default:
        return dispatch_leaf(e, node);
    }
}

static Value dispatch(Evaluator *e, const Node *node)
{
    switch (node->kind) {
    case NODE_CALL:
        return evaluate_call(e, node);
    case NODE_REDUCE:
        return evaluate_reduce(e, node);
    case NODE_GRADIENT:
        return evaluate_gradient(e, node);
    case NODE_PARTIAL:
        return evaluate_partial(e, node);
    case NODE_LIMIT:
        return evaluate_limit(e, node);
    case NODE_AT:
        return evaluate_at(e, node);
    default:
        return dispatch_operation(e, node);
    }
}
/* [/dispatch] */

/* Un NaN l'emporte : rien ne doit le cacher. */
void grow_scale(double *scale, double value)
{
    if (isnan(value) || value > *scale)
        *scale = value;
}

Value evaluate_node(Evaluator *e, const Node *node)
{
    if (e->depth == NESTING)
        evaluator_fail(e, node, "le calcul est trop emboîté");
    spend(e, node, 0);
    e->depth++;
    Value value = dispatch(e, node);
    e->depth--;
    spend(e, node, value_count(&value));
    grow_scale(&e->usage.scale, value_largest(&value));
    return value;
}
