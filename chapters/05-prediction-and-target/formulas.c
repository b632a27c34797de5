#include "formulas.h"

#include <math.h>

double logit_bound(const Parameters *p, size_t i, size_t k)
{
    double bound = p->by.data[i] - p->by.data[k];
    for (size_t j = 0; j < p->nh; j++)
        bound += fabs(AT(&p->Wy, i, j) - AT(&p->Wy, k, j));
    return bound;
}

/* --- La probabilité vraie, devant les deux cercles ----------------------- */

/* [posterior] */
void circle_densities(double g[2], const double *x, double noise)
{
    enum { ANGLES = 64 };
    static const double radius[2] = { CIRCLES_OUTER, CIRCLES_INNER };
    const double pi = acos(-1.0);
    for (size_t i = 0; i < 2; i++) {
        g[i] = 0;
        for (int m = 1; m <= ANGLES; m++) {
            double a = x[0] - radius[i] * cos(2 * pi * m / ANGLES);
            double b = x[1] - radius[i] * sin(2 * pi * m / ANGLES);
            /* @eq:target-density */
            g[i] += exp(-(a * a + b * b) / (2 * noise * noise)) / ANGLES;
        }
    }
}

void circle_posteriors(Matrix *P, const Matrix *X, double noise)
{
    for (size_t n = 0; n < X->rows; n++) {
        double g[2];
        circle_densities(g, &AT(X, n, 0), noise);
        /* @eq:target-bayes */
        for (size_t i = 0; i < 2; i++)
            AT(P, n, i) = g[i] / (g[0] + g[1]);
    }
}
/* [/posterior] */

/* --- Ce que vaut une probabilité annoncée -------------------------------- */

/* [reliability] */
Reliability reliability(const Matrix *Y_hat, const Matrix *Y)
{
    Reliability r = { .share = { 0 } };
    double count[BINS] = { 0 };
    for (size_t n = 0; n < Y->rows; n++) {
        double y_hat1 = AT(Y_hat, n, 0);
        size_t b = y_hat1 < 1 ? (size_t)(BINS * y_hat1) : BINS - 1;
        count[b]++;
        r.announced[b] += y_hat1;
        r.observed[b] += AT(Y, n, 0);
    }
    for (size_t b = 0; b < BINS; b++) {
        r.share[b] = count[b] / (double)Y->rows;
        r.announced[b] /= count[b];
        r.observed[b] /= count[b];
    }
    return r;
}

double calibration_gap(const Reliability *r)
{
    double sum = 0;
    /* @eq:target-calibration-gap */
    for (size_t b = 0; b < BINS; b++)
        if (r->share[b] > 0)
            sum += r->share[b] * fabs(r->observed[b] - r->announced[b]);
    return sum;
}
/* [/reliability] */

double confidence(const Matrix *Y_hat)
{
    double sum = 0;
    for (size_t n = 0; n < Y_hat->rows; n++)
        sum += AT(Y_hat, n, matrix_argmax_row(Y_hat, n));
    return sum / (double)Y_hat->rows;
}
