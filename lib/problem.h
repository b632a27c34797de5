/* problem.h — un réseau, un lot et leurs gradients, tirés au hasard.
 *
 * Les tailles usuelles, nx = 3, nh = 5, ny = 7 et N = 11, sont des nombres
 * premiers distincts : aucune forme fausse ne passe par hasard. Les poids et
 * les biais suivent N(0, 1), toutes les classes sont présentes si N ≥ ny, et
 * un exemple au moins est mal classé : rien n'annule ce qu'on veut voir.
 */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "network.h"

typedef struct {
    Parameters p, grad;
    Dataset data;
    Pass pass;
} Problem;

/* Tire un problème et mène l'aller puis le retour : grad est celui que lib
 * calcule. À libérer par problem_free. */
Problem problem_create(size_t nx, size_t nh, size_t ny, size_t N,
                       Random *random);
void problem_free(Problem *problem);

/* Les tailles usuelles. */
Problem problem_usual(Random *random);

/* Un rang sur deux les tailles usuelles, sinon d'autres, tirées au hasard. */
Problem problem_varied(size_t rank, Random *random);

/* L, par l'aller de lib ; ScalarFunction dont le contexte est le Problem. */
double problem_loss(void *problem);

#endif
