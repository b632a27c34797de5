/* Chapitre 19 : caractéristiques explicites, valeurs propres, sigmoïde,
 * parité ; la valeur de décision de LIBSVM refaite. */
#include <libsvm/svm.h>
#include <math.h>
#include <stdlib.h>

#include "../chapters/19-kernels/formulas.h"
#include "../lib/course.h"
#include "../lib/svm.h"
#include "runner.h"

enum { DRAWS = 40 };

/* Un réel uniforme entre low et high. */
static double between(double low, double high, Random *random)
{
    return low + (high - low) * random_uniform(random);
}

static Matrix random_points(size_t N, Random *random)
{
    Matrix X = matrix_create(N, 2);
    matrix_random_normal(&X, 1.0, random);
    return X;
}

/* Un noyau polynomial quelconque ; une fois sur deux sans constante. */
static Kernel random_polynomial(size_t degree, Random *random)
{
    double r = random_below(random, 2) ? between(0.2, 2, random) : 0;
    return kernel_polynomial(between(0.3, 2, random), r, degree);
}

/* --- Le noyau est un produit scalaire ------------------------------------ */

START_TEST(features_give_the_kernel)
{
    Random random = random_seeded(191);
    Row row = row_open("prop:les caractéristiques de `plane_features` "
                       "redonnent $(\\gamma\\, x^\\top z + r)^d$, de $d = 1$ "
                       "à 5",
                       "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t d = 1 + draw % 5, N = 7, M = 5;
        Kernel kernel = random_polynomial(d, &random);
        Matrix X = random_points(N, &random), Z = random_points(M, &random);
        Matrix PX = matrix_create(N, monomial_count(2, d));
        Matrix PZ = matrix_create(M, monomial_count(2, d));
        Matrix G = matrix_create(N, M), product = matrix_create(N, M);
        plane_features(&PX, &kernel, &X);
        plane_features(&PZ, &kernel, &Z);
        matrix_multiply_nt(&product, &PX, &PZ);
        kernel_gram(&G, &kernel, &X, &Z);
        row_gap(&row, matrix_max_difference(&product, &G) / matrix_max_abs(&G),
                "degré %zu, r = %g", d, kernel.r);
        matrix_free(&X);
        matrix_free(&Z);
        matrix_free(&PX);
        matrix_free(&PZ);
        matrix_free(&G);
        matrix_free(&product);
    }
    row_close(&row);
}
END_TEST

/* Les façons d'écrire nx exposants de somme au plus degree. */
static size_t enumerate(size_t nx, size_t degree)
{
    if (nx == 0)
        return 1;
    size_t count = 0;
    for (size_t first = 0; first <= degree; first++)
        count += enumerate(nx - 1, degree - first);
    return count;
}

START_TEST(monomials)
{
    Row row = row_open("prop:`monomial_count` compte les monômes de degré $d$ "
                       "au plus",
                       "énumération", 0);
    for (size_t nx = 1; nx <= 7; nx++)
        for (size_t d = 1; d <= 6; d++)
            row_true(&row, monomial_count(nx, d) == enumerate(nx, d),
                     "%zu variables, degré %zu", nx, d);
    row_close(&row);
}
END_TEST

static Svm fit(const Kernel *kernel, const Matrix *X, const Matrix *s)
{
    SvmSettings settings = { *kernel, 1, 1e-8 };
    Svm svm;
    Error error;
    if (!svm_fit(&svm, X, s, &settings, &error))
        ck_abort_msg("%s", error.text);
    return svm;
}

/* Le plus grand écart entre les décisions de deux machines, rapporté à la plus
 * grande. */
static double decision_gap(const Svm *a, const Matrix *XA, const Svm *b,
                           const Matrix *XB)
{
    Matrix fa = matrix_create(XA->rows, 1), fb = matrix_create(XB->rows, 1);
    svm_decisions(&fa, a, XA);
    svm_decisions(&fb, b, XB);
    double gap = matrix_max_difference(&fa, &fb) / matrix_max_abs(&fb);
    matrix_free(&fa);
    matrix_free(&fb);
    return gap;
}

START_TEST(same_machine)
{
    Random random = random_seeded(192);
    Row row = row_open("prop:un SVM linéaire sur les caractéristiques répond "
                       "comme le SVM à noyau polynomial",
                       "égalité", 1e-4);
    for (size_t draw = 0; draw < 12; draw++) {
        Kernel kernel = random_polynomial(2 + draw % 2, &random);
        Kernel linear = kernel_linear();
        Dataset data = course_circles(30, &random);
        Matrix s = signed_classes(&data, 1);
        Matrix Phi =
            matrix_create(data.X.rows, monomial_count(2, kernel.degree));
        plane_features(&Phi, &kernel, &data.X);
        Svm below = fit(&kernel, &data.X, &s), above = fit(&linear, &Phi, &s);
        row_gap(&row, decision_gap(&above, &Phi, &below, &data.X),
                "degré %zu, r = %g", kernel.degree, kernel.r);
        svm_free(&below);
        svm_free(&above);
        matrix_free(&Phi);
        matrix_free(&s);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* --- La valeur de décision de LIBSVM ------------------------------------- */

static void say_nothing(const char *text)
{
    (void)text;
}

/* Les noyaux, dans les deux façons de les dire. */
static const struct {
    Kernel kernel;
    int kind;
} kernels[] = {
    { { KERNEL_LINEAR, 0, 0, 0 }, LINEAR },
    { { KERNEL_POLYNOMIAL, 0.7, 0, 3 }, POLY },
    { { KERNEL_POLYNOMIAL, 1.3, 0.6, 2 }, POLY },
    { { KERNEL_GAUSSIAN, 1.7, 0, 0 }, RBF },
    { { KERNEL_SIGMOID, 0.9, -0.8, 0 }, SIGMOID },
};
enum { KERNELS = sizeof kernels / sizeof *kernels, EXAMPLES = 60 };

typedef struct {
    struct svm_node node[EXAMPLES][3], *row[EXAMPLES];
    double y[EXAMPLES];
} Examples;

static void fill(Examples *e, const Dataset *data)
{
    for (size_t n = 0; n < EXAMPLES; n++) {
        for (int i = 0; i < 2; i++)
            e->node[n][i] = (struct svm_node){ i + 1, AT(&data->X, n, i) };
        e->node[n][2].index = -1;
        e->row[n] = e->node[n];
        e->y[n] = dataset_class(data, n) == 1 ? 1 : -1;
    }
}

/* Ce que LIBSVM, appelé sans notre enveloppe, apprend et répond. */
static void compare_decisions(Row *row, size_t k, Examples *e,
                              const Dataset *fresh)
{
    const Kernel *kernel = &kernels[k].kernel;
    struct svm_problem problem = { EXAMPLES, e->y, e->row };
    struct svm_parameter parameter = { .svm_type = C_SVC,
                                       .kernel_type = kernels[k].kind,
                                       .degree = (int)kernel->degree,
                                       .gamma = kernel->gamma,
                                       .coef0 = kernel->r,
                                       .cache_size = 10,
                                       .eps = 1e-3,
                                       .C = 1 };
    svm_set_print_string_function(say_nothing);
    struct svm_model *model = svm_train(&problem, &parameter);
    for (size_t i = 0; i < fresh->X.rows; i++) {
        const double *z = &AT(&fresh->X, i, 0);
        struct svm_node node[3] = { { 1, z[0] }, { 2, z[1] }, { -1, 0 } };
        double theirs, f = -model->rho[0], size = fabs(f);
        svm_predict_values(model, node, &theirs);
        for (int s = 0; s < model->l; s++) {
            double x[2] = { model->SV[s][0].value, model->SV[s][1].value };
            double term = model->sv_coef[0][s] * kernel_value(kernel, x, z, 2);
            f += term;
            size += fabs(term);
        }
        row_gap(row, fabs(f - theirs) / size, "noyau %zu, point %zu", k, i);
    }
    svm_free_and_destroy_model(&model);
}

START_TEST(decisions)
{
    Random random = random_seeded(193);
    Row row = row_open("prop:$f(z) = \\sum_n a_n K(x_n, z) + b$, refaite "
                       "avec les vecteurs de support, est la valeur que rend "
                       "LIBSVM",
                       "égalité", 1e-14);
    for (size_t k = 0; k < KERNELS; k++) {
        Examples e;
        Dataset data = course_circles(EXAMPLES / 2, &random);
        Dataset fresh = course_circles(20, &random);
        fill(&e, &data);
        compare_decisions(&row, k, &e, &fresh);
        dataset_free(&data);
        dataset_free(&fresh);
    }
    row_close(&row);
}
END_TEST

/* --- Valeurs propres ----------------------------------------------------- */

/* A ← H A H, où H = I − 2 u uᵀ / ‖u‖², u tiré au hasard. */
static void reflect(Matrix *A, Random *random)
{
    size_t n = A->rows;
    Matrix u = matrix_create(n, 1), H = matrix_create(n, n);
    Matrix HA = matrix_create(n, n);
    matrix_random_normal(&u, 1.0, random);
    double square = matrix_dot(&u, &u);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            AT(&H, i, j) = (i == j) - 2 * u.data[i] * u.data[j] / square;
    matrix_multiply(&HA, &H, A);
    matrix_multiply(A, &HA, &H);
    matrix_free(&u);
    matrix_free(&H);
    matrix_free(&HA);
}

START_TEST(known_eigenvalues)
{
    Random random = random_seeded(194);
    Row row = row_open("prop:`eigenvalues` retrouve le spectre d'une matrice "
                       "faite exprès",
                       "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t n = 3 + draw % 11;
        Matrix A = matrix_create(n, n), lambda = matrix_create(n, 1);
        Matrix expected = matrix_create(n, 1);
        for (size_t i = 0; i < n; i++) {
            /* Décroissantes, de signes divers, une nulle, deux égales. */
            double value = i == 1 ? 3 : 3 - (double)i;
            AT(&A, i, i) = expected.data[i] = value;
        }
        for (int k = 0; k < 3; k++)
            reflect(&A, &random);
        eigenvalues(&lambda, &A);
        row_gap(&row,
                matrix_max_difference(&lambda, &expected) /
                    matrix_max_abs(&expected),
                "taille %zu", n);
        matrix_free(&A);
        matrix_free(&lambda);
        matrix_free(&expected);
    }
    row_close(&row);
}
END_TEST

/* Des coefficients quelconques, de somme nulle ou non. */
static Matrix coefficients(size_t n, bool balanced, Random *random)
{
    Matrix a = matrix_create(n, 1);
    double mean = 0;
    matrix_random_normal(&a, 1.0, random);
    for (size_t i = 0; i < n; i++)
        mean += a.data[i] / (double)n;
    for (size_t i = 0; balanced && i < n; i++)
        a.data[i] -= mean;
    return a;
}

START_TEST(forms)
{
    Random random = random_seeded(195);
    Row positive = row_open("prop:$a^\\top G\\, a \\geq 0$ pour les noyaux "
                            "linéaire, polynomial et gaussien",
                            "tirage au sort", 0);
    Row centred = row_open("prop:`centre_gram` rend nulle la somme de chaque "
                           "ligne, et ne change pas $a^\\top G\\, a$ si "
                           "$\\sum_n a_n = 0$",
                           "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++)
        for (size_t k = 0; k < KERNELS; k++) {
            Matrix X = random_points(11, &random), G = matrix_create(11, 11);
            Matrix a = coefficients(11, false, &random);
            Matrix c = coefficients(11, true, &random);
            kernel_gram(&G, &kernels[k].kernel, &X, &X);
            if (kernels[k].kind != SIGMOID)
                row_true(&positive, quadratic_form(&G, &a) >= 0, "noyau %zu",
                         k);
            double before = quadratic_form(&G, &c), size = matrix_max_abs(&G);
            centre_gram(&G);
            row_gap(&centred, fabs(quadratic_form(&G, &c) - before) / size,
                    "noyau %zu", k);
            matrix_sum_rows(&a, &G);
            row_gap(&centred, matrix_max_abs(&a) / size, "noyau %zu, sommes",
                    k);
            matrix_free(&X);
            matrix_free(&G);
            matrix_free(&a);
            matrix_free(&c);
        }
    rows_close(&positive, &centred);
}
END_TEST

/* --- La sigmoïde --------------------------------------------------------- */

START_TEST(determinant)
{
    Random random = random_seeded(196);
    Row row = row_open("prop:`pair_determinant` est $\\Delta(q)$, dans "
                       "n'importe quelle direction",
                       "égalité", 1e-13);
    for (size_t draw = 0; draw < 5 * DRAWS; draw++) {
        double gamma = between(0.2, 2, &random), r = random_normal(&random);
        double p = between(0, 2, &random), q = between(0, 3, &random);
        double angle = between(0, 6.28, &random);
        double x[2] = { p * cos(angle), p * sin(angle) };
        double z[2] = { q * cos(angle), q * sin(angle) };
        Kernel kernel = kernel_sigmoid(gamma, r);
        double expected = tanh(gamma * p * p + r) * tanh(gamma * q * q + r) -
                          pow(tanh(gamma * p * q + r), 2);
        row_gap(&row, fabs(pair_determinant(&kernel, x, z, 2) - expected),
                "γ = %g, r = %g, p = %g, q = %g", gamma, r, p, q);
    }
    row_close(&row);
}
END_TEST

/* aᵀ G a pour les points (p, 0), (q, 0) et a = (−K(x, z) ; K(x, x)). */
static double witness(const Kernel *kernel, double p, double q)
{
    double data[4] = { p, 0, q, 0 }, pair[2];
    Matrix X = matrix_view(data, 2, 2), a = matrix_view(pair, 2, 1);
    Matrix G = matrix_create(2, 2);
    kernel_gram(&G, kernel, &X, &X);
    pair[0] = -AT(&G, 0, 1);
    pair[1] = AT(&G, 0, 0);
    double form = quadratic_form(&G, &a);
    matrix_free(&G);
    return form;
}

START_TEST(sigmoid_is_never_valid)
{
    Row row = row_open("prop:pour $\\gamma$ de 0,01 à 100 et $r$ de $-5$ à 5, "
                       "deux points rendent $a^\\top G\\, a$ négatif",
                       "exact", 0);
    for (double gamma = 0.01; gamma < 101; gamma *= 10)
        for (double r = -5; r <= 5; r += 0.5) {
            Kernel kernel = kernel_sigmoid(gamma, r);
            /* γ p² + r = ½, ou r s'il est plus grand ; q bien plus loin. */
            double p = sqrt(fmax(0.01, 0.5 - r) / gamma), q = 50 * p;
            if (r > 0.4)
                q = 2000 * p;
            double form = witness(&kernel, p, q);
            row_true(&row, form < 0, "γ = %g, r = %g : %g", gamma, r, form);
        }
    row_close(&row);
}
END_TEST

/* --- La parité ----------------------------------------------------------- */

START_TEST(odd_kernels)
{
    Random random = random_seeded(197);
    const Kernel odd[] = { kernel_linear(), kernel_polynomial(0.8, 0, 3),
                           kernel_polynomial(0.8, 0, 5),
                           kernel_sigmoid(0.8, 0) };
    Row row = row_open("prop:un noyau impair donne $f(x) + f(-x) = 2 b$",
                       "égalité", 1e-12);
    for (size_t k = 0; k < 4; k++) {
        Dataset data = course_circles(30, &random);
        Matrix s = signed_classes(&data, 1);
        Svm svm = fit(&odd[k], &data.X, &s);
        for (int i = 0; i < 20; i++) {
            double x[2] = { random_normal(&random), random_normal(&random) };
            double minus[2] = { -x[0], -x[1] };
            double f = svm_decision(&svm, x);
            double sum = f + svm_decision(&svm, minus);
            row_gap(&row, fabs(sum - 2 * svm.b) / fmax(1, fabs(f)),
                    "noyau %zu", k);
        }
        svm_free(&svm);
        matrix_free(&s);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* Des sites par paires ±z, de mêmes masses : mine pour la classe que dit b,
 * other pour l'autre ; chaque classe a la masse ½. */
enum { SITES = 9 };
typedef struct {
    double mine[SITES], other[SITES];
} Masses;

static Masses random_masses(Random *random)
{
    Masses m;
    double mine = 0, other = 0;
    for (size_t k = 0; k < SITES; k++) {
        mine += m.mine[k] = random_uniform(random);
        other += m.other[k] = random_uniform(random);
    }
    for (size_t k = 0; k < SITES; k++) {
        m.mine[k] /= 4 * mine; /* deux points par site, et la masse ½ */
        m.other[k] /= 4 * other;
    }
    return m;
}

/* Le score de la machine dont S est l'ensemble des sites de bit 1 dans set :
 * elle répond « mine » en z et −z dans S, une fois chaque réponse ailleurs. */
static double odd_score(const Masses *m, unsigned set)
{
    double score = 0;
    for (size_t k = 0; k < SITES; k++)
        score += set >> k & 1 ? 2 * m->mine[k] : m->mine[k] + m->other[k];
    return score;
}

START_TEST(bound)
{
    Random random = random_seeded(198);
    Row below = row_open("prop:aucune machine impaire ne dépasse $\\frac{1}{4}"
                         " + \\frac{1}{2} A^*$, sur des données symétriques",
                         "énumération", 0);
    Row reached = row_open("prop:et cette borne est atteinte, si $S$ est bien "
                           "choisi",
                           "énumération", 1e-14);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Masses m = random_masses(&random);
        double best = 0, highest = 0;
        for (size_t k = 0; k < SITES; k++)
            best += 2 * fmax(m.mine[k], m.other[k]);
        for (unsigned set = 0; set < 1U << SITES; set++) {
            double score = odd_score(&m, set);
            row_true(&below, score <= odd_bound(best) + 1e-14, "%g > %g",
                     score, odd_bound(best));
            highest = fmax(highest, score);
        }
        row_gap(&reached, fabs(highest - odd_bound(best)), "tirage %zu", draw);
    }
    rows_close(&below, &reached);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

/* Le nombre « name.tail » des résultats. */
static double of(const char *name, const char *tail)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", name, tail);
    return result(key);
}

START_TEST(claims_scores)
{
    static const char *const good[] = { "square", "cube1", "gauss",
                                        "tanh_minus" };
    double best = result("best.accuracy"), low = 1, high = 0, worst = 1;
    for (size_t i = 0; i < 4; i++) {
        low = fmin(low, of(good[i], "score.mean"));
        high = fmax(high, of(good[i], "score.mean"));
        worst = fmin(worst, of(good[i], "score.low"));
    }
    row_claim("les quatre bons noyaux approchent le meilleur score possible : "
              "le moins bon",
              low, best - 0.012, best);
    row_claim("et se valent à quelques millièmes près : écart", high - low, 0,
              0.006);
    row_claim("même leur pire graine", worst, 0.92, best);
    row_claim("le noyau linéaire échoue", of("linear", "score.mean"), 0.55,
              0.65);
    row_claim("le degré 3 sans constante échoue", of("cube", "score.mean"),
              0.55, 0.65);
    row_claim("la sigmoïde à $r = 0$ échoue", of("tanh", "score.mean"), 0.5,
              0.7);
    row_claim("la sigmoïde à $r = 1$ se trompe plus de neuf fois sur dix",
              of("tanh_plus", "score.mean"), 0, 0.1);
    row_claim("elle répond à l'envers même dans sa meilleure graine",
              of("tanh_plus", "score.high"), 0, 0.25);
    row_claim("et sur ses propres exemples", of("tanh_plus", "seen.mean"), 0,
              0.1);
    row_claim(
        "ce qui y tient lieu de $\\|w\\|^2$ est négatif, dans toutes les "
        "graines",
        of("tanh_plus", "norm.high"), -INFINITY, -1000);
    claims_close();
}
END_TEST

START_TEST(claims_parity)
{
    row_claim("aucun noyau impair ne dépasse la borne : le meilleur score",
              result("odd.high"), 0.6, result("odd.bound"));
    row_claim("un noyau pair répond toujours la même chose en $x$ et $-x$",
              of("square", "opposite.high"), 0, 0);
    row_claim(
        "les noyaux impairs gardent presque tous les exemples : le moins "
        "de vecteurs de support, en moyenne",
        fmin(of("linear", "support.mean"), of("cube", "support.mean")),
        0.93 * result("points"), result("points"));
    row_claim(
        "les bons noyaux valides en gardent moins du tiers",
        fmax(fmax(of("square", "support.high"), of("cube1", "support.high")),
             of("gauss", "support.high")),
        0, result("points") / 3);
    row_claim("la frontière de degré 2 est presque un cercle : $w_1 / w_3$",
              result("line.w1") / result("line.w3"), 0.7, 1.4);
    row_claim("et $w_2$ est petit devant eux",
              fabs(result("line.w2") / result("line.w1")), 0, 0.3);
    claims_close();
}
END_TEST

START_TEST(claims_spectrum)
{
    row_claim("aucune valeur propre négative pour un noyau valide, à "
              "l'arrondi près : la plus basse",
              result("valid.least"), -1e-13, 0);
    row_claim("autant de valeurs propres que de caractéristiques : noyau "
              "linéaire",
              of("linear", "rank"), 2, 2);
    row_claim("et noyau de degré 2", of("square", "rank"), 3, 3);
    row_claim("et noyau de degré 3 sans constante", of("cube", "rank"), 4, 4);
    row_claim("et noyau de degré 3 avec constante", of("cube1", "rank"),
              (double)monomial_count(2, 3), (double)monomial_count(2, 3));
    row_claim("le noyau gaussien en a autant que de points",
              of("gauss", "rank"), result("spectrum.points"),
              result("spectrum.points"));
    row_claim("la sigmoïde à $r = 0$ en a de négatives, à tous les tirages",
              of("tanh", "least.high"), -1, -0.02);
    row_claim("à coefficients de somme nulle, $r = -1$ n'est pas valide",
              of("tanh_minus", "centred.high"), -0.2, -0.001);
    row_claim("mais de peu, à côté de $r = 1$ : rapport des plus basses",
              of("tanh_plus", "centred.mean") /
                  of("tanh_minus", "centred.mean"),
              4, 40);
    row_claim("deux points le prouvent déjà : leur déterminant",
              result("pair.determinant"), -0.4, -0.3);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 19");
    TCase *features = tcase_create("les caractéristiques");
    tcase_add_test(features, features_give_the_kernel);
    tcase_add_test(features, monomials);
    tcase_add_test(features, same_machine);
    tcase_add_test(features, decisions);
    suite_add_tcase(suite, features);
    TCase *gram = tcase_create("la matrice de Gram");
    tcase_add_test(gram, known_eigenvalues);
    tcase_add_test(gram, forms);
    tcase_add_test(gram, determinant);
    tcase_add_test(gram, sigmoid_is_never_valid);
    suite_add_tcase(suite, gram);
    TCase *parity = tcase_create("la parité");
    tcase_add_test(parity, odd_kernels);
    tcase_add_test(parity, bound);
    suite_add_tcase(suite, parity);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_scores);
    tcase_add_test(text, claims_parity);
    tcase_add_test(text, claims_spectrum);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
