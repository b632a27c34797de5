/* cases.c — l'exercice 17b, côté juge. Les erreurs du gradient viennent de
 * lib/mistakes ; celles de l'aller et de la boucle sont ici. */
#include "../../../exercises/exercise.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../../../lib/course.h"
#include "../../../lib/mistakes.h"
#include "../../../lib/problem.h"

enum { WH, BH, WY, BY, X, Y, ETA, BATCH, STEPS };

/* Dans l'ordre des gestes : l'aller, la sortie, la couche cachée, les
 * facteurs, la mise à jour, la boucle. */
static const Wrong catalogue[] = {
    { "bh-unused", "bh oublié à l'aller", "eq:batch-h-tilde", NULL },
    { "tanh-forgotten", "tanh oubliée à l'aller", "eq:batch-h", NULL },
    { "float-tanh", .where = "eq:batch-h" },
    { "by-unused", "by oublié à l'aller", "eq:batch-y-tilde", NULL },
    { "softmax-by-column",
      "SoftMax normalise chaque classe sur les exemples, et non chaque "
      "exemple sur les classes",
      "eq:batch-y-hat", NULL },
    { "unnormalised", .where = "eq:batch-y-hat" },
    { "target-forgotten", .where = "eq:grad-y-tilde" },
    { "predicted-class", .where = "eq:grad-y-tilde" },
    { "jacobian-diagonal", .where = "eq:grad-by-jacobian" },
    { "squared-error-diagonal", .where = "eq:grad-by-jacobian" },
    { "squared-error", .where = "eq:grad-y-tilde" },
    { "log-epsilon", .where = "eq:grad-y-tilde" },
    { "stale-h", .where = "eq:grad-batch-Wy" },
    { "mean-forgotten", .where = "eq:grad-batch-Y-tilde" },
    { "mean-twice", .where = "eq:grad-batch-Y-tilde" },
    { "mean-over-classes", .where = "eq:grad-batch-Y-tilde" },
    { "last-class-skipped", .where = "eq:grad-batch-Y-tilde" },
    { "last-example-skipped", .where = "eq:grad-batch-Y-tilde" },
    { "Wy-transposed", .where = "eq:gradient-shape" },
    { "Wy-with-h-tilde", .where = "eq:grad-batch-Wy" },
    { "Wy-with-x", .where = "eq:grad-batch-Wy" },
    { "Wy-next-row", .where = "eq:grad-batch-Wy" },
    { "Wy-next-column", .where = "eq:grad-batch-Wy" },
    { "by-mean", .where = "eq:grad-batch-by" },
    { "by-zero", "by n'est jamais mis à jour", "eq:sgd", NULL },
    { "by-assigned", .where = "eq:grad-batch-by" },
    { "by-overwritten", .where = "eq:grad-batch-by" },
    { "Wy-read-transposed", .where = "eq:grad-batch-H" },
    { "Wy-updated-first", .where = "eq:grad-batch-H" },
    { "slope-omitted", .where = "eq:grad-batch-H-tilde" },
    { "slope-negated", .where = "eq:tanh-prime" },
    { "slope-of-h-tilde", .where = "eq:tanh-prime" },
    { "slope-unsquared", .where = "eq:tanh-prime" },
    { "slope-sigmoid", .where = "eq:tanh-prime" },
    { "slope-tanh-twice", .where = "eq:tanh-prime" },
    { "slope-absolute", .where = "eq:tanh-prime" },
    { "Wh-slope-omitted", .where = "eq:grad-batch-Wh" },
    { "Wh-transposed", .where = "eq:gradient-shape" },
    { "Wh-next-row", .where = "eq:grad-batch-Wh" },
    { "Wh-mean-forgotten", .where = "eq:grad-batch-Wh" },
    { "bh-slope-omitted", .where = "eq:grad-batch-bh" },
    { "bh-mean", .where = "eq:grad-batch-bh" },
    { "bh-assigned", .where = "eq:grad-batch-bh" },
    { "first-unit-skipped", .where = "eq:chain-h" },
    { "twice", .where = "eq:sgd" },
    { "sign", "le pas est fait dans le mauvais sens", "eq:sgd", NULL },
    { "float-sums", .where = "eq:grad-batch-Wh" },
    { "Wh-not-updated", "Wh n'est jamais mis à jour", "eq:sgd", NULL },
    { "bh-not-updated", "bh n'est jamais mis à jour", "eq:sgd", NULL },
    { "Wy-not-updated", "Wy n'est jamais mis à jour", "eq:sgd", NULL },
    { "biases-forgotten", "seuls les poids sont mis à jour, pas les biais",
      "eq:sgd", NULL },
    { "hidden-forgotten", "seule la couche de sortie est mise à jour",
      "eq:sgd", NULL },
    { "output-forgotten", "seule la couche cachée est mise à jour", "eq:sgd",
      NULL },
    { "theta-replaced",
      "les paramètres sont remplacés par le pas, au lieu d'être corrigés",
      "eq:sgd", NULL },
    { "eta-forgotten", "η oublié", "eq:sgd", NULL },
    { "eta-twice", "η compté deux fois", "eq:sgd", NULL },
    { "eta-divided", "gradient divisé par η", "eq:sgd", NULL },
    { "output-updated-first",
      "la sortie est mise à jour, et l'aller refait, avant le gradient de la "
      "couche cachée",
      "eq:sgd", NULL },
    { "hidden-updated-first",
      "la couche cachée est mise à jour, et l'aller refait, avant le gradient "
      "de la sortie",
      "eq:sgd", NULL },
    { "online", "un pas par exemple, au lieu d'un seul pour le lot", "eq:sgd",
      NULL },
    { "online-mean",
      "un pas de taux η/N par exemple, au lieu d'un seul pour le lot",
      "eq:sgd", NULL },
    { "step-twice", "deux pas au lieu d'un", "eq:sgd", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les erreurs de l'aller ------------------------------------------------- */

static void tanh_of(Work *w)
{
    for (size_t i = 0; i < w->N * w->nh; i++)
        w->h.data[i] = tanh(w->h_tilde.data[i]);
}

static void bh_unused(Work *w)
{
    for (size_t n = 0; n < w->N; n++)
        for (size_t j = 0; j < w->nh; j++)
            AT(&w->h_tilde, n, j) -= w->p->bh.data[j];
    tanh_of(w);
}

static void tanh_forgotten(Work *w)
{
    matrix_copy(&w->h, &w->h_tilde);
}

static double highest_of_row(const Matrix *A, size_t n)
{
    return AT(A, n, matrix_argmax_row(A, n));
}

static void by_unused(Work *w)
{
    for (size_t n = 0; n < w->N; n++) {
        double total = 0;
        for (size_t i = 0; i < w->ny; i++)
            AT(&w->y_tilde, n, i) -= w->p->by.data[i];
        double highest = highest_of_row(&w->y_tilde, n);
        for (size_t i = 0; i < w->ny; i++)
            total += AT(&w->y_hat, n, i) =
                exp(AT(&w->y_tilde, n, i) - highest);
        for (size_t i = 0; i < w->ny; i++)
            AT(&w->y_hat, n, i) /= total;
    }
}

static void softmax_by_column(Work *w)
{
    for (size_t i = 0; i < w->ny; i++) {
        double highest = AT(&w->y_tilde, 0, i), total = 0;
        for (size_t n = 1; n < w->N; n++)
            highest = fmax(highest, AT(&w->y_tilde, n, i));
        for (size_t n = 0; n < w->N; n++)
            total += AT(&w->y_hat, n, i) =
                exp(AT(&w->y_tilde, n, i) - highest);
        for (size_t n = 0; n < w->N; n++)
            AT(&w->y_hat, n, i) /= total;
    }
}

static const Mistake forward_mistakes[] = {
    { "bh-unused", NULL, TENSOR_ALL, false, STEP_HIDDEN, bh_unused },
    { "tanh-forgotten", NULL, TENSOR_ALL, false, STEP_HIDDEN, tanh_forgotten },
    { "by-unused", NULL, TENSOR_ALL, false, STEP_OUTPUT, by_unused },
    { "softmax-by-column", NULL, TENSOR_ALL, false, STEP_OUTPUT,
      softmax_by_column },
};

/* L'erreur de gradient de ce nom, ou NULL : c'est une erreur de la boucle. */
static const Mistake *find(const char *id)
{
    size_t count = sizeof forward_mistakes / sizeof *forward_mistakes;
    for (size_t i = 0; i < count; i++)
        if (strcmp(forward_mistakes[i].id, id) == 0)
            return &forward_mistakes[i];
    return mistake_find(id);
}

/* --- Un pas, et ses erreurs --------------------------------------------------- */

enum {
    TENSOR_BIASES = TENSOR_BH | TENSOR_BY,
    TENSOR_HIDDEN = TENSOR_WH | TENSOR_BH,
    TENSOR_OUTPUT = TENSOR_WY | TENSOR_BY
};

/* Ce que fait de travers celui qui commet ces erreurs. */
typedef struct {
    const Mistake *mistakes[WRONGS_MAX];
    size_t count;
    unsigned still; /* les tenseurs qu'il ne met pas à jour */
    bool replaced, eta_forgotten, eta_twice, eta_divided;
    bool output_first, hidden_first, online, online_mean, two_steps;
} Habits;

/* Une erreur de la boucle : le drapeau qu'elle lève, ou les tenseurs qu'elle
 * laisse. */
static void pick_up(Habits *habits, const char *id)
{
    const struct {
        const char *id;
        bool *flag;
        unsigned still;
    } loop[] = {
        { "Wh-not-updated", NULL, TENSOR_WH },
        { "bh-not-updated", NULL, TENSOR_BH },
        { "Wy-not-updated", NULL, TENSOR_WY },
        { "biases-forgotten", NULL, TENSOR_BIASES },
        { "hidden-forgotten", NULL, TENSOR_HIDDEN },
        { "output-forgotten", NULL, TENSOR_OUTPUT },
        { "theta-replaced", &habits->replaced, 0 },
        { "eta-forgotten", &habits->eta_forgotten, 0 },
        { "eta-twice", &habits->eta_twice, 0 },
        { "eta-divided", &habits->eta_divided, 0 },
        { "output-updated-first", &habits->output_first, 0 },
        { "hidden-updated-first", &habits->hidden_first, 0 },
        { "online", &habits->online, 0 },
        { "online-mean", &habits->online_mean, 0 },
        { "step-twice", &habits->two_steps, 0 },
    };
    for (size_t i = 0; i < sizeof loop / sizeof *loop; i++)
        if (strcmp(loop[i].id, id) == 0) {
            habits->still |= loop[i].still;
            if (loop[i].flag)
                *loop[i].flag = true;
        }
}

static Habits habits_of(Wrongs w)
{
    Habits habits = { .count = 0 };
    for (size_t i = 0; catalogue[i].id; i++) {
        if (!HAS(w, i))
            continue;
        const Mistake *mistake = find(catalogue[i].id);
        if (mistake)
            habits.mistakes[habits.count++] = mistake;
        else
            pick_up(&habits, catalogue[i].id);
    }
    return habits;
}

static double rate_of(const Habits *habits, double eta)
{
    double rate = habits->eta_forgotten ? 1 : eta;
    if (habits->eta_twice)
        rate *= eta;
    return habits->eta_divided ? 1 / rate : rate;
}

/* θ ← θ − rate ∇L, pour ces tenseurs. */
static void update(Parameters *p, const Parameters *grad, unsigned tensors,
                   double rate, const Habits *habits)
{
    Matrix *theta[] = { &p->Wh, &p->bh, &p->Wy, &p->by };
    const Matrix *slopes[] = { &grad->Wh, &grad->bh, &grad->Wy, &grad->by };
    for (size_t k = 0; k < 4; k++) {
        if (!((tensors & ~habits->still) >> k & 1))
            continue;
        for (size_t i = 0; i < matrix_size(theta[k]); i++) {
            double old = habits->replaced ? 0 : theta[k]->data[i];
            theta[k]->data[i] = old - rate * slopes[k]->data[i];
        }
    }
}

/* Un pas sur ce lot ; ou deux demi-pas, l'aller refait entre les deux. */
static void descend(Parameters *p, const Dataset *lot, double eta,
                    const Habits *habits)
{
    double rate = rate_of(habits, eta);
    unsigned first = habits->output_first   ? TENSOR_OUTPUT
                     : habits->hidden_first ? TENSOR_HIDDEN
                                            : TENSOR_ALL;
    Parameters grad = parameters_create(p->nx, p->nh, p->ny);
    mistaken_step(&grad, habits->mistakes, habits->count, p, &lot->X, &lot->Y,
                  rate);
    update(p, &grad, first, rate, habits);
    if (first != TENSOR_ALL) {
        mistaken_step(&grad, habits->mistakes, habits->count, p, &lot->X,
                      &lot->Y, rate);
        update(p, &grad, TENSOR_ALL & ~first, rate, habits);
    }
    parameters_free(&grad);
}

static void step(Parameters *p, const Dataset *lot, double eta,
                 const Habits *habits)
{
    size_t N = lot->X.rows, turns = habits->two_steps ? 2 : 1;
    bool alone = habits->online || habits->online_mean;
    if (habits->online_mean)
        eta /= (double)N;
    for (size_t turn = 0; turn < turns; turn++)
        for (size_t n = 0; n < (alone ? N : 1); n++) {
            Dataset part = dataset_slice(lot, n, alone ? 1 : N);
            descend(p, &part, eta, habits);
        }
}

static Parameters parameters_of(const Matrix *tensors)
{
    Parameters p = parameters_create(tensors[WH].cols, tensors[WH].rows,
                                     tensors[WY].rows);
    matrix_copy(&p.Wh, &tensors[WH]);
    matrix_copy(&p.bh, &tensors[BH]);
    matrix_copy(&p.Wy, &tensors[WY]);
    matrix_copy(&p.by, &tensors[BY]);
    return p;
}

static void compute(Case *c, Wrongs w)
{
    Habits habits = habits_of(w);
    Parameters p = parameters_of(c->in);
    Dataset all = { c->in[X], c->in[Y] };
    size_t N = all.X.rows, batch = (size_t)c->in[BATCH].data[0];
    size_t steps = (size_t)c->in[STEPS].data[0];
    for (size_t t = 0, first = 0; t < steps; t++) {
        size_t count = batch < N - first ? batch : N - first;
        Dataset lot = dataset_slice(&all, first, count);
        step(&p, &lot, c->in[ETA].data[0], &habits);
        first = first + count < N ? first + count : 0;
    }
    matrix_copy(&c->out[WH], &p.Wh);
    matrix_copy(&c->out[BH], &p.bh);
    matrix_copy(&c->out[WY], &p.Wy);
    matrix_copy(&c->out[BY], &p.by);
    parameters_free(&p);
}

/* --- Les cas ------------------------------------------------------------------ */

/* Un pas : les tailles, le taux, et l'échelle des logits. */
typedef struct {
    size_t nx, nh, ny, N;
    double eta, logits;
} Settings;

static const Settings settings[] = {
    { 2, 3, 5, 7, 3, 1 },   { 2, 3, 2, 5, 0.5, 1 },  { 3, 5, 7, 11, 10, 1 },
    { 5, 2, 3, 4, 2, 1 },   { 3, 5, 7, 11, 0.3, 1 }, { 3, 7, 2, 1, 3, 1 },
    { 3, 5, 7, 11, 30, 1 }, { 1, 1, 2, 6, 1, 1 },    { 3, 5, 7, 11, 3, 300 },
    { 7, 13, 5, 17, 3, 1 }, { 11, 2, 13, 3, 3, 1 },
};

/* Les cercles du TP. À ce taux, l'apprentissage est stable : un autre ordre des
 * opérations ne change les paramètres que de 1e-14 environ ; un écart qui
 * revient à chaque pas s'y retrouve multiplié par 1 500. */
#define LONG_TOLERANCE 1e-7

enum {
    SHORT_CASES = sizeof settings / sizeof *settings,
    LONG_STEPS = COURSE_EPOCHS * 2 * COURSE_PER_CLASS / COURSE_BATCH,
    FRESH_PER_CLASS = 5000
};

static void fill(Case *c, const Parameters *p, const Dataset *data, double eta,
                 size_t batch, size_t steps)
{
    const Matrix *tensors[] = { &p->Wh, &p->bh, &p->Wy, &p->by };
    const double numbers[] = { eta, (double)batch, (double)steps };
    for (size_t k = WH; k <= BY; k++) {
        c->in[k] = matrix_clone(tensors[k]);
        c->out[k] = matrix_create(tensors[k]->rows, tensors[k]->cols);
    }
    c->in[X] = matrix_clone(&data->X);
    c->in[Y] = matrix_clone(&data->Y);
    for (size_t k = ETA; k <= STEPS; k++) {
        c->in[k] = matrix_create(1, 1);
        c->in[k].data[0] = numbers[k - ETA];
    }
    c->size[0] = (Size){ "N", data->X.rows };
    c->size[1] = (Size){ "ny", p->ny };
    c->size[2] = (Size){ "nh", p->nh };
    c->size[3] = (Size){ "nx", p->nx };
}

static void draw_circles(Case *c)
{
    Random random = random_seeded(17);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    Parameters p = course_network(COURSE_NH, &random);
    fill(c, &p, &data, COURSE_ETA, COURSE_BATCH, LONG_STEPS);
    parameters_free(&p);
    dataset_free(&data);
}

static void draw(Case *c, size_t rank)
{
    if (rank >= SHORT_CASES) {
        draw_circles(c);
        return;
    }
    Settings s = settings[rank];
    Random random = random_seeded(17200 + rank);
    Problem q = problem_create(s.nx, s.nh, s.ny, s.N, &random);
    matrix_scale(&q.p.Wy, s.logits, &q.p.Wy);
    fill(c, &q.p, &q.data, s.eta, s.N, 1);
    problem_free(&q);
}

/* --- Ce que le réseau a appris -------------------------------------------------- */

/* Au-delà, il sait les cercles ; la meilleure droite n'atteint pas 0,7. */
#define LEARNT 0.9

/* « 94,3 % », d'une part entre 0 et 1. */
static void percent(char text[16], double share)
{
    snprintf(text, 16, "%.1f %%", 100 * share);
    char *point = strchr(text, '.');
    if (point)
        *point = ',';
}

static double accuracy_of(const Matrix *tensors)
{
    Random random = random_seeded(170);
    Dataset fresh = course_circles(FRESH_PER_CLASS, &random);
    Parameters p = parameters_of(tensors);
    double accuracy = evaluate(&p, &fresh).accuracy;
    parameters_free(&p);
    dataset_free(&fresh);
    return accuracy;
}

static void remark(const Case *c, bool right, char *text, size_t size)
{
    char steps[16], reached[16], best[16];
    double accuracy = accuracy_of(c->out);
    snprintf(steps, sizeof steps, "%d %03d", LONG_STEPS / 1000,
             LONG_STEPS % 1000);
    percent(reached, accuracy);
    percent(best, course_best(COURSE_NOISE).accuracy);
    if (right)
        snprintf(text, size,
                 "En %s pas, ce réseau apprend les cercles : %s de bonnes "
                 "réponses sur des points jamais vus ; aucun classifieur "
                 "ne dépasse %s en moyenne.",
                 steps, reached, best);
    else if (accuracy >= LEARNT)
        snprintf(text, size,
                 "Ce réseau faux apprend tout de même les cercles, %s en %s "
                 "pas : apprendre ne prouve pas que le pas soit juste.",
                 reached, steps);
    else
        snprintf(text, size,
                 "Les cercles, en %s pas : %s de bonnes réponses. Un pas "
                 "juste en donne plus de %.0f %%.",
                 steps, reached, 100 * LEARNT);
}

static const Tensor inputs[] = { { "Wh", "nh×nx" }, { "bh", "nh×1" },
                                 { "Wy", "ny×nh" }, { "by", "ny×1" },
                                 { "X", "N×nx" },   { "Y", "N×ny" },
                                 { "η", "1×1" },    { "lot", "1×1" },
                                 { "pas", "1×1" },  { NULL, NULL } };
static const Tensor outputs[] = { { "Wh", "nh×nx" },
                                  { "bh", "nh×1" },
                                  { "Wy", "ny×nh" },
                                  { "by", "ny×1" },
                                  { NULL, NULL } };
static const size_t start[] = { WH + 1, BH + 1, WY + 1, BY + 1 };

const Exercise exercise = {
    .number = "17b",
    .title = "le réseau entier apprend",
    .inputs = inputs,
    .outputs = outputs,
    .start = start,
    .cases = SHORT_CASES + 1,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
    .long_cases = 1,
    .long_tolerance = LONG_TOLERANCE,
    .remark = remark,
};
