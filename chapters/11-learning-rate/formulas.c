#include "formulas.h"

#include <math.h>
#include <stdlib.h>

/* --- Une cuvette --------------------------------------------------------- */

static double norm(const Matrix *v)
{
    return sqrt(matrix_dot(v, v));
}

/* Des lignes orthonormées : chacune perd sa part le long des précédentes, deux
 * fois, pour l'arrondi. */
static Matrix random_rotation(size_t P, Random *random)
{
    Matrix Q = matrix_create(P, P);
    matrix_random_normal(&Q, 1.0, random);
    for (size_t p = 0; p < P; p++) {
        Matrix row = matrix_rows(&Q, p, 1);
        for (size_t k = 0; k < 2 * p; k++) {
            Matrix other = matrix_rows(&Q, k % p, 1);
            matrix_add_scaled(&row, -matrix_dot(&row, &other), &other);
        }
        matrix_scale(&row, 1 / norm(&row), &row);
    }
    return Q;
}

Matrix bowl_random(const double *lambda, size_t P, Random *random)
{
    Matrix Q = random_rotation(P, random), A = matrix_create(P, P);
    for (size_t i = 0; i < P; i++)
        for (size_t j = 0; j < P; j++)
            for (size_t p = 0; p < P; p++)
                AT(&A, i, j) += lambda[p] * AT(&Q, p, i) * AT(&Q, p, j);
    matrix_free(&Q);
    return A;
}

/* [bowl_step] */
void bowl_step(Matrix *e, const Matrix *A, double eta)
{
    Matrix gradient = matrix_create(e->rows, 1);
    matrix_multiply(&gradient, A, e);
    matrix_add_scaled(e, -eta, &gradient); /* @eq:lr-error */
    matrix_free(&gradient);
}
/* [/bowl_step] */

/* [growth_factor] */
double growth_factor(const double *lambda, size_t P, double eta)
{
    double largest = 0;
    for (size_t p = 0; p < P; p++)
        largest = fmax(largest, fabs(1 - eta * lambda[p]));
    return largest; /* @eq:lr-factor */
}
/* [/growth_factor] */

double measured_growth(const Matrix *A, double eta, size_t steps,
                       Random *random)
{
    Matrix e = matrix_create(A->rows, 1);
    matrix_random_normal(&e, 1.0, random);
    double growth = 0;
    for (size_t t = 0; t < steps; t++) {
        matrix_scale(&e, 1 / norm(&e), &e);
        bowl_step(&e, A, eta);
        growth = norm(&e);
    }
    matrix_free(&e);
    return growth;
}

double measured_threshold(const Matrix *A, size_t steps, Random *random)
{
    double low = 0, high = 1e-3;
    while (measured_growth(A, high, steps, random) <= 1)
        high *= 2;
    while (high - low > 1e-9 * high) {
        double middle = (low + high) / 2;
        if (measured_growth(A, middle, steps, random) <= 1)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* --- Un réseau ----------------------------------------------------------- */

Problem problem_from(Parameters p, Dataset data)
{
    return (Problem){
        .p = p,
        .grad = parameters_create(p.nx, p.nh, p.ny),
        .data = data,
        .pass = pass_create(&p, data.X.rows),
    };
}

double full_gradient(Problem *q)
{
    forward(&q->pass, &q->p, &q->data.X);
    backward(&q->grad, &q->pass, &q->p, &q->data.X, &q->data.Y);
    return loss(&q->pass, &q->data.Y);
}

/* [hessian_product] */
void hessian_product(Matrix *Hv, Problem *q, const Matrix *v)
{
    const double step = 1e-5;
    matrix_add_scaled(&q->p.theta, step, v);
    full_gradient(q);
    matrix_copy(Hv, &q->grad.theta);
    matrix_add_scaled(&q->p.theta, -2 * step, v);
    full_gradient(q);
    matrix_add_scaled(&q->p.theta, step, v);
    /* @eq:lr-hessian-product */
    matrix_subtract(Hv, Hv, &q->grad.theta);
    matrix_scale(Hv, 1 / (2 * step), Hv);
}
/* [/hessian_product] */

double sharpness(Problem *q, Matrix *v, double c, size_t turns)
{
    Matrix Hv = matrix_clone(v);
    double quotient = 0;
    /* [sharpness] */
    for (size_t turn = 0; turn < turns; turn++) {
        matrix_scale(v, 1 / norm(v), v);
        hessian_product(&Hv, q, v);
        quotient = matrix_dot(v, &Hv); /* @eq:lr-rayleigh */
        matrix_scale(v, c, v);
        matrix_add(v, v, &Hv);
    }
    /* [/sharpness] */
    matrix_scale(v, 1 / norm(v), v);
    matrix_free(&Hv);
    return quotient;
}

/* --- La somme plutôt que la moyenne -------------------------------------- */

/* [sum_gradient] */
void sum_gradient(Parameters *grad, Parameters *one, Pass *pass,
                  const Parameters *p, const Dataset *batch)
{
    matrix_fill(&grad->theta, 0.0);
    for (size_t n = 0; n < batch->X.rows; n++) {
        Dataset example = dataset_slice(batch, n, 1);
        forward(pass, p, &example.X);
        backward(one, pass, p, &example.X, &example.Y);
        matrix_add(&grad->theta, &grad->theta, &one->theta);
    }
}
/* [/sum_gradient] */

void train_on_sum(Parameters *p, const Dataset *data, const Training *training,
                  Random *random)
{
    size_t N = data->X.rows;
    size_t *order = allocate(N, sizeof *order);
    Dataset batch = dataset_create(training->batch, p->nx, p->ny);
    Parameters grad = parameters_create(p->nx, p->nh, p->ny);
    Parameters one = parameters_create(p->nx, p->nh, p->ny);
    Pass pass = pass_create(p, 1);
    for (size_t epoch = 0; epoch < training->epochs; epoch++) {
        random_permutation(random, order, N);
        for (size_t n = 0; n < N; n += training->batch) {
            size_t left = N - n;
            size_t count = left < training->batch ? left : training->batch;
            Dataset part = dataset_slice(&batch, 0, count);
            matrix_gather_rows(&part.X, &data->X, order + n);
            matrix_gather_rows(&part.Y, &data->Y, order + n);
            sum_gradient(&grad, &one, &pass, p, &part);
            sgd_step(p, training->eta, &grad);
        }
    }
    free(order);
    dataset_free(&batch);
    parameters_free(&grad);
    parameters_free(&one);
    pass_free(&pass);
}
