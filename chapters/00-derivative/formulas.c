#include "formulas.h"

#include <math.h>

/* [extrapolated_difference] */
/* @eq:richardson : R(h) = (4 D(h/2) − D(h)) / 3 */
double extrapolated_difference(ScalarFunction f, void *context, double *x,
                               double h)
{
    double coarse = central_difference(f, context, x, h);
    double fine = central_difference(f, context, x, h / 2);
    return (4 * fine - coarse) / 3;
}
/* [/extrapolated_difference] */

Derivative ridders(ScalarFunction f, void *context, double *x, double h)
{
    const double ratio = 1.4;
    double row[RIDDERS_LEVELS];
    Derivative best = { 0, INFINITY };
    for (int level = 0; level < RIDDERS_LEVELS; level++, h /= ratio) {
        double finer = central_difference(f, context, x, h), power = 1;
        for (int j = 0; j < level; j++) {
            power *= ratio * ratio;
            double coarser = row[j], previous = finer;
            row[j] = finer;
            finer += (finer - coarser) / (power - 1);
            double error = fmax(fabs(finer - previous), fabs(finer - coarser));
            if (error < best.error)
                best = (Derivative){ finer, error };
        }
        row[level] = finer;
    }
    return best;
}

/* [complex_step] */
/* @eq:complex-step : f′(x) ≈ Im f(x + ih) / h */
double complex_step(ComplexFunction f, double x, double h)
{
    return cimag(f(x + h * I)) / h;
}
/* [/complex_step] */

/* @eq:taylor-remainder : ρ(t) = L(θ + t d) − L(θ) − t ⟨g, d⟩ */
double taylor_remainder(Problem *q, const Matrix *direction, const Matrix *g,
                        double t)
{
    Matrix start = matrix_clone(&q->p.theta);
    double before = problem_loss(q);
    matrix_add_scaled(&q->p.theta, t, direction);
    double after = problem_loss(q);
    matrix_copy(&q->p.theta, &start);
    matrix_free(&start);
    return after - before - t * matrix_dot(g, direction);
}

void draw_direction(Matrix *direction, Random *random)
{
    matrix_random_uniform(direction, 1.0, 2.0, random);
    for (size_t k = 0; k < matrix_size(direction); k++)
        if (random_below(random, 2) == 0)
            direction->data[k] = -direction->data[k];
}

double fitted_order(const double *x, const double *y, size_t n)
{
    double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        mean_x += log(x[i]) / (double)n;
        mean_y += log(y[i]) / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        double dx = log(x[i]) - mean_x;
        xx += dx * dx;
        xy += dx * (log(y[i]) - mean_y);
    }
    return xy / xx;
}
