#include "statistics.h"

#include <math.h>

#include "error.h"

/* Densité de la loi de Student à nu degrés de liberté. */
static double student_density(double t, double nu)
{
    double log_constant =
        lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * log(nu * acos(-1.0));
    return exp(log_constant - (nu + 1) / 2 * log1p(t * t / nu));
}

/* P(|T| ≤ t), par la règle de Simpson sur [0, t]. */
static double student_within(double t, double nu)
{
    enum { INTERVALS = 400 };
    double h = t / INTERVALS;
    double sum = student_density(0, nu) + student_density(t, nu);
    for (int i = 1; i < INTERVALS; i++)
        sum += (i % 2 ? 4 : 2) * student_density(i * h, nu);
    return 2 * sum * h / 3;
}

double student_quantile(size_t degrees)
{
    if (degrees == 0)
        fatal(HERE, __func__, "aucun degré de liberté");
    double low = 1, high = 16;
    while (high - low > 1e-12) {
        double middle = (low + high) / 2;
        if (student_within(middle, (double)degrees) < 0.95)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

double binomial_probability(size_t k, size_t n, double p)
{
    if (k > n || !(p > 0 && p < 1))
        fatal(HERE, __func__, "%zu succès sur %zu, de probabilité %g", k, n,
              p);
    double all = (double)n, right = (double)k, wrong = (double)(n - k);
    return exp(lgamma(all + 1) - lgamma(right + 1) - lgamma(wrong + 1) +
               right * log(p) + wrong * log1p(-p));
}

Summary summarize(const double *values, size_t n)
{
    if (n == 0)
        fatal(HERE, __func__, "aucune valeur");
    Summary s = { .n = n, .low = values[0], .high = values[0] };
    for (size_t i = 0; i < n; i++) {
        s.mean += values[i] / (double)n;
        s.low = fmin(s.low, values[i]);
        s.high = fmax(s.high, values[i]);
    }
    if (isnan(s.mean))
        s.low = s.high = s.mean;
    else
        s.mean = fmin(fmax(s.mean, s.low), s.high);
    if (n == 1)
        return s;
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        squares += (values[i] - s.mean) * (values[i] - s.mean);
    s.deviation = sqrt(squares / (double)(n - 1));
    s.half_width = student_quantile(n - 1) * s.deviation / sqrt((double)n);
    return s;
}
