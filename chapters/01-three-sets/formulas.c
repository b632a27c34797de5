#include "formulas.h"

#include <math.h>

#include "../../lib/statistics.h"

Best best_create(const Parameters *p)
{
    return (Best){ parameters_create(p->nx, p->nh, p->ny), INFINITY, 0 };
}

/* [keep_best] */
void keep_best(Best *best, size_t epoch, const Parameters *p, double loss)
{
    if (loss >= best->loss)
        return;
    best->loss = loss;
    best->epoch = epoch;
    matrix_copy(&best->p.theta, &p->theta);
}
/* [/keep_best] */

/* [choose] */
size_t choose(const double *scores, size_t K)
{
    size_t best = 0;
    for (size_t k = 1; k < K; k++)
        if (scores[k] > scores[best])
            best = k;
    return best;
}
/* [/choose] */

/* [best_of_independent] */
double best_of_independent(double A, size_t M, size_t K)
{
    double F = 0, sum = 0;
    for (size_t m = 0; m < M; m++) {
        F += binomial_probability(m, M, A);
        sum += 1 - pow(F, (double)K); /* @eq:best-of-independent */
    }
    return sum / (double)M;
}
/* [/best_of_independent] */

double choice_bound(size_t K, size_t M)
{
    return sqrt(log((double)K) / (2 * (double)M)); /* @eq:choice-lambda */
}
