/* cases.c — l'exercice 17, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

#include "../../../lib/problem.h"

enum { GRAD_Y_TILDE, WY, H, H_TILDE, X };
enum { GRAD_H_TILDE, GRAD_WH, GRAD_BH };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    WY_READ_TRANSPOSED,
    H_ASSIGNED,
    LAST_CLASS_SKIPPED,
    LAST_EXAMPLE_SKIPPED,
    MEAN_TWICE,
    MEAN_OVER_CLASSES,
    SLOPE_OMITTED,
    SLOPE_NEGATED,
    SLOPE_OF_H_TILDE,
    SLOPE_UNSQUARED,
    SLOPE_SIGMOID,
    SLOPE_TANH_TWICE,
    SLOPE_ABSOLUTE,
    SLOPE_SQUARE,
    SLOPE_IS_TANH,
    SLOPE_TWICE,
    SLOPE_ADDED,
    SLOPE_DIVIDED,
    TWICE,
    FIRST_UNIT_SKIPPED,
    LAST_UNIT_SKIPPED,
    H_TILDE_SLOPE_OMITTED,
    WH_SLOPE_OMITTED,
    WH_TRANSPOSED,
    WH_NEXT_ROW,
    WH_NEXT_COLUMN,
    WH_WITH_H,
    WH_ASSIGNED,
    WH_MEAN,
    WH_MEAN_FORGOTTEN,
    BH_SLOPE_OMITTED,
    BH_ZERO,
    BH_ASSIGNED,
    BH_MEAN,
    FLOAT_SUMS
};

static const Wrong catalogue[] = {
    [WY_READ_TRANSPOSED] = { "Wy-read-transposed", .where = "eq:grad-h" },
    [H_ASSIGNED] = { "H-assigned", "= au lieu de += dans ∇H", "eq:chain-h",
                     NULL },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped", .where = "eq:chain-h" },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:grad-batch-H" },
    [MEAN_TWICE] = { "mean-twice", .where = "eq:grad-batch-Y-tilde" },
    [MEAN_OVER_CLASSES] = { "mean-over-classes", .where = "eq:chain-h" },
    [SLOPE_OMITTED] = { "slope-omitted", .where = "eq:grad-batch-H-tilde" },
    [SLOPE_NEGATED] = { "slope-negated", .where = "eq:tanh-prime" },
    [SLOPE_OF_H_TILDE] = { "slope-of-h-tilde", .where = "eq:tanh-prime" },
    [SLOPE_UNSQUARED] = { "slope-unsquared", .where = "eq:tanh-prime" },
    [SLOPE_SIGMOID] = { "slope-sigmoid", .where = "eq:tanh-prime" },
    [SLOPE_TANH_TWICE] = { "slope-tanh-twice", .where = "eq:tanh-prime" },
    [SLOPE_ABSOLUTE] = { "slope-absolute", .where = "eq:tanh-prime" },
    [SLOPE_SQUARE] = { "slope-square", "h² pris pour la dérivée de tanh",
                       "eq:tanh-prime", NULL },
    [SLOPE_IS_TANH] = { "slope-is-tanh",
                        "tanh elle-même au lieu de sa dérivée",
                        "eq:tanh-prime", NULL },
    [SLOPE_TWICE] = { "slope-twice", "dérivée de tanh comptée deux fois",
                      "eq:grad-batch-H-tilde", NULL },
    [SLOPE_ADDED] = { "slope-added",
                      "dérivée de tanh ajoutée à l'erreur, pas multipliée",
                      "eq:grad-batch-H-tilde", NULL },
    [SLOPE_DIVIDED] = { "slope-divided",
                        "erreur divisée par la dérivée de tanh",
                        "eq:grad-batch-H-tilde", NULL },
    [TWICE] = { "twice", .where = "eq:tanh-prime" },
    [FIRST_UNIT_SKIPPED] = { "first-unit-skipped", .where = "eq:chain-h" },
    [LAST_UNIT_SKIPPED] = { "last-unit-skipped", "dernier neurone caché sauté",
                            "eq:chain-h", NULL },
    [H_TILDE_SLOPE_OMITTED] = { "H-tilde-slope-omitted",
                                "c'est ∇H qui est rangé dans ∇H̃",
                                "eq:grad-batch-H-tilde", NULL },
    [WH_SLOPE_OMITTED] = { "Wh-slope-omitted", .where = "eq:grad-batch-Wh" },
    [WH_TRANSPOSED] = { "Wh-transposed", .where = "eq:gradient-shape" },
    [WH_NEXT_ROW] = { "Wh-next-row", .where = "eq:grad-batch-Wh" },
    [WH_NEXT_COLUMN] = { "Wh-next-column", "∇Wh avec la colonne suivante de X",
                         "eq:grad-Wh", NULL },
    [WH_WITH_H] = { "Wh-with-h", "∇Wh avec H au lieu de X", "eq:grad-Wh",
                    NULL },
    [WH_ASSIGNED] = { "Wh-assigned", "= au lieu de += dans ∇Wh",
                      "eq:grad-batch-Wh", NULL },
    [WH_MEAN] = { "Wh-mean", "∇Wh moyenné une fois de trop",
                  "eq:grad-batch-Wh", NULL },
    [WH_MEAN_FORGOTTEN] = { "Wh-mean-forgotten", .where = "eq:grad-batch-Wh" },
    [BH_SLOPE_OMITTED] = { "bh-slope-omitted", .where = "eq:grad-batch-bh" },
    [BH_ZERO] = { "bh-zero", "∇bh laissé à zéro", "eq:grad-bh", NULL },
    [BH_ASSIGNED] = { "bh-assigned", .where = "eq:grad-batch-bh" },
    [BH_MEAN] = { "bh-mean", .where = "eq:grad-batch-bh" },
    [FLOAT_SUMS] = { "float-sums", .where = "eq:grad-batch-Wh" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

/* Des tailles où nx ≤ nh ; un seul exemple, un seul neurone, deux classes. */
typedef struct {
    size_t nx, nh, ny, N;
} Sizes;

static const Sizes sizes[] = {
    { 3, 5, 7, 11 }, { 2, 3, 2, 5 },   { 3, 5, 7, 11 }, { 1, 1, 2, 7 },
    { 3, 5, 7, 11 }, { 2, 7, 3, 1 },   { 3, 5, 7, 11 }, { 5, 11, 3, 13 },
    { 3, 5, 7, 11 }, { 2, 13, 11, 3 }, { 3, 5, 7, 11 }, { 7, 7, 7, 7 }
};

enum { CASES = sizeof sizes / sizeof *sizes };

/* Un rang sur trois, les neurones saturent. */
static void saturate(Problem *q, size_t rank)
{
    if (rank % 3 != 2)
        return;
    matrix_scale(&q->p.Wh, 2, &q->p.Wh);
    forward(&q->pass, &q->p, &q->data.X);
    backward(&q->grad, &q->pass, &q->p, &q->data.X, &q->data.Y);
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(1700 + rank);
    Sizes s = sizes[rank];
    Problem q = problem_create(s.nx, s.nh, s.ny, s.N, &random);
    saturate(&q, rank);
    c->in[GRAD_Y_TILDE] = matrix_clone(&q.pass.grad_Y_tilde);
    c->in[WY] = matrix_clone(&q.p.Wy);
    c->in[H] = matrix_clone(&q.pass.H);
    c->in[H_TILDE] = matrix_clone(&q.pass.H_tilde);
    c->in[X] = matrix_clone(&q.data.X);
    c->out[GRAD_H_TILDE] = matrix_create(s.N, s.nh);
    c->out[GRAD_WH] = matrix_create(s.nh, s.nx);
    c->out[GRAD_BH] = matrix_create(s.nh, 1);
    c->size[0] = (Size){ "N", s.N };
    c->size[1] = (Size){ "ny", s.ny };
    c->size[2] = (Size){ "nh", s.nh };
    c->size[3] = (Size){ "nx", s.nx };
    problem_free(&q);
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

/* (∇H)ₙⱼ = Σₖ (∇Ỹ)ₙₖ (Wy)ₖⱼ */
static double hidden_error(const Case *c, size_t n, size_t j, Wrongs w)
{
    const Matrix *D = &c->in[GRAD_Y_TILDE], *Wy = &c->in[WY];
    size_t N = D->rows, ny = D->cols;
    size_t end = HAS(w, LAST_CLASS_SKIPPED) ? ny - 1 : ny;
    double total = 0;
    if (HAS(w, LAST_EXAMPLE_SKIPPED) && n == N - 1)
        return 0;
    for (size_t k = HAS(w, H_ASSIGNED) ? end - 1 : 0; k < end; k++)
        total +=
            AT(D, n, k) *
            (HAS(w, WY_READ_TRANSPOSED) ? Wy->data[j * ny + k] : AT(Wy, k, j));
    if (HAS(w, MEAN_TWICE))
        total /= (double)N;
    return HAS(w, MEAN_OVER_CLASSES) ? total / (double)ny : total;
}

/* La dérivée de tanh, telle qu'on l'écrit. */
static double slope(double h_tilde, double h, Wrongs w)
{
    if (HAS(w, SLOPE_OMITTED))
        return 1;
    if (HAS(w, SLOPE_NEGATED))
        return h * h - 1;
    if (HAS(w, SLOPE_OF_H_TILDE))
        return 1 - h_tilde * h_tilde;
    if (HAS(w, SLOPE_UNSQUARED))
        return 1 - h;
    if (HAS(w, SLOPE_SIGMOID))
        return h * (1 - h);
    if (HAS(w, SLOPE_TANH_TWICE))
        return 1 - tanh(h) * tanh(h);
    if (HAS(w, SLOPE_ABSOLUTE))
        return 1 - fabs(h);
    if (HAS(w, SLOPE_SQUARE))
        return h * h;
    return HAS(w, SLOPE_IS_TANH) ? h : 1 - h * h;
}

/* error ⊙ pente */
static double through(double error, double slope, Wrongs w)
{
    if (HAS(w, SLOPE_TWICE))
        slope *= slope;
    if (HAS(w, SLOPE_ADDED))
        return error + slope;
    return HAS(w, SLOPE_DIVIDED) ? error / slope : error * slope;
}

/* Le facteur devant tout, et les neurones oubliés. */
static double factor(size_t j, size_t nh, Wrongs w)
{
    if ((HAS(w, FIRST_UNIT_SKIPPED) && j == 0) ||
        (HAS(w, LAST_UNIT_SKIPPED) && j == nh - 1))
        return 0;
    return HAS(w, TWICE) ? 2 : 1;
}

/* E = ∇H et D = ∇H̃. */
static void errors(Matrix *E, Matrix *D, const Case *c, Wrongs w)
{
    const Matrix *h = &c->in[H], *h_tilde = &c->in[H_TILDE];
    for (size_t n = 0; n < h->rows; n++)
        for (size_t j = 0; j < h->cols; j++) {
            double s = slope(AT(h_tilde, n, j), AT(h, n, j), w);
            double error = hidden_error(c, n, j, w);
            double scale = factor(j, h->cols, w);
            AT(E, n, j) = scale * error;
            AT(D, n, j) = scale == 0 ? 0 : scale * through(error, s, w);
        }
}

/* Une somme, en double ou en float. */
static double add(double total, double term, Wrongs w)
{
    return HAS(w, FLOAT_SUMS) ? (double)((float)total + (float)term)
                              : total + term;
}

/* G = Dᵀ A */
static void weights(Matrix *G, const Matrix *D, const Matrix *A, Wrongs w)
{
    size_t N = D->rows, wrap = G->cols,
           first = HAS(w, WH_ASSIGNED) ? N - 1 : 0;
    size_t row = HAS(w, WH_NEXT_ROW), col = HAS(w, WH_NEXT_COLUMN);
    matrix_fill(G, 0);
    for (size_t n = first; n < N; n++)
        for (size_t j = 0; j < G->rows; j++)
            for (size_t i = 0; i < G->cols; i++)
                AT(G, j, i) = add(
                    AT(G, j, i),
                    AT(D, n, j) * AT(A, (n + row) % N, (i + col) % wrap), w);
    if (HAS(w, WH_MEAN))
        matrix_scale(G, 1 / (double)N, G);
    if (HAS(w, WH_MEAN_FORGOTTEN))
        matrix_scale(G, (double)N, G);
}

/* b = Dᵀ 1 */
static void biases(Matrix *b, const Matrix *D, Wrongs w)
{
    size_t N = D->rows, first = HAS(w, BH_ASSIGNED) ? N - 1 : 0;
    matrix_fill(b, 0);
    for (size_t n = first; n < N; n++)
        for (size_t j = 0; j < D->cols; j++)
            b->data[j] = add(b->data[j], AT(D, n, j), w);
    if (HAS(w, BH_MEAN))
        matrix_scale(b, 1 / (double)N, b);
    if (HAS(w, BH_ZERO))
        matrix_fill(b, 0);
}

static void compute(Case *c, Wrongs w)
{
    Matrix *D = &c->out[GRAD_H_TILDE];
    Matrix E = matrix_create(D->rows, D->cols);
    errors(&E, D, c, w);
    weights(&c->out[GRAD_WH], HAS(w, WH_SLOPE_OMITTED) ? &E : D,
            HAS(w, WH_WITH_H) ? &c->in[H] : &c->in[X], w);
    if (HAS(w, WH_TRANSPOSED))
        store_transposed(&c->out[GRAD_WH]);
    biases(&c->out[GRAD_BH], HAS(w, BH_SLOPE_OMITTED) ? &E : D, w);
    if (HAS(w, H_TILDE_SLOPE_OMITTED))
        matrix_copy(D, &E);
    matrix_free(&E);
}

static const Tensor inputs[] = { { "∇Ỹ", "N×ny" }, { "Wy", "ny×nh" },
                                 { "H", "N×nh" },  { "H̃", "N×nh" },
                                 { "X", "N×nx" },  { NULL, NULL } };
static const Tensor outputs[] = {
    { "∇H̃", "N×nh" }, { "∇Wh", "nh×nx" }, { "∇bh", "nh×1" }, { NULL, NULL }
};

const Exercise exercise = {
    .number = "17",
    .title = "le gradient de la couche cachée",
    .inputs = inputs,
    .outputs = outputs,
    .cases = CASES,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
