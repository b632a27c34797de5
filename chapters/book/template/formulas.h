/* formulas.h — les formules propres à ce chapitre. */
#ifndef FORMULAS_H
#define FORMULAS_H

/* f(x) = x². */
double value(double x);

/* f′(x) = 2x. */
double slope(double x);

#endif
