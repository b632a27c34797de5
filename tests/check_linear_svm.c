/* check_linear_svm.c — l'enveloppe de LIBLINEAR, ses refus, son certificat. */
#include "../lib/linear_svm.h"

#include <math.h>
#include <stdlib.h>

#include "../lib/network.h"
#include "runner.h"
#include "tools.h"

enum { N = 11, NX = 3 };

/* N exemples N(0, 1), de classes alternées. */
typedef struct {
    Matrix X, s;
} Sample;

static Sample sample_create(uint64_t seed)
{
    Random random = random_seeded(seed);
    Sample e = { random_matrix(N, NX, &random), matrix_create(N, 1) };
    for (size_t n = 0; n < N; n++)
        e.s.data[n] = n % 2 ? 1 : -1;
    return e;
}

static void sample_free(Sample *e)
{
    matrix_free(&e->X);
    matrix_free(&e->s);
}

static LinearSvm trained(const Sample *e, MarginLoss loss, double C, double B)
{
    LinearSvm svm;
    Error error;
    if (!linear_svm_fit(&svm, &e->X, &e->s, &(LinearSvmSettings){ loss, C, B },
                        &error))
        ck_abort_msg("%s", error.text);
    return svm;
}

/* --- core ---------------------------------------------------------------- */

/* Deux exemples de part et d'autre de 0 : w = min(1, 2C), sans biais. */
START_TEST(two_examples)
{
    double x[] = { 1, -1 }, classes[] = { 1, -1 };
    Sample e = { matrix_view(x, 2, 1), matrix_view(classes, 2, 1) };
    static const double C[] = { 0.1, 0.3, 1, 10 };
    for (size_t i = 0; i < 4; i++) {
        LinearSvm svm = trained(&e, HINGE, C[i], 0);
        ck_assert_double_eq_tol(svm.w.data[0], fmin(1, 2 * C[i]), 1e-7);
        ck_assert_double_eq(svm.omega, 0);
        ck_assert_double_eq(linear_svm_bias(&svm), 0);
        linear_svm_free(&svm);
        /* w + 4C (w − 1) = 0. */
        svm = trained(&e, SQUARED_HINGE, C[i], 0);
        ck_assert_double_eq_tol(svm.w.data[0], 4 * C[i] / (1 + 4 * C[i]),
                                1e-7);
        linear_svm_free(&svm);
    }
}
END_TEST

/* Le premier exemple est de classe −1, ou de classe 1 : même réponse. */
START_TEST(order_of_classes)
{
    Sample e = sample_create(1), swapped = sample_create(1);
    size_t order[N];
    for (size_t n = 0; n < N; n++)
        order[n] = N - 1 - n;
    order[0] = N - 2;
    order[1] = N - 1;
    matrix_gather_rows(&swapped.X, &e.X, order);
    matrix_gather_rows(&swapped.s, &e.s, order);
    ck_assert_double_eq(e.s.data[0], -swapped.s.data[0]);
    for (MarginLoss loss = HINGE; loss <= SQUARED_HINGE; loss++) {
        LinearSvm a = trained(&e, loss, 0.7, 0.5);
        LinearSvm b = trained(&swapped, loss, 0.7, 0.5);
        ck_assert_double_le(matrix_max_difference(&a.w, &b.w), 1e-6);
        ck_assert_double_eq_tol(a.omega, b.omega, 1e-6);
        linear_svm_free(&a);
        linear_svm_free(&b);
    }
    sample_free(&e);
    sample_free(&swapped);
}
END_TEST

/* Deux fois le même appel, les mêmes bits, et les entrées intactes. */
START_TEST(reproducible)
{
    Sample e = sample_create(2), before = sample_create(2);
    for (MarginLoss loss = HINGE; loss <= SQUARED_HINGE; loss++) {
        LinearSvm a = trained(&e, loss, 1, 1);
        rand();
        LinearSvm b = trained(&e, loss, 1, 1);
        ck_assert(same_matrix(&a.w, &b.w) && same_number(a.omega, b.omega));
        linear_svm_free(&a);
        linear_svm_free(&b);
    }
    ck_assert(same_matrix(&e.X, &before.X) && same_matrix(&e.s, &before.s));
    sample_free(&e);
    sample_free(&before);
}
END_TEST

/* Sans biais, la composante B n'existe pas ; avec, elle vaut une colonne de B
 * que l'on ajouterait soi-même. */
START_TEST(bias_is_a_component)
{
    Sample e = sample_create(3);
    Sample wide = { matrix_create(N, NX + 1), matrix_clone(&e.s) };
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < NX; i++)
            AT(&wide.X, n, i) = AT(&e.X, n, i);
        AT(&wide.X, n, NX) = 0.6;
    }
    for (MarginLoss loss = HINGE; loss <= SQUARED_HINGE; loss++) {
        LinearSvm a = trained(&e, loss, 1, 0.6);
        LinearSvm b = trained(&wide, loss, 1, 0);
        ck_assert_double_eq_tol(a.omega, b.w.data[NX], 1e-6);
        ck_assert_double_eq_tol(linear_svm_bias(&a), 0.6 * a.omega, 1e-15);
        ck_assert_double_eq_tol(linear_svm_primal(&a, &e.X, &e.s),
                                linear_svm_primal(&b, &wide.X, &wide.s), 1e-9);
        linear_svm_free(&a);
        linear_svm_free(&b);
    }
    sample_free(&e);
    sample_free(&wide);
}
END_TEST

START_TEST(decisions_by_hand)
{
    Sample e = sample_create(4);
    LinearSvm svm = trained(&e, HINGE, 1, 2);
    Matrix f = matrix_create(N, 1);
    linear_svm_decisions(&f, &svm, &e.X);
    for (size_t n = 0; n < N; n++) {
        double sum = 2 * svm.omega;
        for (size_t i = 0; i < NX; i++)
            sum += svm.w.data[i] * AT(&e.X, n, i);
        ck_assert_double_eq_tol(f.data[n], sum, 1e-14);
    }
    matrix_free(&f);
    linear_svm_free(&svm);
    sample_free(&e);
}
END_TEST

/* Un w faux a un saut grand, et le certificat le dit ; le vrai, petit. */
START_TEST(certificate_tells)
{
    Sample e = sample_create(5);
    Matrix alpha = matrix_create(N, 1);
    for (MarginLoss loss = HINGE; loss <= SQUARED_HINGE; loss++) {
        LinearSvm svm = trained(&e, loss, 1, 1);
        Certificate right =
            linear_svm_certify(&alpha, &svm, &e.X, &e.s, 1e-10, 100000);
        ck_assert(linear_svm_feasible(&alpha, &svm.settings));
        ck_assert_double_le(fabs(right.gap), 1e-6);
        svm.w.data[1] += 0.1;
        Certificate wrong =
            linear_svm_certify(&alpha, &svm, &e.X, &e.s, 1e-10, 100000);
        ck_assert(linear_svm_feasible(&alpha, &svm.settings));
        /* Le plancher est le même, au reste de la montée près. */
        ck_assert_double_eq_tol(wrong.dual, right.dual, 1e-6 * right.primal);
        ck_assert_double_ge(wrong.primal - wrong.dual, 0.005 - 1e-6);
        ck_assert_double_eq(wrong.gap,
                            (wrong.primal - wrong.dual) / wrong.primal);
        linear_svm_free(&svm);
    }
    matrix_free(&alpha);
    sample_free(&e);
}
END_TEST

/* Aucun tour permis : le certificat de linear_svm_multipliers seul. */
START_TEST(certificate_without_ascent)
{
    Sample e = sample_create(6);
    Matrix alpha = matrix_create(N, 1), first = matrix_create(N, 1);
    LinearSvm svm = trained(&e, HINGE, 1, 1);
    Certificate c = linear_svm_certify(&alpha, &svm, &e.X, &e.s, 1e-12, 0);
    linear_svm_multipliers(&first, &svm, &e.X, &e.s);
    ck_assert(same_matrix(&alpha, &first));
    ck_assert_uint_eq(c.sweeps, 0);
    ck_assert_double_ge(c.gap, 0);
    matrix_free(&alpha);
    matrix_free(&first);
    linear_svm_free(&svm);
    sample_free(&e);
}
END_TEST

/* Un exemple nul, sans biais : sa courbure est nulle, son α ne bouge pas. */
START_TEST(null_example)
{
    double x[] = { 0, 1, -1 }, classes[] = { 1, 1, -1 };
    Matrix X = matrix_view(x, 3, 1), s = matrix_view(classes, 3, 1);
    Matrix alpha = matrix_create(3, 1);
    LinearSvm v = linear_svm_create(1, &(LinearSvmSettings){ HINGE, 1, 0 });
    linear_svm_ascent(&alpha, &v, &X, &s);
    ck_assert_double_eq(alpha.data[0], 0);
    ck_assert(isfinite(v.w.data[0]) && v.omega == 0);
    matrix_free(&alpha);
    linear_svm_free(&v);
}
END_TEST

/* Le réseau et LIBLINEAR ont chacun un « train » : ce sont bien deux
 * fonctions. */
START_TEST(two_functions_named_train)
{
    Random random = random_seeded(7);
    Dataset data = circles(20, 0.2, &random);
    Parameters p = parameters_create(2, 3, 2);
    parameters_random(&p, 0.3, &random);
    Training training = { .epochs = 3, .batch = 10, .eta = 0.3 };
    double before = evaluate(&p, &data).loss;
    network_train(&p, &data, &training, &random);
    ck_assert_double_lt(evaluate(&p, &data).loss, before);
    Sample e = sample_create(7);
    LinearSvm svm = trained(&e, HINGE, 1, 1);
    linear_svm_free(&svm);
    sample_free(&e);
    parameters_free(&p);
    dataset_free(&data);
}
END_TEST

/* LIBLINEAR n'écrit rien. */
START_TEST(silent)
{
    Child child;
    Sample e = sample_create(8);
    IN_CHILD(child, {
        LinearSvm svm = trained(&e, HINGE, 1e4, 100);
        linear_svm_free(&svm);
    });
    ck_assert_int_eq(child.exit_status, 0);
    ck_assert_str_eq(child.text, "");
    sample_free(&e);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

/* L'apprentissage est refusé, pour cette raison. */
static void refused(const Sample *e, double C, double B, const char *why)
{
    LinearSvm svm = { .omega = 42 };
    Error error;
    LinearSvmSettings settings = { HINGE, C, B };
    ck_assert(!linear_svm_fit(&svm, &e->X, &e->s, &settings, &error));
    ck_assert_str_eq(error.text, why);
    ck_assert(svm.omega == 42 && svm.w.data == NULL);
    ck_assert(!linear_svm_fit(&svm, &e->X, &e->s, &settings, NULL));
}

START_TEST(bad_settings)
{
    Sample e = sample_create(9);
    refused(&e, 0, 1, "C vaut 0 : il doit être positif, et fini");
    refused(&e, -1, 1, "C vaut -1 : il doit être positif, et fini");
    refused(&e, NAN, 1, "C vaut nan : il doit être positif, et fini");
    refused(&e, INFINITY, 1, "C vaut inf : il doit être positif, et fini");
    refused(&e, 1, -2, "B vaut -2 : il doit être positif ou nul, et fini");
    refused(&e, 1, INFINITY,
            "B vaut inf : il doit être positif ou nul, et fini");
    sample_free(&e);
}
END_TEST

START_TEST(bad_examples)
{
    Sample e = sample_create(10);
    e.s.data[3] = 0;
    refused(&e, 1, 1, "la classe de l'exemple 4 vaut 0, ni 1 ni −1");
    e.s.data[3] = 1;
    AT(&e.X, 5, 1) = NAN;
    refused(&e, 1, 1, "la composante 2 de l'exemple 6 n'est pas finie");
    AT(&e.X, 5, 1) = -INFINITY;
    refused(&e, 1, 1, "la composante 2 de l'exemple 6 n'est pas finie");
    AT(&e.X, 5, 1) = 0;
    matrix_fill(&e.s, 1);
    refused(&e, 1, 1, "tous les exemples sont de la même classe");
    Matrix s = e.s;
    e.s = matrix_view(s.data, N - 1, 1);
    refused(&e, 1, 1,
            "X est 11×3 et s 10×1 : une classe par exemple, et un "
            "exemple au moins");
    e.s = s;
    sample_free(&e);
    Sample none = { matrix_create(0, 3), matrix_create(0, 1) };
    refused(&none, 1, 1,
            "X est 0×3 et s 0×1 : une classe par exemple, et un "
            "exemple au moins");
    sample_free(&none);
}
END_TEST

START_TEST(wrong_shapes)
{
    LinearSvm svm = linear_svm_create(2, &(LinearSvmSettings){ HINGE, 1, 1 });
    Matrix X = matrix_create(N, NX), s = matrix_create(N, 1);
    Matrix narrow = matrix_create(N, 2), short_s = matrix_create(N - 1, 1);
    ck_fatal(linear_svm_primal(&svm, &X, &s),
             "linear_svm_primal : w est 2×1, X est 11×3");
    ck_fatal(linear_svm_primal(&svm, &narrow, &short_s),
             "linear_svm_primal : X est 11×2, et une colonne est 10×1");
    ck_fatal(linear_svm_decisions(&short_s, &svm, &narrow),
             "linear_svm_decisions : X est 11×2, et une colonne est 10×1");
    ck_fatal(linear_svm_multipliers(&short_s, &svm, &narrow, &s),
             "linear_svm_multipliers : X est 11×2, et une colonne est 10×1");
    ck_fatal(linear_svm_ascent(&s, &svm, &X, &s),
             "linear_svm_ascent : w est 2×1, X est 11×3");
    matrix_free(&X);
    matrix_free(&s);
    matrix_free(&narrow);
    matrix_free(&short_s);
    linear_svm_free(&svm);
}
END_TEST

START_TEST(feasibility)
{
    double values[] = { 0, 0.5, 1 };
    Matrix alpha = matrix_view(values, 3, 1);
    LinearSvmSettings plain = { HINGE, 1, 1 },
                      squared = { SQUARED_HINGE, 1, 1 };
    ck_assert(linear_svm_feasible(&alpha, &plain));
    values[2] = 1.5;
    ck_assert(!linear_svm_feasible(&alpha, &plain));
    ck_assert(linear_svm_feasible(&alpha, &squared));
    values[0] = -1e-300;
    ck_assert(!linear_svm_feasible(&alpha, &squared));
    values[0] = NAN;
    ck_assert(!linear_svm_feasible(&alpha, &squared));
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("linear_svm");
    TCase *core = tcase_create("core");
    tcase_add_test(core, two_examples);
    tcase_add_test(core, order_of_classes);
    tcase_add_test(core, reproducible);
    tcase_add_test(core, bias_is_a_component);
    tcase_add_test(core, decisions_by_hand);
    tcase_add_test(core, certificate_tells);
    tcase_add_test(core, certificate_without_ascent);
    tcase_add_test(core, null_example);
    tcase_add_test(core, two_functions_named_train);
    tcase_add_test(core, silent);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, bad_settings);
    tcase_add_test(limits, bad_examples);
    tcase_add_test(limits, wrong_shapes);
    tcase_add_test(limits, feasibility);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
