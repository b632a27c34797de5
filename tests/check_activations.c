/* check_activations.c — les activations, et leurs valeurs extrêmes. */
#include "../lib/activations.h"

#include <float.h>
#include <math.h>

#include "runner.h"
#include "tools.h"

/* |a − b| ≤ ulps unités d'arrondi de b. */
static void check_close(double a, double b, double ulps)
{
    ck_assert_msg(fabs(a - b) <= ulps * DBL_EPSILON * fabs(b),
                  "%.17g au lieu de %.17g", a, b);
}

START_TEST(sigmoid_and_relu)
{
    Random random = random_seeded(51);
    for (int i = 0; i < 1000; i++) {
        double t = 10 * random_normal(&random);
        check_close(sigmoid(t), (double)(1 / (1 + expl(-(long double)t))), 4);
        ck_assert_double_eq_tol(sigmoid(t) + sigmoid(-t), 1, 1e-15);
        ck_assert(relu(t) == (t > 0 ? t : 0));
    }
    ck_assert(sigmoid(0) == 0.5 && relu(0) == 0);
}
END_TEST

START_TEST(sigmoid_extremes)
{
    ck_assert(sigmoid(1e4) == 1 && sigmoid(-1e4) == 0);
    ck_assert(sigmoid(INFINITY) == 1 && sigmoid(-INFINITY) == 0);
    check_close(sigmoid(-700), exp(-700), 4);
    ck_assert_double_gt(sigmoid(-745), 0);
    ck_assert(isnan(sigmoid(NAN)));
}
END_TEST

/* La définition, en long double, sans astuce. */
static long double sum_of_exponentials(const double *y_tilde, size_t n)
{
    long double sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += expl(y_tilde[j]);
    return sum;
}

START_TEST(log_sum_exp_is_its_definition)
{
    Random random = random_seeded(52);
    for (size_t n = 1; n < 60; n++) {
        Matrix y = random_matrix(n, 1, &random);
        matrix_scale(&y, (double)n, &y);
        double expected = (double)logl(sum_of_exponentials(y.data, n));
        ck_assert_double_eq_tol(log_sum_exp(y.data, n), expected,
                                8 * DBL_EPSILON * (1 + matrix_max_abs(&y)));
        matrix_free(&y);
    }
}
END_TEST

START_TEST(log_sum_exp_extremes)
{
    static const double high[] = { 1e4, -1e4, 1e4 - 1 };
    static const double low[] = { -1e4, -1e4 };
    static const double none[] = { 0, -INFINITY };
    static const double first[] = { 5, -1e4, -1e4 };
    check_close(log_sum_exp(high, 3), 1e4 + log1p(exp(-1)), 2);
    check_close(log_sum_exp(low, 2), -1e4 + log(2), 2);
    ck_assert(log_sum_exp(none, 2) == 0 && log_sum_exp(first, 3) == 5);
    ck_assert(log_sum_exp(high, 1) == 1e4);
}
END_TEST

/* Strictement positive, de somme 1, croissante avec ỹ, égale à sa définition,
 * au même endroit ou à côté. */
START_TEST(softmax_is_its_definition)
{
    Random random = random_seeded(53);
    for (size_t ny = 1; ny < 40; ny += 2) {
        Matrix Y_tilde = random_matrix(5, ny, &random);
        Guarded Y_hat = guarded_create(5, ny);
        matrix_scale(&Y_tilde, 5, &Y_tilde);
        softmax(&Y_hat.inside, &Y_tilde);
        for (size_t n = 0; n < 5; n++) {
            const double *y = &AT(&Y_tilde, n, 0);
            long double total = sum_of_exponentials(y, ny);
            double sum = 0;
            for (size_t i = 0; i < ny; i++) {
                check_close(AT(&Y_hat.inside, n, i),
                            (double)(expl(y[i]) / total), 32);
                sum += AT(&Y_hat.inside, n, i);
            }
            ck_assert_double_eq_tol(sum, 1, 16 * DBL_EPSILON);
        }
        softmax(&Y_tilde, &Y_tilde);
        ck_assert(same_matrix(&Y_tilde, &Y_hat.inside));
        ck_assert(guarded_intact(&Y_hat));
        matrix_free(&Y_tilde);
        guarded_free(&Y_hat);
    }
}
END_TEST

/* Ajouter une constante à toutes les ỹ ne change rien. */
START_TEST(softmax_ignores_a_shift)
{
    static const double shifts[] = { 4096, -4096, 8, -0.5 };
    double cells[] = { 1, -2.5, 0.25, 3 }, shifted[4], expected[4];
    Matrix Y = matrix_view(cells, 1, 4), S = matrix_view(shifted, 1, 4);
    Matrix E = matrix_view(expected, 1, 4);
    softmax(&E, &Y);
    for (size_t s = 0; s < 4; s++) {
        for (size_t i = 0; i < 4; i++)
            shifted[i] = cells[i] + shifts[s];
        softmax(&S, &S);
        ck_assert(same_matrix(&S, &E));
    }
}
END_TEST

START_TEST(softmax_extremes)
{
    double cells[] = { 1e4, 0, -1e4, 1e4, 1e4, 1e4, -1e4, -1e4, -1e4 };
    static const double expected[] = { 1,      0,      0,      1. / 3, 1. / 3,
                                       1. / 3, 1. / 3, 1. / 3, 1. / 3 };
    Matrix Y = matrix_view(cells, 3, 3), nothing = { 0, 3, NULL };
    softmax(&Y, &Y);
    for (size_t k = 0; k < 9; k++)
        ck_assert_double_eq_tol(cells[k], expected[k], DBL_EPSILON);
    ck_assert(cells[1] == 0 && cells[2] == 0);
    softmax(&nothing, &nothing);

    double lone = -3;
    Matrix one = matrix_view(&lone, 1, 1);
    softmax(&one, &one);
    ck_assert(lone == 1);
}
END_TEST

/* Une ligne gâtée n'en gâte pas une autre. */
START_TEST(softmax_of_nan)
{
    for (size_t k = 0; k < 3; k++) {
        double cells[] = { 1, 2, 3, 1, 2, 3 };
        Matrix Y = matrix_view(cells, 2, 3);
        cells[k] = NAN;
        softmax(&Y, &Y);
        for (size_t i = 0; i < 3; i++)
            ck_assert(isnan(cells[i]) && isfinite(cells[3 + i]));
    }
}
END_TEST

/* J = diag(ŷ) − ŷ ŷᵀ : symétrique, de lignes de somme nulle, et dérivée de
 * SoftMax. */
START_TEST(jacobian_of_softmax)
{
    enum { NY = 4 };
    double y[NY] = { 0.5, -1, 2, 0.1 }, y_hat[NY], left[NY], right[NY];
    const double h = 0x1p-17;
    Matrix Y_hat = matrix_view(y_hat, 1, NY), Y = matrix_view(y, 1, NY);
    Matrix L = matrix_view(left, 1, NY), R = matrix_view(right, 1, NY);
    Matrix column = matrix_view(y_hat, NY, 1);
    Guarded J = guarded_create(NY, NY);
    softmax(&Y_hat, &Y);
    softmax_jacobian(&J.inside, &column);
    for (size_t k = 0; k < NY; k++) {
        matrix_copy(&L, &Y);
        matrix_copy(&R, &Y);
        left[k] -= h;
        right[k] += h;
        softmax(&L, &L);
        softmax(&R, &R);
        for (size_t i = 0; i < NY; i++) {
            double slope = (right[i] - left[i]) / (2 * h);
            ck_assert_double_eq_tol(AT(&J.inside, i, k), slope, 1e-9);
            ck_assert(AT(&J.inside, i, k) == AT(&J.inside, k, i));
        }
    }
    ck_assert(guarded_intact(&J));
    guarded_free(&J);
}
END_TEST

START_TEST(tanh_backward_is_the_slope)
{
    Random random = random_seeded(54);
    Matrix T = random_matrix(4, 3, &random), G = random_matrix(4, 3, &random);
    Matrix H = matrix_clone(&T);
    Guarded out = guarded_create(4, 3);
    const double h = 0x1p-17;
    matrix_map(&H, tanh, &T);
    tanh_backward(&out.inside, &G, &H);
    for (size_t k = 0; k < 12; k++) {
        double t = T.data[k], slope = (tanh(t + h) - tanh(t - h)) / (2 * h);
        ck_assert_double_eq_tol(out.inside.data[k], G.data[k] * slope, 1e-9);
    }
    tanh_backward(&G, &G, &H);
    ck_assert(same_matrix(&G, &out.inside) && guarded_intact(&out));
    matrix_free(&T);
    matrix_free(&G);
    matrix_free(&H);
    guarded_free(&out);
}
END_TEST

START_TEST(wrong_shapes)
{
    double a[16] = { 0 }, b[16] = { 0 };
    Matrix A = matrix_view(a, 2, 3), B = matrix_view(b, 3, 2);
    Matrix C = matrix_view(b, 2, 3), y = matrix_view(b, 3, 1);
    Matrix nothing = matrix_view(a, 2, 0), J = matrix_view(a, 3, 4);
    Matrix K = matrix_view(a, 4, 3), S = matrix_view(a, 3, 3);
    ck_fatal(softmax(&A, &B), "softmax : Y_hat est 2×3, Y_tilde est 3×2");
    ck_fatal(softmax(&nothing, &nothing),
             "softmax : Y_tilde n'a aucune colonne");
    ck_fatal(softmax_jacobian(&J, &y),
             "softmax_jacobian : J est 3×4, y_hat est 3×1");
    ck_fatal(softmax_jacobian(&K, &y),
             "softmax_jacobian : J est 4×3, y_hat est 3×1");
    ck_fatal(softmax_jacobian(&S, &B),
             "softmax_jacobian : J est 3×3, y_hat est 3×2");
    ck_fatal(tanh_backward(&A, &B, &C),
             "tanh_backward : grad_H est 3×2, H est 2×3");
    ck_fatal(tanh_backward(&B, &A, &C),
             "tanh_backward : grad_H_tilde est 3×2, H est 2×3");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("activations");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, sigmoid_and_relu);
    tcase_add_test(core, log_sum_exp_is_its_definition);
    tcase_add_test(core, softmax_is_its_definition);
    tcase_add_test(core, softmax_ignores_a_shift);
    tcase_add_test(core, jacobian_of_softmax);
    tcase_add_test(core, tanh_backward_is_the_slope);
    tcase_add_test(limits, sigmoid_extremes);
    tcase_add_test(limits, log_sum_exp_extremes);
    tcase_add_test(limits, softmax_extremes);
    tcase_add_test(limits, softmax_of_nan);
    tcase_add_test(limits, wrong_shapes);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
