/* cases.c — l'exercice 18, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { X, S, W, OMEGA, B, PRICE };
enum { PRIMAL, GRAD_W, GRAD_OMEGA };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    BIAS_FORGOTTEN,
    OMEGA_FOR_BIAS,
    BIAS_SIGN,
    CLASSES_0_1,
    MARGIN_CLASS,
    HINGE_SIGN,
    PERCEPTRON,
    ERRORS_ONLY,
    FOLD,
    UNCLIPPED,
    EVERYWHERE,
    SQUARED,
    SLOPE_WEIGHTED,
    SLOPE_SIGN,
    SLOPE_CLASS,
    LAST_EXAMPLE_SKIPPED,
    ASSIGNED,
    MEAN,
    PRICE_FORGOTTEN,
    PRICE_NOT_IN_GRADIENT,
    PRICE_ON_PENALTY,
    PENALTY_FORGOTTEN,
    PENALTY_NOT_IN_GRADIENT,
    HALF_FORGOTTEN,
    HALF_IN_GRADIENT,
    OMEGA_FREE,
    BIAS_PENALISED,
    NORM_UNSQUARED,
    OMEGA_WITHOUT_B,
    OMEGA_ZERO,
    SIGN
};

static const Wrong catalogue[] = {
    [BIAS_FORGOTTEN] = { "bias-forgotten", "biais oublié dans f",
                         "eq:svm-score", NULL },
    [OMEGA_FOR_BIAS] = { "omega-for-bias", "ω pris pour le biais dans f",
                         "eq:svm-score", NULL },
    [BIAS_SIGN] = { "bias-sign", "signe du biais inversé dans f",
                    "eq:svm-score", NULL },
    [CLASSES_0_1] = { "classes-0-1", "classe −1 comptée comme 0",
                      "eq:svm-margin", NULL },
    [MARGIN_CLASS] = { "margin-class", "classe oubliée dans la marge",
                       "eq:svm-margin", NULL },
    [HINGE_SIGN] = { "hinge-sign", "hinge retournée : signe de la marge",
                     "eq:svm-hinge", NULL },
    [PERCEPTRON] = { "perceptron",
                     "infraction comptée à partir de la marge 0 (perceptron)",
                     "eq:svm-hinge", NULL },
    [ERRORS_ONLY] = { "errors-only",
                      "seuls les exemples mal classés sont comptés",
                      "eq:svm-hinge", NULL },
    [FOLD] = { "fold", "au pli, un autre sous-gradient que celui de l'énoncé",
               "eq:svm-subgradient", NULL },
    [UNCLIPPED] = { "unclipped",
                    "hinge négative, dans P, quand la marge dépasse 1",
                    "eq:svm-hinge", NULL },
    [EVERYWHERE] = { "everywhere",
                     "sous-gradient de tous les exemples, même hors "
                     "d'infraction",
                     "eq:svm-hinge-rest", NULL },
    [SQUARED] = { "squared-hinge", "hinge carrée au lieu de la hinge",
                  "eq:svm-primal", NULL },
    [SLOPE_WEIGHTED] = { "slope-weighted",
                         "pente de la hinge en proportion de l'infraction",
                         "eq:svm-hinge-slope", NULL },
    [SLOPE_SIGN] = { "slope-sign", "signe de la pente de la hinge inversé",
                     "eq:svm-hinge-slope", NULL },
    [SLOPE_CLASS] = { "slope-class", "classe oubliée dans le gradient",
                      "eq:svm-gradient", NULL },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:svm-primal" },
    [ASSIGNED] = { "assigned", "= au lieu de += dans le gradient",
                   "eq:svm-gradient", NULL },
    [MEAN] = { "mean", "moyenne des hinges au lieu de leur somme",
               "eq:svm-primal", NULL },
    [PRICE_FORGOTTEN] = { "price-forgotten", "C oublié", "eq:svm-primal",
                          NULL },
    [PRICE_NOT_IN_GRADIENT] = { "price-not-in-gradient",
                                "C oublié dans le gradient", "eq:svm-gradient",
                                NULL },
    [PRICE_ON_PENALTY] = { "price-on-penalty", "C mis devant la pénalité",
                           "eq:svm-primal", NULL },
    [PENALTY_FORGOTTEN] = { "penalty-forgotten", "pénalité oubliée",
                            "eq:svm-primal", NULL },
    [PENALTY_NOT_IN_GRADIENT] = { "penalty-not-in-gradient",
                                  "pénalité oubliée dans le gradient",
                                  "eq:svm-gradient", NULL },
    [HALF_FORGOTTEN] = { "half-forgotten", "½ oublié devant la pénalité",
                         "eq:svm-primal", NULL },
    [HALF_IN_GRADIENT] = { "half-in-gradient",
                           "½ resté dans le gradient de la pénalité",
                           "eq:svm-gradient", NULL },
    [OMEGA_FREE] = { "omega-free", "ω laissé hors de la pénalité",
                     "eq:svm-bias", NULL },
    [BIAS_PENALISED] = { "bias-penalised", "b pénalisé au lieu de ω",
                         "eq:svm-bias", NULL },
    [NORM_UNSQUARED] = { "norm-unsquared", "norme sans son carré dans P",
                         "eq:svm-primal", NULL },
    [OMEGA_WITHOUT_B] = { "omega-without-B", "B oublié dans ∂ω",
                          "eq:svm-gradient", NULL },
    [OMEGA_ZERO] = { "omega-zero", "∂ω laissé à zéro", "eq:svm-gradient",
                     NULL },
    [SIGN] = { "sign", .where = "eq:svm-gradient" },
    { NULL, NULL, NULL, NULL },
};

/* --- La réponse, et ses erreurs ------------------------------------------------ */

static double scalar(const Case *c, size_t k)
{
    return c->in[k].data[0];
}

static double class_of(const Case *c, size_t n, Wrongs w)
{
    double s = c->in[S].data[n];
    return HAS(w, CLASSES_0_1) && s < 0 ? 0 : s;
}

static double bias(const Case *c, Wrongs w)
{
    double b = scalar(c, OMEGA);
    b *= HAS(w, OMEGA_FOR_BIAS) ? 1 : scalar(c, B);
    b *= HAS(w, BIAS_SIGN) ? -1 : 1;
    return HAS(w, BIAS_FORGOTTEN) ? 0 : b;
}

/* m = s (wᵀx + b). */
static double margin(const Case *c, size_t n, Wrongs w)
{
    double f = bias(c, w);
    for (size_t i = 0; i < c->in[W].rows; i++)
        f += c->in[W].data[i] * AT(&c->in[X], n, i);
    return HAS(w, MARGIN_CLASS) ? f : class_of(c, n, w) * f;
}

/* Ce que coûte une marge, et la pente de ce coût. */
typedef struct {
    double value, slope;
} Cost;

static Cost cost(double m, Wrongs w)
{
    double u = HAS(w, HINGE_SIGN) ? -m : m;
    double missing = HAS(w, PERCEPTRON) ? -u : 1 - u;
    bool counted = HAS(w, FOLD) ? missing >= 0 : missing > 0;
    if (HAS(w, ERRORS_ONLY))
        counted = u < 0;
    double value = counted || HAS(w, UNCLIPPED) ? missing : 0;
    double slope = counted || HAS(w, EVERYWHERE) ? -1 : 0;
    if (HAS(w, SQUARED))
        slope *= 2 * missing;
    if (HAS(w, SQUARED))
        value *= value;
    if (HAS(w, SLOPE_WEIGHTED))
        slope *= missing;
    slope *= HAS(w, HINGE_SIGN) ? -1 : 1;
    slope *= HAS(w, SLOPE_SIGN) ? -1 : 1;
    return (Cost){ value, slope };
}

/* Ce qui multiplie la somme des hinges, dans P ou dans son gradient. */
static double price(const Case *c, bool in_gradient, Wrongs w)
{
    bool forgotten = HAS(w, PRICE_FORGOTTEN) || HAS(w, PRICE_ON_PENALTY) ||
                     (in_gradient && HAS(w, PRICE_NOT_IN_GRADIENT));
    double C = forgotten ? 1 : scalar(c, PRICE);
    return HAS(w, MEAN) ? C / (double)c->in[X].rows : C;
}

/* P et son gradient reçoivent la pénalité. */
static void penalty(Case *c, Wrongs w)
{
    double omega = scalar(c, OMEGA), square = 0;
    omega *= HAS(w, BIAS_PENALISED) ? scalar(c, B) : 1;
    omega *= HAS(w, OMEGA_FREE) ? 0 : 1;
    double factor = HAS(w, PENALTY_FORGOTTEN) ? 0 : 1;
    factor *= HAS(w, PRICE_ON_PENALTY) ? scalar(c, PRICE) : 1;
    factor *= HAS(w, HALF_FORGOTTEN) ? 2 : 1;
    double slope = HAS(w, PENALTY_NOT_IN_GRADIENT) ? 0 : factor;
    slope *= HAS(w, HALF_IN_GRADIENT) ? 0.5 : 1;
    for (size_t i = 0; i < c->in[W].rows; i++) {
        square += c->in[W].data[i] * c->in[W].data[i];
        c->out[GRAD_W].data[i] = slope * c->in[W].data[i];
    }
    square += omega * omega;
    c->out[PRIMAL].data[0] =
        factor / 2 * (HAS(w, NORM_UNSQUARED) ? sqrt(square) : square);
    c->out[GRAD_OMEGA].data[0] = slope * omega;
}

/* L'exemple n tire le gradient ; strength est C ξ′ s. */
static void pull(Case *c, size_t n, double strength, Wrongs w)
{
    for (size_t i = 0; i < c->in[W].rows; i++)
        c->out[GRAD_W].data[i] += strength * AT(&c->in[X], n, i);
    c->out[GRAD_OMEGA].data[0] +=
        strength * (HAS(w, OMEGA_WITHOUT_B) ? 1 : scalar(c, B));
}

static void examples(Case *c, Wrongs w)
{
    size_t N = c->in[X].rows - (HAS(w, LAST_EXAMPLE_SKIPPED) ? 1 : 0);
    size_t last = 0;
    double kept = 0;
    for (size_t n = 0; n < N; n++) {
        Cost paid = cost(margin(c, n, w), w);
        double s = HAS(w, SLOPE_CLASS) ? 1 : class_of(c, n, w);
        double strength = price(c, true, w) * paid.slope * s;
        c->out[PRIMAL].data[0] += price(c, false, w) * paid.value;
        if (!HAS(w, ASSIGNED))
            pull(c, n, strength, w);
        if (paid.slope < 0 || paid.slope > 0) {
            last = n;
            kept = strength;
        }
    }
    if (HAS(w, ASSIGNED))
        pull(c, last, kept, w);
}

static void compute(Case *c, Wrongs w)
{
    penalty(c, w);
    examples(c, w);
    if (HAS(w, OMEGA_ZERO))
        c->out[GRAD_OMEGA].data[0] = 0;
    if (HAS(w, SIGN)) {
        matrix_scale(&c->out[GRAD_W], -1, &c->out[GRAD_W]);
        matrix_scale(&c->out[GRAD_OMEGA], -1, &c->out[GRAD_OMEGA]);
    }
}

/* --- Les cas ---------------------------------------------------------------- */

enum { INSIDE = 3, OUTSIDE = 5, ALONE = 7, AT_FOLD = 9, CASES = 12 };

static void create(Case *c, size_t N, size_t nx)
{
    c->in[X] = matrix_create(N, nx);
    c->in[S] = matrix_create(N, 1);
    c->in[W] = matrix_create(nx, 1);
    for (size_t k = OMEGA; k <= PRICE; k++)
        c->in[k] = matrix_create(1, 1);
    c->out[PRIMAL] = matrix_create(1, 1);
    c->out[GRAD_W] = matrix_create(nx, 1);
    c->out[GRAD_OMEGA] = matrix_create(1, 1);
    c->size[0] = (Size){ "N", N };
    c->size[1] = (Size){ "nx", nx };
}

/* Sept exemples dont les marges se calculent sans arrondi ; les trois premiers
 * sont au pli. */
static void draw_fold(Case *c)
{
    static const double points[7][3] = {
        { 1, 0.5, 1 }, { 2, 3, -1 },    { 3, 1.5, 1 },    { 0.5, 2, 1 },
        { -1, -2, 1 }, { 3, 0.25, -1 }, { -2, -0.75, 1 },
    };
    create(c, 7, 2);
    for (size_t n = 0; n < 7; n++) {
        AT(&c->in[X], n, 0) = points[n][0];
        AT(&c->in[X], n, 1) = points[n][1];
        c->in[S].data[n] = points[n][2];
    }
    c->in[W].data[0] = 0.5;
    c->in[W].data[1] = -1;
    c->in[OMEGA].data[0] = 0.5;
    c->in[B].data[0] = 2;
    c->in[PRICE].data[0] = 0.25;
}

static void draw_all(Case *c, size_t rank, Random *random)
{
    matrix_random_normal(&c->in[X], 1, random);
    matrix_random_normal(&c->in[W], rank == INSIDE ? 0.01 : 0.7, random);
    matrix_random_normal(&c->in[OMEGA], rank == INSIDE ? 0.01 : 0.5, random);
    matrix_random_uniform(&c->in[B], 1.5, 3, random);
    matrix_random_uniform(&c->in[PRICE], 0.2, 0.8, random);
    for (size_t n = 0; n < c->in[S].rows; n++)
        c->in[S].data[n] = random_uniform(random) < 0.5 ? -1 : 1;
    for (size_t n = 0; rank == OUTSIDE && n < c->in[S].rows; n++)
        c->in[S].data[n] *= margin(c, n, 0) < 0 ? -1 : 1;
    if (rank == OUTSIDE) {
        matrix_scale(&c->in[W], 20, &c->in[W]);
        matrix_scale(&c->in[OMEGA], 20, &c->in[OMEGA]);
    }
}

/* Ce cas montre-t-il ce qu'il doit montrer, à distance du pli et de ce qu'on
 * prendrait pour lui, sans que deux sommes s'annulent par hasard ? */
static bool suits(const Case *c, size_t rank)
{
    size_t wrong = 0, inside = 0, N = c->in[S].rows;
    double pull_of_wrong = 0, pull_of_all = 0;
    for (size_t n = 0; n < N; n++) {
        double m = margin(c, n, 0), s = c->in[S].data[n];
        if (fabs(m) < 1e-4 || fabs(fabs(m) - 1) < 1e-4)
            return false;
        wrong += m < 0;
        inside += m > 0 && m < 1;
        pull_of_wrong += m < 0 ? s : 0;
        pull_of_all += m < 1 ? s : 0;
    }
    if (rank == OUTSIDE)
        return wrong + inside == 0;
    if (fabs(pull_of_wrong) < 1 || fabs(pull_of_all) < 1)
        return false;
    if (rank == INSIDE || rank == ALONE)
        return wrong + inside == N;
    return wrong > 1 && inside > 1 && wrong + inside + 1 < N;
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(1800 + rank);
    if (rank == AT_FOLD) {
        draw_fold(c);
        return;
    }
    if (rank % 2 == 0)
        create(c, 11, 3);
    else
        create(c, rank == ALONE ? 1 : 7 + random_below(&random, 9),
               1 + random_below(&random, 6));
    do
        draw_all(c, rank, &random);
    while (!suits(c, rank));
}

static const Tensor inputs[] = { { "X", "N×nx" }, { "s", "N×1" },
                                 { "w", "nx×1" }, { "ω", "1×1" },
                                 { "B", "1×1" },  { "C", "1×1" },
                                 { NULL, NULL } };
static const Tensor outputs[] = {
    { "P", "1×1" }, { "∇w", "nx×1" }, { "∂ω", "1×1" }, { NULL, NULL }
};

const Exercise exercise = {
    .number = "18",
    .title = "le sous-gradient du SVM linéaire",
    .inputs = inputs,
    .outputs = outputs,
    .cases = CASES,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
