/* Chapitre 9 : deux log-vraisemblances, deux scores propres, deux gradients. */
#include <math.h>

#include "../chapters/09-cross-entropy-or-squared/formulas.h"
#include "../chapters/09-cross-entropy-or-squared/trained.h"
#include "../lib/course.h"
#include "../lib/problem.h"
#include "runner.h"

enum { MOST = 11, DRAWS = 400 };

/* --- Un exemple ---------------------------------------------------------- */

/* ŷ = SoftMax(ỹ) ; y one-hot ou, si soft, quelconque dans le simplexe. */
typedef struct {
    size_t n, c;
    double y_tilde[MOST], y_hat[MOST], y[MOST];
} Example;

static void draw_simplex(double *p, size_t n, Random *random)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += p[i] = 0.01 - log1p(-random_uniform(random));
    for (size_t i = 0; i < n; i++)
        p[i] /= sum;
}

static void fill_y_hat(Example *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->n; i++)
        sum += e->y_hat[i] = exp(e->y_tilde[i]);
    for (size_t i = 0; i < e->n; i++)
        e->y_hat[i] /= sum;
}

static Example example_draw(bool soft, Random *random)
{
    Example e = { .n = 2 + random_below(random, MOST - 1) };
    e.c = random_below(random, e.n);
    for (size_t i = 0; i < e.n; i++)
        e.y_tilde[i] = random_normal(random);
    fill_y_hat(&e);
    if (soft)
        draw_simplex(e.y, e.n, random);
    else
        e.y[e.c] = 1;
    return e;
}

/* Les deux loss, à partir de ỹ, sans rien de formulas.c. */
static double cross_loss(void *context)
{
    Example *e = context;
    double loss = 0;
    fill_y_hat(e);
    for (size_t i = 0; i < e->n; i++)
        loss -= e->y[i] == 0 ? 0 : e->y[i] * log(e->y_hat[i]);
    return loss;
}

static double squared_loss(void *context)
{
    Example *e = context;
    double loss = 0;
    fill_y_hat(e);
    for (size_t i = 0; i < e->n; i++)
        loss += pow(e->y_hat[i] - e->y[i], 2);
    return loss;
}

/* --- Les log-vraisemblances ---------------------------------------------- */

START_TEST(likelihood_of_a_class)
{
    Random random = random_seeded(901);
    Row row = row_open("prop:l'opposé de la log-vraisemblance d'une classe, "
                       "moins l'entropie croisée, vaut 0",
                       "égalité", 1e-13);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(d % 2, &random);
        double loss = cross_loss(&e);
        double log_p = categorical_log_likelihood(e.y_hat, e.y, e.n);
        row_gap(&row, fabs(-log_p - loss) / (1 + loss), "tirage %zu", d);
    }
    row_close(&row);
}
END_TEST

START_TEST(likelihood_of_a_measure)
{
    Random random = random_seeded(902);
    const double pi = 4 * atan(1);
    Row half = row_open("prop:celui d'une mesure, moins l'erreur quadratique, "
                        "vaut $\\frac{n_y}{2} \\log \\pi$ si $\\sigma^2 = "
                        "\\frac{1}{2}$",
                        "égalité", 1e-13);
    Row any = row_open("eq:likelihood-squared", "égalité", 1e-13);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(false, &random);
        double n = (double)e.n, squared = 0;
        for (size_t i = 0; i < e.n; i++) {
            e.y[i] = e.y_tilde[i] + random_normal(&random);
            squared += pow(e.y[i] - e.y_tilde[i], 2);
        }
        double log_d = gaussian_log_likelihood(e.y_tilde, e.y, 0.5, e.n);
        row_gap(&half,
                fabs(-log_d - squared - n / 2 * log(pi)) / (n + squared),
                "tirage %zu", d);
        double variance = 0.3 + random_uniform(&random);
        double expected =
            n / 2 * log(2 * pi * variance) + squared / (2 * variance);
        log_d = gaussian_log_likelihood(e.y_tilde, e.y, variance, e.n);
        row_gap(&any, fabs(-log_d - expected) / (n + squared), "tirage %zu",
                d);
    }
    rows_close(&half, &any);
}
END_TEST

/* --- Les scores propres -------------------------------------------------- */

/* La loss moyenne de la réponse y_hat quand la classe k arrive avec la
 * probabilité q[k]. */
static double expected(const double *y_hat, const double *q, size_t n,
                       bool cross)
{
    double mean = 0;
    for (size_t k = 0; k < n; k++) {
        double loss = cross ? -log(y_hat[k]) : 0;
        for (size_t i = 0; !cross && i < n; i++)
            loss += pow(y_hat[i] - (i == k ? 1 : 0), 2);
        mean += q[k] * loss;
    }
    return mean;
}

START_TEST(proper_scores)
{
    Random random = random_seeded(903);
    Row cross = row_open("eq:proper-cross", "exact", 0);
    Row squared = row_open("eq:proper-squared", "égalité", 1e-14);
    Row best = row_open("prop:les deux loss moyennes sont les plus petites en "
                        "$\\hat{y} = q$, même tout près",
                        "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        size_t n = 2 + random_below(&random, MOST - 1);
        double q[MOST], y_hat[MOST], near_q[MOST], distance = 0;
        draw_simplex(q, n, &random);
        draw_simplex(y_hat, n, &random);
        for (size_t i = 0; i < n; i++) {
            near_q[i] = q[i] + 0.01 * (y_hat[i] - q[i]);
            distance += pow(y_hat[i] - q[i], 2);
        }
        double excess =
            expected(y_hat, q, n, false) - expected(q, q, n, false);
        row_true(&cross, expected(y_hat, q, n, true) > expected(q, q, n, true),
                 "tirage %zu", d);
        row_gap(&squared, fabs(excess - distance), "tirage %zu", d);
        for (int c = 0; c < 2; c++)
            row_true(&best, expected(near_q, q, n, c) > expected(q, q, n, c),
                     "tirage %zu, loss %d", d, c);
    }
    rows_close(&cross, &squared, &best);
}
END_TEST

/* --- Les gradients aux logits -------------------------------------------- */

typedef void Gradient(double *grad, const double *y_hat, const double *y,
                      size_t n);

static void check_gradient(const char *label, Gradient *gradient,
                           ScalarFunction f, uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(d % 2, &random);
        double values[MOST];
        gradient(values, e.y_hat, e.y, e.n);
        Matrix y_tilde = matrix_view(e.y_tilde, e.n, 1);
        Matrix grad = matrix_view(values, e.n, 1);
        GradientCheck check = gradient_check(&y_tilde, &grad, f, &e);
        row_gradient(&row, &check, "∇ỹ ℓ");
    }
    row_close(&row);
}

START_TEST(gradients_at_the_logits)
{
    check_gradient("eq:cross-logits", cross_at_logits, cross_loss, 904);
    check_gradient("eq:squared-logits", squared_at_logits, squared_loss, 905);
}
END_TEST

START_TEST(push_on_the_right_class)
{
    Random random = random_seeded(906);
    Row push = row_open("eq:squared-push", "égalité", 1e-14);
    Row fades = row_open("prop:la poussée de l'erreur quadratique sur la "
                         "classe juste est au plus $4 e^{-r}$, $r$ étant son "
                         "retard",
                         "exact", 0);
    Row uniform = row_open("eq:uniform-start", "égalité", 1e-14);
    for (size_t d = 0; d < DRAWS; d++) {
        Example e = example_draw(false, &random);
        double grad[MOST], other[MOST], highest = e.y_tilde[0];
        squared_at_logits(grad, e.y_hat, e.y, e.n);
        row_gap(&push, fabs(grad[e.c] + 2 * e.y_hat[e.c] * squared_loss(&e)),
                "tirage %zu", d);
        for (size_t i = 1; i < e.n; i++)
            highest = fmax(highest, e.y_tilde[i]);
        row_true(&fades, -grad[e.c] <= 4 * exp(e.y_tilde[e.c] - highest),
                 "tirage %zu", d);
        for (size_t i = 0; i < e.n; i++)
            e.y_tilde[i] = 0.7;
        fill_y_hat(&e);
        squared_at_logits(grad, e.y_hat, e.y, e.n);
        cross_at_logits(other, e.y_hat, e.y, e.n);
        for (size_t k = 0; k < e.n; k++)
            row_gap(&uniform, fabs(grad[k] / other[k] * (double)e.n / 2 - 1),
                    "%zu classes", e.n);
    }
    rows_close(&push, &fades, &uniform);
}
END_TEST

/* --- Deux classes : pentes, courbures, convexité ------------------------- */

typedef struct {
    double z;
    double (*f)(double);
} Point;

static double value_at(void *context)
{
    const Point *point = context;
    return point->f(point->z);
}

/* Les deux loss, écrites autrement qu'au chapitre. */
static double own_cross(double z)
{
    return log1p(exp(-z));
}

static double own_squared(double z)
{
    double gap = 1 - 1 / (1 + exp(-z));
    return gap * gap + gap * gap;
}

static void check_derivative(const char *label, double (*f)(double),
                             double (*derivative)(double), uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < DRAWS; d++) {
        Point point = { 16 * random_uniform(&random) - 8, f };
        double n = richardson(value_at, &point, &point.z, GRADIENT_STEP,
                              GRADIENT_LEVELS)
                       .value;
        row_gap(&row, fabs(derivative(point.z) - n), "z = %.4g", point.z);
    }
    row_close(&row);
}

START_TEST(two_classes)
{
    check_derivative("eq:cross-margin", own_cross, cross_slope_of_margin, 907);
    check_derivative("eq:squared-margin", own_squared, squared_slope_of_margin,
                     908);
    check_derivative("eq:cross-curvature", cross_slope_of_margin,
                     cross_curvature_of_margin, 909);
    check_derivative("eq:squared-curvature", squared_slope_of_margin,
                     squared_curvature_of_margin, 910);
}
END_TEST

START_TEST(values_of_margin)
{
    Random random = random_seeded(911);
    Row row =
        row_open("prop:les deux loss du programme, contre la marge, sont "
                 "celles de leurs définitions",
                 "égalité", 1e-13);
    for (size_t d = 0; d < DRAWS; d++) {
        double z = 16 * random_uniform(&random) - 8;
        row_gap(&row,
                fabs(cross_of_margin(z) - own_cross(z)) / (1 + own_cross(z)),
                "z = %.4g", z);
        row_gap(&row, fabs(squared_of_margin(z) - own_squared(z)), "z = %.4g",
                z);
    }
    row_close(&row);
}
END_TEST

/* f au milieu, moins la moyenne aux deux bouts. */
static double bulge(ScalarFunction f, const Example *a, const Example *b)
{
    Example left = *a, right = *b, middle = *a;
    for (size_t i = 0; i < a->n; i++)
        middle.y_tilde[i] = (a->y_tilde[i] + b->y_tilde[i]) / 2;
    return f(&middle) - (f(&left) + f(&right)) / 2;
}

START_TEST(convexity)
{
    Random random = random_seeded(912);
    Row cross = row_open("prop:entre deux $\\tilde{y}$, l'entropie croisée au "
                         "milieu ne dépasse pas la moyenne des bouts",
                         "exact", 0);
    Row squared = row_open("prop:entre deux réponses fausses où $p < "
                           "\\frac{1}{3}$, l'erreur quadratique la dépasse "
                           "toujours",
                           "exact", 0);
    for (size_t d = 0; d < DRAWS; d++) {
        Example a = example_draw(d % 2, &random), b = a;
        for (size_t i = 0; i < b.n; i++)
            b.y_tilde[i] += 3 * random_normal(&random);
        row_true(&cross, bulge(cross_loss, &a, &b) <= 1e-13, "tirage %zu", d);
        Example u = { .n = 2, .y = { 1, 0 } }, v = u;
        u.y_tilde[0] = -log(2) - 0.01 - 4 * random_uniform(&random);
        v.y_tilde[0] = u.y_tilde[0] - 0.1 - 4 * random_uniform(&random);
        row_true(&squared, bulge(squared_loss, &u, &v) > 0, "tirage %zu", d);
    }
    rows_close(&cross, &squared);
}
END_TEST

/* --- Le réseau entier ---------------------------------------------------- */

typedef struct {
    Problem q;
    Cost cost;
} Costed;

static double costed_loss(void *context)
{
    Costed *c = context;
    cost_forward(&c->q.pass, &c->q.p, &c->q.data.X, c->cost);
    return cost_loss(&c->q.pass, &c->q.data.Y, c->cost);
}

START_TEST(whole_network)
{
    static const Cost costs[] = { COST_CROSS, COST_SQUARED, COST_LINEAR };
    Random random = random_seeded(913);
    Row row = row_open("prop:le gradient de chacune des trois loss, par "
                       "rapport à tous les paramètres, est celui que l'on "
                       "mesure",
                       "différences finies", GRADIENT_TOLERANCE);
    for (size_t d = 0; d < 30; d++) {
        Costed c = { problem_usual(&random), costs[d % 3] };
        if (c.cost == COST_LINEAR)
            matrix_random_normal(&c.q.data.Y, 1, &random);
        costed_loss(&c);
        cost_backward(&c.q.grad, &c.q.pass, &c.q.p, &c.q.data.X, &c.q.data.Y,
                      c.cost);
        GradientCheck check =
            gradient_check(&c.q.p.theta, &c.q.grad.theta, costed_loss, &c);
        row_gradient(&row, &check, "∇θ L");
        problem_free(&c.q);
    }
    row_close(&row);
}
END_TEST

START_TEST(same_as_lib)
{
    Row row = row_open("prop:avec l'entropie croisée, l'apprentissage de ce "
                       "chapitre est celui de la bibliothèque, au bit près",
                       "exact", 0);
    for (size_t seed = 0; seed < 5; seed++) {
        Random random = random_seeded(914 + seed);
        Dataset data = course_circles(33, &random);
        Parameters p = course_network(COURSE_NH, &random);
        Parameters own = course_network(COURSE_NH, &random);
        matrix_copy(&own.theta, &p.theta);
        Training training = course_training();
        training.epochs = 10;
        training.batch = 20;
        Random again = random;
        network_train(&p, &data, &training, &random);
        cost_train(&own, &data, &training, COST_CROSS, &again);
        row_gap(&row, matrix_max_difference(&p.theta, &own.theta),
                "graine %zu", seed);
        parameters_free(&p);
        parameters_free(&own);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_margin)
{
    row_claim("erreur sûre, $z = -6$ : l'entropie croisée pousse cent fois "
              "plus fort",
              result("wrong.ratio"), 100, 103);
    row_claim("le rapport est le même en $z = 6$ : quotient des deux",
              result("check.right.ratio") / result("wrong.ratio"), 1 - 1e-9,
              1 + 1e-9);
    claims_close();
}
END_TEST

START_TEST(claims_good_start)
{
    row_claim("bon départ, 50 epochs : écart des deux moyennes",
              result("good.squared.cited.mean") -
                  result("good.cross.cited.mean"),
              -0.01, 0.01);
    row_claim("bon départ, 150 epochs : écart des deux moyennes",
              result("good.squared.end.mean") - result("good.cross.end.mean"),
              -0.01, 0.01);
    row_claim("bon départ : les deux apprennent (la plus basse moyenne)",
              fmin(result("good.squared.cited.mean"),
                   result("good.cross.cited.mean")),
              0.91, 0.95);
    claims_close();
}
END_TEST

START_TEST(claims_bad_start)
{
    row_claim("au mauvais départ, presque tout est faux",
              result("start.wrong.mean"), 0.9, 1);
    row_claim("sur ces erreurs, l'entropie croisée pousse au moins six fois "
              "plus fort",
              result("start.cross.mean") / result("start.squared.mean"), 6,
              15);
    row_claim("en dix epochs, l'entropie croisée a oublié la fausse leçon",
              result("check.bad.cross.mark2.mean"), 0.88, 0.95);
    row_claim("en cinquante, elle est au niveau du bon départ : écart",
              result("bad.cross.cited.mean") - result("good.cross.cited.mean"),
              -0.01, 0.01);
    row_claim("l'erreur quadratique est loin derrière (haut de l'intervalle)",
              result("bad.squared.cited.mean") +
                  result("bad.squared.cited.half_width"),
              0.5, 0.88);
    row_claim("après 150 epochs encore",
              result("bad.squared.end.mean") +
                  result("bad.squared.end.half_width"),
              0.5, 0.9);
    claims_close();
}
END_TEST

START_TEST(claims_plateau)
{
    double runs = result("good.cross.cited.n"), stuck = result("stuck.count");
    row_claim("l'erreur quadratique échoue pour une partie des graines",
              stuck / runs, 0.2, 0.8);
    row_claim("et réussit pour les autres : la meilleure",
              result("bad.squared.cited.high"), 0.9, 0.96);
    row_claim("l'entropie croisée n'échoue pour aucune : la moins bonne",
              result("bad.cross.cited.low"), 0.85, 0.95);
    row_claim("là où elle échoue, l'erreur quadratique donne la même réponse "
              "à tous : part de ces graines",
              result("stuck.swallowed") / stuck, 0.8, 1);
    row_claim("la classe avalée est sur le plateau : sa plus grande "
              "probabilité juste moyenne",
              result("stuck.y_hat"), 0, 0.03);
    row_claim("et la plus grande poussée moyenne", result("stuck.push"), 0,
              0.1);
    double best = fmax(result("faster1.accuracy.mean") +
                           result("faster1.accuracy.half_width"),
                       fmax(result("faster2.accuracy.mean") +
                                result("faster2.accuracy.half_width"),
                            result("faster3.accuracy.mean") +
                                result("faster3.accuracy.half_width")));
    row_claim("aucun des taux plus grands ne la sauve (haut du meilleur "
              "intervalle)",
              best, 0.5, result("bad.cross.cited.mean") - 0.03);
    claims_close();
}
END_TEST

START_TEST(claims_regression)
{
    double noise = result("fit.noise"), fresh = result("fit.new.mean");
    double truth = result("fit.truth.mean");
    row_claim("régression : l'écart sur des mesures neuves est au-dessus du "
              "bruit, de peu",
              fresh, noise, 1.25 * noise);
    row_claim("le réseau est plus près de la sinusoïde que les mesures", truth,
              0.05, 0.75 * noise);
    row_claim("les carrés s'ajoutent : écart",
              fresh * fresh - noise * noise - truth * truth, -0.002, 0.002);
    row_claim("l'écart type estimé sur les mesures vues est un peu plus grand "
              "que le bruit",
              result("fit.seen.mean") - result("fit.seen.half_width"), noise,
              1.2 * noise);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 9");
    TCase *law = tcase_create("les lois");
    tcase_add_test(law, likelihood_of_a_class);
    tcase_add_test(law, likelihood_of_a_measure);
    tcase_add_test(law, proper_scores);
    suite_add_tcase(suite, law);
    TCase *push = tcase_create("les gradients");
    tcase_add_test(push, gradients_at_the_logits);
    tcase_add_test(push, push_on_the_right_class);
    tcase_add_test(push, two_classes);
    tcase_add_test(push, values_of_margin);
    tcase_add_test(push, convexity);
    tcase_add_test(push, whole_network);
    tcase_add_test(push, same_as_lib);
    suite_add_tcase(suite, push);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_margin);
    tcase_add_test(text, claims_good_start);
    tcase_add_test(text, claims_bad_start);
    tcase_add_test(text, claims_plateau);
    tcase_add_test(text, claims_regression);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
