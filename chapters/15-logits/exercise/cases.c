/* cases.c — l'exercice 15, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { Y_TILDE, Y };
enum { GRAD };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    UNNORMALISED,
    UNNORMALISED_SHIFTED,
    SOFTMAX_OVERFLOW,
    LOGITS_SUBTRACTED,
    ONE_HOT_ASSUMED,
    PREDICTED_CLASS,
    TARGET_FORGOTTEN,
    RESPONSE_FORGOTTEN,
    SAME_SIGN,
    SOFTMAX_SLOPE_FORGOTTEN,
    JACOBIAN_DIAGONAL,
    SQUARED_ERROR,
    SQUARED_ERROR_DIAGONAL,
    LOG_EPSILON,
    LOG_EPSILON_SMALL,
    JACOBIAN_DIVIDES,
    JACOBIAN_GUARDED,
    MEAN_FORGOTTEN,
    MEAN_TWICE,
    MEAN_OVER_CLASSES,
    CLASSES_FOR_EXAMPLES,
    INTEGER_DIVISION,
    TWICE,
    SIGN,
    FIRST_CLASS_SKIPPED,
    LAST_CLASS_SKIPPED,
    FIRST_EXAMPLE_SKIPPED,
    LAST_EXAMPLE_SKIPPED,
    TRANSPOSED,
    ZERO
};

static const Wrong catalogue[] = {
    [UNNORMALISED] = { "unnormalised", .where = "eq:partial-log-sum-exp" },
    [UNNORMALISED_SHIFTED] = { "unnormalised-shifted",
                               "ŷ non normalisé (e^(ỹ − max ỹ) sans la somme)",
                               "eq:partial-log-sum-exp", NULL },
    [SOFTMAX_OVERFLOW] = { "softmax-overflow",
                           "l'exponentielle de SoftMax déborde, ou s'annule, "
                           "sur de grands logits",
                           "eq:softmax-stable", NULL },
    [LOGITS_SUBTRACTED] = { "logits-subtracted", "ỹ au lieu de ŷ",
                            "eq:partial-log-sum-exp", NULL },
    [ONE_HOT_ASSUMED] = { "one-hot-assumed",
                          "la cible réduite à sa classe la plus forte, alors "
                          "qu'elle peut être partagée",
                          "eq:partial-linear", NULL },
    [PREDICTED_CLASS] = { "predicted-class", .where = "eq:grad-y-tilde" },
    [TARGET_FORGOTTEN] = { "target-forgotten", "la cible y oubliée",
                           "eq:partial-linear", NULL },
    [RESPONSE_FORGOTTEN] = { "response-forgotten",
                             "dérivée de log Σ e^ỹ oubliée",
                             "eq:partial-log-sum-exp", NULL },
    [SAME_SIGN] = { "same-sign", "ŷ et y ont le même signe", "eq:partial-loss",
                    NULL },
    [SOFTMAX_SLOPE_FORGOTTEN] = { "softmax-slope-forgotten",
                                  "∇ŷ au lieu de ∇ỹ : la jacobienne de "
                                  "SoftMax oubliée",
                                  "eq:chain-y-tilde", NULL },
    [JACOBIAN_DIAGONAL] = { "jacobian-diagonal", .where = "eq:chain-y-tilde" },
    [SQUARED_ERROR] = { "squared-error", .where = "eq:grad-y-hat" },
    [SQUARED_ERROR_DIAGONAL] = { "squared-error-diagonal",
                                 .where = "eq:grad-y-hat" },
    [LOG_EPSILON] = { "log-epsilon", .where = "eq:grad-y-hat" },
    [LOG_EPSILON_SMALL] = { "log-epsilon-small",
                            "log(ŷ + 1e-12) au lieu de log ŷ", "eq:grad-y-hat",
                            NULL },
    [JACOBIAN_DIVIDES] = { "jacobian-divides",
                           "−y/ŷ divise par un ŷ "
                           "que l'arrondi a fait nul",
                           "eq:grad-by-jacobian", NULL },
    [JACOBIAN_GUARDED] = { "jacobian-guarded",
                           "là où l'arrondi a fait ŷ nul, la pente −y/ŷ est "
                           "mise à 0 : la classe juste n'est plus poussée",
                           "eq:grad-by-jacobian", NULL },
    [MEAN_FORGOTTEN] = { "mean-forgotten", .where = "eq:partial-mean" },
    [MEAN_TWICE] = { "mean-twice", .where = "eq:partial-mean" },
    [MEAN_OVER_CLASSES] = { "mean-over-classes", .where = "eq:partial-mean" },
    [CLASSES_FOR_EXAMPLES] = { "classes-for-examples", "1/ny au lieu de 1/N",
                               "eq:partial-mean", NULL },
    [INTEGER_DIVISION] = { "integer-division",
                           "1/N est une division d'entiers : en C, elle donne "
                           "0 dès que N > 1",
                           "eq:partial-mean", NULL },
    [TWICE] = { "twice", .where = "eq:grad-y-tilde" },
    [SIGN] = { "sign", .where = "eq:partial-loss" },
    [FIRST_CLASS_SKIPPED] = { "first-class-skipped", "première classe sautée",
                              "eq:grad-y-tilde", NULL },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped",
                             .where = "eq:grad-y-tilde" },
    [FIRST_EXAMPLE_SKIPPED] = { "first-example-skipped",
                                "premier exemple sauté",
                                "eq:grad-batch-Y-tilde", NULL },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:grad-batch-Y-tilde" },
    [TRANSPOSED] = { "transposed", "∇Ỹ rangé transposé",
                     "eq:grad-batch-Y-tilde", NULL },
    [ZERO] = { "zero", "∇Ỹ laissé à zéro", "eq:grad-batch-Y-tilde", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

/* sigma : l'écart type des logits. shift s'y ajoute, et ne change rien. far :
 * certains sont si loin des autres que leur ŷ s'arrondit à 0, ou à 1. soft :
 * des cibles partagées. */
typedef struct {
    size_t N, ny;
    double sigma, shift;
    bool far, soft;
} Setting;

static const Setting settings[] = {
    { 11, 7, 2, 0, false, false },   { 1, 5, 2, 0, false, false },
    { 11, 7, 2, 0, true, false },    { 4, 4, 2, 0, false, false },
    { 11, 7, 2, 750, false, false }, { 2, 3, 5, 0, false, true },
    { 13, 5, 2, -800, false, true }, { 1, 3, 2, 0, true, false },
    { 11, 7, 10, 0, false, true },   { 6, 2, 2, 0, false, false },
    { 5, 11, 2, 0, true, false },    { 3, 2, 1, 0, false, true },
};

static size_t argmax(const double *v, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (v[i] > v[best])
            best = i;
    return best;
}

static size_t argmin(const double *v, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (v[i] < v[best])
            best = i;
    return best;
}

/* y de classe c, ou partagé. */
static void draw_target(double *y, size_t ny, size_t c, bool soft,
                        Random *random)
{
    double total = 0;
    for (size_t i = 0; i < ny; i++)
        total += y[i] = soft ? random_uniform(random) : i == c;
    for (size_t i = 0; i < ny; i++)
        y[i] /= total;
}

/* Les écarts de far : 400 se voit encore dans ŷ, 800 non ; rien entre les
 * deux, où ŷ n'est plus un nombre ordinaire. */
static void draw_logits(double *y_tilde, size_t n, const Setting *s,
                        Random *random)
{
    for (size_t i = 0; i < s->ny; i++)
        y_tilde[i] = s->sigma * random_normal(random) + s->shift +
                     (s->far ? 400 * (double)((n + i) % 4) : 0);
}

/* Le premier exemple a le plus petit logit pour classe : la réponse est
 * fausse, et le gradient n'est jamais presque nul. */
static void draw(Case *c, size_t rank)
{
    const Setting *s = &settings[rank];
    Random random = random_seeded(1500 + rank);
    c->in[Y_TILDE] = matrix_create(s->N, s->ny);
    c->in[Y] = matrix_create(s->N, s->ny);
    c->out[GRAD] = matrix_create(s->N, s->ny);
    for (size_t n = 0; n < s->N; n++) {
        double *y_tilde = &AT(&c->in[Y_TILDE], n, 0);
        draw_logits(y_tilde, n, s, &random);
        draw_target(&AT(&c->in[Y], n, 0), s->ny,
                    n == 0 ? argmin(y_tilde, s->ny) : n % s->ny, s->soft,
                    &random);
    }
    c->size[0] = (Size){ "N", s->N };
    c->size[1] = (Size){ "ny", s->ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

/* ŷ, ou ce qu'on prend pour lui. */
static void response(double *y_hat, const double *y_tilde, size_t ny, Wrongs w)
{
    double m = y_tilde[argmax(y_tilde, ny)], total = 0;
    if (HAS(w, UNNORMALISED) || HAS(w, SOFTMAX_OVERFLOW))
        m = 0;
    for (size_t i = 0; i < ny; i++)
        total += y_hat[i] = exp(y_tilde[i] - m);
    if (HAS(w, UNNORMALISED) || HAS(w, UNNORMALISED_SHIFTED))
        total = 1;
    for (size_t i = 0; i < ny; i++)
        y_hat[i] = HAS(w, LOGITS_SUBTRACTED) ? y_tilde[i] : y_hat[i] / total;
}

/* y, ou ce qu'on prend pour lui. */
static void target(double *wanted, const double *y, const double *y_hat,
                   size_t ny, Wrongs w)
{
    for (size_t i = 0; i < ny; i++)
        wanted[i] = HAS(w, ONE_HOT_ASSUMED)   ? i == argmax(y, ny)
                    : HAS(w, PREDICTED_CLASS) ? i == argmax(y_hat, ny)
                                              : y[i];
}

/* La dérivée d'une loss par rapport à un ŷ. */
static double slope(double y_hat, double y, Wrongs w)
{
    if (HAS(w, SQUARED_ERROR) || HAS(w, SQUARED_ERROR_DIAGONAL))
        return 2 * (y_hat - y);
    if (HAS(w, LOG_EPSILON))
        return -y / (y_hat + 1e-8);
    if (HAS(w, LOG_EPSILON_SMALL))
        return -y / (y_hat + 1e-12);
    return HAS(w, JACOBIAN_GUARDED) && y_hat == 0 ? 0 : -y / y_hat;
}

/* J g, où g sont les dérivées par rapport à ŷ. */
static void through_jacobian(double *d, const double *y_hat, const double *y,
                             size_t ny, Wrongs w)
{
    double mean = 0;
    for (size_t i = 0; i < ny; i++)
        mean += y_hat[i] * slope(y_hat[i], y[i], w);
    for (size_t i = 0; i < ny; i++)
        d[i] = y_hat[i] * (slope(y_hat[i], y[i], w) - mean);
}

#define THROUGH_JACOBIAN \
    ((Wrongs)1 << SQUARED_ERROR | (Wrongs)1 << LOG_EPSILON | \
     (Wrongs)1 << LOG_EPSILON_SMALL | (Wrongs)1 << JACOBIAN_DIVIDES | \
     (Wrongs)1 << JACOBIAN_GUARDED)

/* La composante i de ∇ỹ ℓ, quand on ne passe pas par toute la jacobienne. */
static double component(double y_hat, double y, Wrongs w)
{
    if (HAS(w, TARGET_FORGOTTEN))
        return y_hat;
    if (HAS(w, RESPONSE_FORGOTTEN))
        return -y;
    if (HAS(w, SAME_SIGN))
        return -y - y_hat;
    if (HAS(w, SOFTMAX_SLOPE_FORGOTTEN))
        return slope(y_hat, y, w);
    if (HAS(w, SQUARED_ERROR_DIAGONAL) || HAS(w, JACOBIAN_DIVIDES))
        return slope(y_hat, y, w) * y_hat * (1 - y_hat);
    return HAS(w, JACOBIAN_DIAGONAL) ? -y * (1 - y_hat) : y_hat - y;
}

/* ∇ỹ ℓ d'un exemple. */
static void example(double *d, const double *y_hat, const double *y, size_t ny,
                    Wrongs w)
{
    Wrongs alone =
        (Wrongs)1 << JACOBIAN_DIAGONAL | (Wrongs)1 << SOFTMAX_SLOPE_FORGOTTEN;
    if (w & THROUGH_JACOBIAN && !(w & alone))
        through_jacobian(d, y_hat, y, ny, w);
    else
        for (size_t i = 0; i < ny; i++)
            d[i] = component(y_hat[i], y[i], w);
}

/* Le facteur devant tout. */
static double factor(size_t N, size_t ny, Wrongs w)
{
    double factor = 1 / (double)(HAS(w, CLASSES_FOR_EXAMPLES) ? ny : N);
    if (HAS(w, INTEGER_DIVISION))
        factor = N > 1 ? 0 : 1;
    factor = HAS(w, MEAN_FORGOTTEN) ? 1 : factor;
    factor *= HAS(w, MEAN_TWICE) ? 1 / (double)N : 1;
    factor *= HAS(w, MEAN_OVER_CLASSES) ? 1 / (double)ny : 1;
    factor *= HAS(w, TWICE) ? 2 : 1;
    return HAS(w, SIGN) ? -factor : factor;
}

static bool skipped(size_t n, size_t i, size_t N, size_t ny, Wrongs w)
{
    return (HAS(w, FIRST_CLASS_SKIPPED) && i == 0) ||
           (HAS(w, LAST_CLASS_SKIPPED) && i == ny - 1) ||
           (HAS(w, FIRST_EXAMPLE_SKIPPED) && n == 0) ||
           (HAS(w, LAST_EXAMPLE_SKIPPED) && n == N - 1) || HAS(w, ZERO);
}

static void compute(Case *c, Wrongs w)
{
    enum { NY_MAX = 16 };
    double y_hat[NY_MAX], y[NY_MAX], d[NY_MAX];
    size_t N = c->in[Y].rows, ny = c->in[Y].cols;
    for (size_t n = 0; n < N; n++) {
        response(y_hat, &AT(&c->in[Y_TILDE], n, 0), ny, w);
        target(y, &AT(&c->in[Y], n, 0), y_hat, ny, w);
        example(d, y_hat, y, ny, w);
        for (size_t i = 0; i < ny; i++)
            AT(&c->out[GRAD], n, i) =
                skipped(n, i, N, ny, w) ? 0 : factor(N, ny, w) * d[i];
    }
    if (HAS(w, TRANSPOSED))
        store_transposed(&c->out[GRAD]);
}

static const Tensor inputs[] = { { "Ỹ", "N×ny" },
                                 { "Y", "N×ny" },
                                 { NULL, NULL } };
static const Tensor outputs[] = { { "∇Ỹ", "N×ny" }, { NULL, NULL } };

const Exercise exercise = {
    .number = "15",
    .title = "le gradient aux logits",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof settings / sizeof *settings,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
