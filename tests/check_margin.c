/* check_margin.c — les deux loss d'une marge, les classes 1 et −1, ce qu'on
 * refuse d'apprendre. */
#include "../lib/margin.h"

#include <math.h>

#include "runner.h"
#include "tools.h"

/* --- core ---------------------------------------------------------------- */

START_TEST(losses_at_known_points)
{
    ck_assert_double_eq(hinge(-1), 2);
    ck_assert_double_eq(hinge(1), 0);
    ck_assert_double_eq(hinge(7), 0);
    ck_assert_double_eq(squared_hinge(-1), 4);
    ck_assert_double_eq(squared_hinge(2), 0);
    ck_assert_double_eq(hinge_slope(0.9), -1);
    ck_assert_double_eq(hinge_slope(1), 0);
    ck_assert_double_eq(squared_hinge_slope(0), -2);
    ck_assert_double_eq(squared_hinge_slope(1), 0);
    ck_assert(isnan(hinge(NAN)) && isnan(squared_hinge(NAN)));
    for (double m = -2; m < 3; m += 0.25) {
        ck_assert_double_eq(margin_loss(HINGE, m), hinge(m));
        ck_assert_double_eq(margin_loss(SQUARED_HINGE, m), squared_hinge(m));
        ck_assert_double_eq(margin_slope(HINGE, m), hinge_slope(m));
        ck_assert_double_eq(margin_slope(SQUARED_HINGE, m),
                            squared_hinge_slope(m));
    }
}
END_TEST

START_TEST(classes_of_a_dataset)
{
    Dataset data = dataset_create(5, 2, 3);
    for (size_t n = 0; n < 5; n++)
        AT(&data.Y, n, n % 3) = 1;
    Matrix s = signed_classes(&data, 1);
    ck_assert(s.rows == 5 && s.cols == 1);
    for (size_t n = 0; n < 5; n++)
        ck_assert_double_eq(s.data[n], n % 3 == 1 ? 1 : -1);
    matrix_free(&s);
    dataset_free(&data);
}
END_TEST

/* Un f nul ne répond rien : ce n'est pas une bonne réponse. */
START_TEST(accuracy_counts)
{
    double decisions[4] = { 0.1, -2, 3, 0 }, classes[4] = { 1, 1, 1, -1 };
    Matrix f = matrix_view(decisions, 4, 1), s = matrix_view(classes, 4, 1);
    ck_assert_double_eq(margin_accuracy(&f, &s), 0.5);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

enum { N = 5, NX = 2 };

typedef struct {
    Matrix X, s;
} Examples;

static Examples examples_create(void)
{
    Random random = random_seeded(1);
    Examples e = { random_matrix(N, NX, &random), matrix_create(N, 1) };
    for (size_t n = 0; n < N; n++)
        e.s.data[n] = n % 2 ? 1 : -1;
    return e;
}

static void examples_free(Examples *e)
{
    matrix_free(&e->X);
    matrix_free(&e->s);
}

/* Refusé, pour cette raison ; NULL : accepté. */
static void judged(const Examples *e, double C, const char *why)
{
    Error error;
    ck_assert(margin_check(&e->X, &e->s, C, &error) == !why);
    ck_assert(margin_check(&e->X, &e->s, C, NULL) == !why);
    if (why)
        ck_assert_str_eq(error.text, why);
}

START_TEST(bad_prices)
{
    Examples e = examples_create();
    judged(&e, 1e-300, NULL);
    judged(&e, 0, "C vaut 0 : il doit être positif, et fini");
    judged(&e, -1, "C vaut -1 : il doit être positif, et fini");
    judged(&e, NAN, "C vaut nan : il doit être positif, et fini");
    judged(&e, INFINITY, "C vaut inf : il doit être positif, et fini");
    examples_free(&e);
}
END_TEST

START_TEST(bad_classes)
{
    Examples e = examples_create();
    e.s.data[2] = 0;
    judged(&e, 1, "la classe de l'exemple 3 vaut 0, ni 1 ni −1");
    e.s.data[2] = NAN;
    judged(&e, 1, "la classe de l'exemple 3 vaut nan, ni 1 ni −1");
    for (int sign = -1; sign <= 1; sign += 2) {
        matrix_fill(&e.s, sign);
        judged(&e, 1, "tous les exemples sont de la même classe");
    }
    examples_free(&e);
}
END_TEST

START_TEST(bad_points)
{
    Examples e = examples_create();
    AT(&e.X, 4, 1) = NAN;
    judged(&e, 1, "la composante 2 de l'exemple 5 n'est pas finie");
    AT(&e.X, 4, 1) = -INFINITY;
    judged(&e, 1, "la composante 2 de l'exemple 5 n'est pas finie");
    examples_free(&e);
}
END_TEST

START_TEST(bad_shapes)
{
    Matrix X = matrix_create(N, NX), s = matrix_create(N - 1, 1);
    Matrix none = matrix_create(0, NX), empty = matrix_create(0, 1);
    judged(&(Examples){ X, s }, 1,
           "X est 5×2 et s 4×1 : une classe par exemple, et un exemple au "
           "moins");
    judged(&(Examples){ none, empty }, 1,
           "X est 0×2 et s 0×1 : une classe par exemple, et un exemple au "
           "moins");
    Matrix f = matrix_create(N, 1);
    ck_fatal(margin_accuracy(&f, &s),
             "margin_accuracy : f est 5×1, s est 4×1");
    matrix_free(&f);
    matrix_free(&X);
    matrix_free(&s);
    matrix_free(&none);
    matrix_free(&empty);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("margin");
    TCase *core = tcase_create("core");
    tcase_add_test(core, losses_at_known_points);
    tcase_add_test(core, classes_of_a_dataset);
    tcase_add_test(core, accuracy_counts);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, bad_prices);
    tcase_add_test(limits, bad_classes);
    tcase_add_test(limits, bad_points);
    tcase_add_test(limits, bad_shapes);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
