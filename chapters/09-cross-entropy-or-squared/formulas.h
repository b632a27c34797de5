/* formulas.h — un exemple : les deux loss comme log-vraisemblances, et leurs
 * gradients aux logits. Les vecteurs ont n composantes, n ≥ 2. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stddef.h>

/* log P(y), y étant une classe tirée selon les probabilités y_hat. */
double categorical_log_likelihood(const double *y_hat, const double *y,
                                  size_t n);

/* log p(y), y étant y_hat plus un bruit N(0, variance) par composante. */
double gaussian_log_likelihood(const double *y_hat, const double *y,
                               double variance, size_t n);

/* grad[k] = ŷₖ − yₖ : gradient aux logits de l'entropie croisée. */
void cross_at_logits(double *grad, const double *y_hat, const double *y,
                     size_t n);

/* grad = 2 J (ŷ − y), J = diag(ŷ) − ŷ ŷᵀ : celui de l'erreur quadratique à
 * travers SoftMax, sans former J. grad n'est ni y_hat ni y. */
void squared_at_logits(double *grad, const double *y_hat, const double *y,
                       size_t n);

/* Deux classes, z = ỹ de la classe juste moins l'autre : les deux loss, leurs
 * pentes et leurs courbures. */
double cross_of_margin(double z);
double squared_of_margin(double z);
double cross_slope_of_margin(double z);
double squared_slope_of_margin(double z);
double cross_curvature_of_margin(double z);
double squared_curvature_of_margin(double z);

#endif
