/* Chapitre 6 : SoftMax, ses propriétés, sa jacobienne, sa forme stable. */
#include <complex.h>
#include <math.h>

#include "../lib/activations.h"
#include "../lib/gradient_check.h"
#include "runner.h"
#include "tools.h"

enum { DRAWS = 200, WIDEST = 11 };

/* --- Deux témoins : la définition en long double, et sur des complexes --- */

/* Les logits d'un tirage, et tout ce qui s'en déduit par la définition. */
typedef struct {
    size_t ny, i;
    double y_tilde[WIDEST];       /* ce que l'on déplace */
    long double e[WIDEST], Z;     /* e^(ỹⱼ) et leur somme */
    long double y_hat[WIDEST], m; /* SoftMax, et le plus grand logit */
} Draw;

static void define(Draw *d)
{
    d->Z = 0;
    d->m = d->y_tilde[0];
    for (size_t j = 0; j < d->ny; j++) {
        d->Z += d->e[j] = expl(d->y_tilde[j]);
        d->m = fmaxl(d->m, d->y_tilde[j]);
    }
    for (size_t j = 0; j < d->ny; j++)
        d->y_hat[j] = d->e[j] / d->Z;
}

static Draw draw_logits(Random *random, double sigma)
{
    Draw d = { .ny = 2 + random_below(random, WIDEST - 1) };
    for (size_t j = 0; j < d.ny; j++)
        d.y_tilde[j] = sigma * random_normal(random);
    define(&d);
    return d;
}

/* Ce que lib calcule, dans y_hat. */
static void library(double *y_hat, const double *y_tilde, size_t ny)
{
    Matrix out = matrix_view(y_hat, 1, ny);
    for (size_t j = 0; j < ny; j++)
        y_hat[j] = y_tilde[j];
    softmax(&out, &out);
}

/* Im ŷᵢ(ỹ + ih eₖ) / h ou Im log Z(ỹ + ih eₖ) / h. */
static const double step = 0x1p-100;

static double complex_sum(const Draw *d, size_t k, size_t i, bool of_log)
{
    double complex Z = 0, e = 0;
    for (size_t j = 0; j < d->ny; j++) {
        double complex term = cexp(d->y_tilde[j] + (j == k ? step * I : 0));
        Z += term;
        e = j == i ? term : e;
    }
    return cimag(of_log ? clog(Z) : e / Z) / step;
}

/* ∂e^ỹᵢ/∂ỹₖ et ∂Z/∂ỹₖ, par pas complexe. */
static long double slope_of_exponential(const Draw *d, size_t i, size_t k)
{
    return cimag(cexp(d->y_tilde[i] + (i == k ? step * I : 0))) / step;
}

static long double slope_of_normaliser(const Draw *d, size_t k)
{
    long double sum = 0;
    for (size_t j = 0; j < d->ny; j++)
        sum += slope_of_exponential(d, j, k);
    return sum;
}

/* --- Propriétés ---------------------------------------------------------- */

START_TEST(positive_and_sum)
{
    Random random = random_seeded(1);
    Row positive = row_open("eq:softmax-positive", "exact", 0);
    Row sum = row_open("eq:softmax-sum", "égalité", 1e-15);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 3);
        double y_hat[WIDEST];
        long double total = 0, numerators = 0;
        library(y_hat, d.y_tilde, d.ny);
        for (size_t i = 0; i < d.ny; i++) {
            row_true(&positive, 0 < y_hat[i] && y_hat[i] < 1, "tirage %d",
                     draw);
            total += y_hat[i];
            numerators += d.e[i];
        }
        row_gap(&sum, (double)fabsl(total - 1), "tirage %d", draw);
        row_gap(&sum, (double)fabsl(total - numerators / d.Z), "tirage %d",
                draw);
    }
    rows_close(&positive, &sum);
}
END_TEST

/* Un tirage sur deux a des logits égaux. */
static void compare_pairs(Row *ratio, Row *order, Draw *d, bool tied)
{
    double y_hat[WIDEST];
    if (tied)
        d->y_tilde[d->ny - 1] = d->y_tilde[0];
    define(d);
    library(y_hat, d->y_tilde, d->ny);
    for (size_t i = 0; i < d->ny; i++)
        for (size_t k = 0; k < d->ny; k++) {
            double expected = exp(d->y_tilde[i] - d->y_tilde[k]);
            double quotient = (double)(d->e[i] / d->e[k]);
            row_gap(ratio, fabs(y_hat[i] / y_hat[k] / expected - 1),
                    "premier et troisième membres");
            row_gap(ratio, fabs(y_hat[i] / y_hat[k] / quotient - 1),
                    "premier et deuxième membres");
            row_true(order,
                     (d->y_tilde[i] <= d->y_tilde[k]) ==
                         (y_hat[i] <= y_hat[k]),
                     "ỹ : %g et %g", d->y_tilde[i], d->y_tilde[k]);
        }
}

START_TEST(ratio_and_order)
{
    Random random = random_seeded(2);
    Row ratio = row_open("eq:softmax-ratio", "égalité", 1e-14);
    Row order = row_open("eq:softmax-order", "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 3);
        compare_pairs(&ratio, &order, &d, draw % 2);
    }
    rows_close(&ratio, &order);
}
END_TEST

/* Les logits d'un ordinateur vont loin : l'ordre large y tient toujours. */
START_TEST(weak_order_at_any_scale)
{
    Random random = random_seeded(3);
    Row row = row_open("prop:dans le programme, $\\tilde{y}_i \\leq "
                       "\\tilde{y}_k$ entraîne $\\hat{y}_i \\leq \\hat{y}_k$ "
                       "pour des logits de toute taille jusqu'à $10^4$",
                       "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        double y_hat[WIDEST], size = pow(10, 4 * random_uniform(&random));
        for (size_t j = 0; j < d.ny; j++)
            d.y_tilde[j] = size * (2 * random_uniform(&random) - 1);
        library(y_hat, d.y_tilde, d.ny);
        for (size_t i = 0; i < d.ny; i++)
            for (size_t k = 0; k < d.ny; k++)
                row_true(&row,
                         d.y_tilde[i] > d.y_tilde[k] || y_hat[i] <= y_hat[k],
                         "ỹ : %g et %g", d.y_tilde[i], d.y_tilde[k]);
    }
    row_close(&row);
}
END_TEST

START_TEST(shift)
{
    Random random = random_seeded(4);
    Row row = row_open("eq:softmax-shift", "égalité", 1e-13);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 3);
        double shifted[WIDEST], y_hat[WIDEST], c = 50 * random_normal(&random);
        long double Z = 0;
        for (size_t j = 0; j < d.ny; j++) {
            shifted[j] = d.y_tilde[j] + c;
            Z += expl((long double)d.y_tilde[j] + c);
        }
        library(y_hat, shifted, d.ny);
        for (size_t i = 0; i < d.ny; i++) {
            long double second = expl((long double)d.y_tilde[i] + c) / Z;
            long double third = expl(c) * d.e[i] / (expl(c) * d.Z);
            row_gap(&row, (double)fabsl(y_hat[i] - second), "c = %g", c);
            row_gap(&row, (double)fabsl(y_hat[i] - third), "c = %g", c);
            row_gap(&row, (double)fabsl(y_hat[i] - d.y_hat[i]), "c = %g", c);
        }
    }
    row_close(&row);
}
END_TEST

START_TEST(two_classes)
{
    Random random = random_seeded(5);
    Row row = row_open("prop:pour deux classes, $\\hat{y}_1$ est la sigmoïde "
                       "de $\\tilde{y}_1 - \\tilde{y}_2$",
                       "égalité", 1e-15);
    for (int draw = 0; draw < DRAWS; draw++) {
        double y_tilde[2] = { 3 * random_normal(&random),
                              3 * random_normal(&random) };
        double y_hat[2], t = y_tilde[0] - y_tilde[1];
        library(y_hat, y_tilde, 2);
        row_gap(&row, fabs(y_hat[0] - 1 / (1 + exp(-t))), "t = %g", t);
    }
    row_close(&row);
}
END_TEST

/* --- Température --------------------------------------------------------- */

static double at_temperature(double *y_hat, const Draw *d, double T)
{
    double scaled[WIDEST], largest = 0;
    for (size_t j = 0; j < d->ny; j++)
        scaled[j] = d->y_tilde[j] / T;
    library(y_hat, scaled, d->ny);
    for (size_t j = 0; j < d->ny; j++)
        largest = fmax(largest, y_hat[j]);
    return largest;
}

START_TEST(confidence)
{
    Random random = random_seeded(6);
    Row formula = row_open("eq:softmax-confidence", "égalité", 1e-14);
    Row falls = row_open("prop:la plus grande probabilité baisse quand $T$ "
                         "grandit",
                         "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        double y_hat[WIDEST], T = exp(random_normal(&random));
        double largest = at_temperature(y_hat, &d, T);
        long double sum = 0;
        for (size_t j = 0; j < d.ny; j++)
            sum += expl((d.y_tilde[j] - d.m) / T);
        row_gap(&formula, (double)fabsl(largest - 1 / sum), "T = %g", T);
        row_true(&falls, at_temperature(y_hat, &d, 1.1 * T) < largest,
                 "T = %g", T);
    }
    rows_close(&formula, &falls);
}
END_TEST

/* L'écart à la limite, avec sa borne : e^(−écart/T) par classe à froid, et
 * étendue/T à chaud. */
START_TEST(temperature_limits)
{
    Random random = random_seeded(7);
    Row cold = row_open("eq:temperature-cold", "limite", 1e-6);
    Row hot = row_open("eq:temperature-hot", "limite", 1e-6);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        double y_hat[WIDEST], gap = INFINITY;
        size_t c = 0;
        for (size_t j = 0; j < d.ny; j++)
            c = d.y_tilde[j] > d.y_tilde[c] ? j : c;
        for (size_t j = 0; j < d.ny; j++)
            gap = j == c ? gap : fmin(gap, d.y_tilde[c] - d.y_tilde[j]);
        double largest = at_temperature(y_hat, &d, gap / 20);
        row_gap(&cold, fabs(largest - 1), "T = %g", gap / 20);
        at_temperature(y_hat, &d, 1e7);
        for (size_t i = 0; i < d.ny; i++)
            row_gap(&hot, fabs(y_hat[i] - 1 / (double)d.ny), "T = 1e7");
    }
    rows_close(&cold, &hot);
}
END_TEST

/* --- Log-normaliseur ----------------------------------------------------- */

/* Les fonctions que l'on dérive par différences finies, par définition. */
static double normaliser(void *context)
{
    Draw *d = context;
    double Z = 0;
    for (size_t j = 0; j < d->ny; j++)
        Z += exp(d->y_tilde[j]);
    return Z;
}

static double log_normaliser(void *context)
{
    return log(normaliser(context));
}

static double one_exponential(void *context)
{
    Draw *d = context;
    return exp(d->y_tilde[d->i]);
}

static double one_output(void *context)
{
    Draw *d = context;
    return exp(d->y_tilde[d->i]) / normaliser(d);
}

START_TEST(log_softmax)
{
    Random random = random_seeded(8);
    Row row = row_open("eq:log-probability", "égalité", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 3);
        double y_hat[WIDEST];
        library(y_hat, d.y_tilde, d.ny);
        for (size_t i = 0; i < d.ny; i++) {
            double right = d.y_tilde[i] - log_sum_exp(d.y_tilde, d.ny);
            row_gap(&row, fabs(log(y_hat[i]) - right) / fmax(1, fabs(right)),
                    "log ŷᵢ = %g", right);
        }
    }
    row_close(&row);
}
END_TEST

typedef long double Expected(const Draw *d, size_t k);

static long double delta_sum(const Draw *d, size_t k)
{
    long double sum = 0;
    for (size_t j = 0; j < d->ny; j++)
        sum += (j == k) * d->e[j];
    return sum;
}

static long double exponential(const Draw *d, size_t k)
{
    return d->e[k];
}

/* ∂Z/∂ỹₖ, par pas complexe, divisé par Z. */
static long double slope_over_normaliser(const Draw *d, size_t k)
{
    return slope_of_normaliser(d, k) / d->Z;
}

static long double share(const Draw *d, size_t k)
{
    return d->e[k] / d->Z;
}

/* Le SoftMax de lib. */
static long double output(const Draw *d, size_t k)
{
    double y_hat[WIDEST];
    library(y_hat, d->y_tilde, d->ny);
    return y_hat[k];
}

/* Le gradient de f est chacun des membres, par différences finies. */
static void check_scalar(const char *label, ScalarFunction f,
                         Expected *members[], uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        for (size_t m = 0; members[m]; m++) {
            double values[WIDEST];
            for (size_t k = 0; k < d.ny; k++)
                values[k] = (double)members[m](&d, k);
            Matrix x = matrix_view(d.y_tilde, d.ny, 1);
            Matrix gradient = matrix_view(values, d.ny, 1);
            GradientCheck check = gradient_check(&x, &gradient, f, &d);
            row_gradient(&row, &check, label);
        }
    }
    row_close(&row);
}

START_TEST(gradient_of_normaliser)
{
    Expected *members[] = { delta_sum, exponential, NULL };
    check_scalar("eq:partial-normaliser", normaliser, members, 9);
}
END_TEST

START_TEST(gradient_of_log_normaliser)
{
    Expected *members[] = { slope_over_normaliser, share, output, NULL };
    check_scalar("eq:partial-log-normaliser", log_normaliser, members, 10);
}
END_TEST

/* Le SoftMax de lib, et deux témoins du gradient du log-normaliseur. */
START_TEST(softmax_is_a_gradient)
{
    Random random = random_seeded(11);
    Row finite = row_open("eq:softmax-gradient", "différences finies",
                          GRADIENT_TOLERANCE);
    Row complex_step = row_open("eq:softmax-gradient", "pas complexe", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        double y_hat[WIDEST];
        library(y_hat, d.y_tilde, d.ny);
        Matrix x = matrix_view(d.y_tilde, d.ny, 1);
        Matrix gradient = matrix_view(y_hat, d.ny, 1);
        GradientCheck check =
            gradient_check(&x, &gradient, log_normaliser, &d);
        row_gradient(&finite, &check, "∇ log Z");
        for (size_t k = 0; k < d.ny; k++)
            row_gap(&complex_step,
                    fabs(complex_sum(&d, k, 0, true) - y_hat[k]) /
                        matrix_max_abs(&gradient),
                    "tirage %d, composante %zu", draw, k + 1);
    }
    rows_close(&finite, &complex_step);
}
END_TEST

/* --- Jacobienne ---------------------------------------------------------- */

/* La jacobienne de lib, à partir du SoftMax de lib ; à libérer. */
static Matrix jacobian(const Draw *d)
{
    double values[WIDEST];
    library(values, d->y_tilde, d->ny);
    Matrix y_hat = matrix_view(values, d->ny, 1);
    Matrix J = matrix_create(d->ny, d->ny);
    softmax_jacobian(&J, &y_hat);
    return J;
}

START_TEST(exponential_alone)
{
    Random random = random_seeded(12);
    Row row =
        row_open("eq:partial-exp", "différences finies", GRADIENT_TOLERANCE);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        for (d.i = 0; d.i < d.ny; d.i++) {
            double values[WIDEST] = { 0 };
            values[d.i] = (double)d.e[d.i];
            Matrix x = matrix_view(d.y_tilde, d.ny, 1);
            Matrix gradient = matrix_view(values, d.ny, 1);
            GradientCheck check =
                gradient_check(&x, &gradient, one_exponential, &d);
            row_gradient(&row, &check, "∂e^ỹᵢ/∂ỹₖ");
        }
    }
    row_close(&row);
}
END_TEST

/* Les lignes 1 à 4 du calcul ; la première dérive par pas complexe. */
static long double quotient_line(const Draw *d, size_t i, size_t k, int line)
{
    long double delta = i == k, Z = d->Z;
    switch (line) {
    case 1:
        return (slope_of_exponential(d, i, k) * Z -
                d->e[i] * slope_of_normaliser(d, k)) /
               (Z * Z);
    case 2:
        return (delta * d->e[i] * Z - d->e[i] * d->e[k]) / (Z * Z);
    case 3:
        return delta * (d->e[i] / Z) - d->e[i] / Z * (d->e[k] / Z);
    default:
        return delta * d->y_hat[i] - d->y_hat[i] * d->y_hat[k];
    }
}

START_TEST(quotient_rule)
{
    Random random = random_seeded(13);
    Row row = row_open("eq:softmax-quotient", "différences finies",
                       GRADIENT_TOLERANCE);
    for (int draw = 0; draw < DRAWS / 4; draw++) {
        Draw d = draw_logits(&random, 1);
        Matrix x = matrix_view(d.y_tilde, d.ny, 1);
        for (int line = 1; line <= 4; line++)
            for (d.i = 0; d.i < d.ny; d.i++) {
                double values[WIDEST];
                for (size_t k = 0; k < d.ny; k++)
                    values[k] = (double)quotient_line(&d, d.i, k, line);
                Matrix gradient = matrix_view(values, d.ny, 1);
                GradientCheck check =
                    gradient_check(&x, &gradient, one_output, &d);
                row_gradient(&row, &check, "∂ŷᵢ/∂ỹₖ");
            }
    }
    row_close(&row);
}
END_TEST

/* Toute la jacobienne de lib, contre deux témoins. */
static void compare_jacobian(Row *finite, Row *complex_step, Draw *d)
{
    Matrix J = jacobian(d), x = matrix_view(d->y_tilde, d->ny, 1);
    double scale = matrix_max_abs(&J);
    for (d->i = 0; d->i < d->ny; d->i++) {
        Matrix gradient = matrix_view(&AT(&J, d->i, 0), d->ny, 1);
        GradientCheck check = gradient_check(&x, &gradient, one_output, d);
        row_gradient(finite, &check, "ligne de J");
        for (size_t k = 0; k < d->ny; k++)
            row_gap(complex_step,
                    fabs(complex_sum(d, k, d->i, false) - AT(&J, d->i, k)) /
                        scale,
                    "entrée (%zu, %zu)", d->i + 1, k + 1);
    }
    matrix_free(&J);
}

START_TEST(whole_jacobian)
{
    Random random = random_seeded(14);
    Row finite = row_open("eq:softmax-jacobian", "différences finies",
                          GRADIENT_TOLERANCE);
    Row complex_step = row_open("eq:softmax-jacobian", "pas complexe", 1e-13);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        compare_jacobian(&finite, &complex_step, &d);
    }
    rows_close(&finite, &complex_step);
}
END_TEST

/* J 1, et ses deux morceaux diag(ŷ) 1 et ŷ ŷᵀ 1, tous deux égaux à ŷ. */
static void compare_ones(Row *ones, Row *symmetric, const Draw *d)
{
    Matrix J = jacobian(d);
    double y_hat[WIDEST];
    library(y_hat, d->y_tilde, d->ny);
    for (size_t i = 0; i < d->ny; i++) {
        double sum = 0, diagonal = 0, outer = 0;
        for (size_t k = 0; k < d->ny; k++) {
            sum += AT(&J, i, k);
            diagonal += (i == k) * y_hat[k];
            outer += y_hat[i] * y_hat[k];
            row_gap(symmetric, fabs(AT(&J, i, k) - AT(&J, k, i)),
                    "entrée (%zu, %zu)", i + 1, k + 1);
        }
        row_gap(ones, fabs(sum), "ligne %zu de J 1", i + 1);
        row_gap(ones, fabs(diagonal - outer), "ligne %zu, deuxième membre",
                i + 1);
        row_gap(ones, fabs(outer - y_hat[i]), "ligne %zu de ŷ ŷᵀ 1", i + 1);
    }
    matrix_free(&J);
}

START_TEST(zero_sums_and_symmetry)
{
    Random random = random_seeded(15);
    Row ones = row_open("eq:jacobian-ones", "égalité", 1e-15);
    Row symmetric = row_open("eq:jacobian-symmetric", "égalité", 1e-15);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 2);
        compare_ones(&ones, &symmetric, &d);
    }
    rows_close(&ones, &symmetric);
}
END_TEST

/* vᵀ J v par la matrice de lib, et par les deux sommes du texte. */
static void compare_variance(Row *row, Row *positive, const Draw *d,
                             Random *random)
{
    Matrix J = jacobian(d), v = random_matrix(d->ny, 1, random);
    Matrix Jv = matrix_create(d->ny, 1);
    matrix_multiply(&Jv, &J, &v);
    double form = matrix_dot(&v, &Jv);
    long double mean = 0, square = 0, variance = 0;
    for (size_t i = 0; i < d->ny; i++) {
        mean += d->y_hat[i] * v.data[i];
        square += d->y_hat[i] * v.data[i] * v.data[i];
    }
    for (size_t i = 0; i < d->ny; i++)
        variance += d->y_hat[i] * (v.data[i] - mean) * (v.data[i] - mean);
    double scale = (double)square;
    row_gap(row, (double)fabsl(form - (square - mean * mean)) / scale,
            "premier et deuxième membres");
    row_gap(row, (double)fabsl(form - variance) / scale,
            "premier et troisième membres");
    row_true(positive, form >= 0, "vᵀ J v = %g", form);
    matrix_free(&J);
    matrix_free(&v);
    matrix_free(&Jv);
}

START_TEST(variance)
{
    Random random = random_seeded(16);
    Row row = row_open("eq:jacobian-variance", "égalité", 1e-14);
    Row positive =
        row_open("prop:$v^\\top J v$ n'est jamais négatif, pour des "
                 "$v$ tirés au hasard",
                 "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 1);
        compare_variance(&row, &positive, &d, &random);
    }
    rows_close(&row, &positive);
}
END_TEST

/* --- Forme stable -------------------------------------------------------- */

/* La forme stable de lib contre la définition en long double, qui ne déborde
 * qu'au-delà de 11 000. */
START_TEST(stable_form)
{
    Random random = random_seeded(17);
    Row row = row_open("eq:softmax-stable", "égalité", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, pow(10, 3 * random_uniform(&random)));
        double y_hat[WIDEST];
        library(y_hat, d.y_tilde, d.ny);
        for (size_t i = 0; i < d.ny; i++)
            row_gap(&row, (double)fabsl(y_hat[i] - d.y_hat[i]),
                    "plus grand logit %Lg", d.m);
    }
    row_close(&row);
}
END_TEST

START_TEST(naive_form_on_small_logits)
{
    Random random = random_seeded(18);
    Row row = row_open("prop:les deux formes s'accordent sur des logits "
                       "modérés",
                       "égalité", 1e-15);
    for (int draw = 0; draw < DRAWS; draw++) {
        Draw d = draw_logits(&random, 3);
        double y_hat[WIDEST], naive[WIDEST];
        library(y_hat, d.y_tilde, d.ny);
        softmax_naive(naive, d.y_tilde, d.ny);
        for (size_t i = 0; i < d.ny; i++)
            row_gap(&row, fabs(y_hat[i] - naive[i]), "tirage %d", draw);
    }
    row_close(&row);
}
END_TEST

/* Cinq logits, chacun −10⁴, 0 ou 10⁴, selon les chiffres de code en base 3. La
 * forme naïve ne survit que si le plus grand est 0. */
enum { EXTREMES = 5, COMBINATIONS = 243 };

static void try_extremes(Row *row, int code)
{
    double y_tilde[EXTREMES], y_hat[EXTREMES], rough[EXTREMES];
    double sum = 0, largest = -INFINITY;
    bool bounded = true, broken = false;
    for (int i = 0, rest = code; i < EXTREMES; i++, rest /= 3) {
        y_tilde[i] = 1e4 * (rest % 3 - 1);
        largest = fmax(largest, y_tilde[i]);
    }
    library(y_hat, y_tilde, EXTREMES);
    softmax_naive(rough, y_tilde, EXTREMES);
    for (int i = 0; i < EXTREMES; i++) {
        bounded &= y_hat[i] >= 0 && y_hat[i] <= 1;
        broken |= isnan(rough[i]);
        sum += y_hat[i];
    }
    row_true(row, bounded && fabs(sum - 1) < 1e-15, "stable, cas %d", code);
    row_true(row, broken == (largest != 0), "naïve, cas %d", code);
}

START_TEST(extreme_logits)
{
    Row row = row_open("prop:pour des logits $-10^4$, 0 ou $10^4$, la forme "
                       "stable rend toujours des nombres de somme 1, et la "
                       "forme naïve `NaN`, sauf si le plus grand est 0",
                       "exact", 0);
    for (int code = 0; code < COMBINATIONS; code++)
        try_extremes(&row, code);
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims)
{
    row_claim(
        "diviser par la somme sort de $[0, 1]$ des deux côtés",
        fmin(-result("candidate.ratio2"), result("candidate.ratio1") - 1), 0.1,
        1);
    row_claim("la somme des sigmoïdes n'est pas 1",
              result("candidate.sigmoid.sum"), 1.1, 3);
    row_claim("à basse température, la première probabilité dépasse 0,99",
              result("cool.largest"), 0.99, 1);
    row_claim("à haute température, les probabilités se tiennent à deux "
              "centièmes près",
              result("hot.largest") - result("hot.smallest"), 0, 0.02);
    row_claim("la forme naïve déborde quand le plus grand logit atteint 710",
              result("naive.nan"), 709, 710);
    row_claim("avant cela, elle rend 0 sans rien dire",
              (result("naive.nan") - result("naive.silent")) *
                  (result("naive.silent.error") == 1),
              0.1, 1);
    row_claim("vers le bas, elle perd des chiffres bien avant de rendre `NaN`",
              result("naive.low") - result("naive.low_nan"), 10, 45);
    row_claim("la forme stable garde tous ses chiffres",
              result("stable.worst"), 0, 1e-15);
    row_claim("de deux classes, la plus grande probabilité s'arrondit à 1 "
              "pour un écart de logits proche de 37",
              result("one.gap"), 36, 38);
    row_claim("et l'autre à 0 pour un écart proche de 745", result("zero.gap"),
              744, 746);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 6");
    TCase *properties = tcase_create("les propriétés");
    tcase_add_test(properties, positive_and_sum);
    tcase_add_test(properties, ratio_and_order);
    tcase_add_test(properties, weak_order_at_any_scale);
    tcase_add_test(properties, shift);
    tcase_add_test(properties, two_classes);
    tcase_add_test(properties, confidence);
    tcase_add_test(properties, temperature_limits);
    suite_add_tcase(suite, properties);
    TCase *derivatives = tcase_create("les dérivées");
    tcase_add_test(derivatives, log_softmax);
    tcase_add_test(derivatives, gradient_of_normaliser);
    tcase_add_test(derivatives, gradient_of_log_normaliser);
    tcase_add_test(derivatives, softmax_is_a_gradient);
    tcase_add_test(derivatives, exponential_alone);
    tcase_add_test(derivatives, quotient_rule);
    tcase_add_test(derivatives, whole_jacobian);
    tcase_add_test(derivatives, zero_sums_and_symmetry);
    tcase_add_test(derivatives, variance);
    suite_add_tcase(suite, derivatives);
    TCase *stability = tcase_create("la forme stable");
    tcase_add_test(stability, stable_form);
    tcase_add_test(stability, naive_form_on_small_logits);
    tcase_add_test(stability, extreme_logits);
    suite_add_tcase(suite, stability);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
