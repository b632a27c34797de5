/* formulas.h — les deux classes en parts inégales, ce que pèse chaque terme du
 * saut de dualité, la règle de Parzen. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/svm.h"

/* outer points du grand cercle (classe 0) et inner du petit (classe 1), avec ce
 * bruit, dans un ordre quelconque. */
Dataset mixed_circles(size_t outer, size_t inner, double noise,
                      Random *random);

/* Σₙ ξₙ, où ξₙ = max(0, 1 − sₙ fₙ). */
double total_slack(const Svm *svm);

/* Ce que l'exemple n ajoute au saut de dualité. */
double gap_term(const Svm *svm, size_t n);

/* Le saut P − D, pour un α équilibré (Σ αₙ sₙ = 0) et w = v. */
double gap_by_terms(const Svm *svm);

/* p̂(x) pour la classe `label`, ±1, dans le plan : la moyenne, sur les exemples
 * de cette classe, des densités normales (γ/π) e^(−γ ‖x − xₙ‖²). */
double parzen_density(const Svm *svm, double label, const double *x);

/* Combien d'exemples ont cette étiquette ; combien ont αₙ = C. */
size_t label_count(const Svm *svm, double label);
size_t bounded_count(const Svm *svm);

#endif
