#include "shapes.h"

#include "formulas.h"

static double hard_value(double t, double setting)
{
    (void)setting;
    return step_value(t);
}

static double hard_slope(double t, double setting)
{
    (void)setting;
    return step_slope(t);
}

Activation activation_step(void)
{
    return (Activation){ "step", hard_value, hard_slope, 0 };
}

Activation activation_borrowed(double T)
{
    return (Activation){ "borrowed", hard_value, soft_slope, T };
}

Activation activation_soft(double T)
{
    return (Activation){ "soft", soft_value, soft_slope, T };
}
