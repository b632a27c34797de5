/* formulas.h — le gradient d'un exemple, par deux chemins, et sa mesure par le
 * pas complexe. Toutes les matrices sont des colonnes ny×1. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/matrix.h"

/* ∇ỹ ℓ = ŷ − y. */
void logit_gradient(Matrix *grad_y_tilde, const Matrix *y_hat,
                    const Matrix *y);

/* La même, par la jacobienne : Jᵀ ∇ŷ ℓ, où (∇ŷ ℓ)ᵢ = −yᵢ / ŷᵢ. */
void logit_gradient_by_jacobian(Matrix *grad_y_tilde, const Matrix *y_hat,
                                const Matrix *y);

/* La même, par le pas complexe : Im ℓ(ỹ + ih eₖ) / h, sans aucune formule de
 * gradient. */
void logit_gradient_by_complex_step(Matrix *grad_y_tilde,
                                    const Matrix *y_tilde, const Matrix *y);

/* −J (ŷ − y) : la vitesse de ŷ quand ỹ descend la pente. */
void simplex_motion(Matrix *motion, const Matrix *y_hat, const Matrix *y);

#endif
