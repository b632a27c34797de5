#include "losses.h"

#include <math.h>

#include "activations.h"

static void require_batch(Site site, const char *function, const char *A_name,
                          const Matrix *A, const Matrix *Y)
{
    matrix_require_same(site, function, A_name, A, "Y", Y);
    if (matrix_size(Y) == 0)
        fatal(site, function, "le lot est vide (Y est %zu×%zu)", Y->rows,
              Y->cols);
}

/* [cross_entropy_example] */
double cross_entropy_example(const double *y_tilde, const double *y, size_t n)
{
    /* @eq:loss-simplified : ℓ = −Σᵢ yᵢ ỹᵢ + log Σⱼ e^(ỹⱼ) */
    double score = 0;
    for (size_t i = 0; i < n; i++)
        score += y[i] * y_tilde[i];
    return -score + log_sum_exp(y_tilde, n);
}
/* [/cross_entropy_example] */

/* [cross_entropy_class] */
double cross_entropy_class(const double *y_tilde, size_t c, size_t n)
{
    /* @eq:log1p : ℓ = log(1 + Σ_{j≠c} e^(ỹⱼ − ỹ_c)) */
    double others = 0;
    for (size_t j = 0; j < n; j++)
        if (j != c)
            others += exp(y_tilde[j] - y_tilde[c]);
    if (isfinite(others))
        return log1p(others);
    return log_sum_exp(y_tilde, n) - y_tilde[c];
}
/* [/cross_entropy_class] */

double(cross_entropy)(Site site, const Matrix *Y_tilde, const Matrix *Y)
{
    require_batch(site, "cross_entropy", "Y_tilde", Y_tilde, Y);
    /* [cross_entropy] */
    /* @eq:mean-loss : L = (1/N) Σₙ ℓₙ */
    double sum = 0;
    for (size_t n = 0; n < Y->rows; n++)
        sum +=
            cross_entropy_example(&AT(Y_tilde, n, 0), &AT(Y, n, 0), Y->cols);
    return sum / (double)Y->rows;
    /* [/cross_entropy] */
}

void(cross_entropy_gradient)(Site site, Matrix *grad_Y_tilde,
                             const Matrix *Y_hat, const Matrix *Y)
{
    require_batch(site, "cross_entropy_gradient", "Y_hat", Y_hat, Y);
    require_batch(site, "cross_entropy_gradient", "grad_Y_tilde", grad_Y_tilde,
                  Y);
    /* [cross_entropy_gradient] */
    /* @eq:grad-batch-Y-tilde : ∇Ỹ L = (Ŷ − Y) / N */
    double N = (double)Y->rows;
    for (size_t i = 0; i < matrix_size(Y); i++)
        grad_Y_tilde->data[i] = (Y_hat->data[i] - Y->data[i]) / N;
    /* [/cross_entropy_gradient] */
}

double(squared_error)(Site site, const Matrix *Y_hat, const Matrix *Y)
{
    require_batch(site, "squared_error", "Y_hat", Y_hat, Y);
    double sum = 0;
    for (size_t i = 0; i < matrix_size(Y); i++) {
        double gap = Y_hat->data[i] - Y->data[i];
        sum += gap * gap;
    }
    return sum / (double)Y->rows;
}

void(squared_error_gradient)(Site site, Matrix *grad_Y_hat,
                             const Matrix *Y_hat, const Matrix *Y)
{
    require_batch(site, "squared_error_gradient", "Y_hat", Y_hat, Y);
    require_batch(site, "squared_error_gradient", "grad_Y_hat", grad_Y_hat, Y);
    double N = (double)Y->rows;
    for (size_t i = 0; i < matrix_size(Y); i++)
        grad_Y_hat->data[i] = 2.0 * (Y_hat->data[i] - Y->data[i]) / N;
}
