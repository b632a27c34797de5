/* Chapitre 14 : la loss se simplifie, et comment la calculer. */
#include <float.h>
#include <math.h>

#include "../chapters/14-loss/formulas.h"
#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/random.h"
#include "runner.h"

enum { MAX_NY = 12, DRAWS = 1000 };

/* --- Ce que l'on tire ---------------------------------------------------- */

/* Un exemple : n logits, et des y dont la somme dépend de qui les tire. m est
 * un réel quelconque, c une classe. */
typedef struct {
    size_t n, c;
    double y_tilde[MAX_NY], y[MAX_NY], m;
} Example;

static void draw_logits(Example *e, Random *random)
{
    e->n = 2 + random_below(random, MAX_NY - 1);
    e->c = random_below(random, e->n);
    double scale = 5 * random_uniform(random);
    e->m = 10 * random_normal(random);
    for (size_t i = 0; i < e->n; i++)
        e->y_tilde[i] = scale * random_normal(random);
}

static void draw_any(Example *e, Random *random)
{
    for (size_t i = 0; i < e->n; i++)
        e->y[i] = random_uniform(random);
}

/* Uniforme dans le simplexe : des lois exponentielles, divisées par leur
 * somme. */
static void draw_simplex(Example *e, Random *random)
{
    double sum = 0;
    for (size_t i = 0; i < e->n; i++)
        sum += e->y[i] = -log1p(-random_uniform(random));
    for (size_t i = 0; i < e->n; i++)
        e->y[i] /= sum;
}

static void draw_one_hot(Example *e, Random *random)
{
    (void)random;
    for (size_t i = 0; i < e->n; i++)
        e->y[i] = i == e->c;
}

static double largest(const Example *e)
{
    double largest = 0;
    for (size_t i = 0; i < e->n; i++)
        largest = fmax(largest, fabs(e->y_tilde[i]));
    return largest;
}

/* --- Les membres des égalités, chacun calculé comme il est écrit --------- */

typedef double Member(const Example *e);

static double total(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum;
}

/* Σⱼ e^(ỹⱼ − shift). */
static double exponentials(const Example *e, double shift)
{
    double sum = 0;
    for (size_t j = 0; j < e->n; j++)
        sum += exp(e->y_tilde[j] - shift);
    return sum;
}

static double log_of_sum(const Example *e)
{
    return log(exponentials(e, 0));
}

/* Σᵢ yᵢ ỹᵢ. */
static double score(const Example *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->n; i++)
        sum += e->y[i] * e->y_tilde[i];
    return sum;
}

/* −Σᵢ yᵢ log ŷᵢ, par le SoftMax de lib. */
static double from_y_hat(const Example *e)
{
    double copy[MAX_NY], y_hat[MAX_NY];
    for (size_t i = 0; i < e->n; i++)
        copy[i] = e->y_tilde[i];
    Matrix Y_tilde = matrix_view(copy, 1, e->n);
    Matrix Y_hat = matrix_view(y_hat, 1, e->n);
    softmax(&Y_hat, &Y_tilde);
    return loss_by_definition(y_hat, e->y, e->n);
}

/* −Σᵢ yᵢ log(e^(ỹᵢ) / Σⱼ e^(ỹⱼ)). */
static double from_quotient(const Example *e)
{
    double y_hat[MAX_NY];
    softmax_naive(y_hat, e->y_tilde, e->n);
    return loss_by_definition(y_hat, e->y, e->n);
}

/* −Σᵢ yᵢ (ỹᵢ − log Σⱼ e^(ỹⱼ)). */
static double from_differences(const Example *e)
{
    double loss = 0;
    for (size_t i = 0; i < e->n; i++)
        loss -= e->y[i] * (e->y_tilde[i] - log_of_sum(e));
    return loss;
}

/* −Σᵢ yᵢ ỹᵢ + Σᵢ (yᵢ log Σⱼ e^(ỹⱼ)). */
static double two_sums(const Example *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->n; i++)
        sum += e->y[i] * log_of_sum(e);
    return -score(e) + sum;
}

/* −Σᵢ yᵢ ỹᵢ + (Σᵢ yᵢ) log Σⱼ e^(ỹⱼ). */
static double factored(const Example *e)
{
    return -score(e) + total(e->y, e->n) * log_of_sum(e);
}

static double simplified(const Example *e)
{
    return direct_simplified(e->y_tilde, e->y, e->n);
}

static double simplified_lib(const Example *e)
{
    return cross_entropy_example(e->y_tilde, e->y, e->n);
}

static double definition_minus_simplified(const Example *e)
{
    return from_y_hat(e) - simplified_lib(e);
}

static double excess(const Example *e)
{
    return (total(e->y, e->n) - 1) * log_of_sum(e);
}

static double sum_minus_logit(const Example *e)
{
    return log_of_sum(e) - e->y_tilde[e->c];
}

static double log_of_differences(const Example *e)
{
    return log(exponentials(e, e->y_tilde[e->c]));
}

static double one_plus_others(const Example *e)
{
    double others = 0;
    for (size_t j = 0; j < e->n; j++)
        others += j == e->c ? 0 : exp(e->y_tilde[j] - e->y_tilde[e->c]);
    return log(1 + others);
}

static double class_lib(const Example *e)
{
    return cross_entropy_class(e->y_tilde, e->c, e->n);
}

/* log(e^m Σⱼ e^(ỹⱼ − m)). */
static double factor_inside(const Example *e)
{
    return log(exp(e->m) * exponentials(e, e->m));
}

static double factor_outside(const Example *e)
{
    return e->m + log(exponentials(e, e->m));
}

static double log_sum_exp_lib(const Example *e)
{
    return log_sum_exp(e->y_tilde, e->n);
}

/* log ŷ_c, log(e^(ỹ_c) / Σ), log e^(ỹ_c) − log Σ, ỹ_c − log Σ. */
static double log_y_hat(const Example *e)
{
    return -from_y_hat(e);
}

static double log_quotient(const Example *e)
{
    return log(exp(e->y_tilde[e->c]) / exponentials(e, 0));
}

static double difference_of_logs(const Example *e)
{
    return log(exp(e->y_tilde[e->c])) - log_of_sum(e);
}

static double logit_minus_log(const Example *e)
{
    return e->y_tilde[e->c] - log_of_sum(e);
}

/* --- Chaque « = » -------------------------------------------------------- */

typedef void DrawTargets(Example *e, Random *random);

/* Tous les membres contre le premier ; l'écart, relativement à la taille de ce
 * que l'on additionne. */
static void check_equal(const char *label, DrawTargets *draw, uint64_t seed,
                        Member *const *members)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "égalité", 1e-13);
    for (int d = 0; d < DRAWS; d++) {
        Example e;
        draw_logits(&e, &random);
        draw(&e, &random);
        double first = members[0](&e);
        double scale = 1 + total(e.y, e.n) * largest(&e) + fabs(e.m);
        for (size_t k = 1; members[k]; k++)
            row_gap(&row, fabs(members[k](&e) - first) / scale,
                    "tirage %d, n_y = %zu, membre %zu", d, e.n, k + 1);
    }
    row_close(&row);
}

#define CHAIN(...) ((Member *const[]){ __VA_ARGS__, NULL })

START_TEST(logarithm_of_softmax)
{
    check_equal(
        "eq:log-softmax", draw_one_hot, 1,
        CHAIN(log_y_hat, log_quotient, difference_of_logs, logit_minus_log));
}
END_TEST

START_TEST(expanded)
{
    check_equal("eq:loss-expanded", draw_any, 2,
                CHAIN(from_y_hat, from_quotient, from_differences));
}
END_TEST

START_TEST(split)
{
    check_equal("eq:loss-split", draw_any, 3,
                CHAIN(from_differences, two_sums, factored));
}
END_TEST

START_TEST(simplified_on_the_simplex)
{
    check_equal("eq:loss-simplified", draw_simplex, 4,
                CHAIN(from_y_hat, simplified, simplified_lib));
}
END_TEST

START_TEST(excess_of_the_sum)
{
    check_equal("eq:loss-gap", draw_any, 5,
                CHAIN(definition_minus_simplified, excess));
}
END_TEST

START_TEST(one_class)
{
    check_equal("eq:loss-class", draw_one_hot, 6,
                CHAIN(from_y_hat, sum_minus_logit, simplified_lib));
}
END_TEST

START_TEST(shift)
{
    check_equal(
        "eq:log-sum-exp", draw_one_hot, 7,
        CHAIN(log_of_sum, factor_inside, factor_outside, log_sum_exp_lib));
}
END_TEST

START_TEST(one_plus)
{
    check_equal(
        "eq:log1p", draw_one_hot, 8,
        CHAIN(from_y_hat, log_of_differences, one_plus_others, class_lib));
}
END_TEST

/* Au milieu de deux points, la loss ne dépasse pas la moyenne. */
START_TEST(convex)
{
    Random random = random_seeded(9);
    Row row =
        row_open("prop:la loss est une fonction convexe de $\\tilde{y}$ : "
                 "excès de sa valeur au milieu sur la moyenne",
                 "borne", 1e-14);
    for (int d = 0; d < DRAWS; d++) {
        Example a, b;
        draw_logits(&a, &random);
        draw_simplex(&a, &random);
        b = a;
        for (size_t i = 0; i < b.n; i++)
            b.y_tilde[i] += 3 * random_normal(&random);
        Example middle = a;
        for (size_t i = 0; i < a.n; i++)
            middle.y_tilde[i] = (a.y_tilde[i] + b.y_tilde[i]) / 2;
        double mean = (from_y_hat(&a) + from_y_hat(&b)) / 2;
        row_gap(&row, fmax(0, from_y_hat(&middle) / mean - 1), "tirage %d", d);
    }
    row_close(&row);
}
END_TEST

/* --- Le lot -------------------------------------------------------------- */

START_TEST(mean_over_the_batch)
{
    enum { N = 11, NY = 7 };
    Random random = random_seeded(10);
    Row row = row_open("prop:`cross_entropy` est la moyenne des $N$ loss, de "
                       "définition $-\\sum_i y_i \\log \\hat{y}_i$",
                       "égalité", 1e-13);
    for (int d = 0; d < 40; d++) {
        Matrix Y_tilde = matrix_create(N, NY), Y = matrix_create(N, NY);
        double sum = 0;
        matrix_random_normal(&Y_tilde, 3, &random);
        for (size_t n = 0; n < N; n++) {
            double y_hat[NY];
            AT(&Y, n, random_below(&random, NY)) = 1;
            softmax_naive(y_hat, &AT(&Y_tilde, n, 0), NY);
            sum += loss_by_definition(y_hat, &AT(&Y, n, 0), NY);
        }
        double mean = sum / N;
        row_gap(&row, fabs(cross_entropy(&Y_tilde, &Y) - mean) / mean,
                "tirage %d", d);
        matrix_free(&Y_tilde);
        matrix_free(&Y);
    }
    row_close(&row);
}
END_TEST

/* --- La précision -------------------------------------------------------- */

/* log Σⱼ e^(ỹⱼ) en long double, sans rien retrancher. */
static long double reference_log_sum_exp(const Example *e)
{
    long double sum = 0;
    for (size_t j = 0; j < e->n; j++)
        sum += expl(e->y_tilde[j]);
    return logl(sum);
}

START_TEST(log_sum_exp_is_accurate)
{
    Random random = random_seeded(11);
    Row error = row_open("prop:erreur de `log_sum_exp`, en unités de "
                         "$\\varepsilon \\max(1, \\|\\tilde{y}\\|_\\infty)$",
                         "long double", 4);
    Row bounds = row_open("prop:$\\max \\tilde{y} \\leq \\log \\sum_j "
                          "e^{\\tilde{y}_j} \\leq \\max \\tilde{y} + "
                          "\\log n_y$",
                          "égalité", 1e-15);
    for (int d = 0; d < 10 * DRAWS; d++) {
        Example e;
        draw_logits(&e, &random);
        double factor = pow(10, -3 + 6 * random_uniform(&random)), max;
        for (size_t i = 0; i < e.n; i++)
            e.y_tilde[i] *= factor;
        double size = fmax(1, largest(&e));
        if (size > 1e4)
            continue;
        double value = log_sum_exp_lib(&e);
        row_gap(&error,
                (double)fabsl(value - reference_log_sum_exp(&e)) /
                    (DBL_EPSILON * size),
                "max |ỹ| = %.3g", size);
        max = e.y_tilde[0];
        for (size_t i = 1; i < e.n; i++)
            max = fmax(max, e.y_tilde[i]);
        double outside = fmax(max - value, value - max - log((double)e.n));
        row_gap(&bounds, fmax(0, outside) / size, "max ỹ = %.3g", max);
    }
    rows_close(&error, &bounds);
}
END_TEST

/* log(1 + s) en long double, sans log1p : au-dessus de 1, logl ; au-dessous,
 * 2 (z + z³/3 + z⁵/5 + …) où z = s / (2 + s) ≤ 1/3. */
static long double reference_log_one_plus(long double s)
{
    if (s > 1)
        return logl(1 + s);
    long double z = s / (2 + s), power = z, sum = 0;
    for (int k = 1; k < 80; k += 2, power *= z * z)
        sum += power / k;
    return 2 * sum;
}

static long double reference_class(const Example *e)
{
    long double others = 0;
    for (size_t j = 0; j < e->n; j++)
        if (j != e->c)
            others += expl((long double)e->y_tilde[j] - e->y_tilde[e->c]);
    return reference_log_one_plus(others);
}

/* Des écarts ỹⱼ − ỹ_c de 0 à 800 environ, dans les deux sens. */
static void draw_margins(Example *e, Random *random)
{
    draw_logits(e, random);
    double size = pow(10, 3 * random_uniform(random) - 0.1);
    double sign = random_below(random, 2) ? 1 : -1;
    for (size_t j = 0; j < e->n; j++)
        e->y_tilde[j] = -size * sign * (0.5 + random_uniform(random));
    e->y_tilde[e->c] = random_normal(random);
}

/* Des multiples de 1/1024 : leurs différences sont exactes. */
static void round_to_grid(Example *e)
{
    for (size_t j = 0; j < e->n; j++)
        e->y_tilde[j] = nearbyint(e->y_tilde[j] * 1024) / 1024;
}

static double log1p_error(const Example *e, long double expected)
{
    return (double)(fabsl(class_lib(e) - expected) / expected);
}

START_TEST(log1p_is_accurate)
{
    Random random = random_seeded(12);
    Row grid = row_open("prop:forme log1p, différences exactes : erreur "
                        "relative tant que la loss est un nombre normal",
                        "long double", 1e-14);
    Row any = row_open("prop:forme log1p, $\\tilde{y}$ quelconque : erreur "
                       "relative, en unités de $\\varepsilon\\, (4 + \\max_j "
                       "|\\tilde{y}_j - \\tilde{y}_c|)$",
                       "long double", 1);
    for (int d = 0; d < 10 * DRAWS; d++) {
        Example e;
        draw_margins(&e, &random);
        double gap = 0;
        for (size_t j = 0; j < e.n; j++)
            gap = fmax(gap, fabs(e.y_tilde[j] - e.y_tilde[e.c]));
        long double expected = reference_class(&e);
        if (expected >= DBL_MIN)
            row_gap(&any,
                    log1p_error(&e, expected) / (DBL_EPSILON * (4 + gap)),
                    "ℓ = %.3Lg", expected);
        round_to_grid(&e);
        expected = reference_class(&e);
        if (expected >= DBL_MIN)
            row_gap(&grid, log1p_error(&e, expected), "ℓ = %.3Lg", expected);
    }
    rows_close(&grid, &any);
}
END_TEST

START_TEST(huge_logits)
{
    Random random = random_seeded(13);
    Row row = row_open("prop:pour des $\\tilde{y}_i$ de $\\pm 10^4$, les deux "
                       "formes stables rendent un nombre fini, jamais négatif",
                       "cas par cas", 0);
    for (int d = 0; d < DRAWS; d++) {
        Example e;
        draw_logits(&e, &random);
        for (size_t i = 0; i < e.n; i++)
            e.y_tilde[i] = random_below(&random, 2) ? 1e4 : -1e4;
        draw_one_hot(&e, &random);
        double stable = simplified_lib(&e), by_class = class_lib(&e);
        row_true(&row,
                 isfinite(stable) && isfinite(by_class) && stable >= 0 &&
                     by_class >= 0,
                 "%g et %g", stable, by_class);
    }
    row_close(&row);
}
END_TEST

/* ỹ = (t, 0, −t) : la classe 0 est la plus probable, la classe 2 la moins. */
static Example three_classes(double t, size_t c)
{
    Example e = { .n = 3, .c = c, .y_tilde = { t, 0, -t } };
    draw_one_hot(&e, NULL);
    return e;
}

START_TEST(definition_is_lost)
{
    Random random = random_seeded(14);
    Row row = row_open("prop:même avec un SoftMax stable, la définition rend "
                       "NaN sur la réponse juste et $\\infty$ sur la fausse, "
                       "pour $373 \\leq t \\leq 723$",
                       "cas par cas", 0);
    for (int d = 0; d < DRAWS; d++) {
        double t = 373 + 350 * random_uniform(&random);
        Example right = three_classes(t, 0), wrong = three_classes(t, 2);
        row_true(&row,
                 isnan(from_y_hat(&right)) && from_y_hat(&wrong) == INFINITY,
                 "t = %g", t);
    }
    row_close(&row);
}
END_TEST

START_TEST(stable_form_is_zero)
{
    Random random = random_seeded(15);
    Row row = row_open("prop:réponse juste : au-delà du $t$ trouvé et jusqu'à "
                       "$t = 700$, la forme stable rend toujours 0, la forme "
                       "log1p jamais",
                       "cas par cas", 0);
    double from = result("limit.stable");
    for (int d = 0; d < 10 * DRAWS; d++) {
        double part = random_uniform(&random);
        Example e = three_classes(from + part * part * (700 - from), 0);
        row_true(&row, simplified_lib(&e) == 0 && class_lib(&e) > 0,
                 "t = %.17g", e.y_tilde[0]);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims)
{
    row_claim("réponse juste ou fausse, SoftMax direct ou stable, la "
              "définition cède au même $t$ : écart",
              result("check.limit.last") - result("limit.definition"), 0,
              0.01);
    row_claim("la somme directe déborde quand $t$ dépasse le logarithme du "
              "plus grand `double` : écart",
              result("limit.direct") - log(DBL_MAX), -1e-6, 1e-6);
    row_claim("réponse juste, $t = 10$ : l'erreur relative de la forme stable "
              "est déjà bien au-dessus de l'arrondi",
              result("right1.error"), 1e-13, 1e-10);
    row_claim("réponse fausse : la forme stable et log1p restent à l'arrondi",
              result("check.wrong.worst"), 0, 1e-15);
    row_claim("réponse fausse : l'erreur de la définition bondit avant "
              "l'infini",
              result("definition.jump"), 1e-9, 1);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 14");
    TCase *derivation = tcase_create("la dérivation");
    tcase_add_test(derivation, logarithm_of_softmax);
    tcase_add_test(derivation, expanded);
    tcase_add_test(derivation, split);
    tcase_add_test(derivation, simplified_on_the_simplex);
    tcase_add_test(derivation, excess_of_the_sum);
    tcase_add_test(derivation, convex);
    tcase_add_test(derivation, one_class);
    tcase_add_test(derivation, mean_over_the_batch);
    suite_add_tcase(suite, derivation);
    TCase *precision = tcase_create("la précision");
    tcase_add_test(precision, shift);
    tcase_add_test(precision, log_sum_exp_is_accurate);
    tcase_add_test(precision, one_plus);
    tcase_add_test(precision, log1p_is_accurate);
    tcase_add_test(precision, huge_logits);
    tcase_add_test(precision, definition_is_lost);
    tcase_add_test(precision, stable_form_is_zero);
    suite_add_tcase(suite, precision);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
