#include "activations.h"

#include <math.h>

double sigmoid(double t)
{
    return t >= 0 ? 1.0 / (1.0 + exp(-t)) : exp(t) / (1.0 + exp(t));
}

double relu(double t)
{
    return t > 0 ? t : 0.0;
}

static double largest(const double *y_tilde, size_t n)
{
    double max = y_tilde[0];
    for (size_t j = 1; j < n; j++)
        if (y_tilde[j] > max)
            max = y_tilde[j];
    return max;
}

/* [log_sum_exp] */
double log_sum_exp(const double *y_tilde, size_t n)
{
    /* @eq:log-sum-exp : m + log Σⱼ e^(ỹⱼ − m), m = max ỹ */
    double m = largest(y_tilde, n), sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += exp(y_tilde[j] - m);
    return m + log(sum);
}
/* [/log_sum_exp] */

/* [softmax] */
/* @eq:softmax-stable : ŷᵢ = e^(ỹᵢ − m) / Σⱼ e^(ỹⱼ − m), où m = max ỹ */
static void softmax_row(double *y_hat, const double *y_tilde, size_t n)
{
    double m = largest(y_tilde, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += y_hat[i] = exp(y_tilde[i] - m);
    for (size_t i = 0; i < n; i++)
        y_hat[i] /= sum;
}
/* [/softmax] */

/* [softmax_naive] */
void softmax_naive(double *y_hat, const double *y_tilde, size_t n)
{
    /* @eq:softmax, sans précaution */
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += y_hat[i] = exp(y_tilde[i]);
    for (size_t i = 0; i < n; i++)
        y_hat[i] /= sum;
}
/* [/softmax_naive] */

void(softmax)(Site site, Matrix *Y_hat, const Matrix *Y_tilde)
{
    matrix_require_same(site, "softmax", "Y_hat", Y_hat, "Y_tilde", Y_tilde);
    if (Y_tilde->cols == 0)
        fatal(site, "softmax", "Y_tilde n'a aucune colonne");
    for (size_t i = 0; i < Y_tilde->rows; i++)
        softmax_row(&AT(Y_hat, i, 0), &AT(Y_tilde, i, 0), Y_tilde->cols);
}

void(softmax_jacobian)(Site site, Matrix *J, const Matrix *y_hat)
{
    size_t ny = y_hat->rows;
    if (y_hat->cols != 1 || J->rows != ny || J->cols != ny)
        fatal(site, "softmax_jacobian", "J est %zu×%zu, y_hat est %zu×%zu",
              J->rows, J->cols, y_hat->rows, y_hat->cols);
    /* [softmax_jacobian] */
    /* @eq:softmax-jacobian : J = diag(ŷ) − ŷ ŷᵀ */
    for (size_t i = 0; i < ny; i++)
        for (size_t k = 0; k < ny; k++)
            AT(J, i, k) = (i == k ? y_hat->data[i] : 0.0) -
                          y_hat->data[i] * y_hat->data[k];
    /* [/softmax_jacobian] */
}

void(tanh_backward)(Site site, Matrix *grad_H_tilde, const Matrix *grad_H,
                    const Matrix *H)
{
    matrix_require_same(site, "tanh_backward", "grad_H", grad_H, "H", H);
    matrix_require_same(site, "tanh_backward", "grad_H_tilde", grad_H_tilde,
                        "H", H);
    /* [tanh_backward] */
    for (size_t i = 0; i < matrix_size(H); i++) {
        double h = H->data[i];
        grad_H_tilde->data[i] = grad_H->data[i] * (1.0 - h * h);
    }
    /* [/tanh_backward] */
}
