/* Les réglages du TP et le meilleur classifieur des cercles. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "../lib/course.h"
#include "runner.h"

/* Part de bonnes réponses du seuil `radius` sur n points par classe. */
static double threshold_accuracy(double radius, double noise, size_t n,
                                 Random *random)
{
    Dataset data = circles(n, noise, random);
    size_t right = 0;
    for (size_t i = 0; i < data.X.rows; i++) {
        bool inner = hypot(AT(&data.X, i, 0), AT(&data.X, i, 1)) < radius;
        right += inner == (dataset_class(&data, i) == 1);
    }
    dataset_free(&data);
    return (double)right / (double)(2 * n);
}

/* --- core ---------------------------------------------------------------- */

START_TEST(best_matches_sampling)
{
    const double noises[] = { 0.05, 0.2, 0.4 };
    enum { N = 500000 };
    Random random = random_seeded(1);
    for (size_t i = 0; i < 3; i++) {
        BestClassifier best = course_best(noises[i]);
        double seen = threshold_accuracy(best.radius, noises[i], N, &random);
        double error = sqrt(best.accuracy * (1 - best.accuracy) / (2 * N));
        ck_assert_double_le(fabs(seen - best.accuracy), 4 * error + 1e-6);
    }
}
END_TEST

/* Des parts inégales : le meilleur de soixante seuils, sur des points tirés. */
START_TEST(best_of_unequal_shares)
{
    enum { N = 200000, STEPS = 60 };
    const double share = 0.3, noise = 0.4;
    Random random = random_seeded(4);
    Dataset data = circles(N, noise, &random);
    double best = 0;
    for (int step = 0; step < STEPS; step++) {
        double radius = 0.3 + 0.01 * step, right = 0;
        for (size_t n = 0; n < data.X.rows; n++) {
            bool inner = hypot(AT(&data.X, n, 0), AT(&data.X, n, 1)) < radius;
            if (inner == (dataset_class(&data, n) == 1))
                right += inner ? share : 1 - share;
        }
        best = fmax(best, right / N);
    }
    ck_assert_double_eq_tol(best, course_best_mixed(noise, share), 2e-3);
    for (double each = 0.1; each < 0.6; each += 0.1)
        ck_assert_double_eq_tol(course_best_mixed(each, 0.5),
                                course_best(each).accuracy, 1e-5);
    dataset_free(&data);
}
END_TEST

/* Les mêmes points, avec le seuil calculé et deux seuils voisins. */
START_TEST(neighbours_do_worse)
{
    enum { N = 500000 };
    double best = course_best(COURSE_NOISE).radius;
    Random a = random_seeded(2), b = a, c = a;
    double at_best = threshold_accuracy(best, COURSE_NOISE, N, &a);
    ck_assert(threshold_accuracy(best - 0.05, COURSE_NOISE, N, &b) < at_best);
    ck_assert(threshold_accuracy(best + 0.05, COURSE_NOISE, N, &c) < at_best);
}
END_TEST

/* Le rapport des deux densités ne change de côté qu'une fois : classe par
 * classe, les points d'une couronne sont en majorité ceux que le seuil dit. */
START_TEST(threshold_is_the_right_shape)
{
    enum { N = 500000, RINGS = 20 };
    const double reach = 2.0;
    Random random = random_seeded(3);
    Dataset data = course_circles(N, &random);
    double inner[RINGS] = { 0 }, outer[RINGS] = { 0 };
    for (size_t i = 0; i < data.X.rows; i++) {
        double r = hypot(AT(&data.X, i, 0), AT(&data.X, i, 1));
        if (r < reach)
            (dataset_class(&data, i) ? inner
                                     : outer)[(int)(r / reach * RINGS)]++;
    }
    double best = course_best(COURSE_NOISE).radius;
    for (int ring = 0; ring < RINGS; ring++) {
        double low = reach * ring / RINGS, high = reach * (ring + 1) / RINGS;
        double spread = 4 * sqrt(inner[ring] + outer[ring]);
        if (high <= best)
            ck_assert(inner[ring] - outer[ring] > -spread);
        if (low >= best)
            ck_assert(outer[ring] - inner[ring] > -spread);
    }
    dataset_free(&data);
}
END_TEST

START_TEST(settings)
{
    Random random = random_seeded(4);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    ck_assert_uint_eq(data.X.rows, 400);
    Parameters p = course_network(COURSE_NH, &random);
    ck_assert_uint_eq(matrix_size(&p.theta), 10 * 3 + 2 * 11);
    ck_assert_double_eq(matrix_max_abs(&p.bh), 0);
    Training training = course_training();
    ck_assert_uint_eq(training.epochs, 150);
    ck_assert_uint_eq(training.batch, 10);
    parameters_free(&p);
    dataset_free(&data);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

START_TEST(noise_too_small)
{
    course_best(0.005);
}
END_TEST

START_TEST(noise_too_large)
{
    course_best(0.7);
}
END_TEST

START_TEST(noise_is_nan)
{
    course_best(NAN);
}
END_TEST

/* --- Les réglages d'un lecteur ------------------------------------------- */

static const char every[] = "nh eta batch epochs points noise weight data";

START_TEST(options_by_name)
{
    Course course = COURSE_DEFAULT;
    Option options[COURSE_OPTIONS];
    ck_assert_uint_eq(course_options(options, &course, " eta  nh data"), 3);
    ck_assert_str_eq(options[0].name, "eta");
    ck_assert_ptr_eq(options[0].real, &course.eta);
    ck_assert_ptr_eq(options[1].count, &course.nh);
    ck_assert_ptr_eq(options[2].text, &course.path);
    ck_assert_uint_eq(course_options(options, &course, every), COURSE_OPTIONS);
}
END_TEST

START_TEST(unknown_option)
{
    Course course = COURSE_DEFAULT;
    Option options[COURSE_OPTIONS];
    course_options(options, &course, "et");
}
END_TEST

/* Sans réglage, ce que le TP donne, aux mêmes tirages. */
START_TEST(default_is_the_course)
{
    Course course = COURSE_DEFAULT;
    Random a = random_seeded(5), b = a;
    Sets sets = course_sets(&course, 30, &a);
    Dataset data = course_circles(COURSE_PER_CLASS, &b);
    Dataset fresh = course_circles(30, &b);
    ck_assert(matrix_max_difference(&sets.data.X, &data.X) == 0);
    ck_assert(matrix_max_difference(&sets.fresh.X, &fresh.X) == 0);
    Parameters p = course_start(&course, COURSE_NH, &data, &a),
               q = course_network(COURSE_NH, &b);
    ck_assert(matrix_max_difference(&p.theta, &q.theta) == 0);
    parameters_free(&p);
    parameters_free(&q);
    sets_free(&sets);
    dataset_free(&data);
    dataset_free(&fresh);
}
END_TEST

/* Lit un fichier de N points : n dans chaque colonne, sauf la deuxième, faite
 * de 0,1 ; classes 0, 1, 2, 0… */
static Course open_points(int N, int nx, bool plane)
{
    Course course = COURSE_DEFAULT;
    char path[64];
    snprintf(path, sizeof path, "/tmp/cahier-points-%d.csv", (int)getpid());
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    for (int i = 1; i <= nx; i++)
        fprintf(file, "x%d,", i);
    fputs("class\n", file);
    for (int n = 0; n < N; n++) {
        for (int i = 1; i <= nx; i++)
            fprintf(file, i == 2 ? "0.1," : "%d,", n);
        fprintf(file, "%d\n", n % 3);
    }
    fclose(file);
    course.path = path;
    course_open(&course, plane);
    remove(path);
    return course;
}

/* Les deux premiers moments de la première colonne. */
static double first_mean(const Matrix *X)
{
    double mean = 0;
    for (size_t n = 0; n < X->rows; n++)
        mean += AT(X, n, 0) / (double)X->rows;
    return mean;
}

static double first_deviation(const Matrix *X)
{
    double mean = first_mean(X), square = 0;
    for (size_t n = 0; n < X->rows; n++)
        square += pow(AT(X, n, 0) - mean, 2) / (double)X->rows;
    return sqrt(square);
}

/* Les points du fichier, n dans la première colonne, retrouvés dans l'ordre du
 * partage : leur classe est n % 3, et la première colonne croît avec n. */
static double unscaled(const Sets *sets, const Matrix *X, size_t row)
{
    double low = INFINITY, high = -INFINITY;
    const Matrix *both[] = { &sets->data.X, &sets->fresh.X };
    size_t N = both[0]->rows + both[1]->rows;
    for (size_t k = 0; k < 2; k++)
        for (size_t n = 0; n < both[k]->rows; n++) {
            low = fmin(low, AT(both[k], n, 0));
            high = fmax(high, AT(both[k], n, 0));
        }
    return (AT(X, row, 0) - low) / (high - low) * (double)(N - 1);
}

/* Chacun sert une fois, d'un côté ou de l'autre ; centré et réduit par ceux qui
 * servent à apprendre, et eux seuls. */
START_TEST(readers_points_are_split)
{
    enum { N = 20, KEPT = 14 };
    Course course = open_points(N, 2, true);
    Random random = random_seeded(1);
    Sets sets = course_sets(&course, 999, &random);
    ck_assert_uint_eq(sets.data.X.rows, KEPT);
    ck_assert_uint_eq(sets.fresh.X.rows, N - KEPT);
    ck_assert_uint_eq(sets.data.Y.cols, 3);
    ck_assert(fabs(first_mean(&sets.data.X)) < 1e-12);
    ck_assert(fabs(first_deviation(&sets.data.X) - 1) < 1e-12);
    ck_assert(fabs(first_mean(&sets.fresh.X)) > 1e-3);
    int seen[N] = { 0 };
    for (size_t n = 0; n < N; n++) {
        const Dataset *from = n < KEPT ? &sets.data : &sets.fresh;
        size_t row = n < KEPT ? n : n - KEPT;
        double x = unscaled(&sets, &from->X, row);
        size_t place = (size_t)lround(x);
        ck_assert(fabs(x - (double)place) < 1e-9);
        ck_assert_uint_eq(dataset_class(from, row), place % 3);
        ck_assert(AT(&from->X, row, 1) == 0);
        seen[place]++;
    }
    for (size_t n = 0; n < N; n++)
        ck_assert_int_eq(seen[n], 1);
    sets_free(&sets);
    course_close(&course);
}
END_TEST

START_TEST(too_few_points)
{
    open_points(9, 2, false);
}
END_TEST

START_TEST(too_many_columns)
{
    Course course = open_points(12, 3, false);
    course_close(&course);
    open_points(12, 3, true);
}
END_TEST

START_TEST(two_classes)
{
    Course course = COURSE_DEFAULT;
    course_require_two_classes(&course);
    course = open_points(12, 2, true);
    course.path = "points.csv";
    course_require_two_classes(&course);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("course");
    TCase *core = tcase_create("core");
    tcase_add_test(core, best_matches_sampling);
    tcase_add_test(core, best_of_unequal_shares);
    tcase_add_test(core, neighbours_do_worse);
    tcase_add_test(core, threshold_is_the_right_shape);
    tcase_add_test(core, settings);
    suite_add_tcase(suite, core);
    tcase_add_test(core, options_by_name);
    tcase_add_test(core, default_is_the_course);
    tcase_add_test(core, readers_points_are_split);
    TCase *limits = tcase_create("limits");
    tcase_add_test_raise_signal(limits, unknown_option, SIGABRT);
    tcase_add_exit_test(limits, too_few_points, 1);
    tcase_add_exit_test(limits, too_many_columns, 1);
    tcase_add_exit_test(limits, two_classes, 1);
    tcase_add_test_raise_signal(limits, noise_too_small, SIGABRT);
    tcase_add_test_raise_signal(limits, noise_too_large, SIGABRT);
    tcase_add_test_raise_signal(limits, noise_is_nan, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
