/* check_losses.c — les fonctions de coût, contre leur définition. */
#include "../lib/losses.h"

#include <float.h>
#include <math.h>

#include "../lib/activations.h"
#include "runner.h"
#include "tools.h"

enum { N = 11, NY = 7 };

/* Un lot : des ỹ de loi N(0, scale²), les Y one-hot, les ŷ. */
typedef struct {
    Matrix Y_tilde, Y, Y_hat;
} Batch;

static Batch batch_create(double scale, uint64_t seed)
{
    Random random = random_seeded(seed);
    Batch b = { .Y_tilde = random_matrix(N, NY, &random) };
    matrix_scale(&b.Y_tilde, scale, &b.Y_tilde);
    b.Y = one_hot(N, NY);
    b.Y_hat = matrix_create(N, NY);
    softmax(&b.Y_hat, &b.Y_tilde);
    return b;
}

static void batch_free(Batch *b)
{
    matrix_free(&b->Y_tilde);
    matrix_free(&b->Y);
    matrix_free(&b->Y_hat);
}

/* −Σᵢ yᵢ log ŷᵢ, en long double, comme on l'écrit d'abord. */
static long double naive_example(const double *y_tilde, const double *y,
                                 size_t n)
{
    long double sum = 0, loss = 0;
    for (size_t j = 0; j < n; j++)
        sum += expl(y_tilde[j]);
    for (size_t i = 0; i < n; i++)
        loss -= (long double)y[i] * logl(expl(y_tilde[i]) / sum);
    return loss;
}

START_TEST(cross_entropy_is_a_mean)
{
    static const double scales[] = { 0, 0.1, 1, 10, 100 };
    for (size_t s = 0; s < 5; s++) {
        Batch b = batch_create(scales[s], 61 + s);
        double tolerance = 32 * DBL_EPSILON * (1 + matrix_max_abs(&b.Y_tilde));
        long double sum = 0;
        for (size_t n = 0; n < N; n++) {
            const double *y_tilde = &AT(&b.Y_tilde, n, 0);
            const double *y = &AT(&b.Y, n, 0);
            long double one = naive_example(y_tilde, y, NY);
            sum += one;
            ck_assert_double_eq_tol(cross_entropy_example(y_tilde, y, NY),
                                    (double)one, tolerance);
            ck_assert_double_eq_tol(cross_entropy_class(y_tilde, n % NY, NY),
                                    (double)one, tolerance);
        }
        ck_assert_double_eq_tol(cross_entropy(&b.Y_tilde, &b.Y),
                                (double)(sum / N), tolerance);
        batch_free(&b);
    }
}
END_TEST

/* Y peut être une loi quelconque, pas seulement one-hot. */
START_TEST(cross_entropy_of_soft_targets)
{
    static const double y_tilde[] = { 0.5, -1, 2 }, y[] = { 0.2, 0.3, 0.5 };
    ck_assert_double_eq_tol(cross_entropy_example(y_tilde, y, 3),
                            (double)naive_example(y_tilde, y, 3), 1e-15);
}
END_TEST

START_TEST(squared_error_is_a_mean)
{
    Batch b = batch_create(2, 67);
    long double sum = 0;
    for (size_t k = 0; k < N * NY; k++) {
        long double gap = (long double)b.Y_hat.data[k] - b.Y.data[k];
        sum += gap * gap;
    }
    ck_assert_double_eq_tol(squared_error(&b.Y_hat, &b.Y), (double)(sum / N),
                            1e-15);
    ck_assert(squared_error(&b.Y, &b.Y) == 0);
    batch_free(&b);
}
END_TEST

static double cross_entropy_of(void *context)
{
    const Batch *b = context;
    return cross_entropy(&b->Y_tilde, &b->Y);
}

static double squared_error_of(void *context)
{
    const Batch *b = context;
    return squared_error(&b->Y_hat, &b->Y);
}

static void require_right(const GradientCheck *check)
{
    char text[300];
    ck_assert_msg(check->verdict == GRADIENT_RIGHT, "%s",
                  gradient_check_describe(check, text, sizeof text));
    ck_assert_uint_eq(check->cases, N * NY);
}

START_TEST(gradients)
{
    Batch b = batch_create(2, 68);
    Guarded gradient = guarded_create(N, NY);
    Matrix *G = &gradient.inside;
    cross_entropy_gradient(G, &b.Y_hat, &b.Y);
    GradientCheck check = gradient_check(&b.Y_tilde, G, cross_entropy_of, &b);
    require_right(&check);
    squared_error_gradient(G, &b.Y_hat, &b.Y);
    check = gradient_check(&b.Y_hat, G, squared_error_of, &b);
    require_right(&check);
    ck_assert(guarded_intact(&gradient));
    guarded_free(&gradient);
    batch_free(&b);
}
END_TEST

/* Les formules elles-mêmes, au bit près, à côté ou sur place. */
START_TEST(gradient_formulas)
{
    Batch b = batch_create(2, 69);
    Matrix G = matrix_create(N, NY), S = matrix_create(N, NY);
    cross_entropy_gradient(&G, &b.Y_hat, &b.Y);
    squared_error_gradient(&S, &b.Y_hat, &b.Y);
    for (size_t k = 0; k < N * NY; k++) {
        double gap = b.Y_hat.data[k] - b.Y.data[k];
        ck_assert(G.data[k] == gap / N);
        ck_assert_double_eq_tol(S.data[k], 2 * gap / N, DBL_EPSILON);
    }
    Matrix in_place = matrix_clone(&b.Y_hat);
    cross_entropy_gradient(&in_place, &in_place, &b.Y);
    ck_assert(same_matrix(&in_place, &G));
    matrix_free(&in_place);
    matrix_free(&G);
    matrix_free(&S);
    batch_free(&b);
}
END_TEST

/* Une réponse juste et sûre a une loss minuscule, et pourtant exacte : les ỹ
 * sont des multiples de 1/64, leurs différences ne s'arrondissent pas. */
START_TEST(class_form_of_confident_answers)
{
    Random random = random_seeded(70);
    for (int repeat = 0; repeat < 2000; repeat++) {
        double y_tilde[NY];
        size_t c = random_below(&random, NY);
        for (size_t j = 0; j < NY; j++)
            y_tilde[j] = (double)random_below(&random, 64 * 100) / 64;
        y_tilde[c] = 100 + (double)random_below(&random, 64 * 400) / 64;
        long double others = 0;
        for (size_t j = 0; j < NY; j++)
            if (j != c)
                others += expl((long double)y_tilde[j] - y_tilde[c]);
        double expected = (double)log1pl(others);
        ck_assert_double_gt(expected, 0);
        ck_assert_double_eq_tol(cross_entropy_class(y_tilde, c, NY), expected,
                                1e-14 * expected);
    }
}
END_TEST

/* 0 × log 0 vaut 0 : une classe impossible et qui n'est pas la bonne ne coûte
 * rien ; la bonne, jugée impossible, coûte beaucoup mais reste finie. */
START_TEST(impossible_classes)
{
    double y_tilde[] = { 0, -1e4 }, first[] = { 1, 0 }, second[] = { 0, 1 };
    Matrix Y_tilde = matrix_view(y_tilde, 1, 2);
    Matrix Y = matrix_view(first, 1, 2);
    ck_assert(cross_entropy_example(y_tilde, first, 2) == 0);
    ck_assert(cross_entropy(&Y_tilde, &Y) == 0);
    ck_assert(cross_entropy_class(y_tilde, 0, 2) == 0);
    ck_assert(cross_entropy_example(y_tilde, second, 2) == 1e4);
    ck_assert(cross_entropy_class(y_tilde, 1, 2) == 1e4);
}
END_TEST

START_TEST(one_class_costs_nothing)
{
    double y_tilde = 5, y = 1;
    ck_assert(cross_entropy_example(&y_tilde, &y, 1) == 0);
    ck_assert(cross_entropy_class(&y_tilde, 0, 1) == 0);
}
END_TEST

START_TEST(nan_is_not_hidden)
{
    for (size_t k = 0; k < NY; k++) {
        Batch b = batch_create(1, 71);
        b.Y_tilde.data[k] = b.Y_hat.data[k] = NAN;
        ck_assert(isnan(cross_entropy(&b.Y_tilde, &b.Y)));
        ck_assert(isnan(squared_error(&b.Y_hat, &b.Y)));
        ck_assert(isnan(cross_entropy_class(b.Y_tilde.data, 0, NY)));
        batch_free(&b);
    }
}
END_TEST

START_TEST(wrong_shapes)
{
    double a[6] = { 0 }, b[6] = { 0 };
    Matrix A = matrix_view(a, 2, 3), Y = matrix_view(b, 3, 2);
    Matrix G = matrix_view(b, 3, 2);
    ck_fatal(cross_entropy(&A, &Y),
             "cross_entropy : Y_tilde est 2×3, Y est 3×2");
    ck_fatal(cross_entropy_gradient(&G, &A, &Y),
             "cross_entropy_gradient : Y_hat est 2×3, Y est 3×2");
    ck_fatal(cross_entropy_gradient(&A, &G, &Y),
             "cross_entropy_gradient : grad_Y_tilde est 2×3, Y est 3×2");
    ck_fatal(squared_error(&A, &Y),
             "squared_error : Y_hat est 2×3, Y est 3×2");
    ck_fatal(squared_error_gradient(&G, &A, &Y),
             "squared_error_gradient : Y_hat est 2×3, Y est 3×2");
    ck_fatal(squared_error_gradient(&A, &G, &Y),
             "squared_error_gradient : grad_Y_hat est 2×3, Y est 3×2");
}
END_TEST

START_TEST(empty_batch)
{
    double a[3] = { 0 };
    Matrix E = matrix_view(a, 0, 3);
    ck_fatal(cross_entropy(&E, &E),
             "cross_entropy : le lot est vide (Y est 0×3)");
    ck_fatal(squared_error(&E, &E),
             "squared_error : le lot est vide (Y est 0×3)");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("losses");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, cross_entropy_is_a_mean);
    tcase_add_test(core, cross_entropy_of_soft_targets);
    tcase_add_test(core, squared_error_is_a_mean);
    tcase_add_test(core, gradients);
    tcase_add_test(core, gradient_formulas);
    tcase_add_test(limits, class_form_of_confident_answers);
    tcase_add_test(limits, impossible_classes);
    tcase_add_test(limits, one_class_costs_nothing);
    tcase_add_test(limits, nan_is_not_hidden);
    tcase_add_test(limits, wrong_shapes);
    tcase_add_test(limits, empty_batch);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
