#include "formulas.h"

#include <math.h>

double input_variance(double sigma, const Matrix *X, size_t n)
{
    double squares = 0;
    for (size_t i = 0; i < X->cols; i++)
        squares += AT(X, n, i) * AT(X, n, i);
    return sigma * sigma * squares; /* @eq:variance-h-tilde */
}

double saturation_probability(double s, double variance)
{
    /* @eq:saturated-share */
    return erfc(atanh(s) / sqrt(2 * variance));
}

/* [linear_decay] */
double linear_decay(double eta, size_t epoch, size_t epochs)
{
    /* @eq:linear-decay */
    return eta * (1 - (double)epoch / (double)epochs);
}
/* [/linear_decay] */

double next_spread(double spread, double eta, double lambda, double s)
{
    double kept = 1 - eta * lambda;
    return kept * kept * spread + eta * eta * s * s;
}

double final_spread(double eta, double lambda, double s)
{
    return eta * s * s / (lambda * (2 - eta * lambda));
}
