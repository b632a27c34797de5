/* formulas.h — les formules propres à ce chapitre : la dispersion de h̃ au
 * départ, le taux qui décroît, le plancher que le hasard des lots impose. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/matrix.h"

/* σ² ‖x‖², la variance de h̃ⱼ quand les poids sont indépendants, d'espérance
 * nulle et de variance sigma² ; x est la ligne n de X. */
double input_variance(double sigma, const Matrix *X, size_t n);

/* P(|tanh(h̃)| > s) quand h̃ suit N(0, variance) ; 0 < s < 1. */
double saturation_probability(double s, double variance);

/* η₀ (1 − e/E), le taux de l'epoch e = 0 … E − 1. Training.schedule. */
double linear_decay(double eta, size_t epoch, size_t epochs);

/* La valeur de E(w²) après un pas de plus sur (λ/2) w², de taux eta, avec un
 * bruit d'écart type s sur le gradient ; et celle où elle se stabilise. */
double next_spread(double spread, double eta, double lambda, double s);
double final_spread(double eta, double lambda, double s);

#endif
