/* Chapitre 5 : la cible, la prédiction, et ce que vaut une probabilité. */
#include <float.h>
#include <math.h>

#include "../chapters/05-prediction-and-target/formulas.h"
#include "../lib/activations.h"
#include "../lib/course.h"
#include "../lib/problem.h"
#include "runner.h"

enum { DRAWS = 200, WIDEST = 11, FRESH = 50000 };

/* --- La prédiction est dans le simplexe, la cible à un coin -------------- */

/* SoftMax de ny logits, écartés de gap entre les deux plus grands, les autres
 * au-dessous. */
static size_t predict(double *y_hat, double gap, Random *random)
{
    size_t ny = 2 + random_below(random, WIDEST - 1);
    size_t first = random_below(random, ny), second = (first + 1) % ny;
    double shift = 100 * random_normal(random);
    for (size_t j = 0; j < ny; j++)
        y_hat[j] = shift - gap * (1 + random_uniform(random));
    y_hat[first] = shift;
    y_hat[second] = shift - gap;
    Matrix row = matrix_view(y_hat, 1, ny);
    softmax(&row, &row);
    return ny;
}

START_TEST(prediction_in_the_simplex)
{
    Random random = random_seeded(501);
    Row sum = row_open("prop:la somme des $\\hat{y}_i$ vaut 1, pour des "
                       "logits qui diffèrent jusqu'à $10^4$",
                       "égalité", 4 * DBL_EPSILON);
    Row positive = row_open("prop:$\\hat{y}_i \\geq 0$, pour les mêmes logits",
                            "exact", 0);
    Row inside =
        row_open("prop:$0 < \\hat{y}_i < 1$, en machine, tant que les deux "
                 "plus grands logits diffèrent de moins de 36",
                 "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double y_hat[WIDEST], gap = pow(10, 8 * random_uniform(&random) - 4);
        double total = 0;
        size_t ny = predict(y_hat, gap, &random);
        for (size_t i = 0; i < ny; i++) {
            total += y_hat[i];
            row_true(&positive, y_hat[i] >= 0, "écart %.3g", gap);
        }
        row_gap(&sum, fabs(total - 1), "écart %.3g", gap);
        gap = draw ? 36 * random_uniform(&random) : 36;
        ny = predict(y_hat, gap, &random);
        for (size_t i = 0; i < ny; i++)
            row_true(&inside, 0 < y_hat[i] && y_hat[i] < 1,
                     "écart %.3g, 1 - ŷ = %.3g", gap, 1 - y_hat[i]);
    }
    rows_close(&sum, &positive, &inside);
    /* Plus loin, l'une s'arrondit à 1. */
    double far[2] = { 38, 0 };
    Matrix row = matrix_view(far, 1, 2);
    softmax(&row, &row);
    ck_assert_double_eq(far[0], 1);
}
END_TEST

static void check_targets(Row *binary, Row *single, const Matrix *Y)
{
    for (size_t n = 0; n < Y->rows; n++) {
        size_t ones = 0;
        for (size_t i = 0; i < Y->cols; i++) {
            double y = AT(Y, n, i);
            row_true(binary, y == 0 || y == 1, "ligne %zu : %g", n, y);
            ones += y == 1;
        }
        row_true(single, ones == 1, "ligne %zu : %zu fois 1", n, ones);
    }
}

START_TEST(targets_at_the_corners)
{
    Random random = random_seeded(502);
    Row binary = row_open("prop:$y_i \\in \\{0, 1\\}$ dans toutes les données",
                          "exact", 0);
    Row single = row_open(
        "prop:chaque cible a un seul 1, à la place de sa classe", "exact", 0);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    check_targets(&binary, &single, &data.Y);
    for (size_t n = 0; n < data.Y.rows; n++)
        row_true(&single, AT(&data.Y, n, dataset_class(&data, n)) == 1,
                 "ligne %zu", n);
    dataset_free(&data);
    for (size_t draw = 0; draw < 20; draw++) {
        Problem q = problem_varied(draw, &random);
        check_targets(&binary, &single, &q.data.Y);
        problem_free(&q);
    }
    rows_close(&binary, &single);
}
END_TEST

/* ỹᵢ − ỹₖ pour les activités h = ±1 que dit signs, un bit par neurone. */
static double extreme_gap(const Parameters *p, size_t i, size_t k,
                          size_t signs)
{
    double yi = p->by.data[i], yk = p->by.data[k];
    for (size_t j = 0; j < p->nh; j++) {
        double h = signs >> j & 1 ? 1 : -1;
        yi += AT(&p->Wy, i, j) * h;
        yk += AT(&p->Wy, k, j) * h;
    }
    return yi - yk;
}

START_TEST(largest_logit_gap)
{
    Random random = random_seeded(503);
    Row attained = row_open("prop:le membre de droite de la borne des logits "
                            "est leur plus grand écart, sur tous les "
                            "$h_j = \\pm 1$",
                            "égalité", 1e-14);
    Row bound = row_open("prop:aucun réseau ni aucun $x$ tirés au hasard ne "
                         "dépasse cette borne",
                         "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        size_t i = draw % q.p.ny, k = (i + 1 + draw % 3) % q.p.ny;
        double B = logit_bound(&q.p, i, k), largest = -INFINITY;
        for (size_t signs = 0; signs < (size_t)1 << q.p.nh; signs++)
            largest = fmax(largest, extreme_gap(&q.p, i, k, signs));
        row_gap(&attained, fabs(largest - B) / (1 + fabs(B)), "tirage %zu",
                draw);
        matrix_scale(&q.data.X, pow(10, 2 * random_uniform(&random)),
                     &q.data.X);
        forward(&q.pass, &q.p, &q.data.X);
        for (size_t n = 0; n < q.data.X.rows; n++)
            row_true(&bound,
                     AT(&q.pass.Y_tilde, n, i) - AT(&q.pass.Y_tilde, n, k) <=
                         B * (1 + 8 * DBL_EPSILON),
                     "tirage %zu, exemple %zu", draw, n);
        problem_free(&q);
    }
    rows_close(&attained, &bound);
}
END_TEST

/* --- La probabilité vraie ------------------------------------------------ */

/* La moyenne sur l'angle, par la règle de Simpson, de la gaussienne du cercle
 * R en un point à la distance r : ‖x − R u‖² = r² + R² − 2 r R cos t. */
static double density(double r, double R, double noise)
{
    enum { INTERVALS = 4000 };
    const double pi = acos(-1.0);
    double sum = 0;
    for (int i = 0; i <= INTERVALS; i++) {
        double square = r * r + R * R - 2 * r * R * cos(pi * i / INTERVALS);
        double weight = i == 0 || i == INTERVALS ? 1 : i % 2 ? 4 : 2;
        sum += weight * exp(-square / (2 * noise * noise));
    }
    return sum / (3 * INTERVALS);
}

START_TEST(densities)
{
    Random random = random_seeded(504);
    Row row = row_open("prop:la moyenne sur 64 angles est l'intégrale de la "
                       "densité, pour $\\|x\\| \\leq 2$",
                       "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double r = 2 * random_uniform(&random), angle = (double)draw, g[2];
        double x[2] = { r * cos(angle), r * sin(angle) };
        circle_densities(g, x, COURSE_NOISE);
        double outer = density(r, CIRCLES_OUTER, COURSE_NOISE);
        double inner = density(r, CIRCLES_INNER, COURSE_NOISE);
        row_gap(&row, fabs(g[0] / outer - 1), "grand cercle, r = %.3g", r);
        row_gap(&row, fabs(g[1] / inner - 1), "petit cercle, r = %.3g", r);
    }
    row_close(&row);
}
END_TEST

START_TEST(even_odds_on_the_best_frontier)
{
    Row row = row_open("prop:$p_1 = \\frac{1}{2}$ sur le cercle de rayon "
                       "$r^*$, où le meilleur classifieur change d'avis",
                       "égalité", 1e-9);
    for (double noise = 0.2; noise < 0.5; noise += 0.05) {
        double r = course_best(noise).radius;
        Matrix X = matrix_create(DRAWS, 2), P = matrix_create(DRAWS, 2);
        for (size_t n = 0; n < DRAWS; n++) {
            AT(&X, n, 0) = r * cos((double)n);
            AT(&X, n, 1) = r * sin((double)n);
        }
        circle_posteriors(&P, &X, noise);
        for (size_t n = 0; n < DRAWS; n++) {
            row_gap(&row, fabs(AT(&P, n, 0) - 0.5), "bruit %.2f", noise);
            row_gap(&row, fabs(AT(&P, n, 1) - 0.5), "bruit %.2f", noise);
        }
        matrix_free(&X);
        matrix_free(&P);
    }
    row_close(&row);
}
END_TEST

/* p contre les points tirés : les écarts sont en écarts types. */
START_TEST(truth_is_calibrated)
{
    Random random = random_seeded(505);
    Row row = row_open("prop:la probabilité vraie est calibrée : dans chaque "
                       "intervalle, la fréquence mesurée (en écarts types)",
                       "tirage au sort", 5);
    Row mean = row_open("prop:sa confiance moyenne est sa part de bonnes "
                        "réponses, et celle du meilleur classifieur (en "
                        "écarts types)",
                        "tirage au sort", 5);
    Dataset data = course_circles(FRESH, &random);
    Matrix P = matrix_create(2 * FRESH, 2);
    circle_posteriors(&P, &data.X, COURSE_NOISE);
    Reliability r = reliability(&P, &data.Y);
    double N = 2 * FRESH, right = 0;
    for (size_t b = 0; b < BINS; b++) {
        double t = r.announced[b];
        row_gap(&row,
                fabs(r.observed[b] - t) / sqrt(t * (1 - t) / (N * r.share[b])),
                "intervalle %zu", b);
    }
    for (size_t n = 0; n < P.rows; n++)
        right += matrix_argmax_row(&P, n) == dataset_class(&data, n);
    double best = course_best(COURSE_NOISE).accuracy;
    double error = sqrt(best * (1 - best) / N);
    row_gap(&mean, fabs(right / N - best) / error, "bonnes réponses");
    row_gap(&mean, fabs(confidence(&P) - best) / error, "confiance");
    matrix_free(&P);
    dataset_free(&data);
    rows_close(&row, &mean);
}
END_TEST

/* --- Ce que vaut une probabilité annoncée -------------------------------- */

/* L'intervalle b, compté à part : ses exemples, Σ ŷ₁, Σ y₁. */
typedef struct {
    double count, announced, observed;
} Bin;

static Bin recount(const Matrix *Y_hat, const Matrix *Y, size_t b)
{
    Bin bin = { 0, 0, 0 };
    for (size_t n = 0; n < Y->rows; n++) {
        double t = AT(Y_hat, n, 0);
        bool last = b + 1 == BINS;
        if (floor(BINS * t) == (double)b || (last && t == 1)) {
            bin.count += 1;
            bin.announced += t;
            bin.observed += AT(Y, n, 0);
        }
    }
    return bin;
}

static void draw_answers(Matrix *Y_hat, Matrix *Y, Random *random)
{
    for (size_t n = 0; n < Y->rows; n++) {
        double t = random_uniform(random);
        t = n == 0 ? 0 : n == 1 ? 1 : n % 2 ? t * t : t;
        AT(Y_hat, n, 0) = t;
        AT(Y_hat, n, 1) = 1 - t;
        AT(Y, n, 0) = random_uniform(random) < t * t;
        AT(Y, n, 1) = 1 - AT(Y, n, 0);
    }
}

START_TEST(bins)
{
    enum { N = 101 };
    Random random = random_seeded(506);
    Row parts = row_open("prop:les parts $q_b$, les réponses moyennes $t_b$ "
                         "et les fréquences $f_b$ de chaque intervalle",
                         "égalité", 1e-14);
    Row gap = row_open("prop:l'écart de calibration $E$", "égalité", 1e-14);
    Row mean = row_open("prop:la confiance", "égalité", 1e-14);
    Matrix Y_hat = matrix_create(N, 2), Y = matrix_create(N, 2);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        draw_answers(&Y_hat, &Y, &random);
        Reliability r = reliability(&Y_hat, &Y);
        double E = 0, sure = 0;
        for (size_t b = 0; b < BINS; b++) {
            Bin bin = recount(&Y_hat, &Y, b);
            row_gap(&parts, fabs(r.share[b] - bin.count / N), "part %zu", b);
            E += fabs(bin.observed - bin.announced) / N;
            if (bin.count == 0)
                continue;
            row_gap(&parts, fabs(r.announced[b] - bin.announced / bin.count),
                    "réponse %zu", b);
            row_gap(&parts, fabs(r.observed[b] - bin.observed / bin.count),
                    "fréquence %zu", b);
        }
        for (size_t n = 0; n < N; n++)
            sure += (0.5 + fabs(AT(&Y_hat, n, 0) - 0.5)) / N;
        row_gap(&gap, fabs(calibration_gap(&r) - E), "tirage %zu", draw);
        row_gap(&mean, fabs(confidence(&Y_hat) - sure), "tirage %zu", draw);
    }
    matrix_free(&Y_hat);
    matrix_free(&Y);
    rows_close(&parts, &gap, &mean);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_examples)
{
    row_claim(
        "A : la classe fausse ne reçoit presque rien, ni de la prédiction "
        "ni de la probabilité vraie",
        fmax(result("sure.wrong"), result("sure.truth")), 0, 0.02);
    row_claim("B : la décision est juste, mais la classe juste ne sort que "
              "rarement en ce point",
              result("unsure.truth"), 0, 0.4);
    row_claim("C : la classe fausse reçoit presque tout",
              result("mistaken.distance"), 1.9, 2);
    row_claim("C : la probabilité vraie lui donne presque tout, elle aussi",
              result("mistaken.truth"), 0, 0.1);
    row_claim("le point C vient du petit cercle", result("mistaken.class"), 2,
              2);
    row_claim("une erreur sur deux, ou un peu plus, est aussi celle du "
              "meilleur classifieur",
              result("course.unavoidable.mean"), 0.45, 0.8);
    row_claim("sur les points neufs, l'écart des logits n'atteint ni sa "
              "borne, ni celui où une probabilité s'arrondit à 1",
              result("picture.gap"), 10, fmin(result("picture.bound"), 36));
    claims_close();
}
END_TEST

/* Une borne de l'intervalle à 95 % : +1 la haute, −1 la basse. */
static double bound(const char *key, double side)
{
    char name[64];
    snprintf(name, sizeof name, "%s.mean", key);
    double mean = result(name);
    snprintf(name, sizeof name, "%s.half_width", key);
    return mean + side * result(name);
}

START_TEST(claims_calibration)
{
    row_claim("arrêté tôt, le réseau est trop modeste (haut de l'intervalle)",
              bound("early.excess", 1), -0.2, -0.02);
    row_claim("trop entraîné sur trop peu d'exemples, il est trop sûr de lui "
              "(bas de l'intervalle)",
              bound("few.excess", -1), 0.03, 0.2);
    row_claim("aux réglages du TP, la confiance dépasse un peu la part de "
              "bonnes réponses",
              result("course.excess.mean"), 0.001, 0.025);
    row_claim(
        "aux réglages du TP, il est le mieux calibré des trois",
        bound("course.calibration", 1), 0,
        fmin(bound("early.calibration", -1), bound("few.calibration", -1)));
    row_claim(
        "trop entraîné, quand il annonce presque 0, la classe 1 sort "
        "bien plus souvent (bas de l'intervalle, rapport)",
        (result("few.lowest.observed") - result("few.lowest.half_width")) /
            result("few.lowest.announced"),
        3, 50);
    row_claim("pour la probabilité vraie, confiance et bonnes réponses "
              "s'accordent",
              result("ideal.excess.mean"), -0.003, 0.003);
    row_claim("pour la probabilité vraie, $E$ est petit, mais pas nul",
              result("ideal.calibration.mean"), 0.001, 0.01);
    claims_close();
}
END_TEST

START_TEST(claims_networks)
{
    row_claim("la borne des logits grandit, de l'arrêt tôt aux réglages du TP",
              bound("course.bound", -1) / bound("early.bound", 1), 1.3, 20);
    row_claim("et de là au réseau trop entraîné",
              bound("few.bound", -1) / bound("course.bound", 1), 1.1, 20);
    row_claim("aux réglages du TP, $\\hat{y}_1$ est le plus près de $p_1$",
              bound("course.distance", 1), 0,
              fmin(bound("early.distance", -1), bound("few.distance", -1)));
    row_claim(
        "l'écart à $p_1$ dépasse l'écart de calibration, aux réglages du "
        "TP",
        bound("course.distance", -1) - bound("course.calibration", 1), 0.002,
        0.1);
    row_claim("arrêté tôt aussi",
              result("early.distance.mean") - result("early.calibration.mean"),
              0.02, 0.3);
    row_claim("et trop entraîné",
              result("few.distance.mean") - result("few.calibration.mean"),
              0.003, 0.1);
    claims_close();
}
END_TEST

START_TEST(claims_rise)
{
    row_claim("de l'epoch 20 à l'epoch 150, la part de bonnes réponses ne "
              "bouge guère",
              result("course.accuracy.mean") - result("settled.accuracy.mean"),
              -0.008, 0.008);
    row_claim("pendant ce temps, la confiance monte",
              result("course.confidence.mean") -
                  result("settled.confidence.mean"),
              0.02, 0.1);
    row_claim("avec peu d'exemples, de l'epoch 300 à l'epoch 1 500, la "
              "confiance monte encore",
              result("few.confidence.mean") - result("ripe.confidence.mean"),
              0.01, 0.06);
    row_claim("et la part de bonnes réponses ne monte plus",
              result("few.accuracy.mean") - result("ripe.accuracy.mean"),
              -0.05, 0.003);
    row_claim("plus de sept réponses sur dix sont aux deux extrêmes, sauf "
              "arrêté tôt",
              fmin(result("course.extreme"), result("few.extreme")), 0.7, 1);
    row_claim("arrêté tôt, moins de la moitié", result("early.extreme"), 0,
              0.5);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 5");
    TCase *simplex = tcase_create("le simplexe");
    tcase_add_test(simplex, prediction_in_the_simplex);
    tcase_add_test(simplex, targets_at_the_corners);
    tcase_add_test(simplex, largest_logit_gap);
    suite_add_tcase(suite, simplex);
    TCase *truth = tcase_create("la probabilité vraie");
    tcase_add_test(truth, densities);
    tcase_add_test(truth, even_odds_on_the_best_frontier);
    tcase_add_test(truth, truth_is_calibrated);
    suite_add_tcase(suite, truth);
    TCase *value = tcase_create("ce que vaut une probabilité");
    tcase_add_test(value, bins);
    suite_add_tcase(suite, value);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_examples);
    tcase_add_test(text, claims_calibration);
    tcase_add_test(text, claims_networks);
    tcase_add_test(text, claims_rise);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
