#include "activated.h"

#include <math.h>
#include <stdlib.h>

#include "../../lib/activations.h"
#include "../../lib/losses.h"

/* --- Les activations et leurs pentes ------------------------------------- */

static double identity(double t)
{
    return t;
}

static double one(double t)
{
    (void)t;
    return 1;
}

/* @eq:tanh-prime : tanh′ = 1 − tanh² */
static double tanh_slope(double t)
{
    double h = tanh(t);
    return 1 - h * h;
}

/* [slopes] */
/* @eq:sigmoid-prime : s′ = s (1 − s) */
static double sigmoid_slope(double t)
{
    double s = sigmoid(t);
    return s * (1 - s);
}

/* 1 à droite, 0 à gauche, et 0 par choix à l'angle */
static double relu_slope(double t)
{
    return t > 0 ? 1 : 0;
}
/* [/slopes] */

Activation activation(size_t which)
{
    static const Activation table[ACTIVATIONS] = {
        [IDENTITY] = { "identity", identity, one },
        [TANH] = { "tanh", tanh, tanh_slope },
        [SIGMOID] = { "sigmoid", sigmoid, sigmoid_slope },
        [RELU] = { "relu", relu, relu_slope },
    };
    if (which >= ACTIVATIONS)
        fatal(HERE, __func__, "activation %zu sur %d", which, ACTIVATIONS);
    return table[which];
}

/* --- L'aller et le retour ------------------------------------------------ */

void activated_forward(Pass *pass, const Parameters *p, const Matrix *X,
                       const Activation *f)
{
    /* [hidden] */
    matrix_multiply_nt(&pass->H_tilde, X, &p->Wh);
    matrix_add_row(&pass->H_tilde, &p->bh);
    matrix_map(&pass->H, f->value, &pass->H_tilde);
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
    /* ∇H̃ L = ∇H L ⊙ f′(H̃) */
    matrix_map(&pass->grad_H_tilde, f->slope, &pass->H_tilde);
    matrix_hadamard(&pass->grad_H_tilde, &pass->grad_H, &pass->grad_H_tilde);
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
    activated_forward(&bench->pass, p, &batch.X, f);
    activated_backward(&bench->grad, &bench->pass, p, &batch.X, &batch.Y, f);
    sgd_step(p, eta, &bench->grad);
}

void activated_train(Parameters *p, const Dataset *data,
                     const Training *training, const Activation *f,
                     Random *random)
{
    size_t N = data->X.rows, size = training->batch;
    size_t *order = allocate(N, sizeof(size_t));
    Bench bench = { dataset_create(size, p->nx, p->ny), pass_create(p, size),
                    parameters_create(p->nx, p->nh, p->ny) };
    for (size_t epoch = 0; epoch < training->epochs; epoch++) {
        random_permutation(random, order, N);
        for (size_t first = 0; first < N; first += size) {
            size_t count = N - first < size ? N - first : size;
            step(p, data, order + first, count, training->eta, f, &bench);
        }
    }
    free(order);
    dataset_free(&bench.batch);
    pass_free(&bench.pass);
    parameters_free(&bench.grad);
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
