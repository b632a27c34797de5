#include "course.h"

#include <math.h>

Dataset course_circles(size_t per_class, Random *random)
{
    return circles(per_class, COURSE_NOISE, random);
}

Parameters course_network(size_t nh, Random *random)
{
    Parameters p = parameters_create(2, nh, 2);
    parameters_random(&p, COURSE_WEIGHT, random);
    return p;
}

Training course_training(void)
{
    return (Training){ .epochs = COURSE_EPOCHS,
                       .batch = COURSE_BATCH,
                       .eta = COURSE_ETA };
}

/* --- Le meilleur classifieur --------------------------------------------- */

/* e^(−z) I₀(z), la fonction de Bessel modifiée :
 * (1/π) ∫₀^π e^(z(cos t − 1)) dt, par la règle des trapèzes, qui converge vite
 * sur une fonction périodique. */
static double scaled_bessel(double z)
{
    enum { POINTS = 200 };
    const double pi = acos(-1.0);
    double sum = 0.5 + 0.5 * exp(-2 * z);
    for (int i = 1; i < POINTS; i++)
        sum += exp(z * (cos(pi * i / POINTS) - 1));
    return sum / POINTS;
}

/* Densité du rayon r d'un point du cercle R bruité (loi de Rice). */
static double rice(double r, double R, double noise)
{
    double variance = noise * noise, gap = r - R;
    return r / variance * exp(-gap * gap / (2 * variance)) *
           scaled_bessel(r * R / variance);
}

/* P(rayon ≤ r), par la règle de Simpson. */
static double rice_within(double r, double R, double noise)
{
    enum { INTERVALS = 1000 };
    double h = r / INTERVALS, sum = rice(0, R, noise) + rice(r, R, noise);
    for (int i = 1; i < INTERVALS; i++)
        sum += (i % 2 ? 4 : 2) * rice(i * h, R, noise);
    return sum * h / 3;
}

BestClassifier course_best(double noise)
{
    if (!(noise >= 0.02 && noise <= 0.6))
        fatal(HERE, __func__, "bruit %g, de 0,02 à 0,6", noise);
    /* Au seuil, les deux densités sont égales. */
    double low = CIRCLES_INNER, high = CIRCLES_OUTER;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (rice(middle, CIRCLES_INNER, noise) >
            rice(middle, CIRCLES_OUTER, noise))
            low = middle;
        else
            high = middle;
    }
    double inner = rice_within(low, CIRCLES_INNER, noise);
    double outer = 1 - rice_within(low, CIRCLES_OUTER, noise);
    return (BestClassifier){ low, (inner + outer) / 2 };
}
