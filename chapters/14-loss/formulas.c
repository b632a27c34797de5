#include "formulas.h"

#include <math.h>

/* [definition] */
double loss_by_definition(const double *y_hat, const double *y, size_t n)
{
    /* @eq:cross-entropy : ℓ = −Σᵢ yᵢ log ŷᵢ */
    double loss = 0;
    for (size_t i = 0; i < n; i++)
        loss -= y[i] * log(y_hat[i]);
    return loss;
}
/* [/definition] */

double direct_simplified(const double *y_tilde, const double *y, size_t n)
{
    double score = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        score += y[i] * y_tilde[i];
    for (size_t j = 0; j < n; j++)
        sum += exp(y_tilde[j]);
    return -score + log(sum);
}
