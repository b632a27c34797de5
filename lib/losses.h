/* losses.h — les fonctions de coût et leurs gradients.
 *
 * Partout, la loss d'un lot est la MOYENNE des N loss d'exemple, jamais la
 * somme : L = (1/N) Σₙ ℓₙ. Le facteur 1/N entre ici, une seule fois.
 */
#ifndef LOSSES_H
#define LOSSES_H

#include "matrix.h"

/* ℓ = −Σᵢ yᵢ ỹᵢ + log Σⱼ e^(ỹⱼ) : entropie croisée d'un exemple à partir des
 * ỹ (n composantes), pour Σ y = 1. Source : chapitre 14. */
double cross_entropy_example(const double *y_tilde, const double *y, size_t n);

/* La même, pour une classe juste c (y one-hot), sous la forme
 * log1p(Σ_{j≠c} e^(ỹⱼ − ỹ_c)), exacte aussi quand la réponse est juste et sûre.
 * Source : chapitre 14. */
double cross_entropy_class(const double *y_tilde, size_t c, size_t n);

/* L = (1/N) Σₙ ℓ(yₙ, ỹₙ) ; Y_tilde et Y sont N×ny. */
double cross_entropy(Site site, const Matrix *Y_tilde, const Matrix *Y);

/* ∇Ỹ L = (Ŷ − Y) / N, pour l'entropie croisée ; trois matrices N×ny.
 * grad_Y_tilde peut être Y_hat. Source : chapitre 15. */
void cross_entropy_gradient(Site site, Matrix *grad_Y_tilde,
                            const Matrix *Y_hat, const Matrix *Y);

/* L = (1/N) Σₙ Σᵢ (ŷᵢ − yᵢ)² ; Y_hat et Y sont N×ny. */
double squared_error(Site site, const Matrix *Y_hat, const Matrix *Y);

/* ∇Ŷ L = 2 (Ŷ − Y) / N, pour l'erreur quadratique ; trois matrices N×ny. */
void squared_error_gradient(Site site, Matrix *grad_Y_hat, const Matrix *Y_hat,
                            const Matrix *Y);

#define cross_entropy(...) cross_entropy(HERE, __VA_ARGS__)
#define cross_entropy_gradient(...) cross_entropy_gradient(HERE, __VA_ARGS__)
#define squared_error(...) squared_error(HERE, __VA_ARGS__)
#define squared_error_gradient(...) squared_error_gradient(HERE, __VA_ARGS__)

#endif
