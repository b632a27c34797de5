#include "activated.h"

#include <math.h>
#include <stdlib.h>

#include "../../lib/activations.h"
#include "../../lib/losses.h"
#include "formulas.h"

/* --- Les activations ----------------------------------------------------- */

static double tanh_value(double t, double setting)
{
    (void)setting;
    return tanh(t);
}

static double tanh_slope(double t, double setting)
{
    (void)setting;
    double h = tanh(t);
    return 1 - h * h;
}

static double relu_value(double t, double setting)
{
    (void)setting;
    return relu(t);
}

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

Activation activation_tanh(void)
{
    return (Activation){ tanh_value, tanh_slope, 0 };
}

Activation activation_relu(double at_zero)
{
    return (Activation){ relu_value, relu_slope, at_zero };
}

Activation activation_step(void)
{
    return (Activation){ hard_value, hard_slope, 0 };
}

Activation activation_borrowed(double T)
{
    return (Activation){ hard_value, soft_slope, T };
}

Activation activation_soft(double T)
{
    return (Activation){ soft_value, soft_slope, T };
}

/* --- L'aller et le retour ------------------------------------------------ */

void forward_with(Pass *pass, const Parameters *p, const Matrix *X,
                  const Activation *f)
{
    matrix_multiply_nt(&pass->H_tilde, X, &p->Wh);
    matrix_add_row(&pass->H_tilde, &p->bh);
    for (size_t i = 0; i < matrix_size(&pass->H); i++)
        pass->H.data[i] = f->value(pass->H_tilde.data[i], f->setting);
    matrix_multiply_nt(&pass->Y_tilde, &pass->H, &p->Wy);
    matrix_add_row(&pass->Y_tilde, &p->by);
    softmax(&pass->Y_hat, &pass->Y_tilde);
}

void backward_with(Parameters *grad, Pass *pass, const Parameters *p,
                   const Matrix *X, const Matrix *Y, const Activation *f)
{
    cross_entropy_gradient(&pass->grad_Y_tilde, &pass->Y_hat, Y);
    matrix_multiply_tn(&grad->Wy, &pass->grad_Y_tilde, &pass->H);
    matrix_sum_rows(&grad->by, &pass->grad_Y_tilde);
    matrix_multiply(&pass->grad_H, &pass->grad_Y_tilde, &p->Wy);
    /* [slope] */
    /* @eq:any-slope : la pente de f n'entre qu'ici */
    for (size_t i = 0; i < matrix_size(&pass->grad_H); i++)
        pass->grad_H_tilde.data[i] =
            pass->grad_H.data[i] * f->slope(pass->H_tilde.data[i], f->setting);
    /* [/slope] */
    matrix_multiply_tn(&grad->Wh, &pass->grad_H_tilde, X);
    matrix_sum_rows(&grad->bh, &pass->grad_H_tilde);
}

/* --- L'apprentissage ----------------------------------------------------- */

typedef struct {
    Dataset batch;
    Pass pass;
    Parameters grad;
} Bench;

static void step(Parameters *p, const Dataset *data, const size_t *chosen,
                 size_t count, double eta, const Activation *f, Bench *bench)
{
    Dataset batch = dataset_slice(&bench->batch, 0, count);
    matrix_gather_rows(&batch.X, &data->X, chosen);
    matrix_gather_rows(&batch.Y, &data->Y, chosen);
    pass_resize(&bench->pass, count);
    forward_with(&bench->pass, p, &batch.X, f);
    backward_with(&bench->grad, &bench->pass, p, &batch.X, &batch.Y, f);
    sgd_step(p, eta, &bench->grad);
}

void train_with(Parameters *p, const Dataset *data, const Training *training,
                const Activation *f, Random *random)
{
    size_t N = data->X.rows, size = training->batch;
    size_t *order = allocate(N, sizeof(size_t));
    Bench bench = { dataset_create(size, p->nx, p->ny), pass_create(p, size),
                    parameters_create(p->nx, p->nh, p->ny) };
    if (training->after_epoch)
        training->after_epoch(training->context, 0, p);
    for (size_t epoch = 1; epoch <= training->epochs; epoch++) {
        random_permutation(random, order, N);
        for (size_t first = 0; first < N; first += size) {
            size_t count = N - first < size ? N - first : size;
            step(p, data, order + first, count, training->eta, f, &bench);
        }
        if (training->after_epoch)
            training->after_epoch(training->context, epoch, p);
    }
    free(order);
    dataset_free(&bench.batch);
    pass_free(&bench.pass);
    parameters_free(&bench.grad);
}

Score evaluate_with(const Parameters *p, const Dataset *data,
                    const Activation *f)
{
    Pass pass = pass_create(p, data->X.rows);
    forward_with(&pass, p, &data->X, f);
    Score score = { loss(&pass, &data->Y), accuracy(&pass, &data->Y) };
    pass_free(&pass);
    return score;
}
