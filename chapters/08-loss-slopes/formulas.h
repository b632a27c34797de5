/* formulas.h — les deux loss d'un exemple, et leurs pentes quand on pousse ŷ.
 *
 * y_hat, y, slopes et v sont des vecteurs de n composantes ; n ≥ 2.
 */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stddef.h>

/* ℓ_C = −Σᵢ yᵢ log ŷᵢ ; un terme où yᵢ = 0 compte pour 0, même si ŷᵢ = 0. */
double cross_entropy_of(const double *y_hat, const double *y, size_t n);

/* ℓ_Q = Σᵢ (ŷᵢ − yᵢ)². */
double squared_error_of(const double *y_hat, const double *y, size_t n);

/* slopes[k] = ∂ℓ_C/∂ŷₖ = −yₖ / ŷₖ ; ŷₖ > 0. */
void cross_slopes(double *slopes, const double *y_hat, const double *y,
                  size_t n);

/* slopes[k] = ∂ℓ_Q/∂ŷₖ = 2 (ŷₖ − yₖ). */
void squared_slopes(double *slopes, const double *y_hat, const double *y,
                    size_t n);

/* Σᵢ ∂ℓ/∂ŷᵢ vᵢ, la pente quand ŷ avance le long de v. */
double slope_along(const double *slopes, const double *v, size_t n);

/* Pour deux classes, ŷ = (p, 1 − p), la première étant juste : dℓ/dp. */
double cross_entropy_slope_of_two(double p);
double squared_error_slope_of_two(double p);

/* L'angle θ, en radians, entre les deux directions de plus forte descente sur
 * le simplexe, la classe c étant juste ; ŷ n'est pas y. */
double descent_angle(const double *y_hat, size_t c, size_t n);

/* Le plus grand θ possible pour n classes. */
double largest_angle(size_t n);

#endif
