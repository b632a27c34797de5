/* formulas.h — cinq façons de calculer le même gradient, et ce qu'elles coûtent.
 *
 * D couches de largeur n, sans biais : a_l = tanh(A_l a_{l−1}), a_0 = x, et
 * ℓ = Σᵢ ((a_D)ᵢ − yᵢ)². On compte les multiplications des produits de
 * matrices, seules, et les nombres gardés en plus des poids, de l'entrée, de la
 * cible et du gradient.
 */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/matrix.h"
#include "../../lib/random.h"

typedef struct {
    size_t depth, width;
    Matrix *A;   /* depth matrices width × width */
    Matrix x, y; /* width × 1 */
} Tower;

/* Poids N(0, 1/n), entrée et cible N(0, 1) ; à libérer par tower_free. */
Tower tower_random(size_t depth, size_t width, Random *random);
void tower_free(Tower *tower);

/* ℓ ; ScalarFunction dont le contexte est la Tower. */
double tower_loss(void *tower);

/* Ce qu'un calcul a coûté. */
typedef struct {
    size_t products; /* multiplications */
    size_t memory;   /* nombres gardés à la fois */
} Cost;

/* gradient[l − 1] = ∇ℓ par rapport à A_l, pour chaque couche. */
typedef Cost Gradient(Matrix *gradient, const Tower *tower);

Gradient by_backpropagation; /* une descente, tout est gardé */
Gradient by_rebuilding;      /* une descente par couche, tout est gardé */
Gradient by_jacobian;        /* une montée par couche, rien n'est gardé */
Gradient by_recomputing;     /* tout est refait, rien n'est gardé */
Gradient by_differences;     /* deux montées par poids */

/* Ce que dit la formule, pour chacune, dans le même ordre. */
enum { BACKPROPAGATION, REBUILDING, JACOBIAN, RECOMPUTING, DIFFERENCES, WAYS };
Cost cost_formula(size_t way, size_t depth, size_t width);
Gradient *gradient_way(size_t way);

/* L'exercice « À mémoire égale » : une seule descente, rien n'est gardé. */
Gradient by_one_descent;
Cost one_descent_formula(size_t depth, size_t width);

#endif
