#include "formulas.h"

#include <math.h>
#include <string.h>

#include "../../lib/activations.h"

Example example_create(const Parameters *p)
{
    return (Example){
        .h_tilde = matrix_create(p->nh, 1),
        .h = matrix_create(p->nh, 1),
        .y_tilde = matrix_create(p->ny, 1),
        .y_hat = matrix_create(p->ny, 1),
    };
}

void example_free(Example *e)
{
    matrix_free(&e->h_tilde);
    matrix_free(&e->h);
    matrix_free(&e->y_tilde);
    matrix_free(&e->y_hat);
}

/* [forward_example] */
void forward_example(Example *e, const Parameters *p, const Matrix *x)
{
    /* @eq:h-tilde : h̃ = Wh x + bh */
    matrix_multiply(&e->h_tilde, &p->Wh, x);
    matrix_add(&e->h_tilde, &e->h_tilde, &p->bh);

    /* @eq:h : h = tanh(h̃) */
    matrix_map(&e->h, tanh, &e->h_tilde);

    /* @eq:y-tilde : ỹ = Wy h + by */
    matrix_multiply(&e->y_tilde, &p->Wy, &e->h);
    matrix_add(&e->y_tilde, &e->y_tilde, &p->by);

    /* @eq:y-hat : ŷ = SoftMax(ỹ) */
    softmax_naive(e->y_hat.data, e->y_tilde.data, p->ny);
}
/* [/forward_example] */

Parameters hand_network(void)
{
    const double Wh[] = { 1, 1, -2, 0, 2, -2 };
    const double bh[] = { -log(2), log(2), log(3) };
    const double Wy[] = { 1, 2, 5, 3, 1, -5 };
    const double by[] = { -0.6, log(3) };
    Parameters p = parameters_create(2, 3, 2);
    memcpy(p.Wh.data, Wh, sizeof Wh);
    memcpy(p.bh.data, bh, sizeof bh);
    memcpy(p.Wy.data, Wy, sizeof Wy);
    memcpy(p.by.data, by, sizeof by);
    return p;
}

Matrix hand_input(void)
{
    Matrix x = matrix_create(2, 1);
    x.data[0] = log(2);
    x.data[1] = log(3);
    return x;
}
