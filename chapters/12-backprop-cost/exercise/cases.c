/* cases.c — l'exercice 12, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* in : A_1 … A_4, puis a_0 … a_4, puis y ; out : les quatre gradients, puis ce
 * qu'on a dépensé de trop. Une tour de moins de quatre couches laisse vides les
 * tenseurs qui manquent. */
enum { DEPTH_MAX = 4, A1 = 0, FIRST = DEPTH_MAX, Y = 2 * DEPTH_MAX + 1 };
enum { EXCESS = DEPTH_MAX };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    TARGET_FORGOTTEN,
    HALF,
    SIGN,
    SLOPE_OMITTED,
    TOP_SLOPE_OMITTED,
    LOWER_SLOPES_OMITTED,
    SLOPE_UNSQUARED,
    SLOPE_NEGATED,
    SLOPE_TANH_TWICE,
    SLOPE_OF_LAYER_ABOVE,
    SLOPE_BEFORE_WEIGHTS,
    A_UNTRANSPOSED,
    A_OF_LAYER_BELOW,
    D_NEVER_MOVES,
    D_OF_LAYER_BELOW,
    A_SAME_LAYER,
    LEAF_TRANSPOSED,
    FIRST_LAYER_SKIPPED,
    LAST_LAYER_SKIPPED,
    LAYERS_REVERSED,
    CHAIN_REBUILT
};

static const Wrong catalogue[] = {
    [TARGET_FORGOTTEN] = { "target-forgotten", "la cible y est oubliée",
                           "eq:cost-loss", NULL },
    [HALF] = { "half", "le carré de la loss est dérivé à un facteur près",
               "eq:cost-top", NULL },
    [SIGN] = { "sign", .where = "eq:cost-top" },
    [SLOPE_OMITTED] = { "slope-omitted",
                        "dérivée de tanh oubliée, à toutes les couches",
                        "eq:cost-down", NULL },
    [TOP_SLOPE_OMITTED] = { "top-slope-omitted",
                            "dérivée de tanh oubliée, à la dernière couche",
                            "eq:cost-top", NULL },
    [LOWER_SLOPES_OMITTED] = { "lower-slopes-omitted",
                               "dérivée de tanh oubliée, partout sauf à la "
                               "dernière couche",
                               "eq:cost-down", NULL },
    [SLOPE_UNSQUARED] = { "slope-unsquared", "1 − a au lieu de 1 − a²",
                          "eq:cost-down", NULL },
    [SLOPE_NEGATED] = { "slope-negated", "a² − 1 au lieu de 1 − a²",
                        "eq:cost-down", NULL },
    [SLOPE_TANH_TWICE] = { "slope-tanh-twice",
                           "1 − tanh²(a) : tanh est appliquée deux fois",
                           "eq:cost-down", NULL },
    [SLOPE_OF_LAYER_ABOVE] = { "slope-of-layer-above",
                               "en descendant, la pente est celle de la "
                               "couche d'où l'on vient",
                               "eq:cost-down", NULL },
    [SLOPE_BEFORE_WEIGHTS] = { "slope-before-weights",
                               "en descendant, la pente est appliquée avant "
                               "les poids",
                               "eq:cost-down", NULL },
    [A_UNTRANSPOSED] = { "A-untransposed",
                         "en descendant, A au lieu de sa transposée",
                         "eq:cost-through", NULL },
    [A_OF_LAYER_BELOW] = { "A-of-layer-below",
                           "en descendant, A est celle d'une couche trop bas",
                           "eq:cost-through", NULL },
    [D_NEVER_MOVES] = { "d-never-moves",
                        "toutes les couches reçoivent le d du sommet",
                        "eq:cost-down", NULL },
    [D_OF_LAYER_BELOW] = { "d-of-layer-below",
                           "le gradient d'une couche est fait avec le d "
                           "d'une couche trop bas",
                           "eq:cost-leaf", NULL },
    [A_SAME_LAYER] = { "a-same-layer",
                       "le gradient d'une couche est fait avec sa propre "
                       "activation",
                       "eq:cost-leaf", NULL },
    [LEAF_TRANSPOSED] = { "leaf-transposed",
                          "les deux facteurs du gradient d'une couche sont "
                          "échangés",
                          "eq:cost-leaf", NULL },
    [FIRST_LAYER_SKIPPED] = { "first-layer-skipped",
                              "la première couche est oubliée", "eq:cost-leaf",
                              NULL },
    [LAST_LAYER_SKIPPED] = { "last-layer-skipped",
                             "la dernière couche est oubliée", "eq:cost-leaf",
                             NULL },
    [LAYERS_REVERSED] = { "layers-reversed",
                          "les gradients sont rangés de la dernière couche à "
                          "la première",
                          "eq:cost-leaf", NULL },
    [CHAIN_REBUILT] = { "chain-rebuilt",
                        "la chaîne des dérivées est refaite pour chaque "
                        "couche : le calcul est en O(D²)",
                        "eq:cost-rebuild",
                        "c'est exactement ce que coûte la chaîne refaite" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

static const struct {
    size_t D, n;
} shapes[] = { { 3, 5 }, { 4, 3 }, { 2, 7 }, { 1, 5 }, { 4, 7 }, { 3, 2 },
               { 2, 3 }, { 4, 5 }, { 3, 7 }, { 4, 2 }, { 1, 3 }, { 4, 11 } };

/* to = tanh(A from). */
static void climb(Matrix *to, const Matrix *A, const Matrix *from)
{
    for (size_t i = 0; i < A->rows; i++) {
        double sum = 0;
        for (size_t j = 0; j < A->cols; j++)
            sum += AT(A, i, j) * from->data[j];
        to->data[i] = tanh(sum);
    }
}

static void draw(Case *c, size_t rank)
{
    size_t D = shapes[rank].D, n = shapes[rank].n;
    Random random = random_seeded(1200 + rank);
    Matrix *A = c->in + A1, *a = c->in + FIRST;
    a[0] = matrix_create(n, 1);
    c->in[Y] = matrix_create(n, 1);
    matrix_random_normal(&a[0], 1, &random);
    matrix_random_normal(&c->in[Y], 1, &random);
    for (size_t l = 1; l <= DEPTH_MAX; l++) {
        size_t width = l <= D ? n : 0;
        A[l - 1] = matrix_create(width, width);
        a[l] = matrix_create(width, width > 0 ? 1 : 0);
        matrix_random_normal(&A[l - 1], 1 / sqrt((double)n), &random);
        climb(&a[l], &A[l - 1], &a[l - 1]);
        c->out[l - 1] = matrix_create(width, width);
    }
    c->out[EXCESS] = matrix_create(1, 1);
    c->size[0] = (Size){ "D", D };
    c->size[1] = (Size){ "n", n };
}

static size_t depth_of(const Case *c)
{
    size_t D = 0;
    while (D < DEPTH_MAX && c->in[A1 + D].rows > 0)
        D++;
    return D;
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

/* La pente de tanh, de l'activation a. */
static double slope(double a, Wrongs w)
{
    if (HAS(w, SLOPE_OMITTED))
        return 1;
    if (HAS(w, SLOPE_UNSQUARED))
        return 1 - a;
    if (HAS(w, SLOPE_NEGATED))
        return a * a - 1;
    if (HAS(w, SLOPE_TANH_TWICE))
        return 1 - tanh(a) * tanh(a);
    return 1 - a * a;
}

/* d = d_D = 2 (a_D − y) ⊙ (1 − a_D²). */
static void top(double *d, const Case *c, size_t D, Wrongs w)
{
    const Matrix *a = &c->in[FIRST + D], *y = &c->in[Y];
    double factor = HAS(w, SIGN) ? -1 : 1;
    factor *= HAS(w, HALF) ? 1 : 2;
    for (size_t i = 0; i < a->rows; i++) {
        double target = HAS(w, TARGET_FORGOTTEN) ? 0 : y->data[i];
        double pente = HAS(w, TOP_SLOPE_OMITTED) ? 1 : slope(a->data[i], w);
        d[i] = factor * (a->data[i] - target) * pente;
    }
}

/* La pente que l'on applique en descendant de la couche m, composante i. */
static double lower_slope(const Case *c, size_t m, size_t i, Wrongs w)
{
    size_t layer = HAS(w, SLOPE_OF_LAYER_ABOVE) ? m : m - 1;
    if (HAS(w, LOWER_SLOPES_OMITTED))
        return 1;
    return slope(c->in[FIRST + layer].data[i], w);
}

/* below = d_{m−1} = (A_mᵀ d_m) ⊙ (1 − a_{m−1}²). */
static void descend(double *below, const double *d, const Case *c, size_t m,
                    Wrongs w)
{
    size_t n = c->in[Y].rows;
    bool before = HAS(w, SLOPE_BEFORE_WEIGHTS);
    const Matrix *A = &c->in[A1 + m - 1];
    if (HAS(w, A_OF_LAYER_BELOW) && m > 1)
        A = &c->in[A1 + m - 2];
    for (size_t j = 0; j < n; j++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += (HAS(w, A_UNTRANSPOSED) ? AT(A, j, i) : AT(A, i, j)) *
                   d[i] * (before ? lower_slope(c, m, i, w) : 1);
        below[j] = sum * (before ? 1 : lower_slope(c, m, j, w));
    }
}

/* G = d_l a_{l−1}ᵀ. */
static void leaf(Matrix *G, const double *d, const Case *c, size_t l, Wrongs w)
{
    const Matrix *a = &c->in[FIRST + (HAS(w, A_SAME_LAYER) ? l : l - 1)];
    for (size_t i = 0; i < G->rows; i++)
        for (size_t j = 0; j < G->cols; j++)
            AT(G, i, j) = HAS(w, LEAF_TRANSPOSED) ? a->data[i] * d[j]
                                                  : d[i] * a->data[j];
}

static bool is_skipped(size_t l, size_t D, Wrongs w)
{
    return (HAS(w, FIRST_LAYER_SKIPPED) && l == 1) ||
           (HAS(w, LAST_LAYER_SKIPPED) && l == D);
}

/* d + n l = d_l, pour l de 0 à D. */
static double *all_deltas(const Case *c, size_t D, Wrongs w)
{
    size_t n = c->in[Y].rows;
    double *d = allocate((D + 1) * n, sizeof *d);
    top(d + n * D, c, D, w);
    for (size_t m = D; m >= 1; m--)
        descend(d + n * (m - 1), d + n * m, c, m, w);
    return d;
}

static void compute(Case *c, Wrongs w)
{
    size_t D = depth_of(c), n = c->in[Y].rows;
    double *d = all_deltas(c, D, w);
    for (size_t l = 1; l <= D; l++) {
        size_t from = HAS(w, D_NEVER_MOVES) ? D : l;
        from -= HAS(w, D_OF_LAYER_BELOW) ? 1 : 0;
        size_t place = HAS(w, LAYERS_REVERSED) ? D - l : l - 1;
        matrix_fill(&c->out[place], 0);
        if (!is_skipped(l, D, w))
            leaf(&c->out[place], d + n * from, c, l, w);
    }
    /* D (D − 1)/2 descentes et D gradients, pour 2 D produits permis. */
    bool over = HAS(w, CHAIN_REBUILT) && D > 3;
    c->out[EXCESS].data[0] = over ? (double)(D * (D - 3)) / 2 : 0;
    free(d);
}

/* --- Ce que la fonction a permis ------------------------------------------------ */

static void remark(const Case *c, bool right, char *text, size_t size)
{
    size_t D = depth_of(c), n = c->in[Y].rows, deep = 100;
    if (!right)
        return;
    snprintf(text, size,
             "Pour D = %zu et n = %zu, la descente coûte (2D − 1) n² = %zu "
             "multiplications ; refaire la chaîne, %zu. À %zu couches, %zu "
             "fois plus.",
             D, n, (2 * D - 1) * n * n, D * (D + 1) / 2 * n * n, deep,
             deep * (deep + 1) / 2 / (2 * deep - 1));
}

static const Tensor inputs[] = {
    { "A1", "n×n" }, { "A2", "n×n" }, { "A3", "n×n" }, { "A4", "n×n" },
    { "a0", "n×1" }, { "a1", "n×1" }, { "a2", "n×1" }, { "a3", "n×1" },
    { "a4", "n×1" }, { "y", "n×1" },  { NULL, NULL }
};
static const Tensor outputs[] = { { "∇A1", "n×n" },   { "∇A2", "n×n" },
                                  { "∇A3", "n×n" },   { "∇A4", "n×n" },
                                  { "excès", "1×1" }, { NULL, NULL } };

const Exercise exercise = {
    .number = "12",
    .title = "le gradient de D couches",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof shapes / sizeof *shapes,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
    .remark = remark,
};
