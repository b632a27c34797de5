#include "formulas.h"

#include <math.h>
#include <stdlib.h>

#include "../../lib/gradient_check.h"

Tower tower_random(size_t depth, size_t width, Random *random)
{
    Tower t = { depth, width, allocate(depth, sizeof(Matrix)),
                matrix_create(width, 1), matrix_create(width, 1) };
    for (size_t l = 0; l < depth; l++) {
        t.A[l] = matrix_create(width, width);
        matrix_random_normal(&t.A[l], 1 / sqrt((double)width), random);
    }
    matrix_random_normal(&t.x, 1, random);
    matrix_random_normal(&t.y, 1, random);
    return t;
}

void tower_free(Tower *tower)
{
    for (size_t l = 0; l < tower->depth; l++)
        matrix_free(&tower->A[l]);
    free(tower->A);
    matrix_free(&tower->x);
    matrix_free(&tower->y);
}

/* --- Les gestes, et ce qu'ils coûtent ------------------------------------ */

/* Une matrice nulle, que l'on garde jusqu'au bout : rows × cols nombres. */
static Matrix keep(size_t rows, size_t cols, Cost *cost)
{
    cost->memory += rows * cols;
    return matrix_create(rows, cols);
}

/* to = tanh(A from) : n² multiplications. */
static void climb(Matrix *to, const Matrix *A, const Matrix *from, Cost *cost)
{
    matrix_multiply(to, A, from);
    matrix_map(to, tanh, to);
    cost->products += A->rows * A->cols;
}

/* delta ← delta ⊙ (1 − a²). */
static void slope(Matrix *delta, const Matrix *a)
{
    for (size_t i = 0; i < matrix_size(delta); i++)
        delta->data[i] *= 1 - a->data[i] * a->data[i];
}

/* delta = 2 (a − y) ⊙ (1 − a²). */
static void top(Matrix *delta, const Matrix *a, const Matrix *y)
{
    matrix_subtract(delta, a, y);
    matrix_scale(delta, 2, delta);
    slope(delta, a);
}

/* delta ← (Aᵀ delta) ⊙ (1 − a²) : n² multiplications. */
static void descend(Matrix *delta, const Matrix *A, const Matrix *a,
                    Cost *cost)
{
    Matrix below = matrix_create(A->cols, 1);
    matrix_multiply_tn(&below, A, delta);
    slope(&below, a);
    matrix_copy(delta, &below);
    matrix_free(&below);
    cost->products += A->rows * A->cols;
}

/* gradient = delta aᵀ : n² multiplications. */
static void outer(Matrix *gradient, const Matrix *delta, const Matrix *a,
                  Cost *cost)
{
    matrix_multiply_nt(gradient, delta, a);
    cost->products += matrix_size(gradient);
}

/* a = a_l, remonté depuis l'entrée. */
static void reach(Matrix *a, size_t l, const Tower *t, Cost *cost)
{
    Matrix next = matrix_create(t->width, 1);
    matrix_copy(a, &t->x);
    for (size_t m = 0; m < l; m++) {
        climb(&next, &t->A[m], a, cost);
        matrix_copy(a, &next);
    }
    matrix_free(&next);
}

static double counted_loss(const Tower *t, Cost *cost)
{
    Matrix a = keep(t->width, 1, cost);
    reach(&a, t->depth, t, cost);
    matrix_subtract(&a, &a, &t->y);
    double loss = matrix_dot(&a, &a);
    matrix_free(&a);
    return loss;
}

double tower_loss(void *tower)
{
    Cost cost = { 0, 0 };
    return counted_loss(tower, &cost);
}

/* Les activations, gardées : a[l] = a_l, l = 0 … D. */
static Matrix *climb_all(const Tower *t, Cost *cost)
{
    Matrix *a = allocate(t->depth + 1, sizeof(Matrix));
    a[0] = matrix_clone(&t->x);
    for (size_t l = 1; l <= t->depth; l++) {
        a[l] = keep(t->width, 1, cost);
        climb(&a[l], &t->A[l - 1], &a[l - 1], cost);
    }
    return a;
}

static void free_all(Matrix *a, const Tower *t)
{
    for (size_t l = 0; l <= t->depth; l++)
        matrix_free(&a[l]);
    free(a);
}

/* --- Les cinq façons ----------------------------------------------------- */

/* [backpropagation] */
Cost by_backpropagation(Matrix *gradient, const Tower *t)
{
    Cost cost = { 0, 0 };
    Matrix *a = climb_all(t, &cost), delta = keep(t->width, 1, &cost);
    top(&delta, &a[t->depth], &t->y); /* @eq:cost-top */
    for (size_t l = t->depth; l >= 1; l--) {
        if (l < t->depth)
            descend(&delta, &t->A[l], &a[l], &cost);       /* @eq:cost-down */
        outer(&gradient[l - 1], &delta, &a[l - 1], &cost); /* @eq:cost-leaf */
    }
    matrix_free(&delta);
    free_all(a, t);
    return cost;
}
/* [/backpropagation] */

/* [rebuilding] */
Cost by_rebuilding(Matrix *gradient, const Tower *t)
{
    Cost cost = { 0, 0 };
    Matrix *a = climb_all(t, &cost), delta = keep(t->width, 1, &cost);
    for (size_t l = 1; l <= t->depth; l++) {
        top(&delta, &a[t->depth], &t->y); /* tout reprendre du sommet */
        for (size_t m = t->depth - 1; m >= l; m--)
            descend(&delta, &t->A[m], &a[m], &cost);
        outer(&gradient[l - 1], &delta, &a[l - 1], &cost);
    }
    matrix_free(&delta);
    free_all(a, t);
    return cost;
}
/* [/rebuilding] */

/* @eq:cost-carry : J ← diag(1 − a²) A J ; n³ multiplications. */
static void accumulate(Matrix *J, const Matrix *A, const Matrix *a, Cost *cost)
{
    Matrix next = matrix_clone(J);
    matrix_multiply(&next, A, J);
    for (size_t i = 0; i < J->rows; i++)
        for (size_t j = 0; j < J->cols; j++)
            AT(J, i, j) = (1 - a->data[i] * a->data[i]) * AT(&next, i, j);
    matrix_free(&next);
    cost->products += A->rows * matrix_size(J);
}

Cost by_jacobian(Matrix *gradient, const Tower *t)
{
    size_t n = t->width;
    Cost cost = { 0, 0 };
    Matrix J = keep(n, n, &cost), a = keep(n, 1, &cost);
    Matrix below = keep(n, 1, &cost), delta = keep(n, 1, &cost);
    for (size_t l = 1; l <= t->depth; l++) {
        reach(&below, l - 1, t, &cost);
        climb(&a, &t->A[l - 1], &below, &cost);
        matrix_fill(&J, 0);
        for (size_t i = 0; i < n; i++)
            AT(&J, i, i) = 1 - a.data[i] * a.data[i];
        for (size_t m = l; m < t->depth; m++) {
            matrix_copy(&delta, &a);
            climb(&a, &t->A[m], &delta, &cost);
            accumulate(&J, &t->A[m], &a, &cost);
        }
        matrix_subtract(&a, &a, &t->y);
        matrix_scale(&a, 2, &a);
        matrix_multiply_tn(&delta, &J, &a);
        cost.products += n * n;
        outer(&gradient[l - 1], &delta, &below, &cost);
    }
    matrix_free(&J);
    matrix_free(&a);
    matrix_free(&below);
    matrix_free(&delta);
    return cost;
}

Cost by_recomputing(Matrix *gradient, const Tower *t)
{
    Cost cost = { 0, 0 };
    Matrix a = keep(t->width, 1, &cost), delta = keep(t->width, 1, &cost);
    for (size_t l = 1; l <= t->depth; l++) {
        reach(&a, t->depth, t, &cost);
        top(&delta, &a, &t->y);
        for (size_t m = t->depth - 1; m >= l; m--) {
            reach(&a, m, t, &cost);
            descend(&delta, &t->A[m], &a, &cost);
        }
        reach(&a, l - 1, t, &cost);
        outer(&gradient[l - 1], &delta, &a, &cost);
    }
    matrix_free(&a);
    matrix_free(&delta);
    return cost;
}

Cost by_one_descent(Matrix *gradient, const Tower *t)
{
    Cost cost = { 0, 0 };
    Matrix a = keep(t->width, 1, &cost), delta = keep(t->width, 1, &cost);
    reach(&a, t->depth, t, &cost);
    top(&delta, &a, &t->y);
    for (size_t l = t->depth; l >= 1; l--) {
        reach(&a, l - 1, t, &cost);
        outer(&gradient[l - 1], &delta, &a, &cost);
        if (l > 1)
            descend(&delta, &t->A[l - 1], &a, &cost);
    }
    matrix_free(&a);
    matrix_free(&delta);
    return cost;
}

/* Une passe avant, dont la mémoire est rendue à la fin. */
typedef struct {
    Tower tower;
    Cost cost;
} Probe;

static double probe_loss(void *context)
{
    Probe *probe = context;
    probe->cost.memory = 0;
    return counted_loss(&probe->tower, &probe->cost);
}

Cost by_differences(Matrix *gradient, const Tower *t)
{
    Probe probe = { *t, { 0, 0 } };
    for (size_t l = 0; l < t->depth; l++)
        for (size_t i = 0; i < matrix_size(&t->A[l]); i++)
            gradient[l].data[i] = central_difference(
                probe_loss, &probe, &t->A[l].data[i], 0x1p-17);
    return probe.cost;
}

Cost cost_formula(size_t way, size_t D, size_t n)
{
    switch (way) {
    case BACKPROPAGATION: /* @eq:cost-backprop */
        return (Cost){ (3 * D - 1) * n * n, (D + 1) * n };
    case REBUILDING: /* @eq:cost-rebuild */
        return (Cost){ D * (D + 3) / 2 * n * n, (D + 1) * n };
    case JACOBIAN: /* @eq:cost-jacobian */
        return (Cost){ D * (D + 2) * n * n + D * (D - 1) / 2 * n * n * n,
                       n * n + 3 * n };
    case RECOMPUTING: /* @eq:cost-recompute */
        return (Cost){ (D * (D + 1) * (2 * D + 1) / 6 + D * D) * n * n,
                       2 * n };
    default: /* @eq:cost-differences */
        return (Cost){ 2 * D * D * n * n * n * n, n };
    }
}

Cost one_descent_formula(size_t D, size_t n)
{
    return (Cost){ (D * D + 5 * D - 2) / 2 * n * n, 2 * n };
}

Gradient *gradient_way(size_t way)
{
    static Gradient *const ways[WAYS] = { by_backpropagation, by_rebuilding,
                                          by_jacobian, by_recomputing,
                                          by_differences };
    return ways[way];
}
