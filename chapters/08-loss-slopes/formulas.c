#include "formulas.h"

#include <math.h>

double cross_entropy_of(const double *y_hat, const double *y, size_t n)
{
    /* @eq:cost-cross : ℓ_C = −Σᵢ yᵢ log ŷᵢ */
    double loss = 0;
    for (size_t i = 0; i < n; i++)
        if (y[i] != 0)
            loss -= y[i] * log(y_hat[i]);
    return loss;
}

double squared_error_of(const double *y_hat, const double *y, size_t n)
{
    /* @eq:cost-squared : ℓ_Q = Σᵢ (ŷᵢ − yᵢ)² */
    double loss = 0;
    for (size_t i = 0; i < n; i++)
        loss += (y_hat[i] - y[i]) * (y_hat[i] - y[i]);
    return loss;
}

/* [slopes] */
void cross_slopes(double *slopes, const double *y_hat, const double *y,
                  size_t n)
{
    /* @eq:slope-cross : ∂ℓ_C/∂ŷₖ = −yₖ / ŷₖ */
    for (size_t k = 0; k < n; k++)
        slopes[k] = -y[k] / y_hat[k];
}

void squared_slopes(double *slopes, const double *y_hat, const double *y,
                    size_t n)
{
    /* @eq:slope-squared : ∂ℓ_Q/∂ŷₖ = 2 (ŷₖ − yₖ) */
    for (size_t k = 0; k < n; k++)
        slopes[k] = 2 * (y_hat[k] - y[k]);
}

double slope_along(const double *slopes, const double *v, size_t n)
{
    /* @eq:slope-cross-along et @eq:slope-squared-along : Σᵢ ∂ℓ/∂ŷᵢ vᵢ */
    double slope = 0;
    for (size_t i = 0; i < n; i++)
        slope += slopes[i] * v[i];
    return slope;
}
/* [/slopes] */

double cross_entropy_slope_of_two(double p)
{
    return -1 / p; /* @eq:slope-cross-two */
}

double squared_error_slope_of_two(double p)
{
    return -4 * (1 - p); /* @eq:slope-squared-two */
}

double descent_angle(const double *y_hat, size_t c, size_t n)
{
    double missing = 0, spread = 0, ny = (double)n;
    for (size_t i = 0; i < n; i++)
        missing += i == c ? 0 : y_hat[i];
    double m = missing / (ny - 1);
    for (size_t i = 0; i < n; i++)
        spread += i == c ? 0 : (y_hat[i] - m) * (y_hat[i] - m);
    /* @eq:cost-cosine, où @eq:cost-spread donne cos² θ puis sin² θ :
     * tan² θ = Σ_{i≠c} (ŷᵢ − m)² / (ny/(ny − 1) · (1 − ŷ_c)²) */
    return atan2(sqrt(spread), missing * sqrt(ny / (ny - 1)));
}

double largest_angle(size_t n)
{
    double ny = (double)n;
    return atan(sqrt((ny - 2) / ny)); /* @eq:cost-widest */
}
