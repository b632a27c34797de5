/* Chapitre 8 : les pentes des deux loss, et ce que « plus près » veut dire. */
#include <math.h>

#include "../chapters/08-loss-slopes/formulas.h"
#include "../lib/losses.h"
#include "../lib/random.h"
#include "runner.h"

enum { MOST = 11, DRAWS = 500 };

/* --- Un exemple ---------------------------------------------------------- */

/* ŷ et q, deux points du simplexe ; v = q − ŷ ; t est ce que l'on déplace le
 * long de v. */
typedef struct {
    size_t n, c;
    double y_hat[MOST], y[MOST], q[MOST], v[MOST], t;
} Example;

static void draw_simplex(double *p, size_t n, Random *random)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += p[i] = 0.02 - log1p(-random_uniform(random));
    for (size_t i = 0; i < n; i++)
        p[i] /= sum;
}

/* least classes au moins. */
static Example example_draw(size_t least, Random *random)
{
    Example e = { .n = least + random_below(random, MOST + 1 - least) };
    e.c = random_below(random, e.n);
    draw_simplex(e.y_hat, e.n, random);
    draw_simplex(e.q, e.n, random);
    e.y[e.c] = 1;
    for (size_t i = 0; i < e.n; i++)
        e.v[i] = e.q[i] - e.y_hat[i];
    return e;
}

/* Une cible quelconque du simplexe, un tirage sur deux. */
static Example example_draw_soft(size_t d, Random *random)
{
    Example e = example_draw(2, random);
    if (d % 2)
        draw_simplex(e.y, e.n, random);
    return e;
}

/* --- Les deux loss, sans formulas.c -------------------------------------- */

/* ŷᵢ + t vᵢ. */
static double moved(const Example *e, size_t i)
{
    return e->y_hat[i] + e->t * e->v[i];
}

static double cross_loss(void *context)
{
    Example *e = context;
    double product = 1;
    for (size_t i = 0; i < e->n; i++)
        product *= pow(moved(e, i), e->y[i]);
    return -log(product);
}

static double squared_loss(void *context)
{
    Example *e = context;
    double norms = 0, dot = 0;
    for (size_t i = 0; i < e->n; i++) {
        norms += moved(e, i) * moved(e, i) + e->y[i] * e->y[i];
        dot += moved(e, i) * e->y[i];
    }
    return norms - 2 * dot;
}

/* --- Composante par composante ------------------------------------------- */

typedef void Slopes(double *slopes, const double *y_hat, const double *y,
                    size_t n);

/* Chaque pente contre sa mesure, relativement à la plus grande. Le pas se
 * règle sur ŷₖ, qui peut être petit. */
static void check_slopes(const char *label, Slopes *slopes, ScalarFunction f,
                         uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw_soft(d, &random);
        double values[MOST], scale = 0;
        slopes(values, e.y_hat, e.y, e.n);
        for (size_t k = 0; k < e.n; k++)
            scale = fmax(scale, fabs(values[k]));
        for (size_t k = 0; k < e.n; k++) {
            double measured = richardson(f, &e, &e.y_hat[k], e.y_hat[k] / 64,
                                         GRADIENT_LEVELS)
                                  .value;
            row_gap(&row, fabs(values[k] - measured) / scale,
                    "tirage %zu, composante %zu", d, k + 1);
        }
    }
    row_close(&row);
}

START_TEST(slopes_of_cross_entropy)
{
    check_slopes("eq:slope-cross", cross_slopes, cross_loss, 801);
}
END_TEST

START_TEST(slopes_of_squared_error)
{
    check_slopes("eq:slope-squared", squared_slopes, squared_loss, 802);
}
END_TEST

/* Les loss du chapitre, celles écrites ici, et celle de lib. */
START_TEST(two_losses)
{
    Random random = random_seeded(803);
    Row cross = row_open("prop:l'entropie croisée du programme est celle de "
                         "sa définition, $y$ one-hot ou non",
                         "égalité", 1e-14);
    Row squared = row_open(
        "prop:son erreur quadratique aussi, et c'est celle de `squared_error`",
        "égalité", 1e-14);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw_soft(d, &random);
        Matrix Y_hat = matrix_view(e.y_hat, 1, e.n);
        Matrix Y = matrix_view(e.y, 1, e.n);
        double C = cross_entropy_of(e.y_hat, e.y, e.n);
        double Q = squared_error_of(e.y_hat, e.y, e.n);
        row_gap(&cross, fabs(C - cross_loss(&e)) / (1 + C), "tirage %zu", d);
        row_gap(&squared, fabs(Q - squared_loss(&e)), "tirage %zu", d);
        row_gap(&squared, fabs(Q - squared_error(&Y_hat, &Y)), "lib, %zu", d);
        e.y_hat[(e.c + 1) % e.n] = 0;
        C = cross_entropy_of(e.y_hat, e.y, e.n);
        row_true(&cross, isfinite(C) == (d % 2 == 0),
                 "une classe fausse de probabilité nulle");
    }
    rows_close(&cross, &squared);
}
END_TEST

/* --- Le long du simplexe ------------------------------------------------- */

static double along(Slopes *slopes, const Example *e)
{
    double values[MOST];
    slopes(values, e->y_hat, e->y, e->n);
    return slope_along(values, e->v, e->n);
}

static double measured_along(ScalarFunction f, Example *e)
{
    /* Le pas laisse ŷ dans le simplexe. */
    double room = 1;
    for (size_t i = 0; i < e->n; i++)
        room = fmin(room, e->y_hat[i] / (fabs(e->v[i]) + 1e-3));
    return richardson(f, e, &e->t, room / 32, GRADIENT_LEVELS).value;
}

/* La plus grande pente possible, pour juger d'un écart. */
static double size_of(Slopes *slopes, const Example *e)
{
    double values[MOST], size = 0;
    slopes(values, e->y_hat, e->y, e->n);
    for (size_t i = 0; i < e->n; i++)
        size += fabs(values[i] * e->v[i]);
    return size;
}

static void check_along(const char *label, Slopes *slopes, ScalarFunction f,
                        bool straight, uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw_soft(d, &random);
        for (size_t i = 0; straight && i < e.n; i++)
            e.v[i] = e.y[i] - e.y_hat[i];
        double analytic = along(slopes, &e), n = measured_along(f, &e);
        row_gap(&row, fabs(analytic - n) / size_of(slopes, &e),
                "tirage %zu : %.9g, %.9g mesuré", d, analytic, n);
        if (straight)
            row_true(&row, analytic < 0 && n < 0, "tirage %zu", d);
    }
    row_close(&row);
}

START_TEST(along_the_simplex)
{
    check_along("eq:slope-cross-along", cross_slopes, cross_loss, false, 804);
    check_along("eq:slope-squared-along", squared_slopes, squared_loss, false,
                805);
}
END_TEST

START_TEST(straight_to_the_target)
{
    check_along("prop:tout droit vers $y$, la pente de l'entropie croisée est "
                "négative",
                cross_slopes, cross_loss, true, 806);
    check_along("prop:tout droit vers $y$, la pente de l'erreur quadratique "
                "est négative",
                squared_slopes, squared_loss, true, 807);
}
END_TEST

/* ŷ = (p, 1 − p) : c'est p que l'on déplace. */
static double cross_of_two(void *p)
{
    return -log(*(double *)p);
}

static double squared_of_two(void *p)
{
    double first = *(double *)p - 1, second = 1 - *(double *)p;
    return first * first + second * second;
}

START_TEST(two_classes)
{
    Random random = random_seeded(808);
    Row cross = row_open("eq:slope-cross-two", "différences finies",
                         GRADIENT_TOLERANCE);
    Row squared = row_open("eq:slope-squared-two", "différences finies",
                           GRADIENT_TOLERANCE);
    Row order = row_open("prop:pour deux classes, l'entropie croisée baisse "
                         "si et seulement si l'erreur quadratique baisse",
                         "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        double p = 0.01 + 0.98 * random_uniform(&random);
        double q = 0.01 + 0.98 * random_uniform(&random);
        double C = cross_entropy_slope_of_two(p);
        double Q = squared_error_slope_of_two(p);
        double c = richardson(cross_of_two, &p, &p, p / 64, 3).value;
        double s = richardson(squared_of_two, &p, &p, p / 64, 3).value;
        row_gap(&cross, fabs(C - c) / fabs(C), "p = %.4g", p);
        row_gap(&squared, fabs(Q - s) / fmax(fabs(Q), 0.1), "p = %.4g", p);
        row_true(&order,
                 (cross_of_two(&q) < cross_of_two(&p)) ==
                     (squared_of_two(&q) < squared_of_two(&p)),
                 "de %.4g à %.4g", p, q);
    }
    rows_close(&cross, &squared, &order);
}
END_TEST

/* --- Ce qui suffit, ce qui ne suffit pas --------------------------------- */

START_TEST(every_component_closer)
{
    Random random = random_seeded(809);
    Row row = row_open("prop:si chaque $\\hat{y}_i$ se rapproche de $y_i$, "
                       "les deux loss baissent",
                       "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(2, &random);
        double was_cross = cross_loss(&e), was_squared = squared_loss(&e);
        double freed = 0;
        for (size_t i = 0; i < e.n; i++)
            if (i != e.c) {
                double cut = e.y_hat[i] * random_uniform(&random);
                e.y_hat[i] -= cut;
                freed += cut;
            }
        e.y_hat[e.c] += freed;
        row_true(&row,
                 cross_loss(&e) < was_cross && squared_loss(&e) < was_squared,
                 "tirage %zu", d);
    }
    row_close(&row);
}
END_TEST

START_TEST(right_class_decides)
{
    Random random = random_seeded(810);
    Row row = row_open("prop:le long de $v$, l'entropie croisée baisse si et "
                       "seulement si $v_c > 0$",
                       "exact", 0);
    Row closer = row_open("prop:pour tout $n_y \\geq 3$, des rapprochements "
                          "font monter l'entropie croisée",
                          "exact", 0);
    size_t dearer[MOST + 1] = { 0 };
    for (size_t d = 0; d < 20 * DRAWS; d++) {
        Example e = example_draw(2, &random), start = e;
        e.t = 1;
        bool falls = cross_loss(&e) < cross_loss(&start);
        row_true(&row, falls == (e.v[e.c] > 0), "tirage %zu", d);
        dearer[e.n] += !falls && squared_loss(&e) < squared_loss(&start);
    }
    for (size_t n = 2; n <= MOST; n++)
        row_true(&closer, (dearer[n] > 0) == (n > 2), "%zu classes", n);
    rows_close(&row, &closer);
}
END_TEST

/* Le reste de la masse, 1 − ŷ_c, tout entier sur une classe fausse, ou également
 * partagé entre toutes. */
static double spread_loss(Example *e, bool shared)
{
    double missing = 1 - e->y_hat[e->c], others = (double)e->n - 1;
    size_t chosen = (e->c + 1) % e->n;
    for (size_t i = 0; i < e->n; i++)
        if (i != e->c)
            e->y_hat[i] = shared        ? missing / others
                          : i == chosen ? missing
                                        : 0;
    return squared_loss(e);
}

START_TEST(bounds_are_reached)
{
    Random random = random_seeded(812);
    Row row = row_open("prop:à $\\hat{y}_c$ donné, l'erreur quadratique "
                       "atteint ses deux bornes, la petite quand le reste est "
                       "partagé, la grande quand il est groupé",
                       "égalité", 1e-14);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(2, &random);
        double ny = (double)e.n, missing = 1 - e.y_hat[e.c];
        double low = ny / (ny - 1) * missing * missing;
        double high = 2 * missing * missing, between = squared_loss(&e);
        row_true(&row, low <= between + 1e-14 && between <= high + 1e-14,
                 "tirage %zu", d);
        row_gap(&row, fabs(spread_loss(&e, true) - low), "tirage %zu", d);
        row_gap(&row, fabs(spread_loss(&e, false) - high), "tirage %zu", d);
    }
    row_close(&row);
}
END_TEST

/* L'angle des deux gradients projetés, composante par composante. */
static double measured_angle(Example *e)
{
    double g[2][MOST], dot[3] = { 0, 0, 0 };
    ScalarFunction losses[2] = { cross_loss, squared_loss };
    for (size_t f = 0; f < 2; f++) {
        double mean = 0;
        for (size_t k = 0; k < e->n; k++) {
            g[f][k] = richardson(losses[f], e, &e->y_hat[k], e->y_hat[k] / 64,
                                 GRADIENT_LEVELS)
                          .value;
            mean += g[f][k] / (double)e->n;
        }
        for (size_t k = 0; k < e->n; k++)
            g[f][k] -= mean;
    }
    for (size_t k = 0; k < e->n; k++) {
        dot[0] += g[0][k] * g[0][k];
        dot[1] += g[1][k] * g[1][k];
        dot[2] += g[0][k] * g[1][k];
    }
    return acos(fmin(1, dot[2] / sqrt(dot[0] * dot[1])));
}

START_TEST(two_descents)
{
    Random random = random_seeded(811);
    Row row =
        row_open("prop:l'angle $\\theta$ est celui des deux gradients mesurés",
                 "différences finies", 1e-6);
    Row widest = row_open("eq:cost-widest", "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(3, &random);
        double theta = descent_angle(e.y_hat, e.c, e.n);
        row_gap(&row, fabs(theta - measured_angle(&e)), "tirage %zu", d);
        row_true(&widest, theta <= largest_angle(e.n), "tirage %zu", d);
        /* Une seule classe fausse prend tout : la borne est atteinte. */
        size_t other = (e.c + 1) % e.n;
        for (size_t i = 0; i < e.n; i++)
            if (i != e.c && i != other) {
                e.y_hat[other] += e.y_hat[i];
                e.y_hat[i] = 0;
            }
        theta = descent_angle(e.y_hat, e.c, e.n);
        row_true(&widest, fabs(theta - largest_angle(e.n)) < 1e-12,
                 "%zu classes", e.n);
    }
    rows_close(&row, &widest);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_example)
{
    row_claim("de $a$ à $b$, l'erreur quadratique baisse",
              result("near.squared") - result("far.squared"), -0.144, -0.143);
    row_claim("de $a$ à $b$, l'entropie croisée monte",
              result("near.cross") - result("far.cross"), 0.051, 0.052);
    row_claim("de $a$ au point du compte-rendu, l'erreur quadratique baisse",
              result("check.mixed.squared") - result("far.squared"), -1, -0.1);
    row_claim("de $a$ au même point, l'entropie croisée baisse aussi",
              result("check.mixed.cross") - result("far.cross"), -1, -0.1);
    row_claim("et la troisième composante s'y éloigne de 0", result("mixed3"),
              0.04, 0.06);
    claims_close();
}
END_TEST

START_TEST(claims_moves)
{
    row_claim("deux classes : aucun désaccord, petits et grands pas",
              fmax(result("small2.high"), result("check.large2.high")), 0, 0);
    row_claim("trois classes : part des petits pas en désaccord",
              result("small3.mean"), 0.07, 0.11);
    row_claim("trois classes : part des grands pas en désaccord",
              result("large3.mean"), 0.03, 0.06);
    row_claim("la part mesurée suit $\\theta / \\pi$ : pire écart, en "
              "demi-largeurs d'intervalle",
              result("check.moves.worst"), 0, 2.5);
    row_claim("elle reste loin du quart, quel que soit le nombre de classes",
              result("check.moves.highest"), 0.08, 0.13);
    row_claim("au-delà de quatre classes, elle baisse : de quatre à cinquante",
              result("small4.mean") - result("small50.mean"), 0.03, 0.08);
    row_claim("avec cinquante classes, elle est loin sous la borne : rapport",
              result("small50.mean") / result("check.largest50"), 0, 0.3);
    claims_close();
}
END_TEST

START_TEST(claims_training)
{
    double dearer = result("clouds.dearer.mean");
    double cheaper = result("clouds.cheaper.mean");
    row_claim("en apprenant trois classes, des rapprochements font monter "
              "l'entropie croisée, mais peu (bas, puis haut de l'intervalle)",
              dearer, 0.005 + result("clouds.dearer.half_width"),
              0.03 - result("clouds.dearer.half_width"));
    row_claim("et des éloignements la font baisser", cheaper,
              0.005 + result("clouds.cheaper.half_width"),
              0.03 - result("clouds.cheaper.half_width"));
    row_claim("le réseau a appris : bonnes réponses sur ses exemples",
              result("check.accuracy.clouds.mean"), 0.75, 0.95);
    row_claim("sur les deux cercles, pas une fois, dans aucune graine",
              fmax(result("check.circles.dearer.high"),
                   result("check.circles.cheaper.high")),
              0, 0);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 8");
    TCase *slopes = tcase_create("les pentes");
    tcase_add_test(slopes, slopes_of_cross_entropy);
    tcase_add_test(slopes, slopes_of_squared_error);
    tcase_add_test(slopes, two_losses);
    tcase_add_test(slopes, along_the_simplex);
    tcase_add_test(slopes, straight_to_the_target);
    tcase_add_test(slopes, two_classes);
    suite_add_tcase(suite, slopes);
    TCase *closer = tcase_create("plus près, moins cher");
    tcase_add_test(closer, every_component_closer);
    tcase_add_test(closer, right_class_decides);
    tcase_add_test(closer, bounds_are_reached);
    tcase_add_test(closer, two_descents);
    suite_add_tcase(suite, closer);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_example);
    tcase_add_test(text, claims_moves);
    tcase_add_test(text, claims_training);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
