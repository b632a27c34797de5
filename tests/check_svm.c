/* L'enveloppe de LIBSVM : des cas à la main, LIBSVM lui-même, les certificats.
 */
#include "../lib/svm.h"

#include <libsvm/svm.h>
#include <math.h>
#include <stdlib.h>

#include "../lib/course.h"
#include "runner.h"
#include "tools.h"

/* Un petit problème ; X et s restent à l'appelant. */
typedef struct {
    Matrix X, s;
} Examples;

static Examples random_examples(size_t N, size_t nx, Random *random)
{
    Examples e = { random_matrix(N, nx, random), matrix_create(N, 1) };
    for (size_t n = 0; n < N; n++)
        e.s.data[n] = n % 3 == 0 || AT(&e.X, n, 0) > 0.4 ? 1 : -1;
    e.s.data[N - 1] = -1;
    return e;
}

static void examples_free(Examples *e)
{
    matrix_free(&e->X);
    matrix_free(&e->s);
}

static Svm trained(const Matrix *X, const Matrix *s,
                   const SvmSettings *settings)
{
    Svm svm;
    Error error;
    if (!svm_fit(&svm, X, s, settings, &error))
        ck_abort_msg("%s", error.text);
    return svm;
}

static const SvmSettings usual = { { KERNEL_GAUSSIAN, 0.5, 0, 0 }, 2, 1e-8 };

/* --- À la main ----------------------------------------------------------- */

/* Les points 0 et 2 d'une droite : f(x) = ±(x − 1), α = ½, dans les deux
 * ordres et avec les deux étiquetages. */
START_TEST(two_points)
{
    for (int order = 0; order < 4; order++) {
        double first = order & 1 ? 2 : 0, sign = order & 2 ? -1 : 1;
        double points[2] = { first, 2 - first };
        double labels[2] = { sign * (first - 1), sign * (1 - first) };
        Matrix X = matrix_view(points, 2, 1), s = matrix_view(labels, 2, 1);
        Svm svm = trained(&X, &s, &(SvmSettings){ kernel_linear(), 10, 1e-8 });
        for (size_t n = 0; n < 2; n++)
            ck_assert_double_eq_tol(svm.alpha.data[n], 0.5, 1e-12);
        ck_assert_double_eq_tol(svm.b, -sign, 1e-12);
        double five = 5;
        ck_assert_double_eq_tol(svm_decision(&svm, &five), sign * 4, 1e-12);
        ck_assert_double_eq_tol(svm_primal(&svm), 0.5, 1e-12);
        ck_assert_double_eq_tol(svm_dual(&svm), 0.5, 1e-12);
        ck_assert_uint_eq(svm.count, 2);
        svm_free(&svm);
    }
}
END_TEST

/* Avec C = 1/10, α = C : w = 1/5, quel que soit b entre les deux points. */
START_TEST(two_points_bounded)
{
    double points[2] = { 0, 2 }, labels[2] = { -1, 1 };
    Matrix X = matrix_view(points, 2, 1), s = matrix_view(labels, 2, 1);
    Svm svm = trained(&X, &s, &(SvmSettings){ kernel_linear(), 0.1, 1e-8 });
    ck_assert_double_eq(svm.alpha.data[0], 0.1);
    ck_assert_double_eq(svm.alpha.data[1], 0.1);
    ck_assert_double_eq_tol(svm_primal(&svm), 0.18, 1e-15);
    ck_assert_double_eq_tol(svm_dual(&svm), 0.18, 1e-15);
    svm_free(&svm);
}
END_TEST

/* Le ou exclusif, par le noyau (x·z + 1)² : αₙ = 1/8, f(x) = x₁ x₂, un cas que
 * l'on résout à la main. */
START_TEST(exclusive_or)
{
    double points[8] = { 1, 1, 1, -1, -1, 1, -1, -1 };
    double labels[4] = { 1, -1, -1, 1 }, x[2] = { 0.7, -3 };
    Matrix X = matrix_view(points, 4, 2), s = matrix_view(labels, 4, 1);
    SvmSettings settings = { kernel_polynomial(1, 1, 2), 10, 1e-8 };
    Svm svm = trained(&X, &s, &settings);
    for (size_t n = 0; n < 4; n++)
        ck_assert_double_eq_tol(svm.alpha.data[n], 0.125, 1e-8);
    ck_assert_double_eq_tol(svm.b, 0, 1e-8);
    ck_assert_double_eq_tol(svm_decision(&svm, x), -2.1, 1e-7);
    ck_assert_double_eq_tol(svm_squared_norm(&svm), 0.5, 1e-8);
    svm_free(&svm);
}
END_TEST

/* Trois points d'une droite, dont un ne sert à rien : α = 0, et il n'est pas
 * vecteur de support. */
START_TEST(idle_point)
{
    double points[3] = { 5, 0, 2 }, labels[3] = { 1, -1, 1 };
    Matrix X = matrix_view(points, 3, 1), s = matrix_view(labels, 3, 1);
    Svm svm = trained(&X, &s, &(SvmSettings){ kernel_linear(), 10, 1e-8 });
    ck_assert_double_eq(svm.alpha.data[0], 0);
    ck_assert_uint_eq(svm.count, 2);
    ck_assert_uint_eq(svm.support[0], 1);
    ck_assert_uint_eq(svm.support[1], 2);
    svm_free(&svm);
}
END_TEST

/* --- LIBSVM -------------------------------------------------------------- */

enum { N = 40, NX = 3, M = 25 };

/* Un exemple au format de LIBSVM. */
static void fill_nodes(struct svm_node nodes[NX + 1], const double *x)
{
    for (int i = 0; i < NX; i++)
        nodes[i] = (struct svm_node){ i + 1, x[i] };
    nodes[NX] = (struct svm_node){ -1, 0 };
}

static void say_nothing(const char *text)
{
    (void)text;
}

/* Les valeurs de décision de LIBSVM, entraîné pour nous ; sa première classe
 * est model->label[0]. */
static void libsvm_decisions(double f[M], const Examples *e, int kind,
                             const SvmSettings *settings, const Matrix *Z)
{
    static struct svm_node nodes[N][NX + 1], node[NX + 1];
    struct svm_node *rows[N];
    for (size_t n = 0; n < N; n++) {
        fill_nodes(nodes[n], &AT(&e->X, n, 0));
        rows[n] = nodes[n];
    }
    struct svm_problem problem = { N, e->s.data, rows };
    struct svm_parameter parameter = { .svm_type = C_SVC,
                                       .kernel_type = kind,
                                       .degree = (int)settings->kernel.degree,
                                       .gamma = settings->kernel.gamma,
                                       .coef0 = settings->kernel.r,
                                       .cache_size = 10,
                                       .eps = settings->eps,
                                       .C = settings->C,
                                       .shrinking = 1 };
    svm_set_print_string_function(say_nothing);
    struct svm_model *model = svm_train(&problem, &parameter);
    for (size_t m = 0; m < M; m++) {
        fill_nodes(node, &AT(Z, m, 0));
        svm_predict_values(model, node, &f[m]);
        f[m] *= model->label[0];
    }
    svm_free_and_destroy_model(&model);
}

START_TEST(same_decisions)
{
    static const struct {
        int libsvm;
        Kernel kernel;
    } kernels[] = { { LINEAR, { KERNEL_LINEAR, 0, 0, 0 } },
                    { POLY, { KERNEL_POLYNOMIAL, 0.7, 1, 3 } },
                    { RBF, { KERNEL_GAUSSIAN, 0.5, 0, 0 } },
                    { SIGMOID, { KERNEL_SIGMOID, 0.2, -0.5, 0 } } };
    Random random = random_seeded(1);
    for (size_t k = 0; k < 4; k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            Examples e = random_examples(N, NX, &random);
            Matrix Z = random_matrix(M, NX, &random), f = matrix_create(M, 1);
            matrix_scale(&e.s, sign, &e.s);
            SvmSettings settings = { kernels[k].kernel, 0.5, 1e-3 };
            Svm svm = trained(&e.X, &e.s, &settings);
            svm_decisions(&f, &svm, &Z);
            double expected[M];
            libsvm_decisions(expected, &e, kernels[k].libsvm, &settings, &Z);
            for (size_t m = 0; m < M; m++)
                ck_assert_double_eq_tol(f.data[m], expected[m],
                                        1e-12 * (1 + fabs(expected[m])));
            svm_free(&svm);
            matrix_free(&f);
            matrix_free(&Z);
            examples_free(&e);
        }
}
END_TEST

START_TEST(decisions_from_gram)
{
    Random random = random_seeded(2);
    Examples e = random_examples(N, NX, &random);
    Matrix Z = random_matrix(M, NX, &random), G = matrix_create(N, M);
    Matrix f = matrix_create(M, 1), g = matrix_create(M, 1);
    Svm svm = trained(&e.X, &e.s, &usual);
    svm_decisions(&f, &svm, &Z);
    kernel_gram(&G, &svm.kernel, &svm.X, &Z);
    svm_decisions_from_gram(&g, &svm, &G);
    ck_assert_double_le(matrix_max_difference(&f, &g), 1e-13);
    svm_free(&svm);
    matrix_free(&Z);
    matrix_free(&G);
    matrix_free(&f);
    matrix_free(&g);
    examples_free(&e);
}
END_TEST

/* LIBSVM ne dit rien, nous non plus. */
START_TEST(silence)
{
    Random random = random_seeded(3);
    Examples e = random_examples(N, NX, &random);
    Child child;
    IN_CHILD(child, trained(&e.X, &e.s, &usual));
    ck_assert_int_eq(child.exit_status, 0);
    ck_assert_str_eq(child.text, "");
    examples_free(&e);
}
END_TEST

/* --- Certificats --------------------------------------------------------- */

/* Le primal du noyau linéaire, w étant calculé. */
static double linear_primal(const Svm *svm)
{
    double w[NX] = { 0 }, primal = 0;
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < NX; i++)
            w[i] += svm->alpha.data[n] * svm->s.data[n] * AT(&svm->X, n, i);
    for (size_t i = 0; i < NX; i++)
        primal += w[i] * w[i] / 2;
    for (size_t n = 0; n < N; n++) {
        double f = svm->b;
        for (size_t i = 0; i < NX; i++)
            f += w[i] * AT(&svm->X, n, i);
        primal += svm->C * fmax(0, 1 - svm->s.data[n] * f);
    }
    return primal;
}

START_TEST(primal_with_w)
{
    Random random = random_seeded(4);
    Examples e = random_examples(N, NX, &random);
    Svm svm = trained(&e.X, &e.s, &(SvmSettings){ kernel_linear(), 3, 1e-8 });
    double expected = linear_primal(&svm);
    ck_assert_double_eq_tol(svm_primal(&svm), expected, 1e-12 * expected);
    svm_free(&svm);
    examples_free(&e);
}
END_TEST

/* Le dual, terme à terme, de n'importe quel α : pas seulement d'une solution. */
static double naive_dual(const Svm *svm)
{
    double sum = 0;
    for (size_t n = 0; n < N; n++) {
        sum += svm->alpha.data[n];
        for (size_t m = 0; m < N; m++)
            sum -= svm->alpha.data[n] * svm->alpha.data[m] * svm->s.data[n] *
                   svm->s.data[m] *
                   kernel_value(&svm->kernel, &AT(&svm->X, n, 0),
                                &AT(&svm->X, m, 0), NX) /
                   2;
    }
    return sum;
}

/* P ≥ D pour tout α admissible et tout b ; à la solution, P = D. */
START_TEST(weak_duality)
{
    Random random = random_seeded(5);
    for (int draw = 0; draw < 20; draw++) {
        Examples e = random_examples(N, NX, &random);
        Svm svm = trained(&e.X, &e.s, &usual);
        double best = svm_dual(&svm), shrink = random_uniform(&random);
        ck_assert_double_eq_tol(best, naive_dual(&svm), 1e-11 * best);
        matrix_scale(&svm.alpha, shrink, &svm.alpha);
        svm.b += random_normal(&random);
        ck_assert_double_eq_tol(svm_dual(&svm), naive_dual(&svm),
                                1e-11 * best);
        ck_assert_double_le(svm_dual(&svm), best);
        ck_assert_double_ge(svm_primal(&svm), best * (1 - 1e-6));
        svm_free(&svm);
        examples_free(&e);
    }
}
END_TEST

START_TEST(solutions_are_certified)
{
    static const double Cs[] = { 0.01, 1, 100 };
    Random random = random_seeded(6);
    Dataset data = course_circles(60, &random);
    Matrix s = signed_classes(&data, 1);
    const Kernel kernels[] = { kernel_linear(), kernel_polynomial(1, 1, 2),
                               kernel_gaussian(2) };
    for (size_t k = 0; k < 3; k++)
        for (size_t c = 0; c < 3; c++) {
            SvmSettings settings = { kernels[k], Cs[c], 1e-8 };
            Svm svm = trained(&data.X, &s, &settings);
            SvmKkt kkt = svm_kkt(&svm);
            ck_assert_double_eq(kkt.box, 0);
            ck_assert_double_le(kkt.balance, 1e-13);
            ck_assert_double_le(kkt.margin, 2e-4);
            ck_assert_double_le(fabs(svm_gap(&svm)), 1e-5);
            svm_free(&svm);
        }
    matrix_free(&s);
    dataset_free(&data);
}
END_TEST

/* De n'importe quel départ, même grossier, la reprise mène à la solution. */
START_TEST(refined_solutions)
{
    static const double Cs[] = { 1e-3, 0.03, 1, 100, 1e4 };
    Random random = random_seeded(9);
    for (int draw = 0; draw < 10; draw++) {
        Examples e = random_examples(N, NX, &random);
        for (size_t c = 0; c < 5; c++) {
            double dual[2];
            for (int rough = 0; rough < 2; rough++) {
                SvmSettings settings = { kernel_gaussian(1), Cs[c],
                                         rough ? 0.5 : 1e-8 };
                Svm svm = trained(&e.X, &e.s, &settings);
                ck_assert(svm_refine(&svm));
                SvmKkt kkt = svm_kkt(&svm);
                ck_assert_double_eq(kkt.box, 0);
                ck_assert_double_le(kkt.balance, 1e-12);
                ck_assert_double_le(kkt.margin, 2e-9);
                ck_assert_double_le(fabs(svm_gap(&svm)), 1e-9);
                dual[rough] = svm_dual(&svm);
                svm_free(&svm);
            }
            ck_assert_double_eq_tol(dual[0], dual[1], 1e-9 * dual[0]);
        }
        examples_free(&e);
    }
}
END_TEST

/* Reprendre une solution exacte ne change rien ; ses vecteurs de support sont
 * ceux de α. */
START_TEST(refined_twice)
{
    Random random = random_seeded(10);
    Examples e = random_examples(N, NX, &random);
    Svm svm = trained(&e.X, &e.s, &usual);
    ck_assert(svm_refine(&svm));
    Matrix before = matrix_clone(&svm.alpha);
    ck_assert(svm_refine(&svm));
    ck_assert_double_le(matrix_max_difference(&before, &svm.alpha), 1e-12);
    size_t positive = 0;
    for (size_t n = 0; n < N; n++)
        positive += svm.alpha.data[n] > 0;
    ck_assert_uint_eq(svm.count, positive);
    matrix_free(&before);
    svm_free(&svm);
    examples_free(&e);
}
END_TEST

/* Tous les α au plafond : b n'est tenu que par un intervalle, et la reprise en
 * prend le milieu, comme LIBSVM. */
START_TEST(refined_without_free)
{
    Random random = random_seeded(11);
    Dataset data = course_circles(20, &random);
    Matrix s = signed_classes(&data, 1);
    SvmSettings settings = { kernel_gaussian(2), 0.01, 1e-8 };
    Svm svm = trained(&data.X, &s, &settings);
    double b = svm.b;
    for (int shift = -1; shift <= 1; shift++) {
        svm.b = b + shift / 4.0;
        ck_assert(svm_refine(&svm));
        ck_assert_double_eq_tol(svm.b, b, 1e-7);
        ck_assert_double_eq(svm.alpha.data[7], svm.C);
    }
    svm_free(&svm);
    matrix_free(&s);
    dataset_free(&data);
}
END_TEST

/* Un même point deux fois libre : plusieurs α pour un même f. La reprise le
 * dit, et ne rend rien d'inadmissible. */
START_TEST(degenerate_refinement)
{
    double points[4] = { 0, 0, 2, 2 }, classes[4] = { -1, -1, 1, 1 };
    Matrix X = matrix_view(points, 4, 1), s = matrix_view(classes, 4, 1);
    Svm svm = trained(&X, &s, &(SvmSettings){ kernel_linear(), 10, 1e-8 });
    svm.alpha.data[0] = svm.alpha.data[1] = 0.25;
    svm.alpha.data[2] = svm.alpha.data[3] = 0.25;
    ck_assert(!svm_refine(&svm));
    ck_assert_double_eq(svm_kkt(&svm).box, 0);
    ck_assert_double_eq_tol(svm_primal(&svm), 0.5, 1e-12);
    svm_free(&svm);
}
END_TEST

/* Un certificat qui ne refuse rien ne certifie rien. */
START_TEST(wrong_solutions_are_refused)
{
    Random random = random_seeded(7);
    Examples e = random_examples(N, NX, &random);
    Svm svm = trained(&e.X, &e.s, &usual);
    size_t bounded = 0;
    while (svm.alpha.data[bounded] != svm.C)
        bounded++;
    double keep = svm.b;
    svm.b += 0.01;
    ck_assert_double_gt(svm_gap(&svm), 1e-6);
    ck_assert_double_gt(svm_kkt(&svm).margin, 5e-3);
    svm.b = keep;
    svm.alpha.data[bounded] = svm.C + 0.1;
    ck_assert_double_eq_tol(svm_kkt(&svm).box, 0.05, 1e-12);
    ck_assert_double_gt(svm_kkt(&svm).balance, 1e-4);
    svm.alpha.data[bounded] = -0.1;
    ck_assert_double_eq_tol(svm_kkt(&svm).box, 0.05, 1e-12);
    svm.alpha.data[bounded] = svm.C - 0.1;
    ck_assert_double_gt(svm_gap(&svm), 1e-6);
    svm_free(&svm);
    examples_free(&e);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

static Examples small(void)
{
    Random random = random_seeded(8);
    return random_examples(5, 2, &random);
}

/* L'apprentissage est refusé, pour cette raison. */
static void refused(const Examples *e, const SvmSettings *settings,
                    const char *why)
{
    Svm svm = { .b = 42 };
    Error error;
    ck_assert(!svm_fit(&svm, &e->X, &e->s, settings, &error));
    ck_assert_str_eq(error.text, why);
    ck_assert(svm.b == 42 && svm.X.data == NULL);
    ck_assert(!svm_fit(&svm, &e->X, &e->s, settings, NULL));
}

START_TEST(bad_examples)
{
    Examples e = small();
    e.s.data[2] = 0;
    refused(&e, &usual, "la classe de l'exemple 3 vaut 0, ni 1 ni −1");
    matrix_fill(&e.s, -1);
    refused(&e, &usual, "tous les exemples sont de la même classe");
    e.s.data[0] = 1;
    e.X.data[3] = INFINITY;
    refused(&e, &usual, "la composante 2 de l'exemple 2 n'est pas finie");
    examples_free(&e);
}
END_TEST

START_TEST(bad_settings)
{
    Examples e = small();
    SvmSettings settings = usual;
    settings.C = 0;
    refused(&e, &settings, "C vaut 0 : il doit être positif, et fini");
    settings = usual;
    settings.eps = NAN;
    refused(&e, &settings, "eps vaut nan : il doit être positif");
    settings = usual;
    settings.kernel.gamma = -1;
    refused(&e, &settings, "LIBSVM refuse : gamma < 0");
    examples_free(&e);
}
END_TEST

START_TEST(wrong_shapes)
{
    Examples e = small();
    Matrix f = matrix_create(5, 1), Z = matrix_create(5, 3);
    Svm svm = trained(&e.X, &e.s, &usual);
    ck_fatal(svm_decisions(&f, &svm, &Z),
             "svm_decisions : f est 5×1, X est 5×3, nx = 2");
    ck_fatal(svm_decisions_from_gram(&f, &svm, &Z),
             "svm_decisions_from_gram : f est 5×1, G est 5×3, N = 5");
    svm_free(&svm);
    matrix_free(&f);
    matrix_free(&Z);
    examples_free(&e);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("svm");
    TCase *hand = tcase_create("à la main");
    tcase_add_test(hand, two_points);
    tcase_add_test(hand, two_points_bounded);
    tcase_add_test(hand, exclusive_or);
    tcase_add_test(hand, idle_point);
    suite_add_tcase(suite, hand);
    TCase *libsvm = tcase_create("LIBSVM");
    tcase_add_test(libsvm, same_decisions);
    tcase_add_test(libsvm, decisions_from_gram);
    tcase_add_test(libsvm, silence);
    suite_add_tcase(suite, libsvm);
    TCase *certificates = tcase_create("certificats");
    tcase_add_test(certificates, primal_with_w);
    tcase_add_test(certificates, weak_duality);
    tcase_add_test(certificates, solutions_are_certified);
    tcase_add_test(certificates, refined_solutions);
    tcase_add_test(certificates, refined_twice);
    tcase_add_test(certificates, refined_without_free);
    tcase_add_test(certificates, degenerate_refinement);
    tcase_add_test(certificates, wrong_solutions_are_refused);
    suite_add_tcase(suite, certificates);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, bad_examples);
    tcase_add_test(limits, bad_settings);
    tcase_add_test(limits, wrong_shapes);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
