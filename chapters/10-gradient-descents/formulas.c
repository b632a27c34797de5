#include "formulas.h"

#include <stdlib.h>

void example_gradients(Matrix *gradients, const Parameters *p,
                       const Dataset *data)
{
    Parameters grad = parameters_create(p->nx, p->nh, p->ny);
    Pass pass = pass_create(p, 1);
    for (size_t n = 0; n < data->X.rows; n++) {
        Dataset example = dataset_slice(data, n, 1);
        Matrix row = matrix_rows(gradients, n, 1);
        forward(&pass, p, &example.X);
        backward(&grad, &pass, p, &example.X, &example.Y);
        matrix_transpose(&row, &grad.theta);
    }
    parameters_free(&grad);
    pass_free(&pass);
}

/* [batch_mean] */
void batch_mean(Matrix *mean, const Matrix *gradients, const size_t *chosen,
                size_t B)
{
    matrix_fill(mean, 0.0);
    for (size_t b = 0; b < B; b++)
        for (size_t i = 0; i < mean->rows; i++)
            mean->data[i] += AT(gradients, chosen[b], i);
    matrix_scale(mean, 1 / (double)B, mean); /* @eq:gd-batch */
}
/* [/batch_mean] */

void full_mean(Matrix *mean, const Matrix *gradients)
{
    matrix_sum_rows(mean, gradients);
    matrix_scale(mean, 1 / (double)gradients->rows, mean);
}

/* ‖row − mean‖², où row est une ligne et mean une colonne. */
static double squared_distance(const double *row, const Matrix *mean)
{
    double sum = 0;
    for (size_t i = 0; i < mean->rows; i++)
        sum += (row[i] - mean->data[i]) * (row[i] - mean->data[i]);
    return sum;
}

double gradient_variance(const Matrix *gradients)
{
    Matrix mean = matrix_create(gradients->cols, 1);
    full_mean(&mean, gradients);
    double sum = 0;
    for (size_t n = 0; n < gradients->rows; n++)
        sum += squared_distance(&AT(gradients, n, 0), &mean);
    matrix_free(&mean);
    return sum / (double)gradients->rows; /* @eq:gd-sigma */
}

void draw_batch(size_t *chosen, size_t B, size_t N, Drawing drawing,
                Random *random)
{
    if (drawing == WITH_REPLACEMENT) {
        for (size_t b = 0; b < B; b++)
            chosen[b] = random_below(random, N);
        return;
    }
    size_t *order = allocate(N, sizeof *order);
    random_permutation(random, order, N);
    for (size_t b = 0; b < B; b++)
        chosen[b] = order[b];
    free(order);
}

/* [batch_variance] */
double batch_variance(double variance, size_t B, size_t N, Drawing drawing)
{
    double with = variance / (double)B; /* @eq:gd-variance-with */
    if (drawing == WITH_REPLACEMENT)
        return with;
    return with * (double)(N - B) / (double)(N - 1); /* @eq:gd-variance */
}
/* [/batch_variance] */

double sampled_variance(const Matrix *gradients, size_t B, Drawing drawing,
                        size_t draws, Random *random)
{
    Matrix full = matrix_create(gradients->cols, 1);
    Matrix mean = matrix_create(gradients->cols, 1);
    size_t *chosen = allocate(B, sizeof *chosen);
    double sum = 0;
    full_mean(&full, gradients);
    for (size_t draw = 0; draw < draws; draw++) {
        draw_batch(chosen, B, gradients->rows, drawing, random);
        batch_mean(&mean, gradients, chosen, B);
        sum += squared_distance(mean.data, &full);
    }
    free(chosen);
    matrix_free(&full);
    matrix_free(&mean);
    return sum / (double)draws;
}

void slice_step(Parameters *p, double eta, const Parameters *grad,
                const Slice *slice)
{
    for (size_t k = 0; k < 2; k++) {
        size_t i = slice->coordinate[k];
        p->theta.data[i] -= eta * grad->theta.data[i];
    }
}
