/* formulas.h — la loss comme on l'écrit d'abord, sans précaution. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stddef.h>

/* ℓ = −Σᵢ yᵢ log ŷᵢ, la définition. */
double loss_by_definition(const double *y_hat, const double *y, size_t n);

/* −Σᵢ yᵢ ỹᵢ + log Σⱼ e^(ỹⱼ), la somme calculée telle quelle. */
double direct_simplified(const double *y_tilde, const double *y, size_t n);

#endif
