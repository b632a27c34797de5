#include "formulas.h"

#include <math.h>

double standard_error(double A, size_t M)
{
    return sqrt(A * (1 - A) / (double)M); /* @eq:score-error */
}

double points_needed(double A, double delta)
{
    double z = NORMAL_95;
    return z * z * A * (1 - A) / (delta * delta); /* @eq:test-size */
}

/* [radius_density] */
double radius_density(double r, double R, double noise)
{
    enum { ANGLES = 256 };
    const double pi = acos(-1.0);
    double variance = noise * noise, sum = 0;
    for (int a = 0; a < ANGLES; a++) {
        /* @eq:distance-to-circle */
        double square = r * r + R * R - 2 * r * R * cos(2 * pi * a / ANGLES);
        sum += exp(-square / (2 * variance));
    }
    return r / variance * sum / ANGLES; /* @eq:radius-density */
}
/* [/radius_density] */
