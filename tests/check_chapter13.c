/* Chapitre 13 : un graphe à remonter, une marche muette, un angle sans
 * dommage. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "../chapters/13-differentiability/formulas.h"
#include "../chapters/13-differentiability/shapes.h"
#include "../lib/course.h"
#include "../lib/problem.h"
#include "runner.h"

enum { DRAWS = 200 };

/* --- Le graphe ----------------------------------------------------------- */

/* Des nœuds numérotés au hasard, et de chacun vers ceux qui le suivent une
 * flèche sur deux ; closed ajoute une flèche en sens contraire le long d'un
 * chemin, donc un cycle. */
static Graph graph_random(bool closed, Random *random)
{
    Graph g = { .count = 3 + random_below(random, GRAPH_NODES - 2) };
    size_t rank[GRAPH_NODES];
    random_permutation(random, rank, g.count);
    for (size_t a = 0; a < g.count; a++) {
        g.input[rank[a]] = random_normal(random);
        for (size_t b = 0; b < a; b++)
            if (b + 1 == a || random_uniform(random) < 0.5)
                g.weight[rank[a]][rank[b]] = random_normal(random);
    }
    if (closed) {
        size_t a = random_below(random, g.count);
        size_t b = a + random_below(random, g.count - a);
        g.weight[rank[a]][rank[b]] = random_normal(random);
    }
    return g;
}

/* Le graphe dont un nœud reçoit shift de plus, une fois calculé ; en fonctions
 * récursives, sans ordre. */
typedef struct {
    const Graph *graph;
    size_t last, moved;
    double shift;
} Moved;

static double node_value(const Moved *m, size_t i)
{
    double sum = m->graph->input[i];
    for (size_t j = 0; j < m->graph->count; j++)
        if (m->graph->weight[i][j] != 0)
            sum += m->graph->weight[i][j] * node_value(m, j);
    return tanh(sum) + (i == m->moved ? m->shift : 0);
}

static double last_value(void *moved)
{
    const Moved *m = moved;
    return node_value(m, m->last);
}

START_TEST(graph_gradient)
{
    enum { GRAPHS = 40, SMALL = 9 };
    Random random = random_seeded(1310);
    Row row =
        row_open("eq:graph-rule", "différences finies", GRADIENT_TOLERANCE);
    Row forward =
        row_open("prop:l'aller du graphe, dans l'ordre, donne ce que "
                 "donne un calcul récursif, sans ordre",
                 "égalité", 1e-14);
    for (size_t d = 0; d < GRAPHS; d++) {
        Graph g = graph_random(false, &random);
        size_t order[GRAPH_NODES];
        double z[GRAPH_NODES], gradient[GRAPH_NODES];
        if (g.count > SMALL)
            continue;
        ck_assert(graph_order(order, &g));
        graph_forward(z, &g, order);
        graph_backward(gradient, z, &g, order);
        Moved m = { &g, order[g.count - 1], 0, 0 };
        row_gap(&forward, fabs(z[m.last] - last_value(&m)), "graphe %zu", d);
        for (m.moved = 0; m.moved < g.count; m.moved++) {
            double n = richardson(last_value, &m, &m.shift, GRADIENT_STEP,
                                  GRADIENT_LEVELS)
                           .value;
            row_gap(&row, fabs(gradient[m.moved] - n),
                    "graphe %zu, nœud %zu : %.9g, %.9g mesuré", d, m.moved,
                    gradient[m.moved], n);
        }
    }
    rows_close(&row, &forward);
}
END_TEST

/* Y a-t-il un chemin d'un nœud à lui-même ? Par la fermeture transitive. */
static bool has_cycle(const Graph *g)
{
    bool reach[GRAPH_NODES][GRAPH_NODES];
    for (size_t i = 0; i < g->count; i++)
        for (size_t j = 0; j < g->count; j++)
            reach[i][j] = g->weight[i][j] != 0;
    for (size_t k = 0; k < g->count; k++)
        for (size_t i = 0; i < g->count; i++)
            for (size_t j = 0; j < g->count; j++)
                reach[i][j] |= reach[i][k] && reach[k][j];
    for (size_t i = 0; i < g->count; i++)
        if (reach[i][i])
            return true;
    return false;
}

/* Chaque nœud une fois, après ceux dont il dépend. */
static bool is_order(const size_t order[GRAPH_NODES], const Graph *g)
{
    bool known[GRAPH_NODES] = { false };
    for (size_t k = 0; k < g->count; k++) {
        for (size_t j = 0; j < g->count; j++)
            if (g->weight[order[k]][j] != 0 && !known[j])
                return false;
        if (known[order[k]])
            return false;
        known[order[k]] = true;
    }
    return true;
}

START_TEST(graph_has_order)
{
    Random random = random_seeded(1311);
    Row row = row_open("prop:un ordre existe si et seulement si le graphe est "
                       "sans cycle ; celui que trouve le programme en est un",
                       "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        bool closed = d % 2;
        Graph g = graph_random(closed, &random);
        size_t order[GRAPH_NODES];
        bool found = graph_order(order, &g);
        ck_assert(has_cycle(&g) == closed);
        row_true(&row, found == !closed && (!found || is_order(order, &g)),
                 "graphe %zu", d);
    }
    row_close(&row);
}
END_TEST

/* --- Les fonctions ------------------------------------------------------- */

static double soft_at(void *context)
{
    const double *t = context;
    return soft_value(t[0], t[1]);
}

static double step_at(void *t)
{
    return step_value(*(double *)t);
}

static double relu_at(void *t)
{
    return fmax(*(double *)t, 0);
}

START_TEST(slopes)
{
    Random random = random_seeded(1312);
    Row soft =
        row_open("eq:soft-slope", "différences finies", GRADIENT_TOLERANCE);
    Row step = row_open("eq:step-slope", "différences finies", 0);
    Row kink = row_open("prop:la pente de ReLU du programme, loin de l'angle",
                        "différences finies", 1e-10);
    for (size_t d = 0; d < DRAWS; d++) {
        double T = pow(10, -2 + 2 * random_uniform(&random));
        double at[2] = { 3 * T * random_normal(&random), T };
        double n = richardson(soft_at, at, at, T / 64, 4).value;
        row_gap(&soft, fabs(soft_slope(at[0], T) - n) * 4 * T, "T = %.3g", T);
        double t = random_normal(&random), h = fabs(t) / 2;
        row_gap(&step,
                fabs(step_slope(t) - central_difference(step_at, &t, &t, h)),
                "t = %.3g", t);
        row_gap(&kink,
                fabs(activation_relu(7).slope(t, 7) -
                     central_difference(relu_at, &t, &t, h)),
                "t = %.3g", t);
    }
    rows_close(&soft, &step, &kink);
}
END_TEST

START_TEST(kink)
{
    Row row = row_open("prop:à l'angle de ReLU, la différence centrée est "
                       "$\\frac{1}{2}$, entre les pentes 0 et 1",
                       "exact", 0);
    for (int e = 1; e <= 40; e++) {
        double t = 0, h = ldexp(1, -e);
        row_true(&row,
                 central_difference(relu_at, &t, &t, h) ==
                         activation_relu(0.5).slope(0, 0.5) &&
                     forward_difference(relu_at, &t, &t, h) == 1 &&
                     forward_difference(relu_at, &t, &t, -h) == 0,
                 "pas 2^-%d", e);
    }
    row_close(&row);
}
END_TEST

START_TEST(staircase)
{
    Random random = random_seeded(1313);
    Row row = row_open("prop:l'escalier de Cantor monte de 0 à 1, et "
                       "$|f(a) - f(b)| \\leq |a - b|^{\\log_3 2}$ : il est "
                       "continu",
                       "exact", 0);
    size_t flat = 0;
    row_true(&row, cantor(0) == 0 && cantor(1) == 1, "les bouts");
    for (size_t d = 0; d < 10 * DRAWS; d++) {
        double a = random_uniform(&random);
        double gap = pow(10, -8 * random_uniform(&random));
        double b = fmin(1, a + gap), rise = cantor(b) - cantor(a);
        row_true(&row,
                 rise >= 0 && rise <= pow(b - a, log(2) / log(3)) + 1e-12,
                 "de %.6g à %.6g", a, b);
        flat += cantor(a + 1e-10) == cantor(a - 1e-10);
    }
    row_close(&row);
    row_claim("l'escalier de Cantor : part des points au hasard autour "
              "desquels il est plat (pas de $10^{-10}$)",
              (double)flat / (10 * DRAWS), 0.99, 1);
    claims_close();
}
END_TEST

/* --- Le réseau ----------------------------------------------------------- */

typedef struct {
    Problem *q;
    Activation f;
} Case;

static double case_loss(void *context)
{
    Case *c = context;
    activated_forward(&c->q->pass, &c->q->p, &c->q->data.X, &c->f);
    return loss(&c->q->pass, &c->q->data.Y);
}

static void case_gradient(Case *c)
{
    case_loss(c);
    activated_backward(&c->q->grad, &c->q->pass, &c->q->p, &c->q->data.X,
                       &c->q->data.Y, &c->f);
}

/* Tous les h̃ sont-ils assez loin de 0 pour que les pas n'y passent pas ? */
static bool far_from_zero(const Case *c)
{
    const Matrix *h = &c->q->pass.H_tilde;
    double reach = fmax(1, matrix_max_abs(&c->q->data.X)) * GRADIENT_STEP;
    for (size_t i = 0; i < matrix_size(h); i++)
        if (fabs(h->data[i]) <= 2 * reach)
            return false;
    return true;
}

/* Ce qui n'est pas nul par construction l'est-il assez peu pour que l'arrondi
 * ne le noie pas ? */
static bool speaks(const Case *c)
{
    const Parameters *g = &c->q->grad;
    bool hidden = c->f.slope(1, c->f.setting) == 0 ||
                  fmin(matrix_max_abs(&g->Wh), matrix_max_abs(&g->bh)) > 1e-2;
    return hidden && matrix_max_abs(&g->Wy) > 1e-2;
}

/* Un problème où aucune différence finie ne traverse un saut ou un angle ; à
 * défaut, après bien des essais, n'importe lequel : les lignes le diront. */
static Problem problem_far(size_t rank, Activation f, Random *random)
{
    enum { TRIES = 1000 };
    for (size_t t = 1;; t++) {
        Problem q = problem_varied(rank, random);
        Case c = { &q, f };
        case_gradient(&c);
        if ((far_from_zero(&c) && speaks(&c)) || t == TRIES)
            return q;
        problem_free(&q);
    }
}

static double largest_difference(Matrix *x, Case *c)
{
    Matrix n = matrix_create(x->rows, x->cols);
    numeric_gradient(&n, x, case_loss, c);
    double largest = matrix_max_abs(&n);
    matrix_free(&n);
    return largest;
}

START_TEST(step_network)
{
    enum { PROBLEMS = 20 };
    Random random = random_seeded(1314);
    Row Wh = row_open("eq:step-Wh", "exact", 0);
    Row bh = row_open("eq:step-bh", "exact", 0);
    Row Wy = row_open("eq:step-Wy", "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < PROBLEMS; d++) {
        Problem q = problem_far(d, activation_step(), &random);
        Case c = { &q, activation_step() };
        row_true(&Wh,
                 matrix_max_abs(&q.grad.Wh) == 0 &&
                     largest_difference(&q.p.Wh, &c) == 0,
                 "∇Wh, %zu", d);
        row_true(&bh,
                 matrix_max_abs(&q.grad.bh) == 0 &&
                     largest_difference(&q.p.bh, &c) == 0,
                 "∇bh, %zu", d);
        GradientCheck check =
            gradient_check(&q.p.Wy, &q.grad.Wy, case_loss, &c);
        row_gradient(&Wy, &check, "Wy");
        problem_free(&q);
    }
    rows_close(&Wh, &bh, &Wy);
}
END_TEST

START_TEST(other_networks)
{
    enum { PROBLEMS = 20 };
    Random random = random_seeded(1315);
    const Activation shapes[] = { activation_tanh(), activation_relu(0.5),
                                  activation_soft(0.5) };
    Row slope =
        row_open("eq:any-slope", "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < PROBLEMS; d++)
        for (size_t f = 0; f < sizeof shapes / sizeof *shapes; f++) {
            Problem q = problem_far(d, shapes[f], &random);
            Case c = { &q, shapes[f] };
            GradientCheck check =
                gradient_check(&q.p.Wh, &q.grad.Wh, case_loss, &c);
            row_gradient(&slope, &check, "Wh");
            check = gradient_check(&q.p.bh, &q.grad.bh, case_loss, &c);
            row_gradient(&slope, &check, "bh");
            problem_free(&q);
        }
    row_close(&slope);
}
END_TEST

/* Un neurone posé exactement sur l'angle : les deux différences, à droite et à
 * gauche, valent le gradient des pentes 1 et 0. */
static void on_the_kink(Row *row, size_t d, Random *random)
{
    Problem q = problem_create(3, 5, 7, 1, random);
    size_t j = random_below(random, 5);
    q.p.bh.data[j] = 0;
    forward(&q.pass, &q.p, &q.data.X);
    q.p.bh.data[j] = -AT(&q.pass.H_tilde, 0, j);
    double *b = &q.p.bh.data[j], h = 0x1p-20, side[3];
    Case c = { &q, activation_relu(0) };
    double measured[3] = { forward_difference(case_loss, &c, b, -h),
                           central_difference(case_loss, &c, b, h),
                           forward_difference(case_loss, &c, b, h) };
    for (size_t s = 0; s < 3; s++) {
        c.f = activation_relu(0.5 * (double)s);
        case_gradient(&c);
        ck_assert(AT(&q.pass.H_tilde, 0, j) == 0);
        side[s] = q.grad.bh.data[j];
        row_gap(row, fabs(side[s] - measured[s]) / fmax(1e-2, fabs(side[2])),
                "tirage %zu, pente %zu/2 : %.9g, %.9g mesuré", d, s, side[s],
                measured[s]);
    }
    problem_free(&q);
}

START_TEST(network_kink)
{
    Random random = random_seeded(1316);
    Row row = row_open("prop:neurone ReLU sur l'angle : à gauche, des deux "
                       "côtés, à droite, on mesure le gradient des pentes 0, "
                       "$\\frac{1}{2}$ et 1",
                       "différences finies", 1e-3);
    for (size_t d = 0; d < DRAWS; d++)
        on_the_kink(&row, d, &random);
    row_close(&row);
}
END_TEST

static bool same(const Matrix *a, const Matrix *b)
{
    return memcmp(a->data, b->data, matrix_size(a) * sizeof *a->data) == 0;
}

START_TEST(same_as_lib)
{
    enum { TRAININGS = 3 };
    Row row = row_open("prop:avec tanh, l'apprentissage de ce chapitre est "
                       "celui de `train`, au bit près",
                       "exact", 0);
    for (uint64_t seed = 0; seed < TRAININGS; seed++) {
        Random a = random_seeded(1317 + seed), b = a;
        Dataset data = course_circles(33, &a), again = course_circles(33, &b);
        Parameters p = course_network(5, &a), q = course_network(5, &b);
        Training training = course_training();
        training.epochs = 20;
        Activation f = activation_tanh();
        network_train(&p, &data, &training, &a);
        activated_train(&q, &again, &training, &f, &b);
        row_true(&row, same(&p.theta, &q.theta), "graine %zu", (size_t)seed);
        parameters_free(&p);
        parameters_free(&q);
        dataset_free(&data);
        dataset_free(&again);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

static double low(const char *key)
{
    char mean[64], half[64];
    snprintf(mean, sizeof mean, "%s.mean", key);
    snprintf(half, sizeof half, "%s.half_width", key);
    return result(mean) - result(half);
}

static double high(const char *key)
{
    char mean[64];
    snprintf(mean, sizeof mean, "%s.mean", key);
    return 2 * result(mean) - low(key);
}

START_TEST(claims_step)
{
    row_claim("marche, biais nuls : aucun poids caché n'a bougé, dans aucune "
              "graine",
              result("step.zero.moved"), 0, 0);
    row_claim("marche, biais au hasard : de même, à toutes les largeurs",
              result("check.step.width1.hidden.high") +
                  result("check.step.width2.hidden.high") +
                  result("check.step.width3.hidden.high") +
                  result("check.step.width4.hidden.high"),
              0, 0);
    row_claim("la couche de sortie, elle, a bougé dans toutes les graines",
              fmin(result("check.step.zero.output.low"),
                   result("check.step.width2.output.low")),
              0.05, INFINITY);
    row_claim("sans biais, le score est celui du hasard (bas de l'intervalle)",
              low("step.zero"), 0.49, 0.505);
    row_claim("sans biais, le score est celui du hasard (haut)",
              high("step.zero"), 0.495, 0.51);
    row_claim("biais au hasard, dix neurones", result("step.width2.mean"), 0.7,
              0.85);
    row_claim("biais au hasard, cent neurones", result("step.width4.mean"),
              0.88, 0.935);
    row_claim(
        "plus de demi-plans, mieux choisis : plus petit gain d'une "
        "largeur à la suivante",
        fmin(result("step.width2.mean") - result("step.width1.mean"),
             fmin(result("step.width3.mean") - result("step.width2.mean"),
                  result("step.width4.mean") - result("step.width3.mean"))),
        0, 0.2);
    row_claim("cent neurones figés font moins bien que dix, avec tanh",
              result("tanh.mean") - result("step.width4.mean"), 0, 0.1);
    claims_close();
}
END_TEST

START_TEST(claims_learning)
{
    row_claim("tanh apprend", low("tanh"), 0.9, 0.948);
    row_claim("ReLU apprend", low("relu"), 0.9, 0.948);
    row_claim("la marche apprend avec une pente empruntée", low("borrowed"),
              0.88, 0.948);
    row_claim("et ses poids cachés bougent, dans toutes les graines",
              result("check.borrowed.hidden.low"), 0.5, INFINITY);
    row_claim("la pente choisie à l'angle ne change pas un bit",
              result("choices.apart"), 0, 0);
    row_claim("et pourtant ces réseaux ont appris : plus grand paramètre",
              result("check.choices.largest"), 1, INFINITY);
    claims_close();
}
END_TEST

START_TEST(claims_soft)
{
    row_claim("marche adoucie, $T = 0{,}1$ : elle apprend (bas de "
              "l'intervalle)",
              low("soft3"), 0.9, 0.948);
    row_claim("de $T = 0{,}1$ à $0{,}01$, le score tombe (écart des "
              "intervalles)",
              low("soft3") - high("soft2"), 0.02, 0.3);
    row_claim("de $T = 0{,}01$ à $0{,}001$ encore",
              result("soft2.mean") - result("soft1.mean"), 0.05, 0.4);
    row_claim("$T = 0{,}1$ : presque tous les couples ont une pente sensible",
              result("awake3.mean"), 0.9, 1);
    row_claim("de $T = 0{,}01$ à $0{,}001$, leur nombre se divise à peu près "
              "par dix",
              result("awake2.mean") / result("awake1.mean"), 6, 13);
    claims_close();
}
END_TEST

START_TEST(claims_straddles)
{
    row_claim("part des intervalles qui contiennent un angle : dix fois moins "
              "pour un pas dix fois plus petit (0,01 et 0,001)",
              result("straddles2.mean") / result("straddles3.mean"), 7, 14);
    row_claim("de même entre 0,1 et 0,01 (un peu moins : ils se recouvrent)",
              result("straddles1.mean") / result("straddles2.mean"), 6, 10.5);
    row_claim("au pas du cahier", result("straddles.usual.mean"), 0.005, 0.03);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 13");
    TCase *graph = tcase_create("le graphe");
    tcase_add_test(graph, graph_gradient);
    tcase_add_test(graph, graph_has_order);
    suite_add_tcase(suite, graph);
    TCase *functions = tcase_create("les fonctions");
    tcase_add_test(functions, slopes);
    tcase_add_test(functions, kink);
    tcase_add_test(functions, staircase);
    suite_add_tcase(suite, functions);
    TCase *network = tcase_create("le réseau");
    tcase_add_test(network, step_network);
    tcase_add_test(network, other_networks);
    tcase_add_test(network, network_kink);
    tcase_add_test(network, same_as_lib);
    suite_add_tcase(suite, network);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_step);
    tcase_add_test(text, claims_learning);
    tcase_add_test(text, claims_soft);
    tcase_add_test(text, claims_straddles);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
