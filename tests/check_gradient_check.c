/* check_gradient_check.c — le vérificateur accepte le juste, refuse le faux, et
 * le dit quand il ne sait pas. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "runner.h"
#include "tools.h"

enum { ROWS = 3, COLS = 5, SIZE = ROWS * COLS };

/* f(x) = offset + Σₖ aₖ sin(xₖ) : des coefficients, un décalage, et de quoi
 * compter les appels ou gâter f. */
typedef struct {
    Matrix x, a, gradient;
    double offset;
    size_t calls, bad_call; /* l'appel qui rend NaN ; 0 : aucun */
} Problem;

static double sum_of_sines(void *context)
{
    Problem *p = context;
    double sum = p->offset;
    for (size_t k = 0; k < matrix_size(&p->x); k++)
        sum += p->a.data[k] * sin(p->x.data[k]);
    return ++p->calls == p->bad_call ? NAN : sum;
}

static Problem problem_create(uint64_t seed)
{
    Random random = random_seeded(seed);
    Problem p = { .x = random_matrix(ROWS, COLS, &random) };
    p.a = random_matrix(ROWS, COLS, &random);
    p.gradient = matrix_create(ROWS, COLS);
    for (size_t k = 0; k < SIZE; k++)
        p.gradient.data[k] = p.a.data[k] * cos(p.x.data[k]);
    return p;
}

static void problem_free(Problem *p)
{
    matrix_free(&p->x);
    matrix_free(&p->a);
    matrix_free(&p->gradient);
}

static GradientCheck check_problem(Problem *p)
{
    return gradient_check(&p->x, &p->gradient, sum_of_sines, p);
}

static void require_verdict(const GradientCheck *check,
                            GradientVerdict verdict)
{
    char text[300];
    ck_assert_msg(check->verdict == verdict, "%s",
                  gradient_check_describe(check, text, sizeof text));
}

/* --- Dérivées ------------------------------------------------------------ */

static double exponential(void *context)
{
    return exp(*(double *)context);
}

static double square(void *context)
{
    double x = *(double *)context;
    return x * x;
}

static double forward_error(double h)
{
    double x = 0.3;
    return forward_difference(exponential, &x, &x, h) - exp(x);
}

static double central_error(double h)
{
    double x = 0.3;
    return central_difference(exponential, &x, &x, h) - exp(x);
}

static double two_levels_error(double h)
{
    double x = 0.3;
    return richardson(exponential, &x, &x, h, 2).value - exp(x);
}

static double three_levels_error(double h)
{
    double x = 0.3;
    return richardson(exponential, &x, &x, h, 3).value - exp(x);
}

/* L'ordre est la pente de log |erreur| en log h ; le premier terme de l'erreur
 * est connu. */
static const struct {
    double (*error)(double h);
    double h, order, constant;
} methods[] = {
    { forward_error, 0x1p-12, 1, 1. / 2 },
    { central_error, 0x1p-7, 2, 1. / 6 },
    { two_levels_error, 0x1p-3, 4, -1. / 480 },
    { three_levels_error, 0x1p-1, 6, 1. / 322560 },
};

START_TEST(orders_of_differences)
{
    double h = methods[_i].h, coarse = methods[_i].error(h);
    double order = log2(fabs(coarse / methods[_i].error(h / 2)));
    ck_assert_double_eq_tol(order, methods[_i].order, 0.02);
    double expected =
        methods[_i].constant * exp(0.3) * pow(h, methods[_i].order);
    ck_assert_double_eq_tol(coarse / expected, 1, 0.02);
}
END_TEST

/* Sur un polynôme de degré 2, la différence centrée est exacte ; l'autre se
 * trompe de h. */
START_TEST(differences_of_a_square)
{
    double x = 3;
    ck_assert(central_difference(square, &x, &x, 0.5) == 6);
    ck_assert(forward_difference(square, &x, &x, 0.5) == 6.5);
    Derivative one = richardson(square, &x, &x, 0.5, 1);
    ck_assert(one.value == 6 && isinf(one.error));
    Derivative all = richardson(square, &x, &x, 0.5, 8);
    ck_assert(all.value == 6 && all.error == 0);
}
END_TEST

/* L'erreur annoncée majore l'erreur vraie. */
START_TEST(richardson_knows_its_error)
{
    for (int levels = 2; levels <= 8; levels++)
        for (double h = 1; h > 1e-3; h /= 2) {
            double x = 0.3;
            Derivative d = richardson(exponential, &x, &x, h, levels);
            double rounding = 64 * DBL_EPSILON / h * (1 << levels);
            ck_assert_double_le(fabs(d.value - exp(0.3)), d.error + rounding);
        }
}
END_TEST

START_TEST(richardson_levels)
{
    double x = 1;
    ck_fatal_in(richardson(square, &x, &x, 0.5, 0),
                "richardson : 0 niveaux, de 1 à 8", "gradient_check.c");
    ck_fatal_in(richardson(square, &x, &x, 0.5, 9),
                "richardson : 9 niveaux, de 1 à 8", "gradient_check.c");
}
END_TEST

/* 0,1 + h − h n'est pas 0,1 : x doit être rangé, pas recalculé. */
START_TEST(displaced_value_is_restored)
{
    static const double values[] = { 0.1, -0.0, 1e-300, 1e17, NAN };
    for (size_t i = 0; i < 5; i++) {
        double x = values[i];
        forward_difference(square, &x, &x, 0.37);
        ck_assert(memcmp(&x, &values[i], sizeof x) == 0);
        central_difference(square, &x, &x, 0.37);
        ck_assert(memcmp(&x, &values[i], sizeof x) == 0);
        richardson(square, &x, &x, 0.37, 4);
        ck_assert(memcmp(&x, &values[i], sizeof x) == 0);
    }
}
END_TEST

/* --- Verdicts ------------------------------------------------------------ */

START_TEST(right_gradient_is_accepted)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        Problem p = problem_create(100 + seed);
        Matrix x = matrix_clone(&p.x), gradient = matrix_clone(&p.gradient);
        GradientCheck check = check_problem(&p);
        require_verdict(&check, GRADIENT_RIGHT);
        ck_assert_uint_eq(check.cases, SIZE);
        ck_assert_double_le(check.error, check.tolerance);
        ck_assert_double_le(check.tolerance, 1e-7);
        ck_assert_double_eq_tol(check.scale, matrix_max_abs(&gradient), 1e-9);
        ck_assert(same_matrix(&p.x, &x));
        ck_assert(same_matrix(&p.gradient, &gradient));
        matrix_free(&x);
        matrix_free(&gradient);
        problem_free(&p);
    }
}
END_TEST

START_TEST(numeric_gradient_is_the_gradient)
{
    Problem p = problem_create(170);
    Matrix x = matrix_clone(&p.x), numeric = matrix_create(ROWS, COLS);
    numeric_gradient(&numeric, &p.x, sum_of_sines, &p);
    ck_assert_double_le(matrix_max_difference(&numeric, &p.gradient), 1e-10);
    ck_assert(same_matrix(&p.x, &x));
    matrix_free(&x);
    matrix_free(&numeric);
    problem_free(&p);
}
END_TEST

/* Une seule entrée fausse, n'importe laquelle : refusée, et désignée. */
START_TEST(one_wrong_entry_is_found)
{
    Problem p = problem_create(171);
    double scale = matrix_max_abs(&p.gradient);
    for (size_t k = 0; k < SIZE; k++) {
        double right = p.gradient.data[k];
        p.gradient.data[k] += 1e-6 * scale;
        GradientCheck check = check_problem(&p);
        require_verdict(&check, GRADIENT_WRONG);
        ck_assert_uint_eq(check.row, k / COLS);
        ck_assert_uint_eq(check.col, k % COLS);
        ck_assert(check.analytic == p.gradient.data[k]);
        ck_assert_double_eq_tol(check.numeric, right, 1e-10);
        ck_assert_double_eq_tol(check.gap, 1e-6 * scale, 1e-10);
        ck_assert_double_eq_tol(check.error, 1e-6, 1e-9);
        p.gradient.data[k] = right;
    }
    problem_free(&p);
}
END_TEST

/* Un écart bien réel, mais dans la tolérance, passe. */
START_TEST(gap_within_the_tolerance)
{
    Problem p = problem_create(172);
    double scale = matrix_max_abs(&p.gradient);
    p.gradient.data[4] += 0.5 * GRADIENT_TOLERANCE * scale;
    GradientCheck check = check_problem(&p);
    require_verdict(&check, GRADIENT_RIGHT);
    ck_assert_double_eq_tol(check.error, 0.5 * GRADIENT_TOLERANCE, 1e-10);
    p.gradient.data[4] += GRADIENT_TOLERANCE * scale;
    check = check_problem(&p);
    require_verdict(&check, GRADIENT_WRONG);
    problem_free(&p);
}
END_TEST

/* L'écart se mesure à la plus grande entrée, pas entrée par entrée. */
START_TEST(gap_is_relative_to_the_largest_entry)
{
    Problem p = problem_create(172);
    p.a.data[0] = 1e9;
    p.gradient.data[0] = 1e9 * cos(p.x.data[0]);
    p.gradient.data[7] += 1e-4;
    GradientCheck check = check_problem(&p);
    require_verdict(&check, GRADIENT_RIGHT);
    p.gradient.data[7] += 1e3;
    check = check_problem(&p);
    require_verdict(&check, GRADIENT_WRONG);
    problem_free(&p);
}
END_TEST

/* Un gradient nul est faux si f varie ; non nul, il est faux si f est
 * constante. */
START_TEST(null_against_not_null)
{
    Problem p = problem_create(173);
    Matrix zero = matrix_create(ROWS, COLS);
    GradientCheck check = gradient_check(&p.x, &zero, sum_of_sines, &p);
    require_verdict(&check, GRADIENT_WRONG);
    ck_assert_double_eq_tol(check.scale, matrix_max_abs(&p.gradient), 1e-9);
    matrix_fill(&p.a, 0.0);
    check = check_problem(&p);
    require_verdict(&check, GRADIENT_WRONG);
    matrix_free(&zero);
    problem_free(&p);
}
END_TEST

/* Tout est nul : rien n'a été éprouvé. */
START_TEST(null_gradient_of_a_constant)
{
    Problem p = problem_create(174);
    Random random = random_seeded(1);
    matrix_fill(&p.a, 0.0);
    matrix_fill(&p.gradient, 0.0);
    GradientCheck check = check_problem(&p);
    ck_assert(check.error == 0);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    check =
        gradient_check_direction(&p.x, &p.gradient, sum_of_sines, &p, &random);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    problem_free(&p);
}
END_TEST

/* f varie si peu devant sa valeur que l'arrondi la noie. */
START_TEST(gradient_drowned_in_rounding)
{
    static const double offsets[] = { 1e9, -1e9, 1e15 };
    for (size_t i = 0; i < 3; i++) {
        Problem p = problem_create(175);
        p.offset = offsets[i];
        GradientCheck check = check_problem(&p);
        require_verdict(&check, GRADIENT_INCONCLUSIVE);
        problem_free(&p);
    }
}
END_TEST

static double saturated(void *context)
{
    return tanh(40 + *(double *)context);
}

/* Un neurone saturé : la vraie pente, 1e−35, ne se voit pas. */
START_TEST(saturated_function)
{
    double x = 0.5, slope = 4 * exp(-81.0);
    Matrix X = matrix_view(&x, 1, 1), G = matrix_view(&slope, 1, 1);
    GradientCheck check = gradient_check(&X, &G, saturated, &x);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
}
END_TEST

static double kink(void *context)
{
    return fabs(*(double *)context);
}

/* À cheval sur le coin de |x|, les différences ne s'accordent pas entre elles :
 * ni la vraie pente ni la dernière extrapolation ne sont prouvées. */
START_TEST(kink_is_not_proved)
{
    double x = 1e-4, slope = 1;
    Matrix X = matrix_view(&x, 1, 1), G = matrix_view(&slope, 1, 1);
    GradientCheck check = gradient_check(&X, &G, kink, &x);
    ck_assert_int_ne(check.verdict, GRADIENT_RIGHT);
    slope = check.numeric;
    check = gradient_check(&X, &G, kink, &x);
    ck_assert(check.gap == 0);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
}
END_TEST

static double kink_and_slope(void *context)
{
    const double *x = context;
    return fabs(x[0]) + 3 * x[1];
}

/* L'incertitude d'une entrée n'excuse pas l'écart, plus petit, d'une autre. */
START_TEST(uncertain_entry_hides_no_other)
{
    double x[] = { 1e-4, 0.5 }, slopes[] = { 0, 3 };
    Matrix X = matrix_view(x, 1, 2), G = matrix_view(slopes, 1, 2);
    Matrix kink_only = matrix_view(slopes, 1, 1);
    Matrix first = matrix_view(x, 1, 1);
    numeric_gradient(&kink_only, &first, kink_and_slope, x);
    GradientCheck check = gradient_check(&X, &G, kink_and_slope, x);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    slopes[1] = 3.001;
    check = gradient_check(&X, &G, kink_and_slope, x);
    require_verdict(&check, GRADIENT_WRONG);
    ck_assert_uint_eq(check.col, 1);
}
END_TEST

START_TEST(gradient_that_is_not_finite)
{
    static const double values[] = { NAN, INFINITY, -INFINITY };
    for (size_t k = 0; k < SIZE; k++) {
        Problem p = problem_create(176);
        Random random = random_seeded(2);
        p.gradient.data[k] = values[k % 3];
        GradientCheck check = check_problem(&p);
        require_verdict(&check, GRADIENT_WRONG);
        ck_assert_uint_eq(check.row * COLS + check.col, k);
        check = gradient_check_direction(&p.x, &p.gradient, sum_of_sines, &p,
                                         &random);
        require_verdict(&check, GRADIENT_WRONG);
        problem_free(&p);
    }
}
END_TEST

/* f rend NaN à un seul de ses appels, après le premier. */
START_TEST(function_that_is_not_finite)
{
    Problem p = problem_create(177);
    check_problem(&p);
    size_t calls = p.calls;
    for (size_t bad = 2; bad <= calls; bad++) {
        p.calls = 0;
        p.bad_call = bad;
        GradientCheck check = check_problem(&p);
        require_verdict(&check, GRADIENT_WRONG);
        ck_assert_double_nan(check.numeric);
    }
    problem_free(&p);
}
END_TEST

START_TEST(nothing_to_compare)
{
    Problem p = { .x = { 0, 3, NULL } };
    Random random = random_seeded(3);
    GradientCheck check = gradient_check(&p.x, &p.x, sum_of_sines, &p);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    check = gradient_check_sampled(&p.x, &p.x, sum_of_sines, &p, 5, &random);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    check = gradient_check_direction(&p.x, &p.x, sum_of_sines, &p, &random);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    ck_assert_uint_eq(check.row, 0);
}
END_TEST

START_TEST(wrong_shapes)
{
    double cells[6] = { 0 };
    Problem p = { .x = matrix_view(cells, 2, 3) };
    Matrix G = matrix_view(cells, 3, 2);
    Random random = random_seeded(4);
    ck_fatal(gradient_check(&p.x, &G, sum_of_sines, &p),
             "gradient_check : x est 2×3, gradient est 3×2");
    ck_fatal(gradient_check_sampled(&p.x, &G, sum_of_sines, &p, 1, &random),
             "gradient_check_sampled : x est 2×3, gradient est 3×2");
    ck_fatal(gradient_check_direction(&p.x, &G, sum_of_sines, &p, &random),
             "gradient_check_direction : x est 2×3, gradient est 3×2");
}
END_TEST

/* --- Échantillon, direction ---------------------------------------------- */

START_TEST(sampled_entries)
{
    Problem p = problem_create(178);
    Matrix x = matrix_clone(&p.x);
    Random random = random_seeded(5);
    GradientCheck check = gradient_check_sampled(
        &p.x, &p.gradient, sum_of_sines, &p, 200, &random);
    require_verdict(&check, GRADIENT_RIGHT);
    ck_assert_uint_eq(check.cases, 200);
    ck_assert(same_matrix(&p.x, &x));

    /* Toute entrée finit par être tirée. */
    for (size_t k = 0; k < SIZE; k++) {
        p.gradient.data[k] += 0.01;
        check = gradient_check_sampled(&p.x, &p.gradient, sum_of_sines, &p,
                                       300, &random);
        require_verdict(&check, GRADIENT_WRONG);
        ck_assert_uint_eq(check.row * COLS + check.col, k);
        p.gradient.data[k] -= 0.01;
    }
    check = gradient_check_sampled(&p.x, &p.gradient, sum_of_sines, &p, 0,
                                   &random);
    require_verdict(&check, GRADIENT_INCONCLUSIVE);
    matrix_free(&x);
    problem_free(&p);
}
END_TEST

START_TEST(direction_accepts_the_right_gradient)
{
    Random random = random_seeded(6);
    for (uint64_t seed = 0; seed < 50; seed++) {
        Problem p = problem_create(180 + seed);
        Matrix x = matrix_clone(&p.x);
        GradientCheck check = gradient_check_direction(
            &p.x, &p.gradient, sum_of_sines, &p, &random);
        require_verdict(&check, GRADIENT_RIGHT);
        ck_assert_uint_eq(check.cases, 1);
        ck_assert(same_matrix(&p.x, &x));
        matrix_free(&x);
        problem_free(&p);
    }
}
END_TEST

/* Une entrée fausse, ou deux dont les écarts s'annulent : une direction de 1
 * ne verrait pas la seconde. */
START_TEST(direction_refuses_a_wrong_gradient)
{
    Random random = random_seeded(7);
    for (size_t k = 0; k + 1 < SIZE; k++) {
        Problem p = problem_create(240 + k);
        p.gradient.data[k] += 0.01;
        GradientCheck check = gradient_check_direction(
            &p.x, &p.gradient, sum_of_sines, &p, &random);
        require_verdict(&check, GRADIENT_WRONG);
        p.gradient.data[k + 1] -= 0.01;
        check = gradient_check_direction(&p.x, &p.gradient, sum_of_sines, &p,
                                         &random);
        require_verdict(&check, GRADIENT_WRONG);
        problem_free(&p);
    }
}
END_TEST

static double itself(void *context)
{
    return *(double *)context;
}

/* Avec f(x) = x, la valeur analytique est la direction : ±(1 + U[0, 1)). */
START_TEST(direction_components)
{
    enum { DRAWS = 1000 };
    Random random = random_seeded(8);
    double x = 0.1, one = 1, size = 0;
    int positive = 0;
    Matrix X = matrix_view(&x, 1, 1), G = matrix_view(&one, 1, 1);
    for (int i = 0; i < DRAWS; i++) {
        double d =
            gradient_check_direction(&X, &G, itself, &x, &random).analytic;
        ck_assert(fabs(d) >= 1 && fabs(d) < 2);
        positive += d > 0;
        size += fabs(d) / DRAWS;
    }
    ck_assert_double_eq_tol(positive, DRAWS / 2., 5 * sqrt(DRAWS) / 2);
    ck_assert_double_eq_tol(size, 1.5, 5 / sqrt(12. * DRAWS));
}
END_TEST

/* --- Une ligne pour le lecteur ------------------------------------------- */

START_TEST(description)
{
    GradientCheck check = { .verdict = GRADIENT_WRONG,
                            .cases = 6,
                            .row = 1,
                            .col = 2,
                            .analytic = 0.5,
                            .numeric = -0.25,
                            .gap = 0.75,
                            .scale = 0.5,
                            .error = 1.5,
                            .tolerance = 1e-8 };
    char text[300], small[9];
    ck_assert_ptr_eq(gradient_check_describe(&check, text, sizeof text), text);
    ck_assert_str_eq(text,
                     "faux : entrée (2, 3), analytique 0.5, numérique -0.25, "
                     "écart relatif 1.5, tolérance 1e-08");
    check.verdict = GRADIENT_RIGHT;
    ck_assert_str_eq(gradient_check_describe(&check, small, sizeof small),
                     "juste : ");
    check.verdict = GRADIENT_INCONCLUSIVE;
    gradient_check_describe(&check, text, sizeof text);
    ck_assert_int_eq(strncmp(text, "ne conclut pas : ", 17), 0);
    ck_assert_ptr_null(strchr(text, '\n'));
}
END_TEST

static TCase *core(void)
{
    TCase *tcase = tcase_create("core");
    tcase_add_loop_test(tcase, orders_of_differences, 0, 4);
    tcase_add_test(tcase, differences_of_a_square);
    tcase_add_test(tcase, richardson_knows_its_error);
    tcase_add_test(tcase, displaced_value_is_restored);
    tcase_add_test(tcase, right_gradient_is_accepted);
    tcase_add_test(tcase, numeric_gradient_is_the_gradient);
    tcase_add_test(tcase, one_wrong_entry_is_found);
    tcase_add_test(tcase, gap_within_the_tolerance);
    tcase_add_test(tcase, gap_is_relative_to_the_largest_entry);
    tcase_add_test(tcase, null_against_not_null);
    tcase_add_test(tcase, sampled_entries);
    tcase_add_test(tcase, direction_accepts_the_right_gradient);
    tcase_add_test(tcase, direction_refuses_a_wrong_gradient);
    tcase_add_test(tcase, direction_components);
    tcase_add_test(tcase, description);
    return tcase;
}

static TCase *limits(void)
{
    TCase *tcase = tcase_create("limits");
    tcase_add_test(tcase, richardson_levels);
    tcase_add_test(tcase, null_gradient_of_a_constant);
    tcase_add_test(tcase, gradient_drowned_in_rounding);
    tcase_add_test(tcase, saturated_function);
    tcase_add_test(tcase, kink_is_not_proved);
    tcase_add_test(tcase, uncertain_entry_hides_no_other);
    tcase_add_test(tcase, gradient_that_is_not_finite);
    tcase_add_test(tcase, function_that_is_not_finite);
    tcase_add_test(tcase, nothing_to_compare);
    tcase_add_test(tcase, wrong_shapes);
    return tcase;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("gradient_check");
    suite_add_tcase(suite, core());
    suite_add_tcase(suite, limits());
    return run_suite(argc, argv, suite);
}
