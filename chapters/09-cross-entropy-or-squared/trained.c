#include "trained.h"

#include <stdlib.h>

#include "../../lib/activations.h"
#include "../../lib/losses.h"
#include "formulas.h"

/* --- L'aller et le retour ------------------------------------------------ */

void cost_forward(Pass *pass, const Parameters *p, const Matrix *X, Cost cost)
{
    forward(pass, p, X);
    if (cost == COST_LINEAR)
        matrix_copy(&pass->Y_hat, &pass->Y_tilde);
}

double cost_loss(const Pass *pass, const Matrix *Y, Cost cost)
{
    if (cost == COST_CROSS)
        return cross_entropy(&pass->Y_tilde, Y);
    return squared_error(&pass->Y_hat, Y);
}

/* ∇Ỹ L, une ligne par exemple. */
static void output_gradient(Pass *pass, const Matrix *Y, Cost cost)
{
    Matrix *grad = &pass->grad_Y_tilde;
    if (cost == COST_CROSS) {
        cross_entropy_gradient(grad, &pass->Y_hat, Y);
    } else if (cost == COST_LINEAR) {
        squared_error_gradient(grad, &pass->Y_hat, Y);
    } else {
        for (size_t n = 0; n < Y->rows; n++)
            squared_at_logits(&AT(grad, n, 0), &AT(&pass->Y_hat, n, 0),
                              &AT(Y, n, 0), Y->cols);
        matrix_scale(grad, 1 / (double)Y->rows, grad);
    }
}

void cost_backward(Parameters *grad, Pass *pass, const Parameters *p,
                   const Matrix *X, const Matrix *Y, Cost cost)
{
    output_gradient(pass, Y, cost);
    matrix_multiply_tn(&grad->Wy, &pass->grad_Y_tilde, &pass->H);
    matrix_sum_rows(&grad->by, &pass->grad_Y_tilde);
    matrix_multiply(&pass->grad_H, &pass->grad_Y_tilde, &p->Wy);
    tanh_backward(&pass->grad_H_tilde, &pass->grad_H, &pass->H);
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
                 size_t count, double eta, Cost cost, Bench *bench)
{
    Dataset batch = dataset_slice(&bench->batch, 0, count);
    matrix_gather_rows(&batch.X, &data->X, chosen);
    matrix_gather_rows(&batch.Y, &data->Y, chosen);
    pass_resize(&bench->pass, count);
    cost_forward(&bench->pass, p, &batch.X, cost);
    cost_backward(&bench->grad, &bench->pass, p, &batch.X, &batch.Y, cost);
    sgd_step(p, eta, &bench->grad);
}

static void follow(const Training *training, size_t epoch, const Parameters *p)
{
    if (training->after_epoch)
        training->after_epoch(training->context, epoch, p);
}

void cost_train(Parameters *p, const Dataset *data, const Training *training,
                Cost cost, Random *random)
{
    size_t N = data->X.rows, size = training->batch;
    size_t *order = allocate(N, sizeof(size_t));
    Bench bench = { dataset_create(size, p->nx, p->ny), pass_create(p, size),
                    parameters_create(p->nx, p->nh, p->ny) };
    follow(training, 0, p);
    for (size_t epoch = 1; epoch <= training->epochs; epoch++) {
        random_permutation(random, order, N);
        for (size_t first = 0; first < N; first += size) {
            size_t count = N - first < size ? N - first : size;
            step(p, data, order + first, count, training->eta, cost, &bench);
        }
        follow(training, epoch, p);
    }
    free(order);
    dataset_free(&bench.batch);
    pass_free(&bench.pass);
    parameters_free(&bench.grad);
}
