/* statistics.h — moyenne et intervalle d'une expérience répétée. */
#ifndef STATISTICS_H
#define STATISTICS_H

#include <stddef.h>

typedef struct {
    size_t n;
    double mean;
    double deviation;  /* écart type, diviseur n − 1 ; 0 si n = 1 */
    double half_width; /* demi-largeur de l'intervalle de confiance à 95 % de
                          la moyenne (Student) ; 0 si n = 1 */
    double low, high;  /* plus petite et plus grande valeur */
} Summary;

/* Résumé de n ≥ 1 valeurs ; si l'une est NaN, tout l'est. */
Summary summarize(const double *values, size_t n);

/* Quantile t tel que P(|T| ≤ t) = 0,95 pour `degrees` ≥ 1 degrés de liberté. */
double student_quantile(size_t degrees);

/* P(k succès sur n essais indépendants), k ≤ n, chacun de probabilité p,
 * 0 < p < 1 : loi binomiale, par ses logarithmes. */
double binomial_probability(size_t k, size_t n, double p);

#endif
