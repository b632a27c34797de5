/* formulas.h — la probabilité vraie d'une classe, et ce que vaut une
 * probabilité annoncée. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/network.h"

/* --- Un réseau ----------------------------------------------------------- */

/* Σⱼ |(Wy)ᵢⱼ − (Wy)ₖⱼ| + (by)ᵢ − (by)ₖ : ce que ỹᵢ − ỹₖ ne dépasse pour aucun
 * x ; i et k à partir de 0. */
double logit_bound(const Parameters *p, size_t i, size_t k);

/* --- La probabilité vraie, devant les deux cercles ----------------------- */

/* gᵢ, la densité des points de la classe i en x (deux composantes), au facteur
 * 1/(2πσ²) près : g[0] pour le grand cercle, g[1] pour le petit. noise est σ,
 * l'écart type du bruit ; l'intégrale sur l'angle est une moyenne de 64 termes,
 * juste à 10⁻¹² près pour σ ≥ 0,2 et ‖x‖ ≤ 2, à 10⁻⁴ près pour σ = 0,1. */
void circle_densities(double g[2], const double *x, double noise);

/* p₁ et p₂, les probabilités des deux classes sachant x, pour deux classes
 * aussi nombreuses : pₙ est la ligne n de P. P et X sont N×2. */
void circle_posteriors(Matrix *P, const Matrix *X, double noise);

/* --- Ce que vaut une probabilité annoncée -------------------------------- */

enum { BINS = 10 };

/* Les exemples, rangés selon ŷ₁ dans BINS intervalles égaux de [0, 1]. */
typedef struct {
    double share[BINS];     /* q_b, la part des exemples qui y sont */
    double announced[BINS]; /* t_b, leur ŷ₁ moyen ; NaN s'il n'y en a pas */
    double observed[BINS];  /* f_b, la part d'entre eux de classe 1 */
} Reliability;

/* Y_hat et Y sont N×2. */
Reliability reliability(const Matrix *Y_hat, const Matrix *Y);

/* E = Σ_b q_b |f_b − t_b|, l'écart de calibration. */
double calibration_gap(const Reliability *r);

/* La confiance : moyenne, sur les lignes de Y_hat, de la plus grande
 * composante. */
double confidence(const Matrix *Y_hat);

#endif
