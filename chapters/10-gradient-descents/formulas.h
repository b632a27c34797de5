/* formulas.h — un gradient par exemple, et le bruit d'un lot tiré au sort. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/network.h"

/* Ligne n de gradients = gₙ = ∇ℓₙ, le gradient du seul exemple n ; gradients
 * est N×P. Sa moyenne est ∇L. */
void example_gradients(Matrix *gradients, const Parameters *p,
                       const Dataset *data);

/* G = (1/B) Σ gₙ sur les B lignes choisies ; mean est P×1. */
void batch_mean(Matrix *mean, const Matrix *gradients, const size_t *chosen,
                size_t B);

/* ḡ = (1/N) Σₙ gₙ ; mean est P×1. */
void full_mean(Matrix *mean, const Matrix *gradients);

/* σ² = (1/N) Σₙ ‖gₙ − ḡ‖². */
double gradient_variance(const Matrix *gradients);

/* Comment on tire un lot. */
typedef enum { WITH_REPLACEMENT, WITHOUT_REPLACEMENT } Drawing;

/* chosen[0 … B−1] = B numéros de 0 à N − 1 ; B ≤ N sans remise. */
void draw_batch(size_t *chosen, size_t B, size_t N, Drawing drawing,
                Random *random);

/* L'espérance de ‖G − ḡ‖² : σ²/B avec remise, fois (N − B)/(N − 1) sans. */
double batch_variance(double variance, size_t B, size_t N, Drawing drawing);

/* La même, estimée sur `draws` lots. */
double sampled_variance(const Matrix *gradients, size_t B, Drawing drawing,
                        size_t draws, Random *random);

/* --- Une tranche --------------------------------------------------------- */

/* Deux coordonnées de θ ; les autres ne bougent pas. */
typedef struct {
    size_t coordinate[2];
} Slice;

/* θ ← θ − η ∇L, sur les deux coordonnées seulement. */
void slice_step(Parameters *p, double eta, const Parameters *grad,
                const Slice *slice);

#endif
