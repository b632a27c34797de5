#include "activated.h"

#include <math.h>
#include <stdlib.h>

#include "activations.h"
#include "losses.h"

/* --- Les activations et leurs pentes ------------------------------------- */

static double identity_value(double t, double setting)
{
    (void)setting;
    return t;
}

static double identity_slope(double t, double setting)
{
    (void)t;
    (void)setting;
    return 1;
}

static double tanh_value(double t, double setting)
{
    (void)setting;
    return tanh(t);
}

/* @eq:tanh-prime : tanh′ = 1 − tanh² */
static double tanh_slope(double t, double setting)
{
    (void)setting;
    double h = tanh(t);
    return 1 - h * h;
}

static double sigmoid_value(double t, double setting)
{
    (void)setting;
    return sigmoid(t);
}

static double relu_value(double t, double setting)
{
    (void)setting;
    return relu(t);
}

/* [slopes] */
/* @eq:sigmoid-prime : s′ = s (1 − s) */
static double sigmoid_slope(double t, double setting)
{
    (void)setting;
    double s = sigmoid(t);
    return s * (1 - s);
}

/* 1 à droite, 0 à gauche ; à l'angle, ce que l'on veut */
static double relu_slope(double t, double at_zero)
{
    return t > 0 ? 1 : t < 0 ? 0 : at_zero;
}
/* [/slopes] */

Activation activation_identity(void)
{
    return (Activation){ "identity", identity_value, identity_slope, 0 };
}

Activation activation_tanh(void)
{
    return (Activation){ "tanh", tanh_value, tanh_slope, 0 };
}

Activation activation_sigmoid(void)
{
    return (Activation){ "sigmoid", sigmoid_value, sigmoid_slope, 0 };
}

Activation activation_relu(double at_zero)
{
    return (Activation){ "relu", relu_value, relu_slope, at_zero };
}

/* --- L'aller et le retour ------------------------------------------------ */

void activated_forward(Pass *pass, const Parameters *p, const Matrix *X,
                       const Activation *f)
{
    /* [hidden] */
    matrix_multiply_nt(&pass->H_tilde, X, &p->Wh);
    matrix_add_row(&pass->H_tilde, &p->bh);
    for (size_t i = 0; i < matrix_size(&pass->H); i++)
        pass->H.data[i] = f->value(pass->H_tilde.data[i], f->setting);
    /* [/hidden] */
    matrix_multiply_nt(&pass->Y_tilde, &pass->H, &p->Wy);
    matrix_add_row(&pass->Y_tilde, &p->by);
    softmax(&pass->Y_hat, &pass->Y_tilde);
}

void activated_backward(Parameters *grad, Pass *pass, const Parameters *p,
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

Score activated_evaluate(const Parameters *p, const Dataset *data,
                         const Activation *f)
{
    Pass pass = pass_create(p, data->X.rows);
    activated_forward(&pass, p, &data->X, f);
    Score score = { loss(&pass, &data->Y), accuracy(&pass, &data->Y) };
    pass_free(&pass);
    return score;
}

/* --- L'apprentissage ----------------------------------------------------- */

typedef struct {
    Dataset batch;
    Pass pass;
    Parameters grad;
} Bench;

static void step(Parameters *p, const Dataset *data, const size_t *chosen,
                 size_t count, double eta, const Passes *passes, Bench *bench)
{
    Dataset batch = dataset_slice(&bench->batch, 0, count);
    matrix_gather_rows(&batch.X, &data->X, chosen);
    matrix_gather_rows(&batch.Y, &data->Y, chosen);
    pass_resize(&bench->pass, count);
    passes->forward(passes->context, &bench->pass, p, &batch.X);
    passes->backward(passes->context, &bench->grad, &bench->pass, p, &batch.X,
                     &batch.Y);
    sgd_step(p, eta, &bench->grad);
}

static void follow(const Training *training, size_t epoch, const Parameters *p)
{
    if (training->after_epoch)
        training->after_epoch(training->context, epoch, p);
}

void passes_train(Parameters *p, const Dataset *data, const Training *training,
                  const Passes *passes, Random *random)
{
    size_t N = data->X.rows, size = training->batch;
    if (N == 0 || size == 0)
        fatal(HERE, __func__, "%zu exemples par lots de %zu", N, size);
    size_t *order = allocate(N, sizeof(size_t));
    Bench bench = { dataset_create(size, p->nx, p->ny), pass_create(p, size),
                    parameters_create(p->nx, p->nh, p->ny) };
    follow(training, 0, p);
    for (size_t epoch = 1; epoch <= training->epochs; epoch++) {
        random_permutation(random, order, N);
        for (size_t first = 0; first < N; first += size) {
            size_t count = N - first < size ? N - first : size;
            step(p, data, order + first, count, training->eta, passes, &bench);
        }
        follow(training, epoch, p);
    }
    free(order);
    dataset_free(&bench.batch);
    pass_free(&bench.pass);
    parameters_free(&bench.grad);
}

static void forward_by(const void *f, Pass *pass, const Parameters *p,
                       const Matrix *X)
{
    activated_forward(pass, p, X, f);
}

static void backward_by(const void *f, Parameters *grad, Pass *pass,
                        const Parameters *p, const Matrix *X, const Matrix *Y)
{
    activated_backward(grad, pass, p, X, Y, f);
}

void activated_train(Parameters *p, const Dataset *data,
                     const Training *training, const Activation *f,
                     Random *random)
{
    const Passes passes = { forward_by, backward_by, f };
    passes_train(p, data, training, &passes, random);
}
