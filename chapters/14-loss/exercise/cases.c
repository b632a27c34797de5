/* cases.c — l'exercice 14, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { Y_TILDE, Y };
enum { LOSSES, MEAN };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    SOFTMAX_TWICE,
    MAX_FORGOTTEN,
    BATCH_MAX,
    MAX_FROM_ZERO,
    FIRST_LOGIT,
    LAST_CLASS_SKIPPED,
    SUM_ASSIGNED,
    SUM_NOT_RESET,
    FLOAT_SUMS,
    LOG_10,
    LOG_2,
    LOG_FORGOTTEN,
    MAX_NOT_ADDED,
    MAX_SUBTRACTED,
    MAX_TWICE,
    TARGET_ONE_HOT,
    PREDICTED_CLASS,
    FIRST_CLASS,
    ALL_CLASSES,
    SCORE_FORGOTTEN,
    SCORE_SIGN,
    SCORE_NOT_RESET,
    LOG_OF_ZERO,
    LOG_OF_ZERO_CLASS,
    LOG_EPSILON,
    BINARY,
    SQUARED_LOSS,
    LOSS_SIGN,
    LAST_EXAMPLE_SKIPPED,
    LOSSES_DIVIDED,
    MEAN_ASSIGNED,
    MEAN_FORGOTTEN,
    MEAN_TWICE,
    MEAN_OVER_CLASSES,
    INTEGER_MEAN
};

static const Wrong catalogue[] = {
    [SOFTMAX_TWICE] = { "softmax-twice",
                        "SoftMax est appliquée deux fois : la formule veut "
                        "des logits, non des probabilités",
                        "eq:loss-simplified", NULL },
    [MAX_FORGOTTEN] = { "max-forgotten",
                        "dès que les logits sont grands, les exponentielles "
                        "débordent, ou s'annulent toutes",
                        "eq:log-sum-exp", NULL },
    [BATCH_MAX] = { "batch-max",
                    "le maximum de tout le lot sert à chaque exemple : les "
                    "exponentielles d'un exemple aux logits bien plus petits "
                    "s'annulent toutes",
                    "eq:log-sum-exp", NULL },
    [MAX_FROM_ZERO] = { "max-from-zero",
                        "la recherche du maximum part de 0 : que se "
                        "passe-t-il si tous les logits sont négatifs ?",
                        "eq:log-sum-exp", NULL },
    [FIRST_LOGIT] = { "first-logit",
                      "on retranche le premier logit : une exponentielle "
                      "déborde dès qu'un autre est bien plus grand",
                      "eq:log-sum-exp", NULL },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped",
                             .where = "eq:loss-simplified" },
    [SUM_ASSIGNED] = { "sum-assigned",
                       "= au lieu de += dans la somme des exponentielles",
                       "eq:log-sum-exp", NULL },
    [SUM_NOT_RESET] = { "sum-not-reset",
                        "la somme des exponentielles d'un exemple commence "
                        "par celle des précédents",
                        "eq:log-sum-exp", NULL },
    [FLOAT_SUMS] = { "float-sums", .where = "eq:log-sum-exp" },
    [LOG_10] = { "log-10", "logarithme décimal, au lieu du logarithme naturel",
                 "eq:log-sum-exp", NULL },
    [LOG_2] = { "log-2", "logarithme de base 2, au lieu du logarithme naturel",
                "eq:log-sum-exp", NULL },
    [LOG_FORGOTTEN] = { "log-forgotten",
                        "la somme des exponentielles entre dans la loss sans "
                        "son logarithme",
                        "eq:loss-simplified", NULL },
    [MAX_NOT_ADDED] = { "max-not-added",
                        "le maximum retranché dans la somme n'est pas rendu "
                        "ensuite",
                        "eq:log-sum-exp", NULL },
    [MAX_SUBTRACTED] = { "max-subtracted",
                         "le maximum retranché dans la somme est retranché "
                         "encore ensuite",
                         "eq:log-sum-exp", NULL },
    [MAX_TWICE] = { "max-twice",
                    "le maximum compte une fois de trop : il est rendu, alors "
                    "que le premier terme en est déjà privé",
                    "eq:log-sum-exp", NULL },
    [TARGET_ONE_HOT] = { "target-one-hot",
                         "on suppose la cible one-hot : elle ne l'est pas "
                         "toujours",
                         "eq:loss-simplified", NULL },
    [PREDICTED_CLASS] = { "predicted-class", .where = "eq:loss-simplified" },
    [FIRST_CLASS] = { "first-class",
                      "la première classe est prise pour la classe juste de "
                      "chaque exemple",
                      "eq:loss-simplified", NULL },
    [ALL_CLASSES] = { "all-classes",
                      "toutes les classes comptent, quelle que soit la cible",
                      "eq:cross-entropy", NULL },
    [SCORE_FORGOTTEN] = { "score-forgotten",
                          "la cible n'entre pas dans la loss",
                          "eq:loss-simplified", NULL },
    [SCORE_SIGN] = { "score-sign", "signe du premier terme de la loss inversé",
                     "eq:loss-simplified", NULL },
    [SCORE_NOT_RESET] = { "score-not-reset",
                          "le premier terme de la loss d'un exemple contient "
                          "celui des précédents",
                          "eq:loss-simplified", NULL },
    [LOG_OF_ZERO] = { "log-of-zero",
                      "log d'une probabilité arrondie à 0 : 0 · log 0 fait "
                      "NaN, même quand la réponse est juste",
                      "eq:log-softmax", NULL },
    [LOG_OF_ZERO_CLASS] = { "log-of-zero-class",
                            "log d'une probabilité arrondie à 0 : la loss est "
                            "infinie quand la réponse est très fausse",
                            "eq:log-softmax", NULL },
    [LOG_EPSILON] = { "log-epsilon", .where = "eq:log-softmax" },
    [BINARY] = { "binary",
                 "entropie croisée de ny questions à deux réponses, avec "
                 "log(1 − ŷ)",
                 "eq:cross-entropy", NULL },
    [SQUARED_LOSS] = { "squared-loss",
                       "erreur quadratique, au lieu de l'entropie croisée",
                       "eq:cross-entropy", NULL },
    [LOSS_SIGN] = { "loss-sign", "signe de la loss inversé",
                    "eq:cross-entropy", NULL },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:mean-loss" },
    [LOSSES_DIVIDED] = { "losses-divided",
                         "la loss de chaque exemple est déjà divisée par N",
                         "eq:mean-loss", NULL },
    [MEAN_ASSIGNED] = { "mean-assigned", "= au lieu de += dans L",
                        "eq:mean-loss", NULL },
    [MEAN_FORGOTTEN] = { "mean-forgotten", .where = "eq:mean-loss" },
    [MEAN_TWICE] = { "mean-twice", .where = "eq:mean-loss" },
    [MEAN_OVER_CLASSES] = { "mean-over-classes", .where = "eq:mean-loss" },
    [INTEGER_MEAN] = { "integer-mean",
                       "1/N est calculé en entiers : il vaut 0 dès que N > 1",
                       "eq:mean-loss", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ------------------------------------------------------------- */

/* Où sont les logits d'un exemple : autour de 0, bien plus haut, bien plus
 * bas ; chaque exemple à sa hauteur ; très écartés les uns des autres ; tous
 * égaux. */
typedef enum { NEAR_ZERO, HIGH, LOW, STAIRS, WIDE, EQUAL } Kind;

static const struct {
    size_t N, ny;
    double sigma;
    Kind kind;
    bool soft; /* des cibles adoucies, au lieu de one-hot */
} plans[] = {
    { 11, 7, 2, NEAR_ZERO, false }, { 5, 3, 1, NEAR_ZERO, false },
    { 11, 7, 2, HIGH, false },      { 2, 13, 1, LOW, true },
    { 11, 7, 2, STAIRS, false },    { 1, 5, 3, NEAR_ZERO, true },
    { 11, 7, 2, WIDE, false },      { 13, 2, 1, NEAR_ZERO, true },
    { 11, 7, 2, NEAR_ZERO, true },  { 3, 5, 0, EQUAL, false },
    { 11, 7, 5, NEAR_ZERO, false }, { 7, 2, 2, WIDE, false },
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
        return 1000 * ((double)((n + 2) % 3) - 1);
    case WIDE:
        return 1000 * ((double)random_below(random, 3) - 1);
    case EQUAL:
        return 1 + (double)n;
    default:
        return 0;
    }
}

/* La cible de l'exemple n : une classe ; ou des multiples de 1/64, dont la
 * somme est exactement 1. */
static void draw_target(double *y, size_t ny, size_t n, bool soft,
                        Random *random)
{
    for (size_t i = 0; i < ny; i++)
        y[i] = 0;
    if (!soft)
        y[n < ny ? n : random_below(random, ny)] = 1;
    for (size_t k = 0; soft && k < 64; k++)
        y[random_below(random, ny)] += 1.0 / 64;
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(1400 + rank);
    size_t N = plans[rank].N, ny = plans[rank].ny;
    c->in[Y_TILDE] = matrix_create(N, ny);
    c->in[Y] = matrix_create(N, ny);
    c->out[LOSSES] = matrix_create(N, 1);
    c->out[MEAN] = matrix_create(1, 1);
    for (size_t n = 0; n < N; n++) {
        draw_target(&AT(&c->in[Y], n, 0), ny, n, plans[rank].soft, &random);
        for (size_t i = 0; i < ny; i++)
            AT(&c->in[Y_TILDE], n, i) =
                height(plans[rank].kind, n, &random) +
                grid(plans[rank].sigma * random_normal(&random));
    }
    c->size[0] = (Size){ "N", N };
    c->size[1] = (Size){ "ny", ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------ */

/* Les logits d'un lot, ce qu'on en sait, et les erreurs que l'on commet. */
typedef struct {
    Matrix A; /* les logits, ou ce qu'on prend pour eux */
    const Matrix *Y;
    size_t N, ny; /* ny : les classes que voient les boucles */
    Wrongs w;
} Work;

static size_t highest(const double *values, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (values[i] > values[best])
            best = i;
    return best;
}

/* Ce qu'on retranche aux logits de l'exemple n. */
static double shift(const Work *k, size_t n)
{
    const double *row = &AT(&k->A, n, 0);
    double m = row[highest(row, k->ny)];
    if (HAS(k->w, MAX_FORGOTTEN))
        return 0;
    if (HAS(k->w, FIRST_LOGIT))
        return row[0];
    for (size_t i = 0; HAS(k->w, BATCH_MAX) && i < k->N; i++) {
        const double *other = &AT(&k->A, i, 0);
        m = fmax(m, other[highest(other, k->ny)]);
    }
    return HAS(k->w, MAX_FROM_ZERO) ? fmax(0, m) : m;
}

/* Σⱼ e^(ỹⱼ − m). */
static double sum(const Work *k, size_t n)
{
    double total = 0;
    size_t first = HAS(k->w, SUM_NOT_RESET) ? 0 : n;
    for (size_t r = first; r <= n; r++)
        for (size_t j = 0; j < k->ny; j++) {
            double term = exp(AT(&k->A, r, j) - shift(k, r));
            total = HAS(k->w, SUM_ASSIGNED) ? term : total + term;
            if (HAS(k->w, FLOAT_SUMS))
                total = (double)(float)total;
        }
    return total;
}

/* log Σⱼ e^(ỹⱼ). */
static double log_sum(const Work *k, size_t n)
{
    double s = sum(k, n), m = shift(k, n);
    double value = HAS(k->w, LOG_10)          ? log10(s)
                   : HAS(k->w, LOG_2)         ? log2(s)
                   : HAS(k->w, LOG_FORGOTTEN) ? s
                                              : log(s);
    if (HAS(k->w, MAX_NOT_ADDED))
        return value;
    return HAS(k->w, MAX_SUBTRACTED) ? value - m : value + m;
}

/* Ce qui tient lieu de la cible yᵢ. */
static double target(const Work *k, size_t n, size_t i)
{
    const double *row = &AT(k->Y, n, 0);
    if (HAS(k->w, TARGET_ONE_HOT))
        return i == highest(row, k->ny);
    if (HAS(k->w, PREDICTED_CLASS))
        return i == highest(&AT(&k->A, n, 0), k->ny);
    if (HAS(k->w, FIRST_CLASS))
        return i == 0;
    return HAS(k->w, ALL_CLASSES) ? 1 : row[i];
}

/* ℓ d'après ŷ, comme la définition : ce n'est juste que sur le papier. */
static double by_definition(const Work *k, size_t n)
{
    double loss = 0, s = sum(k, n), m = shift(k, n);
    for (size_t i = 0; i < k->ny; i++) {
        double p = exp(AT(&k->A, n, i) - m) / s, y = target(k, n, i);
        double floor = HAS(k->w, LOG_EPSILON) ? 1e-8 : 0;
        if (HAS(k->w, SQUARED_LOSS))
            loss += (p - y) * (p - y);
        else if (HAS(k->w, BINARY))
            loss -= y * log(p) + (1 - y) * log(1 - p);
        else if (y > 0 || !HAS(k->w, LOG_OF_ZERO_CLASS))
            loss -= y * (HAS(k->w, LOG_10)  ? log10(p + floor)
                         : HAS(k->w, LOG_2) ? log2(p + floor)
                                            : log(p + floor));
    }
    return loss;
}

/* ℓ d'après les logits. */
static double simplified(const Work *k, size_t n)
{
    double score = 0, weight = HAS(k->w, ALL_CLASSES) ? (double)k->ny : 1;
    size_t first = HAS(k->w, SCORE_NOT_RESET) ? 0 : n;
    for (size_t r = first; r <= n; r++)
        for (size_t i = 0; i < k->ny; i++) {
            double logit = AT(&k->A, r, i);
            logit -= HAS(k->w, MAX_TWICE) ? shift(k, r) : 0;
            score += target(k, r, i) * logit;
        }
    if (HAS(k->w, SCORE_FORGOTTEN))
        score = 0;
    return (HAS(k->w, SCORE_SIGN) ? score : -score) + weight * log_sum(k, n);
}

static double loss(const Work *k, size_t n)
{
    Wrongs w = k->w;
    bool definition = HAS(w, LOG_OF_ZERO) || HAS(w, LOG_OF_ZERO_CLASS) ||
                      HAS(w, LOG_EPSILON) || HAS(w, BINARY) ||
                      HAS(w, SQUARED_LOSS);
    double value = definition ? by_definition(k, n) : simplified(k, n);
    if (HAS(w, LAST_EXAMPLE_SKIPPED) && n + 1 == k->N)
        value = 0;
    value /= HAS(w, LOSSES_DIVIDED) ? (double)k->N : 1;
    return HAS(w, LOSS_SIGN) ? -value : value;
}

/* Le facteur devant Σₙ ℓₙ. */
static double factor(const Work *k)
{
    double N = (double)k->N;
    double value = HAS(k->w, MEAN_FORGOTTEN) ? 1 : 1 / N;
    value *= HAS(k->w, MEAN_TWICE) ? 1 / N : 1;
    value *= HAS(k->w, LOSSES_DIVIDED) ? N : 1;
    value *= HAS(k->w, INTEGER_MEAN) && k->N > 1 ? 0 : 1;
    return value / (HAS(k->w, MEAN_OVER_CLASSES) ? (double)k->Y->cols : 1);
}

/* SoftMax de chaque ligne, dans sa place. */
static void softmax_rows(Matrix *A)
{
    for (size_t n = 0; n < A->rows; n++) {
        double *row = &AT(A, n, 0), m = row[highest(row, A->cols)], total = 0;
        for (size_t i = 0; i < A->cols; i++)
            total += exp(row[i] - m);
        for (size_t i = 0; i < A->cols; i++)
            row[i] = exp(row[i] - m) / total;
    }
}

static void compute(Case *c, Wrongs w)
{
    Work k = { .A = matrix_clone(&c->in[Y_TILDE]), .Y = &c->in[Y], .w = w };
    k.N = k.A.rows;
    k.ny = k.A.cols - HAS(w, LAST_CLASS_SKIPPED);
    if (HAS(w, SOFTMAX_TWICE))
        softmax_rows(&k.A);
    double total = 0;
    for (size_t n = 0; n < k.N; n++) {
        double value = loss(&k, n);
        c->out[LOSSES].data[n] = value;
        total = HAS(w, MEAN_ASSIGNED) ? value : total + value;
    }
    c->out[MEAN].data[0] = factor(&k) * total;
    matrix_free(&k.A);
}

static const Tensor inputs[] = { { "Ỹ", "N×ny" },
                                 { "Y", "N×ny" },
                                 { NULL, NULL } };
static const Tensor outputs[] = { { "ℓ", "N×1" },
                                  { "L", "1×1" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "14",
    .title = "l'entropie croisée, à partir des logits",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof plans / sizeof *plans,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
