/* formulas.h — les dérivées numériques que ce chapitre compare, et l'ordre
 * auquel elles tendent vers la vraie. Celles qui servent au cahier entier sont
 * dans lib/gradient_check. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <complex.h>

#include "../../lib/gradient_check.h"
#include "../../lib/problem.h"

/* R(h) = (4 D(h/2) − D(h)) / 3 : un seul pas d'extrapolation. */
double extrapolated_difference(ScalarFunction f, void *context, double *x,
                               double h);

/* La méthode de Ridders : Richardson sur des pas h, h/1,4, h/1,4², …, dont on
 * garde l'extrapolation qui s'attribue la plus petite erreur. */
enum { RIDDERS_LEVELS = 10 };
Derivative ridders(ScalarFunction f, void *context, double *x, double h);

/* Im f(x + ih) / h, où f calcule sur des complexes. */
typedef double complex (*ComplexFunction)(double complex z);
double complex_step(ComplexFunction f, double x, double h);

/* ρ(t) = L(θ + t d) − L(θ) − t ⟨g, d⟩ ; d et g ont la forme de theta, que la
 * fonction déplace puis rend intact. */
double taylor_remainder(Problem *q, const Matrix *direction, const Matrix *g,
                        double t);

/* Une direction ±(1 + U[0, 1)) : aucune composante n'est petite, aucune n'est
 * la même. */
void draw_direction(Matrix *direction, Random *random);

/* La pente de log y en fonction de log x, aux moindres carrés : l'ordre p si
 * y = A x^p. Les n ≥ 2 nombres sont strictement positifs. */
double fitted_order(const double *x, const double *y, size_t n);

#endif
