/* Chapitre 18 : les deux loss, ce que LIBLINEAR minimise, le saut de dualité
 * et ce que le texte en dit. */
#include <float.h>
#include <math.h>

#include "../chapters/18-linear-svm/formulas.h"
#include "../lib/course.h"
#include "runner.h"

enum { DRAWS = 40, N = 23, NX = 3 };

/* --- Un problème tiré au hasard ------------------------------------------ */

/* Des points N(0, 1), des classes au hasard, les deux présentes, et un (w, ω)
 * quelconque. */
typedef struct {
    Matrix X, s;
    LinearSvm svm;
} Example;

static Example example_create(MarginLoss loss, Random *random)
{
    double C = 0.1 + random_uniform(random), B = 0.5 + random_uniform(random);
    LinearSvmSettings settings = { loss, C, B };
    Example e = { matrix_create(N, NX), matrix_create(N, 1),
                  linear_svm_create(NX, &settings) };
    matrix_random_normal(&e.X, 1, random);
    for (size_t n = 0; n < N; n++)
        e.s.data[n] = n < 2 ? 2.0 * (double)n - 1
                            : 2.0 * (double)random_below(random, 2) - 1;
    matrix_random_normal(&e.svm.w, 1, random);
    e.svm.omega = random_normal(random);
    return e;
}

static void example_free(Example *e)
{
    matrix_free(&e->X);
    matrix_free(&e->s);
    linear_svm_free(&e->svm);
}

/* La marge de l'exemple n, en boucle. */
static double margin(const Example *e, const LinearSvm *svm, size_t n)
{
    double f = svm->settings.B * svm->omega;
    for (size_t i = 0; i < NX; i++)
        f += svm->w.data[i] * AT(&e->X, n, i);
    return e->s.data[n] * f;
}

/* LIBLINEAR, qui n'échoue pas ici. */
static LinearSvm trained(const Matrix *X, const Matrix *s,
                         const LinearSvmSettings *settings)
{
    LinearSvm svm;
    Error error;
    if (!linear_svm_fit(&svm, X, s, settings, &error))
        ck_abort_msg("%s", error.text);
    return svm;
}

/* --- Les deux loss ------------------------------------------------------- */

static double hinge_at(void *m)
{
    return hinge(*(double *)m);
}

static double squared_at(void *m)
{
    return squared_hinge(*(double *)m);
}

START_TEST(losses_and_slopes)
{
    Random random = random_seeded(1811);
    Row value = row_open("prop:max(0, 1 − m) et son carré, contre leur valeur "
                         "de chaque côté du pli",
                         "égalité", 4 * DBL_EPSILON);
    Row slope =
        row_open("eq:svm-hinge-slope", "différences finies, hors du pli",
                 GRADIENT_TOLERANCE);
    Row squared =
        row_open("eq:svm-squared-slope", "différences finies, hors du pli",
                 GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < 1000; draw++) {
        double m = 1 + 2 * random_normal(&random), lack = 1 - m;
        double right = lack > 0 ? lack : 0;
        row_gap(&value, fabs(hinge(m) - right), "m = %g", m);
        row_gap(&value, fabs(squared_hinge(m) - right * right) / (1 + m * m),
                "carré, m = %g", m);
        if (fabs(lack) < 2 * GRADIENT_STEP)
            continue;
        double n = richardson(hinge_at, &m, &m, GRADIENT_STEP, 3).value;
        row_gap(&slope, fabs(hinge_slope(m) - n), "m = %g", m);
        n = richardson(squared_at, &m, &m, GRADIENT_STEP, 3).value;
        row_gap(&squared, fabs(squared_hinge_slope(m) - n), "m = %g", m);
    }
    rows_close(&value, &slope, &squared);
}
END_TEST

/* --- Ce que l'on minimise ------------------------------------------------ */

/* ½ (‖w‖² + b²/B²) + C Σ, terme à terme. */
static double primal_by_hand(const Example *e, const LinearSvm *svm)
{
    double b = linear_svm_bias(svm), B = svm->settings.B, sum = 0;
    double norm = b * b / (B * B);
    for (size_t i = 0; i < NX; i++)
        norm += svm->w.data[i] * svm->w.data[i];
    for (size_t n = 0; n < N; n++) {
        double lack = fmax(0, 1 - margin(e, svm, n));
        sum += svm->settings.loss == HINGE ? lack : lack * lack;
    }
    return norm / 2 + svm->settings.C * sum;
}

static double primal_of(void *example)
{
    Example *e = example;
    return linear_svm_primal(&e->svm, &e->X, &e->s);
}

/* Un exemple dont la marge est si près du pli que le pas le traverse. */
static bool near_fold(const Example *e)
{
    for (size_t n = 0; n < N; n++)
        if (fabs(margin(e, &e->svm, n) - 1) < 8 * GRADIENT_STEP)
            return true;
    return false;
}

START_TEST(primal_and_gradient)
{
    Random random = random_seeded(1812);
    Row primal =
        row_open("prop:ce que `linear_svm_primal` calcule est $P$ ou $Q$, "
                 "terme à terme",
                 "égalité", 1e-14);
    Row rows[2] = {
        row_open("eq:svm-gradient", "différences finies, hors du pli",
                 GRADIENT_TOLERANCE),
        row_open("eq:svm-gradient-squared", "différences finies, hors du pli",
                 GRADIENT_TOLERANCE)
    };
    for (size_t draw = 0; draw < 4 * DRAWS; draw++) {
        MarginLoss loss = draw % 2 ? SQUARED_HINGE : HINGE;
        Example e = example_create(loss, &random);
        double P = primal_by_hand(&e, &e.svm);
        row_gap(&primal, fabs(primal_of(&e) / P - 1), "tirage %zu", draw);
        LinearSvm gradient = linear_svm_create(NX, &e.svm.settings);
        linear_svm_gradient(&gradient, &e.svm, &e.X, &e.s);
        if (!near_fold(&e)) {
            GradientCheck check =
                gradient_check(&e.svm.w, &gradient.w, primal_of, &e);
            row_gradient(&rows[loss], &check, "∂/∂w");
            double scale = fmax(check.scale, fabs(gradient.omega));
            double numeric = richardson(primal_of, &e, &e.svm.omega,
                                        GRADIENT_STEP, GRADIENT_LEVELS)
                                 .value;
            row_gap(&rows[loss], fabs(gradient.omega - numeric) / scale,
                    "∂/∂ω, tirage %zu", draw);
        }
        linear_svm_free(&gradient);
        example_free(&e);
    }
    rows_close(&primal, &rows[0], &rows[1]);
}
END_TEST

/* --- Le certificat ------------------------------------------------------- */

/* α au hasard, admissible. */
static Matrix random_multipliers(const Example *e, Random *random)
{
    Matrix alpha = matrix_create(N, 1);
    matrix_random_uniform(&alpha, 0, e->svm.settings.C, random);
    return alpha;
}

/* P − D, l'un et l'autre d'après lib. */
static double gap_of(const Example *e, const LinearSvm *svm,
                     const Matrix *alpha)
{
    LinearSvm v = linear_svm_create(NX, &e->svm.settings);
    linear_svm_dual_point(&v, alpha, &e->X, &e->s);
    double gap =
        linear_svm_primal(svm, &e->X, &e->s) - linear_svm_dual(&v, alpha);
    linear_svm_free(&v);
    return gap;
}

/* Les termes du saut, un à un : ½ ‖w̃ − v‖², puis ce que chaque exemple perd. */
static double gap_by_terms(const Example *e, const Matrix *alpha,
                           double *least)
{
    const LinearSvmSettings *k = &e->svm.settings;
    double sum = 0, v[NX + 1] = { 0 };
    *least = INFINITY;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m = margin(e, &e->svm, n);
        double lack = fmax(0, 1 - m);
        double term = k->loss == HINGE ? k->C * lack - a * (1 - m)
                                       : k->C * lack * lack - a * (1 - m) +
                                             a * a / (4 * k->C);
        *least = fmin(*least, term);
        sum += term;
        for (size_t i = 0; i < NX; i++)
            v[i] += a * e->s.data[n] * AT(&e->X, n, i);
        v[NX] += a * e->s.data[n] * k->B;
    }
    for (size_t i = 0; i < NX; i++)
        sum += 0.5 * pow(e->svm.w.data[i] - v[i], 2);
    return sum + 0.5 * pow(e->svm.omega - v[NX], 2);
}

START_TEST(weak_duality)
{
    Random random = random_seeded(1813);
    Row terms[2] = { row_open("eq:svm-gap", "égalité", 1e-13),
                     row_open("eq:svm-weak-squared", "égalité", 1e-13) };
    Row floor = row_open("prop:quels que soient $\\tilde{w}$ et $\\alpha$ "
                         "admissible, le dual ne dépasse pas le primal, et "
                         "chaque terme du saut est positif",
                         "exact", 0);
    for (size_t draw = 0; draw < 4 * DRAWS; draw++) {
        Example e = example_create(draw % 2 ? SQUARED_HINGE : HINGE, &random);
        Matrix alpha = random_multipliers(&e, &random);
        double least, sum = gap_by_terms(&e, &alpha, &least);
        double gap = gap_of(&e, &e.svm, &alpha);
        row_true(&floor, linear_svm_feasible(&alpha, &e.svm.settings), "α");
        row_true(&floor, gap >= 0 && least >= -1e-14, "tirage %zu", draw);
        row_gap(&terms[e.svm.settings.loss], fabs(gap / sum - 1), "tirage %zu",
                draw);
        /* Un α hors de ses bornes n'est pas admissible. */
        alpha.data[5] = e.svm.settings.loss == HINGE
                            ? e.svm.settings.C * (1 + 1e-9)
                            : -1e-9;
        row_true(&floor, !linear_svm_feasible(&alpha, &e.svm.settings),
                 "α trop loin");
        matrix_free(&alpha);
        example_free(&e);
    }
    rows_close(&terms[0], &terms[1], &floor);
}
END_TEST

START_TEST(squared_gap_is_the_gradient)
{
    Random random = random_seeded(1814);
    Row row = row_open("prop:hinge carrée, $\\alpha_n = 2 C \\xi(m_n)$ : "
                       "le saut est $\\frac{1}{2} \\|\\nabla Q\\|^2$",
                       "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(SQUARED_HINGE, &random);
        Matrix alpha = matrix_create(N, 1);
        LinearSvm g = linear_svm_create(NX, &e.svm.settings);
        linear_svm_multipliers(&alpha, &e.svm, &e.X, &e.s);
        linear_svm_gradient(&g, &e.svm, &e.X, &e.s);
        double expected = 0.5 * (matrix_dot(&g.w, &g.w) + g.omega * g.omega);
        row_gap(&row, fabs(gap_of(&e, &e.svm, &alpha) / expected - 1),
                "tirage %zu", draw);
        matrix_free(&alpha);
        linear_svm_free(&g);
        example_free(&e);
    }
    row_close(&row);
}
END_TEST

/* D quand le seul αₖ change, tout recalculé. */
typedef struct {
    const Example *e;
    Matrix alpha;
} Climb;

static double dual_of(void *climb)
{
    const Climb *c = climb;
    LinearSvm v = linear_svm_create(NX, &c->e->svm.settings);
    linear_svm_dual_point(&v, &c->alpha, &c->e->X, &c->e->s);
    double D = linear_svm_dual(&v, &c->alpha);
    linear_svm_free(&v);
    return D;
}

/* Après un tour, le dernier α est au sommet, ou contre une borne que la pente
 * pousse : l'écart à cette règle, la pente étant mesurée. */
static double last_slope(Climb *c)
{
    double *last = &c->alpha.data[N - 1], C = c->e->svm.settings.C;
    double slope =
        richardson(dual_of, c, last, GRADIENT_STEP, GRADIENT_LEVELS).value;
    if (*last == 0)
        return fmax(slope, 0);
    if (c->e->svm.settings.loss == HINGE && *last == C)
        return fmax(-slope, 0);
    return fabs(slope);
}

START_TEST(ascent)
{
    Random random = random_seeded(1815);
    Row top = row_open("prop:un pas d'ascension mène au sommet de $D$ entre "
                       "les bornes : pente qui reste",
                       "différences finies", 1e-8);
    Row climb = row_open("prop:un tour d'ascension laisse $\\alpha$ "
                         "admissible, et n'abaisse jamais $D$",
                         "exact", 0);
    Row follow = row_open("prop:pendant la montée, $v$ reste "
                          "$\\sum_n \\alpha_n s_n \\tilde{x}_n$",
                          "égalité", 1e-13);
    for (size_t draw = 0; draw < 2 * DRAWS; draw++) {
        Example e = example_create(draw % 2 ? SQUARED_HINGE : HINGE, &random);
        Climb c = { &e, random_multipliers(&e, &random) };
        LinearSvm v = linear_svm_create(NX, &e.svm.settings), fresh = v;
        fresh.w = matrix_create(NX, 1);
        linear_svm_dual_point(&v, &c.alpha, &e.X, &e.s);
        for (size_t sweep = 0; sweep < 5; sweep++) {
            double before = dual_of(&c);
            linear_svm_ascent(&c.alpha, &v, &e.X, &e.s);
            row_true(&climb,
                     dual_of(&c) >= before - 1e-13 * fabs(before) &&
                         linear_svm_feasible(&c.alpha, &e.svm.settings),
                     "tirage %zu, tour %zu", draw, sweep);
            row_gap(&top, last_slope(&c), "tirage %zu, tour %zu", draw, sweep);
        }
        linear_svm_dual_point(&fresh, &c.alpha, &e.X, &e.s);
        row_gap(&follow,
                matrix_max_difference(&v.w, &fresh.w) +
                    fabs(v.omega - fresh.omega),
                "tirage %zu", draw);
        linear_svm_free(&v);
        linear_svm_free(&fresh);
        matrix_free(&c.alpha);
        example_free(&e);
    }
    rows_close(&top, &climb, &follow);
}
END_TEST

/* LIBLINEAR contre son plancher, puis secoué : P monte d'au moins
 * ½ (‖d‖ − √(2 gap))². */
START_TEST(liblinear_is_optimal)
{
    Random random = random_seeded(1816);
    Row gap = row_open("prop:LIBLINEAR rend le minimum de $P$ ou de $Q$ : "
                       "saut de dualité relatif, points tirés au hasard",
                       "saut de dualité", 1e-6);
    Row shaken = row_open("prop:tout déplacement $d$ de la solution fait "
                          "monter $P$ ou $Q$ de $\\frac{1}{2} \\|d\\|^2$ au "
                          "moins",
                          "tirage au sort", 1e-8);
    for (size_t draw = 0; draw < 2 * DRAWS; draw++) {
        Example e = example_create(draw % 2 ? SQUARED_HINGE : HINGE, &random);
        Matrix alpha = matrix_create(N, 1);
        LinearSvm svm = trained(&e.X, &e.s, &e.svm.settings);
        Certificate c =
            linear_svm_certify(&alpha, &svm, &e.X, &e.s, 1e-14, 100000);
        ck_assert(linear_svm_feasible(&alpha, &svm.settings));
        ck_assert_double_ge(c.gap, -1e-12);
        row_gap(&gap, fabs(c.gap), "tirage %zu, %zu tours", draw, c.sweeps);
        for (int k = 0; k < 20; k++) {
            double size = pow(10, -2 * random_uniform(&random)), norm = 0;
            matrix_random_normal(&e.svm.w, 1, &random);
            e.svm.omega = random_normal(&random);
            norm = sqrt(matrix_dot(&e.svm.w, &e.svm.w) +
                        e.svm.omega * e.svm.omega);
            matrix_scale(&e.svm.w, size / norm, &e.svm.w);
            matrix_add(&e.svm.w, &e.svm.w, &svm.w);
            e.svm.omega = e.svm.omega * size / norm + svm.omega;
            double slack =
                fmax(0, size - sqrt(2 * fmax(c.primal - c.dual, 0)));
            double least = 0.5 * slack * slack;
            row_gap(&shaken,
                    fmax(0, least - (primal_of(&e) - c.primal)) / c.primal,
                    "tirage %zu, ‖d‖ = %.2g", draw, size);
        }
        matrix_free(&alpha);
        linear_svm_free(&svm);
        example_free(&e);
    }
    rows_close(&gap, &shaken);
}
END_TEST

/* --- Le plan, relevé ou non ---------------------------------------------- */

START_TEST(lifted_plane)
{
    Random random = random_seeded(1817);
    Row lifted = row_open("prop:la troisième composante est le carré du rayon",
                          "égalité", 4 * DBL_EPSILON);
    Row circle = row_open("eq:svm-circle", "égalité", 1e-9);
    Matrix X = matrix_create(50, 2);
    matrix_random_normal(&X, 1, &random);
    Matrix Z = lift(&X);
    for (size_t n = 0; n < X.rows; n++) {
        double r = hypot(AT(&X, n, 0), AT(&X, n, 1));
        row_gap(&lifted, fabs(AT(&Z, n, 2) / (r * r) - 1), "point %zu", n);
        row_true(&lifted,
                 AT(&Z, n, 0) == AT(&X, n, 0) && AT(&Z, n, 1) == AT(&X, n, 1),
                 "point %zu", n);
    }
    for (size_t draw = 0; draw < DRAWS; draw++) {
        LinearSvmSettings settings = { HINGE, 1,
                                       0.5 + random_uniform(&random) };
        LinearSvm svm = linear_svm_create(3, &settings);
        matrix_random_normal(&svm.w, 1, &random);
        svm.w.data[2] = -1 - random_uniform(&random);
        svm.omega = 1 + random_uniform(&random);
        Circle c = boundary_circle(&svm);
        double angle = 7 * random_uniform(&random), f;
        Matrix point = matrix_create(1, 2), value = matrix_view(&f, 1, 1);
        point.data[0] = c.x1 + c.radius * cos(angle);
        point.data[1] = c.x2 + c.radius * sin(angle);
        Matrix above = lift(&point);
        linear_svm_decisions(&value, &svm, &above);
        row_gap(&circle, fabs(f), "sur le cercle, tirage %zu", draw);
        matrix_free(&point);
        matrix_free(&above);
        linear_svm_free(&svm);
    }
    matrix_free(&X);
    matrix_free(&Z);
    rows_close(&lifted, &circle);
}
END_TEST

/* Le point de la droite le plus proche de l'origine, et celui de la marge. */
START_TEST(line_geometry)
{
    Random random = random_seeded(1818);
    Row row = row_open("eq:svm-reach", "égalité", 1e-12);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        LinearSvmSettings settings = { HINGE, 1,
                                       0.5 + random_uniform(&random) };
        LinearSvm svm = linear_svm_create(2, &settings);
        matrix_random_normal(&svm.w, 1, &random);
        svm.omega = random_normal(&random);
        double d = line_distance(&svm), width = margin_width(&svm), f[2];
        Matrix X = matrix_create(2, 2), values = matrix_view(f, 2, 1);
        for (size_t i = 0; i < 2; i++) {
            double normal = svm.w.data[i] * width;
            AT(&X, 0, i) = -d * normal;
            AT(&X, 1, i) = (width - d) * normal;
        }
        linear_svm_decisions(&values, &svm, &X);
        row_gap(&row, fabs(f[0]), "f = 0, tirage %zu", draw);
        row_gap(&row, fabs(f[1] - 1), "f = 1, tirage %zu", draw);
        matrix_free(&X);
        linear_svm_free(&svm);
    }
    row_close(&row);
}
END_TEST

/* Tant que toutes les marges sont sous 1, la hinge carrée est une régression :
 * (I + 2C Σ x̃ x̃ᵀ) w̃ = 2C Σ s x̃, sur les cercles. */
START_TEST(least_squares)
{
    Row row = row_open("prop:sur les cercles, la solution de la hinge carrée "
                       "satisfait les équations de la régression linéaire",
                       "égalité", 1e-9);
    for (uint64_t seed = 0; seed < 10; seed++) {
        Random random = random_seeded(18190 + seed);
        Dataset data = course_circles(COURSE_PER_CLASS, &random);
        Matrix s = signed_classes(&data, 1);
        LinearSvmSettings settings = { SQUARED_HINGE, 1, 1 };
        LinearSvm svm = trained(&data.X, &s, &settings);
        double pull[3] = { 0 }, scale = 0;
        for (size_t n = 0; n < s.rows; n++) {
            double x[3] = { AT(&data.X, n, 0), AT(&data.X, n, 1), 1 };
            double f = svm.w.data[0] * x[0] + svm.w.data[1] * x[1] + svm.omega;
            for (size_t i = 0; i < 3; i++) {
                pull[i] += 2 * (s.data[n] - f) * x[i];
                scale += fabs(2 * s.data[n] * x[i]);
            }
        }
        for (size_t i = 0; i < 3; i++) {
            double w = i < 2 ? svm.w.data[i] : svm.omega;
            row_gap(&row, fabs(w - pull[i]) / scale, "graine %d, équation %zu",
                    (int)seed, i);
        }
        linear_svm_free(&svm);
        matrix_free(&s);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* Deux exemples loin de l'origine : la solution de l'exercice. */
START_TEST(far_from_the_origin)
{
    Row row =
        row_open("prop:deux exemples, $x = 10$ et $x = 8$, $B = C = 1$ : "
                 "$w = \\frac{12}{101}$, $b = -\\frac{19}{101}$",
                 "égalité", 1e-6);
    double x[] = { 10, 8 }, classes[] = { 1, -1 };
    Matrix X = matrix_view(x, 2, 1), s = matrix_view(classes, 2, 1);
    LinearSvmSettings settings = { HINGE, 1, 1 };
    LinearSvm svm = trained(&X, &s, &settings);
    row_gap(&row, fabs(svm.w.data[0] - 12 / 101.), "w");
    row_gap(&row, fabs(linear_svm_bias(&svm) + 19 / 101.), "b");
    linear_svm_free(&svm);
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_plane)
{
    double line = result("line.accuracy");
    row_claim("la hinge carrée ne fait guère mieux que pile ou face",
              result("squared.accuracy.mean"), 0.48, 0.54);
    row_claim("la hinge fait mieux que la hinge carrée : écart entre les "
              "bornes les plus proches",
              result("hinge.accuracy.mean") -
                  result("hinge.accuracy.half_width") -
                  result("squared.accuracy.mean") -
                  result("squared.accuracy.half_width"),
              0.04, 0.13);
    row_claim("aucune droite de la hinge ne dépasse la meilleure, à l'erreur "
              "d'échantillonnage près",
              result("hinge.accuracy.high") - line, -0.1, 0.02);
    row_claim("la meilleure droite, loin du meilleur classifieur",
              result("best.accuracy") - line, 0.25, 0.4);
    row_claim("hinge carrée : tous les exemples sont vecteurs de support, "
              "pour toutes les graines",
              result("squared.support.low"), 400, 400);
    row_claim("la bande de la hinge carrée déborde du nuage : le bord le plus "
              "proche contre le point le plus lointain",
              result("squared.width.low") / result("squared.reach.high"), 1,
              INFINITY);
    row_claim("toute droite de la hinge laisse l'origine au petit cercle",
              result("hinge.distance.low"), 0.05, 1);
    row_claim("la hinge carrée, près du centre",
              result("squared.distance.high"), -1, 0.2);
    claims_close();
}
END_TEST

START_TEST(claims_lifted)
{
    double best = result("best.accuracy");
    double hinge = result("hinge.lifted.accuracy.mean");
    double squared = result("squared.lifted.accuracy.mean");
    row_claim("relevé, la hinge : distance au meilleur classifieur",
              best - hinge, -0.002, 0.009);
    row_claim("relevé, la hinge carrée : distance au meilleur classifieur",
              best - squared, -0.002, 0.009);
    row_claim("relevées, les deux loss se valent", hinge - squared, -0.004,
              0.004);
    row_claim("le rayon appris est un peu plus grand que le meilleur",
              result("squared.lifted.radius.mean") - result("best.radius"), 0,
              0.04);
    row_claim("le centre appris est près de l'origine",
              result("squared.lifted.center.high"), 0, 0.12);
    claims_close();
}
END_TEST

START_TEST(claims_bias)
{
    row_claim("B trop petit : presque pile ou face", result("tiny.mean"), 0.5,
              0.56);
    row_claim("à partir de B = 0,3, le score ne change plus",
              result("enough.mean") - result("large.mean"), -0.004, 0.004);
    row_claim("B = 10 : LIBLINEAR s'arrête loin du minimum (saut relatif)",
              result("excess.gap"), 1e-3, 0.2);
    row_claim("B = 10 : le saut est plus grand que pour B = 1",
              result("excess.gap") / result("usual.gap"), 5, INFINITY);
    claims_close();
}
END_TEST

START_TEST(claims_certificate)
{
    row_claim("hinge, plan : saut relatif au pire", result("hinge.gap.high"),
              -1e-12, 1e-3);
    row_claim("hinge, relevé : saut relatif au pire, plus que la tolérance",
              result("hinge.lifted.gap.high"), 1e-8, 1e-2);
    row_claim("hinge carrée, plan : l'arrondi", result("squared.gap.high"),
              -1e-12, 1e-11);
    row_claim("hinge carrée, relevé : l'arrondi",
              result("squared.lifted.gap.high"), -1e-12, 1e-11);
    row_claim("aucune secousse n'abaisse la solution certifiée",
              result("shaking.done.better"), 0, 0);
    row_claim("saut de la solution certifiée", result("shaking.done.gap"),
              -1e-12, 1e-7);
    row_claim("une solution inachevée : peu de secousses le voient",
              result("shaking.undone.better") / result("shaking.draws"), 0,
              0.45);
    row_claim("saut de la solution inachevée", result("shaking.undone.gap"),
              1e-6, 0.1);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 18");
    TCase *losses = tcase_create("les loss");
    tcase_add_test(losses, losses_and_slopes);
    tcase_add_test(losses, primal_and_gradient);
    suite_add_tcase(suite, losses);
    TCase *dual = tcase_create("le certificat");
    tcase_add_test(dual, weak_duality);
    tcase_add_test(dual, squared_gap_is_the_gradient);
    tcase_add_test(dual, ascent);
    tcase_add_test(dual, liblinear_is_optimal);
    suite_add_tcase(suite, dual);
    TCase *plane = tcase_create("le plan");
    tcase_add_test(plane, lifted_plane);
    tcase_add_test(plane, line_geometry);
    tcase_add_test(plane, least_squares);
    tcase_add_test(plane, far_from_the_origin);
    suite_add_tcase(suite, plane);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_plane);
    tcase_add_test(text, claims_lifted);
    tcase_add_test(text, claims_bias);
    tcase_add_test(text, claims_certificate);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
