/* cases.c — l'exercice 9, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { Y_HAT, Y };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    SOFTMAX_TWICE,
    TARGET_FORGOTTEN,
    PREDICTED_CLASS,
    RIGHT_CLASS_ONLY,
    SQUARE_NOT_DERIVED,
    WEIGHTED_BY_TARGET,
    BATCH_SUM,
    SUM_NOT_RESET,
    SUM_ASSIGNED,
    SUM_SKIPS_LAST,
    SUM_WITHOUT_SELF,
    SUM_OVERWRITTEN,
    FLOAT_SUMS,
    JACOBIAN_DIAGONAL,
    SECOND_TERM_FORGOTTEN,
    OFF_DIAGONAL_SIGN,
    FACTOR_FORGOTTEN,
    JACOBIAN_FORGOTTEN,
    CROSS_ENTROPY,
    TANH_SLOPE,
    HALVED,
    TWICE,
    SIGN,
    MEAN_FORGOTTEN,
    MEAN_TWICE,
    MEAN_OVER_CLASSES,
    INTEGER_MEAN,
    LAST_CLASS_SKIPPED,
    LAST_EXAMPLE_SKIPPED
};

static const Wrong catalogue[] = {
    [SOFTMAX_TWICE] = { "softmax-twice",
                        "SoftMax est appliquée deux fois : ŷ en vient déjà",
                        "eq:softmax", NULL },
    [TARGET_FORGOTTEN] = { "target-forgotten",
                           .where = "eq:squared-logits-chain" },
    [PREDICTED_CLASS] = { "predicted-class",
                          .where = "eq:squared-logits-chain" },
    [RIGHT_CLASS_ONLY] = { "right-class-only",
                           "seule la classe juste compte dans la loss, comme "
                           "si yᵢ = 0 annulait le terme i",
                           "eq:squared-logits-chain", NULL },
    [SQUARE_NOT_DERIVED] = { "square-not-derived",
                             "le carré (ŷᵢ − yᵢ)² n'est pas dérivé",
                             "eq:squared-logits-chain", NULL },
    [WEIGHTED_BY_TARGET] = { "weighted-by-target",
                             "y au lieu de ŷ dans la somme que fait la règle "
                             "de la chaîne",
                             "eq:squared-logits-chain", NULL },
    [BATCH_SUM] = { "batch-sum",
                    "la somme sur les classes est prise sur tout le lot, au "
                    "lieu d'un exemple",
                    "eq:squared-logits-chain", NULL },
    [SUM_NOT_RESET] = { "sum-not-reset",
                        "la somme d'un exemple commence par celle des "
                        "précédents",
                        "eq:squared-logits-chain", NULL },
    [SUM_ASSIGNED] = { "sum-assigned",
                       "= au lieu de += dans la somme sur les classes",
                       "eq:squared-logits-chain", NULL },
    [SUM_SKIPS_LAST] = { "sum-skips-last",
                         "la dernière classe manque dans la somme",
                         "eq:squared-logits-chain", NULL },
    [SUM_WITHOUT_SELF] = { "sum-without-self",
                           "les entrées diagonales de la jacobienne sont "
                           "incomplètes",
                           "eq:softmax-jacobian", NULL },
    [SUM_OVERWRITTEN] = { "sum-overwritten",
                          "la somme lit un tampon dont une partie est déjà "
                          "remplacée par la réponse",
                          "eq:squared-logits-chain", NULL },
    [FLOAT_SUMS] = { "float-sums", .where = "eq:squared-logits-chain" },
    [JACOBIAN_DIAGONAL] = { "jacobian-diagonal",
                            .where = "eq:softmax-jacobian",
                            .evidence = "chaque logit n'agit que sur sa "
                                        "propre probabilité, comme à travers "
                                        "une sigmoïde : ŷ(1 − ŷ)" },
    [SECOND_TERM_FORGOTTEN] = { "second-term-forgotten",
                                "un des deux termes de la jacobienne manque, "
                                "ou s'annule",
                                "eq:softmax-jacobian",
                                "la somme d'une ligne n'est pas nulle" },
    [OFF_DIAGONAL_SIGN] = { "off-diagonal-sign",
                            "signe de la jacobienne inversé hors de sa "
                            "diagonale",
                            "eq:softmax-jacobian",
                            "la somme d'une ligne n'est pas nulle" },
    [FACTOR_FORGOTTEN] = { "factor-forgotten",
                           "un facteur manque à chaque composante : celle "
                           "d'une probabilité nulle ne l'est pas",
                           "eq:squared-logits-chain", NULL },
    [JACOBIAN_FORGOTTEN] = { "jacobian-forgotten",
                             "c'est le gradient par rapport à ŷ, non à ỹ",
                             "eq:squared-logits", NULL },
    [CROSS_ENTROPY] = { "cross-entropy", "gradient de l'entropie croisée",
                        "eq:squared-logits", NULL },
    [TANH_SLOPE] = { "tanh-slope",
                     "1 − ŷ², la dérivée de tanh, au lieu de celle de SoftMax",
                     "eq:softmax-jacobian", NULL },
    [HALVED] = { "halved", "le facteur 2 du carré est oublié",
                 "eq:squared-logits-chain", NULL },
    [TWICE] = { "twice", .where = "eq:squared-logits-chain" },
    [SIGN] = { "sign", .where = "eq:squared-logits" },
    [MEAN_FORGOTTEN] = { "mean-forgotten", .where = "eq:mean-loss" },
    [MEAN_TWICE] = { "mean-twice", .where = "eq:mean-loss" },
    [MEAN_OVER_CLASSES] = { "mean-over-classes", .where = "eq:mean-loss" },
    [INTEGER_MEAN] = { "integer-mean",
                       "1/N est calculé en entiers : il vaut 0 dès que N > 1",
                       "eq:mean-loss", NULL },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped",
                             .where = "eq:squared-logits-chain" },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:mean-loss" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ------------------------------------------------------------- */

/* sigma : l'écart type des logits, dont dépend l'assurance des réponses.
 * sure : un exemple sur deux est si sûr que ŷ y est arrondi à 0 et à 1. */
static const struct {
    size_t N, ny;
    double sigma;
    bool sure;
} plans[] = {
    { 11, 7, 1, false }, { 5, 3, 1, false },   { 11, 7, 2, false },
    { 2, 13, 1, false }, { 11, 7, 2, true },   { 1, 5, 1, false },
    { 11, 7, 4, false }, { 13, 3, 1, false },  { 11, 7, 0.01, false },
    { 3, 5, 0, false },  { 11, 7, 0.5, true }, { 7, 4, 2, true },
};

/* Une ligne de probabilités. */
static void draw_probabilities(double *y_hat, size_t ny, double sigma,
                               Random *random)
{
    double total = 0;
    for (size_t i = 0; i < ny; i++)
        total += y_hat[i] = exp(sigma * random_normal(random));
    for (size_t i = 0; i < ny; i++)
        y_hat[i] /= total;
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(930 + rank);
    size_t N = plans[rank].N, ny = plans[rank].ny;
    c->in[Y_HAT] = matrix_create(N, ny);
    c->in[Y] = matrix_create(N, ny);
    c->out[0] = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++) {
        AT(&c->in[Y], n, n < ny ? n : random_below(&random, ny)) = 1;
        if (plans[rank].sure && n % 2 == 1)
            AT(&c->in[Y_HAT], n, random_below(&random, ny)) = 1;
        else
            draw_probabilities(&AT(&c->in[Y_HAT], n, 0), ny, plans[rank].sigma,
                               &random);
    }
    c->size[0] = (Size){ "N", N };
    c->size[1] = (Size){ "ny", ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------ */

static size_t highest(const double *values, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (values[i] > values[best])
            best = i;
    return best;
}

/* SoftMax de la ligne y, dans sa place. */
static void softmax_again(double *y, size_t ny)
{
    double m = y[highest(y, ny)], total = 0;
    for (size_t i = 0; i < ny; i++)
        total += exp(y[i] - m);
    for (size_t i = 0; i < ny; i++)
        y[i] = exp(y[i] - m) / total;
}

/* La dérivée de ℓ par rapport à ŷᵢ, sans son facteur 2. */
static double gap(const double *y_hat, const double *y, size_t ny, size_t i,
                  Wrongs w)
{
    double target = HAS(w, TARGET_FORGOTTEN)  ? 0
                    : HAS(w, PREDICTED_CLASS) ? i == highest(y_hat, ny)
                                              : y[i];
    if (HAS(w, RIGHT_CLASS_ONLY) && !(target > 0))
        return 0;
    double value = y_hat[i] - target;
    return HAS(w, SQUARE_NOT_DERIVED) ? value * value : value;
}

/* Un lot, et les erreurs que l'on commet. */
typedef struct {
    Matrix P, E;     /* ŷ, et ŷ − y */
    const Matrix *Y; /* y */
    Wrongs w;
} Work;

/* Σᵢ ŷᵢ (ŷᵢ − yᵢ), pour la composante k de l'exemple n. */
static double mean(const Work *work, size_t n, size_t k)
{
    Wrongs w = work->w;
    size_t first = HAS(w, BATCH_SUM) || HAS(w, SUM_NOT_RESET) ? 0 : n;
    size_t last = HAS(w, BATCH_SUM) ? work->P.rows : n + 1;
    bool skipped = HAS(w, SUM_SKIPS_LAST) || HAS(w, LAST_CLASS_SKIPPED);
    double total = 0;
    for (size_t m = first; m < last; m++)
        for (size_t i = 0; i < work->P.cols - skipped; i++) {
            const Matrix *weights =
                HAS(w, WEIGHTED_BY_TARGET) ? work->Y : &work->P;
            double term = AT(weights, m, i) * AT(&work->E, m, i);
            if (HAS(w, SUM_WITHOUT_SELF) && i == k && m == n)
                continue;
            total = HAS(w, SUM_ASSIGNED) ? term : total + term;
            if (HAS(w, FLOAT_SUMS))
                total = (double)(float)total;
        }
    return total;
}

/* (J e)ₖ, où la moyenne pondérée de e est mean. */
static double through(double p, double e, double mean, Wrongs w)
{
    if (HAS(w, JACOBIAN_DIAGONAL))
        return p * (1 - p) * e;
    if (HAS(w, SECOND_TERM_FORGOTTEN))
        return p * e;
    if (HAS(w, OFF_DIAGONAL_SIGN))
        return p * (1 - p) * e + p * (mean - p * e);
    if (HAS(w, FACTOR_FORGOTTEN))
        return e - mean;
    if (HAS(w, JACOBIAN_FORGOTTEN) || HAS(w, CROSS_ENTROPY))
        return e;
    return HAS(w, TANH_SLOPE) ? (1 - p * p) * e : p * (e - mean);
}

/* Le facteur devant tout. */
static double factor(size_t N, size_t ny, Wrongs w)
{
    bool one =
        HAS(w, HALVED) || HAS(w, CROSS_ENTROPY) || HAS(w, SQUARE_NOT_DERIVED);
    double value = one ? 1 : 2;
    value *= HAS(w, TWICE) ? 2 : 1;
    value *= HAS(w, MEAN_FORGOTTEN) ? 1 : 1 / (double)N;
    value *= HAS(w, MEAN_TWICE) ? 1 / (double)N : 1;
    value *= HAS(w, MEAN_OVER_CLASSES) ? 1 / (double)ny : 1;
    value *= HAS(w, INTEGER_MEAN) && N > 1 ? 0 : 1;
    return HAS(w, SIGN) ? -value : value;
}

static Work work_open(const Case *c, Wrongs w)
{
    size_t N = c->in[Y].rows, ny = c->in[Y].cols;
    Work work = { matrix_clone(&c->in[Y_HAT]), matrix_create(N, ny), &c->in[Y],
                  w };
    for (size_t n = 0; n < N; n++) {
        double *y_hat = &AT(&work.P, n, 0);
        if (HAS(w, SOFTMAX_TWICE))
            softmax_again(y_hat, ny);
        for (size_t i = 0; i < ny; i++)
            AT(&work.E, n, i) = gap(y_hat, &AT(work.Y, n, 0), ny, i, w);
    }
    return work;
}

static void compute(Case *c, Wrongs w)
{
    Work work = work_open(c, w);
    Matrix *G = &c->out[0];
    for (size_t n = 0; n < G->rows; n++)
        for (size_t k = 0; k < G->cols; k++) {
            double p = AT(&work.P, n, k), e = AT(&work.E, n, k);
            bool skipped = (HAS(w, LAST_CLASS_SKIPPED) && k + 1 == G->cols) ||
                           (HAS(w, LAST_EXAMPLE_SKIPPED) && n + 1 == G->rows);
            AT(G, n, k) = skipped ? 0 : through(p, e, mean(&work, n, k), w);
            if (HAS(w, SUM_OVERWRITTEN))
                AT(&work.E, n, k) = AT(G, n, k);
        }
    matrix_scale(G, factor(G->rows, G->cols, w), G);
    matrix_free(&work.P);
    matrix_free(&work.E);
}

static const Tensor inputs[] = { { "Ŷ", "N×ny" },
                                 { "Y", "N×ny" },
                                 { NULL, NULL } };
static const Tensor outputs[] = { { "∇Ỹ", "N×ny" }, { NULL, NULL } };

const Exercise exercise = {
    .number = "9",
    .title = "le gradient de l'erreur quadratique, à travers SoftMax",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof plans / sizeof *plans,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
