/* Chapitre 20 : le primal, le dual et leur saut, ce que C fait de la solution,
 * les deux bouts, et ce que disent les courbes. */
#include <math.h>
#include <stdlib.h>

#include "../chapters/20-regularisation/formulas.h"
#include "../lib/course.h"
#include "runner.h"

enum { DRAWS = 20 };

/* Un problème des deux cercles ; s est 1 pour le petit. */
typedef struct {
    Dataset data;
    Matrix s;
} Points;

static Points points_create(size_t outer, size_t inner, Random *random)
{
    Points p = { .data = mixed_circles(outer, inner, COURSE_NOISE, random) };
    p.s = signed_classes(&p.data, 1);
    return p;
}

static void points_free(Points *p)
{
    dataset_free(&p->data);
    matrix_free(&p->s);
}

/* La solution, reprise en double. */
static Svm solve(const Points *p, Kernel kernel, double C)
{
    SvmSettings settings = { kernel, C, 1e-3 };
    Svm svm;
    Error error;
    if (!svm_fit(&svm, &p->data.X, &p->s, &settings, &error))
        ck_abort_msg("%s", error.text);
    svm_refine(&svm);
    return svm;
}

/* Un α admissible quelconque, et un b : rien d'une solution. Chaque α monte
 * avec un partenaire de l'autre classe. */
static void scramble(Svm *svm, Random *random)
{
    size_t N = svm->X.rows;
    matrix_fill(&svm->alpha, 0);
    for (size_t k = 0; k < 8 * N; k++) {
        size_t n = random_below(random, N), m = random_below(random, N);
        double step = svm->C * random_uniform(random) / 4;
        if (svm->s.data[n] == svm->s.data[m])
            continue;
        step =
            fmin(step, svm->C - fmax(svm->alpha.data[n], svm->alpha.data[m]));
        svm->alpha.data[n] += step;
        svm->alpha.data[m] += step;
    }
    svm->count = 0;
    for (size_t n = 0; n < N; n++)
        if (svm->alpha.data[n] != 0)
            svm->support[svm->count++] = n;
    svm->b = random_normal(random);
}

/* --- Primal, dual, saut -------------------------------------------------- */

/* ½ ‖w‖² + C Σ ξ et Σ α − ½ ‖w‖², où w est calculé : noyau linéaire. */
static double primal_with_w(const Svm *svm, const double w[2])
{
    double slack = 0;
    for (size_t n = 0; n < svm->X.rows; n++) {
        const double *x = &AT(&svm->X, n, 0);
        double f = w[0] * x[0] + w[1] * x[1] + svm->b;
        slack += fmax(0, 1 - svm->s.data[n] * f);
    }
    return (w[0] * w[0] + w[1] * w[1]) / 2 + svm->C * slack;
}

static double dual_with_w(const Svm *svm, const double w[2])
{
    double sum = -(w[0] * w[0] + w[1] * w[1]) / 2;
    for (size_t n = 0; n < svm->X.rows; n++)
        sum += svm->alpha.data[n];
    return sum;
}

START_TEST(primal_and_dual)
{
    Random random = random_seeded(2001);
    Row primal =
        row_open("prop:la fonction du primal, et $P$ avec $w$ calculé",
                 "égalité", 1e-12);
    Row dual = row_open("prop:la fonction du dual, et $D$ avec $v$ calculé",
                        "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Points p = points_create(31, 17, &random);
        Svm svm = solve(&p, kernel_linear(), 3);
        scramble(&svm, &random);
        double w[2] = { 0, 0 };
        for (size_t n = 0; n < svm.X.rows; n++)
            for (size_t i = 0; i < 2; i++)
                w[i] += svm.alpha.data[n] * svm.s.data[n] * AT(&svm.X, n, i);
        double P = primal_with_w(&svm, w), D = dual_with_w(&svm, w);
        row_gap(&primal, fabs(svm_primal(&svm) - P) / P, "tirage %zu", draw);
        row_gap(&dual, fabs(svm_dual(&svm) - D) / P, "tirage %zu", draw);
        svm_free(&svm);
        points_free(&p);
    }
    rows_close(&primal, &dual);
}
END_TEST

/* Le saut, terme à terme, contre P − D ; jamais négatif. */
START_TEST(gap_of_any_alpha)
{
    Random random = random_seeded(2002);
    Row gap = row_open("eq:svc-gap", "égalité", 1e-12);
    Row slack =
        row_open("prop:les pertes, et $(P - \\frac{1}{2} \\|v\\|^2) / C$",
                 "égalité", 1e-12);
    Row weak = row_open("prop:$P \\geq D$ pour un $\\alpha$ admissible et un "
                        "$b$ quelconques",
                        "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Points p = points_create(31, 17, &random);
        Svm svm = solve(&p, kernel_gaussian(2), draw % 2 ? 1 : 50);
        scramble(&svm, &random);
        double P = svm_primal(&svm), D = svm_dual(&svm);
        row_gap(&gap, fabs(gap_by_terms(&svm) - (P - D)) / P, "tirage %zu",
                draw);
        double S = (P - svm_squared_norm(&svm) / 2) / svm.C;
        row_gap(&slack, fabs(total_slack(&svm) - S) / S, "tirage %zu", draw);
        row_true(&weak, P > D, "tirage %zu", draw);
        svm_free(&svm);
        points_free(&p);
    }
    rows_close(&gap, &slack, &weak);
}
END_TEST

/* --- Les certificats ----------------------------------------------------- */

START_TEST(every_solution)
{
    Random random = random_seeded(2003);
    Row gap =
        row_open("prop:saut de dualité de chaque solution, relatif à $P$",
                 "certificat", 1e-9);
    Row box = row_open("prop:$0 \\leq \\alpha_n \\leq C$", "exact", 0);
    Row balance = row_open("prop:$\\sum_n \\alpha_n s_n = 0$, relativement à "
                           "$\\sum_n \\alpha_n$",
                           "égalité", 1e-12);
    Row margin = row_open("prop:les conditions de la complémentarité sur "
                          "$s_n f_n$",
                          "certificat", 2e-9);
    for (size_t draw = 0; draw < 5; draw++)
        for (int decade = -3; decade <= 4; decade++) {
            Points p =
                points_create(draw % 2 ? 70 : 50, draw % 2 ? 30 : 50, &random);
            double C = pow(10, decade);
            Svm svm = solve(&p, kernel_gaussian(2), C);
            SvmKkt kkt = svm_kkt(&svm);
            row_gap(&gap, fabs(svm_gap(&svm)), "C = %g", C);
            row_gap(&box, kkt.box, "C = %g", C);
            row_gap(&balance, kkt.balance, "C = %g", C);
            row_gap(&margin, kkt.margin, "C = %g", C);
            svm_free(&svm);
            points_free(&p);
        }
    rows_close(&gap, &box, &balance, &margin);
}
END_TEST

/* La même solution, un peu déplacée, coûte plus. */
START_TEST(nothing_is_better)
{
    Random random = random_seeded(2004);
    Row row = row_open("prop:un $w$ et un $b$ déplacés au hasard ne font pas "
                       "mieux que la solution",
                       "tirage au sort", 0);
    Points p = points_create(70, 30, &random);
    Svm svm = solve(&p, kernel_gaussian(2), 10);
    double best = svm_primal(&svm);
    Matrix alpha = matrix_clone(&svm.alpha);
    double b = svm.b;
    svm.count = svm.X.rows;
    for (size_t n = 0; n < svm.count; n++)
        svm.support[n] = n;
    for (size_t draw = 0; draw < 200; draw++) {
        double size = pow(10, -(double)(draw % 4));
        for (size_t n = 0; n < alpha.rows; n++)
            svm.alpha.data[n] = alpha.data[n] + size * random_normal(&random);
        svm.b = b + size * random_normal(&random);
        row_gap(&row, fmax(0, best - svm_primal(&svm)), "écart %g", size);
    }
    row_close(&row);
    matrix_free(&alpha);
    svm_free(&svm);
    points_free(&p);
}
END_TEST

/* --- Ce que fait C ------------------------------------------------------- */

START_TEST(monotone_in_C)
{
    Random random = random_seeded(2005);
    Row norm = row_open("prop:$\\|w\\|^2$ croît avec $C$", "certificat", 1e-9);
    Row slack =
        row_open("prop:$\\sum_n \\xi_n$ décroît avec $C$", "certificat", 1e-9);
    for (size_t draw = 0; draw < 6; draw++) {
        Points p = points_create(45, 25, &random);
        Kernel kernel = kernel_gaussian(pow(4, (double)draw - 2));
        double before = 0, left = INFINITY;
        for (double C = 1e-3; C < 2e3; C *= 10) {
            Svm svm = solve(&p, kernel, C);
            double W = svm_squared_norm(&svm), S = total_slack(&svm);
            row_gap(&norm, fmax(0, 1 - W / before), "C = %g", C);
            row_gap(&slack, fmax(0, S / left - 1), "C = %g", C);
            before = W;
            left = S;
            svm_free(&svm);
        }
        points_free(&p);
    }
    rows_close(&norm, &slack);
}
END_TEST

/* --- Les deux bouts ------------------------------------------------------ */

/* Des points n'importe où dans [−3, 3]². */
static void any_point(double x[2], Random *random)
{
    x[0] = 6 * random_uniform(random) - 3;
    x[1] = 6 * random_uniform(random) - 3;
}

START_TEST(always_the_majority)
{
    Random random = random_seeded(2006);
    Row row =
        row_open("prop:si $C < \\frac{1}{2 N_r}$, $f$ a partout le signe "
                 "de la majorité, et $|f| \\geq 1 - 2 C N_r$",
                 "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        bool inner = draw % 2;
        size_t few = 5 + random_below(&random, 20);
        size_t many = few + 1 + random_below(&random, 40);
        Points p =
            points_create(inner ? few : many, inner ? many : few, &random);
        double C = 0.99 * (1 - random_uniform(&random)) / (2 * (double)few);
        Svm svm = solve(&p, kernel_gaussian(2), C);
        double least = 1 - 2 * C * (double)few;
        for (int k = 0; k < 100; k++) {
            double x[2];
            any_point(x, &random);
            double f = svm_decision(&svm, x) * (inner ? 1 : -1);
            row_true(&row, f >= least - 1e-9, "f = %g, borne %g", f, least);
        }
        svm_free(&svm);
        points_free(&p);
    }
    row_close(&row);
}
END_TEST

START_TEST(parzen)
{
    Random random = random_seeded(2007);
    Row bounded = row_open("prop:classes égales et $C \\leq \\frac{2}{N}$ : "
                           "tous les $\\alpha_n$ valent $C$",
                           "exact", 0);
    Row row = row_open("eq:svc-parzen", "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t half = 10 + random_below(&random, 30);
        double N = 2 * (double)half;
        double C = 2 / N * (1 - random_uniform(&random));
        double gamma = 0.5 + 3 * random_uniform(&random);
        Points p = points_create(half, half, &random);
        Svm svm = solve(&p, kernel_gaussian(gamma), C);
        row_true(&bounded, bounded_count(&svm) == 2 * half, "tirage %zu",
                 draw);
        double scale = 4 * atan(1) * C * N / (2 * gamma);
        for (int k = 0; k < 20; k++) {
            double x[2];
            any_point(x, &random);
            double expected = scale * (parzen_density(&svm, 1, x) -
                                       parzen_density(&svm, -1, x));
            row_gap(&row, fabs(svm_decision(&svm, x) - svm.b - expected),
                    "tirage %zu", draw);
        }
        svm_free(&svm);
        points_free(&p);
    }
    rows_close(&bounded, &row);
}
END_TEST

/* Une densité : positive, et d'intégrale 1, par la règle du point milieu. */
START_TEST(parzen_is_a_density)
{
    Random random = random_seeded(2008);
    Row row = row_open("prop:la densité de chaque classe est d'intégrale 1",
                       "quadrature", 1e-6);
    Points p = points_create(9, 6, &random);
    Svm svm = solve(&p, kernel_gaussian(2), 1);
    for (int label = -1; label <= 1; label += 2) {
        const double h = 0.1, reach = 6;
        double sum = 0;
        for (double a = -reach + h / 2; a < reach; a += h)
            for (double b = -reach + h / 2; b < reach; b += h)
                sum += h * h * parzen_density(&svm, label, (double[]){ a, b });
        row_gap(&row, fabs(sum - 1), "classe %d", label);
    }
    row_close(&row);
    svm_free(&svm);
    points_free(&p);
}
END_TEST

/* --- Les données et leur plafond ----------------------------------------- */

START_TEST(shares_of_points)
{
    Random random = random_seeded(2009);
    Row row = row_open("prop:le tirage donne à chaque classe son effectif, "
                       "autour de son cercle",
                       "exact", 0);
    Points p = points_create(1400, 600, &random);
    Svm svm = { .s = p.s };
    double radius[2] = { 0, 0 };
    for (size_t n = 0; n < 2000; n++)
        radius[p.s.data[n] > 0] +=
            hypot(AT(&p.data.X, n, 0), AT(&p.data.X, n, 1));
    row_true(&row, label_count(&svm, 1) == 600, "petit cercle");
    row_true(&row, label_count(&svm, -1) == 1400, "grand cercle");
    row_true(&row, fabs(radius[0] / 1400 - 1.02) < 0.03, "grand rayon");
    row_true(&row, fabs(radius[1] / 600 - 0.41) < 0.04, "petit rayon");
    row_close(&row);
    points_free(&p);
}
END_TEST

START_TEST(best_scores)
{
    Row row = row_open("prop:le meilleur score : classes égales, celui du "
                       "chapitre 2 ; une seule classe, 1",
                       "égalité", 1e-6);
    for (double noise = 0.1; noise < 0.5; noise += 0.1)
        row_gap(
            &row,
            fabs(course_best_mixed(noise, 0.5) - course_best(noise).accuracy),
            "bruit %g", noise);
    row_gap(&row, fabs(course_best_mixed(0.2, 0) - 1), "sans petit cercle");
    row_gap(&row, fabs(course_best_mixed(0.2, 1) - 1), "sans grand cercle");
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_left)
{
    row_claim("petit C, classes inégales : le score est la part de la "
              "majorité, écart sur les points neufs",
              result("rare.tiny.test.low") - result("share"), -1e-12, 1e-12);
    row_claim("et sur les exemples appris",
              result("rare.tiny.train.high") - result("share"), -1e-12, 1e-12);
    row_claim("classes égales : le score ne tombe pas, borne basse",
              result("even.tiny.test.mean") -
                  result("even.tiny.test.half_width"),
              0.9, 0.95);
    row_claim("tous les $\\alpha_n$ sont alors au plafond, pour toutes les "
              "graines",
              result("even.tiny.bounded.low"), result("points"),
              result("points"));
    row_claim("tant que $C \\leq 2/N$, le score ne bouge pas du tout",
              result("check.flat"), 0, 0);
    row_claim(
        "petit C, classes égales : pas de sur-apprentissage, écart entre "
        "appris et neufs",
        result("even.tiny.train.mean") - result("even.tiny.test.mean"), -0.02,
        0.02);
    claims_close();
}
END_TEST

START_TEST(claims_right)
{
    row_claim("le meilleur C est de l'ordre de 1", result("rare.C"), 0.3, 3.2);
    row_claim("le meilleur score approche le meilleur possible, sans "
              "l'atteindre : ce qui manque",
              result("rare.best") - result("rare.top.mean"), 0, 0.015);
    row_claim(
        "grand C : le score sur des points neufs baisse, écart entre les "
        "bornes les plus proches",
        result("rare.unit.test.mean") - result("rare.unit.test.half_width") -
            result("rare.huge.test.mean") -
            result("rare.huge.test.half_width"),
        0.005, 0.08);
    row_claim("et sur les exemples appris il monte, au-delà du meilleur "
              "possible",
              result("rare.huge.train.mean") -
                  result("rare.huge.train.half_width") - result("rare.best"),
              0.005, 0.05);
    row_claim("sur-apprentissage, borne basse",
              result("rare.overfit.mean") - result("rare.overfit.half_width"),
              0.03, 0.1);
    row_claim("le même à classes égales, borne basse",
              result("even.overfit.mean") - result("even.overfit.half_width"),
              0.03, 0.1);
    row_claim("moins de vecteurs de support à $C = 10^4$ qu'à $10^{-3}$ : "
              "rapport",
              result("rare.huge.support.mean") /
                  result("rare.tiny.support.mean"),
              0.1, 0.4);
    claims_close();
}
END_TEST

START_TEST(claims_certificates)
{
    double all = result("check.solutions");
    row_claim("toutes les solutions des courbes ont été reprises",
              result("certificate.refined"), all, all);
    row_claim("toutes suivent C : norme qui croît, pertes qui décroissent",
              result("certificate.monotone"), all, all);
    row_claim("le plus grand saut de dualité", result("certificate.gap"), 0,
              1e-9);
    row_claim("le plus grand dépassement de $[0, C]$", result("check.box"), 0,
              0);
    row_claim("le plus grand $|\\sum_n \\alpha_n s_n|$, relatif",
              result("certificate.balance"), 0, 1e-12);
    row_claim("le plus grand écart à la complémentarité",
              result("certificate.margin"), 0, 2e-9);
    row_claim(
        "à $C = 1$, un eps cent mille fois plus petit divise le saut par "
        "cent au moins : rapport",
        result("tight.unit") / result("loose.unit"), 0, 0.01);
    row_claim("à $C = 10^4$, il en reste, quel que soit eps",
              result("tight.huge"), 2e-5, 2e-2);
    row_claim("la reprise le réduit beaucoup : rapport",
              result("exact.huge") / result("tight.huge"), 0, 1e-4);
    claims_close();
}
END_TEST

START_TEST(claims_pictures)
{
    row_claim("le tirage de la figure est meilleur à $C = 1$ qu'à 0,1",
              result("picture.test1") - result("picture.test0"), 0.005, 0.05);
    row_claim("et qu'à $10^4$",
              result("picture.test1") - result("picture.test2"), 0.005, 0.1);
    row_claim("le meilleur C baisse quand γ monte de 0,02 à 2",
              result("crest.wide.C") / result("check.crest.C"), 10, 1e4);
    row_claim("de γ = 0,02 à 0,6, les meilleurs scores se valent : écart",
              result("crest.wide.score") - result("crest.middle.score"),
              -0.005, 0.01);
    row_claim("un noyau trop étroit ne se rattrape pas : son meilleur score",
              result("crest.narrow.score"), 0.75, 0.9);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 20");
    TCase *gap = tcase_create("le saut");
    tcase_add_test(gap, primal_and_dual);
    tcase_add_test(gap, gap_of_any_alpha);
    tcase_add_test(gap, every_solution);
    tcase_add_test(gap, nothing_is_better);
    suite_add_tcase(suite, gap);
    TCase *ends = tcase_create("de bout en bout");
    tcase_add_test(ends, monotone_in_C);
    tcase_add_test(ends, always_the_majority);
    tcase_add_test(ends, parzen);
    tcase_add_test(ends, parzen_is_a_density);
    tcase_add_test(ends, shares_of_points);
    tcase_add_test(ends, best_scores);
    suite_add_tcase(suite, ends);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_left);
    tcase_add_test(text, claims_right);
    tcase_add_test(text, claims_certificates);
    tcase_add_test(text, claims_pictures);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
