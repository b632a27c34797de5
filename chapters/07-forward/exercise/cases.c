/* cases.c — l'exercice 7, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { X, WH, BH, WY, BY };
enum { H_TILDE, H, Y_TILDE, Y_HAT };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    WH_READ_TRANSPOSED,
    WH_INDICES_SWAPPED,
    BH_FORGOTTEN,
    BH_FIRST_ROW,
    BH_AFTER_TANH,
    TANH_FORGOTTEN,
    TANH_HALVED,
    SIGMOID_HIDDEN,
    RELU_HIDDEN,
    FLOAT_TANH,
    H_TILDE_OVERWRITTEN,
    H_TILDE_FOR_H,
    WY_READ_TRANSPOSED,
    WY_INDICES_SWAPPED,
    BY_FORGOTTEN,
    BY_FIRST_ROW,
    TANH_ON_OUTPUT,
    TANH_FOR_SOFTMAX,
    SIGMOID_FOR_SOFTMAX,
    SOFTMAX_FORGOTTEN,
    EXPONENTIAL_FORGOTTEN,
    UNNORMALISED,
    UNNORMALISED_SHIFTED,
    SOFTMAX_WHOLE_BATCH,
    SOFTMAX_BY_COLUMN,
    TOTAL_NOT_RESET,
    SOFTMAX_OVERFLOW,
    LAST_EXAMPLE_SKIPPED
};

static const Wrong catalogue[] = {
    [WH_READ_TRANSPOSED] = { "Wh-read-transposed",
                             "Wh lu comme une matrice nx×nh",
                             "eq:batch-h-tilde", NULL },
    [WH_INDICES_SWAPPED] = { "Wh-indices-swapped",
                             "les deux indices de Wh sont échangés",
                             "eq:batch-entry", NULL },
    [BH_FORGOTTEN] = { "bh-forgotten", "bh oublié", "eq:batch-h-tilde", NULL },
    [BH_FIRST_ROW] = { "bh-first-row",
                       "bh ajouté au premier exemple seulement",
                       "eq:batch-h-tilde", NULL },
    [BH_AFTER_TANH] = { "bh-after-tanh", "bh ajouté après tanh",
                        "eq:batch-h-tilde", NULL },
    [TANH_FORGOTTEN] = { "tanh-forgotten", "tanh oubliée", "eq:batch-h",
                         NULL },
    [TANH_HALVED] = { "tanh-halved", "tanh(h̃/2) au lieu de tanh(h̃)",
                      "eq:tanh-exp", NULL },
    [SIGMOID_HIDDEN] = { "sigmoid-hidden",
                         "sigmoïde au lieu de tanh dans la couche cachée",
                         "eq:batch-h", NULL },
    [RELU_HIDDEN] = { "relu-hidden",
                      "ReLU au lieu de tanh dans la couche cachée",
                      "eq:batch-h", NULL },
    [FLOAT_TANH] = { "float-tanh", .where = "eq:batch-h" },
    [H_TILDE_OVERWRITTEN] = { "h-tilde-overwritten",
                              "H̃ écrasé : c'est H qu'on y trouve",
                              "eq:batch-h", NULL },
    [H_TILDE_FOR_H] = { "h-tilde-for-h", "Ỹ calculé avec H̃ au lieu de H",
                        "eq:batch-y-tilde", NULL },
    [WY_READ_TRANSPOSED] = { "Wy-read-transposed",
                             "Wy lu comme une matrice nh×ny",
                             "eq:batch-y-tilde", NULL },
    [WY_INDICES_SWAPPED] = { "Wy-indices-swapped",
                             "les deux indices de Wy sont échangés",
                             "eq:batch-y-tilde", NULL },
    [BY_FORGOTTEN] = { "by-forgotten", "by oublié", "eq:batch-y-tilde", NULL },
    [BY_FIRST_ROW] = { "by-first-row",
                       "by ajouté au premier exemple seulement",
                       "eq:batch-y-tilde", NULL },
    [TANH_ON_OUTPUT] = { "tanh-on-output",
                         "tanh aussi sur la couche de sortie, avant SoftMax",
                         "eq:batch-y-tilde", NULL },
    [TANH_FOR_SOFTMAX] = { "tanh-for-softmax", "tanh au lieu de SoftMax",
                           "eq:batch-y-hat", NULL },
    [SIGMOID_FOR_SOFTMAX] = { "sigmoid-for-softmax",
                              "sigmoïde au lieu de SoftMax", "eq:batch-y-hat",
                              NULL },
    [SOFTMAX_FORGOTTEN] = { "softmax-forgotten", "SoftMax oublié",
                            "eq:batch-y-hat", NULL },
    [EXPONENTIAL_FORGOTTEN] = { "exponential-forgotten",
                                "SoftMax sans exponentielle", "eq:softmax",
                                NULL },
    [UNNORMALISED] = { "unnormalised", .where = "eq:softmax" },
    [UNNORMALISED_SHIFTED] = { "unnormalised-shifted",
                               "ŷ non normalisé (e^(ỹ − max ỹ) sans la somme)",
                               "eq:softmax-stable", NULL },
    [SOFTMAX_WHOLE_BATCH] = { "softmax-whole-batch",
                              "un seul SoftMax pour tout le lot",
                              "eq:batch-y-hat", NULL },
    [SOFTMAX_BY_COLUMN] = { "softmax-by-column",
                            "SoftMax par colonne : la somme est prise sur les "
                            "exemples",
                            "eq:batch-y-hat", NULL },
    [TOTAL_NOT_RESET] = { "total-not-reset",
                          "la somme de SoftMax n'est pas remise à zéro d'un "
                          "exemple au suivant",
                          "eq:batch-y-hat", NULL },
    [SOFTMAX_OVERFLOW] = { "softmax-overflow",
                           "l'exponentielle de SoftMax déborde, ou s'annule, "
                           "sur de grands logits",
                           "eq:softmax-stable", NULL },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:batch-rows" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

/* nx ≤ nh ≤ ny : qui échange les indices d'un poids lit le mauvais élément,
 * mais reste dans la matrice, et son erreur a ses nombres. shift s'ajoute à
 * tous les logits, et ne change donc rien à Ŷ ; scale multiplie Wy. */
typedef struct {
    size_t N, nx, nh, ny;
    double shift, scale;
} Sizes;

static const Sizes sizes[] = {
    { 11, 3, 5, 7, 0, 1 },  { 1, 2, 3, 5, 0, 1 },     { 11, 3, 5, 7, 750, 1 },
    { 4, 4, 4, 4, 0, 1 },   { 11, 3, 5, 7, -800, 1 }, { 1, 3, 5, 7, 0, 1 },
    { 13, 2, 3, 11, 0, 1 }, { 2, 1, 6, 6, 0, 1 },     { 11, 3, 5, 7, 0, 500 },
    { 1, 2, 6, 8, 800, 1 }, { 11, 3, 5, 7, 0, 1 },    { 6, 5, 5, 9, 0, 1 },
};

static Matrix normal(size_t rows, size_t cols, Random *random)
{
    Matrix A = matrix_create(rows, cols);
    matrix_random_normal(&A, 1, random);
    return A;
}

static void draw(Case *c, size_t rank)
{
    const Sizes *s = &sizes[rank];
    Random random = random_seeded(700 + rank);
    c->in[X] = normal(s->N, s->nx, &random);
    c->in[WH] = normal(s->nh, s->nx, &random);
    c->in[BH] = normal(s->nh, 1, &random);
    c->in[WY] = normal(s->ny, s->nh, &random);
    c->in[BY] = normal(s->ny, 1, &random);
    for (size_t k = 0; k < s->ny; k++)
        c->in[BY].data[k] += s->shift;
    matrix_scale(&c->in[WY], s->scale, &c->in[WY]);
    c->out[H_TILDE] = matrix_create(s->N, s->nh);
    c->out[H] = matrix_create(s->N, s->nh);
    c->out[Y_TILDE] = matrix_create(s->N, s->ny);
    c->out[Y_HAT] = matrix_create(s->N, s->ny);
    c->size[0] = (Size){ "N", s->N };
    c->size[1] = (Size){ "nx", s->nx };
    c->size[2] = (Size){ "nh", s->nh };
    c->size[3] = (Size){ "ny", s->ny };
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

static double sigmoid(double t)
{
    return 1 / (1 + exp(-t));
}

/* Comment une couche est faite, bien ou mal. */
typedef struct {
    bool transposed, swapped; /* le poids, lu de travers */
    size_t biased;            /* les exemples qui reçoivent le biais */
} Layer;

/* Wₖⱼ, ou ce qu'on lit à sa place. */
static double weight(const Matrix *W, size_t k, size_t j, const Layer *layer)
{
    if (layer->transposed)
        return W->data[j * W->rows + k];
    return layer->swapped ? AT(W, j, k) : AT(W, k, j);
}

/* Z = A Wᵀ + 1 bᵀ. */
static void affine(Matrix *Z, const Matrix *A, const Matrix *W,
                   const Matrix *b, const Layer *layer)
{
    for (size_t n = 0; n < Z->rows; n++)
        for (size_t k = 0; k < Z->cols; k++) {
            double total = 0;
            for (size_t j = 0; j < A->cols; j++)
                total += AT(A, n, j) * weight(W, k, j, layer);
            AT(Z, n, k) = total + (n < layer->biased ? b->data[k] : 0);
        }
}

static double activity(double h_tilde, Wrongs w)
{
    if (HAS(w, TANH_FORGOTTEN))
        return h_tilde;
    if (HAS(w, TANH_HALVED))
        return tanh(h_tilde / 2);
    if (HAS(w, SIGMOID_HIDDEN))
        return sigmoid(h_tilde);
    if (HAS(w, RELU_HIDDEN))
        return h_tilde > 0 ? h_tilde : 0;
    return HAS(w, FLOAT_TANH) ? (double)tanhf((float)h_tilde) : tanh(h_tilde);
}

static void hidden(Case *c, Wrongs w)
{
    Matrix *h_tilde = &c->out[H_TILDE], *h = &c->out[H];
    Layer layer = { .transposed = HAS(w, WH_READ_TRANSPOSED),
                    .swapped = HAS(w, WH_INDICES_SWAPPED),
                    .biased = HAS(w, BH_FIRST_ROW) ? 1 : c->in[X].rows };
    if (HAS(w, BH_FORGOTTEN) || HAS(w, BH_AFTER_TANH))
        layer.biased = 0;
    affine(h_tilde, &c->in[X], &c->in[WH], &c->in[BH], &layer);
    for (size_t n = 0; n < h->rows; n++)
        for (size_t j = 0; j < h->cols; j++) {
            AT(h, n, j) = activity(AT(h_tilde, n, j), w);
            if (HAS(w, BH_AFTER_TANH))
                AT(h, n, j) += c->in[BH].data[j];
            if (HAS(w, H_TILDE_OVERWRITTEN))
                AT(h_tilde, n, j) = AT(h, n, j);
        }
}

static void logits(Case *c, Wrongs w)
{
    Matrix *y_tilde = &c->out[Y_TILDE];
    const Matrix *from = HAS(w, H_TILDE_FOR_H) ? &c->out[H_TILDE] : &c->out[H];
    Layer layer = { .transposed = HAS(w, WY_READ_TRANSPOSED),
                    .swapped = HAS(w, WY_INDICES_SWAPPED),
                    .biased = HAS(w, BY_FIRST_ROW) ? 1 : c->in[X].rows };
    if (HAS(w, BY_FORGOTTEN))
        layer.biased = 0;
    affine(y_tilde, from, &c->in[WY], &c->in[BY], &layer);
    for (size_t i = 0; HAS(w, TANH_ON_OUTPUT) && i < matrix_size(y_tilde); i++)
        y_tilde->data[i] = tanh(y_tilde->data[i]);
}

/* Les logits qu'un SoftMax réunit : count nombres, un tous les step. */
typedef struct {
    size_t count, step;
} Group;

/* Un SoftMax ; *total est ce que le précédent a laissé. */
static void softmax(double *y_hat, const double *y_tilde, Group group,
                    double *total, Wrongs w)
{
    double m = y_tilde[0];
    for (size_t i = 1; i < group.count; i++)
        m = fmax(m, y_tilde[i * group.step]);
    if (HAS(w, SOFTMAX_OVERFLOW) || HAS(w, UNNORMALISED))
        m = 0;
    *total = HAS(w, TOTAL_NOT_RESET) ? *total : 0;
    for (size_t i = 0; i < group.count; i++) {
        double t = y_tilde[i * group.step];
        y_hat[i * group.step] = HAS(w, EXPONENTIAL_FORGOTTEN) ? t : exp(t - m);
        *total += y_hat[i * group.step];
    }
    bool divided = !HAS(w, UNNORMALISED) && !HAS(w, UNNORMALISED_SHIFTED);
    for (size_t i = 0; divided && i < group.count; i++)
        y_hat[i * group.step] /= *total;
}

/* La fonction qui prend la place de SoftMax ; NULL : aucune. */
typedef double Function(double);

static double same(double t)
{
    return t;
}

static Function *substitute(Wrongs w)
{
    return HAS(w, TANH_FOR_SOFTMAX)      ? tanh
           : HAS(w, SIGMOID_FOR_SOFTMAX) ? sigmoid
           : HAS(w, SOFTMAX_FORGOTTEN)   ? same
                                         : NULL;
}

static void prediction(Case *c, Wrongs w)
{
    Matrix *y_hat = &c->out[Y_HAT];
    const Matrix *y_tilde = &c->out[Y_TILDE];
    size_t N = y_hat->rows, ny = y_hat->cols;
    double total = 0;
    Function *f = substitute(w);
    for (size_t i = 0; f && i < N * ny; i++)
        y_hat->data[i] = f(y_tilde->data[i]);
    if (f)
        return;
    if (HAS(w, SOFTMAX_WHOLE_BATCH))
        softmax(y_hat->data, y_tilde->data, (Group){ N * ny, 1 }, &total, w);
    else if (HAS(w, SOFTMAX_BY_COLUMN))
        for (size_t k = 0; k < ny; k++)
            softmax(y_hat->data + k, y_tilde->data + k, (Group){ N, ny },
                    &total, w);
    else
        for (size_t n = 0; n < N; n++)
            softmax(&AT(y_hat, n, 0), &AT(y_tilde, n, 0), (Group){ ny, 1 },
                    &total, w);
}

static void compute(Case *c, Wrongs w)
{
    hidden(c, w);
    logits(c, w);
    prediction(c, w);
    for (size_t k = 0; HAS(w, LAST_EXAMPLE_SKIPPED) && k <= Y_HAT; k++)
        for (size_t i = 0; i < c->out[k].cols; i++)
            AT(&c->out[k], c->out[k].rows - 1, i) = 0;
}

static const Tensor inputs[] = { { "X", "N×nx" },  { "Wh", "nh×nx" },
                                 { "bh", "nh×1" }, { "Wy", "ny×nh" },
                                 { "by", "ny×1" }, { NULL, NULL } };
static const Tensor outputs[] = { { "H̃", "N×nh" },
                                  { "H", "N×nh" },
                                  { "Ỹ", "N×ny" },
                                  { "Ŷ", "N×ny" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "7",
    .title = "l'aller",
    .inputs = inputs,
    .outputs = outputs,
    .cases = sizeof sizes / sizeof *sizes,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
