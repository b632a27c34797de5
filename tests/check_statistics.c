/* check_statistics.c — quantiles publiés, résumés, couverture. */
#include <math.h>

#include "../lib/statistics.h"
#include "runner.h"
#include "tools.h"

/* Tables usuelles, à quatre décimales. */
START_TEST(published_quantiles)
{
    static const struct {
        size_t degrees;
        double quantile;
    } published[] = {
        { 1, 12.7062 }, { 2, 4.3027 },  { 3, 3.1824 },
        { 4, 2.7764 },  { 5, 2.5706 },  { 9, 2.2622 },
        { 19, 2.0930 }, { 29, 2.0452 }, { 99, 1.9842 },
    };
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        ck_assert_double_eq_tol(student_quantile(published[i].degrees),
                                published[i].quantile, 5.1e-5);
}
END_TEST

/* La fonction de répartition s'écrit simplement pour 1 et 2 degrés. */
START_TEST(exact_quantiles)
{
    double pi = acos(-1.0), p = 0.95;
    ck_assert_double_eq_tol(student_quantile(1), tan(p * pi / 2), 1e-5);
    ck_assert_double_eq_tol(student_quantile(2), p * sqrt(2 / (1 - p * p)),
                            1e-7);
}
END_TEST

START_TEST(quantiles_decrease_to_the_normal_one)
{
    for (size_t degrees = 1; degrees < 60; degrees++)
        ck_assert_double_gt(student_quantile(degrees),
                            student_quantile(degrees + 1));
    ck_assert_double_eq_tol(student_quantile(1000000), 1.95996, 1e-5);
}
END_TEST

START_TEST(summary_of_known_values)
{
    static const double values[] = { 4, 1, 5, 2, 3 };
    Summary s = summarize(values, 5);
    ck_assert_uint_eq(s.n, 5);
    ck_assert_double_eq_tol(s.mean, 3, 1e-15);
    ck_assert_double_eq_tol(s.deviation, sqrt(2.5), 1e-15);
    ck_assert_double_eq_tol(s.half_width, 2.7764451 * sqrt(2.5 / 5), 1e-7);
    ck_assert(s.low == 1 && s.high == 5);
}
END_TEST

/* Une grande moyenne n'efface pas un petit écart type. */
START_TEST(small_deviation_around_a_large_mean)
{
    static const double values[] = { 1e8 - 1, 1e8, 1e8 + 1 };
    Summary s = summarize(values, 3);
    ck_assert_double_eq_tol(s.mean, 1e8, 1e-7);
    ck_assert_double_eq_tol(s.deviation, 1, 1e-7);
}
END_TEST

/* L'intervalle à 95 % contient la vraie moyenne 95 fois sur 100. */
START_TEST(interval_covers_the_mean)
{
    enum { REPEATS = 1000, N = 4 };
    Random random = random_seeded(41);
    int covered = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        double values[N];
        for (int i = 0; i < N; i++)
            values[i] = 7 + 2 * random_normal(&random);
        Summary s = summarize(values, N);
        covered += fabs(s.mean - 7) <= s.half_width;
    }
    double allowed = 5 * sqrt(0.95 * 0.05 / REPEATS);
    ck_assert_double_eq_tol((double)covered / REPEATS, 0.95, allowed);
}
END_TEST

START_TEST(summary_of_one_value)
{
    double value = -2.5;
    Summary s = summarize(&value, 1);
    ck_assert_uint_eq(s.n, 1);
    ck_assert(s.mean == -2.5 && s.low == -2.5 && s.high == -2.5);
    ck_assert(s.deviation == 0 && s.half_width == 0);
}
END_TEST

START_TEST(summary_of_nan)
{
    static const double values[] = { 1, NAN, 2 };
    Summary s = summarize(values, 3);
    ck_assert(isnan(s.mean) && isnan(s.deviation) && isnan(s.half_width));
    ck_assert(isnan(s.low) && isnan(s.high));
}
END_TEST

/* Les divisions arrondissent, mais la moyenne reste entre les extrêmes. */
START_TEST(summary_of_equal_values)
{
    for (size_t n = 1; n < 50; n++) {
        double values[50];
        for (size_t i = 0; i < n; i++)
            values[i] = 0.1;
        Summary s = summarize(values, n);
        ck_assert(s.mean == 0.1 && s.low == 0.1 && s.high == 0.1);
        ck_assert(s.deviation == 0 && s.half_width == 0);
    }
}
END_TEST

START_TEST(nothing_to_summarize)
{
    double value = 1;
    ck_fatal_in(summarize(&value, 0), "summarize : aucune valeur",
                "statistics.c");
    ck_fatal_in(student_quantile(0),
                "student_quantile : aucun degré de liberté", "statistics.c");
}
END_TEST

/* La loi binomiale, en ajoutant un essai à la fois. */
START_TEST(binomial_law)
{
    enum { MOST = 300 };
    Random random = random_seeded(203);
    for (size_t draw = 0; draw < 20; draw++) {
        double law[MOST + 1] = { 1 }, p = random_uniform(&random);
        size_t n = 1 + random_below(&random, MOST);
        for (size_t i = 1; i <= n; i++) {
            for (size_t k = i; k > 0; k--)
                law[k] = p * law[k - 1] + (1 - p) * law[k];
            law[0] *= 1 - p;
        }
        for (size_t k = 0; k <= n; k++)
            ck_assert_double_eq_tol(binomial_probability(k, n, p), law[k],
                                    1e-11);
    }
}
END_TEST

START_TEST(impossible_binomial)
{
    ck_fatal_in(binomial_probability(6, 5, 0.5),
                "binomial_probability : 6 succès sur 5, de probabilité 0.5",
                "statistics.c");
    ck_fatal_in(binomial_probability(1, 5, 1),
                "binomial_probability : 1 succès sur 5, de probabilité 1",
                "statistics.c");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("statistics");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, published_quantiles);
    tcase_add_test(core, exact_quantiles);
    tcase_add_test(core, quantiles_decrease_to_the_normal_one);
    tcase_add_test(core, summary_of_known_values);
    tcase_add_test(core, small_deviation_around_a_large_mean);
    tcase_add_test(core, interval_covers_the_mean);
    tcase_add_test(core, binomial_law);
    tcase_add_test(limits, summary_of_one_value);
    tcase_add_test(limits, summary_of_nan);
    tcase_add_test(limits, summary_of_equal_values);
    tcase_add_test(limits, nothing_to_summarize);
    tcase_add_test(limits, impossible_binomial);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
