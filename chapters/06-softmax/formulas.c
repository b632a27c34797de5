#include "formulas.h"

#include <math.h>

/* [naive] */
void softmax_naive(double *y_hat, const double *y_tilde, size_t n)
{
    /* @eq:softmax, sans précaution */
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += y_hat[i] = exp(y_tilde[i]);
    for (size_t i = 0; i < n; i++)
        y_hat[i] /= sum;
}
/* [/naive] */
