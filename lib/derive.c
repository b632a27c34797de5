/* derive.c — dérivées et limites. */
#include <math.h>
#include <string.h>

#include "evaluator.h"

enum { LEVELS = 3, CIRCLE = 32, RADII = 5, LIMIT_STEPS = 14 };

/* --- Une variable -------------------------------------------------------- */

/* [difference] */
/* (f(z + h) − f(z − h)) / 2h. */
static Value central(Evaluator *e, Quantity *f, const void *context,
                     double complex z, double h)
{
    Value right = f(e, context, z + h), left = f(e, context, z - h);
    for (size_t k = 0; k < value_count(&right); k++)
        right.data[k] = (right.data[k] - left.data[k]) / (2 * h);
    e->stack.top = (size_t)(left.data - e->stack.data);
    return right;
}

/* Trois différences centrées, de pas h, h/2, h/4, extrapolées par Richardson.
 * h suit l'ordre de grandeur de z : log z ne se dérive pas de loin. */
static Value difference(Evaluator *e, Quantity *f, const void *context,
                        double complex z)
{
    Value level[LEVELS];
    double h = 0x1p-7 * fmin(1, fmax(0x1p-8, fabs(creal(z))));
    for (int k = 0; k < LEVELS; k++, h /= 2)
        level[k] = central(e, f, context, z, h);
    double weight = 4;
    for (int order = 1; order < LEVELS; order++, weight *= 4)
        for (int k = 0; k + order < LEVELS; k++)
            for (size_t i = 0; i < value_count(&level[0]); i++)
                level[k].data[i] =
                    (weight * level[k + 1].data[i] - level[k].data[i]) /
                    (weight - 1);
    e->stack.top = (size_t)(level[1].data - e->stack.data);
    e->usage.differences = true;
    return level[0];
}

/* Im f(z + ih) / h, h minuscule : rien n'est soustrait. */
static Value complex_step(Evaluator *e, Quantity *f, const void *context,
                          double complex z)
{
    const double h = 0x1p-100;
    e->stepping = true;
    Value value = f(e, context, z + h * I);
    e->stepping = false;
    for (size_t k = 0; k < value_count(&value); k++)
        value.data[k] = cimag(value.data[k]) / h;
    return value;
}
/* [/difference] */

/* Garde la valeur la mieux assurée : celle qui a le moins bougé. */
static void keep_surest(double complex value, double complex before,
                        double complex *best, double *surest)
{
    double gap = cabs(value - before);
    if (gap < *surest) {
        *surest = gap;
        *best = value;
    }
}

static bool settled(double complex best, double surest)
{
    return surest <= 1e-9 * fmax(1, cabs(best));
}

/* f⁽ⁿ⁾(z) = n! / 2πrⁿ ∫ f(z + r e^{iφ}) e^{−inφ} dφ (Cauchy), par trapèzes. */
static double complex on_circle(Evaluator *e, Quantity *f, const void *context,
                                double complex z, int order, double radius)
{
    double complex total = 0;
    double scale = 1;
    for (int k = 1; k <= order; k++)
        scale *= k / radius;
    size_t mark = e->stack.top;
    for (int k = 0; k < CIRCLE; k++) {
        double complex turn = cexp(2 * acos(-1) * k / CIRCLE * I);
        double complex back = 1;
        for (int j = 0; j < order; j++)
            back /= turn;
        Value value = f(e, context, z + radius * turn);
        if (!value_is_scalar(&value))
            evaluator_fail(e, NULL, "dérivée d'ordre élevé d'une matrice");
        total += value.data[0] * back;
        e->stack.top = mark;
    }
    return scale * total / CIRCLE;
}

/* Sur des cercles de rayons 1/2, 1/4… : un pôle trop proche fausse les plus
 * grands, l'arrondi les plus petits. */
static Value cauchy(Evaluator *e, Quantity *f, const void *context,
                    double complex z, int order)
{
    double complex best = NAN, before = NAN;
    double surest = INFINITY, radius = 0.5;
    for (int k = 0; k < RADII; k++, radius /= 2) {
        double complex value = on_circle(e, f, context, z, order, radius);
        keep_surest(value, before, &best, &surest);
        before = value;
    }
    e->usage.differences = true;
    e->usage.undecided |= !settled(best, surest);
    return value_number(&e->stack, cimag(z) == 0 ? creal(best) : best);
}

/* Les deux méthodes alternent : un pas complexe n'en contient pas un autre. */
Value derivative_of(Evaluator *e, Quantity *f, const void *context,
                    double complex z, int order)
{
    e->usage.derivative = true;
    if (order > 1)
        return cauchy(e, f, context, z, order);
    bool step =
        e->differentiating ? !e->stepping : e->witness == WITNESS_COMPLEX_STEP;
    e->differentiating++;
    Value value = step && cimag(z) == 0 ? complex_step(e, f, context, z)
                                        : difference(e, f, context, z);
    e->differentiating--;
    return value;
}

/* --- Symboles ------------------------------------------------------------ */

/* Une entrée d'un symbole tenu, et ce qui en dépend. */
typedef struct {
    double complex *slot;
    const Node *quantity;
} Push;

/* La quantité, l'entrée poussée en z. */
static Value pushed(Evaluator *e, const void *context, double complex z)
{
    const Push *push = context;
    double complex kept = *push->slot;
    uint64_t generation = e->generation;
    *push->slot = z;
    touch(e);
    Value value = evaluate_node(e, push->quantity);
    *push->slot = kept;
    e->generation = generation;
    return value;
}

/* Libère de sa définition ce que désigne place, en lui gardant sa valeur. */
static Held *hold_place(Evaluator *e, const Place *place, const Node *node)
{
    Value value = symbol_value(e, place->symbol, place->at, node);
    if (value.kind != VALUE_PLAIN && value.kind != VALUE_LITERAL)
        evaluator_fail(e, node, "on ne dérive pas par rapport à cela");
    return hold(e, place->symbol, place->at, value, node);
}

/* [partial] */
/* ∂ quantité / ∂ variable : la variable est un nombre ou une entrée. */
Value evaluate_partial(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    uint64_t generation = e->generation;
    Place place = resolve_place(e, node->child[1]);
    Held *held = hold_place(e, &place, node->child[1]);
    if (!place.entry && !value_is_scalar(&held->value))
        evaluator_fail(e, node->child[1],
                       "∂ demande un nombre, ou une composante");
    Push push = { &held->value.data[place.i * held->value.cols + place.j],
                  node->child[0] };
    Value value = derivative_of(e, pushed, &push, *push.slot, 1);
    release(e, generation);
    return settle(e, mark, value);
}
/* [/partial] */

/* ∇ sans variable : celle de la fonction, ∇L pour L(θ). */
static Place gradient_place(Evaluator *e, const Node *node)
{
    if (node->child[1])
        return resolve_place(e, node->child[1]);
    const Node *quantity = node->child[0];
    const Symbol *function =
        quantity->kind == NODE_SYMBOL
            ? notation_find(e->notation, quantity->name, ROLE_FUNCTION)
            : NULL;
    const Node *left = function && function->count
                           ? function->definition[0]->formula.side[0]
                           : NULL;
    if (!left || left->kind != NODE_CALL || left->count != 1)
        evaluator_fail(e, node, "∇ par rapport à quoi ?");
    return resolve_place(e, left->child[0]);
}

/* La dérivée d'un nombre par rapport à une entrée. */
static double complex slope(Evaluator *e, const Push *push)
{
    size_t mark = e->stack.top;
    Value value = derivative_of(e, pushed, push, *push->slot, 1);
    if (!value_is_scalar(&value)) {
        char text[128], shape[64];
        formula_print(text, sizeof text, push->quantity);
        value_shape(shape, sizeof shape, &value);
        evaluator_fail(e, push->quantity, "∇ demande un nombre : %s est %s",
                       text, shape);
    }
    e->stack.top = mark;
    return value.data[0];
}

/* Une dérivée première, que l'on dérive encore. */
typedef struct {
    Push outer;
    const Push *inner;
} Second;

static Value slope_at(Evaluator *e, const void *context, double complex z)
{
    const Second *second = context;
    double complex kept = *second->outer.slot;
    uint64_t generation = e->generation;
    *second->outer.slot = z;
    touch(e);
    double complex value = slope(e, second->inner);
    *second->outer.slot = kept;
    e->generation = generation;
    return value_number(&e->stack, value);
}

/* ∇² : la dérivée, par rapport à chaque entrée, de chaque dérivée. */
static void fill_hessian(Evaluator *e, const Node *node, Held *held,
                         Value *all)
{
    size_t n = all->rows, top = e->stack.top;
    for (size_t k = 0; k < n * n; k++) {
        Push inner = { &held->value.data[k % n], node->child[0] };
        Second second = { { &held->value.data[k / n], node->child[0] },
                          &inner };
        Value value =
            derivative_of(e, slope_at, &second, *second.outer.slot, 1);
        all->data[k] = value.data[0];
        e->stack.top = top;
    }
}

/* [gradient] */
/* ∇ quantité : une dérivée par entrée de la variable, à la même place. */
Value evaluate_gradient(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    uint64_t generation = e->generation;
    Place place = gradient_place(e, node);
    Held *held = hold_place(e, &place, node);
    size_t rows = held->value.rows, cols = held->value.cols, n = rows * cols;
    Value all = node->order == 2
                    ? value_push(&e->stack, VALUE_PLAIN, n, n)
                    : value_push(&e->stack, VALUE_PLAIN, rows, cols);
    all = checked(e, node, all);
    if (node->order == 2)
        fill_hessian(e, node, held, &all);
    for (size_t k = 0; node->order == 1 && k < n; k++) {
        Push push = { &held->value.data[k], node->child[0] };
        all.data[k] = slope(e, &push);
    }
    release(e, generation);
    return settle(e, mark, all);
}
/* [/gradient] */

/* …|_{η = 0}. */
Value evaluate_at(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    uint64_t generation = e->generation;
    Place place = resolve_place(e, node->child[1]);
    if (place.entry)
        evaluator_fail(e, node, "une composante ne se remplace pas seule");
    Value value = evaluate_node(e, node->child[2]);
    value = declared_shape(e, place.symbol, place.at, value, node);
    hold(e, place.symbol, place.at, value, node);
    Value result = evaluate_node(e, node->child[0]);
    release(e, generation);
    return settle(e, mark, result);
}

/* --- Limites ------------------------------------------------------------- */

/* Où est la variable au pas u : a + u, a − u, ou ± 1/u. */
static double approach(double target, double side, double u)
{
    return isfinite(target) ? target + side * u : copysign(1 / u, target);
}

/* La suite aux pas u = 1/2, 1/4, 1/8…, telle quelle et extrapolée (Neville,
 * polynôme en u) ; elle se décide si elle cesse de bouger. */
static double complex limit_side(Evaluator *e, const Node *node, Held *held,
                                 double target, double side)
{
    double complex row[LIMIT_STEPS], best = NAN;
    double u = 0.5, surest = INFINITY;
    for (int k = 0; k < LIMIT_STEPS; k++, u /= 2) {
        held->value.data[0] = approach(target, side, u);
        touch(e);
        row[k] = evaluate_scalar(e, node->child[0], "une limite");
        if (k > 0)
            keep_surest(row[k], row[k - 1], &best, &surest);
        double weight = 2;
        for (int j = k; j-- > 0; weight *= 2)
            row[j] = row[j + 1] + (row[j + 1] - row[j]) / (weight - 1);
        if (k > 0)
            keep_surest(row[0], row[1], &best, &surest);
    }
    e->usage.undecided |= !settled(best, surest);
    return best;
}

/* Une limite qui ne dit pas son côté doit être la même des deux. */
Value evaluate_limit(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    uint64_t generation = e->generation;
    double scale = e->usage.scale;
    Place place = resolve_place(e, node->child[1]);
    if (place.entry)
        evaluator_fail(e, node->child[1], "une limite demande un symbole");
    double target =
        creal(evaluate_scalar(e, node->child[2], "la cible d'une limite"));
    Value variable = checked(e, node, value_number(&e->stack, target));
    Held *held = hold(e, place.symbol, place.at, variable, node);
    double side = node->number < 0 ? -1 : 1;
    double complex best = limit_side(e, node, held, target, side);
    if (isfinite(target) && node->number == 0) {
        double complex other = limit_side(e, node, held, target, -1);
        if (cabs(other - best) > 1e-7 * fmax(1, cabs(best)) &&
            !e->usage.undecided)
            evaluator_fail(e, node, "à gauche et à droite, la limite diffère");
    }
    e->usage.scale = scale; /* l'infini et le chemin ne comptent pas */
    e->usage.differences = e->usage.derivative = true;
    release(e, generation);
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, best));
}
