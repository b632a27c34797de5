/* Chapitre 6 : SoftMax – d'autres candidates, la température, la forme naïve. */
#include <float.h>
#include <math.h>

#include "../../lib/activations.h"
#include "../../lib/gradient_check.h"
#include "../../lib/report.h"

/* SoftMax d'une colonne de n logits, divisés par T. */
static void softmax_at(double *y_hat, const double *y_tilde, size_t n,
                       double T)
{
    Matrix row = matrix_view(y_hat, 1, n);
    for (size_t i = 0; i < n; i++)
        y_hat[i] = y_tilde[i] / T;
    softmax(&row, &row);
}

/* prefix1, prefix2, … */
static void report_vector(Report *report, const char *prefix, const double *v,
                          size_t n)
{
    char key[64];
    for (size_t i = 0; i < n; i++) {
        snprintf(key, sizeof key, "%s%zu", prefix, i + 1);
        report_number(report, key, v[i]);
    }
}

/* --- D'autres façons de normaliser --------------------------------------- */

static void write_candidates(Report *report)
{
    enum { NY = 3 };
    const double y_tilde[NY] = { 2, -1, 0.5 };
    double sum = 0, ratio[NY], gate[NY], gates = 0, y_hat[NY];
    for (size_t i = 0; i < NY; i++)
        sum += y_tilde[i];
    for (size_t i = 0; i < NY; i++) {
        ratio[i] = y_tilde[i] / sum;
        gates += gate[i] = sigmoid(y_tilde[i]);
    }
    softmax_at(y_hat, y_tilde, NY, 1);
    report_vector(report, "candidate.logit", y_tilde, NY);
    report_vector(report, "candidate.ratio", ratio, NY);
    report_vector(report, "candidate.sigmoid", gate, NY);
    report_number(report, "candidate.sigmoid.sum", gates);
    report_vector(report, "candidate.softmax", y_hat, NY);
}

/* --- La température ------------------------------------------------------ */

enum { CLASSES = 4 };

/* Ce que le lecteur peut changer : les logits, et deux températures. */
static double logits[CLASSES] = { 2, 1, 0, -1 };
static double cool = 0.2, hot = 100;

typedef struct {
    double smallest, largest;
} Range;

/* Ce que sont les probabilités des logits à la température T. */
static Range range_at(double T)
{
    double y_hat[CLASSES];
    softmax_at(y_hat, logits, CLASSES, T);
    Range range = { y_hat[0], y_hat[0] };
    for (size_t i = 1; i < CLASSES; i++) {
        range.smallest = fmin(range.smallest, y_hat[i]);
        range.largest = fmax(range.largest, y_hat[i]);
    }
    return range;
}

static void write_temperature(Report *report)
{
    enum { POINTS = 161 };
    const double cold = 0.05;
    FILE *table = report_table(report, "temperature.tsv", "T\ty_hat1\t…");
    double y_hat[CLASSES];
    for (int k = 0; k < POINTS; k++) {
        double T = cold * pow(hot / cold, (double)k / (POINTS - 1));
        softmax_at(y_hat, logits, CLASSES, T);
        fprintf(table, "%.6g", T);
        for (size_t i = 0; i < CLASSES; i++)
            fprintf(table, "\t%.6g", y_hat[i]);
        fputc('\n', table);
    }
    report_table_close(report, table, "temperature.tsv");
    report_vector(report, "logit", logits, CLASSES);
    report_integer(report, "classes", CLASSES);
    softmax_at(y_hat, logits, CLASSES, 1);
    report_vector(report, "y_hat", y_hat, CLASSES);
    report_number(report, "hot", hot);
    report_number(report, "hot.largest", range_at(hot).largest);
    report_number(report, "hot.smallest", range_at(hot).smallest);
    report_number(report, "cool", cool);
    report_number(report, "cool.largest", range_at(cool).largest);
}

/* --- La jacobienne ------------------------------------------------------- */

typedef struct {
    double y_tilde[CLASSES];
    size_t i;
} Component;

static double one_output(void *context)
{
    Component *c = context;
    double y_hat[CLASSES];
    softmax_at(y_hat, c->y_tilde, CLASSES, 1);
    return y_hat[c->i];
}

static void write_jacobian(Report *report)
{
    Component c;
    double values[CLASSES], worst = 0;
    for (size_t i = 0; i < CLASSES; i++)
        c.y_tilde[i] = logits[i];
    softmax_at(values, logits, CLASSES, 1);
    Matrix y_hat = matrix_view(values, CLASSES, 1);
    Matrix J = matrix_create(CLASSES, CLASSES);
    softmax_jacobian(&J, &y_hat);
    for (c.i = 0; c.i < CLASSES; c.i++)
        for (size_t k = 0; k < CLASSES; k++) {
            double n = richardson(one_output, &c, &c.y_tilde[k], GRADIENT_STEP,
                                  GRADIENT_LEVELS)
                           .value;
            worst = fmax(worst, fabs(AT(&J, c.i, k) - n));
        }
    report_matrix(report, "y_hat.tsv", &y_hat);
    report_matrix(report, "jacobian.tsv", &J);
    report_integer(report, "jacobian.entries", (long long)matrix_size(&J));
    report_number(report, "jacobian.worst", worst / matrix_max_abs(&J));
    matrix_free(&J);
}

/* --- Forme naïve, forme stable ------------------------------------------- */

/* ỹ = (s, s − 1, s − 2) : la réponse juste ne dépend pas de s. */
typedef struct {
    double naive, stable; /* erreurs relatives sur ŷ₁ */
} Errors;

static Errors errors_at(double s)
{
    const double y_tilde[3] = { s, s - 1, s - 2 };
    const long double exact = 1 / (1 + expl(y_tilde[1] - y_tilde[0]) +
                                   expl(y_tilde[2] - y_tilde[0]));
    double naive[3], stable[3];
    softmax_naive(naive, y_tilde, 3);
    softmax_at(stable, y_tilde, 3, 1);
    return (Errors){ (double)(fabsl(naive[0] - exact) / exact),
                     (double)(fabsl(stable[0] - exact) / exact) };
}

static void write_errors(Report *report)
{
    const double floor = DBL_EPSILON;
    FILE *table = report_table(report, "errors.tsv", "s\tnaive\tstable");
    for (double s = -800; s <= 800; s += 0.5) {
        Errors e = errors_at(s);
        fprintf(table, "%.6g\t%.6g\t%.6g\n", s,
                isnan(e.naive) ? NAN : fmax(e.naive, floor),
                fmax(e.stable, floor));
    }
    report_table_close(report, table, "errors.tsv");
    report_number(report, "floor", floor);
}

/* Les bornes au-delà desquelles la forme naïve se trompe, au centième près. */
static void write_bounds(Report *report)
{
    const double lost = 1e-10;
    double s, stable = 0;
    for (s = 600; errors_at(s).naive < 0.5; s += 0.01)
        continue;
    report_number(report, "naive.silent", s);
    report_number(report, "naive.silent.error", errors_at(s).naive);
    for (; !isnan(errors_at(s).naive); s += 0.01)
        continue;
    report_number(report, "naive.nan", s);
    for (s = -600; errors_at(s).naive < lost; s -= 0.01)
        continue;
    report_number(report, "naive.lost", lost);
    report_number(report, "naive.low", s);
    for (; !isnan(errors_at(s).naive); s -= 0.01)
        continue;
    report_number(report, "naive.low_nan", s);
    for (s = -1e4; s <= 1e4; s += 1)
        stable = fmax(stable, errors_at(s).stable);
    report_number(report, "stable.worst", stable);
    report_number(report, "stable.reach", 1e4);
}

/* L'écart entre deux logits à partir duquel ŷ s'arrondit à 1, puis à 0. */
static void write_rounding(Report *report)
{
    double y_hat[2], gap = 0;
    do {
        gap += 0.01;
        softmax_at(y_hat, (double[]){ gap, 0 }, 2, 1);
    } while (y_hat[0] < 1);
    report_number(report, "one.gap", gap);
    do {
        gap += 0.01;
        softmax_at(y_hat, (double[]){ gap, 0 }, 2, 1);
    } while (y_hat[1] > 0);
    report_number(report, "zero.gap", gap);
}

static size_t make_options(Option *options)
{
    static const char *const names[CLASSES] = { "y1", "y2", "y3", "y4" };
    size_t count = 0;
    for (size_t i = 0; i < CLASSES; i++)
        options[count++] =
            (Option){ names[i], "un des quatre logits", .real = &logits[i],
                      .low = -10, .high = 10 };
    options[count++] = (Option){ "cool", "une température basse",
                                 .real = &cool, .low = 0.01, .high = 1 };
    options[count++] = (Option){ "hot", "la plus haute température",
                                 .real = &hot, .low = 2, .high = 1e6 };
    return count;
}

int main(int argc, char **argv)
{
    Option options[CLASSES + 2];
    size_t count = make_options(options);
    Report report = report_open(argc, argv, options, count);
    write_candidates(&report);
    write_temperature(&report);
    write_jacobian(&report);
    write_errors(&report);
    write_bounds(&report);
    write_rounding(&report);
    report_close(&report);
}
