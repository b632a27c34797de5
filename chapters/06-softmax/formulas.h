/* formulas.h — SoftMax telle qu'on l'écrit d'abord, pour la voir échouer. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stddef.h>

/* ŷᵢ = e^(ỹᵢ) / Σⱼ e^(ỹⱼ), sans précaution : n composantes. Déborde, ou divise
 * zéro par zéro, quand les logits sont grands. */
void softmax_naive(double *y_hat, const double *y_tilde, size_t n);

#endif
