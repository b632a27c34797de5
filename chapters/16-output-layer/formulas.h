/* formulas.h — les formules d'un seul exemple, propres à ce chapitre. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/matrix.h"

/* ∇Wy ℓ = ∇ỹ ℓ hᵀ : grad_y_tilde est ny×1, h est nh×1, grad_Wy est ny×nh. */
void output_weight_gradient(Matrix *grad_Wy, const Matrix *grad_y_tilde,
                            const Matrix *h);

/* La même, entrée par entrée : une entrée est un produit de deux nombres. */
void output_weight_gradient_by_entry(Matrix *grad_Wy,
                                     const Matrix *grad_y_tilde,
                                     const Matrix *h);

/* ∇by ℓ = ∇ỹ ℓ : tous deux ny×1. */
void output_bias_gradient(Matrix *grad_by, const Matrix *grad_y_tilde);

#endif
