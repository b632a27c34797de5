#include "network.h"

#include <math.h>
#include <stdlib.h>

#include "activations.h"
#include "losses.h"

/* --- Paramètres ---------------------------------------------------------- */

/* Une vue rows×cols sur *block, qui avance d'autant. */
static Matrix carve(double **block, size_t rows, size_t cols)
{
    Matrix view = matrix_view(*block, rows, cols);
    *block += rows * cols;
    return view;
}

Parameters parameters_create(size_t nx, size_t nh, size_t ny)
{
    Parameters p = { .nx = nx, .nh = nh, .ny = ny };
    size_t hidden = size_product(nh, size_sum(nx, 1));
    size_t output = size_product(ny, size_sum(nh, 1));
    p.theta = matrix_create(size_sum(hidden, output), 1);
    double *block = p.theta.data;
    p.Wh = carve(&block, nh, nx);
    p.bh = carve(&block, nh, 1);
    p.Wy = carve(&block, ny, nh);
    p.by = carve(&block, ny, 1);
    return p;
}

void parameters_free(Parameters *p)
{
    matrix_free(&p->theta);
    *p = (Parameters){ 0 };
}

void parameters_random(Parameters *p, double sigma, Random *random)
{
    matrix_fill(&p->theta, 0.0);
    matrix_random_normal(&p->Wh, sigma, random);
    matrix_random_normal(&p->Wy, sigma, random);
}

/* [parameters_random_fan_in] */
void parameters_random_fan_in(Parameters *p, Random *random)
{
    matrix_fill(&p->theta, 0.0);
    matrix_random_normal(&p->Wh, 1.0 / sqrt((double)p->nx), random);
    matrix_random_normal(&p->Wy, 1.0 / sqrt((double)p->nh), random);
}
/* [/parameters_random_fan_in] */

/* --- Aller et retour ----------------------------------------------------- */

Pass pass_create(const Parameters *p, size_t N)
{
    return (Pass){
        .H_tilde = matrix_create(N, p->nh),
        .H = matrix_create(N, p->nh),
        .Y_tilde = matrix_create(N, p->ny),
        .Y_hat = matrix_create(N, p->ny),
        .grad_Y_tilde = matrix_create(N, p->ny),
        .grad_H = matrix_create(N, p->nh),
        .grad_H_tilde = matrix_create(N, p->nh),
        .capacity = N,
    };
}

void pass_free(Pass *pass)
{
    matrix_free(&pass->H_tilde);
    matrix_free(&pass->H);
    matrix_free(&pass->Y_tilde);
    matrix_free(&pass->Y_hat);
    matrix_free(&pass->grad_Y_tilde);
    matrix_free(&pass->grad_H);
    matrix_free(&pass->grad_H_tilde);
    pass->capacity = 0;
}

void(pass_resize)(Site site, Pass *pass, size_t N)
{
    if (N > pass->capacity)
        fatal(site, "pass_resize", "%zu exemples pour %zu places", N,
              pass->capacity);
    pass->H_tilde.rows = pass->H.rows = N;
    pass->Y_tilde.rows = pass->Y_hat.rows = N;
    pass->grad_Y_tilde.rows = N;
    pass->grad_H.rows = pass->grad_H_tilde.rows = N;
}

/* [forward] */
void forward(Pass *pass, const Parameters *p, const Matrix *X)
{
    /* @eq:batch-h-tilde : H̃ = X Whᵀ + 1 bhᵀ */
    matrix_multiply_nt(&pass->H_tilde, X, &p->Wh);
    matrix_add_row(&pass->H_tilde, &p->bh);

    /* @eq:batch-h : H = tanh(H̃) */
    matrix_map(&pass->H, tanh, &pass->H_tilde);

    /* @eq:batch-y-tilde : Ỹ = H Wyᵀ + 1 byᵀ */
    matrix_multiply_nt(&pass->Y_tilde, &pass->H, &p->Wy);
    matrix_add_row(&pass->Y_tilde, &p->by);

    /* @eq:batch-y-hat : Ŷ = SoftMax(Ỹ), ligne par ligne */
    softmax(&pass->Y_hat, &pass->Y_tilde);
}
/* [/forward] */

double loss(const Pass *pass, const Matrix *Y)
{
    return cross_entropy(&pass->Y_tilde, Y);
}

double accuracy(const Pass *pass, const Matrix *Y)
{
    if (Y->rows != pass->Y_hat.rows || Y->cols != pass->Y_hat.cols ||
        Y->rows == 0)
        fatal(HERE, __func__, "Y_hat est %zu×%zu, Y est %zu×%zu",
              pass->Y_hat.rows, pass->Y_hat.cols, Y->rows, Y->cols);
    size_t right = 0;
    for (size_t n = 0; n < Y->rows; n++)
        right += matrix_argmax_row(&pass->Y_hat, n) == matrix_argmax_row(Y, n);
    return (double)right / (double)Y->rows;
}

/* [backward] */
void backward(Parameters *grad, Pass *pass, const Parameters *p,
              const Matrix *X, const Matrix *Y)
{
    /* @eq:grad-batch-Y-tilde : ∇Ỹ L = (Ŷ − Y) / N */
    cross_entropy_gradient(&pass->grad_Y_tilde, &pass->Y_hat, Y);

    /* [backward_output] */
    /* @eq:grad-batch-Wy : ∇Wy L = (∇Ỹ L)ᵀ H */
    matrix_multiply_tn(&grad->Wy, &pass->grad_Y_tilde, &pass->H);
    /* @eq:grad-batch-by : ∇by L = (∇Ỹ L)ᵀ 1 */
    matrix_sum_rows(&grad->by, &pass->grad_Y_tilde);
    /* [/backward_output] */

    /* @eq:grad-batch-H : ∇H L = (∇Ỹ L) Wy */
    matrix_multiply(&pass->grad_H, &pass->grad_Y_tilde, &p->Wy);
    /* @eq:grad-batch-H-tilde : ∇H̃ L = ∇H L ⊙ (1 − H²) */
    tanh_backward(&pass->grad_H_tilde, &pass->grad_H, &pass->H);

    /* @eq:grad-batch-Wh : ∇Wh L = (∇H̃ L)ᵀ X */
    matrix_multiply_tn(&grad->Wh, &pass->grad_H_tilde, X);
    /* @eq:grad-batch-bh : ∇bh L = (∇H̃ L)ᵀ 1 */
    matrix_sum_rows(&grad->bh, &pass->grad_H_tilde);
}
/* [/backward] */

/* [sgd_step] */
void sgd_step(Parameters *p, double eta, const Parameters *grad)
{
    /* @eq:sgd : θ ← θ − η ∇L */
    matrix_add_scaled(&p->theta, -eta, &grad->theta);
}
/* [/sgd_step] */

/* Un lot à la fois, pour que la mémoire ne dépende pas de N. */
Score evaluate(const Parameters *p, const Dataset *data)
{
    enum { BATCH = 1000 };
    size_t N = data->X.rows;
    if (N == 0)
        fatal(HERE, __func__, "aucun exemple");
    Pass pass = pass_create(p, N < BATCH ? N : BATCH);
    Score score = { 0, 0 };
    for (size_t first = 0; first < N; first += BATCH) {
        size_t count = N - first < BATCH ? N - first : BATCH;
        Dataset part = dataset_slice(data, first, count);
        pass_resize(&pass, count);
        forward(&pass, p, &part.X);
        double weight = (double)count / (double)N;
        score.loss += weight * loss(&pass, &part.Y);
        score.accuracy += weight * accuracy(&pass, &part.Y);
    }
    pass_free(&pass);
    return score;
}

/* --- Apprentissage ------------------------------------------------------- */

/* Les outils d'une epoch : un mini-lot, ses grandeurs, son gradient. */
typedef struct {
    size_t *order;
    Dataset batch;
    Pass pass;
    Parameters grad;
} Workshop;

static Workshop workshop_create(const Parameters *p, size_t N, size_t batch)
{
    return (Workshop){
        .order = allocate(N, sizeof(size_t)),
        .batch = dataset_create(batch, p->nx, p->ny),
        .pass = pass_create(p, batch),
        .grad = parameters_create(p->nx, p->nh, p->ny),
    };
}

static void workshop_free(Workshop *w)
{
    free(w->order);
    dataset_free(&w->batch);
    pass_free(&w->pass);
    parameters_free(&w->grad);
}

/* [train_step] */
static void train_step(Parameters *p, const Dataset *data,
                       const size_t *chosen, size_t count, double eta,
                       Workshop *w)
{
    Dataset batch = dataset_slice(&w->batch, 0, count);
    matrix_gather_rows(&batch.X, &data->X, chosen);
    matrix_gather_rows(&batch.Y, &data->Y, chosen);
    pass_resize(&w->pass, count);
    forward(&w->pass, p, &batch.X);
    backward(&w->grad, &w->pass, p, &batch.X, &batch.Y);
    sgd_step(p, eta, &w->grad);
}
/* [/train_step] */

/* [train_epoch] */
static void train_epoch(Parameters *p, const Dataset *data, size_t batch,
                        double eta, Random *random, Workshop *w)
{
    size_t N = data->X.rows;
    random_permutation(random, w->order, N);
    for (size_t first = 0; first < N; first += batch) {
        size_t count = N - first < batch ? N - first : batch;
        train_step(p, data, w->order + first, count, eta, w);
    }
}
/* [/train_epoch] */

void network_train(Parameters *p, const Dataset *data,
                   const Training *training, Random *random)
{
    size_t N = data->X.rows, batch = training->batch;
    if (N == 0 || batch == 0)
        fatal(HERE, __func__, "%zu exemples par lots de %zu", N, batch);
    if (batch > N)
        batch = N;
    Workshop w = workshop_create(p, N, batch);
    if (training->after_epoch)
        training->after_epoch(training->context, 0, p);
    for (size_t epoch = 0; epoch < training->epochs; epoch++) {
        double eta = training->eta;
        if (training->schedule)
            eta = training->schedule(eta, epoch, training->epochs);
        train_epoch(p, data, batch, eta, random, &w);
        if (training->after_epoch)
            training->after_epoch(training->context, epoch + 1, p);
    }
    workshop_free(&w);
}
