/* cases.c — l'exercice 8, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { Y_HAT, Y };
enum { CROSS, SQUARED };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    CROSS_ONE_HOT,
    CROSS_TARGET_FORGOTTEN,
    CROSS_INVERTED,
    CROSS_NOT_DERIVED,
    CROSS_OVER_LOG,
    CROSS_BINARY,
    CROSS_AT_LOGITS,
    LOG_EPSILON,
    LOG_EPSILON_SMALL,
    CROSS_PROJECTED,
    CROSS_MEAN,
    CROSS_SIGN,
    SQUARED_TARGET_FORGOTTEN,
    SQUARED_NOT_DERIVED,
    SQUARED_ABSOLUTE,
    SQUARED_AT_LOGITS,
    SQUARED_CLASS_ONLY,
    SQUARED_HALVED,
    SQUARED_MEAN,
    SQUARED_SIGN,
    SIGN,
    FIRST_CLASS_SKIPPED,
    LAST_CLASS_SKIPPED,
    SWAPPED,
    ZERO_DIVISION
};

static const Wrong catalogue[] = {
    [CROSS_ONE_HOT] = { "cross-one-hot",
                        "∇ℓ_C ne pousse que la classe la plus forte de la "
                        "cible, alors qu'elle peut être partagée",
                        "eq:slope-cross", NULL },
    [CROSS_TARGET_FORGOTTEN] = { "cross-target-forgotten",
                                 "la cible y oubliée dans ∇ℓ_C",
                                 "eq:slope-cross", NULL },
    [CROSS_INVERTED] = { "cross-inverted", "quotient renversé dans ∇ℓ_C",
                         "eq:slope-cross", NULL },
    [CROSS_NOT_DERIVED] = { "cross-not-derived",
                            "les termes de ℓ_C eux-mêmes, pas leur dérivée",
                            "eq:slope-cross", NULL },
    [CROSS_OVER_LOG] = { "cross-over-log",
                         "log ŷ en dénominateur : la dérivée d'un logarithme "
                         "n'en contient pas",
                         "eq:slope-cross", NULL },
    [CROSS_BINARY] = { "cross-binary",
                       "l'entropie croisée à deux classes, prise pour chaque "
                       "classe à part",
                       "eq:cost-cross", NULL },
    [CROSS_AT_LOGITS] = { "cross-at-logits",
                          "∇ℓ_C par rapport aux logits ỹ, et non à ŷ",
                          "eq:slope-cross", NULL },
    [LOG_EPSILON] = { "log-epsilon", .where = "eq:cost-cross" },
    [LOG_EPSILON_SMALL] = { "log-epsilon-small",
                            "log(ŷ + 1e-12) au lieu de log ŷ", "eq:cost-cross",
                            NULL },
    [CROSS_PROJECTED] = { "cross-projected",
                          "∇ℓ_C dont la moyenne a été ôtée : chaque ŷₖ se "
                          "pousse seul",
                          "eq:slope-cross", NULL },
    [CROSS_MEAN] = { "cross-mean", "∇ℓ_C divisé par ny", "eq:cost-cross",
                     NULL },
    [CROSS_SIGN] = { "cross-sign", "signe de ∇ℓ_C inversé", "eq:slope-cross",
                     NULL },
    [SQUARED_TARGET_FORGOTTEN] = { "squared-target-forgotten",
                                   "la cible y oubliée dans ∇ℓ_Q",
                                   "eq:slope-squared", NULL },
    [SQUARED_NOT_DERIVED] = { "squared-not-derived",
                              "les termes de ℓ_Q eux-mêmes, pas leur dérivée",
                              "eq:slope-squared", NULL },
    [SQUARED_ABSOLUTE] = { "squared-absolute",
                           "∇ℓ_Q en valeur absolue : il ne dit plus dans quel "
                           "sens pousser",
                           "eq:slope-squared", NULL },
    [SQUARED_AT_LOGITS] = { "squared-at-logits",
                            "∇ℓ_Q par rapport aux logits ỹ, et non à ŷ",
                            "eq:slope-squared", NULL },
    [SQUARED_CLASS_ONLY] = { "squared-class-only",
                             "∇ℓ_Q ne pousse que les classes de la cible",
                             "eq:slope-squared", NULL },
    [SQUARED_HALVED] = { "squared-halved", "facteur 2 oublié dans ∇ℓ_Q",
                         "eq:slope-squared", NULL },
    [SQUARED_MEAN] = { "squared-mean", "∇ℓ_Q divisé par ny", "eq:cost-squared",
                       NULL },
    [SQUARED_SIGN] = { "squared-sign", "signe de ∇ℓ_Q inversé",
                       "eq:slope-squared", NULL },
    [SIGN] = { "sign",
               "signe des deux gradients inversé : c'est la descente, pas la "
               "pente",
               "eq:slope-cross", NULL },
    [FIRST_CLASS_SKIPPED] = { "first-class-skipped", "première classe sautée",
                              "eq:slope-cross", NULL },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped", .where = "eq:slope-cross" },
    [SWAPPED] = { "swapped", "∇ℓ_C et ∇ℓ_Q échangés", "eq:cost-squared",
                  NULL },
    [ZERO_DIVISION] = { "zero-division",
                        "division par zéro dans ∇ℓ_C, là où y et ŷ sont nuls "
                        "tous deux",
                        "eq:slope-cross", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

/* La réponse : quelconque ; avec des zéros ; presque nulle à la classe juste ;
 * sûre de cette classe. */
typedef enum { ANY, ZEROS, TINY, SURE } Kind;

typedef struct {
    size_t ny;
    Kind kind;
    bool soft; /* la cible est partagée entre les classes de rang pair */
} Setting;

static const Setting settings[] = {
    { 7, ANY, false },    { 2, ANY, false },  { 7, ANY, true },
    { 3, ZEROS, false },  { 7, TINY, false }, { 4, ANY, true },
    { 11, ZEROS, false }, { 5, SURE, true },  { 7, ZEROS, true },
    { 9, ANY, false },    { 7, SURE, false }, { 6, TINY, false },
};

static void normalise(Matrix *v)
{
    double total = 0;
    for (size_t i = 0; i < v->rows; i++)
        total += v->data[i];
    matrix_scale(v, 1 / total, v);
}

static void draw_target(Matrix *y, size_t c, bool soft, Random *random)
{
    for (size_t i = 0; i < y->rows; i++)
        y->data[i] =
            soft ? (i % 2 == 0) * (0.1 + random_uniform(random)) : i == c;
    normalise(y);
}

/* c : la classe juste. */
static void draw_response(Matrix *y_hat, const Matrix *y, size_t c, Kind kind,
                          Random *random)
{
    for (size_t i = 0; i < y->rows; i++)
        y_hat->data[i] = exp(random_normal(random));
    for (size_t i = 0; kind == ZEROS && i < y->rows; i++)
        if (y->data[i] == 0 && i % 4 != 0)
            y_hat->data[i] = 0;
    if (kind == TINY)
        y_hat->data[c] = 1e-6;
    if (kind == SURE)
        y_hat->data[c] = 1000;
    normalise(y_hat);
}

static void draw(Case *c, size_t rank)
{
    const Setting *s = &settings[rank];
    Random random = random_seeded(800 + rank);
    size_t class = (rank + 1) % s->ny;
    c->in[Y_HAT] = matrix_create(s->ny, 1);
    c->in[Y] = matrix_create(s->ny, 1);
    c->out[CROSS] = matrix_create(s->ny, 1);
    c->out[SQUARED] = matrix_create(s->ny, 1);
    draw_target(&c->in[Y], class, s->soft, &random);
    draw_response(&c->in[Y_HAT], &c->in[Y], class, s->kind, &random);
    c->size[0] = (Size){ "ny", s->ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

/* a/b, et 0 si b est nul, sauf pour qui ne s'en garde pas. */
static double quotient(double a, double b, Wrongs w)
{
    return b == 0 && !HAS(w, ZERO_DIVISION) ? 0 : a / b;
}

static double cross_term(double y_hat, double y, Wrongs w)
{
    bool counts = y != 0 || HAS(w, ZERO_DIVISION);
    if (HAS(w, CROSS_TARGET_FORGOTTEN))
        return -quotient(1, y_hat, w);
    if (HAS(w, CROSS_INVERTED))
        return -quotient(y_hat, y, w);
    if (HAS(w, CROSS_NOT_DERIVED))
        return counts ? -y * log(y_hat) : 0;
    if (HAS(w, CROSS_OVER_LOG))
        return -y / log(y_hat);
    if (HAS(w, CROSS_BINARY))
        return quotient(1 - y, 1 - y_hat, w) - quotient(y, y_hat, w);
    if (HAS(w, CROSS_AT_LOGITS))
        return y_hat - y;
    if (HAS(w, LOG_EPSILON))
        return -y / (y_hat + 1e-8);
    if (HAS(w, LOG_EPSILON_SMALL))
        return -y / (y_hat + 1e-12);
    return -quotient(y, y_hat, w);
}

static size_t strongest(const Matrix *y)
{
    size_t best = 0;
    for (size_t i = 1; i < y->rows; i++)
        if (y->data[i] > y->data[best])
            best = i;
    return best;
}

static void cross_slopes(Matrix *cross, const Matrix *y_hat, const Matrix *y,
                         Wrongs w)
{
    size_t ny = y->rows, c = strongest(y);
    double total = 0;
    for (size_t k = 0; k < ny; k++) {
        double target = HAS(w, CROSS_ONE_HOT) ? k == c : y->data[k];
        total += cross->data[k] = cross_term(y_hat->data[k], target, w);
    }
    for (size_t k = 0; HAS(w, CROSS_PROJECTED) && k < ny; k++)
        cross->data[k] -= total / (double)ny;
    if (HAS(w, CROSS_MEAN))
        matrix_scale(cross, 1 / (double)ny, cross);
    if (HAS(w, CROSS_SIGN))
        matrix_scale(cross, -1, cross);
}

static double squared_term(double y_hat, double y, Wrongs w)
{
    double gap = HAS(w, SQUARED_TARGET_FORGOTTEN) ? y_hat : y_hat - y;
    if (HAS(w, SQUARED_CLASS_ONLY) && y == 0)
        return 0;
    if (HAS(w, SQUARED_NOT_DERIVED))
        return gap * gap;
    double slope = HAS(w, SQUARED_HALVED) ? gap : 2 * gap;
    return HAS(w, SQUARED_ABSOLUTE) ? fabs(slope) : slope;
}

/* J g = ŷ ⊙ g − ŷ (ŷᵀ g), dans la place de g. */
static void through_softmax(Matrix *g, const Matrix *y_hat)
{
    double mean = 0;
    for (size_t k = 0; k < g->rows; k++)
        mean += y_hat->data[k] * g->data[k];
    for (size_t k = 0; k < g->rows; k++)
        g->data[k] = y_hat->data[k] * (g->data[k] - mean);
}

static void squared_slopes(Matrix *squared, const Matrix *y_hat,
                           const Matrix *y, Wrongs w)
{
    for (size_t k = 0; k < y->rows; k++)
        squared->data[k] = squared_term(y_hat->data[k], y->data[k], w);
    if (HAS(w, SQUARED_AT_LOGITS))
        through_softmax(squared, y_hat);
    if (HAS(w, SQUARED_MEAN))
        matrix_scale(squared, 1 / (double)y->rows, squared);
    if (HAS(w, SQUARED_SIGN))
        matrix_scale(squared, -1, squared);
}

static void compute(Case *c, Wrongs w)
{
    Matrix *cross = &c->out[HAS(w, SWAPPED) ? SQUARED : CROSS];
    Matrix *squared = &c->out[HAS(w, SWAPPED) ? CROSS : SQUARED];
    cross_slopes(cross, &c->in[Y_HAT], &c->in[Y], w);
    squared_slopes(squared, &c->in[Y_HAT], &c->in[Y], w);
    for (size_t i = 0; i < 2; i++) {
        Matrix *slopes = &c->out[i];
        if (HAS(w, SIGN))
            matrix_scale(slopes, -1, slopes);
        if (HAS(w, FIRST_CLASS_SKIPPED))
            slopes->data[0] = 0;
        if (HAS(w, LAST_CLASS_SKIPPED))
            slopes->data[slopes->rows - 1] = 0;
    }
}

static const Tensor inputs[] = { { "ŷ", "ny×1" },
                                 { "y", "ny×1" },
                                 { NULL, NULL } };
static const Tensor outputs[] = { { "∇ℓ_C", "ny×1" },
                                  { "∇ℓ_Q", "ny×1" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "8",
    .title = "les pentes des deux loss",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof settings / sizeof *settings,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
