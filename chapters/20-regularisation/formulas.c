#include "formulas.h"

#include <math.h>

/* --- Les données --------------------------------------------------------- */

Dataset mixed_circles(size_t outer, size_t inner, double noise, Random *random)
{
    size_t wanted[2] = { outer, inner }, kept = 0;
    Dataset all = circles(outer > inner ? outer : inner, noise, random);
    Dataset data = dataset_create(outer + inner, 2, 2);
    for (size_t n = 0; n < all.X.rows; n++) {
        size_t *left = &wanted[dataset_class(&all, n)];
        if (*left > 0) {
            dataset_copy_example(&data, kept++, &all, n);
            --*left;
        }
    }
    dataset_free(&all);
    return data;
}

/* π = 4 atan 1 : C11 n'a pas de constante pour lui. */
static double pi(void)
{
    return 4 * atan(1);
}

/* e^(−z) I₀(z) = (1/π) ∫ e^(z (cos θ − 1)) dθ, de 0 à π. */
static double scaled_bessel(double z)
{
    enum { STEPS = 128 };
    double sum = 0;
    for (int i = 0; i <= STEPS; i++)
        sum += exp(z * (cos(pi() * i / STEPS) - 1)) /
               (i == 0 || i == STEPS ? 2 : 1);
    return sum / STEPS;
}

/* La densité, en r, du rayon d'un point du cercle de rayon R. */
static double rice_density(double r, double R, double noise)
{
    double t = (r - R) / noise, v = noise * noise;
    return r / v * exp(-t * t / 2) * scaled_bessel(r * R / v);
}

double best_score(double noise, double share)
{
    enum { STEPS = 2000 };
    double last = CIRCLES_OUTER + 8 * noise, sum = 0;
    for (int i = 1; i < STEPS; i++) {
        double r = last * i / STEPS;
        sum += fmax((1 - share) * rice_density(r, CIRCLES_OUTER, noise),
                    share * rice_density(r, CIRCLES_INNER, noise));
    }
    return sum * last / STEPS;
}

/* --- Le saut de dualité -------------------------------------------------- */

/* sₙ fₙ. */
static double margin(const Svm *svm, size_t n)
{
    return svm->y.data[n] * svm_decision(svm, &AT(&svm->X, n, 0));
}

double total_slack(const Svm *svm)
{
    double sum = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        sum += fmax(0, 1 - margin(svm, n));
    return sum;
}

/* [gap] */
double gap_term(const Svm *svm, size_t n)
{
    double alpha = svm->alpha.data[n], sf = margin(svm, n);
    return (svm->C - alpha) * fmax(0, 1 - sf) +
           alpha * fmax(0, sf - 1); /* @eq:svc-residue */
}

double gap_by_terms(const Svm *svm)
{
    double sum = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        sum += gap_term(svm, n); /* @eq:svc-gap, w = v */
    return sum;
}
/* [/gap] */

/* --- La règle de Parzen -------------------------------------------------- */

/* [parzen] */
double parzen_density(const Svm *svm, double label, const double *x)
{
    double sum = 0, scale = svm->kernel.gamma / pi();
    for (size_t n = 0; n < svm->X.rows; n++)
        if (svm->y.data[n] == label)
            sum +=
                scale * kernel_value(&svm->kernel, &AT(&svm->X, n, 0), x, 2);
    return sum / (double)label_count(svm, label); /* @eq:svc-inner */
}
/* [/parzen] */

size_t label_count(const Svm *svm, double label)
{
    size_t count = 0;
    for (size_t n = 0; n < svm->y.rows; n++)
        count += svm->y.data[n] == label;
    return count;
}

size_t bounded_count(const Svm *svm)
{
    size_t count = 0;
    for (size_t n = 0; n < svm->alpha.rows; n++)
        count += svm->alpha.data[n] == svm->C;
    return count;
}
