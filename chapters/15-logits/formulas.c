#include "formulas.h"

#include <complex.h>
#include <stdlib.h>

#include "../../lib/activations.h"

/* [logit_gradient] */
void logit_gradient(Matrix *grad, const Matrix *y_hat, const Matrix *y)
{
    /* @eq:grad-y-tilde : ∇ỹ ℓ = ŷ − y */
    matrix_subtract(grad, y_hat, y);
}
/* [/logit_gradient] */

void logit_gradient_by_jacobian(Matrix *grad_y_tilde, const Matrix *y_hat,
                                const Matrix *y)
{
    size_t ny = y->rows;
    Matrix J = matrix_create(ny, ny), grad_y_hat = matrix_create(ny, 1);
    /* [by_jacobian] */
    /* @eq:grad-y-hat : (∇ŷ ℓ)ᵢ = −yᵢ / ŷᵢ */
    for (size_t i = 0; i < ny; i++)
        grad_y_hat.data[i] = -y->data[i] / y_hat->data[i];
    /* @eq:grad-by-jacobian : ∇ỹ ℓ = Jᵀ ∇ŷ ℓ, J = diag(ŷ) − ŷ ŷᵀ */
    softmax_jacobian(&J, y_hat);
    matrix_multiply_tn(grad_y_tilde, &J, &grad_y_hat);
    /* [/by_jacobian] */
    matrix_free(&J);
    matrix_free(&grad_y_hat);
}

/* [complex_step] */
static double complex complex_loss(const double complex *y_tilde,
                                   const double *y, size_t n)
{
    double complex score = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        score += y[i] * y_tilde[i];
    for (size_t j = 0; j < n; j++)
        sum += cexp(y_tilde[j]);
    return -score + clog(sum);
}
/* [/complex_step] */

void logit_gradient_by_complex_step(Matrix *grad_y_tilde,
                                    const Matrix *y_tilde, const Matrix *y)
{
    const double h = 1e-30;
    size_t ny = y->rows;
    double complex *moved = allocate(ny, sizeof *moved);
    for (size_t i = 0; i < ny; i++)
        moved[i] = y_tilde->data[i];
    for (size_t k = 0; k < ny; k++) {
        moved[k] = y_tilde->data[k] + h * I;
        grad_y_tilde->data[k] = cimag(complex_loss(moved, y->data, ny)) / h;
        moved[k] = y_tilde->data[k];
    }
    free(moved);
}

void simplex_motion(Matrix *motion, const Matrix *y_hat, const Matrix *y)
{
    size_t ny = y->rows;
    Matrix J = matrix_create(ny, ny), descent = matrix_create(ny, 1);
    matrix_subtract(&descent, y, y_hat);
    softmax_jacobian(&J, y_hat);
    matrix_multiply(motion, &J, &descent);
    matrix_free(&J);
    matrix_free(&descent);
}
