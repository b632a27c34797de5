#include "formulas.h"

#include "../../lib/activations.h"

/* [example] */
void hidden_gradient(Matrix *grad_h, const Matrix *Wy,
                     const Matrix *grad_y_tilde)
{
    /* @eq:grad-h : ∇h ℓ = Wyᵀ ∇ỹ ℓ */
    matrix_multiply_tn(grad_h, Wy, grad_y_tilde);
}

void hidden_input_gradient(Matrix *grad_h_tilde, const Matrix *grad_h,
                           const Matrix *h)
{
    /* @eq:grad-h-tilde : ∇h̃ ℓ = ∇h ℓ ⊙ (1 − h²) */
    tanh_backward(grad_h_tilde, grad_h, h);
}
/* [/example] */

void hidden_weight_gradient(Matrix *grad_Wh, const Matrix *grad_h_tilde,
                            const Matrix *x)
{
    /* @eq:grad-Wh : ∇Wh ℓ = ∇h̃ ℓ xᵀ */
    matrix_multiply_nt(grad_Wh, grad_h_tilde, x);
}

void hidden_bias_gradient(Matrix *grad_bh, const Matrix *grad_h_tilde)
{
    /* @eq:grad-bh : ∇bh ℓ = ∇h̃ ℓ */
    matrix_copy(grad_bh, grad_h_tilde);
}
