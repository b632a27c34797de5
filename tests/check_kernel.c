/* Les quatre noyaux, contre des valeurs à la main et leurs composantes. */
#include <math.h>
#include <signal.h>

#include "../lib/kernel.h"
#include "runner.h"
#include "tools.h"

static const double x[3] = { 1, -2, 0.5 }, z[3] = { 2, 1, 4 };

/* --- core ---------------------------------------------------------------- */

/* x·z = 2 et ‖x − z‖² = 22,25. */
START_TEST(by_hand)
{
    Kernel linear = kernel_linear(), cube = kernel_polynomial(0.5, 3, 3);
    Kernel gaussian = kernel_gaussian(0.1), sigmoid = kernel_sigmoid(0.5, -2);
    ck_assert_double_eq(kernel_value(&linear, x, z, 3), 2);
    ck_assert_double_eq(kernel_value(&cube, x, z, 3), 64);
    ck_assert_double_eq_tol(kernel_value(&gaussian, x, z, 3), exp(-2.225),
                            1e-16);
    ck_assert_double_eq_tol(kernel_value(&sigmoid, x, z, 3), tanh(-1), 1e-15);
}
END_TEST

START_TEST(degree_zero_and_one)
{
    Kernel one = kernel_polynomial(2, 1, 1), zero = kernel_polynomial(2, 1, 0);
    ck_assert_double_eq(kernel_value(&one, x, z, 3), 5);
    ck_assert_double_eq(kernel_value(&zero, x, z, 3), 1);
}
END_TEST

/* (γ x·z + r)² est le produit scalaire des vecteurs de six composantes. */
static double degree_two_features(double gamma, double r, const double *u,
                                  const double *v)
{
    double c = sqrt(2) * gamma, d = sqrt(2 * gamma * r), sum = 0;
    const double p[] = { gamma * u[0] * u[0],
                         gamma * u[1] * u[1],
                         c * u[0] * u[1],
                         d * u[0],
                         d * u[1],
                         r };
    const double q[] = { gamma * v[0] * v[0],
                         gamma * v[1] * v[1],
                         c * v[0] * v[1],
                         d * v[0],
                         d * v[1],
                         r };
    for (size_t k = 0; k < 6; k++)
        sum += p[k] * q[k];
    return sum;
}

START_TEST(explicit_features)
{
    Random random = random_seeded(1);
    for (int draw = 0; draw < 100; draw++) {
        double u[2] = { random_normal(&random), random_normal(&random) };
        double v[2] = { random_normal(&random), random_normal(&random) };
        double gamma = 0.5 + random_uniform(&random);
        double r = random_uniform(&random);
        Kernel kernel = kernel_polynomial(gamma, r, 2);
        double expected = degree_two_features(gamma, r, u, v);
        ck_assert_double_eq_tol(kernel_value(&kernel, u, v, 2), expected,
                                1e-13 * (1 + expected));
    }
}
END_TEST

START_TEST(gram_is_every_value)
{
    Random random = random_seeded(2);
    Matrix X = random_matrix(5, 3, &random), Z = random_matrix(7, 3, &random);
    const Kernel kernels[] = { kernel_linear(), kernel_polynomial(0.7, 1, 3),
                               kernel_gaussian(0.3),
                               kernel_sigmoid(0.2, 0.1) };
    for (size_t k = 0; k < 4; k++) {
        Guarded G = guarded_create(5, 7);
        kernel_gram(&G.inside, &kernels[k], &X, &Z);
        for (size_t i = 0; i < 5; i++)
            for (size_t j = 0; j < 7; j++)
                ck_assert_double_eq(AT(&G.inside, i, j),
                                    kernel_value(&kernels[k], &AT(&X, i, 0),
                                                 &AT(&Z, j, 0), 3));
        ck_assert(guarded_intact(&G));
        guarded_free(&G);
    }
    matrix_free(&X);
    matrix_free(&Z);
}
END_TEST

/* Symétrique au bit près ; la diagonale du noyau gaussien vaut 1. */
START_TEST(gram_is_symmetric)
{
    Random random = random_seeded(3);
    Matrix X = random_matrix(11, 3, &random), G = matrix_create(11, 11);
    Matrix T = matrix_create(11, 11);
    const Kernel kernels[] = { kernel_linear(), kernel_polynomial(0.7, 1, 3),
                               kernel_gaussian(0.3),
                               kernel_sigmoid(0.2, 0.1) };
    for (size_t k = 0; k < 4; k++) {
        kernel_gram(&G, &kernels[k], &X, &X);
        matrix_transpose(&T, &G);
        ck_assert(same_matrix(&G, &T));
        if (kernels[k].kind == KERNEL_GAUSSIAN)
            for (size_t n = 0; n < 11; n++)
                ck_assert_double_eq(AT(&G, n, n), 1);
    }
    matrix_free(&X);
    matrix_free(&G);
    matrix_free(&T);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

START_TEST(wrong_shapes)
{
    Kernel kernel = kernel_linear();
    Matrix X = matrix_create(5, 3), Z = matrix_create(7, 2);
    Matrix G = matrix_create(5, 7);
    ck_fatal(kernel_gram(&G, &kernel, &X, &Z),
             "kernel_gram : G est 5×7, X est 5×3, Z est 7×2");
    Matrix Z3 = matrix_create(7, 3), T = matrix_create(7, 5);
    ck_fatal(kernel_gram(&T, &kernel, &X, &Z3),
             "kernel_gram : G est 7×5, X est 5×3, Z est 7×3");
    matrix_free(&X);
    matrix_free(&Z);
    matrix_free(&G);
    matrix_free(&Z3);
    matrix_free(&T);
}
END_TEST

START_TEST(unknown_kernel)
{
    Kernel kernel = { .kind = (KernelKind)9 };
    kernel_value(&kernel, x, z, 3);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("kernel");
    TCase *core = tcase_create("core");
    tcase_add_test(core, by_hand);
    tcase_add_test(core, degree_zero_and_one);
    tcase_add_test(core, explicit_features);
    tcase_add_test(core, gram_is_every_value);
    tcase_add_test(core, gram_is_symmetric);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, wrong_shapes);
    tcase_add_test_raise_signal(limits, unknown_kernel, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
