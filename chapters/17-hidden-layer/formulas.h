/* formulas.h — les formules d'un seul exemple, propres à ce chapitre. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/matrix.h"

/* ∇h ℓ = Wyᵀ ∇ỹ ℓ : Wy est ny×nh, grad_y_tilde ny×1, grad_h nh×1. */
void hidden_gradient(Matrix *grad_h, const Matrix *Wy,
                     const Matrix *grad_y_tilde);

/* ∇h̃ ℓ = ∇h ℓ ⊙ (1 − h²) : tous nh×1. */
void hidden_input_gradient(Matrix *grad_h_tilde, const Matrix *grad_h,
                           const Matrix *h);

/* ∇Wh ℓ = ∇h̃ ℓ xᵀ : x est nx×1, grad_Wh nh×nx. */
void hidden_weight_gradient(Matrix *grad_Wh, const Matrix *grad_h_tilde,
                            const Matrix *x);

/* ∇bh ℓ = ∇h̃ ℓ : tous deux nh×1. */
void hidden_bias_gradient(Matrix *grad_bh, const Matrix *grad_h_tilde);

#endif
