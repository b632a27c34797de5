/* Chapitre 14 : cinq façons de calculer la même loss. */
#include <float.h>
#include <math.h>

#include "../../lib/activations.h"
#include "../../lib/losses.h"
#include "../../lib/random.h"
#include "../../lib/report.h"
#include "formulas.h"

/* ỹ = (t, 0, −t) : la classe 0 est la plus probable, la classe 2 la moins. */
enum { NY = 3, RIGHT = 0, WRONG = 2 };

/* Ce que le lecteur peut changer : les t des tableaux, puis les cibles et les
 * logits de la figure des sommes. */
enum { COLUMNS = 4 };
static size_t tabulated[COLUMNS] = { 10, 40, 400, 720 }, targets_drawn = 60;
static double sum_logits[NY] = { 1.5, 0.5, -1 };

typedef struct {
    double y_tilde[NY], y[NY];
    size_t c;
} Example;

static Example example_at(double t, size_t c)
{
    Example e = { { t, 0, -t }, { 0 }, c };
    e.y[c] = 1;
    return e;
}

/* --- Les cinq façons, et la valeur exacte -------------------------------- */

static double definition_direct(const Example *e)
{
    double y_hat[NY];
    softmax_naive(y_hat, e->y_tilde, NY);
    return loss_by_definition(y_hat, e->y, NY);
}

static double definition_shifted(const Example *e)
{
    double y_hat[NY],
        y_tilde[NY] = { e->y_tilde[0], e->y_tilde[1], e->y_tilde[2] };
    Matrix Y_hat = matrix_view(y_hat, 1, NY);
    Matrix Y_tilde = matrix_view(y_tilde, 1, NY);
    softmax(&Y_hat, &Y_tilde);
    return loss_by_definition(y_hat, e->y, NY);
}

static double simplified_direct(const Example *e)
{
    return direct_simplified(e->y_tilde, e->y, NY);
}

static double simplified_stable(const Example *e)
{
    return cross_entropy_example(e->y_tilde, e->y, NY);
}

static double with_log1p(const Example *e)
{
    return cross_entropy_class(e->y_tilde, e->c, NY);
}

static long double exact(const Example *e)
{
    long double others = 0;
    for (size_t j = 0; j < NY; j++)
        if (j != e->c)
            others += expl((long double)e->y_tilde[j] - e->y_tilde[e->c]);
    return log1pl(others);
}

enum { DEFINITION, SHIFTED, DIRECT, STABLE, LOG1P, WAYS };

static const struct {
    const char *name;
    double (*compute)(const Example *);
} ways[] = {
    [DEFINITION] = { "definition", definition_direct },
    [SHIFTED] = { "shifted", definition_shifted },
    [DIRECT] = { "direct", simplified_direct },
    [STABLE] = { "stable", simplified_stable },
    [LOG1P] = { "log1p", with_log1p },
};

static double relative_error(double value, long double expected)
{
    return (double)(fabsl(value - expected) / expected);
}

/* --- Les tableaux de la page --------------------------------------------- */

/* Un nombre, ou ce que le C écrit à sa place. */
static void report_value(Report *report, const char *prefix, int column,
                         const char *name, double value)
{
    char key[64];
    snprintf(key, sizeof key, "%s%d.%s", prefix, column, name);
    if (isnan(value))
        report_text(report, key, "NaN");
    else if (isinf(value))
        report_text(report, key, value > 0 ? "∞" : "−∞");
    else
        report_number(report, key, value);
}

static void write_values(Report *report)
{
    for (int column = 1; column <= COLUMNS; column++) {
        size_t t = tabulated[column - 1];
        char key[16];
        snprintf(key, sizeof key, "t%d", column);
        report_integer(report, key, (long long)t);
        Example right = example_at((double)t, RIGHT);
        Example wrong = example_at((double)t, WRONG);
        for (int w = 0; w < WAYS; w++) {
            report_value(report, "right", column, ways[w].name,
                         ways[w].compute(&right));
            report_value(report, "wrong", column, ways[w].name,
                         ways[w].compute(&wrong));
        }
        report_value(report, "right", column, "exact", (double)exact(&right));
        if (column == 1)
            report_number(
                report, "right1.error",
                relative_error(simplified_stable(&right), exact(&right)));
        report_value(report, "wrong", column, "exact", (double)exact(&wrong));
    }
}

/* --- La figure : valeurs et erreurs quand les ỹ grandissent -------------- */

/* La pire erreur de chaque façon, tant que la loss exacte est un nombre
 * normal et la valeur finie. */
typedef struct {
    double of[WAYS];
} Worst;

/* t, valeur exacte, puis valeur et erreur relative de chaque façon. */
static Worst write_growth_of(FILE *table, size_t c)
{
    enum { POINTS = 401 };
    Worst worst = { { 0 } };
    for (int p = 0; p < POINTS; p++) {
        Example e = example_at(pow(10, -1 + 4.0 * p / (POINTS - 1)), c);
        long double expected = exact(&e);
        fprintf(table, "%.6g\t%.6Lg", e.y_tilde[0], expected);
        for (int w = 0; w < WAYS; w++) {
            double value = ways[w].compute(&e);
            double error = relative_error(value, expected);
            fprintf(table, "\t%.6g\t%.3g", isfinite(value) ? value : NAN,
                    isfinite(value) ? error : NAN);
            if (isfinite(value) && expected >= DBL_MIN)
                worst.of[w] = fmax(worst.of[w], error);
        }
        fputc('\n', table);
    }
    return worst;
}

static void write_growth(Report *report)
{
    FILE *table = report_table(
        report, "growth.tsv",
        "t\texact\tvaleur et erreur : definition, shifted, direct, stable, "
        "log1p");
    Worst right = write_growth_of(table, RIGHT);
    fputs("\n\n", table);
    Worst wrong = write_growth_of(table, WRONG);
    report_table_close(report, table, "growth.tsv");
    report_number(report, "log1p.worst",
                  fmax(right.of[LOG1P], wrong.of[LOG1P]));
    report_number(report, "definition.jump", wrong.of[DEFINITION]);
    report_number(report, "check.wrong.worst",
                  fmax(wrong.of[STABLE], wrong.of[LOG1P]));
}

/* --- À partir de quel t ? ------------------------------------------------ */

/* La définition a quatre visages : réponse juste ou fausse, SoftMax direct ou
 * stable. Combien ont cédé ? */
static int definitions_lost(double t)
{
    Example right = example_at(t, RIGHT), wrong = example_at(t, WRONG);
    return !isfinite(definition_direct(&right)) +
           !isfinite(definition_shifted(&right)) +
           !isfinite(definition_direct(&wrong)) +
           !isfinite(definition_shifted(&wrong));
}

static bool one_definition_lost(double t)
{
    return definitions_lost(t) >= 1;
}

static bool all_definitions_lost(double t)
{
    return definitions_lost(t) == 4;
}

static bool direct_not_finite(double t)
{
    Example e = example_at(t, WRONG);
    return !isfinite(simplified_direct(&e));
}

static bool stable_is_zero(double t)
{
    Example e = example_at(t, RIGHT);
    return simplified_stable(&e) == 0;
}

static bool loss_not_normal(double t)
{
    Example e = example_at(t, RIGHT);
    return exact(&e) < DBL_MIN;
}

/* Le t où fails devient vrai, entre 1 et 1000, par dichotomie. */
static double threshold(bool (*fails)(double t))
{
    double low = 1, high = 1000;
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2;
        *(fails(middle) ? &high : &low) = middle;
    }
    return high;
}

static void write_thresholds(Report *report)
{
    report_number(report, "limit.definition", threshold(one_definition_lost));
    report_number(report, "check.limit.last", threshold(all_definitions_lost));
    report_number(report, "limit.direct", threshold(direct_not_finite));
    report_number(report, "limit.stable", threshold(stable_is_zero));
    report_number(report, "limit.normal", threshold(loss_not_normal));
}

/* --- Et si les y ne somment pas à 1 ? ------------------------------------ */

/* Définition moins forme simplifiée, contre la somme des y. */
static void write_gap(FILE *table, const double *y_tilde, const double *y)
{
    double y_hat[NY], sum = 0;
    softmax_naive(y_hat, y_tilde, NY);
    for (size_t i = 0; i < NY; i++)
        sum += y[i];
    fprintf(table, "%.6g\t%.6g\n", sum,
            loss_by_definition(y_hat, y, NY) -
                cross_entropy_example(y_tilde, y, NY));
}

/* Des y quelconques, puis les mêmes ramenés à une somme de 1. */
static void write_sums(Report *report, Random *random)
{
    Matrix targets = matrix_create(targets_drawn, NY);
    matrix_random_uniform(&targets, 0, 1, random);
    FILE *table = report_table(report, "sums.tsv", "sum\tgap");
    for (size_t n = 0; n < targets.rows; n++)
        write_gap(table, sum_logits, &AT(&targets, n, 0));
    fputs("\n\n", table);
    for (size_t n = 0; n < targets.rows; n++) {
        double *y = &AT(&targets, n, 0), sum = y[0] + y[1] + y[2];
        for (size_t i = 0; i < NY; i++)
            y[i] /= sum;
        write_gap(table, sum_logits, y);
    }
    report_table_close(report, table, "sums.tsv");
    report_integer(report, "sums.targets", (long long)targets.rows);
    report_number(report, "sums.slope", log_sum_exp(sum_logits, NY));
    matrix_free(&targets);
}

/* Les réglages : un t par colonne des tableaux, puis la figure des sommes. */
static size_t make_options(Option *options)
{
    static const char *const t[COLUMNS] = { "t1", "t2", "t3", "t4" };
    static const char *const y[NY] = { "y1", "y2", "y3" };
    size_t count = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        options[count++] =
            (Option){ t[i], "un t des tableaux", .count = &tabulated[i],
                      .low = 1, .high = 5000 };
    options[count++] =
        (Option){ "targets", "cibles de la figure des sommes",
                  .count = &targets_drawn, .low = 1, .high = 10000 };
    for (size_t i = 0; i < NY; i++)
        options[count++] =
            (Option){ y[i], "un logit de cette figure", .real = &sum_logits[i],
                      .low = -20, .high = 20 };
    return count;
}

int main(int argc, char **argv)
{
    Option options[COLUMNS + 1 + NY];
    size_t count = make_options(options);
    Report report = report_open(argc, argv, options, count);
    Random random = report_random(&report, 14);
    write_sums(&report, &random);
    report_integer(&report, "double.exponent", DBL_MAX_10_EXP);
    report_integer(&report, "long_double.exponent", LDBL_MAX_10_EXP);
    write_values(&report);
    write_growth(&report);
    write_thresholds(&report);
    report_close(&report);
}
