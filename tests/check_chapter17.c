/* Chapitre 17 : ∇h̃, ∇Wh, ∇bh, et la symétrie des neurones égaux. */
#include <math.h>
#include <signal.h>

#include "../chapters/17-hidden-layer/formulas.h"
#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/problem.h"
#include "oracle.h"
#include "runner.h"

enum { NX = 3, NH = 5, NY = 7, DRAWS = 40 };

/* --- Un exemple : h̃ = Wh x + bh, h = tanh(h̃), ỹ = Wy h + by ------------ */

typedef struct {
    Parameters p;
    Matrix x, y, h_tilde, h, y_tilde;
    size_t k;
} Example;

static Example example_create(Random *random)
{
    Example e = {
        parameters_create(NX, NH, NY),
        matrix_create(NX, 1),
        matrix_create(NY, 1),
        matrix_create(NH, 1),
        matrix_create(NH, 1),
        matrix_create(NY, 1),
        0,
    };
    matrix_random_normal(&e.p.theta, 1.0, random);
    matrix_random_normal(&e.x, 1.0, random);
    matrix_random_normal(&e.h_tilde, 1.0, random);
    matrix_random_uniform(&e.h, -1.0, 1.0, random);
    e.y.data[random_below(random, NY)] = 1.0;
    return e;
}

static void example_free(Example *e)
{
    parameters_free(&e->p);
    matrix_free(&e->x);
    matrix_free(&e->y);
    matrix_free(&e->h_tilde);
    matrix_free(&e->h);
    matrix_free(&e->y_tilde);
}

/* ℓ, h étant libre ; puis h̃ ; puis Wh et bh. */
static double loss_from_h(void *context)
{
    Example *e = context;
    matrix_multiply(&e->y_tilde, &e->p.Wy, &e->h);
    matrix_add(&e->y_tilde, &e->y_tilde, &e->p.by);
    return cross_entropy_example(e->y_tilde.data, e->y.data, NY);
}

static double loss_from_h_tilde(void *context)
{
    Example *e = context;
    matrix_map(&e->h, tanh, &e->h_tilde);
    return loss_from_h(e);
}

static double loss_from_weights(void *context)
{
    Example *e = context;
    matrix_multiply(&e->h_tilde, &e->p.Wh, &e->x);
    matrix_add(&e->h_tilde, &e->h_tilde, &e->p.bh);
    return loss_from_h_tilde(e);
}

/* ∂ℓ/∂hⱼ = Σₖ (Wy)ₖⱼ (∇ỹ ℓ)ₖ, en boucles. */
static void sum_over_rows(Matrix *grad_h, const Matrix *Wy, const Matrix *g)
{
    for (size_t j = 0; j < NH; j++) {
        grad_h->data[j] = 0;
        for (size_t k = 0; k < NY; k++)
            grad_h->data[j] += AT(Wy, k, j) * g->data[k];
    }
}

/* ỹₖ, h étant libre ; k est e->k. */
static double one_logit(void *context)
{
    Example *e = context;
    loss_from_h(e);
    return e->y_tilde.data[e->k];
}

/* Σₖ ∂ℓ/∂ỹₖ ∂ỹₖ/∂hⱼ, la seconde dérivée étant mesurée. */
static void paths(Matrix *grad_h, Example *e, const Matrix *g)
{
    for (size_t j = 0; j < NH; j++) {
        grad_h->data[j] = 0;
        for (e->k = 0; e->k < NY; e->k++)
            grad_h->data[j] +=
                g->data[e->k] * richardson(one_logit, e, &e->h.data[j],
                                           GRADIENT_STEP, GRADIENT_LEVELS)
                                    .value;
    }
}

START_TEST(hidden)
{
    Random random = random_seeded(1);
    Row chain =
        row_open("eq:chain-h", "différences finies", GRADIENT_TOLERANCE);
    Row row = row_open("eq:grad-h", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        /* by s'ajoute à ỹ : dériver par rapport à by, c'est dériver par ỹ. */
        Matrix g = matrix_create(NY, 1), grad_h = matrix_create(NH, 1);
        numeric_gradient(&g, &e.p.by, loss_from_h, &e);
        hidden_gradient(&grad_h, &e.p.Wy, &g);
        GradientCheck check = gradient_check(&e.h, &grad_h, loss_from_h, &e);
        row_gradient(&row, &check, "∇h ℓ");
        sum_over_rows(&grad_h, &e.p.Wy, &g);
        check = gradient_check(&e.h, &grad_h, loss_from_h, &e);
        row_gradient(&chain, &check, "Σₖ (Wy)ₖⱼ ∂ℓ/∂ỹₖ");
        paths(&grad_h, &e, &g);
        check = gradient_check(&e.h, &grad_h, loss_from_h, &e);
        row_gradient(&chain, &check, "Σₖ ∂ℓ/∂ỹₖ ∂ỹₖ/∂hⱼ");
        matrix_free(&g);
        matrix_free(&grad_h);
        example_free(&e);
    }
    rows_close(&chain, &row);
}
END_TEST

/* tanh′(t) = 1 − tanh²(t), de la pente 1 en 0 à la saturation. */
static double tanh_at(void *t)
{
    return tanh(*(double *)t);
}

START_TEST(tanh_slope)
{
    Random random = random_seeded(2);
    Row row =
        row_open("eq:tanh-prime", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < 1000; draw++) {
        double t = 8 * random_uniform(&random) - 4, one = 1, slope = tanh(t);
        Matrix h = matrix_view(&slope, 1, 1), grad = matrix_view(&one, 1, 1);
        tanh_backward(&grad, &grad, &h);
        double n =
            richardson(tanh_at, &t, &t, GRADIENT_STEP, GRADIENT_LEVELS).value;
        double c = cosh(t), s = sinh(t);
        row_gap(&row, fabs(one - n), "1 − tanh² t, t = %.3g", t);
        row_gap(&row, fabs((c * c - s * s) / (c * c) - n),
                "le quotient, t = %.3g", t);
    }
    row_close(&row);
}
END_TEST

/* (Wyᵀ ∇ỹ ℓ) ⊙ (1 − h²), en boucles, ∇ỹ ℓ venant du pas complexe. */
static void both_gestures(Matrix *grad, Example *e)
{
    Matrix g = matrix_create(1, NY), S = matrix_create(1, NY);
    Matrix y_tilde = matrix_view(e->y_tilde.data, 1, NY);
    Matrix y = matrix_view(e->y.data, 1, NY);
    loss_from_h_tilde(e);
    oracle_grad_Y_tilde(&g, &S, &y_tilde, &y);
    sum_over_rows(grad, &e->p.Wy, &g);
    for (size_t j = 0; j < NH; j++)
        grad->data[j] *= 1 - e->h.data[j] * e->h.data[j];
    matrix_free(&g);
    matrix_free(&S);
}

/* (∇ỹ ℓ)ᵀ Wy (I − diag(h²)), où tout gradient est une ligne : la formule du
 * compte-rendu, avec ses deux conventions. */
static void in_rows(Matrix *grad, Example *e)
{
    Matrix slope = matrix_create(NH, NH), g = matrix_create(1, NY);
    Matrix g_Wy = matrix_create(1, NH), S = matrix_create(1, NY);
    Matrix y_tilde = matrix_view(e->y_tilde.data, 1, NY);
    Matrix y = matrix_view(e->y.data, 1, NY);
    Matrix line = matrix_view(grad->data, 1, NH);
    loss_from_h_tilde(e);
    oracle_grad_Y_tilde(&g, &S, &y_tilde, &y);
    for (size_t j = 0; j < NH; j++)
        AT(&slope, j, j) = 1 - e->h.data[j] * e->h.data[j];
    matrix_multiply(&g_Wy, &g, &e->p.Wy);
    matrix_multiply(&line, &g_Wy, &slope);
    matrix_free(&slope);
    matrix_free(&g);
    matrix_free(&g_Wy);
    matrix_free(&S);
}

START_TEST(hidden_input)
{
    Random random = random_seeded(3);
    Row row =
        row_open("eq:grad-h-tilde", "différences finies", GRADIENT_TOLERANCE);
    Row rows = row_open("prop:si les gradients sont des lignes et $h^2$ la "
                        "matrice diagonale des $h_j^2$, $\\nabla_{\\tilde{y}} "
                        "\\ell \\, W_y (I - h^2)$ est juste",
                        "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        loss_from_h_tilde(&e);
        Matrix g = matrix_create(NH, 1), grad = matrix_create(NH, 1);
        numeric_gradient(&g, &e.h, loss_from_h, &e);
        hidden_input_gradient(&grad, &g, &e.h);
        GradientCheck check =
            gradient_check(&e.h_tilde, &grad, loss_from_h_tilde, &e);
        row_gradient(&row, &check, "∇h ℓ ⊙ (1 − h²)");
        both_gestures(&grad, &e);
        check = gradient_check(&e.h_tilde, &grad, loss_from_h_tilde, &e);
        row_gradient(&row, &check, "(Wyᵀ ∇ỹ ℓ) ⊙ (1 − h²)");
        in_rows(&grad, &e);
        check = gradient_check(&e.h_tilde, &grad, loss_from_h_tilde, &e);
        row_gradient(&rows, &check, "∇ỹ ℓ Wy (I − h²)");
        matrix_free(&g);
        matrix_free(&grad);
        example_free(&e);
    }
    rows_close(&row, &rows);
}
END_TEST

/* ∇h̃ ℓ par le pas complexe : dériver par bh ne redonnera pas le même calcul. */
static Matrix complex_grad_h_tilde(const Example *e)
{
    Matrix g = matrix_create(1, NH), S = matrix_create(1, NH);
    Matrix H_tilde = matrix_view(e->h_tilde.data, 1, NH);
    Matrix Y = matrix_view(e->y.data, 1, NY);
    oracle_grad_H_tilde(&g, &S, &e->p, &H_tilde, &Y);
    matrix_free(&S);
    return matrix_view(g.data, NH, 1);
}

START_TEST(hidden_parameters)
{
    Random random = random_seeded(4);
    Row weights =
        row_open("eq:grad-Wh", "différences finies", GRADIENT_TOLERANCE);
    Row biases =
        row_open("eq:grad-bh", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        loss_from_weights(&e);
        Matrix g = complex_grad_h_tilde(&e);
        Matrix grad_Wh = matrix_create(NH, NX), grad_bh = matrix_create(NH, 1);
        hidden_weight_gradient(&grad_Wh, &g, &e.x);
        hidden_bias_gradient(&grad_bh, &g);
        GradientCheck check =
            gradient_check(&e.p.Wh, &grad_Wh, loss_from_weights, &e);
        row_gradient(&weights, &check, "∇Wh ℓ");
        check = gradient_check(&e.p.bh, &grad_bh, loss_from_weights, &e);
        row_gradient(&biases, &check, "∇bh ℓ");
        matrix_free(&g);
        matrix_free(&grad_Wh);
        matrix_free(&grad_bh);
        example_free(&e);
    }
    rows_close(&weights, &biases);
}
END_TEST

/* --- Un lot, par backward ------------------------------------------------ */

/* L, H ou H̃ étant libre : ce qui est en amont n'est pas recalculé. */
static double batch_loss_from_H(void *context)
{
    Problem *q = context;
    matrix_multiply_nt(&q->pass.Y_tilde, &q->pass.H, &q->p.Wy);
    matrix_add_row(&q->pass.Y_tilde, &q->p.by);
    return loss(&q->pass, &q->data.Y);
}

static double batch_loss_from_H_tilde(void *context)
{
    Problem *q = context;
    matrix_map(&q->pass.H, tanh, &q->pass.H_tilde);
    return batch_loss_from_H(q);
}

START_TEST(batch_hidden)
{
    Random random = random_seeded(5);
    Row H =
        row_open("eq:grad-batch-H", "différences finies", GRADIENT_TOLERANCE);
    Row H_tilde = row_open("eq:grad-batch-H-tilde", "différences finies",
                           GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        GradientCheck check =
            gradient_check(&q.pass.H, &q.pass.grad_H, batch_loss_from_H, &q);
        row_gradient(&H, &check, "∇H L");
        check = gradient_check(&q.pass.H_tilde, &q.pass.grad_H_tilde,
                               batch_loss_from_H_tilde, &q);
        row_gradient(&H_tilde, &check, "∇H̃ L");
        problem_free(&q);
    }
    rows_close(&H, &H_tilde);
}
END_TEST

START_TEST(batch_hidden_complex_step)
{
    Random random = random_seeded(6);
    Row H = oracle_row_open("eq:grad-batch-H");
    Row H_tilde = oracle_row_open("eq:grad-batch-H-tilde");
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        size_t N = q.data.X.rows;
        Matrix g = matrix_create(N, q.p.nh), S = matrix_create(N, q.p.nh);
        oracle_grad_H(&g, &S, &q.p, &q.pass.H, &q.data.Y);
        GradientCheck check = oracle_compare(&q.pass.grad_H, &g, &S);
        oracle_row_tensor(&H, &check, "∇H L");
        oracle_grad_H_tilde(&g, &S, &q.p, &q.pass.H_tilde, &q.data.Y);
        check = oracle_compare(&q.pass.grad_H_tilde, &g, &S);
        oracle_row_tensor(&H_tilde, &check, "∇H̃ L");
        matrix_free(&g);
        matrix_free(&S);
        problem_free(&q);
    }
    rows_close(&H, &H_tilde);
}
END_TEST

START_TEST(batch_parameters)
{
    Random random = random_seeded(7);
    Row weights =
        row_open("eq:grad-batch-Wh", "différences finies", GRADIENT_TOLERANCE);
    Row biases =
        row_open("eq:grad-batch-bh", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        GradientCheck check =
            gradient_check(&q.p.Wh, &q.grad.Wh, problem_loss, &q);
        row_gradient(&weights, &check, "∇Wh L");
        check = gradient_check(&q.p.bh, &q.grad.bh, problem_loss, &q);
        row_gradient(&biases, &check, "∇bh L");
        problem_free(&q);
    }
    rows_close(&weights, &biases);
}
END_TEST

START_TEST(batch_parameters_complex_step)
{
    Random random = random_seeded(8);
    Row weights = oracle_row_open("eq:grad-batch-Wh");
    Row biases = oracle_row_open("eq:grad-batch-bh");
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        OracleCheck check = oracle_check(&q.p, &q.data.X, &q.data.Y, &q.grad);
        oracle_row_tensor(&weights, &check.Wh, "∇Wh L");
        oracle_row_tensor(&biases, &check.bh, "∇bh L");
        problem_free(&q);
    }
    rows_close(&weights, &biases);
}
END_TEST

/* --- Symétrie ------------------------------------------------------------ */

/* La plus grande différence entre les gradients des neurones 0 et 1. */
static double unit_gap(const Parameters *grad)
{
    double gap = fabs(grad->bh.data[0] - grad->bh.data[1]);
    for (size_t i = 0; i < grad->nx; i++)
        gap = fmax(gap, fabs(AT(&grad->Wh, 0, i) - AT(&grad->Wh, 1, i)));
    for (size_t k = 0; k < grad->ny; k++)
        gap = fmax(gap, fabs(AT(&grad->Wy, k, 0) - AT(&grad->Wy, k, 1)));
    return gap;
}

START_TEST(equal_neurons_stay_equal)
{
    Random random = random_seeded(9);
    Row row = row_open("prop:deux neurones égaux reçoivent le même gradient, "
                       "au bit près, à chaque pas",
                       "exact", 0);
    Problem q = problem_usual(&random);
    q.p.bh.data[1] = q.p.bh.data[0];
    for (size_t i = 0; i < NX; i++)
        AT(&q.p.Wh, 1, i) = AT(&q.p.Wh, 0, i);
    for (size_t k = 0; k < NY; k++)
        AT(&q.p.Wy, k, 1) = AT(&q.p.Wy, k, 0);
    for (int step = 0; step < 200; step++) {
        forward(&q.pass, &q.p, &q.data.X);
        backward(&q.grad, &q.pass, &q.p, &q.data.X, &q.data.Y);
        row_gap(&row, unit_gap(&q.grad), "pas %d", step);
        sgd_step(&q.p, 0.3, &q.grad);
    }
    ck_assert(unit_gap(&q.p) == 0);
    problem_free(&q);
    row_close(&row);
}
END_TEST

/* Un seul neurone qui calcule ce que calculent les nh copies de p. */
static Parameters merged(const Parameters *p)
{
    Parameters one = parameters_create(p->nx, 1, p->ny);
    for (size_t i = 0; i < p->nx; i++)
        AT(&one.Wh, 0, i) = AT(&p->Wh, 0, i);
    one.bh.data[0] = p->bh.data[0];
    for (size_t k = 0; k < p->ny; k++) {
        for (size_t j = 0; j < p->nh; j++)
            one.Wy.data[k] += AT(&p->Wy, k, j);
        one.by.data[k] = p->by.data[k];
    }
    return one;
}

/* Le mouvement des poids sortants, ajoutés, et celui d'un neurone, contre nh
 * fois et 1/nh fois ceux du neurone seul. */
static void pour_speeds(Row *row, const Parameters *copies,
                        const Parameters *one)
{
    Parameters sum = merged(copies);
    double n = (double)copies->nh;
    matrix_scale(&sum.Wy, 1 / n, &sum.Wy);
    matrix_scale(&sum.Wh, n, &sum.Wh);
    row_gap(row,
            matrix_max_difference(&sum.Wy, &one->Wy) /
                matrix_max_abs(&one->Wy),
            "poids sortants");
    row_gap(row,
            matrix_max_difference(&sum.Wh, &one->Wh) /
                matrix_max_abs(&one->Wh),
            "poids entrants");
    parameters_free(&sum);
}

START_TEST(copies_against_one)
{
    Random random = random_seeded(12);
    Row same = row_open("prop:$n_h$ copies calculent la même loss qu'un seul "
                        "neurone, de poids sortants $n_h$ fois plus grands",
                        "égalité", 1e-12);
    Row speeds = row_open("prop:la somme de leurs poids sortants va $n_h$ "
                          "fois plus vite que les siens, leurs poids "
                          "entrants $n_h$ fois moins vite",
                          "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        for (size_t j = 1; j < NH; j++) {
            for (size_t i = 0; i < NX; i++)
                AT(&q.p.Wh, j, i) = AT(&q.p.Wh, 0, i);
            for (size_t k = 0; k < NY; k++)
                AT(&q.p.Wy, k, j) = AT(&q.p.Wy, k, 0);
            q.p.bh.data[j] = q.p.bh.data[0];
        }
        double L = problem_loss(&q);
        backward(&q.grad, &q.pass, &q.p, &q.data.X, &q.data.Y);
        Parameters one = merged(&q.p), grad = parameters_create(NX, 1, NY);
        Pass pass = pass_create(&one, q.data.X.rows);
        forward(&pass, &one, &q.data.X);
        backward(&grad, &pass, &one, &q.data.X, &q.data.Y);
        row_gap(&same, fabs(loss(&pass, &q.data.Y) / L - 1), "tirage %zu",
                draw);
        pour_speeds(&speeds, &q.grad, &grad);
        pass_free(&pass);
        parameters_free(&grad);
        parameters_free(&one);
        problem_free(&q);
    }
    rows_close(&same, &speeds);
}
END_TEST

/* max |∇by − (1/ny − fréquence de la classe)|. */
static double frequency_gap(const Problem *q)
{
    double worst = 0;
    for (size_t k = 0; k < q->p.ny; k++) {
        size_t count = 0;
        for (size_t n = 0; n < q->data.Y.rows; n++)
            count += dataset_class(&q->data, n) == k;
        double expected =
            1.0 / (double)q->p.ny - (double)count / (double)q->data.Y.rows;
        worst = fmax(worst, fabs(q->grad.by.data[k] - expected));
    }
    return worst;
}

START_TEST(zero_weights)
{
    Random random = random_seeded(10);
    Row weights =
        row_open("prop:des poids tous nuls donnent $\\nabla_{W_h} L ="
                 " 0$, $\\nabla_{b_h} L = 0$, $\\nabla_{W_y} L = 0$",
                 "exact", 0);
    Row bias = row_open("prop:et $\\nabla_{b_y} L$ est alors l'écart entre "
                        "$1/n_y$ et la fréquence de chaque classe",
                        "égalité", 1e-14);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        matrix_fill(&q.p.theta, 0.0);
        forward(&q.pass, &q.p, &q.data.X);
        backward(&q.grad, &q.pass, &q.p, &q.data.X, &q.data.Y);
        row_gap(&weights, matrix_max_abs(&q.grad.Wh), "∇Wh, tirage %zu", draw);
        row_gap(&weights, matrix_max_abs(&q.grad.bh), "∇bh, tirage %zu", draw);
        row_gap(&weights, matrix_max_abs(&q.grad.Wy), "∇Wy, tirage %zu", draw);
        row_gap(&bias, frequency_gap(&q), "∇by, tirage %zu", draw);
        problem_free(&q);
    }
    rows_close(&weights, &bias);
}
END_TEST

START_TEST(sgd)
{
    Random random = random_seeded(11);
    Row row =
        row_open("prop:un petit pas de $-\\eta\\, \\nabla L$ fait baisser "
                 "la loss de $\\eta\\, \\|\\nabla L\\|^2$ au premier "
                 "ordre",
                 "différences finies", 1e-4);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        const double eta = 1e-5;
        double before = problem_loss(&q);
        double slope = matrix_dot(&q.grad.theta, &q.grad.theta);
        sgd_step(&q.p, eta, &q.grad);
        double fall = before - problem_loss(&q);
        row_gap(&row, fabs(fall / (eta * slope) - 1), "tirage %zu", draw);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le compte-rendu écrit, et ce que le texte affirme ------------ */

START_TEST(columns_without_transpose)
{
    Matrix grad_y_tilde = matrix_create(NY, 1), Wy = matrix_create(NY, NH);
    Matrix grad_h = matrix_create(NH, 1);
    matrix_multiply(&grad_h, &grad_y_tilde, &Wy);
}
END_TEST

START_TEST(claims)
{
    double best = result("best.accuracy");
    double equal = result("equal.accuracy.mean");
    double equal_half = result("equal.accuracy.half_width");
    double single = result("single.accuracy.mean");
    row_claim("sur des points neufs, le score moyen approche le meilleur "
              "possible, sans l'atteindre",
              result("random.accuracy.mean"), 0.91, best);
    row_claim("même celui de la moins bonne graine",
              result("random.accuracy.low"), 0.85, best);
    row_claim("le réseau de la carte progresse entre les epochs 0 et 150 : "
              "gain",
              result("picture.end") - result("picture.start"), 0.25, 0.6);
    row_claim("le réseau fait mieux sur ses propres exemples que sur des "
              "points neufs : borne basse de l'intervalle",
              result("gap.mean") - result("gap.half_width"), 0.001, 0.05);
    row_claim("avec des neurones égaux, le hasard (1/2) est dans l'intervalle",
              0.5, equal - equal_half, equal + equal_half);
    row_claim("un seul neurone fait mieux que ces neurones égaux",
              single - result("single.accuracy.half_width"),
              equal + equal_half, best);
    row_claim(
        "deux neurones égaux au départ le sont encore à la fin : plus grande "
        "distance",
        result("twins.equal.high"), 0, 0);
    row_claim("la plupart des vingt paires presque égales se séparent",
              result("close.separated"), 14, 20);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 17");
    TCase *example = tcase_create("un exemple");
    tcase_add_test(example, hidden);
    tcase_add_test(example, tanh_slope);
    tcase_add_test(example, hidden_input);
    tcase_add_test(example, hidden_parameters);
    suite_add_tcase(suite, example);
    TCase *batch = tcase_create("un lot");
    tcase_add_test(batch, batch_hidden);
    tcase_add_test(batch, batch_hidden_complex_step);
    tcase_add_test(batch, batch_parameters);
    tcase_add_test(batch, batch_parameters_complex_step);
    suite_add_tcase(suite, batch);
    TCase *symmetry = tcase_create("symétrie");
    tcase_add_test(symmetry, equal_neurons_stay_equal);
    tcase_add_test(symmetry, copies_against_one);
    tcase_add_test(symmetry, zero_weights);
    tcase_add_test(symmetry, sgd);
    suite_add_tcase(suite, symmetry);
    TCase *text = tcase_create("le texte");
    tcase_add_test_raise_signal(text, columns_without_transpose, SIGABRT);
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
