#include "formulas.h"

#include <math.h>

#include "../../lib/activations.h"

double categorical_log_likelihood(const double *y_hat, const double *y,
                                  size_t n)
{
    /* @eq:likelihood-class : log P = log Πᵢ ŷᵢ^yᵢ */
    double P = 1;
    for (size_t i = 0; i < n; i++)
        P *= pow(y_hat[i], y[i]);
    return log(P);
}

double gaussian_log_likelihood(const double *y_hat, const double *y,
                               double variance, size_t n)
{
    /* @eq:likelihood-noise, une composante à la fois */
    const double pi = acos(-1.0);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double gap = y[i] - y_hat[i];
        sum += log(exp(-gap * gap / (2 * variance)) / sqrt(2 * pi * variance));
    }
    return sum;
}

/* [gradients] */
void cross_at_logits(double *grad, const double *y_hat, const double *y,
                     size_t n)
{
    /* @eq:cross-logits : ∇ỹ ℓ_C = ŷ − y */
    for (size_t k = 0; k < n; k++)
        grad[k] = y_hat[k] - y[k];
}

void squared_at_logits(double *grad, const double *y_hat, const double *y,
                       size_t n)
{
    /* @eq:squared-logits : ∇ỹ ℓ_Q = 2 J (ŷ − y) */
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += y_hat[i] * (y_hat[i] - y[i]);
    for (size_t k = 0; k < n; k++)
        grad[k] = 2 * y_hat[k] * (y_hat[k] - y[k] - mean);
}
/* [/gradients] */

/* --- Deux classes -------------------------------------------------------- */

double cross_of_margin(double z)
{
    return -log(sigmoid(z));
}

double squared_of_margin(double z)
{
    double q = sigmoid(-z); /* 1 − p, sans soustraction */
    return 2 * q * q;
}

double cross_slope_of_margin(double z)
{
    return -sigmoid(-z); /* @eq:cross-margin : −(1 − p) */
}

double squared_slope_of_margin(double z)
{
    double p = sigmoid(z), q = sigmoid(-z);
    return -4 * p * q * q; /* @eq:squared-margin : −4 p (1 − p)² */
}

double cross_curvature_of_margin(double z)
{
    return sigmoid(z) * sigmoid(-z); /* @eq:cross-curvature : p (1 − p) */
}

double squared_curvature_of_margin(double z)
{
    /* @eq:squared-curvature : 4 p (1 − p)² (3 p − 1) */
    double p = sigmoid(z), q = sigmoid(-z);
    return 4 * p * q * q * (3 * p - 1);
}
