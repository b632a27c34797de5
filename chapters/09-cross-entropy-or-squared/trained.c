#include "trained.h"

#include "../../lib/activated.h"
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

static void forward_by(const void *cost, Pass *pass, const Parameters *p,
                       const Matrix *X)
{
    cost_forward(pass, p, X, *(const Cost *)cost);
}

static void backward_by(const void *cost, Parameters *grad, Pass *pass,
                        const Parameters *p, const Matrix *X, const Matrix *Y)
{
    cost_backward(grad, pass, p, X, Y, *(const Cost *)cost);
}

void cost_train(Parameters *p, const Dataset *data, const Training *training,
                Cost cost, Random *random)
{
    const Passes passes = { forward_by, backward_by, &cost };
    passes_train(p, data, training, &passes, random);
}
