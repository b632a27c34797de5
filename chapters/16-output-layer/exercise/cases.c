/* cases.c — l'exercice 16, côté juge. */
#include "../../../exercises/exercise.h"

#include "../../../lib/problem.h"

enum { Y_HAT, Y, H };
enum { GRAD_WY, GRAD_BY };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    TARGET_FORGOTTEN,
    PREDICTED_CLASS,
    JACOBIAN_DIAGONAL,
    SQUARED_ERROR,
    MEAN_FORGOTTEN,
    MEAN_TWICE,
    MEAN_OVER_CLASSES,
    CLASS_MEAN,
    TWICE,
    SIGN,
    LAST_CLASS_SKIPPED,
    LAST_EXAMPLE_SKIPPED,
    FIRST_UNIT_SKIPPED,
    WY_TRANSPOSED,
    WY_NEXT_ROW,
    WY_NEXT_COLUMN,
    WY_ASSIGNED,
    WY_MEAN_FORGOTTEN,
    BY_ZERO,
    BY_ASSIGNED,
    BY_MEAN,
    BY_MEAN_FORGOTTEN,
    FLOAT_SUMS
};

static const Wrong catalogue[] = {
    [TARGET_FORGOTTEN] = { "target-forgotten", .where = "eq:grad-y-tilde" },
    [PREDICTED_CLASS] = { "predicted-class", .where = "eq:grad-y-tilde" },
    [JACOBIAN_DIAGONAL] = { "jacobian-diagonal", .where = "eq:grad-y-tilde" },
    [SQUARED_ERROR] = { "squared-error", .where = "eq:grad-y-tilde" },
    [MEAN_FORGOTTEN] = { "mean-forgotten", .where = "eq:grad-batch-Wy" },
    [MEAN_TWICE] = { "mean-twice", .where = "eq:grad-batch-Wy" },
    [MEAN_OVER_CLASSES] = { "mean-over-classes", .where = "eq:grad-batch-Wy" },
    [CLASS_MEAN] = { "class-mean",
                     "moyenne prise sur les classes, et non sur "
                     "les exemples",
                     "eq:sum-of-outer-products", NULL },
    [TWICE] = { "twice", .where = "eq:grad-y-tilde" },
    [SIGN] = { "sign", .where = "eq:grad-y-tilde" },
    [LAST_CLASS_SKIPPED] = { "last-class-skipped", .where = "eq:chain-Wy" },
    [LAST_EXAMPLE_SKIPPED] = { "last-example-skipped",
                               .where = "eq:sum-of-outer-products" },
    [FIRST_UNIT_SKIPPED] = { "first-unit-skipped", .where = "eq:chain-Wy" },
    [WY_TRANSPOSED] = { "Wy-transposed", .where = "eq:gradient-shape" },
    [WY_NEXT_ROW] = { "Wy-next-row", .where = "eq:sum-of-outer-products" },
    [WY_NEXT_COLUMN] = { "Wy-next-column", .where = "eq:chain-Wy" },
    [WY_ASSIGNED] = { "Wy-assigned", "= au lieu de += dans ∇Wy",
                      "eq:sum-of-outer-products", NULL },
    [WY_MEAN_FORGOTTEN] = { "Wy-mean-forgotten", "1/N oublié dans ∇Wy",
                            "eq:grad-batch-Wy", NULL },
    [BY_ZERO] = { "by-zero", .where = "eq:chain-by" },
    [BY_ASSIGNED] = { "by-assigned", .where = "eq:grad-batch-by" },
    [BY_MEAN] = { "by-mean", .where = "eq:grad-batch-by" },
    [BY_MEAN_FORGOTTEN] = { "by-mean-forgotten", "1/N oublié dans ∇by",
                            "eq:grad-batch-by", NULL },
    [FLOAT_SUMS] = { "float-sums", .where = "eq:grad-batch-Wy" },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(1600 + rank);
    Problem q = problem_varied(rank, &random);
    c->in[Y_HAT] = matrix_clone(&q.pass.Y_hat);
    c->in[Y] = matrix_clone(&q.data.Y);
    c->in[H] = matrix_clone(&q.pass.H);
    c->out[GRAD_WY] = matrix_create(q.p.ny, q.p.nh);
    c->out[GRAD_BY] = matrix_create(q.p.ny, 1);
    c->size[0] = (Size){ "N", q.data.X.rows };
    c->size[1] = (Size){ "ny", q.p.ny };
    c->size[2] = (Size){ "nh", q.p.nh };
    problem_free(&q);
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

static size_t predicted(const double *y_hat, size_t ny)
{
    size_t best = 0;
    for (size_t i = 1; i < ny; i++)
        if (y_hat[i] > y_hat[best])
            best = i;
    return best;
}

/* ∇ỹ de l'erreur quadratique, à travers toute la jacobienne. */
static double squared_slope(const double *y_hat, const double *y, size_t ny,
                            size_t i)
{
    double mean = 0;
    for (size_t j = 0; j < ny; j++)
        mean += y_hat[j] * 2 * (y_hat[j] - y[j]);
    return y_hat[i] * (2 * (y_hat[i] - y[i]) - mean);
}

/* (∇ỹ ℓ)ᵢ d'un exemple. */
static double slope(const double *y_hat, const double *y, size_t ny, size_t i,
                    Wrongs w)
{
    if (HAS(w, TARGET_FORGOTTEN))
        return y_hat[i];
    if (HAS(w, PREDICTED_CLASS))
        return y_hat[i] - (i == predicted(y_hat, ny) ? 1 : 0);
    if (HAS(w, JACOBIAN_DIAGONAL))
        return -y[i] * (1 - y_hat[i]);
    if (HAS(w, SQUARED_ERROR))
        return squared_slope(y_hat, y, ny, i);
    return y_hat[i] - y[i];
}

/* Le facteur devant tout. */
static double factor(size_t N, size_t ny, Wrongs w)
{
    double factor = HAS(w, MEAN_FORGOTTEN) ? 1 : 1 / (double)N;
    factor *= HAS(w, MEAN_TWICE) ? 1 / (double)N : 1;
    factor *= HAS(w, MEAN_OVER_CLASSES) ? 1 / (double)ny : 1;
    factor *= HAS(w, CLASS_MEAN) ? (double)N / (double)ny : 1;
    factor *= HAS(w, TWICE) ? 2 : 1;
    return HAS(w, SIGN) ? -factor : factor;
}

/* D = (Ŷ − Y)/N. */
static Matrix error_of(const Case *c, Wrongs w)
{
    size_t N = c->in[Y].rows, ny = c->in[Y].cols;
    Matrix D = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            AT(&D, n, i) =
                factor(N, ny, w) * slope(&AT(&c->in[Y_HAT], n, 0),
                                         &AT(&c->in[Y], n, 0), ny, i, w);
    for (size_t i = 0; HAS(w, LAST_EXAMPLE_SKIPPED) && i < ny; i++)
        AT(&D, N - 1, i) = 0;
    for (size_t n = 0; HAS(w, LAST_CLASS_SKIPPED) && n < N; n++)
        AT(&D, n, ny - 1) = 0;
    return D;
}

/* Une somme, en double ou en float. */
static double add(double total, double term, Wrongs w)
{
    return HAS(w, FLOAT_SUMS) ? (double)((float)total + (float)term)
                              : total + term;
}

static void weights(Matrix *G, const Matrix *D, const Matrix *A, Wrongs w)
{
    size_t N = D->rows, first = HAS(w, WY_ASSIGNED) ? N - 1 : 0;
    size_t row = HAS(w, WY_NEXT_ROW), col = HAS(w, WY_NEXT_COLUMN);
    matrix_fill(G, 0);
    for (size_t n = first; n < N; n++)
        for (size_t k = 0; k < G->rows; k++)
            for (size_t j = 0; j < G->cols; j++)
                AT(G, k, j) = add(
                    AT(G, k, j),
                    AT(D, n, k) * AT(A, (n + row) % N, (j + col) % A->cols),
                    w);
    if (HAS(w, WY_MEAN_FORGOTTEN))
        matrix_scale(G, (double)N, G);
    for (size_t k = 0; HAS(w, FIRST_UNIT_SKIPPED) && k < G->rows; k++)
        AT(G, k, 0) = 0;
}

static void biases(Matrix *b, const Matrix *D, Wrongs w)
{
    size_t N = D->rows, first = HAS(w, BY_ASSIGNED) ? N - 1 : 0;
    matrix_fill(b, 0);
    for (size_t n = first; n < N; n++)
        for (size_t k = 0; k < D->cols; k++)
            b->data[k] = add(b->data[k], AT(D, n, k), w);
    if (HAS(w, BY_MEAN))
        matrix_scale(b, 1 / (double)N, b);
    if (HAS(w, BY_MEAN_FORGOTTEN))
        matrix_scale(b, (double)N, b);
    if (HAS(w, BY_ZERO))
        matrix_fill(b, 0);
}

static void compute(Case *c, Wrongs w)
{
    Matrix D = error_of(c, w);
    weights(&c->out[GRAD_WY], &D, &c->in[H], w);
    if (HAS(w, WY_TRANSPOSED))
        store_transposed(&c->out[GRAD_WY]);
    biases(&c->out[GRAD_BY], &D, w);
    matrix_free(&D);
}

static const Tensor inputs[] = {
    { "Ŷ", "N×ny" }, { "Y", "N×ny" }, { "H", "N×nh" }, { NULL, NULL }
};
static const Tensor outputs[] = { { "∇Wy", "ny×nh" },
                                  { "∇by", "ny×1" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "16",
    .title = "le gradient de la couche de sortie",
    .inputs = inputs,
    .outputs = outputs,
    .cases = 12,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
