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

/* --- Le saut de dualité -------------------------------------------------- */

double total_slack(const Svm *svm)
{
    double sum = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        sum += hinge(svm_margin(svm, n));
    return sum;
}

/* [gap] */
double gap_term(const Svm *svm, size_t n)
{
    double alpha = svm->alpha.data[n], m = svm_margin(svm, n);
    return (svm->C - alpha) * hinge(m) +
           alpha * fmax(0, m - 1); /* @eq:svc-residue */
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

/* π = 4 atan 1 : C11 n'a pas de constante pour lui. */
static double pi(void)
{
    return 4 * atan(1);
}

/* [parzen] */
double parzen_density(const Svm *svm, double label, const double *x)
{
    double sum = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        if (svm->s.data[n] == label)
            sum += kernel_value(&svm->kernel, &AT(&svm->X, n, 0), x, 2);
    /* @eq:svc-inner, @eq:svc-outer */
    return svm->kernel.gamma / pi() * sum / (double)label_count(svm, label);
}
/* [/parzen] */

size_t label_count(const Svm *svm, double label)
{
    size_t count = 0;
    for (size_t n = 0; n < svm->s.rows; n++)
        count += svm->s.data[n] == label;
    return count;
}

size_t bounded_count(const Svm *svm)
{
    size_t count = 0;
    for (size_t n = 0; n < svm->alpha.rows; n++)
        count += svm->alpha.data[n] == svm->C;
    return count;
}
