/* cases.c — l'exercice 6, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

/* Les erreurs, dans l'ordre des gestes. */
enum {
    MAX_FORGOTTEN,
    BATCH_MAX,
    RUNNING_MAX,
    MAX_FROM_ZERO,
    MAX_ABSOLUTE,
    FIRST_LOGIT,
    LEAST_LOGIT,
    MAX_ADDED,
    MAX_DIVIDED,
    MAX_NUMERATOR_ONLY,
    MAX_SUM_ONLY,
    BATCH_AS_VECTOR,
    COLUMN_AS_VECTOR,
    EXPONENT_NEGATED,
    EXPONENTIAL_FORGOTTEN,
    RATIO_OF_LOGITS,
    LAST_CLASS_SKIPPED,
    SUM_SKIPS_FIRST,
    SUM_SKIPS_LAST,
    SUM_ASSIGNED,
    SUM_NOT_RESET,
    SUM_WITHOUT_SELF,
    BATCH_SUM,
    COLUMN_SUM,
    SUM_OF_SQUARES,
    SUM_OVERWRITTEN,
    FLOAT_SUMS,
    UNNORMALISED,
    SOFTMAX_TWICE,
    SIGMOID,
    TANH,
    ARGMAX,
    LAST_EXAMPLE_SKIPPED
};

static const Wrong catalogue[] = {
    [MAX_FORGOTTEN] = { "max-forgotten",
                        "dès que les logits sont grands, les exponentielles "
                        "débordent, ou s'annulent toutes",
                        "eq:softmax-stable", NULL },
    [BATCH_MAX] = { "batch-max",
                    "le maximum de tout le lot sert à chaque exemple : les "
                    "exponentielles d'un exemple aux logits bien plus petits "
                    "s'annulent toutes",
                    "eq:largest", NULL },
    [RUNNING_MAX] = { "running-max",
                      "le maximum d'un exemple sert encore aux suivants",
                      "eq:largest", NULL },
    [MAX_FROM_ZERO] = { "max-from-zero",
                        "la recherche du maximum part de 0 : que se "
                        "passe-t-il si tous les logits sont négatifs ?",
                        "eq:largest", NULL },
    [MAX_ABSOLUTE] = { "max-absolute",
                       "le maximum des valeurs absolues du lot : ce peut être "
                       "l'opposé "
                       "d'un logit",
                       "eq:largest", NULL },
    [FIRST_LOGIT] = { "first-logit",
                      "on retranche le premier logit : une exponentielle "
                      "déborde dès qu'un autre est bien plus grand",
                      "eq:largest", NULL },
    [LEAST_LOGIT] = { "least-logit",
                      "on retranche le plus petit logit : une exponentielle "
                      "déborde dès qu'un autre est bien plus grand",
                      "eq:largest", NULL },
    [MAX_ADDED] = { "max-added",
                    "le maximum éloigne les exposants de 0 au lieu de les en "
                    "rapprocher",
                    "eq:softmax-stable", NULL },
    [MAX_DIVIDED] = { "max-divided",
                      "les logits sont divisés par leur maximum : cela change "
                      "la réponse",
                      "eq:softmax-shift", NULL },
    [MAX_NUMERATOR_ONLY] = { "max-numerator-only",
                             "les exposants du numérateur sont décalés, ceux "
                             "du dénominateur ne le sont pas",
                             "eq:softmax-stable", NULL },
    [MAX_SUM_ONLY] = { "max-sum-only",
                       "les exposants du dénominateur sont décalés, ceux du "
                       "numérateur ne le sont pas",
                       "eq:softmax-stable", NULL },
    [BATCH_AS_VECTOR] = { "batch-as-vector",
                          "SoftMax de tout le lot à la fois, comme d'un seul "
                          "vecteur",
                          "eq:softmax", "c'est Ŷ entier qui a pour somme 1" },
    [COLUMN_AS_VECTOR] = { "column-as-vector",
                           "SoftMax de chaque colonne, au lieu de chaque "
                           "ligne",
                           "eq:softmax",
                           "ce sont les colonnes de Ŷ qui ont pour somme 1" },
    [EXPONENT_NEGATED] = { "exponent-negated",
                           "signe de l'exposant inversé : l'ordre des "
                           "probabilités est à l'envers",
                           "eq:softmax-order", NULL },
    [EXPONENTIAL_FORGOTTEN] = { "exponential-forgotten",
                                "le maximum est retranché, mais il n'y a pas "
                                "d'exponentielle",
                                "eq:softmax", NULL },
    [RATIO_OF_LOGITS] = { "ratio-of-logits",
                          "les logits sont divisés par leur somme, sans "
                          "exponentielle",
                          "eq:softmax",
                          "une probabilité est négative, ou plus grande que "
                          "1" },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped", .where = "eq:normaliser" },
    [SUM_SKIPS_FIRST] = { "sum-skips-first",
                          "la première classe manque dans la somme",
                          "eq:normaliser", NULL },
    [SUM_SKIPS_LAST] = { "sum-skips-last",
                         "la dernière classe manque dans la somme",
                         "eq:normaliser", NULL },
    [SUM_ASSIGNED] = { "sum-assigned", "= au lieu de += dans la somme",
                       "eq:normaliser", NULL },
    [SUM_NOT_RESET] = { "sum-not-reset",
                        "la somme d'un exemple commence par celle des "
                        "précédents",
                        "eq:normaliser", NULL },
    [SUM_WITHOUT_SELF] = { "sum-without-self",
                           "la classe i manque dans le dénominateur de ŷᵢ",
                           "eq:softmax", NULL },
    [BATCH_SUM] = { "batch-sum",
                    "la somme est prise sur tout le lot, au lieu d'un exemple",
                    "eq:normaliser", NULL },
    [COLUMN_SUM] = { "column-sum",
                     "la somme est prise sur une colonne, au lieu d'une ligne",
                     "eq:normaliser", NULL },
    [SUM_OF_SQUARES] = { "sum-of-squares",
                         "on divise par la norme des exponentielles, au lieu "
                         "de leur somme",
                         "eq:normaliser", NULL },
    [SUM_OVERWRITTEN] = { "sum-overwritten",
                          "la somme est refaite pendant qu'on divise : une "
                          "partie de la ligne est déjà divisée",
                          "eq:softmax", NULL },
    [FLOAT_SUMS] = { "float-sums", .where = "eq:normaliser" },
    [UNNORMALISED] = { "unnormalised", .where = "eq:softmax-sum" },
    [SOFTMAX_TWICE] = { "softmax-twice", "SoftMax est appliquée deux fois",
                        "eq:softmax", NULL },
    [SIGMOID] = { "sigmoid",
                  "une sigmoïde sur chaque logit, au lieu de SoftMax",
                  "eq:softmax-sum", "la somme d'une ligne n'est pas 1" },
    [TANH] = { "tanh", "tanh au lieu de SoftMax", "eq:softmax-positive",
               "des probabilités sont négatives" },
    [ARGMAX] = { "argmax",
                 "1 pour la classe au plus grand logit, 0 pour les autres : "
                 "ce n'est pas SoftMax",
                 "eq:softmax-positive", NULL },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped", .where = "eq:softmax" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ------------------------------------------------------------- */

/* Où sont les logits d'un exemple : autour de 0, bien plus haut, bien plus
 * bas ; chaque exemple à sa hauteur ; très écartés les uns des autres ; au
 * bord du débordement ; tous égaux. */
typedef enum { NEAR_ZERO, HIGH, LOW, STAIRS, WIDE, EDGE, EQUAL } Kind;

static const struct {
    size_t N, ny;
    double sigma;
    Kind kind;
} plans[] = {
    { 11, 7, 2, NEAR_ZERO }, { 5, 3, 1, NEAR_ZERO },  { 11, 7, 2, HIGH },
    { 2, 13, 1, LOW },       { 11, 7, 2, STAIRS },    { 1, 5, 3, NEAR_ZERO },
    { 11, 7, 2, WIDE },      { 13, 2, 1, NEAR_ZERO }, { 11, 7, 0.25, EDGE },
    { 3, 5, 0, EQUAL },      { 11, 7, 5, NEAR_ZERO }, { 7, 2, 2, WIDE },
};

/* Un multiple de 1/1024 : la différence de deux logits est exacte. */
static double grid(double value)
{
    return round(1024 * value) / 1024;
}

/* La hauteur autour de laquelle l'exemple n tire un logit. */
static double height(Kind kind, size_t n, Random *random)
{
    switch (kind) {
    case HIGH:
        return 1000;
    case LOW:
        return -1000;
    case STAIRS:
        return 20000 * ((double)((n + 2) % 3) - 1);
    case WIDE:
        return 1000 * ((double)random_below(random, 3) - 1);
    case EDGE:
        return 709;
    case EQUAL:
        return 1 + (double)n;
    default:
        return 0;
    }
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(600 + rank);
    size_t N = plans[rank].N, ny = plans[rank].ny;
    c->in[0] = matrix_create(N, ny);
    c->out[0] = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            AT(&c->in[0], n, i) =
                height(plans[rank].kind, n, &random) +
                grid(plans[rank].sigma * random_normal(&random));
    c->size[0] = (Size){ "N", N };
    c->size[1] = (Size){ "ny", ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------ */

/* Le plus grand élément des lignes first … last − 1 et des colonnes left …
 * right − 1. */
static double largest(const Matrix *A, size_t first, size_t last, size_t left,
                      size_t right)
{
    double found = AT(A, first, left);
    for (size_t n = first; n < last; n++)
        for (size_t i = left; i < right; i++)
            found = fmax(found, AT(A, n, i));
    return found;
}

static double least(const Matrix *A, size_t n)
{
    double found = AT(A, n, 0);
    for (size_t i = 1; i < A->cols; i++)
        found = fmin(found, AT(A, n, i));
    return found;
}

/* Ce qu'on retranche au logit (n, i). */
static double shift(const Matrix *A, size_t n, size_t i, Wrongs w)
{
    size_t N = A->rows, ny = A->cols - HAS(w, LAST_CLASS_SKIPPED);
    if (HAS(w, MAX_FORGOTTEN))
        return 0;
    if (HAS(w, BATCH_MAX) || HAS(w, BATCH_AS_VECTOR))
        return largest(A, 0, N, 0, ny);
    if (HAS(w, RUNNING_MAX))
        return largest(A, 0, n + 1, 0, ny);
    if (HAS(w, MAX_FROM_ZERO))
        return fmax(0, largest(A, n, n + 1, 0, ny));
    if (HAS(w, MAX_ABSOLUTE))
        return matrix_max_abs(A);
    if (HAS(w, FIRST_LOGIT))
        return AT(A, n, 0);
    if (HAS(w, LEAST_LOGIT))
        return least(A, n);
    if (HAS(w, COLUMN_AS_VECTOR))
        return largest(A, 0, N, i, i + 1);
    return largest(A, n, n + 1, 0, ny);
}

/* Ce qui tient lieu d'exponentielle du logit (n, i), au numérateur ou dans la
 * somme. */
static double term(const Matrix *A, size_t n, size_t i, bool in_sum, Wrongs w)
{
    bool bare = HAS(w, in_sum ? MAX_NUMERATOR_ONLY : MAX_SUM_ONLY);
    double logit = AT(A, n, i), m = bare ? 0 : shift(A, n, i, w);
    double exponent = HAS(w, MAX_ADDED)              ? logit + m
                      : HAS(w, MAX_DIVIDED) && !bare ? logit / m
                                                     : logit - m;
    if (HAS(w, LAST_CLASS_SKIPPED) && i + 1 == A->cols)
        return 0;
    if (HAS(w, RATIO_OF_LOGITS))
        return logit;
    if (HAS(w, EXPONENT_NEGATED))
        exponent = -exponent;
    return HAS(w, EXPONENTIAL_FORGOTTEN) ? exponent : exp(exponent);
}

static double add(double total, double value, Wrongs w)
{
    if (HAS(w, SUM_ASSIGNED))
        return value;
    value *= HAS(w, SUM_OF_SQUARES) ? value : 1;
    return HAS(w, FLOAT_SUMS) ? (double)(float)(total + value) : total + value;
}

/* Le dénominateur de ŷᵢ dans l'exemple n ; T contient les exponentielles. */
static double sum(const Matrix *T, size_t n, size_t i, Wrongs w)
{
    bool column = HAS(w, COLUMN_AS_VECTOR) || HAS(w, COLUMN_SUM);
    bool all = HAS(w, BATCH_AS_VECTOR) || HAS(w, BATCH_SUM) || column;
    size_t first = all || HAS(w, SUM_NOT_RESET) ? 0 : n;
    size_t last = all ? T->rows : n + 1;
    size_t left = column ? i : HAS(w, SUM_SKIPS_FIRST);
    size_t right = column ? i + 1 : T->cols - HAS(w, SUM_SKIPS_LAST);
    double total = 0;
    for (size_t m = first; m < last; m++)
        for (size_t j = left; j < right; j++)
            if (!HAS(w, SUM_WITHOUT_SELF) || j != i || m != n)
                total = add(total, AT(T, m, j), w);
    return HAS(w, SUM_OF_SQUARES) ? sqrt(total) : total;
}

/* SoftMax de la ligne y, dans sa place. */
static void softmax_again(double *y, size_t ny)
{
    double m = y[0], total = 0;
    for (size_t i = 1; i < ny; i++)
        m = fmax(m, y[i]);
    for (size_t i = 0; i < ny; i++)
        total += exp(y[i] - m);
    for (size_t i = 0; i < ny; i++)
        y[i] = exp(y[i] - m) / total;
}

/* Ce qu'on prend pour SoftMax, et qui n'en est pas. */
static double another(const Matrix *A, size_t n, size_t i, Wrongs w)
{
    double logit = AT(A, n, i);
    if (HAS(w, SIGMOID))
        return 1 / (1 + exp(-logit));
    if (HAS(w, TANH))
        return tanh(logit);
    return i == matrix_argmax_row(A, n) ? 1 : 0;
}

static void finish(Matrix *Y_hat, const Matrix *A, Wrongs w)
{
    bool replaced = HAS(w, SIGMOID) || HAS(w, TANH) || HAS(w, ARGMAX);
    for (size_t n = 0; n < A->rows; n++) {
        if (HAS(w, SOFTMAX_TWICE))
            softmax_again(&AT(Y_hat, n, 0), A->cols);
        bool skipped = HAS(w, LAST_EXAMPLE_SKIPPED) && n + 1 == A->rows;
        for (size_t i = 0; i < A->cols; i++)
            if (skipped)
                AT(Y_hat, n, i) = 0;
            else if (replaced)
                AT(Y_hat, n, i) = another(A, n, i, w);
    }
}

static void compute(Case *c, Wrongs w)
{
    const Matrix *A = &c->in[0];
    Matrix *Y_hat = &c->out[0], T = matrix_create(A->rows, A->cols);
    for (size_t n = 0; n < A->rows; n++)
        for (size_t i = 0; i < A->cols; i++)
            AT(&T, n, i) = term(A, n, i, true, w);
    for (size_t n = 0; n < A->rows; n++)
        for (size_t i = 0; i < A->cols; i++) {
            double total = HAS(w, UNNORMALISED) ? 1 : sum(&T, n, i, w);
            AT(Y_hat, n, i) = term(A, n, i, false, w) / total;
            if (HAS(w, SUM_OVERWRITTEN))
                AT(&T, n, i) = AT(Y_hat, n, i);
        }
    finish(Y_hat, A, w);
    matrix_free(&T);
}

static const Tensor inputs[] = { { "Ỹ", "N×ny" }, { NULL, NULL } };
static const Tensor outputs[] = { { "Ŷ", "N×ny" }, { NULL, NULL } };

const Exercise exercise = {
    .number = "6",
    .title = "SoftMax",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof plans / sizeof *plans,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
