/* Les réglages du TP et le meilleur classifieur des cercles. */
#include <math.h>
#include <signal.h>

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

int main(int argc, char **argv)
{
    Suite *suite = suite_create("course");
    TCase *core = tcase_create("core");
    tcase_add_test(core, best_matches_sampling);
    tcase_add_test(core, neighbours_do_worse);
    tcase_add_test(core, threshold_is_the_right_shape);
    tcase_add_test(core, settings);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test_raise_signal(limits, noise_too_small, SIGABRT);
    tcase_add_test_raise_signal(limits, noise_too_large, SIGABRT);
    tcase_add_test_raise_signal(limits, noise_is_nan, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
