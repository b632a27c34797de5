/* cases.c — l'exercice 10, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START, X, Y, ORDER, BATCH, ETA };
enum { THETA };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    ORDER_IGNORED,
    LABELS_UNSHUFFLED,
    INPUTS_UNSHUFFLED,
    ONE_BATCH,
    SAME_BATCH,
    LAST_BATCH_SKIPPED,
    LAST_BATCH_WRAPPED,
    LAST_OF_BATCH_SKIPPED,
    FROZEN_THETA,
    ASSIGNED,
    NOT_RESET,
    MEAN_NOT_RESET,
    BATCH_IGNORED,
    STEP_INSIDE,
    MEAN_FORGOTTEN,
    DIVIDED_BY_B,
    DIVIDED_BY_N,
    MEAN_TWICE,
    ETA_OVER_N,
    ETA_FORGOTTEN,
    SIGN,
    THETA_REPLACED
};

static const Wrong catalogue[] = {
    [ORDER_IGNORED] = { "order-ignored",
                        "l'ordre de passage est ignoré : les exemples sont "
                        "pris de la première ligne à la dernière",
                        "eq:gd-batch", NULL },
    [LABELS_UNSHUFFLED] = { "labels-unshuffled",
                            "les entrées suivent l'ordre de passage, leurs "
                            "cibles non",
                            "eq:gd-batch", NULL },
    [INPUTS_UNSHUFFLED] = { "inputs-unshuffled",
                            "les cibles suivent l'ordre de passage, leurs "
                            "entrées non",
                            "eq:gd-batch", NULL },
    [ONE_BATCH] = { "one-batch",
                    "un seul pas, sur tous les exemples à la fois",
                    "eq:gd-full", NULL },
    [SAME_BATCH] = { "same-batch", "c'est toujours le premier lot qui sert",
                     "eq:gd-part", NULL },
    [LAST_BATCH_SKIPPED] = { "last-batch-skipped",
                             "le dernier lot, incomplet, est sauté",
                             "eq:gd-count", NULL },
    [LAST_BATCH_WRAPPED] = { "last-batch-wrapped",
                             "le dernier lot est complété par les premiers "
                             "exemples, qui servent deux fois",
                             "eq:gd-count", NULL },
    [LAST_OF_BATCH_SKIPPED] = { "last-of-batch-skipped",
                                "le dernier exemple de chaque lot est sauté",
                                "eq:gd-batch", NULL },
    [FROZEN_THETA] = { "frozen-theta",
                       "tous les gradients sont pris au θ de départ", "eq:sgd",
                       NULL },
    [ASSIGNED] = { "assigned",
                   "= au lieu de += : il ne reste du lot que son dernier "
                   "exemple",
                   "eq:gd-batch", NULL },
    [NOT_RESET] = { "not-reset",
                    "le gradient des lots précédents s'ajoute à celui du lot",
                    "eq:gd-batch", NULL },
    [MEAN_NOT_RESET] = { "mean-not-reset",
                         "les moyennes des lots précédents s'ajoutent à celle "
                         "du lot",
                         "eq:gd-batch", NULL },
    [BATCH_IGNORED] = { "batch-ignored",
                        "les lots sont ignorés : un pas entier par exemple",
                        "eq:gd-batch", NULL },
    [STEP_INSIDE] = { "step-inside",
                      "θ bouge à l'intérieur du lot, avant que son gradient "
                      "soit complet",
                      "eq:gd-batch", NULL },
    [MEAN_FORGOTTEN] = { "mean-forgotten",
                         "somme des gradients du lot, au lieu de leur "
                         "moyenne",
                         "eq:gd-batch", NULL },
    [DIVIDED_BY_B] = { "divided-by-b",
                       "la somme d'un lot incomplet est divisée par B, qui "
                       "n'est pas sa taille",
                       "eq:gd-part", NULL },
    [DIVIDED_BY_N] = { "divided-by-n",
                       "la somme d'un lot est divisée par N, le nombre de "
                       "tous les exemples",
                       "eq:gd-batch", NULL },
    [MEAN_TWICE] = { "mean-twice",
                     "on a divisé deux fois par la taille du lot",
                     "eq:gd-batch", NULL },
    [ETA_OVER_N] = { "eta-over-n", "η est divisé par N", "eq:sgd", NULL },
    [ETA_FORGOTTEN] = { "eta-forgotten", "η oublié", "eq:sgd", NULL },
    [SIGN] = { "sign", "θ remonte le gradient : signe inversé", "eq:sgd",
               NULL },
    [THETA_REPLACED] = { "theta-replaced",
                         "θ est remplacé par le pas, au lieu d'en être "
                         "déplacé",
                         "eq:sgd", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les cas ---------------------------------------------------------------- */

typedef struct {
    size_t N, B, nx, ny;
    double eta;
} Shape;

static const Shape shapes[] = {
    { 11, 4, 5, 3, 0.3 },  { 7, 3, 2, 5, 0.5 },   { 13, 5, 7, 2, 0.3 },
    { 8, 4, 3, 2, 0.4 },   { 5, 1, 3, 2, 0.2 },   { 6, 6, 2, 3, 0.3 },
    { 3, 7, 5, 2, 0.3 },   { 11, 10, 3, 7, 0.1 }, { 23, 4, 2, 5, 0.3 },
    { 17, 2, 5, 3, 0.25 }, { 29, 7, 3, 5, 0.6 },  { 97, 10, 3, 2, 0.3 },
};

static Matrix scalar(double value)
{
    Matrix A = matrix_create(1, 1);
    A.data[0] = value;
    return A;
}

/* Des cibles que X permet presque de deviner : la classe du plus grand des
 * (T x)ᵢ, bruités. */
static Matrix draw_targets(const Matrix *inputs, size_t ny, Random *random)
{
    Matrix T = matrix_create(ny, inputs->cols);
    Matrix scores = matrix_create(inputs->rows, ny);
    Matrix targets = matrix_create(inputs->rows, ny);
    matrix_random_normal(&T, 1, random);
    matrix_multiply_nt(&scores, inputs, &T);
    for (size_t n = 0; n < targets.rows; n++) {
        for (size_t i = 0; i < ny; i++)
            AT(&scores, n, i) += 0.5 * random_normal(random);
        AT(&targets, n, matrix_argmax_row(&scores, n)) = 1;
    }
    matrix_free(&T);
    matrix_free(&scores);
    return targets;
}

static void draw_order(Matrix *order, Random *random)
{
    size_t N = order->rows, *numbers = allocate(N, sizeof *numbers);
    random_permutation(random, numbers, N);
    for (size_t n = 0; n < N; n++)
        order->data[n] = (double)numbers[n];
    free(numbers);
}

static void draw(Case *c, size_t rank)
{
    const Shape *s = &shapes[rank];
    Random random = random_seeded(1000 + rank);
    c->in[START] = matrix_create(s->ny, s->nx);
    c->in[X] = matrix_create(s->N, s->nx);
    matrix_random_normal(&c->in[START], 0.3, &random);
    matrix_random_normal(&c->in[X], 1, &random);
    c->in[Y] = draw_targets(&c->in[X], s->ny, &random);
    c->in[ORDER] = matrix_create(s->N, 1);
    draw_order(&c->in[ORDER], &random);
    c->in[BATCH] = scalar((double)s->B);
    c->in[ETA] = scalar(s->eta);
    c->out[THETA] = matrix_create(s->ny, s->nx);
    c->size[0] = (Size){ "N", s->N };
    c->size[1] = (Size){ "B", s->B };
    c->size[2] = (Size){ "nx", s->nx };
    c->size[3] = (Size){ "ny", s->ny };
}

/* --- Le modèle --------------------------------------------------------------- */

/* ŷ = SoftMax(θ x), pour l'exemple n. */
static void predict(double *y_hat, const Matrix *theta, const Case *c,
                    size_t n)
{
    double total = 0;
    for (size_t i = 0; i < theta->rows; i++) {
        double y_tilde = 0;
        for (size_t j = 0; j < theta->cols; j++)
            y_tilde += AT(theta, i, j) * AT(&c->in[X], n, j);
        total += y_hat[i] = exp(y_tilde);
    }
    for (size_t i = 0; i < theta->rows; i++)
        y_hat[i] /= total;
}

static double loss_of(const Matrix *theta, const Case *c)
{
    size_t N = c->in[X].rows, ny = theta->rows;
    double loss = 0, *y_hat = allocate(ny, sizeof *y_hat);
    for (size_t n = 0; n < N; n++) {
        predict(y_hat, theta, c, n);
        for (size_t i = 0; i < ny; i++)
            loss -= AT(&c->in[Y], n, i) * log(y_hat[i]);
    }
    free(y_hat);
    return loss / (double)N;
}

/* G += (ŷ − y) xᵀ, où x est la ligne inputs de X, et y la ligne targets de
 * Y. */
static void add_gradient(Matrix *G, const Matrix *theta, const Case *c,
                         size_t inputs, size_t targets)
{
    double *y_hat = allocate(theta->rows, sizeof *y_hat);
    predict(y_hat, theta, c, inputs);
    for (size_t i = 0; i < G->rows; i++)
        for (size_t j = 0; j < G->cols; j++)
            AT(G, i, j) += (y_hat[i] - AT(&c->in[Y], targets, i)) *
                           AT(&c->in[X], inputs, j);
    free(y_hat);
}

/* --- La réponse, et ses erreurs ------------------------------------------------ */

/* Une epoch en cours : G, la somme des gradients du lot ; before, la taille du
 * lot précédent, ou 0. */
typedef struct {
    Case *c;
    Wrongs w;
    size_t N, B, before;
    Matrix G;
} Epoch;

/* G += le gradient de l'exemple que l'on prend en place i. */
static void add_example(Epoch *e, size_t i)
{
    const Case *c = e->c;
    size_t taken = (size_t)c->in[ORDER].data[i];
    size_t inputs = HAS(e->w, INPUTS_UNSHUFFLED) ? i : taken;
    size_t targets = HAS(e->w, LABELS_UNSHUFFLED) ? i : taken;
    if (HAS(e->w, ORDER_IGNORED))
        inputs = targets = i;
    if (HAS(e->w, ASSIGNED))
        matrix_fill(&e->G, 0);
    add_gradient(&e->G, HAS(e->w, FROZEN_THETA) ? &c->in[START] : c->out, c,
                 inputs, targets);
}

/* Ce par quoi l'on multiplie la somme d'un lot de `count` exemples. */
static double share(const Epoch *e, size_t count)
{
    double share = 1 / (double)count;
    if (HAS(e->w, DIVIDED_BY_B))
        share = 1 / (double)e->B;
    if (HAS(e->w, DIVIDED_BY_N))
        share = 1 / (double)e->N;
    if (HAS(e->w, MEAN_FORGOTTEN) || HAS(e->w, BATCH_IGNORED))
        share = 1;
    return HAS(e->w, MEAN_TWICE) ? share / (double)count : share;
}

/* θ ← θ − η share G */
static void step(Epoch *e, size_t count)
{
    Matrix *theta = &e->c->out[THETA];
    double eta = HAS(e->w, ETA_FORGOTTEN) ? 1 : e->c->in[ETA].data[0];
    eta = HAS(e->w, ETA_OVER_N) ? eta / (double)e->N : eta;
    eta = HAS(e->w, SIGN) ? -eta : eta;
    for (size_t i = 0; i < matrix_size(theta); i++) {
        double from = HAS(e->w, THETA_REPLACED) ? 0 : theta->data[i];
        theta->data[i] = from - eta * share(e, count) * e->G.data[i];
    }
}

/* Ce qu'il reste de G au début d'un lot de `count` exemples. */
static void reset(Epoch *e, size_t count)
{
    double kept = HAS(e->w, NOT_RESET) ? 1 : 0;
    if (HAS(e->w, MEAN_NOT_RESET) && e->before > 0)
        kept = share(e, e->before) / share(e, count);
    for (size_t i = 0; i < matrix_size(&e->G); i++)
        e->G.data[i] *= kept;
    e->before = count;
}

/* Le lot qui commence en place first. */
static void batch(Epoch *e, size_t first)
{
    bool inside = HAS(e->w, STEP_INSIDE) || HAS(e->w, BATCH_IGNORED);
    size_t left = e->N - first, count = left < e->B ? left : e->B;
    count = HAS(e->w, LAST_BATCH_WRAPPED) ? e->B : count;
    size_t last = HAS(e->w, LAST_OF_BATCH_SKIPPED) ? count - 1 : count;
    reset(e, count);
    for (size_t b = 0; b < last; b++) {
        if (inside)
            matrix_fill(&e->G, 0);
        add_example(e, (HAS(e->w, SAME_BATCH) ? b : first + b) % e->N);
        if (inside)
            step(e, count);
    }
    if (!inside)
        step(e, count);
}

static void compute(Case *c, Wrongs w)
{
    Matrix *theta = &c->out[THETA];
    size_t N = c->in[X].rows, B = (size_t)c->in[BATCH].data[0];
    Epoch e = { c, w,
                N, HAS(w, ONE_BATCH) ? N : B,
                0, matrix_create(theta->rows, theta->cols) };
    matrix_copy(theta, &c->in[START]);
    for (size_t first = 0; first < N; first += e.B)
        if (!HAS(w, LAST_BATCH_SKIPPED) || first + e.B <= N)
            batch(&e, first);
    matrix_free(&e.G);
}

/* --- Ce que la fonction a permis ------------------------------------------------ */

static void remark(const Case *c, bool right, char *text, size_t size)
{
    if (!right)
        return;
    Case whole = *c;
    whole.out[THETA] = matrix_clone(&c->out[THETA]);
    compute(&whole, (Wrongs)1 << ONE_BATCH);
    snprintf(text, size,
             "Le dernier cas, %zu exemples par lots de %.0f : en une epoch, "
             "la loss passe de %.3f à %.3f ; un seul pas sur tous les "
             "exemples l'aurait laissée à %.3f.",
             c->in[X].rows, c->in[BATCH].data[0], loss_of(&c->in[START], c),
             loss_of(&c->out[THETA], c), loss_of(&whole.out[THETA], c));
    for (char *p = text; *p; p++)
        if (*p == '.' && p[1] >= '0' && p[1] <= '9')
            *p = ',';
    matrix_free(&whole.out[THETA]);
}

static const Tensor inputs[] = { { "θ", "ny×nx" }, { "X", "N×nx" },
                                 { "Y", "N×ny" },  { "ordre", "N×1" },
                                 { "B", "1×1" },   { "η", "1×1" },
                                 { NULL, NULL } };
static const Tensor outputs[] = { { "θ", "ny×nx" }, { NULL, NULL } };
static const size_t start[] = { START + 1 };

const Exercise exercise = {
    .number = "10",
    .title = "une epoch, par mini-lots",
    .inputs = inputs,
    .outputs = outputs,
    .start = start,
    .cases = sizeof shapes / sizeof *shapes,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
    .remark = remark,
};
