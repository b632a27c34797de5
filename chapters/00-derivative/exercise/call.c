#include "exercise.c"

#include "harness.h"

enum { POINT, C, Q, G_AFFINE, G_SQUARE, THETA, X, Y, G_NETWORK, THETA_FLAT };
enum {
    AFFINE,
    SQUARE,
    RIGHT,
    FLAT,
    SCALE,
    FACTORS,
    FORMULAS,
    ENTRY,
    NOT_A_NUMBER
};
enum { RETURNED = NOT_A_NUMBER + 1, UNITS_MAX = 32 };

/* --- Les fonctions que l'on fait dériver ---------------------------------- */

static const Matrix *data;
static double unit;

/* 1 + cᵀx */
static double affine(const Matrix *x)
{
    double value = 1;
    for (size_t k = 0; k < x->rows; k++)
        value += data[C].data[k] * x->data[k];
    return value;
}

/* 1 + cᵀx + xᵀQx/2 */
static double square(const Matrix *x)
{
    double value = affine(x);
    for (size_t i = 0; i < x->rows; i++)
        for (size_t j = 0; j < x->rows; j++)
            value += x->data[i] * AT(&data[Q], i, j) * x->data[j] / 2;
    return value;
}

/* to = W from + b, où *theta désigne W, puis b, et avance au-delà. */
static void layer(double *to, size_t rows, const double *from, size_t cols,
                  const double **theta)
{
    const double *W = *theta, *b = W + rows * cols;
    for (size_t i = 0; i < rows; i++) {
        to[i] = b[i];
        for (size_t j = 0; j < cols; j++)
            to[i] += W[i * cols + j] * from[j];
    }
    *theta = b + rows;
}

/* ℓ de l'exemple n : log Σ e^ỹ − ỹ de la bonne classe. */
static double example_loss(const double *theta, size_t nh, size_t n)
{
    double h[UNITS_MAX], y_tilde[UNITS_MAX], total = 0, right = 0;
    size_t ny = data[Y].cols;
    layer(h, nh, &AT(&data[X], n, 0), data[X].cols, &theta);
    for (size_t j = 0; j < nh; j++)
        h[j] = tanh(h[j]);
    layer(y_tilde, ny, h, nh, &theta);
    for (size_t i = 0; i < ny; i++) {
        total += exp(y_tilde[i]);
        right += AT(&data[Y], n, i) * y_tilde[i];
    }
    return log(total) - right;
}

/* La loss du réseau de paramètres theta (Wh, bh, Wy, by), fois unit. */
static double network(const Matrix *theta)
{
    size_t N = data[X].rows, nx = data[X].cols, ny = data[Y].cols;
    size_t nh = (theta->rows - ny) / (nx + ny + 1);
    double loss = 0;
    for (size_t n = 0; n < N; n++)
        loss += example_loss(theta->data, nh, n);
    return unit * loss / (double)N;
}

/* --- Les questions ---------------------------------------------------------- */

/* Ce que l'on demande : f, et où. */
typedef struct {
    double (*f)(const Matrix *x);
    const Matrix *point;
    double *returned; /* 1 tant que le point est toujours rendu */
} Subject;

/* Le point a-t-il bougé, plus que d'un arrondi ? */
static int has_moved(const Matrix *now, const Matrix *before)
{
    for (size_t k = 0; k < before->rows; k++)
        if (!(fabs(now->data[k] - before->data[k]) <=
              1e-13 * (1 + fabs(before->data[k]))))
            return 1;
    return 0;
}

/* Un verdict, sur la ligne row de G, fois factor ; le point et le gradient ont
 * chacun un bloc à eux. */
static void ask(double *verdict, const Subject *s, const Matrix *G, size_t row,
                double factor)
{
    Matrix x = matrix_clone(s->point), line = matrix_create(G->cols, 1);
    for (size_t k = 0; k < G->cols; k++)
        line.data[k] = factor * AT(G, row, k);
    check_gradient(verdict, s->f, &x, &line);
    if (has_moved(&x, s->point))
        *s->returned = 0;
    matrix_free(&line);
    matrix_free(&x);
}

/* Autant de verdicts que verdicts a de lignes, sur celles de G à partir de
 * first ; rend la suivante. */
static size_t ask_all(Matrix *verdicts, const Subject *s, const Matrix *G,
                      size_t first)
{
    for (size_t k = 0; k < verdicts->rows; k++)
        ask(&verdicts->data[k], s, G, first + k, 1);
    return first + verdicts->rows;
}

/* Le premier gradient du réseau, qui est juste, et celui de la ligne wrong, qui
 * ne l'est pas, quand la loss est multipliée par 1e-9, puis par 1e9. */
static void ask_scales(Matrix *verdicts, const Subject *s, const Matrix *G,
                       size_t wrong)
{
    for (size_t k = 0; k < 4; k++) {
        unit = k < 2 ? 1e-9 : 1e9;
        ask(&verdicts->data[k], s, G, k % 2 == 0 ? 0 : wrong, unit);
    }
    unit = 1;
}

void exercise_call(Matrix *out, const Matrix *in)
{
    double returned = 1;
    Subject line = { affine, &in[POINT], &returned };
    Subject parabola = { square, &in[POINT], &returned };
    Subject loss = { network, &in[THETA], &returned };
    Subject flat = { network, &in[THETA_FLAT], &returned };
    const Matrix *G = &in[G_NETWORK];
    data = in;
    unit = 1;
    ask_all(&out[AFFINE], &line, &in[G_AFFINE], 0);
    ask_all(&out[SQUARE], &parabola, &in[G_SQUARE], 0);
    size_t next = ask_all(&out[RIGHT], &loss, G, 0);
    ask_scales(&out[SCALE], &loss, G, next);
    next = ask_all(&out[FACTORS], &loss, G, next);
    next = ask_all(&out[FORMULAS], &loss, G, next);
    next = ask_all(&out[ENTRY], &loss, G, next);
    next = ask_all(&out[NOT_A_NUMBER], &loss, G, next);
    ask_all(&out[FLAT], &flat, G, next);
    out[RETURNED].data[0] = returned;
}
