#include "formulas.h"

/* [example] */
void output_weight_gradient(Matrix *grad_Wy, const Matrix *grad_y_tilde,
                            const Matrix *h)
{
    /* @eq:grad-Wy : ∇Wy ℓ = ∇ỹ ℓ hᵀ */
    matrix_multiply_nt(grad_Wy, grad_y_tilde, h);
}

void output_bias_gradient(Matrix *grad_by, const Matrix *grad_y_tilde)
{
    /* @eq:grad-by : ∇by ℓ = ∇ỹ ℓ */
    matrix_copy(grad_by, grad_y_tilde);
}
/* [/example] */

void output_weight_gradient_by_entry(Matrix *grad_Wy,
                                     const Matrix *grad_y_tilde,
                                     const Matrix *h)
{
    /* [by_entry] */
    /* @eq:chain-Wy : (∇Wy ℓ)ₖⱼ = (∇ỹ ℓ)ₖ hⱼ */
    for (size_t k = 0; k < grad_Wy->rows; k++)
        for (size_t j = 0; j < grad_Wy->cols; j++)
            AT(grad_Wy, k, j) = grad_y_tilde->data[k] * h->data[j];
    /* [/by_entry] */
}
