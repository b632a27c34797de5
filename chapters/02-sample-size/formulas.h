/* formulas.h — ce que N points apprennent d'un score, et ce qu'aucun nombre
 * de points ne donne. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stddef.h>

/* Le quantile de la loi normale : P(|Z| ≤ NORMAL_95) = 0,95. */
#define NORMAL_95 1.959963984540054

/* s = √(A (1 − A) / M) : l'écart type du score mesuré sur M ≥ 1 points neufs
 * par un classifieur qui a une chance A, dans [0, 1], de bien répondre. */
double standard_error(double A, size_t M);

/* Le nombre de points qu'il faut pour connaître ce score à ± delta > 0, à
 * 95 % : z² A (1 − A) / delta². */
double points_needed(double A, double delta);

/* La densité du rayon r ≥ 0 d'un point du cercle de rayon R auquel s'ajoute un
 * bruit N(0, noise²) sur chaque coordonnée : la moyenne, sur l'angle, de la
 * densité de ce bruit, fois le tour 2πr. */
double radius_density(double r, double R, double noise);

#endif
