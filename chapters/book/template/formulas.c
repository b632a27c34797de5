#include "formulas.h"

double value(double x)
{
    return x * x;
}

/* [slope] */
double slope(double x)
{
    return 2 * x; /* @eq:@SLUG@-slope */
}
/* [/slope] */
