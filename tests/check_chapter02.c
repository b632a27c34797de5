/* Chapitre 2 : l'erreur d'un score, le plafond, et ce que le texte conclut. */
#include <math.h>

#include "../chapters/02-sample-size/formulas.h"
#include "../lib/course.h"
#include "runner.h"

/* --- L'erreur d'un score ------------------------------------------------- */

/* Les 2^M suites de réponses, une à une : la moyenne et la variance de leur
 * part de réponses justes, quand le point m a la probabilité A[m % 2] ; M est
 * pair, ou les deux sont égales. */
static void enumerate(const double A[2], size_t M, double *mean,
                      double *variance)
{
    double center = (A[0] + A[1]) / 2;
    *mean = *variance = 0;
    for (size_t outcome = 0; outcome < (size_t)1 << M; outcome++) {
        double probability = 1, right = 0;
        for (size_t m = 0; m < M; m++) {
            bool good = outcome >> m & 1;
            probability *= good ? A[m % 2] : 1 - A[m % 2];
            right += good;
        }
        double score = right / (double)M;
        *mean += probability * score;
        *variance += probability * (score - center) * (score - center);
    }
}

START_TEST(score_error)
{
    Random random = random_seeded(201);
    Row bias = row_open("prop:le score mesuré est juste en moyenne, sur "
                        "toutes les suites de $M$ réponses",
                        "égalité", 1e-13);
    Row spread = row_open("prop:son écart type, sur toutes ces suites, est "
                          "$\\sqrt{A (1 - A) / M}$",
                          "égalité", 1e-13);
    for (size_t M = 1; M <= 13; M++)
        for (size_t draw = 0; draw < 10; draw++) {
            double A = random_uniform(&random), mean, variance;
            enumerate((double[]){ A, A }, M, &mean, &variance);
            row_gap(&bias, fabs(mean - A), "M = %zu, A = %.3g", M, A);
            row_gap(&spread, fabs(standard_error(A, M) - sqrt(variance)),
                    "M = %zu, A = %.3g", M, A);
        }
    rows_close(&bias, &spread);
}
END_TEST

START_TEST(balanced_error)
{
    Random random = random_seeded(207);
    Row row = row_open("prop:avec autant de points de chaque classe, la "
                       "variance d'une réponse est $A (1 - A) - "
                       "\\frac{1}{4} (A_1 - A_2)^2$",
                       "égalité", 1e-12);
    for (size_t M = 2; M <= 12; M += 2)
        for (size_t draw = 0; draw < 10; draw++) {
            double A[2] = { random_uniform(&random), random_uniform(&random) };
            double both = (A[0] + A[1]) / 2, gap = A[0] - A[1];
            double mean, variance;
            enumerate(A, M, &mean, &variance);
            row_gap(&row, fabs(mean - both), "moyenne, M = %zu", M);
            row_gap(
                &row,
                fabs((double)M * variance - both * (1 - both) + gap * gap / 4),
                "variance, M = %zu", M);
        }
    row_close(&row);
}
END_TEST

START_TEST(enough_points)
{
    Random random = random_seeded(202);
    Row row =
        row_open("prop:le nombre de points calculé donne la demi-largeur "
                 "voulue",
                 "égalité", 1e-12);
    for (size_t draw = 0; draw < 200; draw++) {
        double A = 0.05 + 0.9 * random_uniform(&random);
        size_t M = 100 + random_below(&random, 10000);
        double delta = NORMAL_95 * standard_error(A, M);
        row_gap(&row, fabs(points_needed(A, delta) / (double)M - 1), "M = %zu",
                M);
    }
    row_close(&row);
}
END_TEST

/* --- Le plafond ---------------------------------------------------------- */

/* Au-delà de ce rayon, aucune densité ne se voit plus. */
enum { FAR = 6 };

/* L'intégrale de la densité du rayon, de low à high, par la règle de Simpson.
 */
static double within(double low, double high, double R, double noise)
{
    enum { INTERVALS = 2000 };
    double h = (high - low) / INTERVALS;
    double sum =
        radius_density(low, R, noise) + radius_density(high, R, noise);
    for (int i = 1; i < INTERVALS; i++)
        sum += (i % 2 ? 4 : 2) * radius_density(low + i * h, R, noise);
    return sum * h / 3;
}

/* Le second membre de @eq:best-score. */
static double best_score(double radius, double noise)
{
    return within(0, radius, CIRCLES_INNER, noise) / 2 +
           within(radius, FAR, CIRCLES_OUTER, noise) / 2;
}

START_TEST(best_by_quadrature)
{
    Row score = row_open("eq:best-score", "égalité", 1e-9);
    Row whole = row_open("prop:la densité du rayon a pour intégrale 1",
                         "égalité", 1e-9);
    Row crossing = row_open("prop:au rayon $r^*$, les deux densités sont "
                            "égales, et déplacer le seuil ne gagne rien",
                            "égalité", 1e-9);
    for (double noise = 0.1; noise < 0.5; noise += 0.05) {
        BestClassifier best = course_best(noise);
        double r = best.radius;
        row_gap(&score, fabs(best_score(r, noise) - best.accuracy),
                "bruit %.2f", noise);
        row_gap(&whole, fabs(within(0, FAR, CIRCLES_INNER, noise) - 1),
                "petit cercle, bruit %.2f", noise);
        row_gap(&whole, fabs(within(0, FAR, CIRCLES_OUTER, noise) - 1),
                "grand cercle, bruit %.2f", noise);
        row_gap(&crossing,
                fabs(radius_density(r, CIRCLES_INNER, noise) -
                     radius_density(r, CIRCLES_OUTER, noise)),
                "bruit %.2f", noise);
        for (double move = -0.1; move < 0.11; move += 0.05)
            row_true(&crossing,
                     best_score(r + move, noise) <=
                         best_score(r, noise) + 1e-12,
                     "bruit %.2f, seuil déplacé de %.2f", noise, move);
    }
    rows_close(&score, &whole, &crossing);
}
END_TEST

/* La probabilité du petit cercle au point x : le bruit qui mène à x, moyenné
 * sur les points de chaque cercle. */
static double inner_probability(const double *x, double noise)
{
    enum { ANGLES = 128 };
    const double pi = acos(-1.0);
    double density[2] = { 0, 0 };
    for (int a = 0; a < ANGLES; a++)
        for (int c = 0; c < 2; c++) {
            double R = c ? CIRCLES_INNER : CIRCLES_OUTER;
            double u = x[0] - R * cos(2 * pi * a / ANGLES);
            double v = x[1] - R * sin(2 * pi * a / ANGLES);
            density[c] += exp(-(u * u + v * v) / (2 * noise * noise));
        }
    return density[1] / (density[0] + density[1]);
}

START_TEST(best_by_drawing)
{
    enum { POINTS = 20000 };
    Random random = random_seeded(204);
    Row row = row_open("eq:best-score", "tirage au sort (écarts types)", 5);
    for (double noise = 0.15; noise < 0.45; noise += 0.1) {
        Dataset data = circles(POINTS / 2, noise, &random);
        BestClassifier best = course_best(noise);
        double right = 0, sum = 0, squares = 0;
        for (size_t n = 0; n < POINTS; n++) {
            const double *x = &AT(&data.X, n, 0);
            bool inner = hypot(x[0], x[1]) < best.radius;
            double p = inner_probability(x, noise), most = fmax(p, 1 - p);
            right += inner == (dataset_class(&data, n) == 1);
            sum += most / POINTS;
            squares += most * most / POINTS;
        }
        double error = standard_error(best.accuracy, POINTS);
        row_gap(&row, fabs(right / POINTS - best.accuracy) / error,
                "seuil, bruit %.2f", noise);
        error = sqrt((squares - sum * sum) / POINTS);
        row_gap(&row, fabs(sum - best.accuracy) / error,
                "plus grande probabilité, bruit %.2f", noise);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* Le score de p moins celui du seuil, sur les mêmes points, en écarts types.
 */
static double advantage(const Parameters *p, const Dataset *data)
{
    size_t N = data->X.rows;
    double radius = course_best(COURSE_NOISE).radius, sum = 0, squares = 0;
    Pass pass = pass_create(p, N);
    forward(&pass, p, &data->X);
    for (size_t n = 0; n < N; n++) {
        double r = hypot(AT(&data->X, n, 0), AT(&data->X, n, 1));
        size_t class = dataset_class(data, n);
        double gain = (double)(matrix_argmax_row(&pass.Y_hat, n) == class) -
                      (double)((r < radius) == (class == 1));
        sum += gain;
        squares += gain * gain;
    }
    pass_free(&pass);
    return sum / sqrt(squares);
}

START_TEST(nobody_above)
{
    Random random = random_seeded(205);
    Row row = row_open("prop:aucun réseau, tiré au hasard ou entraîné, ne "
                       "dépasse le classifieur de Bayes (à quatre écarts "
                       "types près)",
                       "exact", 0);
    Dataset fresh = course_circles(20000, &random);
    for (size_t draw = 0; draw < 60; draw++) {
        Parameters p = course_network(COURSE_NH, &random);
        Dataset data = course_circles(10 + 10 * draw, &random);
        Training training = course_training();
        training.epochs = draw % 3 ? 10 * draw / (1 + draw / 5) : 0;
        network_train(&p, &data, &training, &random);
        double gain = advantage(&p, &fresh);
        row_true(&row, gain < 4, "tirage %zu : %.2f", draw, gain);
        parameters_free(&p);
        dataset_free(&data);
    }
    dataset_free(&fresh);
    row_close(&row);
}
END_TEST

/* --- Un modèle à un paramètre -------------------------------------------- */

/* Loss neuve moins loss vue, pour la moyenne de N nombres de la loi
 * exponentielle (de variance 1) et une réponse de plus. */
static double one_gap(size_t N, Random *random)
{
    double t[100], c = 0, seen = 0;
    for (size_t n = 0; n < N; n++) {
        t[n] = -log1p(-random_uniform(random));
        c += t[n] / (double)N;
    }
    for (size_t n = 0; n < N; n++)
        seen += (t[n] - c) * (t[n] - c) / (double)N;
    return 1 + (c - 1) * (c - 1) - seen;
}

START_TEST(one_parameter)
{
    enum { TRIALS = 20000 };
    Random random = random_seeded(206);
    Row row = row_open("prop:avec un paramètre, l'écart de généralisation "
                       "mesuré est $2 v / N$",
                       "tirage au sort (écarts types)", 5);
    for (size_t N = 2; N <= 64; N *= 2) {
        double sum = 0, squares = 0;
        for (size_t trial = 0; trial < TRIALS; trial++) {
            double gap = one_gap(N, &random);
            sum += gap / TRIALS;
            squares += gap * gap / TRIALS;
        }
        double error = sqrt((squares - sum * sum) / TRIALS);
        row_gap(&row, fabs(sum - 2.0 / (double)N) / error, "N = %zu", N);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

static double low(const char *key)
{
    char full[80];
    snprintf(full, sizeof full, "%s.mean", key);
    double mean = result(full);
    snprintf(full, sizeof full, "%s.half_width", key);
    return mean - result(full);
}

START_TEST(claims_test)
{
    row_claim("l'écart type mesuré sur des jeux de 50 points, rapporté à "
              "celui de la formule",
              result("test50.deviation") / result("test50.expected"), 0.88,
              1.12);
    row_claim("le même rapport, sur des jeux de 200 points",
              result("test200.deviation") / result("test200.expected"), 0.88,
              1.12);
    row_claim("le même rapport, sur des jeux de 800 points",
              result("test800.deviation") / result("test800.expected"), 0.88,
              1.12);
    row_claim("à 50 points, l'intervalle contient le vrai score moins souvent "
              "que promis",
              result("test50.coverage"), 0.75, 0.945);
    row_claim("à 800 points, presque aussi souvent",
              result("test800.coverage"), 0.92, 0.97);
    row_claim("avec 200 points, l'incertitude dépasse trois points",
              result("test200.half_width"), 0.03, 0.05);
    claims_close();
}
END_TEST

START_TEST(claims_size)
{
    double ten = result("updates10.new.mean");
    double hundred = result("updates100.new.mean");
    double thousand = result("updates1000.new.mean");
    row_claim("de 10 à 100 exemples, le score gagne plus de quinze points",
              hundred - ten, 0.15, 0.3);
    row_claim("de 100 à 1 000, il en gagne moins de quatre",
              thousand - hundred, 0, 0.04);
    row_claim("de 200 à 1 000, il ne bouge guère",
              thousand - result("updates200.new.mean"), -0.008, 0.012);
    row_claim("d'un $N$ au suivant, le score moyen ne baisse pas, à un point "
              "près",
              result("setback"), -INFINITY, 0.01);
    row_claim("aucun réseau ne dépasse le plafond, à deux demi-largeurs près",
              result("highest"), 0.93,
              result("best.accuracy") + 2 * result("fresh.half_width"));
    row_claim("avec 10 exemples, le réseau les apprend par cœur",
              result("updates10.seen.mean"), 0.98, 1);
    row_claim("avec 1 000, il ne les apprend pas tous",
              result("updates1000.seen.mean"), 0.92, 0.96);
    claims_close();
}
END_TEST

START_TEST(claims_gap)
{
    row_claim("l'écart des scores, à 10 exemples (bas de l'intervalle)",
              low("updates10.gap"), 0.15, 0.4);
    row_claim("l'écart des scores, à 1 000 exemples",
              result("updates1000.gap.mean"), -0.005, 0.02);
    row_claim("l'écart des loss décroît presque comme $1/N$ : exposant",
              result("gap.slope"), -1.45, -0.75);
    row_claim("son produit par $N$ est plus petit que le nombre de poids",
              result("gap.most"), 0, result("parameters"));
    claims_close();
}
END_TEST

START_TEST(claims_epochs)
{
    row_claim("pour 10 exemples, 150 epochs laissent la loss sur eux haute",
              result("epochs10.seen_loss.mean"), 0.1, 0.7);
    row_claim("3 000 mises à jour la font presque disparaître",
              result("updates10.seen_loss.mean"), 0, 0.02);
    row_claim("3 000 mises à jour gagnent du score sur des points neufs, à "
              "graines égales",
              result("longer.smallest.mean"), 0.015, 0.2);
    row_claim("mais la loss y est plus grande, de",
              result("updates10.new_loss.mean") -
                  result("epochs10.new_loss.mean"),
              0.1, 5);
    row_claim("pour 1 000 exemples, apprendre plus longtemps ne gagne guère",
              result("longer.largest.mean"), -0.005, 0.01);
    claims_close();
}
END_TEST

START_TEST(claims_stairs)
{
    row_claim("à 1 000 exemples, le plafond n'est pas atteint (bas de "
              "l'intervalle)",
              low("rest.course"), 0.004, 0.03);
    row_claim("faire décroître le taux rapproche du plafond (bas de "
              "l'intervalle)",
              low("gain.decay"), 0.001, 0.03);
    row_claim("apprendre plus longtemps aussi (bas de l'intervalle)",
              low("gain.long"), 0.0005, 0.02);
    row_claim("des exemples toujours neufs gagnent moins d'un demi-point",
              result("gain.renewed.mean"), -0.001, 0.005);
    row_claim("et moins que le taux décroissant : différence",
              result("gain.decay.mean") - result("gain.renewed.mean"), 0.001,
              0.03);
    row_claim("après quoi il reste moins d'un demi-point",
              result("rest.renewed.mean"), 0, 0.005);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 2");
    TCase *score = tcase_create("un score");
    tcase_add_test(score, score_error);
    tcase_add_test(score, balanced_error);
    tcase_add_test(score, enough_points);
    suite_add_tcase(suite, score);
    TCase *best = tcase_create("le plafond");
    tcase_add_test(best, best_by_quadrature);
    tcase_add_test(best, best_by_drawing);
    tcase_add_test(best, nobody_above);
    suite_add_tcase(suite, best);
    TCase *gap = tcase_create("l'écart");
    tcase_add_test(gap, one_parameter);
    suite_add_tcase(suite, gap);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_test);
    tcase_add_test(text, claims_size);
    tcase_add_test(text, claims_gap);
    tcase_add_test(text, claims_epochs);
    tcase_add_test(text, claims_stairs);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
