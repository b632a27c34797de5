/* Chapitre 11 : le seuil de la descente et ses régimes, la somme et la
 * moyenne, la courbure d'un réseau, et ce que l'expérience en dit. */
#include <math.h>

#include "../chapters/11-learning-rate/formulas.h"
#include "../lib/course.h"
#include "oracle.h"

enum { DRAWS = 40, STEPS = 1500 };

/* --- Des cuvettes tirées au hasard --------------------------------------- */

enum { MOST = 7 };

/* De 3 à 7 courbures, croissantes, de 1/2 à 2, jamais deux presque égales. */
typedef struct {
    size_t P;
    double lambda[MOST], mu, Lambda;
    Matrix A;
} Bowl;

static Bowl bowl_draw(Random *random)
{
    Bowl b = { .P = 3 + random_below(random, MOST - 2) };
    for (size_t p = 0; p < b.P; p++) {
        double place = (double)p + 0.8 * random_uniform(random);
        b.lambda[p] = 0.5 + 1.5 * place / (double)b.P;
    }
    b.mu = b.lambda[0];
    b.Lambda = b.lambda[b.P - 1];
    b.A = bowl_random(b.lambda, b.P, random);
    return b;
}

/* ½ eᵀ A e, en boucles. */
static double height(const Matrix *A, const Matrix *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->rows; i++)
        for (size_t j = 0; j < e->rows; j++)
            sum += e->data[i] * AT(A, i, j) * e->data[j] / 2;
    return sum;
}

typedef struct {
    const Matrix *A;
    Matrix e;
} Point;

static double height_at(void *context)
{
    const Point *point = context;
    return height(point->A, &point->e);
}

START_TEST(step_follows_gradient)
{
    Random random = random_seeded(1101);
    Row row = row_open(
        "prop:sur une cuvette, le pas est $-\\eta$ fois la pente mesurée",
        "différences finies", 1e-8);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Bowl b = bowl_draw(&random);
        Point point = { &b.A, matrix_create(b.P, 1) };
        matrix_random_normal(&point.e, 1.0, &random);
        Matrix moved = matrix_clone(&point.e);
        double eta = 0.1 + random_uniform(&random);
        bowl_step(&moved, &b.A, eta);
        matrix_subtract(&moved, &point.e, &moved);
        matrix_scale(&moved, 1 / eta, &moved);
        GradientCheck check =
            gradient_check(&point.e, &moved, height_at, &point);
        row_gradient(&row, &check, "(e − e') / η");
        matrix_free(&moved);
        matrix_free(&point.e);
        matrix_free(&b.A);
    }
    row_close(&row);
}
END_TEST

START_TEST(threshold)
{
    Random random = random_seeded(1102);
    Row row = row_open("prop:le seuil trouvé par dichotomie sur la croissance "
                       "mesurée de l'écart est $2 / \\Lambda$ (écart relatif)",
                       "égalité", 1e-6);
    for (size_t draw = 0; draw < DRAWS / 2; draw++) {
        Bowl b = bowl_draw(&random);
        double measured = measured_threshold(&b.A, STEPS, &random);
        row_gap(&row, fabs(measured * b.Lambda / 2 - 1),
                "%zu directions, Λ = %.4g : %.9g", b.P, b.Lambda, measured);
        matrix_free(&b.A);
    }
    row_close(&row);
}
END_TEST

/* Le plus grand des |1 − η λₚ| sauf le premier, sur le premier. */
static double runner_up(const Bowl *b, double eta)
{
    double first = 0, second = 0;
    for (size_t p = 0; p < b->P; p++) {
        double factor = fabs(1 - eta * b->lambda[p]);
        second = fmax(second, fmin(first, factor));
        first = fmax(first, factor);
    }
    return second / first;
}

START_TEST(growth)
{
    Random random = random_seeded(1103);
    Row any = row_open(
        "prop:à la longue, l'écart est multiplié par $\\rho$ à chaque pas",
        "égalité", 1e-9);
    Row best =
        row_open("prop:à $\\eta^*$, l'écart est multiplié par $(\\kappa "
                 "- 1) / (\\kappa + 1)$ à chaque pas",
                 "égalité", 1e-9);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Bowl b = bowl_draw(&random);
        double eta = 1.5 * random_uniform(&random), kappa = b.Lambda / b.mu;
        if (runner_up(&b, eta) < 0.99)
            row_gap(&any,
                    fabs(measured_growth(&b.A, eta, STEPS, &random) /
                             growth_factor(b.lambda, b.P, eta) -
                         1),
                    "η = %.4g", eta);
        eta = 2 / (b.mu + b.Lambda);
        row_gap(&best,
                fabs(measured_growth(&b.A, eta, STEPS, &random) -
                     (kappa - 1) / (kappa + 1)),
                "κ = %.4g", kappa);
        matrix_free(&b.A);
    }
    rows_close(&any, &best);
}
END_TEST

/* Un pas d'un seul poids. */
static double step_of_one(double w, double lambda, double eta)
{
    Matrix A = matrix_view(&lambda, 1, 1), e = matrix_view(&w, 1, 1);
    bowl_step(&e, &A, eta);
    return w;
}

/* Au taux product / λ, pendant 20 pas : w change-t-il de signe à chaque pas
 * (flips), et |w| va-t-il dans le sens de way ? */
static bool behaves(double lambda, double product, bool flips, int way)
{
    double w = 1;
    for (int t = 0; t < 20; t++) {
        double next = step_of_one(w, lambda, product / lambda);
        int grows = (fabs(next) > fabs(w)) - (fabs(next) < fabs(w));
        if (grows != way || (next * w < 0) != flips)
            return false;
        w = next;
    }
    return true;
}

/* λ est une puissance de deux : η λ n'est pas arrondi. */
START_TEST(regimes)
{
    Random random = random_seeded(1104);
    Row row = row_open("prop:sur $\\frac{\\lambda}{2} w^2$, les cinq régimes "
                       "du tableau",
                       "exact", 0);
    for (size_t draw = 0; draw < 200; draw++) {
        double lambda = ldexp(1, (int)random_below(&random, 8) - 4);
        double u = 0.01 + 0.98 * random_uniform(&random);
        row_true(&row, behaves(lambda, u, false, -1), "η λ = %.3g", u);
        row_true(&row, step_of_one(1, lambda, 1 / lambda) == 0, "η λ = 1");
        row_true(&row, behaves(lambda, 1 + u, true, -1), "η λ = %.3g", 1 + u);
        row_true(&row, behaves(lambda, 2, true, 0), "η λ = 2");
        row_true(&row, behaves(lambda, 2 + u, true, 1), "η λ = %.3g", 2 + u);
    }
    row_close(&row);
}
END_TEST

START_TEST(every_step_goes_down)
{
    Random random = random_seeded(1105);
    Row below = row_open("prop:sous $2 / \\Lambda$, chaque pas fait baisser "
                         "la loss de la cuvette",
                         "exact", 0);
    Row above = row_open("prop:au-dessus, elle finit par monter, d'un "
                         "départ tiré au hasard",
                         "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Bowl b = bowl_draw(&random);
        Matrix e = matrix_create(b.P, 1);
        matrix_random_normal(&e, 1.0, &random);
        double eta = (0.05 + 0.94 * random_uniform(&random)) * 2 / b.Lambda;
        for (int t = 0; t < 20; t++) {
            double before = height(&b.A, &e);
            bowl_step(&e, &b.A, eta);
            row_true(&below, height(&b.A, &e) < before, "pas %d", t);
        }
        matrix_random_normal(&e, 1.0, &random);
        double start = height(&b.A, &e);
        eta = (1.01 + 0.2 * random_uniform(&random)) * 2 / b.Lambda;
        for (int t = 0; t < 1000; t++)
            bowl_step(&e, &b.A, eta);
        row_true(&above, height(&b.A, &e) > start, "η Λ = %.4g",
                 eta * b.Lambda);
        matrix_free(&e);
        matrix_free(&b.A);
    }
    rows_close(&below, &above);
}
END_TEST

/* --- La somme et la moyenne ---------------------------------------------- */

START_TEST(sum_of_gradients)
{
    Random random = random_seeded(1106);
    Row row = row_open("eq:lr-sum", "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        Parameters sum = parameters_create(q.p.nx, q.p.nh, q.p.ny);
        Parameters one = parameters_create(q.p.nx, q.p.nh, q.p.ny);
        Pass pass = pass_create(&q.p, 1);
        sum_gradient(&sum, &one, &pass, &q.p, &q.data);
        matrix_scale(&sum.theta, 1 / (double)q.data.X.rows, &sum.theta);
        row_gap(&row,
                matrix_max_difference(&sum.theta, &q.grad.theta) /
                    matrix_max_abs(&q.grad.theta),
                "N = %zu", q.data.X.rows);
        parameters_free(&sum);
        parameters_free(&one);
        pass_free(&pass);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* L'écart final, et ce qu'il serait si l'on oubliait de diviser le taux. */
static double trajectories(uint64_t seed, double divisor)
{
    Random random = random_seeded(seed);
    Dataset data = course_circles(28, &random); /* 8 lots de 7 */
    Parameters mean = course_network(5, &random);
    Parameters sum = parameters_create(2, 5, 2);
    matrix_copy(&sum.theta, &mean.theta);
    Training training = course_training();
    training.epochs = 60;
    training.batch = 7;
    Random again = random;
    network_train(&mean, &data, &training, &random);
    training.eta /= divisor;
    train_on_sum(&sum, &data, &training, &again);
    double gap = matrix_max_difference(&sum.theta, &mean.theta) /
                 matrix_max_abs(&mean.theta);
    parameters_free(&mean);
    parameters_free(&sum);
    dataset_free(&data);
    return gap;
}

START_TEST(same_trajectory)
{
    Row row = row_open("prop:le taux $\\eta$ sur la moyenne et $\\eta / B$ "
                       "sur la somme mènent aux mêmes paramètres, pas après "
                       "pas",
                       "égalité", 1e-11);
    for (uint64_t seed = 0; seed < 10; seed++) {
        row_gap(&row, trajectories(1107 + seed, 7), "graine %d", (int)seed);
        ck_assert_double_gt(trajectories(1107 + seed, 1), 0.1);
    }
    row_close(&row);
}
END_TEST

/* --- La courbure d'un réseau --------------------------------------------- */

/* ⟨∇L, v⟩, par le pas complexe. */
typedef struct {
    Problem q;
    Matrix v;
} Along;

static double slope_along(void *context)
{
    const Along *a = context;
    return oracle_directional(&a->q.p, &a->v, &a->q.data.X, &a->q.data.Y);
}

static double norm(const Matrix *v)
{
    return sqrt(matrix_dot(v, v));
}

START_TEST(product_with_hessian)
{
    Random random = random_seeded(1108);
    Row row = row_open("eq:lr-hessian-product", "différences finies", 1e-8);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Along a = { .q = problem_usual(&random) };
        a.v = matrix_clone(&a.q.p.theta);
        matrix_random_normal(&a.v, 1.0, &random);
        matrix_scale(&a.v, 1 / norm(&a.v), &a.v);
        Matrix Hv = matrix_clone(&a.v);
        hessian_product(&Hv, &a.q, &a.v);
        GradientCheck check =
            gradient_check(&a.q.p.theta, &Hv, slope_along, &a);
        row_gradient(&row, &check, "∇² L v");
        matrix_free(&Hv);
        matrix_free(&a.v);
        problem_free(&a.q);
    }
    row_close(&row);
}
END_TEST

/* Toute la hessienne, colonne par colonne, rendue symétrique. */
static Matrix hessian(Problem *q)
{
    size_t P = q->p.theta.rows;
    Matrix H = matrix_create(P, P), e = matrix_create(P, 1);
    Matrix column = matrix_create(P, 1);
    for (size_t j = 0; j < P; j++) {
        matrix_fill(&e, 0.0);
        e.data[j] = 1;
        hessian_product(&column, q, &e);
        for (size_t i = 0; i < P; i++) {
            AT(&H, i, j) += column.data[i] / 2;
            AT(&H, j, i) += column.data[i] / 2;
        }
    }
    matrix_free(&e);
    matrix_free(&column);
    return H;
}

/* s I − H est-elle définie positive ? Par la factorisation de Cholesky, qui
 * n'existe que dans ce cas : aucune valeur propre de H n'atteint alors s. */
static bool is_above(double s, const Matrix *H)
{
    size_t P = H->rows;
    Matrix L = matrix_create(P, P);
    bool positive = true;
    for (size_t i = 0; i < P && positive; i++)
        for (size_t j = 0; j <= i && positive; j++) {
            double sum = (i == j ? s : 0) - AT(H, i, j);
            for (size_t k = 0; k < j; k++)
                sum -= AT(&L, i, k) * AT(&L, j, k);
            positive = i != j || sum > 0;
            AT(&L, i, j) = i == j ? sqrt(sum) : sum / AT(&L, j, j);
        }
    matrix_free(&L);
    return positive;
}

/* La plus grande somme des valeurs absolues d'une ligne : aucune valeur propre
 * n'est plus grande en valeur absolue. */
static double row_bound(const Matrix *H)
{
    double bound = 0;
    for (size_t i = 0; i < H->rows; i++) {
        double sum = 0;
        for (size_t j = 0; j < H->cols; j++)
            sum += fabs(AT(H, i, j));
        bound = fmax(bound, sum);
    }
    return bound;
}

/* Λ, que sharpness rend, encadré à margin près par deux factorisations. */
static void pour_bounds(Row *row, Problem *q, double Lambda, double margin)
{
    Matrix H = hessian(q);
    row_true(row, is_above((1 + margin) * Lambda, &H), "au-dessus de %.6g",
             Lambda);
    row_true(row, !is_above((1 - margin) * Lambda, &H), "au-dessous de %.6g",
             Lambda);
    matrix_free(&H);
}

START_TEST(largest_curvature)
{
    Random random = random_seeded(1109);
    Row row = row_open("prop:aucune courbure ne dépasse le $\\Lambda$ de la "
                       "puissance itérée, et l'une l'atteint, à un millième "
                       "près",
                       "exact", 0);
    for (size_t draw = 0; draw < DRAWS / 2; draw++) {
        Problem q = problem_varied(draw, &random);
        Matrix v = matrix_clone(&q.p.theta), H = hessian(&q);
        matrix_random_normal(&v, 1.0, &random);
        pour_bounds(&row, &q, sharpness(&q, &v, row_bound(&H), 3000), 1e-3);
        matrix_free(&v);
        matrix_free(&H);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* Les réglages du programme : c = 0,5, 30 tours puis 6 tous les 24 pas. */
static void follow(Row *row, double eta, uint64_t seed)
{
    Random random = random_seeded(seed);
    Dataset data = course_circles(50, &random);
    Problem q = problem_from(course_network(COURSE_NH, &random), data);
    Matrix v = matrix_clone(&q.p.theta);
    matrix_random_normal(&v, 1.0, &random);
    pour_bounds(row, &q, sharpness(&q, &v, 0.5, 30), 0.05);
    for (int t = 1; t <= 240; t++) {
        full_gradient(&q);
        sgd_step(&q.p, eta, &q.grad);
        if (t % 24 == 0 && t < 240)
            sharpness(&q, &v, 0.5, 6);
    }
    pour_bounds(row, &q, sharpness(&q, &v, 0.5, 6), 0.05);
    matrix_free(&v);
    problem_free(&q);
}

START_TEST(curvature_followed)
{
    Row row = row_open("prop:suivie comme le fait le programme, la plus forte "
                       "courbure est juste à un vingtième près",
                       "exact", 0);
    for (uint64_t seed = 0; seed < 10; seed++) {
        follow(&row, 0.25, 1110 + seed);
        follow(&row, 2, 1120 + seed);
        follow(&row, 4, 1130 + seed);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

/* La borne basse, ou haute, de l'intervalle d'une moyenne. */
static double side(const char *key, double sign)
{
    char name[64];
    snprintf(name, sizeof name, "%s.mean", key);
    double mean = result(name);
    snprintf(name, sizeof name, "%s.half_width", key);
    return mean + sign * result(name);
}

START_TEST(claims_rates)
{
    double log2 = result("chance"), best = result("best.accuracy");
    row_claim("trop petit, le taux laisse la loss près de $\\log 2$ : écart",
              log2 - result("rate1.loss.mean"), 0.002, 0.05);
    row_claim("à 0,01, on est en chemin : part de bonnes réponses",
              result("rate2.accuracy.mean"), 0.7, 0.87);
    row_claim("de 0,03 à 0,3, on arrive : la plus basse des trois moyennes",
              fmin(result("rate3.accuracy.mean"),
                   fmin(result("rate4.accuracy.mean"),
                        result("rate5.accuracy.mean"))),
              0.915, best);
    row_claim("à 0,3, la loss sur des points neufs dépasse celle de 0,1 : "
              "borne basse de l'intervalle",
              side("cost", -1), 0.001, 0.04);
    row_claim("à 1, le score varie davantage d'une graine à l'autre : rapport "
              "des écarts types",
              result("rate6.accuracy.deviation") /
                  result("rate5.accuracy.deviation"),
              1.2, 100);
    row_claim("à 3, la loss sur des points neufs dépasse celle de 0,3 : écart "
              "entre les bornes les plus proches",
              side("rate7.fresh", -1) - side("check.rate5.fresh", 1), 0.05, 1);
    row_claim("à 10, la loss sur des points neufs dépasse de loin celle du "
              "départ : rapport des deux (borne basse)",
              side("check.rate8.fresh", -1) / log2, 3, 100);
    row_claim("à 30, elle la dépasse de plus loin encore (rapport)",
              side("check.rate9.fresh", -1) / log2, 10, 1000);
    row_claim("aux taux 10 et 30, il reste peu de bonnes réponses : la plus "
              "haute des deux bornes",
              fmax(side("rate8.accuracy", 1), side("rate9.accuracy", 1)), 0.5,
              0.85);
    claims_close();
}
END_TEST

START_TEST(claims_saturation)
{
    row_claim(
        "au taux du TP, une petite part des neurones est saturée à la fin",
        result("rate5.saturated.mean"), 0.05, 0.3);
    row_claim("à 3, la plupart des neurones sont saturés",
              result("rate7.saturated.mean"), 0.7, 0.97);
    row_claim("à 30, presque tous le sont",
              result("check.rate9.saturated.mean"), 0.99, 1);
    claims_close();
}
END_TEST

START_TEST(claims_trajectory)
{
    row_claim("la somme et la moyenne finissent au même endroit, sur le "
              "réseau du TP",
              result("sum.gap"), 0, 1e-9);
    row_claim("le seuil mesuré sur la cuvette de la figure est $2 / \\Lambda$",
              result("threshold.gap"), 0, 1e-6);
    row_claim("un taux quatre fois plus grand suit la même courbe contre "
              "$\\eta t$ : borne haute de l'écart",
              side("flow1.gap", 1), 0, 0.05);
    row_claim("au-delà du seuil, non : borne basse de l'écart à "
              "$\\eta = 2$",
              side("flow2.gap", -1), 0.03, INFINITY);
    row_claim("à $\\eta = 4$, encore moins : borne basse de l'écart",
              side("check.flow4.gap", -1), 1, INFINITY);
    row_claim("le seuil de départ est entre les taux qui se superposent et "
              "le plus grand",
              result("edge.start_threshold"), 1.2, 3.9);
    row_claim("à taux constant, le plus long pas vaut plusieurs fois le plus "
              "court (borne basse)",
              side("speed", -1), 2.5, 12);
    claims_close();
}
END_TEST

START_TEST(claims_edge)
{
    row_claim("au petit taux, $\\eta \\Lambda$ reste loin de 2",
              result("edge0.25.mean"), 0.2, 0.8);
    row_claim("au petit taux, la courbure augmente en route : rapport de la "
              "plus grande à celle du départ",
              result("edge.slow_top") / result("edge.start.mean"), 1.4, 3);
    row_claim("à $\\eta = 2$, $\\eta \\Lambda$ finit autour de 2",
              result("edge2.mean"), 1.6, 2.2);
    row_claim("à $\\eta = 4$, $\\eta \\Lambda$ finit autour de 2, ou un peu "
              "au-dessous",
              result("edge4.mean"), 1.4, 2.3);
    row_claim("à $\\eta = 4$, la courbure finit bien plus faible qu'au petit "
              "taux : rapport",
              result("edge4.mean") / 4 / (result("edge0.25.mean") / 0.25), 0.1,
              0.45);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 11");
    TCase *bowl = tcase_create("une cuvette");
    tcase_add_test(bowl, step_follows_gradient);
    tcase_add_test(bowl, threshold);
    tcase_add_test(bowl, growth);
    tcase_add_test(bowl, regimes);
    tcase_add_test(bowl, every_step_goes_down);
    suite_add_tcase(suite, bowl);
    TCase *sum = tcase_create("la somme");
    tcase_add_test(sum, sum_of_gradients);
    tcase_add_test(sum, same_trajectory);
    suite_add_tcase(suite, sum);
    TCase *curvature = tcase_create("la courbure");
    tcase_add_test(curvature, product_with_hessian);
    tcase_add_test(curvature, largest_curvature);
    tcase_add_test(curvature, curvature_followed);
    suite_add_tcase(suite, curvature);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_rates);
    tcase_add_test(text, claims_saturation);
    tcase_add_test(text, claims_trajectory);
    tcase_add_test(text, claims_edge);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
